"""Why an item is not taken: the rows that letting it in would break, as things stand, and what it would have to pay.

Its one law: a row is named only if the choice with the item in it, at its lowest sum and nothing else changed, breaks
it in exact numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lingqu.law.studies.allocation.prices import FINENESS, Prices
from lingqu.law.studies.allocation.programme import Choice, Programme, Row


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A row that keeps an item out: what is left in it, what the item needs of it, and what it is charged for that."""

    row: Row
    left: int
    needed: int
    charge: Fraction | None


@dataclass(frozen=True, slots=True)
class Refused:
    """An item not taken. Values in units of the goal.

    `worth`: what it would add at its lowest sum. `price`: by how much the relaxed optimum falls with it. `at_least`:
    what letting it in costs this choice at the very least; both None where no prices are known, or where the item can
    `never` be taken, because it breaks a row alone.
    """

    place: int
    hindrances: tuple[Hindrance, ...]
    worth: int
    price: Fraction | None
    at_least: int | None
    never: bool = False


def refusals(programme: Programme, choice: Choice, prices: Prices | None, value: int) -> tuple[Refused, ...]:
    """Say for each item that is not taken what keeps it out."""
    activity = [row.activity(choice) for row in programme.rows]
    pays: list[list[tuple[int, int]]] = [[] for _ in programme.items]
    for number, row in enumerate(programme.rows):
        for term in row.terms:
            if not choice.taken[term.item]:
                pays[term.item].append((number, term.fixed))
    return tuple(
        _refused(programme, place, pays[place], activity, prices, value)
        for place, taken in enumerate(choice.taken)
        if not taken
    )


def _refused(
    programme: Programme,
    place: int,
    pays: Sequence[tuple[int, int]],
    activity: Sequence[int],
    prices: Prices | None,
    value: int,
) -> Refused:
    found = []
    for number, needed in pays:
        row = programme.rows[number]
        if row.sense == "most" and activity[number] + needed > row.bound:
            charge = None if prices is None else Fraction(prices.of_rows[number] * needed, FINENESS)
            found.append(Hindrance(row, row.bound - activity[number], needed, charge))
    # the dearest first: that is the row in which most would have to give way
    found.sort(key=lambda each: -(each.charge or 0))
    worth = programme.goal.fixed[place]
    if place in programme.never:
        found.sort(key=lambda each: each.needed <= each.row.bound)
        return Refused(place, tuple(found), worth, None, None, never=True)
    if prices is None:
        return Refused(place, tuple(found), worth, None, None)
    at_least = max(0, value - prices.bound_with(place))
    return Refused(place, tuple(found), worth, prices.loss(place), at_least)
