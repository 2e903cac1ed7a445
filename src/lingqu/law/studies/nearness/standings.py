"""How every row of a register stands to every line: what is measured, and whether the line is what keeps a measure out.

Its one law: whether a line matters is asked of the engine's own formulas, with nothing but the truth of that one atom
put in its place, under each open reading. It does not know how far anybody is from a line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import narwhals as nw
import polars as pl

from lingqu.law.bulk.columns import Columns
from lingqu.law.bulk.days import Days
from lingqu.law.bulk.numbers import Number
from lingqu.law.bulk.polars_engine import PolarsEngine
from lingqu.law.bulk.program import compile_bulk
from lingqu.law.bulk.stages import Stages
from lingqu.law.bulk.ternary import whole
from lingqu.law.bulk.values import Values
from lingqu.law.engine.formula import Agreed, AllOf, AnyOf, Atom, Formula, Opposite, Several, atoms_of
from lingqu.law.engine.judgement import Variant
from lingqu.law.engine.program import CompiledMeasure, Program
from lingqu.law.lang import tree
from lingqu.law.lang.truth import NO, YES, Truth
from lingqu.law.studies.nearness.lines import Line

ROW = "lingqu row"


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a register that are judged together: on one day, on none, or each on the day of its own column."""

    frame: pl.DataFrame
    day_column: str
    day: date | None = None
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Standings:
    """A table with the rows of a part and, for each line by its key, the columns named here.

    `KEY value`, `KEY divisor`, `KEY target`: whole numbers in the column's units. `KEY before`: what the year before
    had. `KEY better`: closing this line alone would turn the measure from no, or settle it as yes. `KEY decides`: the
    line decides, or may decide, about the measure. `units` say by column how many of its units are one.
    """

    table: pl.DataFrame
    units: dict[str, int]


def parts_of(frame: pl.DataFrame, day_column: str, as_of: date | None) -> Iterator[Part]:
    """Part a register by the day judged: one given for all, or that of each row."""
    numbered = frame.with_row_index(ROW)
    if as_of is not None or day_column not in frame.columns:
        yield Part(numbered, day_column, as_of)
        return
    known = numbered.filter(pl.col(day_column).is_not_null())
    if len(known):
        yield Part(known, day_column, days=tuple(sorted(known[day_column].unique().to_list())))
    if len(known) < len(numbered):
        yield Part(numbered.filter(pl.col(day_column).is_null()), day_column)


def standings(
    program: Program, part: Part, lines: Sequence[Line], measures: Sequence[CompiledMeasure], *, decides: bool
) -> Standings:
    """Ask all lines of a part at once. With `decides` also whom each line decides about, which bunching asks."""
    if not lines:
        return Standings(part.frame.select(ROW), {})
    columns = part.frame.columns
    asked = _Asked()
    by_id = {each.measure.id: each for each in measures}
    for line in lines:
        asked.ask(line, by_id[line.measure], decides=decides)
    bulk = compile_bulk(program, columns, day=part.day, days=part.days, measures=asked.measures)
    measured = _Measured(program, columns, bulk.days)
    for line in lines:
        measured.measure(line)
    engine = PolarsEngine()
    given = nw.from_native(part.frame.lazy())
    # verdicts alone: what is missing for hundreds of formulas would take longer than all the rest
    asked_frame = bulk.stages.worked_out(bulk.days.prepared(given, engine))
    answers = engine.collect(asked_frame.select(ROW, **{each.id: each.verdict for each in bulk.measures}))
    frame = measured.stages.worked_out(bulk.days.prepared(given, engine))
    numbers = engine.collect(frame.with_columns(**measured.columns).select(*measured.columns))
    table = pl.concat([answers, numbers], how="horizontal").with_columns(asked.judged(lines))
    return Standings(table, measured.units)


