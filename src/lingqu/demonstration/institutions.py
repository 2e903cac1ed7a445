"""The real universities and institutes of Guilin whose names were seen in print: name and kind, nothing more.

Its one law: no fact, sum or verdict is ever made up about a real body, and none has a credit code here. Names that only
general knowledge vouches for are left out; `note` says where a name was seen.
"""

from __future__ import annotations

from lingqu.demonstration.content import OrganisationRow
from lingqu.law.codes.code_list import Title
from lingqu.law.codes.regions import GUILIN

_LIST = Title("教育部门2017年的学校名单", "the education ministry's list of schools of 2017")
_NEWS = Title("2025年3月28日的报道用此新名", "a report of 28 March 2025 uses the new name")
_TWO = Title("两处公开网页", "two public pages")
_ONE = Title("一处公开网页", "one public page")

_UNIVERSITIES = (
    ("guet", "桂林电子科技大学", "Guilin University of Electronic Technology", _LIST),
    ("glut", "桂林理工大学", "Guilin University of Technology", _LIST),
    ("gxnu", "广西师范大学", "Guangxi Normal University", _LIST),
    ("glmu", "桂林医科大学", "Guilin Medical University", _NEWS),
    ("guat", "桂林航天工业学院", "Guilin University of Aerospace Technology", _LIST),
    ("gltu", "桂林旅游学院", "Guilin Tourism University", _LIST),
    ("glnc", "桂林师范高等专科学校", "Guilin Normal College", _LIST),
    ("glss", "桂林山水职业学院", "Guilin Shanshui Vocational College", _LIST),
)
_INSTITUTES = (
    (
        "botany",
        "广西壮族自治区中国科学院广西植物研究所",
        "Guangxi Institute of Botany, Guangxi Zhuang Autonomous Region and Chinese Academy of Sciences",
        "450311",
        _TWO,
    ),
    ("tea", "广西桂林茶叶科学研究所", "Guilin Tea Research Institute of Guangxi", GUILIN, _ONE),
)

INSTITUTIONS = (
    *(
        OrganisationRow(f"real-{key}", Title(zh, en), "university", "", GUILIN, note=note, is_made=False)
        for key, zh, en, note in _UNIVERSITIES
    ),
    *(
        OrganisationRow(f"real-{key}", Title(zh, en), "research_institute", "", region, note=note, is_made=False)
        for key, zh, en, region, note in _INSTITUTES
    ),
)
