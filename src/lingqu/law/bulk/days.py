"""The day judged over a register: one for all, one for each row, or none; and the periods counted back from it.

Its one law: a period of the Civil Code is counted in Python, once for each different day, never by an engine's own date
arithmetic; over the rows only days are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import narwhals as nw
import polars as pl

from lingqu.law.bulk.engine import Engine, Frame
from lingqu.law.bulk.ternary import Ternary
from lingqu.law.engine.amounts import year_running
from lingqu.law.engine.periods import within
from lingqu.law.lang.truth import NO, UNKNOWN, YES

YEAR = "lingqu year relied on"


@dataclass(frozen=True, slots=True)
class Period:
    """N years, months, days or working days."""

    length: int
    unit: str


@dataclass(slots=True)
class OneDay:
    """The same day for all rows; None: not known for any."""

    day: date | None

    @property
    def years(self) -> tuple[int, ...]:
        """The years relied on."""
        return () if self.day is None else (self.day.year - 1,)

    def expression(self) -> nw.Expr | date | None:
        """The day itself."""
        return self.day

    def between(self, since: date, until: date) -> Ternary:
        """Whether the day lies in a validity, both ends inside."""
        if self.day is None:
            return UNKNOWN
        return YES if since <= self.day <= until else NO

    def within(self, start: nw.Expr | date | None, period: Period) -> Ternary:
        """Whether the day lies in the period that begins with `start`."""
        if self.day is None or start is None:
            return UNKNOWN
        if isinstance(start, date):
            return within(self.day, start, period.length, period.unit)
        return (start >= earliest_start(self.day, period)) & (start <= self.day)

    def running(self, start: nw.Expr | date | None, number: int) -> Ternary:
        """Whether the year that runs, counted from `start`, has this number."""
        if self.day is None or start is None:
            return UNKNOWN
        if isinstance(start, date):
            return YES if year_running(start, self.day) == number else NO
        return (start >= first_start_running(self.day, number)) & (start <= last_start_running(self.day, number))

    def by_year(self, of_year: dict[int, nw.Expr]) -> nw.Expr | None:
        """What stands for the year relied on."""
        return of_year.get(self.years[0]) if self.years else None

    def prepared(self, frame: Frame, engine: Engine) -> Frame:
        """The frame with what the other methods refer to."""
        return frame


@dataclass(slots=True)
class DayOfEachRow:
    """A column of days; what is counted back from a day stands in a small table that is joined to the rows."""

    column: str
    days: tuple[date, ...]
    _wanted: dict[str, list[date]] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """The years relied on."""
        return tuple(sorted({day.year - 1 for day in self.days}))

    def expression(self) -> nw.Expr | date | None:
        """The day itself."""
        return nw.col(self.column)

    def between(self, since: date, until: date) -> Ternary:
        """Whether the day lies in a validity, both ends inside."""
        day = nw.col(self.column)
        return (day >= since) & (day <= until)

    def within(self, start: nw.Expr | date | None, period: Period) -> Ternary:
        """Whether the day lies in the period that begins with `start`."""
        if start is None:
            return UNKNOWN
        day = nw.col(self.column)
        if isinstance(start, date):
            inside = [each for each in self.days if within(each, start, period.length, period.unit) is YES]
            return (day >= min(inside)) & (day <= max(inside)) if inside else day < day
        earliest = self._counted(
            f"lingqu start {period.length} {period.unit}", [earliest_start(each, period) for each in self.days]
        )
        return (start >= earliest) & (start <= day)

    def running(self, start: nw.Expr | date | None, number: int) -> Ternary:
        """Whether the year that runs, counted from `start`, has this number."""
        if start is None:
            return UNKNOWN
        first = self._counted(f"lingqu first start {number}", [first_start_running(each, number) for each in self.days])
        last = self._counted(f"lingqu last start {number}", [last_start_running(each, number) for each in self.days])
        begun = nw.lit(start) if isinstance(start, date) else start
        return (begun >= first) & (begun <= last)

    def by_year(self, of_year: dict[int, nw.Expr]) -> nw.Expr | None:
        """What stands for the year relied on, chosen row by row."""
        chosen: nw.Expr | None = None
        for year in self.years:
            if year in of_year:
                this = nw.col(YEAR) == year
                when = nw.when(this).then(of_year[year])
                chosen = when if chosen is None else nw.when(this).then(of_year[year]).otherwise(chosen)
        return chosen

    def prepared(self, frame: Frame, engine: Engine) -> Frame:
        """The frame with the table of days joined."""
        table = pl.DataFrame(
            {
                self.column: list(self.days),
                YEAR: [day.year - 1 for day in self.days],
                **self._wanted,
            },
            schema={self.column: pl.Date, YEAR: pl.Int64, **dict.fromkeys(self._wanted, pl.Date)},
        )
        return engine.looked_up(frame, table, on=self.column)

    def _counted(self, name: str, starts: Sequence[date]) -> nw.Expr:
        self._wanted[name] = list(starts)
        return nw.col(name)


Days = OneDay | DayOfEachRow


def earliest_start(day: date, period: Period) -> date:
    """The first start whose period still holds the day.

    Later starts end later, so halving finds it.

    >>> earliest_start(date(2029, 7, 2), Period(3, "年"))
    datetime.date(2026, 6, 30)
    """
    return _first(day, lambda start: within(day, start, period.length, period.unit) is YES)


def first_start_running(day: date, number: int) -> date:
    """The first start from which year `number` runs on the day, or an earlier one has passed into it."""
    return _first(day, lambda start: year_running(start, day) <= number)


def last_start_running(day: date, number: int) -> date:
    """The last start from which year `number` runs on the day; before all days where there is none."""
    if number == 1:
        return day
    return date.fromordinal(max(1, first_start_running(day, number - 1).toordinal() - 1))


def _first(day: date, holds: object) -> date:
    low, high = 1, day.toordinal()  # holds(high) is true
    while low < high:
        middle = (low + high) // 2
        if holds(date.fromordinal(middle)):  # type: ignore[operator]
            high = middle
        else:
            low = middle + 1
    return date.fromordinal(low)
