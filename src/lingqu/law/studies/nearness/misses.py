"""Near misses over a register: who is short of one line, by how much, and what lies beyond it.

Its one law: what lies beyond a line is not worked out here but asked of the bulk engine, with the one value changed by
exactly the gap; whoever would still be refused there is no near miss. It does not know how the list is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from lingqu.law.bulk.answers import answered
from lingqu.law.bulk.program import BulkMeasure, compile_bulk
from lingqu.law.engine.program import CompiledMeasure, Program
from lingqu.law.lang import tree
from lingqu.law.lang.tree import Unit
from lingqu.law.studies.nearness.distances import MILLION
from lingqu.law.studies.nearness.lines import LeftOut, Line, facts_of_measures, has_column, lines_of
from lingqu.law.studies.nearness.shortfalls import COLUMNS, short_of
from lingqu.law.studies.nearness.standings import ROW, Part, Standings, parts_of, standings

ONLY, WITH_UNKNOWNS = "only", "with_unknowns"
"""Standings of a near miss: with this line held the measure fits, or unknown facts or open readings still decide."""


@dataclass(frozen=True, slots=True)
class NearLine:
    """One line with those who are near it: a frame with the carried columns, then `COLUMNS`."""

    line: Line
    kind: str  # of the award: due | up_to | competitive | pool | none
    frame: pl.DataFrame
    bulk: BulkMeasure | None  # whose bits `missing` holds; None where nobody is near

    def facts_of(self, mask: int) -> tuple[str, ...]:
        """The codes of the facts that a mask of `missing` names."""
        return () if self.bulk is None else self.bulk.facts_of(mask)


@dataclass(frozen=True, slots=True)
class NearMisses:
    """All lines of a register with those who are near them, in the order of the measures."""

    within: int
    rows: int
    lines: tuple[NearLine, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A register prepared for questions about its lines: the columns needed, parted by the day judged."""

    program: Program
    measures: tuple[CompiledMeasure, ...]
    frame: pl.DataFrame
    carried: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    parts: tuple[tuple[Part, Standings], ...]


def asked_of(
    program: Program,
    frame: pl.LazyFrame | pl.DataFrame,
    *,
    carried: Collection[str] = ("id",),
    as_of: date | None = None,
    measures: Sequence[CompiledMeasure] | None = None,
    decides: bool = False,
) -> Asked:
    """Ask all lines of a register. `decides`: also whom each line decides about, which bunching needs."""
    wanted = program.measures if measures is None else tuple(measures)
    codes = facts_of_measures(program, wanted)
    present = frame.collect_schema().names()
    kept = [name for name in present if name in carried or _code_of(name, codes) in codes]
    held = frame.lazy().select(kept).collect()
    found = lines_of(program, kept, wanted)
    parts = tuple(
        (part, standings(program, part, found.found, wanted, decides=decides))
        for part in parts_of(held, program.pack.day_fact.code, as_of)
    )
    names = tuple(name for name in carried if name in present)
    return Asked(program, wanted, held, names, found.found, found.left_out, parts)


def _code_of(column: str, codes: Collection[str]) -> str:
    if column in codes:
        return column
    return column.partition(":")[0] if ":" in column else column[:-5] if column[-5:-4] == "_" else column


def near_misses_of(asked: Asked, *, within: int) -> NearMisses:
    """List who is short of a line by at most `within` millionths of it, the nearest first."""
    if not 0 < within < MILLION:
        raise ValueError(f"within {within} millionths; more than 0 and less than {MILLION}")
    by_id = {each.measure.id: each for each in asked.measures}
    lines = tuple(_near(asked, line, by_id[line.measure], within) for line in asked.lines)
    return NearMisses(within, len(asked.frame), lines, asked.left_out)


def _near(asked: Asked, line: Line, compiled: CompiledMeasure, within: int) -> NearLine:
    award = compiled.measure.award
    frames: list[pl.DataFrame] = []
    bulk: BulkMeasure | None = None
    for part, found in asked.parts:
        near = short_of(line, part, found, within)
        if len(near):
            frame, bulk = _beyond(asked.program, part, line, compiled, near)
            frames.append(frame)
    empty = pl.DataFrame(schema=COLUMNS)
    together = pl.concat([empty, *(frame.select(_typed()) for frame in frames)])
    named = asked.frame.lazy().select(asked.carried).with_row_index(ROW).collect()
    told = together.join(named, on=ROW, how="left", maintain_order="left").sort("share", ROW)
    kind = award.kind if award else "none"
    return NearLine(line, kind, told.select(*asked.carried, *COLUMNS), bulk)


def _typed() -> list[pl.Expr]:
    return [pl.col(name).cast(kind) for name, kind in COLUMNS.items()]


def _beyond(
    program: Program, part: Part, line: Line, compiled: CompiledMeasure, near: pl.DataFrame
) -> tuple[pl.DataFrame, BulkMeasure]:
    """What the measure would say of each row with its value changed by the gap; rows still refused are left out."""
    rows = part.frame.join(near.select(ROW, "needs", "gap"), on=ROW, how="inner", maintain_order="left")
    changed = rows.with_columns(_changed(line.changed, part, line.measured))
    bulk = compile_bulk(program, changed.columns, day=part.day, days=part.days, measures=[compiled])
    (measure,) = bulk.measures
    there = answered(bulk, changed, keep=(ROW,)).select(
        ROW,
        pl.when(pl.col(measure.id)).then(pl.lit(ONLY)).otherwise(pl.lit(WITH_UNKNOWNS)).alias("standing"),
        pl.coalesce(f"{measure.id} fen", f"{measure.id} most").alias("gain"),
        pl.col(f"{measure.id} missing").alias("missing"),
        pl.col(measure.id).alias("verdict"),
    )
    told = near.join(there, on=ROW, how="left", maintain_order="left").filter(pl.col("verdict").ne_missing(False))
    lacking = [name for name in COLUMNS if name not in told.columns]
    return told.with_columns(pl.lit(None).alias(name) for name in lacking), measure


def _changed(fact: tree.FactDeclaration, part: Part, measured: tree.Value) -> list[pl.Expr]:
    """The columns of a register in which one fact is changed by the gap, in the year relied on where it has years."""
    columns = part.frame.columns
    if fact.unit is Unit.DATE:
        return [pl.col("needs").cast(pl.Int32).cast(pl.Date).alias(fact.code)]
    if not has_column(fact, columns):
        return [pl.col("needs").cast(pl.Int64).alias(fact.code)]  # derived until now; what is given outranks that
    whole = [pl.col(fact.code)] if fact.code in columns else []
    found = [(each + pl.col("gap")).cast(pl.Int64).alias(fact.code) for each in whole]
    for year in sorted({day.year - 1 for day in part.days or (part.day,) if day is not None}):
        column = f"{fact.code}_{year}"
        if column in columns:
            raised = (pl.col(column) + pl.col("gap")).cast(pl.Int64)
            is_other = pl.lit(False) if not part.days else pl.col(part.day_column).dt.year() - 1 != year
            found.append(pl.when(is_other).then(pl.col(column)).otherwise(raised).alias(column))
    return found
