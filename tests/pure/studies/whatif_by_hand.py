"""Small registers written by hand, whose sums anybody can check, and what-ifs over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from lingqu.law.bulk.register import Register
from lingqu.law.packs.folders import load_pack
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.effects import Tally, WhatIf
from lingqu.law.studies.whatif.settings import read_settings
from lingqu.law.studies.whatif.whatif import what_if

DAY = date(2027, 6, 30)
YUAN = 100
CARRIED = ("name", "district", "industry", "size")
FIRM = {"located_in_guilin": True, "is_enterprise": True}
INCUBATOR = {"located_in_guilin": True, "is_incubator": True, "facilitated_venture_investment": True}
FIRMS: tuple[dict[str, Any], ...] = (
    # intensity 6 %: beyond 5 % today; 4.5 % and 5 %: beyond 4 % only; unknown revenue: open; 3 %: never
    {"id": "A", "district": "七星区", "size": "大型", **FIRM, "rd": 6, "revenue": 100},
    {"id": "B", "district": "七星区", "size": "小型", **FIRM, "rd": 45, "revenue": 1000},
    {"id": "C", "district": "临桂区", "size": "小型", **FIRM, "rd": 50, "revenue": 1000},
    {"id": "D", "district": "临桂区", "size": None, **FIRM, "rd": 50, "revenue": None},
    {"id": "E", "district": None, "size": "微型", **FIRM, "rd": 30, "revenue": 1000},
)
INCUBATORS: tuple[dict[str, Any], ...] = (
    {"id": "I", **INCUBATOR, "financing": 1_000_000},
    {"id": "J", **INCUBATOR, "financing": 20_000_000},
    {"id": "K", **INCUBATOR, "financing": None},
    {"id": "L", **INCUBATOR, "financing": 1_000_000, "facilitated_venture_investment": None},
)
_SHORT = {
    "rd": "rd_expenditure_yuan",
    "revenue": "revenue_yuan",
    "financing": "financing_facilitated_in_year_yuan",
    "main": "main_business_revenue_yuan",
    "received": "conversion_received_yuan",
    "output": "conversion_annual_output_yuan",
    "day": "application_date",
}


@cache
def guilin() -> Pack:
    """The policy that is shipped."""
    return load_pack("guilin2026", examples=False)


def register_of(rows: Sequence[dict[str, Any]]) -> Register:
    """A register; money in yuan, names of facts in short where they have one."""
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {
        _SHORT.get(name, name): pl.Series(
            [
                row.get(name) * YUAN if name in _SHORT and isinstance(row.get(name), int) else row.get(name)
                for row in rows
            ],
            dtype=_dtype(name, rows),
        )
        for name in names
    }
    frame = pl.DataFrame(columns)
    carried = tuple(name for name in CARRIED if name in columns)
    return Register(frame.lazy(), len(frame), frozenset(columns) - {"id", *carried}, carried)


def _dtype(name: str, rows: Sequence[dict[str, Any]]) -> Any:
    known = next((row[name] for row in rows if row.get(name) is not None), None)
    if isinstance(known, bool):
        return pl.Boolean
    return pl.Int64 if isinstance(known, int) else pl.Date if isinstance(known, date) else pl.String


def tried(rows: Sequence[dict[str, Any]], *sets: str, pack: Pack | None = None, **more: Any) -> WhatIf:
    """What would be if these numbers were set."""
    pack = pack or guilin()
    return what_if(pack, read_settings(pack, sets), register_of(rows), **{"day": DAY, **more})


def less(after: Tally, before: Tally) -> tuple[int, ...]:
    """The difference of two tallies, number by number."""
    return tuple(getattr(after, each.name) - getattr(before, each.name) for each in fields(Tally))
