"""A pool against what is asked of it, year by year: whether it is short, how likely, by how much, from which year.

Its one law: a pool is short where more is asked than it holds, never where just so much is. What it does not spend
lapses, unless it is assumed to go on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lingqu.law.studies.budget.pools import Pool
from lingqu.law.studies.budget.ranks import Quantile, quantiles

Fen = NDArray[np.int64]
LEVELS = ("certain", "p10", "p50", "p90", "at_most")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a pool, or of one measure: by year, and drawn by year and draw."""

    certain: Fen
    at_most: Fen
    drawn: Fen


@dataclass(frozen=True, slots=True)
class Figures:
    """The five figures of one year, or of all years together, in fen."""

    certain: int
    p10: Quantile
    p50: Quantile
    p90: Quantile
    at_most: int

    @property
    def by_level(self) -> Mapping[str, int]:
        """The sums by level."""
        return dict(zip(LEVELS, (self.certain, self.p10.fen, self.p50.fen, self.p90.fen, self.at_most), strict=True))


@dataclass(frozen=True, slots=True)
class PoolYear:
    """One year of a pool. `short` is by how much at each level; `probability` in millionths that it is short at all."""

    year: int
    supply: int
    asked: Figures
    short: Mapping[str, int]
    probability: int
    mean_short: int


@dataclass(frozen=True, slots=True)
class PoolCourse:
    """A pool over all years; `dry` is the first year in which it is short, at each level."""

    pool: Pool
    measures: tuple[str, ...]
    inside: str
    years: tuple[PoolYear, ...]
    dry: Mapping[str, int | None]
    total: Figures
    ever_short: int  # millionths


def figures(asked: Asked) -> tuple[Figures, ...]:
    """The figures of each year."""
    years = zip(asked.certain.tolist(), asked.drawn, asked.at_most.tolist(), strict=True)
    return tuple(_figures(certain, row, most) for certain, row, most in years)


def total_figures(asked: Asked) -> Figures:
    """The figures of all years together."""
    return _figures(int(asked.certain.sum()), asked.drawn.sum(axis=0), int(asked.at_most.sum()))


def _figures(certain: int, drawn: Fen, most: int) -> Figures:
    low, middle, high = quantiles(drawn)
    return Figures(certain, low, middle, high, most)


def added(parts: Sequence[Asked], years: int, draws: int) -> Asked:
    """Several askings together."""
    none = Asked(np.zeros(years, np.int64), np.zeros(years, np.int64), np.zeros((years, draws), np.int64))
    for each in parts:
        none = Asked(none.certain + each.certain, none.at_most + each.at_most, none.drawn + each.drawn)
    return none


def paid_out(pool: Pool, asked: Asked) -> Asked:
    """What a pool can pay of what is asked of it: the part that another pool, which holds it, has to bear."""
    supply = np.array(pool.supply(len(asked.certain)))
    return Asked(
        np.minimum(asked.certain, supply), np.minimum(asked.at_most, supply), np.minimum(asked.drawn, supply[:, None])
    )


def course(
    pool: Pool, measures: tuple[str, ...], inside: str, asked: Asked, years: Sequence[int], *, carry_over: bool
) -> PoolCourse:
    """Hold a pool against what is asked of it."""
    told = figures(asked)
    supply = pool.supply(len(years))
    gaps = _gaps(asked.drawn, supply, carry_over=carry_over)
    sure, most = (_gaps(each[:, None], supply, carry_over=carry_over) for each in (asked.certain, asked.at_most))
    made = []
    for number, year in enumerate(years):
        low, middle, high = (max(each.fen, 0) for each in quantiles(gaps[number]))
        ends = max(int(sure[number, 0]), 0), max(int(most[number, 0]), 0)
        short = dict(zip(LEVELS, (ends[0], low, middle, high, ends[1]), strict=True))
        lacking = np.maximum(gaps[number], 0)
        probability = int((lacking > 0).sum()) * 1_000_000 // len(lacking)
        mean = sum(lacking.tolist()) // len(lacking)  # whole numbers of Python: no sum of draws overflows
        made.append(PoolYear(year, supply[number], told[number], short, probability, mean))
    dry = {level: next((each.year for each in made if each.short[level]), None) for level in LEVELS}
    ever = int((gaps > 0).any(axis=0).sum()) * 1_000_000 // gaps.shape[1]
    return PoolCourse(pool, measures, inside, tuple(made), dry, total_figures(asked), ever)


def _gaps(asked: Fen, supply: Sequence[int], *, carry_over: bool) -> Fen:
    """What is asked above what is there, by year and draw; below zero where something is left."""
    gaps = np.empty_like(asked)
    left = np.zeros(asked.shape[1], np.int64)
    for number, fen in enumerate(supply):
        gaps[number] = asked[number] - fen - left
        if carry_over:
            left = np.maximum(-gaps[number], 0)
    return gaps
