"""A compiled program over the columns of a register: for each measure a verdict, a sum and the facts still lacking.

Its one law: it takes the engine's own formulas and atoms and adds no rule of its own; what the register has no column
for is unknown for every row and folded away before anything runs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_

import narwhals as nw

from lingqu.law.bulk.columns import Columns, Slot
from lingqu.law.bulk.days import DayOfEachRow, Days, OneDay
from lingqu.law.bulk.masks import Masks, lackable
from lingqu.law.bulk.numbers import Number, either
from lingqu.law.bulk.questions import Questions
from lingqu.law.bulk.stages import Stages
from lingqu.law.bulk.sums import Sum, Sums
from lingqu.law.bulk.ternary import both, expression, is_so, one_of, whole
from lingqu.law.bulk.values import Values
from lingqu.law.engine.amounts import PAID_IN_TOTAL, PAID_IN_YEAR
from lingqu.law.engine.choices import branched_readings
from lingqu.law.engine.formula import Agreed, AllOf, Formula
from lingqu.law.engine.judgement import Variant
from lingqu.law.engine.program import CompiledMeasure, Program
from lingqu.law.engine.slots import bits_of
from lingqu.law.engine.values import UnableToCompile
from lingqu.law.lang import tree
from lingqu.law.lang.tree import Unit
from lingqu.law.lang.truth import NO
from lingqu.law.packs.walk import nodes_of

MOST_FACTS = 62  # bits of a mask that every engine can add up


@dataclass(frozen=True, slots=True)
class BulkMeasure:
    """One measure over columns. `facts` names the bits of its mask, lowest first."""

    measure: tree.Measure
    kind: str
    facts: tuple[str, ...]
    readings: tuple[str, ...]
    verdict: nw.Expr
    fen: nw.Expr
    most: nw.Expr
    left: nw.Expr
    missing: nw.Expr
    order: tuple[int, ...]  # of each bit's fact in the vocabulary: bits of facts that all measures share come first

    @property
    def id(self) -> str:
        """The measure's identifier."""
        return self.measure.id

    def facts_of(self, mask: int) -> tuple[str, ...]:
        """Name the facts of a mask, in vocabulary order."""
        return tuple(self.facts[bit] for bit in sorted(bits_of(mask), key=self.order.__getitem__))


@dataclass(frozen=True, slots=True)
class BulkProgram:
    """All measures of a program over one register."""

    program: Program
    days: Days
    stages: Stages
    measures: tuple[BulkMeasure, ...]


def compile_bulk(
    program: Program,
    columns: Collection[str],
    *,
    day: date | None = None,
    days: Sequence[date] = (),
    measures: Sequence[CompiledMeasure] | None = None,
    divides_by_floats: bool = False,
) -> BulkProgram:
    """Compile a program over the columns that a register has.

    `day` is the same for all rows. `days` are the different days of the column of the day judged, none of them null;
    without either the day is unknown for all. Raises `UnableToCompile` for what has no form over columns.
    """
    pack = program.pack
    judged: Days = DayOfEachRow(pack.day_fact.code, tuple(sorted(days))) if days else OneDay(day)
    stages = Stages()
    held = Columns(program.layout, columns, judged, stages)
    questions = Questions(program, held, judged, stages)
    _derive(questions)
    wanted = program.measures if measures is None else tuple(measures)
    formulas = [whole_formula(compiled.variants) for compiled in wanted]
    compiler = _Compiler(questions, frozenset(columns), formulas, divides_by_floats=divides_by_floats)
    made = tuple(compiler.compile(each, formula) for each, formula in zip(wanted, formulas, strict=True))
    return BulkProgram(program, judged, stages, made)


def _derive(questions: Questions) -> None:
    """Put what a fact is derived from where it is not given; in the order of the program, sources first."""
    program, columns = questions.program, questions.columns
    for slot, _ in program.derivations:
        fact = program.pack.facts[slot]
        given = columns.slots[slot]
        questions.stages.begin_slots()
        columns.put(slot, _staged(_given_or(given, _derivation(questions, fact)), questions.stages))


def _staged(slot: Slot, stages: Stages) -> Slot:
    """The slot with what it holds worked out as columns."""
    number, truth = slot.number, slot.truth
    if isinstance(number.top, nw.Expr):
        top = stages.slot(number.top)
        bottom = number.bottom if isinstance(number.bottom, int) else stages.slot(number.bottom)
        floor = None if number.floor is None else stages.slot(number.floor)
        null = slot.null if number.earlier is not None else top.is_null()
        return replace(slot, number=replace(number, top=top, bottom=bottom, floor=floor), null=null)
    if isinstance(truth, nw.Expr):
        truth = stages.slot(truth)
        return replace(slot, truth=truth, null=truth.is_null())
    return slot


