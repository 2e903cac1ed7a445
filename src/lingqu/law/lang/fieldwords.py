"""The field words of each kind of block, in the order the formatter puts them, and what one of each looks like.

Its one law: reader, printer and editor support take the words from here. It does not know what a field means.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "政策": (
            "英文", "印发", "施行", "失效", "申请日", "共同条件", "共同口径", "未查", "补充", "版本", "说明",
        ),
        "事实": (
            "类型", "英文", "含义", "释义", "提供", "证明", "凭据", "推算", "用途标记", "限制", "口径",
        ),
        "部门": (),
        "口径": ("英文", "问题", "问题英文", "依据", "备选", "采用"),
        "措施": (
            "英文", "依据", "对象", "条件", "支持", "经费", "用途", "收款", "拨付", "部门", "口径", "起", "止", "申请",
            "说明", "示例前提", "示例",
        ),
        "关系": ("择高", "互斥", "可加", "合计封顶", "依据", "口径", "说明"),
        "指标": ("英文", "依据", "目标", "性质", "单位", "期限", "基期", "责任"),
        "任务": ("英文", "依据", "部门", "职责"),
        "文句": (),
    }
)  # fmt: skip
MANY = frozenset({"备选", "示例", "职责"})  # may stand more than once
ENGLISH = "英文"
EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "英文": "英文  R&D-heavy enterprise",
        "印发": "印发  2026年1月24日",
        "施行": "施行  2026年1月24日",
        "失效": "失效  2030年12月31日",
        "申请日": "申请日  「申请日」",
        "类型": "类型  金额，每年",
        "含义": "含义  一年里用于研发的支出",
        "释义": "释义  What is spent on R&D in a year",
        "提供": "提供  申请人",
        "推算": "推算  往年最高「主营业务收入」",
        "限制": "限制  仅供参考、非负",
        "问题": "问题  研发强度以哪一种收入作分母",
        "问题英文": "问题英文  Which revenue is the base",
        "备选": "备选  operating_revenue「营业收入」 英文 Operating revenue",
        "采用": "采用  operating_revenue，灵渠项目组，2026年11月24日，理由「…」，英文 …",
        "依据": "依据  第10条第1句",
        "对象": "对象  组织：「企业」",
        "条件": "条件  「研发投入」达到 2000万元",
        "支持": "支持  最高 500万元，每家",
        "经费": "经费  科技计划项目经费，英文 Science programme funds",
        "收款": "收款  团队所在单位，英文 The team's host",
        "拨付": "拨付  立项时 60%、验收后 40%",
        "部门": "部门  kjt、gxt",
        "口径": "口径  rd_intensity_base",
        "申请": "申请  否",
        "示例前提": "示例前提  「申请日」2027年6月30日，「在桂林」",
        "示例": "示例  「研发投入」2000万元 → 符合，最高 500万元",
        "择高": "择高  B01、B02",
        "合计封顶": "合计封顶  200万元，每年：B01、B02",
        "目标": "目标  15%以上",
        "性质": "性质  增速",
        "单位": "单位  %",
        "期限": "期限  2030年",
        "职责": "职责  1.1「…」 第1句",
    }
)
HEADS: Mapping[str, str] = MappingProxyType(
    {
        "政策": "政策 guilin2026「…」",
        "事实": "事实「研发投入」 rd_expenditure_yuan",
        "部门": "部门 kjt「自治区科技厅」 英文 Department of Science and Technology",
        "口径": "口径 rd_intensity_base「研发强度的分母」",
        "措施": "措施 F11「高研发投入企业支持」",
        "关系": "关系 R01",
        "指标": "指标 T01「…」",
        "任务": "任务 1「…」",
        "文句": "文句 第2条第2句 3f2a9c0123456789 措施 F01",
    }
)
