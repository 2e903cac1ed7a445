"""Periods of the Civil Code as a table: start; length; last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.engine.periods import add_months, is_working_day, last_day, nominal_last_day, within
from lingqu.law.lang.truth import NO, UNKNOWN, YES

# start; length; nominal last day; last day, moved where it is a day of rest
PERIODS = [
    ("2026-06-30", 1, "年", "2027-06-30", "2027-06-30"),  # a Wednesday
    ("2026-06-30", 3, "年", "2029-06-30", "2029-07-02"),  # a Saturday moves to Monday
    ("2024-02-29", 3, "年", "2027-02-28", "2027-03-01"),  # no 29 February: month end, a Sunday, moves
    ("2024-02-29", 4, "年", "2028-02-29", "2028-02-29"),
    ("2026-01-31", 1, "个月", "2026-02-28", "2026-02-28"),  # a Saturday on which offices work by the notice
    ("2026-03-31", 1, "个月", "2026-04-30", "2026-04-30"),
    ("2026-12-15", 2, "个月", "2027-02-15", "2027-02-15"),
    ("2026-09-29", 2, "日", "2026-10-01", "2026-10-08"),  # the national holiday of 2026
    ("2026-09-28", 3, "个工作日", "2026-10-08", "2026-10-08"),
    ("2030-09-30", 1, "日", "2030-10-01", "2030-10-04"),  # not published: statutory days only
    ("2027-02-03", 3, "年", "2030-02-03", "2030-02-06"),  # the new year of the lunar calendar
    ("2027-02-02", 3, "年", "2030-02-02", "2030-02-06"),  # its eve
    ("2027-01-31", 3, "年", "2030-01-31", "2030-01-31"),
    ("2026-04-04", 3, "年", "2029-04-04", "2029-04-05"),
    ("2026-09-21", 3, "年", "2029-09-21", "2029-09-21"),
    ("2025-06-09", 2, "年", "2027-06-09", "2027-06-10"),
]


@pytest.mark.parametrize(("start", "length", "unit", "nominal", "moved"), PERIODS)
def test_the_last_day_of_a_period(start: str, length: int, unit: str, nominal: str, moved: str) -> None:
    begin = date.fromisoformat(start)

    assert nominal_last_day(begin, length, unit).isoformat() == nominal
    assert last_day(begin, length, unit).day.isoformat() == moved


def test_an_unpublished_year_is_marked_as_estimated() -> None:
    assert last_day(date(2027, 6, 30), 3, "年").estimated
    assert not last_day(date(2024, 6, 28), 1, "年").estimated
    assert is_working_day(date(2040, 1, 1)) == (False, True)


@pytest.mark.parametrize(
    ("day", "truth"),
    [
        ("2026-06-29", NO),
        ("2026-06-30", YES),
        ("2027-06-30", YES),
        ("2027-07-01", NO),
        (None, UNKNOWN),
    ],
)
def test_a_day_lies_within_a_year_from_its_first_day_to_its_last(day: str | None, truth: object) -> None:
    judged = date.fromisoformat(day) if day else None

    assert within(judged, date(2026, 6, 30), 1, "年") is truth


def test_a_day_of_rest_at_the_end_lets_the_period_run_on() -> None:
    start = date(2026, 6, 30)

    assert within(date(2029, 7, 1), start, 3, "年") is YES
    assert within(date(2029, 7, 2), start, 3, "年") is YES
    assert within(date(2029, 7, 3), start, 3, "年") is NO


def test_without_a_start_nothing_is_known() -> None:
    assert within(date(2026, 1, 1), None, 1, "年") is UNKNOWN


def test_a_period_past_the_end_of_the_calendar_is_no_error() -> None:
    assert within(date(9999, 12, 30), date(9999, 1, 1), 5000, "日") is YES
    assert within(date(9999, 12, 31), date(9998, 12, 31), 2, "年") is YES


days = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1))


@given(days, st.integers(min_value=0, max_value=240))
def test_months_later_is_the_same_day_or_the_month_end(start: date, months: int) -> None:
    later = add_months(start, months)

    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.day == start.day or (later.day < start.day and (later + timedelta(days=1)).day == 1)


@given(days, days, st.integers(min_value=1, max_value=5))
def test_the_quick_answer_and_the_calendar_agree(day: date, start: date, years: int) -> None:
    expected = start <= day <= last_day(start, years, "年").day

    assert within(day, start, years, "年") is (YES if expected else NO)
