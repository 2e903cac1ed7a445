"""Lines: every comparison of a measured value with a number in the rules of measures, with the side that counts.

Its one law: the lines are the engine's own atoms under the readings followed; an atom that is no line, or that nothing
could be raised for, is told with its reason and never dropped in silence. It does not know any subject.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from lingqu.law.engine.choices import branched_readings
from lingqu.law.engine.conditions import comparison_of
from lingqu.law.engine.formula import Atom, Formula, Opposite
from lingqu.law.engine.program import CompiledMeasure, Program
from lingqu.law.engine.slots import bits_of
from lingqu.law.engine.values import resolved
from lingqu.law.lang import tree
from lingqu.law.lang.tree import Unit
from lingqu.law.lang.truth import NO, YES, Truth
from lingqu.law.lang.words import say_condition
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import Node, facts_named_in, nodes_of, rebuilt

Part = TypeVar("Part", bound=Node)

Pair = tuple[str, str]
"""A text in Chinese and in English."""

_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}

_PAST = ("只看往年，已成事实", "looks at earlier years alone, which cannot change")
_DAYS = ("比较的是日期", "compares days")
_ZERO = ("界线不大于零，没有百分比可言", "the line is not above zero: there is no per cent of it")
_COMPOSED = ("由几个事实算成，说不出该动哪一个", "is worked out from several facts: which of them to move is not said")
_FIXED_START = ("从写定的日子起算，对谁都一样", "is counted from a written day, the same for all")
_WAITS = ("要等期满，没有可动的数", "only the end of the period helps: there is no number to move")
_UNEQUAL = ("要求不等于一个数，没有哪一侧可言", "asks not to equal a number: it has no side")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one measure. `sign` says which side counts; under a negation it is already turned round.

    `measured` is what is counted up: a fact, a sum of years or an increase over the year; `over` divides it. `target`
    is a written number, or a value where the line itself moves. Of a `period` the days since its start are counted.
    """

    measure: str
    number: int  # of the atom in its program
    goal: Truth
    sign: str
    unit: Unit
    changed: tree.FactDeclaration  # the fact that would have to change
    choice: Mapping[str, str]
    said: Pair
    measured: tree.Value
    over: tree.Value | None = None
    target: tree.Value | None = None
    period: tree.Within | None = None

    @property
    def key(self) -> str:
        """A name of the line that is its own within a program."""
        return f"{self.measure}:{self.number}:{self.goal.value}"

    @property
    def written(self) -> tree.Quantity | None:
        """The written number, if it is one."""
        return self.target if isinstance(self.target, tree.Quantity) else None

    @property
    def is_strict(self) -> bool:
        """Whether the line itself lies on the side that does not count."""
        return self.sign in (">", "<")

    @property
    def good_is_above(self) -> bool:
        """Whether the side that counts lies above."""
        return self.sign in (">", ">=")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A comparison for which no near misses are looked for, and why."""

    measure: str
    said: Pair
    why: Pair


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a program over a register, in the order of its measures."""

    found: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]


def lines_of(program: Program, columns: Collection[str], measures: Sequence[CompiledMeasure]) -> Lines:
    """Find the lines that matter over these columns. Without columns of a derived fact, its derivation is looked at."""
    found: list[Line] = []
    left_out: list[LeftOut] = []
    for compiled in measures:
        seen: set[tuple[int, Truth]] = set()
        for variant in compiled.variants:
            for atom, goal in atoms_with_goals(variant.formula):
                if (atom.index, goal) in seen or not isinstance(atom.source, tree.Compare | tree.Within):
                    continue
                seen.add((atom.index, goal))
                each = _Reader(program, columns, compiled.measure.id, atom, goal).line()
                if isinstance(each, Line):
                    found.append(each)
                else:
                    left_out.append(each)
    return Lines(tuple(found), tuple(left_out))


def atoms_with_goals(formula: Formula, goal: Truth = YES) -> Iterator[tuple[Atom, Truth]]:
    """The atoms of a formula with the truth that helps it: a no under a negation."""
    if isinstance(formula, Atom):
        yield formula, goal
    elif isinstance(formula, Opposite):
        yield from atoms_with_goals(formula.item, NO if goal is YES else YES)
    else:
        for item in formula.items:
            yield from atoms_with_goals(item, goal)