class _Asked:
    """Formulas with one atom replaced, each as a measure of its own for the bulk engine, asked once."""

    def __init__(self) -> None:
        self.measures: list[CompiledMeasure] = []
        self._names: dict[tuple[str, int, int, Truth | None], str] = {}
        self._ways: dict[str, list[tuple[str, str, str | None]]] = {}

    def ask(self, line: Line, compiled: CompiledMeasure, *, decides: bool) -> None:
        """Ask a measure as it is, with the line held and, where wanted, with the line not held."""
        failed = NO if line.goal is YES else YES
        for number, variant in enumerate(compiled.variants):
            if all(atom.index != line.number for atom in atoms_of(variant.formula)):
                continue
            before, held = (self._name(compiled, number, line.number, each) for each in (None, line.goal))
            missed = self._name(compiled, number, line.number, failed) if decides else None
            self._ways.setdefault(line.key, []).append((before, held, missed))

    def judged(self, lines: Sequence[Line]) -> Iterator[pl.Expr]:
        """The columns `better` and `decides` of all lines."""
        for line in lines:
            better, decides = pl.lit(False), pl.lit(False)
            for before, held, missed in self._ways[line.key]:
                was_no, was_open = _is(before, False), pl.col(before).is_null()
                better |= (was_no & ~_is(held, False)) | (was_open & _is(held, True))
                if missed is not None:
                    decides |= ~_is(held, False) & ~_is(missed, True)
            yield better.alias(f"{line.key} better")
            yield decides.alias(f"{line.key} decides")

    def _name(self, compiled: CompiledMeasure, variant: int, atom: int, truth: Truth | None) -> str:
        key = (compiled.measure.id, variant, -1 if truth is None else atom, truth)
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"lingqu asked {len(self._names)}"
            given = compiled.variants[variant]
            formula = given.formula if truth is None else with_truth(given.formula, atom, truth)
            self.measures.append(_only(compiled, name, Variant(given.choice, formula, None)))
        return name


def _is(column: str, truth: bool) -> pl.Expr:
    return (pl.col(column) == truth).fill_null(False)


def _only(compiled: CompiledMeasure, name: str, variant: Variant) -> CompiledMeasure:
    return replace(compiled, measure=replace(compiled.measure, id=name, award=None), variants=(variant,), patterns={})


def with_truth(formula: Formula, atom: int, truth: Truth) -> Formula:
    """A formula with one atom settled.

    An atom that holds is a conjunction of nothing, one that does not a disjunction of nothing.
    """
    if isinstance(formula, Atom):
        if formula.index != atom:
            return formula
        return AllOf(()) if truth is YES else AnyOf(())
    if isinstance(formula, Opposite):
        return replace(formula, item=with_truth(formula.item, atom, truth))
    items = tuple(with_truth(item, atom, truth) for item in formula.items)
    parts: AllOf | AnyOf | Several | Agreed = replace(formula, items=items)
    return parts


class _Measured:
    """The columns of what lines measure."""

    def __init__(self, program: Program, present: Collection[str], days: Days) -> None:
        self._program = program
        self.stages = Stages()
        self._held = Columns(program.layout, present, days, self.stages)
        self.columns: dict[str, nw.Expr] = {}
        self.units: dict[str, int] = {}

    def measure(self, line: Line) -> None:
        """Add the columns of one line; a value that is never known is null for all."""
        values = Values(self._program.layout, self._held, line.choice)
        if line.period is not None:
            start = values.plain(line.measured)
            none = nw.lit(None, nw.Date)
            self.columns[f"{line.key} value"] = start if isinstance(start, nw.Expr) else none
            return
        self._put(f"{line.key} value", values.number(line.measured))
        if line.over is not None:
            self._put(f"{line.key} divisor", values.number(line.over))
        if line.target is not None and line.written is None:
            self._put(f"{line.key} target", values.number(line.target))
        self._put(f"{line.key} before", self._year_before(line))

    def _year_before(self, line: Line) -> Number:
        if not line.changed.yearly or not isinstance(line.measured, tree.Fact):
            return Number(None)
        return self._held.look(tree.PreviousYear(line.changed.name)).number

    def _put(self, name: str, number: Number) -> None:
        top = number.top
        # a quotient inside a quotient has another unit in each row: it is as if it were not given
        known = top is not None and isinstance(number.bottom, int)
        self.units[name] = number.bottom if isinstance(number.bottom, int) else 1
        if not known or top is None:
            self.columns[name] = nw.lit(None, nw.Int64)
        else:
            self.columns[name] = whole(top) if isinstance(top, int) else top
