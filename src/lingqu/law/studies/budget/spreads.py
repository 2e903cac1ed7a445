"""How far an assumed share may lie from its middle: a constant, a triangle or a beta distribution, always in 0 to 1.

Its one law: chance comes in as a generator; a constant draws nothing and is exact. It does not know what it is a share
of, and no sum of money passes through it: a share leaves as whole millionths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

MILLION = 1_000_000
Shape = Literal["constant", "triangular", "beta"]
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """One assumed share. constant: (value). triangular: (low, likeliest, high). beta: (a, b)."""

    shape: Shape
    numbers: tuple[float, ...]
    source: str = "assumption"
    note: str = ""

    @property
    def mean(self) -> float:
        """The mean.

        >>> Spread("triangular", (0.0, 0.3, 0.6)).mean
        0.3
        """
        if self.shape == "constant":
            return self.numbers[0]
        if self.shape == "triangular":
            return round(sum(self.numbers) / 3, 12)
        a, b = self.numbers
        return a / (a + b)

    @property
    def variance(self) -> float:
        """The variance."""
        if self.shape == "constant":
            return 0.0
        if self.shape == "triangular":
            low, mode, high = self.numbers
            return (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18
        a, b = self.numbers
        return a * b / ((a + b) ** 2 * (a + b + 1))

    @property
    def highest(self) -> float:
        """The largest share that can be drawn."""
        return 1.0 if self.shape == "beta" else self.numbers[-1]

    def drawn(self, chance: np.random.Generator, shape: tuple[int, ...]) -> Shares:
        """Draw shares."""
        if self.shape == "constant" or not self.variance:
            return np.full(shape, self.mean)
        if self.shape == "triangular":
            low, mode, high = self.numbers
            return np.asarray(chance.triangular(low, mode, high, shape))
        a, b = self.numbers
        return np.asarray(chance.beta(a, b, shape))

    def mean_of(self, counts: NDArray[np.int64], chance: np.random.Generator) -> Shares:
        """Draw the mean of `counts` independent shares each: a beta of the same mean, its variance over the count.

        For one share of a beta it is that beta itself; for many it is close to the normal that the mean tends to.
        """
        if not self.variance:
            return np.full(counts.shape, self.mean)
        middle = self.mean
        strength = middle * (1 - middle) * np.maximum(counts, 1) / self.variance - 1
        return chance.beta(middle * strength, (1 - middle) * strength)


def millionths(shares: Shares) -> NDArray[np.int64]:
    """Shares as whole millionths, so that a share of a sum of fen is exact."""
    return np.rint(shares * MILLION).astype(np.int64)


def share_of(fen: NDArray[np.int64], parts: NDArray[np.int64]) -> NDArray[np.int64]:
    """That many millionths of each sum, cut down to whole fen, without overflow up to 10^12 yuan.

    >>> share_of(np.array([100_000_000_000_001]), np.array([500_000])).tolist()
    [50000000000000]
    """
    return fen // MILLION * parts + fen % MILLION * parts // MILLION