def _derivation(questions: Questions, fact: tree.FactDeclaration) -> Slot:
    program = questions.program
    node = fact.derivation
    if isinstance(node, tree.EarlierMaximum):
        return questions.columns.look(node)
    if fact.unit is Unit.YES_NO:
        formula = program.table.compiler(dict(program.chosen)).compile(node)  # type: ignore[arg-type]
        asked = Questions(program, questions.columns, questions.days, questions.stages, for_slots=True)
        truth = asked.truth(formula)
        questions.stages.begin_slots()
        return Slot(truth=truth, null=expression(truth).is_null())
    number = Values(program.layout, questions.columns, program.chosen).number(node).multiplied  # type: ignore[arg-type]
    if number.top is None:
        return Slot()
    top = whole(number.top) if isinstance(number.top, int) else number.top
    return Slot(replace(number, top=top), null=top.is_null())


def _given_or(given: Slot, derived: Slot) -> Slot:
    waiting = one_of(given.pending, derived.pending)
    if given.null is True:
        return replace(derived, pending=both(derived.null, waiting))
    if derived.null is True and derived.number.floor is None:
        return replace(given, pending=both(given.null, waiting))
    if given.number.top is not None:
        return _number_or(given, derived, waiting)
    truth = nw.coalesce(expression(given.truth), expression(derived.truth))
    return Slot(truth=truth, null=truth.is_null())


def _number_or(given: Slot, derived: Slot, waiting: nw.Expr | bool) -> Slot:
    here = given.number.top
    assert isinstance(here, nw.Expr)
    floor = derived.number.floor
    other, bottom = derived.number.top, given.number.bottom
    top = here if other is None else nw.coalesce(here, whole(other) if isinstance(other, int) else other)
    below = derived.number.bottom
    if other is not None and not (isinstance(below, int) and isinstance(bottom, int) and below == bottom):
        below = _whole(below)
        bottom = nw.when(here.is_null()).then(below).otherwise(_whole(bottom))
    floored = None if floor is None else nw.when(here.is_null()).then(floor)
    size = max(given.number.bound, derived.number.bound)
    below_size = max(given.number.bottom_bound, derived.number.bottom_bound)
    number = Number(top, bottom, floored, size=size, bottom_size=below_size)
    null = top.is_null()
    if derived.number.earlier is not None and isinstance(bottom, int) and bottom == 1:
        number = replace(number, earlier=replace(derived.number.earlier, given=here))
        null = here.is_null() & ~derived.number.earlier.is_whole
    return Slot(number, null=null, pending=both(null, waiting))


def _whole(number: nw.Expr | int) -> nw.Expr:
    return whole(number) if isinstance(number, int) else number


