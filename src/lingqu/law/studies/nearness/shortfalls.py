"""Shortfalls: for the rows near one line the value, what is needed, the gap, and the growth of the year before.

Its one law: what is told is what the register holds, in its own whole units; where a number is not known none is made
up. It does not know what lies beyond the line.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from lingqu.law.bulk.days import Period, earliest_start
from lingqu.law.studies.nearness.distances import MILLION, Measured, distances, other_term, rounded_up, wide
from lingqu.law.studies.nearness.lines import Line
from lingqu.law.studies.nearness.standings import ROW, Part, Standings

COLUMNS: dict[str, Any] = {
    ROW: pl.UInt32,
    "standing": pl.String,
    "has": pl.Int64,
    "divisor": pl.Int64,
    "needs": pl.Int64,
    "gap": pl.Int64,
    "divisor_gap": pl.Int64,
    "share": pl.Int64,
    "gain": pl.Int64,
    "missing": pl.Int64,
    "year": pl.Int32,
    "growth_had": pl.Int64,
    "growth_needed": pl.Int64,
    "in_step": pl.Boolean,
}
"""What is told of each near miss beside the columns carried along. `has`, `needs`, `gap`: in the units of the register
(fen, millionths, units; for a period the day of its start, counted from 1970, and days); `gap` is signed.
`divisor_gap`: what a change of the divisor alone would take. `share`: millionths of the line. `gain`: fen, or null.
Growth: millionths of the year before, and of this year; `in_step`: the same growth once more would do."""


def short_of(line: Line, part: Part, found: Standings, within: int) -> pl.DataFrame:
    """The rows that are short of the line and near, and for which closing it alone is worth something."""
    table = found.table.filter(pl.col(f"{line.key} better"))
    if line.period is not None:
        return _short_of_period(line, part, table, within)
    measured = measured_of(line, found)
    far = distances(measured, line.sign)
    before = wide(f"{line.key} before")
    gap = far.needed - far.value
    has_grown = (before > 0) & (far.value > 0)
    return (
        table.filter(far.short(within) & far.needed.is_not_null())
        .join(_days(part), on=ROW, how="left", maintain_order="left")
        .select(
            ROW,
            pl.col(f"{line.key} value").alias("has"),
            (pl.lit(None) if measured.divisor is None else pl.col(measured.divisor)).alias("divisor"),
            far.needed.alias("needs"),
            gap.alias("gap"),
            other_term(measured, line.sign).alias("divisor_gap"),
            far.share.alias("share"),
            (pl.col(DAY).dt.year() - 1 if line.changed.yearly else pl.lit(None)).alias("year"),
            pl.when(has_grown).then((far.value - before) * MILLION // before).alias("growth_had"),
            pl.when(has_grown).then(rounded_up(gap * MILLION, far.value)).alias("growth_needed"),
            pl.when(has_grown & (gap > 0)).then((far.value - before) * far.value >= gap * before).alias("in_step"),
        )
    )


def measured_of(line: Line, found: Standings) -> Measured:
    """The columns of a line that is no period."""
    divisor, target = f"{line.key} divisor", f"{line.key} target"
    return Measured(
        f"{line.key} value",
        found.units[f"{line.key} value"],
        target if line.written is None else line.written,
        found.units.get(target, 1),
        divisor if line.over is not None else None,
        found.units.get(divisor, 1),
    )


def _short_of_period(line: Line, part: Part, table: pl.DataFrame, within: int) -> pl.DataFrame:
    """The rows whose period ended some days ago, or begins some days from now."""
    assert line.period is not None
    period = Period(line.period.length, line.period.unit)
    days = _days(part)
    first = {day: earliest_start(day, period) for day in days[DAY].unique().to_list() if day is not None}
    starts = pl.DataFrame({DAY: list(first), "needs": list(first.values())}, schema={DAY: pl.Date, "needs": pl.Date})
    start = pl.col(f"{line.key} value")
    asked = table.join(days, on=ROW, how="left", maintain_order="left").join(
        starts, on=DAY, how="left", maintain_order="left"
    )
    needs = pl.when(start < pl.col("needs")).then(pl.col("needs")).when(start > pl.col(DAY)).then(pl.col(DAY))
    gap, whole = (needs - start).dt.total_days(), (pl.col(DAY) - pl.col("needs")).dt.total_days()
    return (
        asked.with_columns(
            start.cast(pl.Int32).alias("has"), needs.alias("nearest"), gap.alias("gap"), whole.alias("whole")
        )
        .filter((pl.col("gap").abs() * MILLION <= pl.col("whole") * within).fill_null(False))
        .select(
            ROW,
            "has",
            pl.col("nearest").cast(pl.Int32).alias("needs"),
            "gap",
            rounded_up(pl.col("gap").abs() * MILLION, pl.col("whole")).alias("share"),
        )
    )


DAY = "lingqu day"


def _days(part: Part) -> pl.DataFrame:
    """The day on which each row is judged."""
    day = pl.col(part.day_column) if part.days else pl.lit(part.day, pl.Date)
    return part.frame.select(ROW, day.alias(DAY))
