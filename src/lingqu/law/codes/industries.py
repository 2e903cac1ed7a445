"""Industries by GB/T 4754-2017 at all four levels: section, division, group, class.

Its one law: codes and Chinese names are the standard's; English names are ours and go down to the division.
The list holds 1,381 classes where the standard is said to have 1,380; which one differs is not known to us, and the
amendment of 2019 was not compared. It knows no statistics.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from lingqu.law.codes.code_list import CodeList, Entry, Title
from lingqu.law.codes.package_rows import package_rows

LEVELS = (
    Title("门类", "section"),
    Title("大类", "division"),
    Title("中类", "group"),
    Title("小类", "class"),
)


class Industry(NamedTuple):
    """An industry; `level` counts from 1, the section, to 4, the class; `section` is the letter it belongs to."""

    code: str
    title: Title
    level: int
    section: str
    parent: str | None


@cache
def industries() -> dict[str, Industry]:
    """All industries by code, in the order of the standard."""
    english = {row["code"]: row["en"] for row in package_rows("industries-english.csv")}
    return {
        row["code"]: Industry(
            row["code"],
            Title(row["name"], _english(row["code"], int(row["level"]), english)),
            int(row["level"]),
            row["section"],
            row["parent"] or None,
        )
        for row in package_rows("industries.csv")
    }


@cache
def industry_list() -> CodeList:
    """The industries as a code list."""
    entries = [Entry(each.code, each.title, each.parent) for each in industries().values()]
    return CodeList("industries", Title("国民经济行业分类", "Industrial classification"), entries)


def industry(code: str) -> Industry:
    """Find an industry at any level. Raises `UnableToFindCode`.

    >>> industry("3911").title.zh, industry("39").title.en
    ('计算机整机制造', 'Computers, communication and other electronic equipment')
    """
    industry_list().entry(code)
    return industries()[code]


def at_level(code: str, level: int) -> Industry:
    """The industry of a level that a code belongs to. Raises `UnableToFindCode`, also where the code is not so fine.

    >>> at_level("3911", 2).code, at_level("3911", 1).code
    ('39', 'C')
    """
    path = industry_list().path(code)
    if not 1 <= level <= len(path):
        return industry(f"{code}?")  # refused by name, like any code that is not there
    return industries()[path[level - 1].code]


def _english(code: str, level: int, english: dict[str, str]) -> str:
    if level <= 2:
        return english[code]
    return f"{english[code[:2]]}: {LEVELS[level - 1].en} {code}"
