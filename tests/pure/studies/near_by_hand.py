"""Near misses over registers of a few rows, for the small policy made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from agreement.columns_made import laid_out
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.lang.parser import parse_award, parse_condition
from lingqu.law.studies.nearness.misses import NearLine, NearMisses, asked_of, near_misses_of
from pure.engine.hand_made import measure, pack_of

DAY = date(2027, 6, 30)
HERE: dict[str, Any] = {"here": True, "firm": True}
TENTH = 100_000


def program_of(condition: str, award: str = "最高 9元") -> Program:
    rule = measure("A", condition=parse_condition(condition), award=parse_award(award))
    return compile_program(pack_of(rule))


def register_of(program: Program, rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """A row for each dictionary of facts, R0, R1 …"""
    return laid_out([{"id": f"R{number}", "facts": {**HERE, **row}} for number, row in enumerate(rows)], program.pack)


def near(
    condition: str,
    rows: Sequence[dict[str, Any]],
    *,
    within: int = TENTH,
    award: str = "最高 9元",
    day: date | None = DAY,
) -> NearMisses:
    program = program_of(condition, award)
    asked = asked_of(program, register_of(program, rows), carried=("id", "district"), as_of=day)
    return near_misses_of(asked, within=within)


def only_line(condition: str, rows: Sequence[dict[str, Any]], **options: Any) -> NearLine:
    (line,) = near(condition, rows, **options).lines
    return line


def told(line: NearLine, *columns: str) -> list[tuple[Any, ...]]:
    return line.frame.select(columns).rows()
