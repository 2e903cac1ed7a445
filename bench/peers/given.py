"""What is given of a subject, read naively: days, fen, yes and no, yearly series, the term of three years.

Its one law: what is absent or null is unknown, and only the day judged and the year before it make a series speak.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import chinese_calendar

Facts = Mapping[str, Any]

YES, NO, UNKNOWN = True, False, None

FACTS = (
    "application_date", "located_in_guilin", "is_enterprise", "is_public_institution", "is_incubator",
    "facilitated_venture_investment", "financing_facilitated_in_year_yuan", "paid_same_clause_same_year_yuan",
    "paid_total_same_clause_yuan", "itbpsp_recognised", "recognition_is_new", "recognition_date", "platform_level",
    "is_ai_enterprise", "main_business_revenue_yuan", "max_prior_year_main_business_revenue_yuan",
    "is_industrial_project", "enclave_result_landed", "production_equipment_investment_in_year_yuan",
    "is_innovation_platform", "conversion_annual_output_yuan", "conversion_received_yuan", "is_research_institute",
    "notable_results_recognised", "technology_contract_turnover_yuan", "patents_converted_count",
    "is_major_industrial_project", "fills_domestic_technology_gap", "expected_ten_billion_cluster",
    "fixed_asset_investment_yuan", "is_university_staff_student_team", "converts_research_result", "starts_business",
    "in_national_university_science_park", "is_most_international_cooperation_base",
    "is_regional_asean_joint_laboratory", "cooperates_with_leading_asean_partner",
    "good_economic_social_benefit_recognised", "rd_expenditure_yuan", "revenue_yuan", "is_enterprise_led_project",
    "is_regional_key_core_technology_industrialisation_project", "meets_programme_conditions",
    "is_innovation_consortium", "consortium_led_by_enterprise", "works_on_key_core_technology",
    "regional_innovation_platform_recognised", "first_recognition", "previously_received_f14",
    "is_proof_of_concept_project", "is_proof_of_concept_centre", "project_obtained_external_investment",
    "project_transferred_intellectual_property", "is_pilot_platform", "serves_external_users",
    "service_income_received_yuan", "service_income_contracted_yuan", "fiscal_appropriation_in_income_yuan",
    "on_national_pilot_platform_cultivation_list", "listing_is_new", "is_new_type_rd_institution",
    "horizontal_income_received_yuan", "The", "names", "of", "facts.yaml", "in", "its", "order.",
)  # fmt: skip
"""The names of facts.yaml in its order."""


def read(*, facts: Facts, as_of: str | None) -> dict[str, Any]:
    """Turn wire values into dates, fen and yes/no; leave out what is unknown; keep series under `series NAME`."""
    given: dict[str, Any] = {}
    for name, value in facts.items():
        if value is None:
            continue
        if name not in FACTS:
            raise ValueError(f"{name} is no fact")
        if isinstance(value, Mapping) and name.startswith("paid_"):
            given[name] = {code: fen(sum_) for code, sum_ in value.items() if sum_ is not None}
        elif isinstance(value, Mapping):
            given["series " + name] = {int(year): fen(sum_) for year, sum_ in value.items() if sum_ is not None}
        elif name.endswith("_yuan"):
            given[name] = fen(value)
        elif name.endswith("_date"):
            given[name] = datetime.date.fromisoformat(value)
        else:
            given[name] = value
    if as_of is not None:
        given["application_date"] = datetime.date.fromisoformat(as_of)
    return given


def fen(yuan: int | str) -> int:
    """Count yuan in fen.

    >>> fen(3), fen("499999.98"), fen("-0.5")
    (300, 49999998, -50)
    """
    if isinstance(yuan, bool) or not isinstance(yuan, int | str):
        raise TypeError(f"{yuan!r} is no money")
    whole, _, part = str(yuan).partition(".")
    size = int(whole.lstrip("-")) * 100 + int(part.ljust(2, "0") or 0)
    return -size if whole.startswith("-") else size


def value_of(given: Facts, name: str) -> Any:
    """The fact, or for a yearly series its value in the last year closed before the day judged, or None."""
    if name in given:
        return given[name]
    series, day = given.get("series " + name), given.get("application_date")
    if series is None or day is None:
        return None
    return series.get(day.year - 1)


def earlier_maximum_within(given: Facts, line: int) -> bool | None:
    """Whether no earlier year's main business revenue was above the line."""
    stated = value_of(given, "max_prior_year_main_business_revenue_yuan")
    if stated is not None:
        return stated <= line
    series, day = given.get("series main_business_revenue_yuan"), given.get("application_date")
    if series is None or day is None:
        return UNKNOWN
    relied_on = day.year - 1
    earlier = [year for year in series if year < relied_on]
    if not earlier:
        return UNKNOWN
    if max(series[year] for year in earlier) > line:
        return NO
    return YES if all(year in series for year in range(min(earlier), relied_on)) else UNKNOWN


def last_day_of_three_years(start: datetime.date) -> datetime.date:
    """Civil Code articles 200 to 203: the day that answers to the start, else the month's last, moved off holidays."""
    try:
        day = start.replace(year=start.year + 3)
    except ValueError:
        day = datetime.date(start.year + 3, 2, 28)
    while not is_working_day(day):
        day += datetime.timedelta(days=1)
    return day


def _statutory_rest() -> frozenset[datetime.date]:
    """The statutory days of rest of 2027 to 2033, whose schedules are not published."""
    days: set[datetime.date] = set()
    new_years = ("2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11", "2033-01-31")
    for text in new_years:
        first = datetime.date.fromisoformat(text)
        days.update(first + datetime.timedelta(days=offset) for offset in (-1, 0, 1, 2))
    singles = """2027-04-05 2027-06-09 2027-09-15 2028-04-04 2028-05-28 2028-10-03 2029-04-04 2029-06-16 2029-09-22
        2030-04-05 2030-06-05 2030-09-12 2031-04-05 2031-06-24 2031-10-01 2032-04-04 2032-06-12 2032-09-19
        2033-04-04 2033-06-01 2033-09-08"""
    days.update(datetime.date.fromisoformat(text) for text in singles.split())
    for year in range(2027, 2034):
        days.update(
            datetime.date(year, month, day) for month, day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
        )
    return frozenset(days)


STATUTORY_REST = _statutory_rest()


def is_working_day(day: datetime.date) -> bool:
    """By the official calendar where the year is published, else Monday to Friday but for statutory rest."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5 and day not in STATUTORY_REST
