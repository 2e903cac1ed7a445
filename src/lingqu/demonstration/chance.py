"""The few draws that the made zone needs, over a generator that is given.

Its one law: all chance comes from that generator, in a fixed order, so that one seed makes one zone. It knows no row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Chance:
    """Draws from one generator."""

    generator: np.random.Generator

    def of(self, items: Sequence[Item], weights: Sequence[float] | None = None) -> Item:
        """One of the items, by weight if weights are given."""
        if weights is None:
            return items[int(self.generator.integers(len(items)))]
        bounds = np.cumsum(np.asarray(weights, dtype=np.float64))
        return items[min(int(np.searchsorted(bounds, self.generator.random() * bounds[-1], "right")), len(items) - 1)]

    def some(self, items: Sequence[Item], count: int) -> list[Item]:
        """So many different items, or all where there are fewer."""
        chosen = self.generator.choice(len(items), size=min(count, len(items)), replace=False)
        return [items[int(place)] for place in chosen]

    def likely(self, share: float) -> bool:
        """Yes at a share."""
        return bool(self.generator.random() < share)

    def between(self, low: float, high: float) -> float:
        """A number between two."""
        return low + (high - low) * float(self.generator.random())

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self.generator.integers(low, high + 1))

    def around(self, middle: float, spread: float) -> float:
        """A log-normal number around a middle."""
        return float(middle * np.exp(spread * self.generator.standard_normal()))

    def day(self, first: date, last: date) -> date:
        """A day between two, both included."""
        return first + timedelta(days=self.whole(0, max(0, (last - first).days)))


def yuan(amount: float, *, unit: int = 100) -> str:
    """An amount as decimal text, rounded to units of so many yuan.

    >>> yuan(1234567.8), yuan(0)
    ('1234600.00', '0.00')
    """
    return f"{round(amount / unit) * unit}.00"