class _Reader:
    """Reads one atom as a line."""

    def __init__(self, program: Program, columns: Collection[str], measure: str, atom: Atom, goal: Truth) -> None:
        self._program = program
        self._pack = program.pack
        self._columns = columns
        self._measure = measure
        self._atom = atom
        self._goal = goal
        self._choice = program.table.choices[atom.index]

    def line(self) -> Line | LeftOut:
        """The line, or why it is none."""
        source = self._atom.source
        return self._period(source) if isinstance(source, tree.Within) else self._number(cast(tree.Compare, source))

    def _number(self, source: tree.Compare) -> Line | LeftOut:
        source = settled(source, self._choice)
        sign = comparison_of(source.word)
        said = _said(source, self._goal, self._pack)
        if self._goal is NO:
            if sign == "==":
                return LeftOut(self._measure, said, _UNEQUAL)
            sign = _OPPOSITE[sign]
        left, over = self._stated(source.left), None
        if isinstance(left, tree.DividedBy):
            over = left.right
            left = left.left
        reason = self._why_not(left, source.right, over)
        if reason is not None:
            return LeftOut(self._measure, said, reason)
        changed = self._pack.fact_named(left.name)  # type: ignore[union-attr]
        unit = Unit.RATIO if over is not None else changed.unit
        return Line(
            self._measure, self._atom.index, self._goal, sign, unit, changed, self._choice, said, left, over,
            self._stated(source.right),
        )  # fmt: skip

    def _why_not(self, left: tree.Value, target: tree.Value, over: tree.Value | None) -> Pair | None:
        if isinstance(target, tree.Day):
            return _DAYS
        if isinstance(target, tree.Quantity) and target.numerator <= 0:
            return _ZERO
        if isinstance(left, tree.PreviousYear | tree.EarlierMaximum):
            return _PAST
        if not isinstance(left, tree.Fact | tree.SumOfYears | tree.Increase):
            return _COMPOSED
        if any(_moves_with(left.name, self._stated(each)) for each in (target, over) if each is not None):
            return _COMPOSED
        fact = self._pack.fact_named(left.name)
        if fact.unit is Unit.DATE:
            return _DAYS
        return _PAST if isinstance(fact.derivation, tree.EarlierMaximum) else None

    def _period(self, source: tree.Within) -> Line | LeftOut:
        source = settled(source, self._choice)
        said = _said(source, self._goal, self._pack)
        if not isinstance(source.start, tree.Fact):
            return LeftOut(self._measure, said, _FIXED_START)
        if self._goal is NO:
            return LeftOut(self._measure, said, _WAITS)
        changed = self._pack.fact_named(source.start.name)
        return Line(
            self._measure, self._atom.index, self._goal, "within", Unit.DATE, changed, self._choice, said, source.start,
            period=source,
        )  # fmt: skip

    def _stated(self, node: tree.Value) -> tree.Value:
        """The value as this register can state it: a derived fact without a column by what it is derived from."""

        def change(each: Node) -> Node:
            if not isinstance(each, tree.Fact):
                return each
            fact = self._pack.fact_named(each.name)
            derivation = fact.derivation
            if derivation is None or isinstance(derivation, tree.EarlierMaximum) or has_column(fact, self._columns):
                return each
            if any(reading not in self._program.chosen for reading in branched_readings(derivation)):
                return each
            return settled(self._stated(cast(tree.Value, derivation)), self._program.chosen)

        return resolved(rebuilt(node, change), self._choice)


def has_column(fact: tree.FactDeclaration, columns: Collection[str]) -> bool:
    """Whether a register has the fact itself, for any year."""
    if fact.code in columns:
        return True
    start = f"{fact.code}_"
    return fact.yearly and any(each.startswith(start) and each[len(start) :].isdigit() for each in columns)


def _moves_with(name: str, node: Node) -> bool:
    """Whether a value changes with this year's figure of a fact."""
    moving = (tree.Fact, tree.SumOfYears, tree.Increase)
    return any(isinstance(each, moving) and each.name == name for each in nodes_of(node))


def settled(node: Part, choice: Mapping[str, str]) -> Part:
    """A node with the readings that were chosen put in their place."""

    def change(each: Node) -> Node:
        is_chosen = isinstance(each, tree.ValueByReading) and each.reading in choice
        return resolved(each, choice) if is_chosen else each  # type: ignore[arg-type]

    return rebuilt(node, change)


def facts_of_measures(program: Program, measures: Sequence[CompiledMeasure]) -> frozenset[str]:
    """The codes of all facts that measures can ask, with those that others are derived from, and the day judged."""
    pack, layout = program.pack, program.layout
    waiting = [pack.policy.day_fact]
    for compiled in measures:
        waiting += [pack.facts[layout.facts[slot]].name for slot in bits_of(compiled.facts)]
    wanted: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += [each for each, _ in facts_named_in(pack.fact_named(name).derivation)]
    return frozenset(pack.fact_named(name).code for name in wanted)


def _said(source: tree.Compare | tree.Within, goal: Truth, pack: Pack) -> Pair:
    condition: tree.Condition = source if goal is YES else tree.Not(source)
    return say_condition(condition, pack, "zh"), say_condition(condition, pack, "en")
