"""From a condition node to a formula over atoms, and from an atom to a function of a subject's values.

Its one law: equal questions become one atom, whoever asks them. A reading is resolved here: the formula of one choice
of alternatives has no branch left in it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from operator import itemgetter
from typing import Any

from lingqu.law.engine.choices import branched_readings
from lingqu.law.engine.formula import (
    AllOf,
    AnyOf,
    Atom,
    AtomSource,
    Formula,
    InForce,
    Opposite,
    PositiveBase,
    Several,
)
from lingqu.law.engine.periods import within
from lingqu.law.engine.slots import AtLeast, Layout, Values
from lingqu.law.engine.values import Compiled, Getter, RatioCheck, UnableToCompile, ValueCompiler, constant, resolved
from lingqu.law.lang import tree
from lingqu.law.lang.tree import Unit
from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth

Question = Callable[[Values], Truth]

_COMPARISON_OF_WORD = {
    **dict.fromkeys(tree.STRICTLY_ABOVE, ">"),
    **dict.fromkeys(tree.AT_LEAST, ">="),
    **dict.fromkeys(tree.STRICTLY_BELOW, "<"),
    **dict.fromkeys(tree.AT_MOST, "<="),
    **dict.fromkeys(tree.EQUAL, "=="),
}


def comparison_of(word: str) -> str:
    """The comparison that a word of law makes: > >= < <= or ==."""
    return _COMPARISON_OF_WORD[word]


class AtomTable:
    """All atoms of a program: their sources, their functions, and the ratio checks in them."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.atoms: list[Atom] = []
        self.questions: list[Question] = []
        self.choices: list[dict[str, str]] = []  # the readings that each atom was built under
        self.ratios: list[RatioCheck] = []
        self._known: dict[tuple[AtomSource, tuple[tuple[str, str], ...]], Atom] = {}

    def compiler(self, chosen: dict[str, str]) -> ConditionCompiler:
        """A compiler of conditions under one choice of readings, that shares these atoms."""
        return ConditionCompiler(self, chosen)

    def add(self, source: AtomSource, chosen: dict[str, str], build: Callable[[], tuple[Question, Compiled]]) -> Atom:
        """Give the atom for a question, building it where it was not asked before."""
        key = (source, tuple(sorted((name, chosen[name]) for name in _readings_inside(source))))
        atom = self._known.get(key)
        if atom is None:
            question, needs = build()
            atom = Atom(len(self.atoms), source, needs.facts, needs.ratios)
            self.atoms.append(atom)
            self.questions.append(question)
            self.choices.append(dict(chosen))
            self._known[key] = atom
        return atom


class ConditionCompiler:
    """Turns conditions into formulas under one choice of readings."""

    def __init__(self, table: AtomTable, chosen: dict[str, str]) -> None:
        self._table = table
        self._layout = table.layout
        self._chosen = chosen
        self.values = ValueCompiler(table.layout, chosen, table.ratios)

    def compile(self, node: tree.Condition) -> Formula:
        """Compile one condition."""
        handler = _HANDLERS.get(type(node))
        if handler is None:
            raise UnableToCompile(f"no handler for the condition {type(node).__name__}")
        return handler(self, node)

    def in_force(self, source: InForce) -> Formula:
        """The atom that asks whether the day judged lies within the validity."""
        slot = self._layout.of_fact[self._layout.pack.policy.day_fact]
        since = date.fromisoformat(source.since) if source.since else date.min
        until = date.fromisoformat(source.until) if source.until else date.max

        def question(v: Values) -> Truth:
            day = v[slot]
            if day is None:
                return UNKNOWN
            return YES if since <= day <= until else NO

        return self._table.add(source, self._chosen, lambda: (question, Compiled(lambda v: v[slot], 1 << slot)))

    def positive_base(self, base: tree.Value) -> Formula:
        """The atom that refuses a known base of zero or less."""

        def build() -> tuple[Question, Compiled]:
            compiled = self.values.compile(base)
            get = compiled.get

            def question(v: Values) -> Truth:
                amount = get(v)
                known = amount is not None and amount.__class__ is not AtLeast
                return NO if known and amount <= 0 else YES

            return question, compiled

        return self._table.add(PositiveBase(base), self._chosen, build)

    def _holds(self, node: tree.Holds) -> Formula:
        slot = self._layout.of_fact[node.name]
        # half of all atoms are these; taking an item costs a third of calling a function that takes it
        take = itemgetter(slot)
        return self._table.add(node, self._chosen, lambda: (take, Compiled(take, 1 << slot)))

    def _compare(self, node: tree.Compare) -> Formula:
        return self._table.add(node, self._chosen, lambda: self._comparison(node))

    def _comparison(self, node: tree.Compare) -> tuple[Question, Compiled]:
        sign = _COMPARISON_OF_WORD[node.word]
        left, right = self.values.compile(node.left), self.values.compile(node.right)
        needs = Compiled(left.get, left.facts | right.facts, left.ratios + right.ratios)
        left_node = resolved(node.left, self._chosen)
        if isinstance(node.right, tree.Quantity):
            if isinstance(left_node, tree.DividedBy) and node.right.unit is Unit.RATIO:
                top, bottom = self.values.compile(left_node.left), self.values.compile(left_node.right)
                # the compiled parts repeat ratio checks nobody asks for; only those of `left` are kept in `needs`
                return _quotient_question(top.get, bottom.get, sign, node.right), needs
            if isinstance(left_node, tree.Fact):
                slot = self._layout.of_fact[left_node.name]
                if slot not in self._layout.may_be_floor:
                    return _slot_question(slot, sign, constant(node.right)), needs
        return _general_question(left.get, right.get, sign), needs

    def _among(self, node: tree.Among) -> Formula:
        fact = self._layout.pack.fact_named(node.name)
        codes = dict(fact.choices)
        allowed = frozenset(codes[choice] for choice in node.choices)
        slot = self._layout.of_fact[node.name]

        def question(v: Values) -> Truth:
            choice = v[slot]
            if choice is None:
                return UNKNOWN
            return YES if choice in allowed else NO

        return self._table.add(node, self._chosen, lambda: (question, Compiled(lambda v: v[slot], 1 << slot)))

    def _within(self, node: tree.Within) -> Formula:
        day_slot = self._layout.of_fact[self._layout.pack.policy.day_fact]
        start = self.values.compile(node.start)
        get_start = start.get
        needs = Compiled(get_start, start.facts | 1 << day_slot)
        return self._table.add(
            node, self._chosen, lambda: (lambda v: within(v[day_slot], get_start(v), node.length, node.unit), needs)
        )

    def _first_time(self, node: tree.FirstTime) -> Formula:
        now = tree.Compare(tree.Fact(node.name, node.at), node.word, node.threshold, node.at)
        before = tree.Compare(tree.EarlierMaximum(node.name, node.at), node.word, node.threshold, node.at)
        return AllOf((self.compile(now), Opposite(self.compile(before))), node)

    def _not(self, node: tree.Not) -> Formula:
        return Opposite(self.compile(node.item), node)

    def _and(self, node: tree.And) -> Formula:
        return AllOf(tuple(self.compile(item) for item in node.items), node)

    def _or(self, node: tree.Or) -> Formula:
        return AnyOf(tuple(self.compile(item) for item in node.items), node)

    def _at_least_of(self, node: tree.AtLeastOf) -> Formula:
        return Several(node.number, tuple(self.compile(item) for item in node.items), node)

    def _by_reading(self, node: tree.ByReading) -> Formula:
        return self.compile(dict(node.alternatives)[self._chosen[node.reading]])


