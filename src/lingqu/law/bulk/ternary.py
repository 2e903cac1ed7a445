"""Truths of a whole column: a nullable Boolean expression, or a Truth where it is the same for every row.

Its one law: null is unknown and nothing else, so that and, or, not follow Kleene on every engine; what is known while
the rule is compiled is folded away and costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import and_

import narwhals as nw

from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth
from lingqu.law.lang.truth import opposite as opposite_truth

Ternary = nw.Expr | Truth


def whole(number: int) -> nw.Expr:
    """A written whole number: without its type a sum over it would be counted in 32 bits."""
    return nw.lit(number, nw.Int64)


def expression(truth: Ternary) -> nw.Expr:
    """The truth as an expression."""
    if isinstance(truth, Truth):
        return nw.lit(None if truth is UNKNOWN else truth is YES, nw.Boolean)
    return truth


def is_unknown(truth: Ternary) -> nw.Expr | bool:
    """Whether it is unknown, row by row; a bool where that is the same for all."""
    return truth is UNKNOWN if isinstance(truth, Truth) else truth.is_null()


def is_so(truth: Ternary, goal: Truth) -> nw.Expr | bool:
    """Whether it is known to be `goal`, row by row, never null."""
    if isinstance(truth, Truth):
        return truth is goal
    return (truth if goal is YES else ~truth).fill_null(False)


def opposite(truth: Ternary) -> Ternary:
    """Negation."""
    return opposite_truth(truth) if isinstance(truth, Truth) else ~truth


def all_of(parts: Sequence[Ternary]) -> Ternary:
    """Conjunction."""
    return _joined(parts, YES, NO, nw.all_horizontal)


def any_of(parts: Sequence[Ternary]) -> Ternary:
    """Disjunction."""
    return _joined(parts, NO, YES, nw.any_horizontal)


def _joined(parts: Sequence[Ternary], neutral: Truth, decisive: Truth, join: Callable[..., nw.Expr]) -> Ternary:
    if any(part is decisive for part in parts):
        return decisive
    left = [part for part in parts if part is not neutral]
    if not left:
        return neutral
    if all(part is UNKNOWN for part in left):
        return UNKNOWN
    unknown = any(part is UNKNOWN for part in left)
    expressions = [part for part in left if not isinstance(part, Truth)]
    if unknown:
        expressions.append(nw.lit(None, nw.Boolean))
    return expressions[0] if len(expressions) == 1 else join(*expressions, ignore_nulls=False)


def agreed(parts: Sequence[Ternary]) -> Ternary:
    """What all parts say, unknown where they differ or one is unknown."""
    if all(isinstance(part, Truth) for part in parts):
        return parts[0] if len({*parts}) == 1 else UNKNOWN
    if any(part is UNKNOWN for part in parts) or {YES, NO} <= {part for part in parts if isinstance(part, Truth)}:
        return UNKNOWN
    first, *others = [expression(part) for part in parts]
    same = reduce(and_, [first == other for other in others])
    return nw.when(same).then(first)


def at_least(number: int, parts: Sequence[Ternary]) -> Ternary:
    """At least `number` of the parts hold; unknown while the unknown ones could still decide it."""
    number -= sum(part is YES for part in parts)
    open_always = sum(part is UNKNOWN for part in parts)
    expressions = [part for part in parts if not isinstance(part, Truth)]
    if number <= 0:
        return YES
    if number > len(expressions) + open_always:
        return NO
    if not expressions:
        return UNKNOWN
    held = reduce(lambda a, b: a + b, [counted(part) for part in expressions])
    failed = reduce(lambda a, b: a + b, [counted(~part) for part in expressions])
    possible = whole(len(expressions) + open_always) - failed
    return nw.when(held >= number).then(nw.lit(True)).otherwise(nw.when(possible < number).then(nw.lit(False)))


def counted(condition: nw.Expr) -> nw.Expr:
    """1 where it holds, else 0; a sum over truths fails on Spark."""
    return nw.when(condition).then(whole(1)).otherwise(whole(0))


def both(left: nw.Expr | bool, right: nw.Expr | bool) -> nw.Expr | bool:
    """Two conditions that are never unknown, joined; a bool stands for all rows."""
    if left is False or right is False:
        return False
    if left is True:
        return right
    if right is True:
        return left
    return left & right


def one_of(left: nw.Expr | bool, right: nw.Expr | bool) -> nw.Expr | bool:
    """One of two conditions that are never unknown."""
    if left is True or right is True:
        return True
    if left is False:
        return right
    if right is False:
        return left
    return left | right


def not_so(condition: nw.Expr | bool) -> nw.Expr | bool:
    """The opposite of a condition that is never unknown."""
    return not condition if isinstance(condition, bool) else ~condition
