"""The rules of an allocation as data: pools, ceilings, floors, exclusions, partial awards, instalments, aim and ties.

Its one law: a rule says nothing but what its file says; each has the name by which the results speak of it. It does not
know any application.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Aim = Literal["score", "score_times_sum", "number"]
AIMS: tuple[Aim, ...] = ("score", "score_times_sum", "number")

Total = Literal["more_money", "less_money", "more_awards", "fewer_awards", "more_score"]
TOTALS: tuple[Total, ...] = ("more_money", "less_money", "more_awards", "fewer_awards", "more_score")
"""Ties broken by what the whole choice comes to."""

Rank = Literal["score", "smaller_request", "larger_request", "earlier", "id"]
RANKS: tuple[Rank, ...] = ("score", "smaller_request", "larger_request", "earlier", "id")
"""Ties broken item by item: which of two applications goes first."""

DEFAULT_RANKS: tuple[Rank, ...] = ("score", "smaller_request", "earlier", "id")


@dataclass(frozen=True, slots=True)
class Objective:
    """What is made as large as can be; among equals first the totals decide, one after the other, then the ranks."""

    aim: Aim = "score"
    totals: tuple[Total, ...] = ()
    ranks: tuple[Rank, ...] = DEFAULT_RANKS


@dataclass(frozen=True, slots=True)
class Pool:
    """Money for some measures, a sum in fen for each year."""

    name: str
    measures: tuple[str, ...]
    sums: tuple[tuple[int, int], ...]

    def sum_of(self, year: int) -> int | None:
        """The sum of one year, None where the pool has none."""
        return next((fen for each, fen in self.sums if each == year), None)


@dataclass(frozen=True, slots=True)
class Where:
    """Which applications a rule counts: each column named has one of the values."""

    tests: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A ceiling or a floor on number or sum (fen), over all that `where` counts or for each value of a column."""

    name: str
    side: Literal["ceiling", "floor"]
    where: Where = Where()
    by: str | None = None
    number: int | None = None
    sum: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class MeasureExclusion:
    """One organisation may be given awards under one of these measures only."""

    name: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemExclusion:
    """At most one of these applications is taken."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partial:
    """Awards under these measures may be cut from what is requested by whole steps (fen), down to a minimum."""

    name: str
    measures: tuple[str, ...]
    step: int
    minimum_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Instalments:
    """Awards under these measures are paid over years, the first in the year of the allocation, in whole percents."""

    name: str
    measures: tuple[str, ...]
    percents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of one allocation; `year` is the budget year that awards are paid in, or begin to be paid in."""

    file: str
    title: str
    year: int
    pools: tuple[Pool, ...]
    objective: Objective = Objective()
    limits: tuple[Limit, ...] = ()
    measure_exclusions: tuple[MeasureExclusion, ...] = ()
    item_exclusions: tuple[ItemExclusion, ...] = ()
    partials: tuple[Partial, ...] = ()
    instalments: tuple[Instalments, ...] = ()

    def pool_of(self, measure: str) -> Pool | None:
        """The pool that pays a measure."""
        return next((pool for pool in self.pools if measure in pool.measures), None)

    def partial_of(self, measure: str) -> Partial | None:
        """The rule that allows partial awards under a measure."""
        return next((rule for rule in self.partials if measure in rule.measures), None)

    def percents_of(self, measure: str) -> tuple[int, ...]:
        """The percents paid in each year from the first."""
        return next((rule.percents for rule in self.instalments if measure in rule.measures), (100,))

    def columns_counted(self) -> Iterator[tuple[str, str]]:
        """Each column by which a rule counts, with the name of that rule."""
        for limit in self.limits:
            if limit.by is not None:
                yield limit.by, limit.name
            for column, _ in limit.where.tests:
                yield column, limit.name
        for exclusion in self.measure_exclusions:
            yield "organisation", exclusion.name
