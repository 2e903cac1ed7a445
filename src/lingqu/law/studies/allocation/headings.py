"""Which column of a table is which: the headings that people use, in Chinese and in English, with their unit.

Its one law: a heading means one field or none; two columns for one field are refused. Columns of no known meaning are
carried under their own heading, and rules may count by them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from lingqu.law.studies.allocation.sayings import AllocationFault, Saying, nearest

SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("编号", "申报编号", "申请编号", "项目编号", "序号", "申请号"),
    "name": ("名称", "项目名称", "项目", "申报项目", "title"),
    "organisation": ("单位", "申报单位", "申请单位", "单位名称", "企业名称", "承担单位", "organization", "applicant"),
    "measure": ("措施", "条款", "申报措施", "类别", "项目类别", "支持措施"),
    "district": ("县区", "区县", "县市区", "所在县区", "所在区县", "所属县区", "地区"),
    "industry": ("行业", "产业", "所属产业", "所属行业", "领域", "技术领域"),
    "score": ("评分", "得分", "专家评分", "综合评分", "综合得分", "评审得分", "分数", "总分"),
    "requested_yuan": (
        "申请金额",
        "申报金额",
        "申请资金",
        "申请经费",
        "拟支持金额",
        "申报数",
        "requested",
        "requested_wan",
    ),
    "minimum_yuan": ("最低金额", "最低支持金额", "最低可接受金额", "最少金额", "minimum", "minimum_wan"),
    "mandatory": ("必选", "必须支持", "必保", "保留"),
    "excludes": ("互斥", "互斥项目", "不兼得", "与之互斥", "excluded_by"),
    "filed": ("申报日期", "申请日期", "受理日期", "提交日期", "推荐日期", "filed_on", "date"),
}
REQUIRED = ("id", "measure", "score", "requested_yuan")
MONEY = ("requested_yuan", "minimum_yuan")

_UNIT = re.compile(r"[(（]\s*(?:单位[:：])?\s*(万元|亿元|元)\s*[)）]")
_PUNCTUATION = re.compile(r"[\s（()）、，,/·:：*]+")
_EXPECTED = Saying("这一列：", "the column ")
_ONCE = Saying("每个含义只有一列", "one column for each meaning")


@dataclass(frozen=True, slots=True)
class Field:
    """A column by its meaning; the unit is that of bare sums in it."""

    name: str
    column: int
    unit: str = "元"


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns with a meaning and those that are only carried."""

    fields: tuple[Field, ...]
    carried: tuple[Field, ...]


def understood(file: str, headings: Sequence[str]) -> tuple[Headings, list[AllocationFault]]:
    """Find what each column means; faults: a required column is not there, or a meaning has two."""
    fields: dict[str, Field] = {}
    carried: dict[str, Field] = {}
    faults = []
    for column, heading in enumerate(headings):
        name, unit = meaning(heading)
        found = fields if name in SYNONYMS else carried
        if name in found and name:
            first = headings[found[name].column]
            faults.append(AllocationFault(file, f"{first}, {heading}", _ONCE, _example(name), 1, name))
        elif name:
            found[name] = Field(name, column, unit)
    missing = [name for name in REQUIRED if name not in fields]
    faults += [_missing(file, name, headings) for name in missing]
    return Headings(tuple(fields.values()), tuple(carried.values())), faults


def meaning(heading: str) -> tuple[str, str]:
    """The field that a heading names, or the heading itself, and the unit of its sums.

    >>> meaning("申请金额（万元）"), meaning("ID"), meaning("县（市、区）"), meaning("规模")
    (('requested_yuan', '万元'), ('id', '元'), ('district', '元'), ('规模', '元'))
    """
    plain = unicodedata.normalize("NFKC", heading).strip()
    unit = _UNIT.search(plain)
    word = _PUNCTUATION.sub("", _UNIT.sub("", plain)).lower()
    name = _FIELDS.get(word)
    if name is None:
        return plain, "元"
    if word.endswith("_wan"):
        return name, "万元"
    return name, unit[1] if unit else "元"


_FIELDS = {
    _PUNCTUATION.sub("", word): name for name, words in SYNONYMS.items() for word in (name, *words, name.split("_")[0])
}


def _example(name: str) -> str:
    return SYNONYMS[name][0] if name in SYNONYMS else name


def _missing(file: str, name: str, headings: Sequence[str]) -> AllocationFault:
    known = SYNONYMS[name]
    expected = Saying(f"{_EXPECTED.zh}{known[0]}（{name}）", f"{_EXPECTED.en}{name} ({known[0]})")
    free = [each for each in headings if meaning(each)[0] not in SYNONYMS]
    near = next((each for each in (nearest(word, free) for word in (name, *known)) if each), None)
    return AllocationFault(file, ", ".join(headings[:12]), expected, known[0], 1, name, near)
