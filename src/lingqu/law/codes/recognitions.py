"""What an organisation can be recognised as: the stages of the ladder, and the platforms that a recognition makes.

Its one law: a kind that is also a stage or a kind of platform has the same code there. It does not say what a
recognition is worth.
"""

from __future__ import annotations

from lingqu.law.codes.code_list import CodeList, Entry, Title
from lingqu.law.codes.organisations import LADDER_STAGES
from lingqu.law.codes.platforms import PLATFORM_KINDS

_PLATFORMS = (
    "industry_service", "international_base", "asean_joint_laboratory", "technology_centre", "emerging_centre",
    "engineering_centre", "manufacturing_centre", "key_laboratory", "enterprise_centre", "incubator",
    "concept_centre", "new_type_rd_institution", "national_pilot_platform",
)  # fmt: skip

RECOGNITION_KINDS = CodeList(
    "recognition_kinds",
    Title("认定类别", "Kinds of recognition"),
    [
        *LADDER_STAGES,
        *(PLATFORM_KINDS.entry(code)._replace(parent=None) for code in _PLATFORMS),
        Entry("first_set", Title("首台（套）重大技术装备", "First set of major equipment")),
        Entry("first_batch", Title("首批次新材料", "First batch of a new material")),
        Entry("first_version", Title("首版次软件", "First version of software")),
    ],
)

OF_TASK_11 = ("technology_centre", "emerging_centre", "engineering_centre", "manufacturing_centre")
"""The kinds of regional platform that task 11 lists."""
