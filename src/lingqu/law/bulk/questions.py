"""The atoms of a program as truths over columns, with what each of them lacks.

Its one law: the atoms are those of the engine, by their numbers; one handler for each kind of source, and a kind
without one is refused by name. A formula over them is folded up here as the engine folds it for one subject.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from lingqu.law.bulk.columns import Columns
from lingqu.law.bulk.days import Days, Period
from lingqu.law.bulk.numbers import Number, compared
from lingqu.law.bulk.stages import Stages
from lingqu.law.bulk.ternary import Ternary, agreed, all_of, any_of, at_least, opposite
from lingqu.law.bulk.values import Values
from lingqu.law.engine.conditions import comparison_of
from lingqu.law.engine.formula import Agreed, AllOf, AnyOf, Atom, Formula, InForce, Opposite, PositiveBase
from lingqu.law.engine.program import Program
from lingqu.law.engine.values import UnableToCompile
from lingqu.law.lang import tree
from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth

FEW = 4  # so many values are compared one by one: a set is slower to ask


class Questions:
    """Answers atoms and formulas over the columns of a register."""

    def __init__(
        self, program: Program, columns: Columns, days: Days, stages: Stages, *, for_slots: bool = False
    ) -> None:
        self.program = program
        self.columns = columns
        self.days = days
        self.stages = stages
        self._place = stages.slot if for_slots else stages.question
        self._answered: dict[int, Ternary] = {}

    def values(self, atom: Atom) -> Values:
        """The reader of the values of an atom, under the readings that it was built with."""
        return Values(self.program.layout, self.columns, self.program.table.choices[atom.index])

    def truth(self, formula: Formula) -> Ternary:
        """The truth of a formula, row by row."""
        if isinstance(formula, Atom):
            found = self._answered.get(formula.index)
            if found is None:
                found = self._ask(formula)
                if not isinstance(found, Truth) and not isinstance(formula.source, tree.Holds):
                    found = self._place(found)  # asked once, however many measures ask it
                self._answered[formula.index] = found
            return found
        if isinstance(formula, Opposite):
            return opposite(self.truth(formula.item))
        parts = [self.truth(item) for item in formula.items]
        if isinstance(formula, AllOf):
            return all_of(parts)
        if isinstance(formula, AnyOf):
            return any_of(parts)
        if isinstance(formula, Agreed):
            return agreed(parts)
        return at_least(formula.number, parts)

    def denominator(self, ratio: int) -> Number:
        """The divisor of a quotient that the program checks."""
        check = self.program.table.ratios[ratio]
        for atom in self.program.table.atoms:
            if ratio in atom.ratios:
                return self.values(atom).number(check.source.right)
        raise LookupError(f"no atom asks ratio {ratio}")

    def _ask(self, atom: Atom) -> Ternary:
        handler = _HANDLERS.get(type(atom.source))
        if handler is None:
            raise UnableToCompile(f"no column form of the condition {type(atom.source).__name__}")
        return handler(self, atom, atom.source)

    def _holds(self, atom: Atom, source: tree.Holds) -> Ternary:
        return self.columns.slots[self.program.layout.of_fact[source.name]].truth

    def _compare(self, atom: Atom, source: tree.Compare) -> Ternary:
        values = self.values(atom)
        sign = comparison_of(source.word)
        if values.is_day(source.left):
            return _days_compared(values.plain(source.left), sign, values.plain(source.right))
        return compared(values.number(source.left), sign, values.number(source.right))

    def _among(self, atom: Atom, source: tree.Among) -> Ternary:
        codes = dict(self.program.pack.fact_named(source.name).choices)
        column = self.columns.slots[self.program.layout.of_fact[source.name]].plain
        if not isinstance(column, nw.Expr):
            return UNKNOWN
        allowed = [codes[choice] for choice in source.choices]
        if len(allowed) <= FEW:
            return reduce(or_, [column == each for each in allowed])
        return column.is_in(allowed)

    def _within(self, atom: Atom, source: tree.Within) -> Ternary:
        return self.days.within(self.values(atom).plain(source.start), Period(source.length, source.unit))

    def _in_force(self, atom: Atom, source: InForce) -> Ternary:
        since = date.fromisoformat(source.since) if source.since else date.min
        until = date.fromisoformat(source.until) if source.until else date.max
        return self.days.between(since, until)

    def _positive_base(self, atom: Atom, source: PositiveBase) -> Ternary:
        base = self.values(atom).number(source.base)
        if base.top is None:
            return YES
        if isinstance(base.top, int):
            return YES if base.top > 0 else NO
        passed = (base.top > 0).fill_null(True)
        return passed if isinstance(base.bottom, int) else passed | base.bottom.is_null()


def _days_compared(left: nw.Expr | date | None, sign: str, right: nw.Expr | date | None) -> Ternary:
    if left is None or right is None:
        return UNKNOWN
    as_numbers: tuple[Any, Any] = (left, right)
    return compared(Number(as_numbers[0]), sign, Number(as_numbers[1]))


_HANDLERS: dict[type, Callable[[Questions, Atom, Any], Ternary]] = {
    tree.Holds: Questions._holds,
    tree.Compare: Questions._compare,
    tree.Among: Questions._among,
    tree.Within: Questions._within,
    InForce: Questions._in_force,
    PositiveBase: Questions._positive_base,
}
