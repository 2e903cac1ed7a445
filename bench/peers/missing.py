"""What is missing, by definition: sets of unknown facts, smallest first, each tried with every value worth trying.

Its one law: a set settles a verdict if some values of its facts bring it about while the other unknowns stay unknown.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any

from peers.given import FACTS, NO, UNKNOWN, YES, Facts, earlier_maximum_within, last_day_of_three_years, value_of
from peers.measures import CONDITIONS, IN_FORCE_FROM, IN_FORCE_UNTIL, verdict_of


def missing_sets_of(code: str, given: Facts, f05_arrival: str | None) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of unknown facts able to make it YES; where nothing can, those able to make it NO."""
    return _settling(code, given, f05_arrival, YES) or _settling(code, given, f05_arrival, NO)


def _settling(code: str, given: Facts, f05_arrival: str | None, wanted: bool) -> tuple[tuple[str, ...], ...]:
    asked = ["application_date", "located_in_guilin", *CONDITIONS[code].split()]
    unknown = [name for name in FACTS if name in asked and not _is_known(given, name)]
    found: list[tuple[str, ...]] = []
    for size in range(1, len(unknown) + 1):
        for names in combinations(unknown, size):
            if any(set(smaller) <= set(names) for smaller in found):
                continue
            if any(verdict_of(code, filled, f05_arrival) is wanted for filled in _fillings(code, given, names)):
                found.append(names)
    return tuple(found)


def _is_known(given: Facts, name: str) -> bool:
    if name != "max_prior_year_main_business_revenue_yuan":
        return value_of(given, name) is not None
    return earlier_maximum_within(given, 30_000_000_00) is not UNKNOWN


def _fillings(code: str, given: Facts, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    for values in product(*(_values_worth_trying(code, given, name) for name in names)):
        yield {**given, **dict(zip(names, values, strict=True))}


def _values_worth_trying(code: str, given: Facts, name: str) -> list[Any]:
    """Enough values to reach every answer: both sides of each line and of each figure it is held against."""
    if name == "platform_level":
        return ["municipal", "regional", "national"]
    if name == "application_date":
        return _days_worth_trying(code, given)
    if name == "recognition_date":
        day = given.get("application_date") or datetime.date(2028, 6, 30)
        return [day, day - datetime.timedelta(days=3650), day + datetime.timedelta(days=1)]
    if not name.endswith("_yuan"):
        return [True, False]
    lines = {
        "main_business_revenue_yuan": [30_000_000_00],
        "max_prior_year_main_business_revenue_yuan": [30_000_000_00],
        "production_equipment_investment_in_year_yuan": [3_000_000_00],
        "fixed_asset_investment_yuan": [1_000_000_000_00],
        "rd_expenditure_yuan": [20_000_000_00],
        "conversion_annual_output_yuan": [50_000_000_00],
        "conversion_received_yuan": [50_000_000_00],
    }.get(name, [])
    held_against = {
        "rd_expenditure_yuan": ("revenue_yuan", 5, 100),
        "revenue_yuan": ("rd_expenditure_yuan", 100, 5),
        "conversion_received_yuan": ("conversion_annual_output_yuan", 1, 1),
        "conversion_annual_output_yuan": ("conversion_received_yuan", 1, 1),
        "service_income_received_yuan": ("fiscal_appropriation_in_income_yuan", 1, 1),
        "fiscal_appropriation_in_income_yuan": ("service_income_received_yuan", 1, 1),
    }.get(name)
    if held_against is not None:
        other = value_of(given, held_against[0])
        if other is not None:
            lines.append(other * held_against[1] // held_against[2])
    biggest = 999_999_999_999_99
    near = {money for line in lines for money in (line - 1, line, line + 1)}
    return sorted(money for money in near | {0, 1, biggest} if 0 <= money <= biggest)


def _days_worth_trying(code: str, given: Facts) -> list[datetime.date]:
    one_day = datetime.timedelta(days=1)
    days = {IN_FORCE_FROM - one_day, IN_FORCE_FROM, IN_FORCE_UNTIL, IN_FORCE_UNTIL + one_day}
    if any(name.startswith("series ") for name in given):
        days |= {datetime.date(year, 6, 30) for year in range(2020, 2036)}
    recognised = given.get("recognition_date")
    if code == "F09" and recognised is not None:
        last = last_day_of_three_years(recognised)
        days |= {recognised - one_day, recognised, last, last + one_day}
    return sorted(days)
