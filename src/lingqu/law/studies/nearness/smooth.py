"""A smooth course through the counts of bins, the middle left out, and how surprising the middle is beside it.

Its one law: the course is worked out in exact fractions, and the test is an exact binomial one, no approximation of it.
It does not know what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import exp, lgamma, log


def course(counts: Sequence[int], left_out: int) -> list[Fraction]:
    """The least-squares parabola through the bins but the `left_out` on each side of the middle, at every bin.

    >>> [int(each) for each in course([10, 20, 99, 1, 50, 60], 1)]
    [10, 20, 30, 40, 50, 60]
    """
    half = len(counts) // 2
    places = [Fraction(2 * (number - half) + 1, 2) for number in range(len(counts))]
    outside = [(x, n) for x, n in zip(places, counts, strict=True) if abs(x) > left_out]
    # the bins lie evenly on both sides, so the slope is a matter of its own
    number, total = len(outside), sum(n for _, n in outside)
    leaning, bent = (sum((x**power * n for x, n in outside), Fraction(0)) for power in (1, 2))
    squares, fourths = (sum(((x * x) ** power for x, _ in outside), Fraction(0)) for power in (1, 2))
    slope = leaning / squares
    divisor = number * fourths - squares**2
    level, bend = (total * fourths - squares * bent) / divisor, (number * bent - squares * total) / divisor
    return [level + slope * x + bend * x * x for x in places]


def chance_of_as_many(found: int, number: int, share: Fraction) -> float:
    """The chance of `found` or more out of `number`, each with the chance `share`.

    >>> round(chance_of_as_many(8, 10, Fraction(1, 2)), 4)
    0.0547
    """
    if found <= 0:
        return 1.0
    yes, no = log(share), log(1 - share)
    whole = lgamma(number + 1)
    terms = (
        whole - lgamma(many + 1) - lgamma(number - many + 1) + many * yes + (number - many) * no
        for many in range(found, number + 1)
    )
    return min(1.0, sum(exp(each) for each in terms))


def held_together(chances: Sequence[float]) -> list[float]:
    """Holm's correction: what each chance is worth where several were looked at.

    >>> held_together([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(chances)), key=lambda each: chances[each])
    corrected = [0.0] * len(chances)
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, chances[place] * (len(chances) - rank)))
        corrected[place] = highest
    return corrected
