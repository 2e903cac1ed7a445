"""The effect of several changes shared out among them fairly: Shapley's value, exact over all sets of changes.

Its one law: the parts add up to the whole, exactly. Effects add up over measures, and a change that does not touch a
measure has no part in it; so the sets are tried measure by measure, over the changes that touch it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial

MOST_CHANGES = 10
"""Changes that touch one measure: 2^10 sets are tried."""

Coalition = frozenset[int]
Worth = Callable[[Coalition], tuple[int, ...]]


class UnableToSplit(Exception):
    """More changes touch one measure than can be tried in every set; `measure` and how many."""

    def __init__(self, measure: str, changes: int) -> None:
        super().__init__(f"{measure}: {changes} changes")
        self.measure = measure
        self.changes = changes


def coalitions(players: Sequence[int]) -> tuple[Coalition, ...]:
    """All sets of players, the smallest first."""
    return tuple(frozenset(each) for size in range(len(players) + 1) for each in combinations(players, size))


def fair_parts(players: Sequence[int], worth: Worth) -> dict[int, tuple[Fraction, ...]]:
    """Shapley's value of each player, number by number.

    >>> fair_parts([1, 2], lambda team: (len(team) ** 2,))
    {1: (Fraction(2, 1),), 2: (Fraction(2, 1),)}
    """
    count = len(players)
    parts = {}
    for player in players:
        others = [each for each in players if each != player]
        shares: list[Fraction] = []
        for team in coalitions(others):
            weight = Fraction(factorial(len(team)) * factorial(count - len(team) - 1), factorial(count))
            added = less(worth(team | {player}), worth(team))
            shares = (
                [weight * each for each in added] if not shares else plus(shares, [weight * each for each in added])
            )
        parts[player] = tuple(shares)
    return parts


def plus(one: Sequence[Fraction], other: Sequence[Fraction]) -> list[Fraction]:
    """Add number by number."""
    return [a + b for a, b in zip(one, other, strict=True)]


def less(one: Sequence[int], other: Sequence[int]) -> tuple[int, ...]:
    """Subtract number by number."""
    return tuple(a - b for a, b in zip(one, other, strict=True))
