"""What one measure draws in each year, by Monte Carlo: who proves eligible, applies, is selected, and gets how much.

Its one law: money is whole fen throughout and never above what the cohort could draw; with constants of one nothing is
left to chance. Each measure and each purpose has its own stream, so that changing one changes no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

from lingqu.law.studies.budget.assumptions import Assumptions, Shock
from lingqu.law.studies.budget.cohorts import CEILING, DUE, MAYBE_CEILING, MAYBE_DUE, Cohorts
from lingqu.law.studies.budget.spreads import MILLION, Shares, Spread, millionths, share_of
from lingqu.law.studies.budget.standings import Drawing

Fen = NDArray[np.int64]
_CELLS = 1_000_000  # of cohorts by draws worked on at once: some tens of megabytes
_ELIGIBLE, _APPLY, _SELECT, _GRANT, _SPEND, _ENTER, _COUNTS = range(7)


@dataclass(frozen=True, slots=True)
class Lottery:
    """The chances of one measure over years and draws."""

    drawing: Drawing
    assumptions: Assumptions
    years: int
    draws: int
    seed: SeedSequence
    number: int  # of the measure in its policy

    def chance(self, purpose: int) -> Generator:
        """The stream of one purpose."""
        key = (*self.seed.spawn_key, self.number, purpose)
        return Generator(PCG64(SeedSequence(self.seed.entropy, spawn_key=key)))

    def spread(self, kind: str) -> Spread:
        """The assumed share of one kind."""
        return self.assumptions.chance(kind, self.drawing.id)

    def shares(self, kind: str, purpose: int) -> Shares:
        """A share for each year and draw. Without a common shock it is the mean: chance lies with each subject."""
        spread, shock = self.spread(kind), self.shock
        if shock == "none":
            return np.full((self.years, self.draws), spread.mean)
        if shock == "measure":
            return np.broadcast_to(spread.drawn(self.chance(purpose), (1, self.draws)), (self.years, self.draws))
        return spread.drawn(self.chance(purpose), (self.years, self.draws))

    @property
    def shock(self) -> Shock:
        """For what each share is drawn once."""
        return self.assumptions.common_shock


@dataclass(frozen=True, slots=True)
class Draws:
    """What a measure draws, by year and draw: all of it, and what of it those draw who are found eligible."""

    all: Fen
    known: Fen


def drawn(lottery: Lottery, cohorts: Cohorts, pool_fen: int = 0) -> Draws:
    """What the measure draws. `pool_fen` is the size of a measure that is itself a pool."""
    if lottery.drawing.kind == "pool":
        return _pool_drawn(lottery, cohorts, pool_fen)
    return _Drawn(lottery).over(cohorts)


def entrants_at_most(lottery: Lottery, cohorts: Cohorts) -> Fen:
    """The most that new subjects could draw, by year; none in the first."""
    found = np.zeros(lottery.years, np.int64)
    base = int(cohorts.subjects(DUE, CEILING)[0]) if lottery.years else 0
    highest = lottery.spread("new_entrants").highest
    if base and highest and lottery.drawing.kind != "pool":
        count = -int(-base * millionths(np.array(highest)) // MILLION)
        found[1:] = int(cohorts.total(DUE, CEILING)[0]) * count // base
    return found


def in_instalments(fen: Fen, percents: Sequence[tuple[int, int]]) -> tuple[Fen, Fen]:
    """Spread what is granted over instalments, one a year; the second part is what falls due after the last year.

    >>> granted = np.array([[100], [0]])
    >>> [each.tolist() for each in in_instalments(granted, [(60, 100), (40, 100)])]
    [[[60], [40]], [0]]
    """
    if not percents:
        return fen, np.zeros(fen.shape[1:], np.int64)
    paid, rest = np.zeros_like(fen), np.zeros(fen.shape[1:], np.int64)
    for year in range(len(fen)):
        left = fen[year].copy()
        for place, (top, bottom) in enumerate(percents):
            last = place == len(percents) - 1
            part = left if last else fen[year] // bottom * top + fen[year] % bottom * top // bottom
            left = left - part
            if year + place < len(fen):
                paid[year + place] += part
            else:
                rest += part
    return paid, rest


class _Drawn:
    """Works through the cohorts of one measure, so many at a time."""

    def __init__(self, lottery: Lottery) -> None:
        self._lottery = lottery
        shape = (2, lottery.years, lottery.draws)  # of all, and of those found eligible
        self._apply = lottery.shares("take_up", _APPLY)
        self._select = lottery.shares("selected", _SELECT)
        self._counts = lottery.chance(_COUNTS)
        self._grants = lottery.chance(_GRANT)
        self._fixed = np.zeros(shape, np.int64)
        self._open = np.zeros(shape, np.int64)
        self._granted = np.zeros(shape, np.int64)

    def over(self, cohorts: Cohorts) -> Draws:
        """The sums of all cohorts."""
        lottery = self._lottery
        # whether an unknown fact turns out well is settled once, for all years
        proves = lottery.shares("becomes_eligible", _ELIGIBLE)[0]
        step = max(1, _CELLS // max(lottery.draws, 1))
        for start in range(0, len(cohorts.count), step):
            part = slice(start, start + step)
            self._add(cohorts.count[part], cohorts.standing[part], cohorts.fen[part], proves)
        self._add_entrants(cohorts)
        if lottery.shock == "none":
            return Draws(*(self._fixed + self._granted))
        grants = millionths(lottery.shares("share_of_ceiling", _GRANT))
        return Draws(*(self._fixed + share_of(self._open, grants)))

    def _add(self, count: Fen, standing: NDArray[np.int8], fen: Fen, proves: Shares) -> None:
        all_of_them = np.broadcast_to(count[:, None], (len(count), self._lottery.draws))
        maybe = (standing > CEILING).any(axis=1)
        eligible = all_of_them.copy()
        if maybe.any():
            eligible[maybe] = self._counts.binomial(all_of_them[maybe], proves)
        for year in range(self._lottery.years):
            here = standing[:, year]
            for kinds, is_open in (((DUE, MAYBE_DUE), False), ((CEILING, MAYBE_CEILING), True)):
                at = np.isin(here, kinds)
                if not at.any():
                    continue
                sure = np.isin(here[at], (DUE, CEILING))
                able = np.where(sure[:, None], all_of_them[at], eligible[at])
                applying = self._applying(able, year)
                self._put(year, applying, count[at, None], fen[at, year, None], sure, is_open=is_open)

    def _applying(self, able: Fen, year: int) -> Fen:
        """How many apply and, where it is a competition, are selected."""
        found = self._counts.binomial(able, self._apply[year])
        if self._lottery.drawing.kind == "competitive":
            found = self._counts.binomial(found, self._select[year])
        return found

    def _put(self, year: int, number: Fen, count: Fen, fen: Fen, sure: NDArray[np.bool_], *, is_open: bool) -> None:
        """Add what `number` of `count` subjects draw of their total; `sure` are the rows of those found eligible."""
        sums = number * (fen // count) + number * (fen % count) // count
        if not is_open:
            self._fixed[:, year] += _summed(sums, sure)
        elif self._lottery.shock == "none":
            share = self._lottery.spread("share_of_ceiling").mean_of(number, self._grants)
            self._granted[:, year] += _summed(share_of(sums, millionths(share)), sure)
        else:
            self._open[:, year] += _summed(sums, sure)

    def _add_entrants(self, cohorts: Cohorts) -> None:
        lottery = self._lottery
        if not lottery.spread("new_entrants").highest or lottery.years < 2:
            return
        base = int(cohorts.subjects(DUE, CEILING)[0])
        if not base:
            return
        rates = lottery.shares("new_entrants", _ENTER)
        chance = lottery.chance(_ENTER + _COUNTS)
        for year in range(1, lottery.years):
            # the part of a subject that is left over becomes one with just that probability
            number = np.floor(base * rates[year] + chance.random(lottery.draws)).astype(np.int64)
            applying = self._applying(number, year)
            for standing, is_open in ((DUE, False), (CEILING, True)):
                fen = cohorts.total(standing)[:1]
                if fen[0]:
                    sure = np.array([True])  # their number is assumed, but over those found eligible
                    self._put(year, applying[None, :], np.array([[base]]), fen[:, None], sure, is_open=is_open)


def _summed(sums: Fen, sure: NDArray[np.bool_]) -> Fen:
    return np.stack([sums.sum(axis=0), sums[sure].sum(axis=0)])


def _pool_drawn(lottery: Lottery, cohorts: Cohorts, fen: int) -> Draws:
    """A shared pool counts once a year, in years in which anybody applies; how much of it is spent is assumed."""
    sure, maybe = cohorts.subjects(CEILING), cohorts.subjects(MAYBE_CEILING)
    counts = lottery.chance(_COUNTS)
    proves, apply = lottery.shares("becomes_eligible", _ELIGIBLE)[0], lottery.shares("take_up", _APPLY)
    spent = lottery.spread("pool_spent").drawn(lottery.chance(_SPEND), (lottery.years, lottery.draws))
    able = counts.binomial(int(maybe.max(initial=0)), proves)
    found = np.zeros((lottery.years, lottery.draws), np.int64)
    for year in range(lottery.years):
        number = int(sure[year]) + np.minimum(able, int(maybe[year]))
        applies = counts.binomial(number, apply[year]) > 0
        found[year] = np.where(applies, share_of(np.array(fen), millionths(spent[year])), 0)
    return Draws(found, np.where(sure[:, None] > 0, found, 0))
