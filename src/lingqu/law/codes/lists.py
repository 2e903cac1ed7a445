"""All code lists by name, for registers, forms and the interfaces that show them.

Its one law: a list has one name, and the names are part of the machine interface. It adds no entry.
"""

from __future__ import annotations

from functools import cache

from lingqu.law.codes.bodies import BODY_KINDS, REGISTRARS
from lingqu.law.codes.code_list import CodeList, Entry, Title, UnableToFindCode
from lingqu.law.codes.industries import industry_list
from lingqu.law.codes.organisations import COMPANY_SIZES, LADDER_STAGES, LEGAL_KINDS, ORGANISATION_KINDS
from lingqu.law.codes.platforms import PILOT_INDUSTRIES, PLACE_KINDS, PLATFORM_KINDS
from lingqu.law.codes.projects import PARTS, PEOPLE_KINDS, PROJECT_KINDS, PROJECT_STANDINGS
from lingqu.law.codes.ranks import FACT_SOURCES, LEVELS, RANKS, RD_FIGURES, STANDINGS
from lingqu.law.codes.recognitions import RECOGNITION_KINDS
from lingqu.law.codes.regions import region_list


@cache
def code_lists() -> dict[str, CodeList]:
    """The lists by name."""
    lists = (
        region_list(), industry_list(), BODY_KINDS, REGISTRARS, COMPANY_SIZES, LADDER_STAGES, LEGAL_KINDS,
        ORGANISATION_KINDS, PILOT_INDUSTRIES, PLACE_KINDS, PLATFORM_KINDS, PARTS, PEOPLE_KINDS, PROJECT_KINDS,
        PROJECT_STANDINGS, FACT_SOURCES, LEVELS, RANKS, RD_FIGURES, RECOGNITION_KINDS, STANDINGS,
    )  # fmt: skip
    return {each.name: each for each in lists}


def code_list(name: str) -> CodeList:
    """Find a list. Raises `UnableToFindCode`.

    >>> code_list("levels").said("national", "zh")
    '国家级'
    """
    known = code_lists()
    if name not in known:
        entries = [Entry(each.name, each.title) for each in known.values()]
        raise UnableToFindCode(name, CodeList("code_lists", Title("代码表目录", "The code lists"), entries))
    return known[name]
