"""A register answered twice, before and after: columns side by side, measures that rest on the same ground only once.

Its one law: only Polars runs it and nothing is run here; the frames are lazy, and every number is whole.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import polars as pl

from lingqu.law.bulk.polars_engine import PolarsEngine
from lingqu.law.bulk.program import BulkMeasure, BulkProgram, compile_bulk
from lingqu.law.bulk.register import Register
from lingqu.law.engine.program import CompiledMeasure, Program

SIDES = ("before", "after")
WIDE = pl.Int128  # sums over a whole register may pass 63 bits


@dataclass(frozen=True, slots=True)
class DayPart:
    """The rows of a register that are judged alike: by one day, each by its own, or by none."""

    frame: pl.LazyFrame
    day: date | None
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A measure as one side answers it, and the names of its columns in a frame of both sides."""

    measure: BulkMeasure
    name: str

    @property
    def kind(self) -> str:
        """due | up_to | competitive | pool | none."""
        return self.measure.kind

    @property
    def eligible(self) -> pl.Expr:
        """The verdict."""
        return pl.col(self.name)

    @property
    def fen(self) -> pl.Expr:
        """The sum of an eligible answer."""
        return pl.col(f"{self.name}.fen")

    @property
    def most(self) -> pl.Expr:
        """The most that an answer comes to."""
        return pl.col(f"{self.name}.most")


@dataclass(frozen=True, slots=True)
class BothSides:
    """Part of a register with the answers of both sides; both share the columns of a measure that is not touched."""

    frame: pl.LazyFrame
    before: dict[str, Side]
    after: dict[str, Side]
    touched: tuple[str, ...]


def day_parts(register: Register, code: str, day: date | None) -> tuple[DayPart, ...]:
    """Part a register by the day judged: the day given, else each row's own, else none."""
    if day is not None or code not in register.facts:
        return (DayPart(register.frame, day),)
    found = register.frame.select(pl.col(code).unique()).collect().to_series()
    days = tuple(found.drop_nulls().sort().to_list())
    is_whole = len(days) == len(found)
    known = register.frame if is_whole else register.frame.filter(pl.col(code).is_not_null())
    parts = [DayPart(known, days[0]) if len(days) == 1 else DayPart(known, None, days)] if days else []
    if not is_whole or not days:
        parts.append(DayPart(register.frame.filter(pl.col(code).is_null()) if days else register.frame, None))
    return tuple(parts)


def compiled_for(
    part: DayPart, program: Program, columns: Collection[str], measures: Sequence[CompiledMeasure] | None = None
) -> BulkProgram:
    """Compile a program over the columns of a register for one of its parts."""
    return compile_bulk(program, columns, day=part.day, days=part.days, measures=measures)


def before_answered(frame: pl.LazyFrame, before: BulkProgram, *, kinds: str = "") -> pl.LazyFrame:
    """The frame with the answers of today's program beside its columns."""
    return _answered(frame, before, {each.id: f"before {each.id}" for each in before.measures}, kinds)


def both_sides(
    part: DayPart,
    before: BulkProgram,
    after: BulkProgram,
    *,
    touched: Collection[str],
    keep: Sequence[str],
    is_answered: bool = False,
    kinds: str = "",
) -> BothSides:
    """Answer a part of a register by both programs; `after` holds the measures that are touched and no others.

    `is_answered`: the part's frame has the answers of the program before already.
    """
    one = {each.id: Side(each, f"before {each.id}") for each in before.measures}
    again = {each.id: Side(each, f"after {each.id}") for each in after.measures}
    two = {id: again.get(id, side) for id, side in one.items() if id not in touched or id in again} | again
    frame = part.frame if is_answered else before_answered(part.frame, before, kinds=kinds)
    frame = _answered(frame, after, {id: side.name for id, side in again.items()}, kinds)
    wanted = [name for side in (*one.values(), *two.values()) for name in columns_of(side)]
    ids = tuple(id for id in dict.fromkeys((*one, *two)) if id in touched)
    return BothSides(frame.select(*keep, *dict.fromkeys(wanted)), one, two, ids)


def one_side(part: DayPart, bulk: BulkProgram, name: str, *, kinds: str = "") -> tuple[pl.LazyFrame, dict[str, Side]]:
    """Answer a part of a register by one program; nothing else of the register is kept."""
    names = {each.id: f"{name} {each.id}" for each in bulk.measures}
    sides = {each.id: Side(each, names[each.id]) for each in bulk.measures}
    frame = _answered(part.frame, bulk, names, kinds)
    return frame.select(*(column for side in sides.values() for column in columns_of(side))), sides


def columns_of(side: Side) -> tuple[str, ...]:
    """The columns of one measure on one side."""
    return (side.name, f"{side.name}.fen", f"{side.name}.most")


def _answered(frame: pl.LazyFrame, bulk: BulkProgram, names: dict[str, str], kinds: str = "") -> pl.LazyFrame:
    """The frame with the answers of a program under other names, so that a second program can answer beside it.

    `kinds` is a column that names the kinds of subject a row is: a measure for another kind refuses it.
    """
    if not bulk.measures:
        return frame
    given = frame.collect_schema().names()
    asked = bulk.stages.worked_out(bulk.days.prepared(nw.from_native(frame), PolarsEngine()))
    # sums rest on the verdict by the name of the measure; what is missing is not asked for here, which halves the work
    asked = asked.with_columns(**{each.id: _for_its_kind(each, kinds) for each in bulk.measures})
    asked = asked.select(
        *given,
        **{names[each.id]: nw.col(each.id) for each in bulk.measures},
        **{f"{names[each.id]}.fen": each.fen for each in bulk.measures},
        **{f"{names[each.id]}.most": each.most for each in bulk.measures},
    )
    native: pl.LazyFrame = asked.to_native()
    return native


def _for_its_kind(measure: BulkMeasure, kinds: str) -> nw.Expr:
    if not kinds:
        return measure.verdict
    is_asked = nw.col(kinds).str.contains(measure.measure.kind, literal=True)
    return nw.when(is_asked).then(measure.verdict).otherwise(nw.when(~is_asked).then(nw.lit(False)))
