"""Administrative divisions by GB/T 2260: all provinces, the cities of Guangxi, the seventeen counties of Guilin.

Its one law: codes, names and parents are those of the standard; what lies outside these three rings is not listed.
The rows come from the statistics bureau's division codes of 2024; Taiwan, Hong Kong and Macao are added from the
standard itself. English names are ours.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import NamedTuple

from lingqu.law.codes.code_list import CodeList, Entry, Title
from lingqu.law.codes.package_rows import package_rows

GUANGXI, GUILIN = "450000", "450300"


class RegionLevel(Enum):
    """The ring that a division belongs to."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


class Region(NamedTuple):
    """A division with its level and the code of the division it lies in."""

    code: str
    title: Title
    level: RegionLevel
    parent: str | None


@cache
def regions() -> dict[str, Region]:
    """All divisions by code, provinces first."""
    rows = package_rows("regions.csv")
    return {
        row["code"]: Region(row["code"], Title(row["zh"], row["en"]), RegionLevel(row["level"]), row["parent"] or None)
        for row in rows
    }


@cache
def region_list() -> CodeList:
    """The divisions as a code list."""
    entries = [Entry(each.code, each.title, each.parent) for each in regions().values()]
    return CodeList("regions", Title("行政区划", "Administrative divisions"), entries)


def region(code: str) -> Region:
    """Find a division. Raises `UnableToFindCode`.

    >>> region("450381").title.zh, region("450381").level.value
    ('荔浦市', 'county')
    """
    region_list().entry(code)
    return regions()[code]


def path_name(code: str, lang: str = "zh") -> str:
    """The division with those it lies in. Raises `UnableToFindCode`.

    >>> path_name("450305"), path_name("450305", "en")
    ('广西壮族自治区桂林市七星区', 'Qixing District, Guilin, Guangxi Zhuang Autonomous Region')
    """
    titles = [entry.title.said(lang) for entry in region_list().path(code)]
    return ", ".join(reversed(titles)) if lang == "en" else "".join(titles)


def guilin_districts() -> tuple[Region, ...]:
    """The seventeen counties and districts of Guilin, by code."""
    return tuple(each for each in regions().values() if each.parent == GUILIN)
