"""Between which ends a value of the language can lie, from what its facts can be.

Its one law: a range may be too wide, never too narrow; what it says is impossible is impossible. Ends are included and
exact (fen, counts, ratios as fractions). It does not know how two values of one rule hang together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import floor

from lingqu.law.lang.tree import (
    Day,
    EarlierMaximum,
    Fact,
    FactDeclaration,
    Greater,
    Increase,
    Lesser,
    Minus,
    Plus,
    PreviousYear,
    Quantity,
    SumOfYears,
    Times,
    Unit,
    Value,
    ValueByReading,
)
from lingqu.law.packs.limits import COUNT_LIMIT, MONEY_LIMIT_FEN, RATIO_DENOMINATOR, RATIO_LIMIT_NUMERATOR


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high, both included; `whole` where only whole numbers (fen, counts) lie between."""

    low: Fraction
    high: Fraction
    whole: bool

    @property
    def is_empty(self) -> bool:
        """Say whether nothing lies in the range."""
        return self.low > self.high

    def meeting(self, other: Range) -> Range:
        """Narrow to what lies in both."""
        return Range(max(self.low, other.low), min(self.high, other.high), self.whole or other.whole)


LARGEST = {
    Unit.MONEY: Fraction(MONEY_LIMIT_FEN - 1),
    Unit.COUNT: Fraction(COUNT_LIMIT - 1),
    Unit.RATIO: Fraction(RATIO_LIMIT_NUMERATOR - 1, RATIO_DENOMINATOR),
}
"""The largest size of a given fact, by unit."""

Narrowed = Mapping[Value, Range]
"""Values that a condition elsewhere already holds between ends."""


def range_of(value: Value, facts: Mapping[str, FactDeclaration], narrowed: Narrowed | None = None) -> Range | None:
    """Say between which ends a value can lie; None where it is no number, or names something unknown."""
    found = _widest(value, facts, narrowed or {})
    if found is None or narrowed is None or value not in narrowed:
        return found
    return found.meeting(narrowed[value])


def hull(ranges: Iterable[Range]) -> Range:
    """Widen to the smallest range that holds all of the ranges (at least one)."""
    all_of_them = tuple(ranges)
    return Range(
        min(each.low for each in all_of_them),
        max(each.high for each in all_of_them),
        all(each.whole for each in all_of_them),
    )


def _widest(value: Value, facts: Mapping[str, FactDeclaration], narrowed: Narrowed) -> Range | None:
    if isinstance(value, Quantity):
        number = Fraction(value.numerator, value.denominator)
        return Range(number, number, value.unit is not Unit.RATIO)
    if isinstance(value, Day):
        return None
    if isinstance(value, Fact | PreviousYear | EarlierMaximum | SumOfYears | Increase):
        return _of_fact(value, facts)
    if isinstance(value, Lesser | Greater):
        return _of_extreme(value, facts, narrowed)
    if isinstance(value, ValueByReading):
        ranges = [range_of(item, facts, narrowed) for _, item in value.alternatives]
        known = [each for each in ranges if each is not None]
        return hull(known) if known and len(known) == len(ranges) else None
    left, right = range_of(value.left, facts, narrowed), range_of(value.right, facts, narrowed)
    if left is None or right is None:
        return None
    if isinstance(value, Plus):
        return Range(left.low + right.low, left.high + right.high, left.whole and right.whole)
    if isinstance(value, Minus):
        return Range(left.low - right.high, left.high - right.low, left.whole and right.whole)
    if isinstance(value, Times):
        ends = [a * b for a, b in product((left.low, left.high), (right.low, right.high))]
        if left.whole:
            return Range(Fraction(floor(min(ends))), Fraction(floor(max(ends))), True)
        return Range(min(ends), max(ends), False)
    return _of_quotient(left, right)


def _of_fact(
    value: Fact | PreviousYear | EarlierMaximum | SumOfYears | Increase, facts: Mapping[str, FactDeclaration]
) -> Range | None:
    declared = facts.get(value.name)
    if declared is None or declared.unit not in LARGEST:
        return None
    high = LARGEST[declared.unit]
    low = Fraction(0) if declared.nonnegative else -high
    whole = declared.unit is not Unit.RATIO
    if isinstance(value, SumOfYears):
        return Range(low * value.years, high * value.years, whole)
    if isinstance(value, Increase):
        return Range(low - high, high - low, whole)
    return Range(low, high, whole)


def _of_extreme(value: Lesser | Greater, facts: Mapping[str, FactDeclaration], narrowed: Narrowed) -> Range | None:
    ranges = [range_of(item, facts, narrowed) for item in value.items]
    known = [each for each in ranges if each is not None]
    if not known or len(known) < len(ranges):
        return None
    of_ends = min if isinstance(value, Lesser) else max
    return Range(
        of_ends(each.low for each in known),
        of_ends(each.high for each in known),
        all(each.whole for each in known),
    )


def _of_quotient(left: Range, right: Range) -> Range | None:
    """Divide; a divisor of zero or less makes no ratio at all, so only the part above zero counts."""
    smallest = Fraction(1) if right.whole else Fraction(1, RATIO_DENOMINATOR)
    if right.high <= 0:
        return None
    divisors = (max(right.low, min(smallest, right.high)), right.high)
    ends = [a / b for a, b in product((left.low, left.high), divisors)]
    return Range(min(ends), max(ends), False)
