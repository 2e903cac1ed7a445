"""Values of a whole column as exact fractions: a whole-number expression over another one that is above zero.

Its one law: nothing is rounded before `cut`, and null is unknown. A maximum over years with a gap keeps the bound that
is known as `floor`. Days are expressions of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import lcm
from typing import Any

import narwhals as nw

from lingqu.law.bulk.ternary import Ternary, whole
from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth

Whole = nw.Expr | int


@dataclass(frozen=True, slots=True)
class Number:
    """`top` over `bottom`; top None: unknown for all. `floor`: known to be at least this where top is null."""

    top: nw.Expr | int | None
    bottom: Whole = 1
    floor: nw.Expr | None = None

    @property
    def always_known(self) -> bool:
        """Whether it is a written number."""
        return isinstance(self.top, int) and isinstance(self.bottom, int)


UNKNOWN_NUMBER = Number(None)


def plus(left: Number, right: Number, sign: int = 1) -> Number:
    """Sum, or difference with `sign` -1."""
    if left.top is None or right.top is None:
        return UNKNOWN_NUMBER
    a, b, bottom = same_bottom(left, right)
    return Number(a + b if sign > 0 else a - b, bottom)


def same_bottom(left: Number, right: Number) -> tuple[Any, Any, Whole]:
    """Both tops over one bottom."""
    if isinstance(left.bottom, int) and isinstance(right.bottom, int):
        common = lcm(left.bottom, right.bottom)
        return scaled(left.top, common // left.bottom), scaled(right.top, common // right.bottom), common
    return product(left.top, right.bottom), product(right.top, left.bottom), product(left.bottom, right.bottom)


def scaled(value: Any, factor: int) -> Any:
    """A value times a whole number."""
    return value if factor == 1 else value * factor


def product(left: Any, right: Any) -> Any:
    """Product of two whole numbers, each an expression or written."""
    if isinstance(left, int) and left == 1:
        return right
    if isinstance(right, int) and right == 1:
        return left
    return left * right


def times(left: Number, numerator: int, denominator: int) -> Number:
    """A value times a written ratio."""
    if left.top is None:
        return UNKNOWN_NUMBER
    return Number(scaled(left.top, numerator), scaled(left.bottom, denominator))


def divided(left: Number, right: Number) -> Number:
    """A quotient; null where the divisor is zero or less."""
    if left.top is None or right.top is None:
        return UNKNOWN_NUMBER
    if isinstance(right.top, int) and isinstance(right.bottom, int):
        return times(left, right.bottom, right.top) if right.top > 0 else UNKNOWN_NUMBER
    assert not isinstance(right.top, int)
    # the top is null as well where the quotient is undefined: null tops are what says that a number is unknown
    top = product(left.top, right.bottom)
    top = nw.when(right.top > 0).then(whole(top) if isinstance(top, int) else top)
    return Number(top, product(left.bottom, nw.when(right.top > 0).then(right.top)))


def extreme(items: Sequence[Number], *, highest: bool) -> Number:
    """The lesser or greater of several; null where one is. Engines' own least and greatest would skip the nulls."""
    if any(item.top is None for item in items):
        return UNKNOWN_NUMBER

    def choose(left: Number, right: Number) -> Number:
        a, b, bottom = same_bottom(left, right)
        if isinstance(a, int) and isinstance(b, int):
            return Number(max(a, b) if highest else min(a, b), bottom)
        return Number(either(a, b, highest=highest), bottom)

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
    if left.top is not None and right.top is not None:
        a, b, _ = same_bottom(left, right)
        known = _SIGNS[sign](a, b)
        if isinstance(known, bool):
            return YES if known else NO
    if right.floor is not None and left.floor is None:
        left, sign, right = right, _TURNED[sign], left
    if left.floor is None or right.floor is not None or right.top is None:
        return known
    settled = _settled_by_floor(Number(left.floor), sign, right)
    return settled if isinstance(known, Truth) else nw.coalesce(known, settled)


def _settled_by_floor(floor: Number, sign: str, line: Number) -> nw.Expr:
    """A floor past the line decides, one short of it does not."""
    a, b, _ = same_bottom(floor, line)
    if sign in (">", ">="):
        return nw.when(_SIGNS[sign](a, b)).then(nw.lit(True))
    past = a >= b if sign == "<" else a > b
    return nw.when(past).then(nw.lit(False))


def cut(number: Number, *, spark: bool = False) -> nw.Expr:
    """A number of zero or more cut down to whole units; where below zero, 0."""
    top, bottom = number.top, number.bottom
    if isinstance(top, int):
        top = whole(top)
    assert top is not None
    if isinstance(bottom, int) and bottom == 1:
        return top
    return quotient(top, bottom, spark=spark)


def quotient(top: nw.Expr, bottom: Whole, *, spark: bool) -> nw.Expr:
    """Whole quotient of a number of zero or more. Spark's own `//` is a division of floats, which rounds."""
    if not spark:
        return top // bottom
    half = bottom // 2 if isinstance(bottom, int) else _halved(bottom)
    return ((top - top % bottom + half) // bottom).cast(nw.Int64)


def _halved(bottom: nw.Expr) -> nw.Expr:
    return (bottom - bottom % 2) // 2
