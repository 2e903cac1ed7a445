"""The few shapes that made values are drawn from: weighted choices, shares of yes, log-normal money, yes-or-no.

Its one law: all chance comes from the generator given. A draw becomes whole fen once, and is money from then on.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Generator = np.random.Generator
Rows = npt.NDArray[np.int64]
Yes = npt.NDArray[np.bool_]
Fen = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Code = npt.NDArray[np.int8]

LARGEST_FEN = 9_999_999_999_999  # below 10^11 yuan: a tenth of what the interface takes
WAN = 10_000  # yuan; plans and contracts are rounded to it


def choose(generator: Generator, weights: npt.ArrayLike, rows: int) -> Code:
    """Draw places of a list by weight."""
    bounds = np.cumsum(np.asarray(weights, dtype=np.float64))
    drawn = np.searchsorted(bounds / bounds[-1], generator.random(rows), side="right")
    return np.minimum(drawn, len(bounds) - 1).astype(np.int8)


def likely(generator: Generator, share: float | Real, rows: int) -> Yes:
    """Draw yes at a share, one for all rows or one for each."""
    yes: Yes = generator.random(rows) < share
    return yes


def money(generator: Generator, median: float | Real, sigma: float, rows: int, unit: int = 1) -> Fen:
    """Draw log-normal sums around a median in yuan, rounded to whole units of yuan; a unit of 0 keeps the fen."""
    drawn = median * np.exp(sigma * generator.standard_normal(rows))
    return to_fen(drawn, unit)


def to_fen(yuan: Real, unit: int = 0) -> Fen:
    """Turn drawn yuan into fen, rounded to whole units of yuan, or to the fen where the unit is 0."""
    fen = np.rint(yuan * 100) if unit == 0 else np.rint(yuan / unit) * (unit * 100)
    return np.clip(fen, -LARGEST_FEN, LARGEST_FEN).astype(np.int64)


def part_of(fen: Fen, share: Real) -> Fen:
    """A share of each sum, in whole fen and never more than the sum."""
    return np.minimum(np.rint(fen * share), fen).astype(np.int64)
