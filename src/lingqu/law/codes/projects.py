"""Projects, teams and consortia: their kinds, the states of a project, and the parts that units and people take in it.

Its one law: a kind says what a project is, never whether it gets money. It knows no project.
"""

from __future__ import annotations

from lingqu.law.codes.code_list import CodeList, Entry, Title

PROJECT_KINDS = CodeList(
    "project_kinds",
    Title("项目类别", "Kinds of project"),
    [
        Entry("industrial", Title("工业项目", "Industrial project")),
        Entry("major_industrial", Title("重大产业项目", "Major industrial project"), "industrial"),
        Entry("core_technology", Title("关键核心技术产业化项目", "Key core technology industrialisation project")),
        Entry("proof_of_concept", Title("概念验证项目", "Proof-of-concept project")),
        Entry("research", Title("研究开发项目", "Research project")),
        Entry("cooperation", Title("国际科技合作项目", "International cooperation project")),
        Entry("conversion", Title("成果转化项目", "Conversion project")),
    ],
)

PROJECT_STANDINGS = CodeList(
    "project_standings",
    Title("项目状态", "Standing of a project"),
    [
        Entry("planned", Title("拟实施", "planned")),
        Entry("running", Title("在研在建", "running")),
        Entry("overdue", Title("逾期未结题", "overdue")),
        Entry("accepted", Title("通过验收", "accepted")),
        Entry("ended", Title("终止结题", "ended early")),
    ],
)

PARTS = CodeList(
    "project_parts",
    Title("承担角色", "Parts in a project"),
    [
        Entry("lead", Title("牵头", "lead")),
        Entry("partner", Title("参与", "partner")),
        Entry("leader", Title("负责人", "leader")),
        Entry("member", Title("成员", "member")),
    ],
)

PEOPLE_KINDS = CodeList(
    "people_kinds",
    Title("人员类别", "Kinds of person"),
    [
        Entry("expert", Title("评审专家", "Expert")),
        Entry("finance_expert", Title("财务专家", "Finance expert"), "expert"),
        Entry("technology_manager", Title("技术经理人", "Technology manager")),
        Entry("talent", Title("高层次人才", "Talent")),
        Entry("joint_post", Title("校企联聘人才", "Holder of a joint post"), "talent"),
        Entry("deputy", Title("科技副总", "Science and technology deputy")),
        Entry("project_leader", Title("项目负责人", "Project leader")),
    ],
)
