"""Facts under which a value of the language comes to a wished number.

Its one law: what it returns is exact, and where it finds no facts it returns None rather than facts that nearly fit.
It does not know why the number is wished.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from lingqu.law.lang.tree import (
    DividedBy,
    EarlierMaximum,
    Fact,
    FactDeclaration,
    Given,
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
from lingqu.law.packs.limits import COUNT_LIMIT, MONEY_LIMIT_FEN

PLENTIFUL = 10**10
"""A divisor of about this many fen (a hundred million yuan) makes one fen in the dividend a small step."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What facts are declared and which year is relied on when a series is wanted."""

    facts: Mapping[str, FactDeclaration]
    year: int


Chosen = tuple[tuple[str, str], ...]


def variants_of(value: Value) -> Iterator[tuple[Chosen, Value]]:
    """List a value once for each way its branchings by reading can go, without the branchings."""
    if isinstance(value, ValueByReading):
        for code, item in value.alternatives:
            for chosen, plain in variants_of(item):
                yield from _agreed(((value.reading, code),), chosen, plain)
    elif isinstance(value, Plus | Minus | DividedBy):
        for (of_left, left), (of_right, right) in product(variants_of(value.left), variants_of(value.right)):
            yield from _agreed(of_left, of_right, replace(value, left=left, right=right))
    elif isinstance(value, Times):
        for chosen, left in variants_of(value.left):
            yield chosen, replace(value, left=left)
    elif isinstance(value, Lesser | Greater):
        for items in product(*(tuple(variants_of(item)) for item in value.items)):
            chosen = tuple(dict.fromkeys(choice for each, _ in items for choice in each))
            if len(dict(chosen)) == len(chosen):
                yield chosen, replace(value, items=tuple(plain for _, plain in items))
    else:
        yield (), value


def facts_reaching(value: Value, number: int, setting: Setting) -> tuple[Given, ...] | None:
    """Find facts under which a sum of money (in fen) or a count is exactly the number."""
    given = _reach(value, number, setting)
    return given if given is not None and _fit(given, setting) else None


def facts_around_ratio(
    value: DividedBy, numerator: int, denominator: int, step: int, setting: Setting
) -> tuple[Given, ...] | None:
    """Find facts under which a ratio lies `step` fen of the dividend away from numerator/denominator."""
    scale = 1
    while denominator * scale < PLENTIFUL and not _counts(value, setting):
        scale *= 10
    below = facts_reaching(value.right, denominator * scale, setting)
    above = facts_reaching(value.left, numerator * scale + step, setting)
    if below is None or above is None:
        return None
    given = above + below
    return given if _fit(given, setting) else None


def _agreed(left: Chosen, right: Chosen, plain: Value) -> Iterator[tuple[Chosen, Value]]:
    chosen = tuple(dict.fromkeys(left + right))
    if len(dict(chosen)) == len(chosen):
        yield chosen, plain


def _reach(value: Value, number: int, setting: Setting) -> tuple[Given, ...] | None:
    if isinstance(value, Fact | PreviousYear | EarlierMaximum):
        year = None if isinstance(value, Fact) else setting.year - 1
        return _given(value.name, number, year, setting)
    if isinstance(value, SumOfYears):
        return _joined(
            [_given(value.name, 0 if back else number, setting.year - back, setting) for back in range(value.years)]
        )
    if isinstance(value, Increase):
        return _joined(
            [
                _given(value.name, max(number, 0), setting.year, setting),
                _given(value.name, max(-number, 0), setting.year - 1, setting),
            ]
        )
    if isinstance(value, Plus):
        return _joined([_reach(value.left, number, setting), _reach(value.right, 0, setting)])
    if isinstance(value, Minus):
        return _joined([_reach(value.left, max(number, 0), setting), _reach(value.right, max(-number, 0), setting)])
    if isinstance(value, Times):
        return _reach_product(value, number, setting)
    if isinstance(value, Lesser | Greater):
        return _joined([_reach(item, number, setting) for item in value.items])
    if isinstance(value, Quantity):
        return () if value.denominator == 1 and value.numerator == number else None
    return None


def _reach_product(value: Times, number: int, setting: Setting) -> tuple[Given, ...] | None:
    top, bottom = value.right.numerator, value.right.denominator
    if top <= 0:
        return None
    base = -(-number * bottom // top)
    return _reach(value.left, base, setting) if base * top // bottom == number else None


def _given(name: str, number: int, year: int | None, setting: Setting) -> tuple[Given, ...] | None:
    declared = setting.facts.get(name)
    if declared is None or declared.unit not in (Unit.MONEY, Unit.COUNT):
        return None
    return (Given(name, Quantity(declared.unit, number), year),)


def _joined(parts: Sequence[tuple[Given, ...] | None]) -> tuple[Given, ...] | None:
    joined: tuple[Given, ...] = ()
    for part in parts:
        if part is None:
            return None
        joined += part
    return joined


def _fit(given: tuple[Given, ...], setting: Setting) -> bool:
    """Say whether no fact is given twice or with and without a year, and each can be what is given."""
    places = {(each.name, each.year) for each in given}
    plain = {each.name for each in given if each.year is None}
    if len(places) < len(given) or any(each.year is not None and each.name in plain for each in given):
        return False
    return all(_can_be(each, setting.facts[each.name]) for each in given)


def _can_be(given: Given, declared: FactDeclaration) -> bool:
    limit = MONEY_LIMIT_FEN if declared.unit is Unit.MONEY else COUNT_LIMIT
    number = given.value.numerator if isinstance(given.value, Quantity) else 0
    positive = declared.nonnegative or declared.unit is Unit.COUNT  # nothing is counted below zero
    return abs(number) < limit and not (positive and number < 0)


def _counts(value: DividedBy, setting: Setting) -> bool:
    """Say whether a ratio is one of counts, whose divisor need not be large."""
    left = value.left
    return isinstance(left, Fact) and left.name in setting.facts and setting.facts[left.name].unit is Unit.COUNT
