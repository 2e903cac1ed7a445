"""The slots of a program as columns of a register: facts as given, looks into yearly columns, derived facts.

Its one law: a slot is null exactly where the walk over one subject would hold no value; a fact whose column is absent
is unknown for all. A cell of a yearly column that is empty is a year not given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_

import narwhals as nw

from lingqu.law.bulk.days import Days, OneDay
from lingqu.law.bulk.numbers import UNKNOWN_NUMBER, EarlierYears, Number
from lingqu.law.bulk.stages import Stages
from lingqu.law.bulk.ternary import Ternary, both
from lingqu.law.engine.slots import Layout, SeriesLook
from lingqu.law.lang import tree
from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.law.lang.truth import UNKNOWN
from lingqu.law.packs.limits import COUNT_LIMIT, MONEY_LIMIT_FEN, RATIO_DENOMINATOR, RATIO_LIMIT_NUMERATOR

_OF_YEAR = re.compile(r"(?P<code>.+)_(?P<year>[12][0-9]{3})")


@dataclass(frozen=True, slots=True)
class Slot:
    """What a slot holds: a number, a truth, a day or the code of a choice; `null` says where it has no value.

    `pending`: null for no other reason than that the day is not known.
    """

    number: Number = UNKNOWN_NUMBER
    truth: Ternary = UNKNOWN
    plain: nw.Expr | date | None = None  # a day, or the code of a choice
    null: nw.Expr | bool = True
    pending: nw.Expr | bool = False


class Columns:
    """Slots over the columns that a register has."""

    def __init__(self, layout: Layout, present: Collection[str], days: Days, stages: Stages) -> None:
        self._layout = layout
        self._present = frozenset(present)
        self._days = days
        self._stages = stages
        self._years = years_of(present, layout.pack.facts)
        self.slots: list[Slot] = [self._given(fact) for fact in layout.pack.facts]
        looks = sorted((slot, node) for node, slot in layout.of_look.items())
        self.slots += [self._looked_up(node) for _, node in looks]

    def put(self, slot: int, given: Slot) -> None:
        """Replace a slot, for a fact that is derived where it is not given."""
        self.slots[slot] = given

    def look(self, node: SeriesLook) -> Slot:
        """A look into a series by itself, apart from any fact that is derived by it."""
        return self._looked_up(node)

    def _given(self, fact: FactDeclaration) -> Slot:
        if fact.name == self._layout.pack.policy.day_fact:
            day = self._days.expression()
            return Slot(
                plain=day, null=day is None
            )  # rows without a day are answered apart, as rows of a day unknown for all
        chosen = self._days.by_year(self._years.get(fact.code, {}))
        if fact.code not in self._present:
            if chosen is None:
                return Slot(pending=self._given_in_any_year(fact.code))
            of_one_year = len(self._days.years) == 1
            return slot_of(fact, chosen if of_one_year else self._stages.slot(chosen))
        alone = nw.col(fact.code)
        either = alone if chosen is None else self._stages.slot(nw.coalesce(alone, chosen))
        found = slot_of(fact, either)
        return replace(found, pending=both(found.null, self._given_in_any_year(fact.code)))

    def _given_in_any_year(self, code: str) -> nw.Expr | bool:
        """Whether a series waits for nothing but the day."""
        years = self._years.get(code, {})
        if not years or not (isinstance(self._days, OneDay) and self._days.day is None):
            return False
        return reduce(or_, [~column.is_null() for column in years.values()])

    def _looked_up(self, node: SeriesLook) -> Slot:
        fact = self._layout.pack.fact_named(node.name)
        columns = self._years.get(fact.code, {})
        pending = self._given_in_any_year(fact.code)
        if not columns or not self._days.years:
            return Slot(pending=pending)
        values: dict[int, nw.Expr] = {}
        floors: dict[int, nw.Expr] = {}
        for year in self._days.years:
            seen = _seen_from(node, columns, year)
            if isinstance(seen.top, nw.Expr):
                values[year] = seen.top
            if seen.floor is not None:
                floors[year] = seen.floor
        top, floor = (
            None if found is None else self._stages.slot(found, (node, part))
            for part, found in (("top", self._days.by_year(values)), ("floor", self._days.by_year(floors)))
        )
        number = Number(top, floor=floor, size=_size_of(fact) * _years_in(node))
        null: nw.Expr | bool = True if top is None else top.is_null()
        if isinstance(node, tree.EarlierMaximum) and len(self._days.years) == 1:
            number = replace(number, earlier=_earlier_years(columns, self._days.years[0]))
            null = null if number.earlier is None else ~number.earlier.is_whole
        return Slot(number, null=null, pending=pending)


def years_of(present: Collection[str], facts: Collection[FactDeclaration]) -> dict[str, dict[int, nw.Expr]]:
    """The yearly columns that are present, by fact and year."""
    yearly = {fact.code for fact in facts if fact.yearly}
    found: dict[str, dict[int, nw.Expr]] = {}
    for name in sorted(present):
        match = _OF_YEAR.fullmatch(name)
        if match and match["code"] in yearly:
            found.setdefault(match["code"], {})[int(match["year"])] = nw.col(name)
    return found


def slot_of(fact: FactDeclaration, column: nw.Expr) -> Slot:
    """A slot that a column of the fact's unit fills."""
    null = column.is_null()
    if fact.unit is Unit.YES_NO:
        return Slot(truth=column, null=null)
    if fact.unit is Unit.RATIO:
        return Slot(Number(column, RATIO_DENOMINATOR, size=_size_of(fact)), null=null)
    if fact.unit in (Unit.MONEY, Unit.COUNT):
        return Slot(Number(column, size=_size_of(fact)), null=null)
    return Slot(plain=column, null=null)


