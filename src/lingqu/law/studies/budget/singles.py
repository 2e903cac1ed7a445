"""Single awards that are larger than the pool that has to pay them: each of the first, and all of them by measure.

Its one law: all are counted, also those beyond the ones kept by name. One of an undetermined subject is told as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from lingqu.law.studies.budget.cohorts import CEILING
from lingqu.law.studies.budget.pools import Pool

MOST_SINGLES = 1000


@dataclass(frozen=True, slots=True)
class SingleAward:
    """One award larger than the pool that has to pay it."""

    measure: str
    pool: str
    subject: str
    name: str
    year: int
    fen: int
    is_certain: bool  # that the subject is eligible; the sum may still be a ceiling


@dataclass(frozen=True, slots=True)
class SingleGroup:
    """All awards of one measure that are larger than their pool: how many, of how many undetermined, the largest."""

    measure: str
    pool: str
    count: int
    undetermined: int
    years: tuple[int, ...]
    fen: int


class Singles:
    """Collects them from the slices of a register."""

    def __init__(self) -> None:
        self.awards: list[SingleAward] = []
        self.groups: dict[str, SingleGroup] = {}

    def note(self, rows: pl.DataFrame, name: str, pool: Pool, years: Sequence[int]) -> None:
        """Note those of one measure."""
        for number, year in enumerate(years):
            standing, sum_ = f"{name} s{number}", f"{name} v{number}"
            found = rows.filter(pl.col(sum_) > pool.fen, pl.col(standing) > 0)
            if not len(found):
                continue
            undetermined = int((found[standing] > CEILING).sum())
            largest = int(found.select(pl.col(sum_).max()).item())
            self._group(SingleGroup(name, pool.id, len(found), undetermined, (year,), largest))
            for row in found.head(max(MOST_SINGLES - len(self.awards), 0)).iter_rows(named=True):
                called, sure = row.get("name") or "", row[standing] <= CEILING
                self.awards.append(SingleAward(name, pool.id, row["id"], called, year, row[sum_], sure))

    def _group(self, more: SingleGroup) -> None:
        before = self.groups.get(more.measure, SingleGroup(more.measure, more.pool, 0, 0, (), 0))
        self.groups[more.measure] = SingleGroup(
            more.measure,
            more.pool,
            before.count + more.count,
            before.undetermined + more.undetermined,
            tuple(sorted({*before.years, *more.years})),
            max(before.fen, more.fen),
        )
