"""What the rows of a group have in common, said in the language of the report.

Registers write districts, sizes and industries in Chinese; where the value is a title of a code list it has an English
one. What no list knows stays as the register has it.
"""

from __future__ import annotations

from functools import cache

from lingqu.law.codes.lists import code_list
from lingqu.reports.wording import Words

_LISTS = {"district": "regions", "size": "company_sizes"}
_NO_VALUE = Words("（空）", "(empty)")


def group_said(value: str | None, column: str, lang: str) -> str:
    """Say the value that a group shares in a column of the register.

    >>> group_said("永福县", "district", "en"), group_said("26 化学原料和化学制品制造业", "industry", "zh")
    ('Yongfu County', '26 化学原料和化学制品制造业')
    """
    if not value:
        return _NO_VALUE.said(lang)
    if lang == "zh":
        return value
    if column == "industry":
        return _industry_said(value)
    return _english_titles(_LISTS[column]).get(value, value) if column in _LISTS else value


def _industry_said(value: str) -> str:
    """A division as registers list it, its number and then its title."""
    number, _, title = value.partition(" ")
    industries = code_list("industries")
    return f"{number} {industries.said(number, 'en')}" if title and number in industries else value


@cache
def _english_titles(name: str) -> dict[str, str]:
    return {entry.title.zh: entry.title.en for entry in code_list(name)}
