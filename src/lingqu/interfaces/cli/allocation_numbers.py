"""Values of an allocation as decimals: a whole column with as many places, so that it lines up and sorts.

Its one law: a value is exact where six decimals say it exactly; else it has two, and whoever shows it says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lingqu.law.studies.allocation.programme import Goal

_MOST = 6
_ROUNDED = 2


def told_value(goal: Goal, value: int | Fraction) -> Fraction:
    """A value of the goal in the unit in which it is told: points, points times ten thousand yuan, or awards."""
    return goal.unit * value / (10_000 if goal.name == "score_times_sum" else 1)


def decimals_needed(values: Sequence[Fraction | None]) -> int | None:
    """The fewest decimals that say all values exactly; None where six do not.

    >>> decimals_needed([Fraction(1, 2), None, Fraction(7)]), decimals_needed([Fraction(1, 3)])
    (1, None)
    """
    for digits in range(_MOST + 1):
        if all((value * 10**digits).denominator == 1 for value in values if value is not None):
            return digits
    return None


def in_line(values: Sequence[Fraction | None], digits: int | None = None) -> list[str | None]:
    """The cells of a column of the kind "number"; rounded, halves away from zero, only where they have to be.

    >>> in_line([Fraction(5, 2), None, Fraction(-80)]), in_line([Fraction(2, 3)]), in_line([Fraction(1, 8)], 2)
    (['2.5', None, '-80.0'], ['0.67'], ['0.13'])
    """
    places = decimals_needed(values) if digits is None else digits
    found = _ROUNDED if places is None else places
    return [None if value is None else _text(value, found) for value in values]


def _text(value: Fraction, digits: int) -> str:
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = str(whole).zfill(digits + 1)
    number = f"{text[:-digits]}.{text[-digits:]}" if digits else text
    return f"-{number}" if value < 0 and whole else number
