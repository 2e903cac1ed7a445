"""Values of a whole column as exact fractions: a whole-number expression over another one that is above zero.

Its one law: nothing is rounded before `cut`, and null is unknown. A maximum over years with a gap keeps the bound that
is known as `floor`. Days are expressions of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import gcd, lcm
from operator import or_
from typing import Any

import narwhals as nw

from lingqu.law.bulk.ternary import Ternary, whole
from lingqu.law.engine.values import UnableToCompile
from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth
from lingqu.law.packs.limits import LARGEST_PRODUCT, MONEY_LIMIT_FEN

Whole = nw.Expr | int


@dataclass(frozen=True, slots=True)
class EarlierYears:
    """What a highest of earlier years is made of: a value given outright, the years, and whether none is left out.

    A line is asked of each year by itself: cheaper than finding the highest first.
    """

    given: nw.Expr | None
    years: tuple[nw.Expr, ...]
    is_whole: nw.Expr

    def above(self, past: Callable[[nw.Expr], nw.Expr]) -> nw.Expr:
        """Whether the highest is past a line; unknown where a year is left out that could be."""
        hit = reduce(or_, [past(year).fill_null(False) for year in self.years])
        seen = hit | nw.when(self.is_whole).then(nw.lit(False))
        return seen if self.given is None else nw.coalesce(past(self.given), seen)


@dataclass(frozen=True, slots=True)
class Number:
    """`top` times `factor` over `bottom`; top None: unknown for all.

    `floor`: known to be at least this where top is null. `size` and `bottom_size` bound what the expressions can hold
    by `packs.limits`; a product that could pass 63 bits is refused here: an engine might wrap it around in silence.
    """

    top: nw.Expr | int | None
    bottom: Whole = 1
    floor: nw.Expr | None = None
    factor: int = 1
    size: int = MONEY_LIMIT_FEN
    bottom_size: int = MONEY_LIMIT_FEN
    earlier: EarlierYears | None = None

    @property
    def bound(self) -> int:
        """How large the top can be."""
        return abs(self.top) if isinstance(self.top, int) else self.size

    @property
    def bottom_bound(self) -> int:
        """How large the bottom can be."""
        return self.bottom if isinstance(self.bottom, int) else self.bottom_size

    @property
    def multiplied(self) -> Number:
        """The same with its factor multiplied in."""
        if self.factor == 1 or self.top is None:
            return self
        size = held(self.bound * self.factor)
        return replace(self, top=self.top * self.factor, factor=1, size=size)


UNKNOWN_NUMBER = Number(None)


def held(size: int) -> int:
    """The size, where it can be held. Raises `UnableToCompile`."""
    if size > LARGEST_PRODUCT:
        raise UnableToCompile(f"a product that can pass {LARGEST_PRODUCT}")
    return size


def plus(left: Number, right: Number, sign: int = 1) -> Number:
    """Sum, or difference with `sign` -1."""
    if left.top is None or right.top is None:
        return UNKNOWN_NUMBER
    one, other = same_bottom(left, right)
    top = one.top + other.top if sign > 0 else one.top - other.top  # type: ignore[operator]
    return replace(one, top=top, size=held(one.bound + other.bound))


def same_bottom(left: Number, right: Number) -> tuple[Number, Number]:
    """Both over one bottom, factors multiplied in; neither may be unknown for all."""
    left, right = left.multiplied, right.multiplied
    if isinstance(left.bottom, int) and isinstance(right.bottom, int):
        common = lcm(left.bottom, right.bottom)
        return _scaled(left, common), _scaled(right, common)
    below = held(left.bottom_bound * right.bottom_bound)
    bottom = _product(left.bottom, right.bottom)
    one, other = (
        Number(_product(number.top, by.bottom), bottom, size=held(number.bound * by.bottom_bound), bottom_size=below)
        for number, by in ((left, right), (right, left))
    )
    return one, other


def _scaled(number: Number, bottom: int) -> Number:
    assert isinstance(number.bottom, int)
    by = bottom // number.bottom
    if by == 1:
        return number
    return Number(_product(number.top, by), bottom, size=held(number.bound * by))


def _product(left: Any, right: Any) -> Any:
    if isinstance(left, int) and left == 1:
        return right
    if isinstance(right, int) and right == 1:
        return left
    return left * right


def times(left: Number, numerator: int, denominator: int) -> Number:
    """A value times a written ratio; the ratio waits as a factor, for only the end says how it is best multiplied."""
    if left.top is None:
        return UNKNOWN_NUMBER
    if not isinstance(left.bottom, int):
        below = held(left.bottom_bound * denominator)
        return replace(
            left, bottom=_product(left.bottom, denominator), bottom_size=below, factor=left.factor * numerator
        )
    factor, bottom = left.factor * numerator, left.bottom * denominator
    shared = gcd(factor, bottom)
    return replace(left, factor=factor // shared, bottom=bottom // shared, floor=None)


def divided(left: Number, right: Number) -> Number:
    """A quotient; null where the divisor is zero or less."""
    if left.top is None or right.top is None:
        return UNKNOWN_NUMBER
    if isinstance(right.top, int) and isinstance(right.bottom, int):
        above = right.multiplied.top
        assert isinstance(above, int)
        return times(left, right.bottom, above) if above > 0 else UNKNOWN_NUMBER
    left, right = left.multiplied, right.multiplied
    assert isinstance(right.top, nw.Expr)
    # the top is null as well where the quotient is undefined: null tops are what says that a number is unknown
    top = _product(left.top, right.bottom)
    top = nw.when(right.top > 0).then(whole(top) if isinstance(top, int) else top)
    below = _product(left.bottom, right.top)
    size = held(left.bound * right.bottom_bound)
    return Number(top, below, size=size, bottom_size=held(left.bottom_bound * right.bound))


def extreme(items: Sequence[Number], *, highest: bool) -> Number:
    """The lesser or greater of several; null where one is. Engines' own least and greatest would skip the nulls."""
    if any(item.top is None for item in items):
        return UNKNOWN_NUMBER

    def choose(left: Number, right: Number) -> Number:
        one, other = same_bottom(left, right)
        if isinstance(one.top, int) and isinstance(other.top, int):
            return replace(one, top=max(one.top, other.top) if highest else min(one.top, other.top))
        size = max(one.bound, other.bound)
        return replace(one, top=either(one.top, other.top, highest=highest), size=size)

    return reduce(choose, items)


