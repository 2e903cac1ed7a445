"""What a choice is measured by: the aim of the rules, and the totals by which ties are broken, as whole numbers.

Its one law: a goal is an exact integer for each item and each step; larger is better.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import gcd

from lingqu.law.studies.allocation.programme import Goal, Item
from lingqu.law.studies.allocation.rules import Rules, Total


def goal_of(items: Sequence[Item], rules: Rules) -> Goal:
    """The aim of the rules; `unit` is what one of it is in points, in points times yuan, or in awards."""
    aim = rules.objective.aim
    if aim == "number":
        return Goal((1,) * len(items), (0,) * len(items), name=aim)
    scores, unit = _whole_scores(items)
    if aim == "score":
        return _reduced(Goal(scores, (0,) * len(items), unit, aim))
    fixed = tuple(score * item.low for score, item in zip(scores, items, strict=True))
    per_step = tuple(score * item.step for score, item in zip(scores, items, strict=True))
    return _reduced(Goal(fixed, per_step, unit / 100, aim))


def total_of(name: Total, items: Sequence[Item]) -> Goal:
    """A total by which ties are broken; less of it is told as a negative number."""
    none = (0,) * len(items)
    if name in ("more_awards", "fewer_awards"):
        return Goal((1 if name == "more_awards" else -1,) * len(items), none, name=name)
    if name == "more_score":
        scores, unit = _whole_scores(items)
        return _reduced(Goal(scores, none, unit, name))
    sign = 1 if name == "more_money" else -1
    money = Goal(tuple(sign * each.low for each in items), tuple(sign * each.step for each in items), Fraction(1, 100))
    reduced = _reduced(money)
    return Goal(reduced.fixed, reduced.per_step, reduced.unit, name)


def _whole_scores(items: Sequence[Item]) -> tuple[tuple[int, ...], Fraction]:
    """Scores as whole numbers of the smallest decimal that any of them has."""
    decimals = max((-int(item.application.score.normalize().as_tuple().exponent) for item in items), default=0)
    factor = 10 ** max(0, decimals)
    return tuple(int(item.application.score * Decimal(factor)) for item in items), Fraction(1, factor)


def _reduced(goal: Goal) -> Goal:
    """The same goal in the largest unit in which all its numbers are whole: the solver counts in doubles."""
    divisor = gcd(*goal.fixed, *goal.per_step)
    if divisor <= 1:
        return goal
    fixed = tuple(each // divisor for each in goal.fixed)
    return Goal(fixed, tuple(each // divisor for each in goal.per_step), goal.unit * divisor, goal.name)
