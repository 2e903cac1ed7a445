"""Platforms: the kinds that the plan names and those around them, and the eight industries of pilot-scale platforms.

Its one law: a kind is a code that rules and registers share; its level is told apart from it. The fact that makes a
kind count under a measure is named in its note only where the machine interface has one.
"""

from __future__ import annotations

from lingqu.law.codes.code_list import CodeList, Entry, Title

PLATFORM_KINDS = CodeList(
    "platform_kinds",
    Title("平台类别", "Kinds of platform"),
    [
        Entry("concept_centre", Title("概念验证中心", "Proof-of-concept centre")),
        Entry("concept_enclave", Title("概念验证飞地", "Proof-of-concept enclave")),
        Entry("pilot_platform", Title("中试平台", "Pilot-scale platform")),
        Entry(
            "national_pilot_platform",
            Title("国家制造业中试平台", "National manufacturing pilot platform"),
            "pilot_platform",
        ),
        Entry("new_type_rd_institution", Title("新型研发机构", "New-type R&D institution")),
        Entry("joint_laboratory", Title("联合实验室", "Joint laboratory")),
        Entry(
            "asean_joint_laboratory",
            Title("面向东盟的联合实验室", "Joint laboratory with ASEAN"),
            "joint_laboratory",
        ),
        Entry(
            "international_base",
            Title("国际科技合作基地", "International science cooperation base"),
            note=Title("由科技部认定", "recognised by the ministry"),
        ),
        Entry("innovation_centre", Title("创新中心", "Innovation centre")),
        Entry("technology_centre", Title("技术创新中心", "Technology innovation centre"), "innovation_centre"),
        Entry("emerging_centre", Title("新兴产业创新中心", "Emerging-industry innovation centre"), "innovation_centre"),
        Entry("engineering_centre", Title("产业技术工程化中心", "Industrial engineering centre"), "innovation_centre"),
        Entry("manufacturing_centre", Title("制造业创新中心", "Manufacturing innovation centre"), "innovation_centre"),
        Entry("key_laboratory", Title("重点实验室", "Key laboratory")),
        Entry("enterprise_centre", Title("企业技术中心", "Enterprise technology centre")),
        Entry(
            "industry_service",
            Title("产业技术基础公共服务平台", "Public industrial-technology platform"),
        ),
        Entry("incubation", Title("孵化链条", "Incubation chain")),
        Entry("nursery", Title("创业苗圃", "Nursery"), "incubation"),
        Entry("makerspace", Title("众创空间", "Maker space"), "incubation"),
        Entry("incubator", Title("孵化器", "Incubator"), "incubation"),
        Entry("accelerator", Title("加速器", "Accelerator"), "incubation"),
        Entry("industry_base", Title("产业化基地", "Industrialisation base"), "incubation"),
        Entry("science_park", Title("国家大学科技园", "National university science park")),
        Entry("innovation_harbour", Title("创新港", "Innovation harbour")),
        Entry("student_base", Title("大学生创业基地", "Student start-up base")),
        Entry("enclave", Title("科创飞地", "Science enclave")),
        Entry("transfer_office", Title("技术转移机构", "Technology transfer office")),
        Entry("named_centre", Title("企业冠名研发中心", "R&D centre named after a firm")),
    ],
)

PILOT_INDUSTRIES = CodeList(
    "pilot_industries",
    Title("四主四优产业", "Four leading and four advantaged industries"),
    [
        Entry("leading", Title("主导产业", "Leading industries")),
        Entry("advantaged", Title("优势产业", "Advantaged industries")),
        Entry("information", Title("新一代信息技术", "New-generation information technology"), "leading"),
        Entry("equipment", Title("先进装备制造", "Advanced equipment"), "leading"),
        Entry("biomedicine", Title("生物医药", "Biomedicine"), "leading"),
        Entry("ecological_food", Title("生态食品", "Ecological food"), "leading"),
        Entry("materials", Title("新材料", "New materials"), "advantaged"),
        Entry("energy_storage", Title("新能源及储能", "New energy and storage"), "advantaged"),
        Entry("artificial_intelligence", Title("人工智能", "Artificial intelligence"), "advantaged"),
        Entry("light_textile", Title("轻工纺织", "Light industry and textiles"), "advantaged"),
    ],
)

PLACE_KINDS = CodeList(
    "place_kinds",
    Title("地点类别", "Kinds of place"),
    [
        Entry("district", Title("县区", "County or district")),
        Entry("smart_valley", Title("智慧谷", "Smart valley"), note=Title("核心区", "core")),
        Entry("development_zone", Title("开发区", "Development zone"), note=Title("协同区", "beside the core")),
        Entry("science_park", Title("大学科技园", "University science park")),
        Entry("innovation_harbour", Title("创新港", "Innovation harbour")),
        Entry("cooperation_centre", Title("产业合作中心", "Industrial cooperation centre")),
        Entry("enclave", Title("科创飞地", "Science enclave")),
        Entry("roadshow_centre", Title("路演中心", "Roadshow centre")),
    ],
)