def either(a: Any, b: Any, *, highest: bool) -> nw.Expr:
    """The higher or lower of two; null where one is."""
    if isinstance(b, int):  # what is null is neither past the line nor else than itself
        past = a < b if highest else a > b
        return nw.when(past).then(whole(b)).otherwise(a)
    if isinstance(a, int):
        return either(b, a, highest=highest)
    first = a >= b if highest else a <= b
    return nw.when(first).then(a).otherwise(nw.when(~first).then(b))


_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
}
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "=="}


def compared(left: Number, sign: str, right: Number) -> Ternary:
    """left SIGN right, cross-multiplied; where one side is only a floor, what the floor already settles."""
    known: Ternary = UNKNOWN
    line = right.top
    if left.earlier is not None and sign in (">", ">=") and isinstance(line, int) and right.bottom == right.factor == 1:
        return left.earlier.above(lambda year: _SIGNS[sign](year, line))
    if left.top is not None and right.top is not None:
        one, other = same_bottom(left, right)
        known = _SIGNS[sign](one.top, other.top)
        if isinstance(known, bool):
            return YES if known else NO
    if right.floor is not None and left.floor is None:
        left, sign, right = right, _TURNED[sign], left
    if left.floor is None or right.floor is not None or right.top is None:
        return known
    settled = _settled_by_floor(Number(left.floor, left.bottom, size=left.size), sign, right)
    return settled if isinstance(known, Truth) else nw.coalesce(known, settled)


def _settled_by_floor(floor: Number, sign: str, line: Number) -> nw.Expr:
    """A floor past the line decides, one short of it does not."""
    one, other = same_bottom(floor, line)
    a: Any = one.top
    b: Any = other.top
    if sign in (">", ">="):
        return nw.when(_SIGNS[sign](a, b)).then(nw.lit(True))
    past = a >= b if sign == "<" else a > b
    return nw.when(past).then(nw.lit(False))


def cut(number: Number, *, spark: bool = False) -> nw.Expr:
    """A number of zero or more cut down to whole units."""
    top, bottom, factor = number.top, number.bottom, number.factor
    top = whole(top) if isinstance(top, int) else top
    assert top is not None
    if number.bound * factor <= LARGEST_PRODUCT:
        top = _product(top, factor)
        return top if isinstance(bottom, int) and bottom == 1 else quotient(top, bottom, spark=spark)
    # the same in two parts, neither of which passes what can be held
    assert isinstance(bottom, int)
    held(number.bound // bottom * factor + factor)
    held(bottom * factor)
    return quotient(top, bottom, spark=spark) * factor + quotient(top % bottom * factor, bottom, spark=spark)


def quotient(top: nw.Expr, bottom: Whole, *, spark: bool) -> nw.Expr:
    """Whole quotient of a number of zero or more. Spark's own `//` is a division of floats, which rounds."""
    if not spark:
        return top // bottom
    half = bottom // 2 if isinstance(bottom, int) else (bottom - bottom % 2) // 2
    return ((top - top % bottom + half) // bottom).cast(nw.Int64)