def _size_of(fact: FactDeclaration) -> int:
    """How large a value of the fact can be, in the units of its column."""
    return {Unit.MONEY: MONEY_LIMIT_FEN, Unit.COUNT: COUNT_LIMIT, Unit.RATIO: RATIO_LIMIT_NUMERATOR}[fact.unit]


def _years_in(node: SeriesLook) -> int:
    return node.years if isinstance(node, tree.SumOfYears) else 2 if isinstance(node, tree.Increase) else 1


def _seen_from(node: SeriesLook, columns: Mapping[int, nw.Expr], year: int) -> Number:
    """What a look finds when `year` is the year relied on."""
    if isinstance(node, tree.PreviousYear):
        return Number(columns.get(year - 1))
    if isinstance(node, tree.Increase):
        now, before = columns.get(year), columns.get(year - 1)
        return UNKNOWN_NUMBER if now is None or before is None else Number(now - before)
    if isinstance(node, tree.SumOfYears):
        parts = [columns.get(year - back) for back in range(node.years)]
        known = [part for part in parts if part is not None]
        return Number(reduce(lambda a, b: a + b, known)) if len(known) == len(parts) else UNKNOWN_NUMBER
    return _earlier_maximum(columns, year)


def _earlier_years(columns: Mapping[int, nw.Expr], year: int) -> EarlierYears | None:
    earlier = {each: columns[each] for each in sorted(columns) if each < year}
    if not earlier:
        return None
    if year - 1 not in earlier:
        return EarlierYears(None, tuple(earlier.values()), nw.lit(False))
    # whole from the first year given on: going back from the last year, once one is not given none is
    is_whole = filled = ~earlier[year - 1].is_null()
    later = year - 1
    for each in sorted(earlier)[-2::-1]:
        adjoins, later = each == later - 1, each
        filled = filled if adjoins else nw.lit(False)
        is_whole = is_whole & (earlier[each].is_null() | filled)
        filled = filled & ~earlier[each].is_null()
    return EarlierYears(None, tuple(earlier.values()), is_whole)


def _earlier_maximum(columns: Mapping[int, nw.Expr], year: int) -> Number:
    """The highest of the earlier years; with a gap after the first year given it is only a floor."""
    earlier = {each: columns[each] for each in sorted(columns) if each < year}
    if not earlier:
        return UNKNOWN_NUMBER
    # a single column needs no comparison; engines skip nulls here, which is what is wanted
    highest = nw.max_horizontal(*earlier.values()) if len(earlier) > 1 else next(iter(earlier.values()))
    gap: nw.Expr | None = None
    begun: nw.Expr | None = None
    last = year
    # by columns, not by years: a day far ahead has no more columns than one at hand
    for each, column in earlier.items():
        if begun is not None:
            here = begun if each > last + 1 else begun & column.is_null()
            gap = here if gap is None else gap | here
        begun = ~column.is_null() if begun is None else begun | ~column.is_null()
        last = each
    if last < year - 1:
        assert begun is not None
        gap = begun if gap is None else gap | begun
    if gap is None:
        return Number(highest)
    return Number(nw.when(~gap).then(highest), floor=nw.when(gap).then(highest))
