"""What stands in each field of each kind of block: a shape of the grammar, one of a list, or free text.

Its one law: every field word of the language has its row (a test holds it, and holds each shape to what the shipped
policies write there). It does not know what a shape means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lingqu.law.lang.blocks import LIMITS, ROLES, SOURCES
from lingqu.law.lang.fieldwords import FIELDS
from lingqu.law.lang.goals import NATURES
from lingqu.law.lang.rules import YES_OR_NO


@dataclass(frozen=True, slots=True)
class Content:
    """What a field holds: the start rule of its shape, or the words it is one of; free text has neither.

    `english` says whether 英文 and a free text may stand behind it.
    """

    start: str = ""
    listed: tuple[str, ...] = ()
    english: bool = False


TEXT = Content()
TITLED = ("id_and_title", "title_and_id", "number_and_title", "duty", "adoption", "sentence")
"""The shapes in which what stands in 「…」 is a title or a reason, not the name of something declared elsewhere."""

HEADS: Mapping[str, Content] = MappingProxyType(
    {
        "政策": Content("id_and_title"),
        "事实": Content("title_and_id"),
        "部门": Content("id_and_title", english=True),
        "口径": Content("id_and_title"),
        "措施": Content("id_and_title"),
        "关系": Content("slug"),
        "指标": Content("id_and_title"),
        "任务": Content("number_and_title"),
        "文句": Content("sentence"),
    }
)

_EVERYWHERE: Mapping[str, Content] = {
    "申请日": Content("name"),
    "印发": Content("day"),
    "施行": Content("day"),
    "失效": Content("day"),
    "起": Content("day"),
    "止": Content("day"),
    "共同条件": Content("condition"),
    "共同口径": Content("readings"),
    "未查": Content("slugs"),
    "补充": Content("slugs"),
    "类型": Content("unit"),
    "提供": Content(listed=tuple(SOURCES)),
    "推算": Content("value"),
    "用途标记": Content(listed=tuple(ROLES)),
    "限制": Content(listed=LIMITS),
    "口径": Content("readings"),
    "依据": Content("anchors"),
    "备选": Content("id_and_title", english=True),
    "采用": Content("adoption", english=True),
    "对象": Content("subject"),
    "条件": Content("condition"),
    "支持": Content("award", english=True),
    "拨付": Content("instalments"),
    "部门": Content("slugs"),
    "责任": Content("slugs"),
    "申请": Content(listed=tuple(YES_OR_NO)),
    "示例前提": Content("premise"),
    "示例": Content("example"),
    "择高": Content("slugs"),
    "互斥": Content("slugs"),
    "可加": Content("slugs"),
    "合计封顶": Content("shared_ceiling"),
    "目标": Content("target"),
    "性质": Content(listed=tuple(NATURES)),
    "期限": Content("year"),
    "基期": Content("reading"),
    "职责": Content("duty"),
    "英文": TEXT,
    "含义": TEXT,
    "释义": TEXT,
    "证明": TEXT,
    "凭据": TEXT,
    "问题": TEXT,
    "问题英文": TEXT,
    "版本": TEXT,
    "说明": TEXT,
    "单位": TEXT,
    "经费": Content(english=True),
    "用途": Content(english=True),
    "收款": Content(english=True),
}
_APART: Mapping[tuple[str, str], Content] = {("关系", "口径"): Content("alternative_of")}

CONTENTS: Mapping[tuple[str, str], Content] = MappingProxyType(
    {(section, word): _APART.get((section, word), _EVERYWHERE[word]) for section in FIELDS for word in FIELDS[section]}
)


def content_of(section: str, word: str, *, is_head: bool = False) -> Content:
    """Say what a field of a block holds; an unknown one holds text.

    >>> content_of("措施", "条件").start, content_of("关系", "口径").start, content_of("措施", "说明").start
    ('condition', 'alternative_of', '')
    """
    return HEADS.get(section, TEXT) if is_head else CONTENTS.get((section, word), TEXT)
