"""Where a subject's values lie: one slot for each fact of the pack, then one for each look into a yearly series.

Its one law: a slot holds an exact value or None; a yes/no slot holds a Truth; a maximum over years with a gap holds an
`AtLeast`. Money is whole fen, a ratio a Fraction, a day a date, a choice its code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from lingqu.law.lang import tree
from lingqu.law.lang.tree import Unit
from lingqu.law.lang.truth import UNKNOWN, Truth
from lingqu.law.packs.pack import Pack

Series = Mapping[int, int | None]
Values = list[Any]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A maximum of which only a lower bound is known, because a year in between was not given."""

    floor: int


SlotValue = int | Fraction | date | str | Truth | AtLeast | None
SeriesLook = tree.PreviousYear | tree.EarlierMaximum | tree.SumOfYears | tree.Increase


def bits_of(mask: int) -> tuple[int, ...]:
    """The numbers of the bits set in a mask, lowest first.

    >>> bits_of(0b1010)
    (1, 3)
    """
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return tuple(found)


def previous_year(series: Series, year: int) -> int | None:
    """The value of the year before the year relied on."""
    return series.get(year - 1)


def increase(series: Series, year: int) -> int | None:
    """The year relied on less the year before."""
    now, before = series.get(year), series.get(year - 1)
    return None if now is None or before is None else now - before


def sum_of_years(series: Series, year: int, years: int) -> int | None:
    """The sum of the last `years` closed years; None when one of them is not given."""
    total = 0
    for back in range(years):
        value = series.get(year - back)
        if value is None:
            return None
        total += value
    return total


def earlier_maximum(series: Series, year: int) -> int | AtLeast | None:
    """The highest of all years before the year relied on; with a gap only a lower bound.

    >>> earlier_maximum({2023: 5, 2025: 3}, 2026)
    AtLeast(floor=5)
    """
    earlier = [each for each in series if each < year]
    if not earlier:
        return None
    known = [value for each in earlier if (value := series[each]) is not None]
    whole = len(known) == year - min(earlier)
    if whole:
        return max(known)
    return AtLeast(max(known)) if known else None


def look(node: SeriesLook, series: Series, year: int) -> int | AtLeast | None:
    """Take what the node asks from a series, seen from the year relied on."""
    if isinstance(node, tree.PreviousYear):
        return previous_year(series, year)
    if isinstance(node, tree.Increase):
        return increase(series, year)
    if isinstance(node, tree.SumOfYears):
        return sum_of_years(series, year, node.years)
    return earlier_maximum(series, year)


@dataclass(slots=True)
class Layout:
    """The slots of one program; grows while measures are compiled, then stands still."""

    pack: Pack
    of_fact: dict[str, int] = field(default_factory=dict)  # Chinese name -> slot
    of_look: dict[SeriesLook, int] = field(default_factory=dict)
    facts: list[int] = field(default_factory=list)  # slot -> number of the fact it is told as missing
    may_be_floor: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for number, fact in enumerate(self.pack.facts):
            self.of_fact[fact.name] = number
            self.facts.append(number)
        for number, fact in enumerate(self.pack.facts):
            if isinstance(fact.derivation, tree.EarlierMaximum):
                self.may_be_floor.add(number)

    def slot_of_look(self, node: SeriesLook) -> int:
        """Give a look into a series its slot; where a fact is derived by just that look, the fact's own."""
        for number, fact in enumerate(self.pack.facts):
            if fact.derivation == node:
                return number
        return self.slot_of_derivation(node)

    def slot_of_derivation(self, node: SeriesLook) -> int:
        """Give a look its own slot, apart from the fact that is derived by it."""
        slot = self.of_look.get(node)
        if slot is None:
            slot = len(self.facts)
            self.of_look[node] = slot
            self.facts.append(self.of_fact[node.name])
            if isinstance(node, tree.EarlierMaximum):
                self.may_be_floor.add(slot)
        return slot

    def slots_of_series(self, name: str) -> int:
        """The bits of all slots that a series of the fact fills once the day is known."""
        bits = 1 << self.of_fact[name]
        for node, slot in self.of_look.items():
            if node.name == name:
                bits |= 1 << slot
        for number, fact in enumerate(self.pack.facts):
            if isinstance(fact.derivation, SeriesLook) and fact.derivation.name == name:
                bits |= 1 << number
        return bits

    def empty(self) -> Values:
        """Make the values of a subject of whom nothing is known."""
        blank: Values = [UNKNOWN if fact.unit is Unit.YES_NO else None for fact in self.pack.facts]
        return blank + [None] * (len(self.facts) - len(blank))
