"""Between which sums an award can lie, and where a sum falls although a fact rises.

Its one law: as in `ranges`, what it says is impossible is impossible. It looks only at applicants who meet the
condition. It does not know what was already paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor

from lingqu.law.lang.tree import (
    AT_LEAST,
    AT_MOST,
    STRICTLY_ABOVE,
    STRICTLY_BELOW,
    Amount,
    And,
    Band,
    Bands,
    Between,
    Compare,
    Condition,
    DividedBy,
    Fact,
    FactDeclaration,
    Flat,
    Greater,
    Lesser,
    Marginal,
    Matching,
    Measure,
    Minus,
    Multiple,
    Override,
    Plus,
    Quantity,
    Rate,
    Steps,
    Times,
    Unit,
    Value,
    ValueByReading,
    YearByYear,
)
from lingqu.law.packs.outcomes import line_of
from lingqu.law.packs.ranges import Range, hull, range_of


@dataclass(frozen=True, slots=True)
class Setting:
    """The declared facts and the measures of a pack, by name and by id."""

    facts: Mapping[str, FactDeclaration]
    measures: Mapping[str, Measure]


Narrowed = dict[Value, Range]


def narrowed_by(conditions: Sequence[Condition | None], setting: Setting) -> Narrowed:
    """Say between which ends the values compared with a number lie for whoever meets all of the conditions."""
    narrowed: Narrowed = {}
    for node in _conjuncts(conditions):
        line = line_of(node) if isinstance(node, Compare) else None
        known = range_of(line.value, setting.facts, narrowed) if line else None
        if line is None or known is None:
            continue
        low, high = known.low, known.high
        if line.word in STRICTLY_ABOVE:
            low = max(low, line.number + 1 if known.whole else line.number)
        elif line.word in AT_LEAST:
            low = max(low, line.number)
        elif line.word in STRICTLY_BELOW:
            high = min(high, line.number - 1 if known.whole else line.number)
        elif line.word in AT_MOST:
            high = min(high, line.number)
        else:
            low, high = max(low, line.number), min(high, line.number)
        narrowed[line.value] = Range(low, high, known.whole)
    return narrowed


def sums_of(amount: Amount, setting: Setting, narrowed: Narrowed, above: tuple[str, ...] = ()) -> Range | None:
    """Say between which sums, in fen and before any ceiling, an amount lies where its base is above zero."""
    if isinstance(amount, Flat):
        return _only(amount.sum)
    if isinstance(amount, Between):
        return Range(Fraction(amount.low.numerator), Fraction(amount.high.numerator), True)
    if isinstance(amount, Rate | Matching | Bands | Marginal | Steps):
        base = _above_zero(range_of(amount.base, setting.facts, narrowed))
        return None if base is None else _on_base(amount, base)
    if isinstance(amount, Multiple | Override):
        return _on_another(amount, setting, narrowed, above)
    if isinstance(amount, YearByYear):
        sums = [sums_of(part, setting, narrowed, above) for _, part in amount.rows]
        known = [each for each in sums if each is not None]
        return hull(known) if known and len(known) == len(sums) else None
    return None


def falls_between_bands(amount: Bands) -> Iterator[tuple[Band, Band]]:
    """List neighbouring bands where more of the base brings a smaller sum at the line between them."""
    for lower, upper in pairwise(amount.rows):
        if lower.upper is None or upper.lower is None:
            continue
        before = _band_sum(lower, Fraction(lower.upper.number.numerator, lower.upper.number.denominator))
        after = _band_sum(upper, Fraction(upper.lower.number.numerator, upper.lower.number.denominator))
        if after < before:
            yield lower, upper


def facts_that_lower(value: Value, rising: bool = True) -> Iterator[str]:
    """List the facts that lower a value when they rise."""
    if isinstance(value, Fact):
        if not rising:
            yield value.name
    elif isinstance(value, Plus):
        yield from facts_that_lower(value.left, rising)
        yield from facts_that_lower(value.right, rising)
    elif isinstance(value, Minus | DividedBy):
        yield from facts_that_lower(value.left, rising)
        yield from facts_that_lower(value.right, not rising)
    elif isinstance(value, Times):
        yield from facts_that_lower(value.left, rising)
    elif isinstance(value, Lesser | Greater):
        for item in value.items:
            yield from facts_that_lower(item, rising)
    elif isinstance(value, ValueByReading):
        for _, item in value.alternatives:
            yield from facts_that_lower(item, rising)


def _conjuncts(conditions: Sequence[Condition | None]) -> Iterator[Condition]:
    for condition in conditions:
        if isinstance(condition, And):
            yield from _conjuncts(condition.items)
        elif condition is not None:
            yield condition


def _above_zero(base: Range | None) -> Range | None:
    """Leave only the part of a base that brings anything: one fen or one thing at least."""
    if base is None or base.high <= 0:
        return None
    return Range(max(base.low, Fraction(1)) if base.whole else max(base.low, Fraction(0)), base.high, base.whole)


def _on_base(amount: Rate | Matching | Bands | Marginal | Steps, base: Range) -> Range | None:
    if isinstance(amount, Rate | Matching):
        return _at_ratio(base, amount.ratio)
    if isinstance(amount, Steps):
        ends = [floor(end * amount.step.denominator / amount.step.numerator) for end in (base.low, base.high)]
        return Range(Fraction(ends[0] * amount.each.numerator), Fraction(ends[1] * amount.each.numerator), True)
    if isinstance(amount, Marginal):
        return Range(_marginal(amount, base.low), _marginal(amount, base.high), True)
    sums = []
    for row in amount.rows:
        low = base.low if row.lower is None else max(base.low, _number(row.lower.number))
        high = base.high if row.upper is None else min(base.high, _number(row.upper.number))
        if low <= high:
            sums.append(Range(_band_sum(row, low), _band_sum(row, high), True))
    return hull(sums) if sums else None


def _on_another(
    amount: Multiple | Override, setting: Setting, narrowed: Narrowed, above: tuple[str, ...]
) -> Range | None:
    other = setting.measures.get(amount.measure)
    if other is None or other.award is None or other.award.amount is None or other.id in above:
        return None
    of_other = other.award.amount
    if isinstance(amount, Multiple):
        sums = sums_of(of_other, setting, narrowed, (*above, other.id))
        return None if sums is None else _at_ratio(sums, amount.ratio)
    if isinstance(of_other, Rate):
        base = _above_zero(range_of(of_other.base, setting.facts, narrowed))
        return None if base is None else _at_ratio(base, amount.ratio)
    return None


def _at_ratio(base: Range, ratio: Quantity) -> Range:
    return Range(Fraction(floor(base.low * _number(ratio))), Fraction(floor(base.high * _number(ratio))), True)


def _marginal(amount: Marginal, base: Fraction) -> Fraction:
    total = Fraction(0)
    ends: list[Fraction | None] = [*(_number(line) for line, _ in amount.rows[1:]), None]
    for (line, ratio), end in zip(amount.rows, ends, strict=True):
        part = (base if end is None else min(base, end)) - _number(line)
        total += max(part, Fraction(0)) * _number(ratio)
    return Fraction(floor(total))


def _band_sum(row: Band, base: Fraction) -> Fraction:
    if row.amount.unit is Unit.MONEY:
        return Fraction(row.amount.numerator)
    return Fraction(floor(base * _number(row.amount)))


def _only(number: Quantity) -> Range:
    return Range(Fraction(number.numerator), Fraction(number.numerator), True)


def _number(number: Quantity) -> Fraction:
    return Fraction(number.numerator, number.denominator)
