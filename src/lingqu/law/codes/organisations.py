"""Organisations: kinds, legal kinds, sizes, and the stages of the ladder that firms climb.

Its one law: kinds say what a body does, legal kinds what it is in law, and a stage is a title with a certificate, held
beside the others. The ladder's order is the plan's; what a stage demands is set elsewhere.
"""

from __future__ import annotations

from lingqu.law.codes.code_list import CodeList, Entry, Title

ORGANISATION_KINDS = CodeList(
    "organisation_kinds",
    Title("单位类别", "Kinds of organisation"),
    [
        Entry("enterprise", Title("企业", "Enterprise")),
        Entry("university", Title("高等院校", "University or college")),
        Entry("research_institute", Title("科研院所", "Research institute")),
        Entry(
            "converted_institute",
            Title("转制科研院所", "Research institute turned into a company"),
            "research_institute",
        ),
        Entry("new_type_rd_institution", Title("新型研发机构", "New-type R&D institution")),
        Entry("incubator", Title("孵化载体", "Incubation carrier")),
        Entry("hospital", Title("医疗机构", "Hospital")),
        Entry("public_service", Title("公共服务单位", "Public service unit")),
        Entry("park_committee", Title("园区管理机构", "Park committee")),
        Entry("finance_institution", Title("金融机构", "Finance institution")),
        Entry("association", Title("协会与联盟", "Association or alliance")),
        Entry("government", Title("政府部门", "Government department")),
    ],
)

LEGAL_KINDS = CodeList(
    "legal_kinds",
    Title("法律形式", "Legal kinds"),
    [
        Entry("enterprise_legal_person", Title("企业法人", "Enterprise legal person")),
        Entry("public_institution", Title("事业单位法人", "Public institution")),
        Entry("private_non_enterprise", Title("民办非企业单位", "Private non-enterprise unit")),
        Entry("association", Title("社会团体法人", "Association")),
        Entry("state_organ", Title("机关法人", "State organ")),
        Entry("partnership", Title("合伙企业", "Partnership")),
        Entry("branch", Title("分支机构", "Branch")),
        Entry(
            "none",
            Title("不具法人资格", "Not a legal person"),
            note=Title("团队、联合体等，由牵头单位领受资金", "teams, consortia: the lead receives the money"),
        ),
    ],
)

COMPANY_SIZES = CodeList(
    "company_sizes",
    Title("企业规模", "Company sizes"),
    [
        Entry("micro", Title("微型", "micro")),
        Entry("small", Title("小型", "small")),
        Entry("medium", Title("中型", "medium")),
        Entry("large", Title("大型", "large")),
    ],
)

LADDER_STAGES = CodeList(
    "ladder_stages",
    Title("梯次培育", "Stages of the ladder"),
    [
        Entry("tech_sme", Title("科技型中小企业", "Technology SME"), note=Title("按年入库", "entered year by year")),
        Entry(
            "high_tech",
            Title("高新技术企业", "High-tech enterprise"),
            note=Title("证书三年有效", "certificate valid for three years"),
        ),
        Entry("gazelle", Title("瞪羚企业", "Gazelle")),
        Entry("tech_leader", Title("科技领军企业", "Leading technology enterprise")),
        Entry("innovative_sme", Title("创新型中小企业", "Innovative SME")),
        Entry("specialised", Title("专精特新中小企业", "Specialised and refined SME")),
        Entry("little_giant", Title("专精特新“小巨人”企业", "Little giant")),
        Entry("single_champion", Title("制造业单项冠军企业", "Single-product champion of manufacturing")),
        Entry("listed", Title("上市企业", "Listed company")),
    ],
)

LADDER = ("tech_sme", "high_tech", "gazelle", "tech_leader")
"""The four steps that the plan names, from the first to the last; the other stages are tracks beside them."""
