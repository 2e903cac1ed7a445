"""The plain computation put into the shared columns: the oracle that every bulk contender is held to first.

Its one law: nothing is computed here; each row is turned into the JSON of the contract and answered by `plain.assess`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import polars

from peers import plain
from peers.wide import BITS, COLUMNS, DAY

VERDICTS = {"eligible": True, "not_eligible": False, "undetermined": None}
YEARLY = "main_business_revenue_yuan"


def frame(register: polars.DataFrame) -> polars.DataFrame:
    """Answer every row of a canonical register by definition: slow."""
    rows = [_row(each) for each in register.iter_rows(named=True)]
    types = {name: _type(name) for name in COLUMNS[1:]}
    return polars.DataFrame(rows, schema={"id": polars.String, **types}, orient="row")


def _type(column: str) -> polars.DataType:
    if "." not in column:
        return polars.Boolean()
    return polars.Int32() if column.endswith(".missing") else polars.Int64()


def _row(register_row: Mapping[str, Any]) -> tuple[Any, ...]:
    cells: list[Any] = [register_row["id"]]
    for outcome in plain.assess(facts=_facts(register_row), as_of=DAY.isoformat()):
        award = outcome.award
        bits = BITS[outcome.measure]
        cells += [
            VERDICTS[outcome.verdict],
            award.fen if award else None,
            award.at_most_fen if award else outcome.at_most_fen,
            sum(1 << bits.index(name) for name in outcome.missing),
        ]
    return tuple(cells)


def _facts(register_row: Mapping[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    series: dict[str, str] = {}
    for name, value in register_row.items():
        if value is None or name in ("id", "district"):
            continue
        if name.startswith(YEARLY):
            series[name.rpartition("_")[2]] = _yuan(value)
        elif name.endswith("_yuan"):
            facts[name] = _yuan(value)
        else:
            facts[name] = value.isoformat() if isinstance(value, datetime.date) else value
    return facts | ({YEARLY: series} if series else {})


def _yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"
