"""The years of a study: on which day each is judged, and how the figures of a register are carried on into it.

Its one law: what a register does not know stays unknown; only a year for which it has no column takes over the last one
that it has. Growth is exact on whole numbers and cut down.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from lingqu.law.lang import tree
from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.budget.assumptions import Assumptions
from lingqu.law.studies.budget.spreads import MILLION

_LARGEST = 10**14 - 1  # fen of a register's largest sum
_OF_YEAR = re.compile(r"(.+)_([12][0-9]{3})")


@dataclass(frozen=True, slots=True)
class CarriedOn:
    """A register as it stands in one year: its columns, and the facts that were carried on with the year last given."""

    frame: pl.LazyFrame
    facts: frozenset[str]
    carried: tuple[tuple[str, int], ...]


def days_of(first: date, years: Sequence[int]) -> tuple[date, ...]:
    """The same day in each year; 29 February becomes 28.

    >>> days_of(date(2028, 2, 29), [2028, 2029])
    (datetime.date(2028, 2, 29), datetime.date(2029, 2, 28))
    """
    return tuple(_in_year(first, year) for year in years)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def carried_on(
    frame: pl.LazyFrame, facts: Collection[str], pack: Pack, assumptions: Assumptions, *, first: int, year: int
) -> CarriedOn:
    """The register as it stands in `year`, seen from `first`, the year that its figures without a year belong to."""
    made = _Carrying(frozenset(facts), pack, assumptions, first, year)
    for fact in pack.facts:
        made.carry(fact)
    for fact in pack.facts:
        if isinstance(fact.derivation, tree.EarlierMaximum):
            made.raise_earlier_maximum(fact, fact.derivation)
    for step in made.steps:  # one year's figure rests on that of the year before
        frame = frame.with_columns(step)
    return CarriedOn(frame.drop(made.dropped), made.facts - frozenset(made.dropped), tuple(made.carried))


class _Carrying:
    """Collects, fact by fact, the columns that a year needs."""

    def __init__(self, facts: frozenset[str], pack: Pack, assumptions: Assumptions, first: int, year: int) -> None:
        self.facts = facts
        self.steps: list[pl.Expr] = []
        self.carried: list[tuple[str, int]] = []
        self.dropped: list[str] = []
        self._given = facts
        self._pack = pack
        self._assumptions = assumptions
        self._first = first
        self._year = year
        self._years: dict[str, list[int]] = {}
        for each in facts:
            found = _OF_YEAR.fullmatch(each)
            if found:
                self._years.setdefault(found[1], []).append(int(found[2]))

    def carry(self, fact: FactDeclaration) -> None:
        """Carry one fact on."""
        growth = self._assumptions.growth_of(fact.code) if fact.unit in (Unit.MONEY, Unit.COUNT) else 0
        if fact.role or isinstance(fact.derivation, tree.EarlierMaximum):
            return  # payments are no figures that grow, and a maximum is raised by the years that pass
        if fact.yearly and fact.code in self._years:
            self._carry_series(fact.code, growth)
        elif fact.code in self._given and self._year > self._first:
            if fact.yearly and not self._assumptions.carry_forward:
                self.dropped.append(fact.code)
            elif growth:
                self._grow(fact.code, growth, self._year - self._first)

    def _carry_series(self, code: str, growth: int) -> None:
        last, relied = max(self._years[code]), self._year - 1
        if relied <= last or not self._assumptions.carry_forward:
            return
        for each in range(last + 1, relied + 1):
            self.steps.append(_grown(pl.col(f"{code}_{each - 1}"), growth).alias(f"{code}_{each}"))
            self.facts |= {f"{code}_{each}"}
        self.carried.append((code, last))

    def _grow(self, code: str, growth: int, times: int) -> None:
        for _ in range(times):
            self.steps.append(_grown(pl.col(code), growth).alias(code))

    def raise_earlier_maximum(self, fact: FactDeclaration, node: tree.EarlierMaximum) -> None:
        """A maximum of earlier years that was given has to take in the years that have passed since."""
        source = self._pack.fact_named(node.name)
        if fact.code in self._years:
            self._raise_series(fact.code, source.code)
        elif fact.code in self._given and self._year > self._first:
            passed = [f"{source.code}_{each}" for each in range(self._first - 1, self._year - 1)]
            if all(each in self.facts for each in passed):
                self.steps.append(_highest(pl.col(fact.code), *map(pl.col, passed)).alias(fact.code))
            elif source.code in self._given and source.code not in self.dropped:
                self._raise_by_plain(fact.code, source)
            else:
                self.dropped.append(fact.code)

    def _raise_series(self, code: str, source: str) -> None:
        for each in range(max(self._years[code]) + 1, self._year):
            before = (f"{code}_{each - 1}", f"{source}_{each - 1}")
            if not self.facts.issuperset(before):
                return
            self.steps.append(_highest(*map(pl.col, before)).alias(f"{code}_{each}"))
            self.facts |= {f"{code}_{each}"}

    def _raise_by_plain(self, code: str, source: FactDeclaration) -> None:
        growth, passed = self._assumptions.growth_of(source.code), [pl.col(source.code)]
        for _ in range(self._year - self._first - 1):
            passed.append(_grown(passed[-1], growth))
        # before the source itself is carried into the year judged
        self.steps.insert(0, _highest(pl.col(code), *passed).alias(code))


def _highest(*columns: pl.Expr) -> pl.Expr:
    """The highest, where all are known."""
    lacking = pl.any_horizontal(*(column.is_null() for column in columns))
    return pl.when(~lacking).then(pl.max_horizontal(*columns))


def _grown(column: pl.Expr, growth: int) -> pl.Expr:
    """One year's growth, cut down; nothing grows beyond what a register can hold, so that no number overflows."""
    if not growth:
        return column
    factor = MILLION + growth
    grown = column // MILLION * factor + column % MILLION * factor // MILLION
    return grown.clip(-_LARGEST, _LARGEST)
