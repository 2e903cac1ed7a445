"""One flat record for the peers: days as numbers, money in fen, yearly series resolved, the three-year term reckoned.

Its one law: all that zen-engine and openfisca-core cannot do, or do slowly, is done here,
outside their timings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peers import given, measures

Record = dict[str, Any]
"""Fact name -> bool, int (fen, day number) or text. What is unknown is absent."""

FIRST_DAY, LAST_DAY = measures.IN_FORCE_FROM.toordinal(), measures.IN_FORCE_UNTIL.toordinal()

BOOLEANS = tuple(
    name for name in given.FACTS
    if not name.endswith(("_yuan", "_date", "_count")) and name != "platform_level"
)  # fmt: skip
MONEY = (
    "financing_facilitated_in_year_yuan", "main_business_revenue_yuan", "prior_maximum_yuan", "prior_at_least_yuan",
    "production_equipment_investment_in_year_yuan", "conversion_annual_output_yuan", "conversion_received_yuan",
    "fixed_asset_investment_yuan", "rd_expenditure_yuan", "revenue_yuan", "service_income_received_yuan",
    "fiscal_appropriation_in_income_yuan", "horizontal_income_received_yuan",
)  # fmt: skip
DAYS = ("day", "recognition_day", "recognition_last_day")


def flatten(*, facts: Mapping[str, Any], as_of: str | None = None) -> Record:
    """Resolve one subject's facts for the peers."""
    known = given.read(facts=facts, as_of=as_of)
    record: Record = {}
    for name in (*BOOLEANS, "platform_level", *MONEY):
        value = given.value_of(known, name)
        if value is not None:
            record[name] = value
    _resolve_earlier_maximum(known, record)
    if (day := known.get("application_date")) is not None:
        record["day"] = day.toordinal()
    if (recognised := known.get("recognition_date")) is not None:
        record["recognition_day"] = recognised.toordinal()
        record["recognition_last_day"] = given.last_day_of_three_years(recognised).toordinal()
    return record


def _resolve_earlier_maximum(known: Mapping[str, Any], record: Record) -> None:
    stated = given.value_of(known, "max_prior_year_main_business_revenue_yuan")
    if stated is not None:
        record["prior_maximum_yuan"] = stated
        return
    series, day = known.get("series main_business_revenue_yuan"), known.get("application_date")
    if series is None or day is None:
        return
    earlier = [year for year in series if year < day.year - 1]
    if earlier:
        gapless = all(year in series for year in range(min(earlier), day.year - 1))
        record["prior_maximum_yuan" if gapless else "prior_at_least_yuan"] = max(series[year] for year in earlier)


FACTS_OF: dict[str, tuple[str, ...]] = {
    code: (
        "day", "located_in_guilin",
        *(part for name in dict.fromkeys(
            (*measures.CONDITIONS[code].split(), *measures.BASES.get(code, ())))
          for part in {"max_prior_year_main_business_revenue_yuan": ("prior_maximum_yuan", "prior_at_least_yuan"),
                       "recognition_date": ("recognition_day", "recognition_last_day")}.get(name, (name,))),
    )
    for code in measures.MEASURES
}  # fmt: skip
"""What one measure looks at, so that a peer asked for it alone need not be handed the rest."""
