"""What a map of the zone shows: a tile for each of Guilin's districts, and marks for valleys, zones and enclaves.

Its one law: a district is named by its code of GB/T 2260 and has one place on the grid, so that neighbours mostly stay
neighbours. It does not know how either is drawn, nor where a value comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lingqu.law.codes.regions import guilin_districts, region
from lingqu.reports.wording import Words

MarkKind = Literal["valley", "zone", "enclave", "other"]
MARK_KINDS: dict[MarkKind, Words] = {
    "valley": Words("智慧谷", "smart valley"),
    "zone": Words("开发区", "development zone"),
    "enclave": Words("域外飞地与中心", "enclave or centre outside"),
    "other": Words("其他地点", "other place"),
}

# Column and row, worked out by hand from the middles of the districts: west to east, north to south.
GRID: dict[str, tuple[int, int]] = {
    "450328": (0, 0), "450329": (2, 0), "450324": (3, 0),
    "450323": (1, 1), "450325": (2, 1), "450327": (3, 1),
    "450312": (0, 2), "450302": (1, 2), "450303": (2, 2),
    "450304": (1, 3), "450305": (2, 3),
    "450326": (0, 4), "450311": (1, 4), "450321": (2, 4), "450332": (3, 4),
    "450381": (2, 5), "450330": (3, 5),
}  # fmt: skip
COLUMNS, ROWS = 4, 6
_LONG_ENDINGS = ("各族自治县", "瑶族自治县")


@dataclass(frozen=True, slots=True)
class Tile:
    """A district with where it leads and its value; None is unknown, which is not zero."""

    code: str
    href: str
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map; `district` is the code of the district it lies in, None where it lies outside Guilin."""

    kind: MarkKind
    name: Words
    href: str
    district: str | None = None


class UnableToMap(ValueError):
    """Tiles or marks that no map can show; `words` tells every fault in both languages."""

    def __init__(self, faults: Sequence[Words]) -> None:
        self.faults = tuple(faults)
        self.words = Words("；".join(each.zh for each in faults), "; ".join(each.en for each in faults))
        super().__init__(self.words.en)


def check_places(tiles: Sequence[Tile], marks: Sequence[Mark]) -> None:
    """Refuse codes that are not Guilin's and districts that stand twice. Raises `UnableToMap` with all of them."""
    faults = []
    codes = [tile.code for tile in tiles]
    for code in dict.fromkeys([*codes, *(mark.district for mark in marks if mark.district)]):
        if code not in GRID:
            faults.append(
                Words(
                    f"县区代码：给出“{code}”；应为桂林十七个县区之一，例如 450305",
                    f"district: given “{code}”; expected one of Guilin's seventeen, e.g. 450305",
                )
            )
    for code in dict.fromkeys(codes):
        if codes.count(code) > 1:
            faults.append(
                Words(
                    f"县区代码“{code}”：给出 {codes.count(code)} 次；应为一次",
                    f"district “{code}”: given {codes.count(code)} times; expected once",
                )
            )
    if faults:
        raise UnableToMap(faults)


def every_tile(tiles: Sequence[Tile]) -> list[Tile]:
    """All seventeen tiles by code; a district not given leads nowhere and its value is unknown."""
    given = {tile.code: tile for tile in tiles}
    return [given.get(each.code, Tile(each.code, "")) for each in guilin_districts()]


def name_of(code: str, lang: str) -> str:
    """The whole name of a district."""
    return region(code).title.said(lang)


def short_name(code: str, lang: str) -> str:
    """The name as it fits on a tile.

    >>> short_name("450328", "zh"), short_name("450305", "zh"), short_name("450332", "en")
    ('龙胜县', '七星区', 'Gongcheng')
    """
    name = name_of(code, lang)
    if lang == "en":
        return name.split()[0]
    for ending in _LONG_ENDINGS:
        if name.endswith(ending):
            return name.removesuffix(ending) + "县"
    return name
