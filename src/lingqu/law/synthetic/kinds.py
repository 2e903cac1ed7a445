"""The kinds of subject that a made register holds, how many of each, and what each is in law and in size.

Its one law: the shares are round numbers of ours and no statistics; each kind of subject of the plan has one.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

SIZES = ("微型", "小型", "中型", "大型")


class Kind(IntEnum):
    """A kind of subject; the number is its place in `KINDS`."""

    ENTERPRISE = 0
    AI_ENTERPRISE = 1
    INCUBATOR = 2
    UNIVERSITY = 3
    RESEARCH_INSTITUTE = 4
    NEW_TYPE_INSTITUTION = 5
    PUBLIC_INSTITUTION = 6
    INNOVATION_PLATFORM = 7
    INDUSTRIAL_PROJECT = 8
    MAJOR_PROJECT = 9
    UNIVERSITY_TEAM = 10
    CONSORTIUM = 11
    INTERNATIONAL_BASE = 12
    ASEAN_LABORATORY = 13
    SERVICE_PLATFORM = 14
    CONCEPT_PROJECT = 15
    CONCEPT_CENTRE = 16
    PILOT_PLATFORM = 17
    LED_PROJECT = 18


class KindRow(NamedTuple):
    """What a kind is like: `enterprise` and `public` are the shares that are one or the other in law.

    `sizes` weighs micro, small, medium and large; `palette` says which industries it stands in.
    """

    name: str
    share: float
    enterprise: float
    public: float
    palette: str
    sizes: tuple[float, float, float, float]
    endings: tuple[str, ...]


_FIRMS = (0.55, 0.33, 0.10, 0.02)
_YOUNG = (0.45, 0.40, 0.13, 0.02)
_LARGER = (0.10, 0.35, 0.38, 0.17)
_EVEN = (0.20, 0.45, 0.28, 0.07)

KINDS = (
    KindRow("企业", 0.62, 1.0, 0.0, "general", _FIRMS, ("有限公司", "有限责任公司")),
    KindRow("人工智能企业", 0.06, 1.0, 0.0, "digital", _YOUNG, ("科技有限公司", "技术有限公司")),
    KindRow("孵化器", 0.025, 0.75, 0.2, "science", _EVEN, ("孵化器", "孵化中心")),
    KindRow("高校", 0.006, 0.0, 0.85, "education", _LARGER, ("学院", "大学")),
    KindRow("科研院所", 0.015, 0.25, 0.75, "science", _EVEN, ("研究院", "研究所")),
    KindRow("新型研发机构", 0.015, 0.5, 0.35, "science", _EVEN, ("创新研究院", "技术研究院")),
    KindRow("事业单位", 0.03, 0.0, 1.0, "science", _EVEN, ("服务中心", "推广站")),
    KindRow("科技创新平台", 0.05, 0.7, 0.3, "factory", _LARGER, ("工程技术中心", "重点实验室")),
    KindRow("工业项目", 0.06, 1.0, 0.0, "factory", _LARGER, ("生产线项目", "技改项目")),
    KindRow("重大产业项目", 0.008, 1.0, 0.0, "factory", (0.0, 0.05, 0.35, 0.60), ("基地项目", "产业园项目")),
    KindRow("高校师生团队", 0.025, 0.3, 0.0, "digital", (0.9, 0.1, 0.0, 0.0), ("创业团队",)),
    KindRow("创新联合体", 0.012, 0.0, 0.0, "factory", _LARGER, ("创新联合体",)),
    KindRow("国际科技合作基地", 0.004, 0.2, 0.8, "science", _LARGER, ("国际合作基地",)),
    KindRow("东盟联合实验室", 0.004, 0.2, 0.8, "science", _LARGER, ("联合实验室",)),
    KindRow("产业技术平台企业", 0.008, 0.9, 0.1, "science", _LARGER, ("技术服务平台",)),
    KindRow("概念验证项目", 0.02, 0.5, 0.4, "digital", _YOUNG, ("概念验证项目",)),
    KindRow("概念验证中心", 0.006, 0.3, 0.6, "science", _EVEN, ("概念验证中心",)),
    KindRow("中试平台", 0.02, 0.75, 0.25, "factory", _EVEN, ("中试基地", "中试平台")),
    KindRow("企业牵头项目", 0.012, 1.0, 0.0, "factory", _LARGER, ("产业化项目",)),
)
OF_SCIENCE = frozenset({
    Kind.AI_ENTERPRISE, Kind.INCUBATOR, Kind.UNIVERSITY, Kind.RESEARCH_INSTITUTE, Kind.NEW_TYPE_INSTITUTION,
    Kind.UNIVERSITY_TEAM, Kind.INTERNATIONAL_BASE, Kind.ASEAN_LABORATORY, Kind.CONCEPT_PROJECT, Kind.CONCEPT_CENTRE,
})  # fmt: skip
