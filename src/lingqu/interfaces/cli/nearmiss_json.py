"""Near misses as JSON: money as text with two decimals, ratios and shares as decimal text, days as ISO text.

Its one law: keys never change with the language, and what is unknown is null.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import polars as pl

from lingqu.interfaces.cli.nearmiss_cells import day_of
from lingqu.law.lang.tree import Unit
from lingqu.law.studies.nearness.bunching import SIDE, WIDTH, WINDOW, Bunch
from lingqu.law.studies.nearness.misses import NearLine
from lingqu.law.studies.nearness.standings import ROW

if TYPE_CHECKING:
    from lingqu.interfaces.cli.nearmiss_report import Made

_UNITS = {Unit.MONEY: "yuan", Unit.RATIO: "ratio", Unit.COUNT: "count", Unit.DATE: "day"}


def nearmiss_as_json(made: Made) -> dict[str, Any]:
    """What was asked and found."""
    pack = made.program.pack
    told: dict[str, Any] = {
        "policy": pack.id,
        "digest": pack.digest,
        "day": None if made.wish.day is None else made.wish.day.isoformat(),
        "register": made.register.path,
        "rows": made.near.rows,
        "within": millionths(made.near.within),
        "lines": [_line(made, each) for each in made.near.lines],
        "left_out": [
            {"measure": each.measure, "said": each.said[0], "why": each.why[1]} for each in made.near.left_out
        ],
    }
    if made.ladder is not None:
        told["ladder"] = {
            "title": made.ladder.title[0],
            "confirmed_by": made.ladder.confirmed_by or None,
            "is_example": made.ladder.is_example,
            "sources": dict(made.ladder.sources),
        }
    if made.bunches is not None:
        told["bunching"] = {
            "bin": millionths(WIDTH),
            "bins_each_side": SIDE,
            "window_bins": WINDOW,
            "lines": [_bunch(each) for each in made.bunches],
        }
    return told


def _line(made: Made, near: NearLine) -> dict[str, Any]:
    line = near.line
    value = _WRITERS[line.changed.unit]
    gap = _count if line.changed.unit is Unit.DATE else value
    rows = []
    for row in made.ordered(near).to_dicts():
        told = {name: row[name] for name in made.carried}
        told |= {
            "standing": row["standing"],
            "has": value(row["has"]),
            "needs": value(row["needs"]),
            "gap": gap(row["gap"]),
            "distance": millionths(row["share"]),
            "gain_yuan": money(row["gain"]),
            "missing": list(near.facts_of(row["missing"] or 0)),
        }
        if line.over is not None:
            told |= {"divisor": value(row["divisor"]), "or_divisor_by": value(row["divisor_gap"])}
        if line.changed.yearly:
            told["year"] = row["year"]
            told |= {name: millionths(row[name]) for name in ("growth_had", "growth_needed")}
            told["in_step"] = row["in_step"]
        rows.append(told)
    return {
        "measure": line.measure,
        "said": line.said[0],
        "said_english": line.said[1],
        "sign": line.sign,
        "fact": line.changed.code,
        "unit": _UNITS[line.changed.unit],
        "kind": near.kind,
        "near": rows,
    }


def _bunch(bunch: Bunch) -> dict[str, Any]:
    value = _WRITERS[bunch.line.changed.unit]
    past = bunch.just_past.drop(ROW, strict=False).with_columns(pl.col("beyond"))
    return {
        "measure": bunch.line.measure,
        "said": bunch.line.said[0],
        "counts": list(bunch.counts),
        "expected": None if bunch.expected is None else [float(each) for each in bunch.expected],
        "just_past": bunch.good,
        "just_short": bunch.short,
        "on_line": bunch.on_line,
        "p": bunch.chance,
        "p_corrected": bunch.corrected,
        "reason_to_look": bunch.is_reason_to_look,
        "why_no_test": None if bunch.reason is None else bunch.reason[1],
        "subjects_just_past": [
            {**row, "has": value(row["has"]), "divisor": value(row["divisor"]), "beyond": millionths(row["beyond"])}
            for row in past.to_dicts()
        ],
    }


def money(fen: int | None) -> str | None:
    """Fen as yuan.

    >>> money(-5), money(123450)
    ('-0.05', '1234.50')
    """
    return None if fen is None else f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def millionths(number: int | None) -> str | None:
    """Millionths as decimal text.

    >>> millionths(50_000)
    '0.050000'
    """
    if number is None:
        return None
    return f"{'-' if number < 0 else ''}{abs(number) // 1_000_000}.{abs(number) % 1_000_000:06d}"


def _count(number: int | None) -> int | None:
    return number


_WRITERS: dict[Unit, Callable[[int | None], Any]] = {
    Unit.MONEY: money,
    Unit.RATIO: millionths,
    Unit.COUNT: _count,
    Unit.DATE: day_of,
}
