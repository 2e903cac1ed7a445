"""The real places of the zone, and three made enclaves: districts, smart valleys, zones, centres, park and harbour.

Its one law: a real place is a name and where it lies, with the task it belongs to; what is said of its works is our own
summary of the task. A place whose district we have not seen in print says so in its note. It knows no organisation.
"""

from __future__ import annotations

from lingqu.demonstration.content import MADE_MARK, PlaceRow
from lingqu.law.codes.code_list import Title
from lingqu.law.codes.regions import GUILIN, guilin_districts

_UNVERIFIED = Title("所在县区未核实", "district not verified")
_NONE = Title("", "")

LINGUI, QIXING, YANSHAN, HUAJIANG = "lingui-valley", "qixing-valley", "yanshan-valley", "huajiang-valley"
HIGH_TECH, ECONOMIC = "high-tech-zone", "economic-zone"
SCIENCE_PARK, HARBOUR = "science-park", "innovation-harbour"
MADE_ENCLAVES = ("enclave-bay", "enclave-delta", "enclave-capital")

_VALLEYS = (
    PlaceRow(
        LINGUI, Title("临桂智慧谷", "Lingui Smart Valley"), "smart_valley", "450312", 1,
        ("information", "materials", "biomedicine"),
        Title("更新基础设施；建一个综合性的概念验证中心", "Infrastructure renewed; a general proof-of-concept centre"),
    ),
    PlaceRow(
        QIXING, Title("七星智慧谷", "Qixing Smart Valley"), "smart_valley", "450305", 1,
        ("equipment", "information"),
        Title("更新基础设施；提高上下游协同", "Infrastructure renewed; co-operation along the chain"),
    ),
    PlaceRow(
        YANSHAN, Title("雁山智慧谷", "Yanshan Smart Valley"), "smart_valley", "450311", 1,
        ("artificial_intelligence", "ecological_food"),
        Title("拓展用地；人工智能与文旅结合", "More land; AI with culture and tourism"),
    ),
    PlaceRow(
        HUAJIANG, Title("花江智慧谷", "Huajiang Smart Valley"), "smart_valley", "450323", 1,
        ("artificial_intelligence",),
        Title("用债券资金加快建设；另做低空产业", "Built faster with bond money; low-altitude industry as well"),
        Title("2023年的报道：灵川县政府参与建设", "A report of 2023: Lingchuan's government takes part in building it"),
    ),
)  # fmt: skip

_ZONES = (
    PlaceRow(
        HIGH_TECH, Title("桂林高新区", "Guilin High-tech Zone"), "development_zone", "450305", 1, (),
        Title("增强承接创新的能力", "Able to take in more innovation"),
        Title("与七星区合并管理", "Run as one with Qixing District"),
    ),
    PlaceRow(
        ECONOMIC, Title("桂林经开区", "Guilin Economic and Technological Zone"), "development_zone", "450326", 1, (),
        Title("增强承接创新的能力", "Able to take in more innovation"),
        Title(
            "主体在永福县苏桥，另有片区在临桂区；边界未核实",
            "Main part in Suqiao, Yongfu; another in Lingui; bounds not verified",
        ),
    ),
)  # fmt: skip

_CENTRES = tuple(
    PlaceRow(
        f"centre-{key}", Title(f"广西（{zh}）产业合作中心", f"Guangxi ({en}) Industrial Cooperation Centre"),
        "cooperation_centre", region, 4, (),
        Title("把成果和人才团队引到桂林", "Brings results and teams to Guilin"),
    )
    for key, zh, en, region in (
        ("shanghai", "上海", "Shanghai", "310000"),
        ("shenzhen", "深圳", "Shenzhen", "440000"),
        ("beijing", "北京", "Beijing", "110000"),
    )
)  # fmt: skip

_OTHERS = (
    PlaceRow(
        SCIENCE_PARK, Title("国家大学科技园（桂林）", "National University Science Park (Guilin)"), "science_park",
        GUILIN, 8, (), Title("重组并做优", "To be reshaped"), _UNVERIFIED,
    ),
    PlaceRow(
        HARBOUR, Title("桂林电子科技大学创新港", "Innovation Harbour of Guilin University of Electronic Technology"),
        "innovation_harbour", GUILIN, 8, (),
        Title("研发、中试、孵化合在一处", "Research, pilot scale and incubation in one place"), _UNVERIFIED,
    ),
    PlaceRow(
        "roadshow-centre", Title("桂林科技金融路演中心", "Guilin Science Finance Roadshow Centre"), "roadshow_centre",
        GUILIN, 12, (), Title("项目路演", "Roadshows"), _UNVERIFIED,
    ),
)  # fmt: skip

_ENCLAVES = tuple(
    PlaceRow(
        key, Title(f"{zh}{MADE_MARK.zh}", f"{en} {MADE_MARK.en}"), "enclave", region, 4, (),
        Title("演示用：在外研发，在桂林投产", "For show: research outside, production in Guilin"), _NONE, True,
    )
    for key, zh, en, region in zip(
        MADE_ENCLAVES,
        ("粤港澳科创飞地", "长三角科创飞地", "京津冀概念验证飞地"),
        ("Bay Area Enclave", "River Delta Enclave", "Capital Region Proof Enclave"),
        ("440000", "310000", "110000"),
        strict=True,
    )
)  # fmt: skip

DISTRICT_PLACES = tuple(PlaceRow(each.code, each.title, "district", each.code, 1) for each in guilin_districts())
PLACES = (*DISTRICT_PLACES, *_VALLEYS, *_ZONES, *_CENTRES, *_OTHERS, *_ENCLAVES)

PARKS_OF = {
    "450312": (LINGUI,), "450305": (QIXING, HIGH_TECH), "450311": (YANSHAN,), "450323": (HUAJIANG,),
    "450326": (ECONOMIC,),
}  # fmt: skip
"""The parks that a made organisation of a district may sit in."""
