"""Subjects that stand alike under one measure in every year, put together: how many, and what they could draw.

Its one law: a cohort's sums are exact totals. Subjects are pooled only where they stand alike in every year and their
sums differ by less than a tenth, and that only where a register has many different sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

# How a subject stands under a measure in a year.
NONE, DUE, CEILING, MAYBE_DUE, MAYBE_CEILING = range(5)

MOST_EXACT = 400
"""Up to this many different cohorts of a measure are kept as they are."""
STEP = 1.1


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The cohorts of one measure. Arrays over cohorts, and over cohorts by years; `fen` are totals of the cohort."""

    count: NDArray[np.int64]
    standing: NDArray[np.int8]
    fen: NDArray[np.int64]

    def total(self, *standings: int) -> NDArray[np.int64]:
        """What those of some standings could draw, by year."""
        of_them = np.where(np.isin(self.standing, standings), self.fen, 0)
        return np.asarray(of_them.sum(axis=0, dtype=np.int64))

    def subjects(self, *standings: int) -> NDArray[np.int64]:
        """How many there are of some standings, by year."""
        of_them = np.where(np.isin(self.standing, standings), self.count[:, None], 0)
        return np.asarray(of_them.sum(axis=0, dtype=np.int64))


class Gathering:
    """Gathers the cohorts of one measure from the slices of a register."""

    def __init__(self, years: int) -> None:
        self._standings = [f"s{number}" for number in range(years)]
        self._sums = [f"v{number}" for number in range(years)]
        self._kept: pl.DataFrame | None = None

    def add(self, rows: pl.DataFrame) -> None:
        """Take in subjects: columns s0, s1 … (standing) and v0, v1 … (fen)."""
        standing = rows.filter(pl.any_horizontal(pl.col(each) != NONE for each in self._standings))
        found = standing.group_by(*self._standings, *self._sums).agg(pl.len().cast(pl.Int64).alias("n"))
        totals = [pl.col(each) * pl.col("n") for each in self._sums]
        found = found.select("n", *self._standings, *totals)
        kept = found if self._kept is None else pl.concat([self._kept, found])
        self._kept = self._pooled(kept)

    def cohorts(self) -> Cohorts:
        """All of them, in an order that does not hang on how the register was cut into slices."""
        kept = self._kept
        if kept is None or not len(kept):
            years = len(self._sums)
            return Cohorts(np.zeros(0, np.int64), np.zeros((0, years), np.int8), np.zeros((0, years), np.int64))
        kept = kept.sort(*self._standings, *self._sums, "n")
        return Cohorts(
            kept["n"].to_numpy(),
            kept.select(self._standings).to_numpy().astype(np.int8),
            kept.select(self._sums).to_numpy().astype(np.int64),
        )

    def _pooled(self, kept: pl.DataFrame) -> pl.DataFrame:
        each = [(pl.col(name) // pl.col("n")).alias(f"each {name}") for name in self._sums]
        exact = self._together(kept.with_columns(each), [f"each {name}" for name in self._sums])
        if len(exact) <= MOST_EXACT:
            return exact
        whole = pl.sum_horizontal(self._sums) / pl.col("n")
        step = (whole.clip(lower_bound=1).log() / float(np.log(STEP))).floor().cast(pl.Int64).alias("step")
        return self._together(exact.with_columns(step), ["step"])

    def _together(self, rows: pl.DataFrame, alike: Sequence[str]) -> pl.DataFrame:
        summed = [pl.col("n").sum(), *(pl.col(name).sum() for name in self._sums)]
        return rows.group_by(*self._standings, *alike).agg(summed).select("n", *self._standings, *self._sums)
