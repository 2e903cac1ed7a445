"""From a value node to a number over columns; one handler for each node, a node without one is refused by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import narwhals as nw

from lingqu.law.bulk.columns import Columns
from lingqu.law.bulk.numbers import Number, divided, extreme, plus, times
from lingqu.law.engine.slots import Layout
from lingqu.law.engine.values import UnableToCompile, resolved
from lingqu.law.lang import tree


class Values:
    """Reads value nodes under one choice of readings."""

    def __init__(self, layout: Layout, columns: Columns, chosen: Mapping[str, str]) -> None:
        self._layout = layout
        self._columns = columns
        self._chosen = chosen

    def number(self, node: tree.Value) -> Number:
        """A number; money in fen."""
        handler = _HANDLERS.get(type(node))
        if handler is None:
            raise UnableToCompile(f"no column form of the value {type(node).__name__}")
        return handler(self, node)

    def plain(self, node: tree.Value) -> nw.Expr | date | None:
        """A day or a choice; None where it is unknown for all."""
        node = resolved(node, self._chosen)
        if isinstance(node, tree.Day):
            return date.fromisoformat(node.iso)
        if isinstance(node, tree.Fact):
            return self._columns.slots[self._layout.of_fact[node.name]].plain
        raise UnableToCompile(f"no day in the value {type(node).__name__}")

    def is_day(self, node: tree.Value) -> bool:
        """Whether a value is a day."""
        node = resolved(node, self._chosen)
        if isinstance(node, tree.Fact):
            return self._layout.pack.fact_named(node.name).unit is tree.Unit.DATE
        return isinstance(node, tree.Day)

    def _quantity(self, node: tree.Quantity) -> Number:
        return Number(node.numerator, node.denominator)

    def _fact(self, node: tree.Fact) -> Number:
        return self._columns.slots[self._layout.of_fact[node.name]].number

    def _look(self, node: Any) -> Number:
        return self._columns.slots[self._layout.slot_of_look(node)].number

    def _plus(self, node: tree.Plus) -> Number:
        return plus(self.number(node.left), self.number(node.right))

    def _minus(self, node: tree.Minus) -> Number:
        return plus(self.number(node.left), self.number(node.right), -1)

    def _times(self, node: tree.Times) -> Number:
        return times(self.number(node.left), node.right.numerator, node.right.denominator)

    def _divided(self, node: tree.DividedBy) -> Number:
        return divided(self.number(node.left), self.number(node.right))

    def _lesser(self, node: tree.Lesser) -> Number:
        return extreme([self.number(item) for item in node.items], highest=False)

    def _greater(self, node: tree.Greater) -> Number:
        return extreme([self.number(item) for item in node.items], highest=True)

    def _by_reading(self, node: tree.ValueByReading) -> Number:
        return self.number(resolved(node, self._chosen))


_HANDLERS: dict[type, Callable[[Values, Any], Number]] = {
    tree.Quantity: Values._quantity,
    tree.Fact: Values._fact,
    tree.PreviousYear: Values._look,
    tree.EarlierMaximum: Values._look,
    tree.SumOfYears: Values._look,
    tree.Increase: Values._look,
    tree.Plus: Values._plus,
    tree.Minus: Values._minus,
    tree.Times: Values._times,
    tree.DividedBy: Values._divided,
    tree.Lesser: Values._lesser,
    tree.Greater: Values._greater,
    tree.ValueByReading: Values._by_reading,
}
