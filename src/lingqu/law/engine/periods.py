"""Periods by the Civil Code, art. 200 to 204, and the working days they end on.

Its one law: the first day is not counted, a month without the corresponding day ends on its last day, and a last day
that is a day of rest moves to the next working day. A year whose schedule is not yet published is an estimate.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth

# No holiday with its make-up days has ever run longer than this; past it the slow look into the calendar is not needed.
_LONGEST_REST = timedelta(days=14)
# Statutory days of rest (State Council regulation as amended 2024) for years without a published schedule: those with
# a fixed date, and those by the lunar calendar: first day of the year, tomb sweeping, dragon boat, mid-autumn.
_FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
_LUNAR_HOLIDAYS = {
    2027: ((2, 6), (4, 5), (6, 9), (9, 15)),
    2028: ((1, 26), (4, 4), (5, 28), (10, 3)),
    2029: ((2, 13), (4, 4), (6, 16), (9, 22)),
    2030: ((2, 3), (4, 5), (6, 5), (9, 12)),
    2031: ((1, 23), (4, 5), (6, 24), (10, 1)),
    2032: ((2, 11), (4, 4), (6, 12), (9, 19)),
    2033: ((1, 31), (4, 4), (6, 1), (9, 8)),
}


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a period; `estimated` where the official schedule of that year was not known."""

    day: date
    estimated: bool


def add_months(start: date, months: int) -> date:
    """Map a day `months` later; month ends map to month ends.

    >>> add_months(date(2024, 2, 29), 36)
    datetime.date(2027, 2, 28)
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if year > MAXYEAR:
        raise OverflowError(f"no day {months} months after {start}")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def is_working_day(day: date) -> tuple[bool, bool]:
    """Say whether offices work on that day, and whether that is only an estimate.

    Source: the yearly notices of the State Council's office as carried by `chinesecalendar`; where the year is not
    published there, weekends and the statutory days; the days added and worked around them are not known yet.
    """
    import chinese_calendar  # slow to import and needed for almost no subject

    try:
        return bool(chinese_calendar.is_workday(day)), False
    except NotImplementedError:
        return day.weekday() < 5 and not _is_statutory_rest(day), True


def _is_statutory_rest(day: date) -> bool:
    if (day.month, day.day) in _FIXED_HOLIDAYS:
        return True
    lunar = [date(day.year, month, number) for month, number in _LUNAR_HOLIDAYS.get(day.year, ())]
    if not lunar:
        return False
    since_new_year = (day - lunar[0]).days
    return day in lunar or -1 <= since_new_year <= 2  # the eve and three days


def nominal_last_day(start: date, length: int, unit: str) -> date:
    """Count the period without asking whether its last day is a day of rest. Unit: 年, 个月, 日 or 个工作日."""
    if unit == "年":
        return add_months(start, 12 * length)
    if unit == "个月":
        return add_months(start, length)
    if unit == "日":
        return start + timedelta(days=length)
    day = start
    counted = 0
    while counted < length:
        day += timedelta(days=1)
        counted += is_working_day(day)[0]
    return day


def last_day(start: date, length: int, unit: str) -> LastDay:
    """Find the last day of the period that begins with `start` (itself not counted).

    >>> last_day(date(2026, 6, 30), 3, "年").day  # 30 June 2029 is a Saturday
    datetime.date(2029, 7, 2)
    """
    day = nominal_last_day(start, length, unit)
    works, estimated = is_working_day(day)
    while not works:
        day += timedelta(days=1)
        works, guessed = is_working_day(day)
        estimated = estimated or guessed
    return LastDay(day, estimated)


def within(day: date | None, start: date | None, length: int, unit: str) -> Truth:
    """Say whether `day` lies in the period that begins with `start`; the day of the start itself lies in it."""
    if day is None or start is None:
        return UNKNOWN
    if day < start:
        return NO
    try:
        end = nominal_last_day(start, length, unit)
        if day <= end:
            return YES
        if day > end + _LONGEST_REST:
            return NO
        return YES if day <= last_day(start, length, unit).day else NO
    except OverflowError:  # the period runs past the last day a date can hold
        return YES
