"""Prices: what one more yuan or place in each row would be worth, and from them an exact bound on every choice.

Its one law: prices come from doubles, but what is concluded from them is worked out in exact whole numbers and holds
for any prices at all: no choice is worth more than the bound. It does not know which choice was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lingqu.law.studies.allocation.programme import Programme
from lingqu.law.studies.allocation.solver import Effort, Fixing, relaxed

FINENESS = 1 << 60
"""Prices are whole numbers of this part of a unit of the goal: exact from here on."""


@dataclass(frozen=True, slots=True)
class Prices:
    """A price for each row, and what each item brings after paying them (`net`), in parts of a unit of the goal."""

    of_rows: tuple[int, ...]
    net: tuple[int, ...]
    bound_parts: int

    @property
    def bound(self) -> int:
        """No choice that keeps the rows is worth more, in whole units of the goal."""
        return self.bound_parts // FINENESS

    def bound_with(self, place: int) -> int:
        """No choice that takes this item is worth more."""
        return (self.bound_parts + min(0, self.net[place])) // FINENESS

    def bound_without(self, place: int) -> int:
        """No choice that leaves this item out is worth more."""
        return (self.bound_parts - max(0, self.net[place])) // FINENESS

    def loss(self, place: int) -> Fraction:
        """By how much the relaxed optimum falls where this item must be taken, in units of the goal."""
        return Fraction(max(0, -self.net[place]), FINENESS)

    def price(self, row: int) -> Fraction:
        """The price of one fen, or of one place, in a row, in units of the goal."""
        return Fraction(self.of_rows[row], FINENESS)


def prices_of(programme: Programme, effort: Effort) -> Prices | None:
    """Price all rows by the duals of the relaxed problem; None where it cannot be solved."""
    out = Fixing(dict.fromkeys(programme.never, False))
    duals = relaxed(items=programme.items, rows=programme.rows, goal=programme.goal, effort=effort, fixed=out)
    if duals is None:
        return None
    parts = tuple(int(Fraction(dual) * FINENESS) for dual in duals)
    return priced(programme, parts)


def priced(programme: Programme, parts: Sequence[int]) -> Prices:
    """Work out the bound that prices prove, whatever they are (but not negative)."""
    items, rows, goal = programme.items, programme.rows, programme.goal
    fixed = [each * FINENESS for each in goal.fixed]
    per_step = [each * FINENESS for each in goal.per_step]
    bound = 0
    for row, price in zip(rows, parts, strict=True):
        if not price:
            continue
        sign = price if row.sense == "most" else -price
        bound += sign * row.bound
        for term in row.terms:
            fixed[term.item] -= sign * term.fixed
            per_step[term.item] -= sign * term.per_step
    net = tuple(one + max(0, more) * item.steps for one, more, item in zip(fixed, per_step, items, strict=True))
    gained = sum(each for place, each in enumerate(net) if each > 0 and place not in programme.never)
    return Prices(tuple(parts), net, bound + gained)