def _slot_question(slot: int, sign: str, limit: int | Fraction) -> Question:
    """Compare a slot with a written number; the commonest question, so one function for each sign."""

    def above(v: Values) -> Truth:
        x = v[slot]
        if x is None:
            return UNKNOWN
        return YES if x > limit else NO

    def at_least(v: Values) -> Truth:
        x = v[slot]
        if x is None:
            return UNKNOWN
        return YES if x >= limit else NO

    def below(v: Values) -> Truth:
        x = v[slot]
        if x is None:
            return UNKNOWN
        return YES if x < limit else NO

    def at_most(v: Values) -> Truth:
        x = v[slot]
        if x is None:
            return UNKNOWN
        return YES if x <= limit else NO

    def equal(v: Values) -> Truth:
        x = v[slot]
        if x is None:
            return UNKNOWN
        return YES if x == limit else NO

    return {">": above, ">=": at_least, "<": below, "<=": at_most, "==": equal}[sign]


def _quotient_question(top: Getter, bottom: Getter, sign: str, ratio: tree.Quantity) -> Question:
    """Compare a quotient with a written ratio, cross-multiplied: a·den against num·b."""
    numerator, denominator = ratio.numerator, ratio.denominator

    def question(v: Values) -> Truth:
        a, b = top(v), bottom(v)
        if a is None or b is None or a.__class__ is AtLeast or b.__class__ is AtLeast or b <= 0:
            return UNKNOWN
        return YES if _compares(a * denominator, sign, numerator * b) else NO

    return question


def _general_question(left: Getter, right: Getter, sign: str) -> Question:
    def question(v: Values) -> Truth:
        a, b = left(v), right(v)
        if a is None or b is None:
            return UNKNOWN
        if a.__class__ is AtLeast or b.__class__ is AtLeast:
            return _floor_compares(a, sign, b)
        return YES if _compares(a, sign, b) else NO

    return question


def _compares(a: Any, sign: str, b: Any) -> bool:
    if sign == ">":
        return bool(a > b)
    if sign == ">=":
        return bool(a >= b)
    if sign == "<":
        return bool(a < b)
    if sign == "<=":
        return bool(a <= b)
    return bool(a == b)


_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "=="}


def _floor_compares(a: Any, sign: str, b: Any) -> Truth:
    """Compare where one side is known only as "at least": a floor past the line decides, one short of it does not."""
    if b.__class__ is AtLeast:
        if a.__class__ is AtLeast:
            return UNKNOWN
        a, sign, b = b, _TURNED[sign], a
    if sign in (">", ">="):
        return YES if _compares(a.floor, sign, b) else UNKNOWN
    if sign == "<":
        return NO if a.floor >= b else UNKNOWN
    return NO if a.floor > b else UNKNOWN


def _readings_inside(source: AtomSource) -> tuple[str, ...]:
    """The readings that a value inside an atom branches by: under another choice it is another question."""
    if isinstance(source, InForce):
        return ()
    return branched_readings(source.base if isinstance(source, PositiveBase) else source)


_HANDLERS: dict[type, Callable[[ConditionCompiler, Any], Formula]] = {
    tree.Holds: ConditionCompiler._holds,
    tree.Compare: ConditionCompiler._compare,
    tree.Among: ConditionCompiler._among,
    tree.Within: ConditionCompiler._within,
    tree.FirstTime: ConditionCompiler._first_time,
    tree.Not: ConditionCompiler._not,
    tree.And: ConditionCompiler._and,
    tree.Or: ConditionCompiler._or,
    tree.AtLeastOf: ConditionCompiler._at_least_of,
    tree.ByReading: ConditionCompiler._by_reading,
}
