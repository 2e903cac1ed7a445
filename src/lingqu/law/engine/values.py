"""From a value node to a function of a subject's values: exact, and None for unknown.

Its one law: nothing is rounded on the way; only an award, at its end, is cut down to whole fen. One handler for each
node; a node without one is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import itemgetter
from typing import Any

from lingqu.law.engine.slots import AtLeast, Layout, Values
from lingqu.law.lang import tree
from lingqu.law.lang.tree import Unit

Getter = Callable[[Values], Any]


class UnableToCompile(Exception):
    """A node that this engine has no handler for."""


@dataclass(slots=True)
class Compiled:
    """A value as a function, the bits of the slots it needs, and the numbers of the ratio checks in it.

    `needs` gives the slots that matter for the values at hand, where some of them settle that others do not.
    """

    get: Getter
    facts: int = 0
    ratios: tuple[int, ...] = ()
    needs: Callable[[Values], int] | None = None


@dataclass(frozen=True, slots=True)
class RatioCheck:
    """A quotient whose denominator must be above zero: undefined otherwise."""

    label: str
    denominator: Getter
    source: tree.DividedBy


def cut(amount: int | Fraction) -> int:
    """Cut a sum down to whole fen (towards zero).

    >>> cut(Fraction(299, 2))
    149
    """
    return int(amount)


class ValueCompiler:
    """Turns value nodes into functions, under one choice of readings."""

    def __init__(self, layout: Layout, chosen: dict[str, str], ratios: list[RatioCheck]) -> None:
        self._layout = layout
        self._chosen = chosen
        self._ratios = ratios

    def compile(self, node: tree.Value) -> Compiled:
        """Compile one value."""
        handler = _HANDLERS.get(type(node))
        if handler is None:
            raise UnableToCompile(f"no handler for the value {type(node).__name__}")
        return handler(self, node)

    def _quantity(self, node: tree.Quantity) -> Compiled:
        number = constant(node)
        return Compiled(lambda v: number)

    def _day(self, node: tree.Day) -> Compiled:
        day = date.fromisoformat(node.iso)
        return Compiled(lambda v: day)

    def _fact(self, node: tree.Fact) -> Compiled:
        return self._of_slot(self._layout.of_fact[node.name])

    def _look(self, node: Any) -> Compiled:
        return self._of_slot(self._layout.slot_of_look(node))

    def _of_slot(self, slot: int) -> Compiled:
        return Compiled(itemgetter(slot), 1 << slot)

    def _plus(self, node: tree.Plus) -> Compiled:
        return self._pair(node.left, node.right, lambda a, b: a + b)

    def _minus(self, node: tree.Minus) -> Compiled:
        return self._pair(node.left, node.right, lambda a, b: a - b)

    def _pair(self, left: tree.Value, right: tree.Value, operation: Callable[[Any, Any], Any]) -> Compiled:
        first, second = self.compile(left), self.compile(right)
        get_first, get_second = first.get, second.get

        def get(v: Values) -> Any:
            a, b = get_first(v), get_second(v)
            if a is None or b is None or a.__class__ is AtLeast or b.__class__ is AtLeast:
                return None
            return operation(a, b)

        return Compiled(get, first.facts | second.facts, first.ratios + second.ratios)

    def _times(self, node: tree.Times) -> Compiled:
        return self._pair(node.left, node.right, lambda a, b: a * b)

    def _divided(self, node: tree.DividedBy) -> Compiled:
        top, bottom = self.compile(node.left), self.compile(node.right)
        number = len(self._ratios)
        self._ratios.append(RatioCheck(self._label(node), bottom.get, node))
        get_top, get_bottom = top.get, bottom.get

        def get(v: Values) -> Any:
            a, b = get_top(v), get_bottom(v)
            if a is None or b is None or a.__class__ is AtLeast or b.__class__ is AtLeast or b <= 0:
                return None
            return Fraction(a) / Fraction(b)

        return Compiled(get, top.facts | bottom.facts, (*top.ratios, *bottom.ratios, number))

    def _lesser(self, node: tree.Lesser) -> Compiled:
        return self._choice(node.items, min)

    def _greater(self, node: tree.Greater) -> Compiled:
        return self._choice(node.items, max)

    def _choice(self, items: tuple[tree.Value, ...], choose: Callable[[list[Any]], Any]) -> Compiled:
        parts = [self.compile(item) for item in items]
        getters = [part.get for part in parts]

        def get(v: Values) -> Any:
            found = [each(v) for each in getters]
            if any(each is None or each.__class__ is AtLeast for each in found):
                return None
            return choose(found)

        facts = 0
        ratios: tuple[int, ...] = ()
        for part in parts:
            facts |= part.facts
            ratios += part.ratios
        return Compiled(get, facts, ratios)

    def _by_reading(self, node: tree.ValueByReading) -> Compiled:
        return self.compile(resolved(node, self._chosen))

    def _label(self, node: tree.DividedBy) -> str:
        """Name a quotient on the wire by the codes of its facts: `rd_expenditure_yuan/revenue_yuan`."""
        return f"{self._codes(node.left)}/{self._codes(node.right)}"

    def _codes(self, node: tree.Value) -> str:
        node = resolved(node, self._chosen)
        name = getattr(node, "name", None)
        if name is not None:
            return self._layout.pack.fact_named(name).code
        sign = _SIGNS.get(type(node))
        if sign is not None:
            return f"({self._codes(node.left)}{sign}{self._codes(node.right)})"  # type: ignore[union-attr]
        if isinstance(node, tree.Lesser | tree.Greater):
            return f"({'|'.join(self._codes(item) for item in node.items)})"
        return getattr(node, "written", "") or "?"


def resolved(node: tree.Value, chosen: Mapping[str, str]) -> tree.Value:
    """The value itself, behind the readings it branches by; the readings must be chosen."""
    while isinstance(node, tree.ValueByReading):
        node = dict(node.alternatives)[chosen[node.reading]]
    return node


def constant(node: tree.Quantity) -> int | Fraction:
    """The exact number of a written quantity: whole for money and counts, a fraction for ratios."""
    if node.denominator == 1 and node.unit is not Unit.RATIO:
        return node.numerator
    return Fraction(node.numerator, node.denominator)


_SIGNS: dict[type, str] = {tree.Plus: "+", tree.Minus: "-", tree.Times: "*", tree.DividedBy: "/"}

_HANDLERS: dict[type, Callable[[ValueCompiler, Any], Compiled]] = {
    tree.Quantity: ValueCompiler._quantity,
    tree.Day: ValueCompiler._day,
    tree.Fact: ValueCompiler._fact,
    tree.PreviousYear: ValueCompiler._look,
    tree.EarlierMaximum: ValueCompiler._look,
    tree.SumOfYears: ValueCompiler._look,
    tree.Increase: ValueCompiler._look,
    tree.Plus: ValueCompiler._plus,
    tree.Minus: ValueCompiler._minus,
    tree.Times: ValueCompiler._times,
    tree.DividedBy: ValueCompiler._divided,
    tree.Lesser: ValueCompiler._lesser,
    tree.Greater: ValueCompiler._greater,
    tree.ValueByReading: ValueCompiler._by_reading,
}
