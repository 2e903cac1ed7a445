"""Quantiles of drawn sums by nearest rank, and how far chance alone may have moved them.

Its one law: a quantile is one of the sums drawn, so it is whole fen; the rank is the smallest whole number not below
the share of the draws. Its error is told as the sums at the ranks that hold the true quantile in 95 of 100 runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

import numpy as np
from numpy.typing import NDArray

SHARES = (10, 50, 90)
_WITHIN = 1.96


@dataclass(frozen=True, slots=True)
class Quantile:
    """A quantile with the range in which chance leaves it, all in fen."""

    fen: int
    low: int
    high: int


def rank(draws: int, percent: int) -> int:
    """The nearest rank, counted from 1.

    >>> rank(2000, 10), rank(7, 50), rank(1, 90)
    (200, 4, 1)
    """
    return max(1, -(-draws * percent // 100))


def quantiles(sums: NDArray[np.int64], percents: Sequence[int] = SHARES) -> tuple[Quantile, ...]:
    """The quantiles of one row of draws.

    >>> [each.fen for each in quantiles(np.arange(1, 101))]
    [10, 50, 90]
    """
    ordered = np.sort(sums)
    return tuple(_quantile(ordered, each) for each in percents)


def _quantile(ordered: NDArray[np.int64], percent: int) -> Quantile:
    draws, share = len(ordered), percent / 100
    spread = _WITHIN * sqrt(draws * share * (1 - share))
    low = max(1, floor(draws * share - spread))
    high = min(draws, ceil(draws * share + spread) + 1)
    return Quantile(*(int(ordered[each - 1]) for each in (rank(draws, percent), low, high)))