class _Compiler:
    def __init__(
        self,
        questions: Questions,
        present: frozenset[str],
        formulas: Sequence[Formula],
        *,
        divides_by_floats: bool,
    ) -> None:
        self._questions = questions
        self._present = present
        self._divides_by_floats = divides_by_floats
        self._pack = questions.program.pack
        self._shared = shared_by_all(formulas)
        self._facts_shared = self._facts(AllOf(self._shared))
        most = max((len(self._facts(formula)) for formula in formulas), default=0)
        if most > MOST_FACTS:
            raise UnableToCompile(f"a measure that asks more than {MOST_FACTS} facts")
        # the narrower the whole numbers, the less memory an engine has to move
        self._integer = nw.Int8() if most < 8 else nw.Int16() if most < 16 else nw.Int32() if most < 32 else nw.Int64()

    def compile(self, compiled: CompiledMeasure, formula: Formula) -> BulkMeasure:
        """Compile one measure."""
        truth = self._questions.truth(formula)
        name = compiled.measure.id
        verdict = nw.col(name)
        found = self._sum(compiled)
        none = nw.lit(None, nw.Int64)
        facts = (*self._facts_shared, *(each for each in self._facts(formula) if each not in self._facts_shared))
        award = compiled.measure.award
        return BulkMeasure(
            compiled.measure,
            award.kind if award else "none",
            tuple(self._pack.facts[number].code for number in facts),
            compiled.readings,
            expression(truth),
            none if found.fen is None else nw.when(verdict).then(found.fen),
            none if found.most is None else nw.when(verdict.fill_null(True)).then(found.most),
            self._left(compiled, nw.col(f"{name} fen")),
            self._missing(formula, facts, verdict),
            facts,
        )

    def _facts(self, formula: Formula) -> tuple[int, ...]:
        """The facts that some row can lack for the verdict, in vocabulary order."""
        return bits_of(lackable(self._questions, formula))

    def _missing(self, formula: Formula, facts: tuple[int, ...], verdict: nw.Expr) -> nw.Expr:
        masks = Masks(self._questions, {fact: bit for bit, fact in enumerate(facts)}, self._integer, self._shared)
        return masks.of(formula, verdict)

    def _sum(self, compiled: CompiledMeasure) -> Sum:
        award = compiled.measure.award
        if award is None:
            return Sum(None, None)
        readings = branched_readings(award.amount) if award.amount else ()
        readings += self._readings_of_other(award.amount)
        ways: dict[tuple[str, ...], list[Variant]] = {}
        for variant in compiled.variants:
            ways.setdefault(tuple(variant.choice[reading] for reading in readings), []).append(variant)
        sums = [self._sum_under(award, variants[0].choice) for variants in ways.values()]
        if len(sums) == 1:
            return sums[0]
        considered = [
            reduce(or_, (~_expressed(is_so(self._questions.truth(each.formula), NO)) for each in variants))
            for variants in ways.values()
        ]
        return _joined(sums, considered)

    def _readings_of_other(self, amount: tree.Amount | None) -> tuple[str, ...]:
        """The readings that an amount takes over with another measure's."""
        found: tuple[str, ...] = ()
        for node in nodes_of(amount):
            if isinstance(node, tree.Multiple | tree.Override):
                other = self._pack.measure(node.measure).award
                if other and other.amount:
                    found += branched_readings(other.amount) + self._readings_of_other(other.amount)
        return found

    def _sum_under(self, award: tree.Award, choice: Mapping[str, str]) -> Sum:
        questions = self._questions
        values = Values(questions.program.layout, questions.columns, choice)
        return Sums(self._pack, values, questions.days, questions.stages, divides_by_floats=self._divides_by_floats).of(
            award
        )

    def _left(self, compiled: CompiledMeasure, fen: nw.Expr) -> nw.Expr:
        award = next((variant.award for variant in compiled.variants if variant.award), None)
        role = {PAID_IN_YEAR: self._pack.paid_in_year, PAID_IN_TOTAL: self._pack.paid_in_total}.get(
            award.paid if award else ""
        )
        names = [] if role is None else [f"{role.code}:{compiled.measure.id}", role.code]
        paid = [nw.col(name) for name in names if name in self._present]
        if not paid:
            return nw.lit(None, nw.Int64)
        return either(fen - (paid[0] if len(paid) == 1 else nw.coalesce(*paid)), 0, highest=True)


def whole_formula(variants: Sequence[Variant]) -> Formula:
    """One formula for a measure under all its open readings: what they share, and what they must agree on."""
    parts = [_conjuncts(variant.formula) for variant in variants]
    shared = tuple(item for item in parts[0] if all(item in each for each in parts[1:]))
    rests = [tuple(item for item in each if item not in shared) for each in parts]
    if not any(rests):
        return AllOf(shared)
    return AllOf((*shared, Agreed(tuple(rest[0] if len(rest) == 1 else AllOf(rest) for rest in rests), ())))


def shared_by_all(formulas: Sequence[Formula]) -> tuple[Formula, ...]:
    """What every measure asks."""
    if not formulas:
        return ()
    asked = [_conjuncts(formula) for formula in formulas]
    return tuple(item for item in asked[0] if all(item in each for each in asked[1:]))


def _conjuncts(formula: Formula) -> tuple[Formula, ...]:
    """What must all hold, conjunctions inside conjunctions opened, each once."""
    if not isinstance(formula, AllOf):
        return (formula,)
    return tuple(dict.fromkeys(part for item in formula.items for part in _conjuncts(item)))


def _joined(sums: Sequence[Sum], considered: Sequence[nw.Expr]) -> Sum:
    """What the ways to read an award give: a sum only where those not refused agree, else the largest as the most."""
    none = nw.lit(None, nw.Int64)

    def over(values: Sequence[nw.Expr | None]) -> tuple[nw.Expr, nw.Expr, nw.Expr]:
        given = [none if value is None else value for value in values]
        chosen = [nw.when(so).then(value) for so, value in zip(considered, given, strict=True)]
        lacking = reduce(or_, (so & value.is_null() for so, value in zip(considered, given, strict=True)))
        return nw.min_horizontal(*chosen), nw.max_horizontal(*chosen), lacking

    low, high, lacking = over([each.fen for each in sums])
    _, most, lacking_most = over([each.most for each in sums])
    return Sum(nw.when(~lacking & (low == high)).then(low), nw.when(~lacking_most).then(most))


def _expressed(condition: nw.Expr | bool) -> nw.Expr:
    return nw.lit(condition) if isinstance(condition, bool) else condition
