"""Made subjects for the benchmarks, in the shape of the contract: all kinds, unknowns, values at the lines.

The same seed gives the same subjects on every machine. They are invented; nobody is meant by them.
`./run bench subjects --count 3 --seed 7` prints some as JSON lines.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import sys
from collections.abc import Iterator
from typing import Any

LINES_YUAN = {
    "financing_facilitated_in_year_yuan": [25_000_000],
    "main_business_revenue_yuan": [30_000_000],
    "max_prior_year_main_business_revenue_yuan": [30_000_000],
    "production_equipment_investment_in_year_yuan": [3_000_000, 6_666_666],
    "conversion_annual_output_yuan": [50_000_000],
    "conversion_received_yuan": [50_000_000],
    "fixed_asset_investment_yuan": [1_000_000_000, 133_333_333],
    "rd_expenditure_yuan": [20_000_000],
    "revenue_yuan": [400_000_000],
    "service_income_received_yuan": [4_000_000],
    "service_income_contracted_yuan": [4_000_000],
    "fiscal_appropriation_in_income_yuan": [1_000_000],
    "horizontal_income_received_yuan": [10_000_000],
    "technology_contract_turnover_yuan": [5_000_000],
}
"""Where a figure changes an answer: the thresholds of the plan and the bases at which an award meets its cap."""

YEARLY = (
    "main_business_revenue_yuan",
    "conversion_annual_output_yuan",
    "rd_expenditure_yuan",
    "revenue_yuan",
    "service_income_received_yuan",
    "fiscal_appropriation_in_income_yuan",
    "horizontal_income_received_yuan",
)

KINDS: dict[str, str] = {
    "enterprise": "is_enterprise rd_expenditure_yuan revenue_yuan itbpsp_recognised recognition_is_new platform_level "
    "regional_innovation_platform_recognised first_recognition previously_received_f14 "
    "cooperates_with_leading_asean_partner good_economic_social_benefit_recognised",
    "ai_enterprise": "is_enterprise is_ai_enterprise main_business_revenue_yuan "
    "max_prior_year_main_business_revenue_yuan rd_expenditure_yuan revenue_yuan",
    "incubator": "is_incubator facilitated_venture_investment financing_facilitated_in_year_yuan is_enterprise",
    "industrial_project": "is_industrial_project enclave_result_landed production_equipment_investment_in_year_yuan "
    "is_enterprise",
    "innovation_platform": "is_innovation_platform platform_level conversion_annual_output_yuan "
    "conversion_received_yuan recognition_is_new recognition_date",
    "institute": "is_research_institute is_public_institution notable_results_recognised patents_converted_count "
    "technology_contract_turnover_yuan cooperates_with_leading_asean_partner good_economic_social_benefit_recognised",
    "major_project": "is_major_industrial_project fills_domestic_technology_gap expected_ten_billion_cluster "
    "fixed_asset_investment_yuan",
    "team": "is_university_staff_student_team converts_research_result starts_business "
    "in_national_university_science_park",
    "international_base": "is_most_international_cooperation_base is_regional_asean_joint_laboratory "
    "recognition_is_new recognition_date",
    "key_technology_project": "is_enterprise_led_project meets_programme_conditions fixed_asset_investment_yuan "
    "is_regional_key_core_technology_industrialisation_project",
    "consortium": "is_innovation_consortium consortium_led_by_enterprise works_on_key_core_technology",
    "proof_of_concept_project": "is_proof_of_concept_project",
    "proof_of_concept_centre": "is_proof_of_concept_centre project_obtained_external_investment "
    "project_transferred_intellectual_property",
    "pilot_platform": "is_pilot_platform serves_external_users service_income_received_yuan "
    "service_income_contracted_yuan fiscal_appropriation_in_income_yuan on_national_pilot_platform_cultivation_list "
    "listing_is_new",
    "new_type_institution": "is_new_type_rd_institution horizontal_income_received_yuan is_public_institution",
}
"""The facts that a subject of each kind comes with; the first one says what it is."""

STATUSES = (
    "is_enterprise", "is_public_institution", "is_incubator", "is_ai_enterprise", "is_industrial_project",
    "is_innovation_platform", "is_research_institute", "is_major_industrial_project",
    "is_university_staff_student_team", "is_most_international_cooperation_base",
    "is_regional_asean_joint_laboratory", "is_enterprise_led_project", "is_innovation_consortium",
    "is_proof_of_concept_project", "is_proof_of_concept_centre", "is_pilot_platform",
    "on_national_pilot_platform_cultivation_list", "is_new_type_rd_institution",
)  # fmt: skip

ALL_FACTS = sorted({name for names in KINDS.values() for name in names.split()} | set(STATUSES))


def generate(*, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield `count` subjects: mostly of one kind, some with facts of every kind, a few nearly empty."""
    chance = random.Random(seed)
    kinds = list(KINDS)
    for number in range(1, count + 1):
        draw = chance.random()
        if draw < 0.72:
            facts = _of_kind(chance, chance.choice(kinds))
        elif draw < 0.96:
            facts = _of_every_kind(chance, given=chance.uniform(0.1, 1.0))
        else:
            facts = _of_every_kind(chance, given=0.03)
        yield {"id": f"S{number:07d}", "facts": facts}


def typical(*, seed: int) -> dict[str, Any]:
    """Give one well-filled enterprise: what a careful applicant sends, nineteen facts and more."""
    chance = random.Random(seed)
    facts = _of_kind(chance, "enterprise") | {
        "application_date": "2027-06-30", "located_in_guilin": True, "is_enterprise": True, "is_ai_enterprise": True,
        "rd_expenditure_yuan": 15_000_000, "revenue_yuan": 200_000_000, "main_business_revenue_yuan": 36_000_000,
        "max_prior_year_main_business_revenue_yuan": 22_000_000, "is_industrial_project": True,
        "enclave_result_landed": True, "production_equipment_investment_in_year_yuan": 3_200_000,
        "is_pilot_platform": True, "serves_external_users": True, "service_income_received_yuan": "2400000.50",
        "fiscal_appropriation_in_income_yuan": 200_000, "paid_same_clause_same_year_yuan": {"F17": 100_000},
        "is_incubator": False, "is_public_institution": False, "is_research_institute": False,
        "is_innovation_platform": True, "platform_level": "regional", "conversion_annual_output_yuan": 60_000_000,
        "conversion_received_yuan": 20_000_000,
    }  # fmt: skip
    return {"id": "TYPICAL", "facts": facts}


def _of_kind(chance: random.Random, kind: str) -> dict[str, Any]:
    names = KINDS[kind].split()
    facts = _frame(chance, sure=0.93)
    for place, name in enumerate(names):
        if chance.random() < (0.97 if place == 0 else 0.85):
            facts[name] = _value(chance, name, likely=0.95 if place == 0 else 0.85)
        elif chance.random() < 0.3:
            facts[name] = None
    for name in STATUSES:
        if name not in names and chance.random() < 0.25:
            facts[name] = chance.random() < 0.05
    return facts


def _of_every_kind(chance: random.Random, *, given: float) -> dict[str, Any]:
    facts = _frame(chance, sure=max(given, 0.5))
    for name in ALL_FACTS:
        if chance.random() < given:
            facts[name] = None if chance.random() < 0.05 else _value(chance, name, likely=0.8)
    return facts


def _frame(chance: random.Random, *, sure: float) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if chance.random() < sure:
        facts["application_date"] = _day_judged(chance)
    if chance.random() < sure:
        facts["located_in_guilin"] = chance.random() < 0.95
    if chance.random() < 0.3:
        facts["paid_same_clause_same_year_yuan"] = _paid(chance, ["F01", "F16", "F17", "F19"])
    if chance.random() < 0.2:
        facts["paid_total_same_clause_yuan"] = _paid(chance, ["F09"])
    return facts


def _day_judged(chance: random.Random) -> str:
    if chance.random() < 0.08:
        return chance.choice(["2026-01-23", "2026-01-24", "2030-12-31", "2031-01-01"])
    return _day_between(chance, "2026-01-24", "2030-12-31")


def _day_between(chance: random.Random, first: str, last: str) -> str:
    start, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return (start + datetime.timedelta(days=chance.randint(0, (end - start).days))).isoformat()


def _paid(chance: random.Random, codes: list[str]) -> Any:
    if chance.random() < 0.4:
        return chance.choice([0, 300_000, "499999.99", 1_000_000])
    return {code: chance.choice([0, 100_000, "250000.01"]) for code in codes if chance.random() < 0.7}


def _value(chance: random.Random, name: str, *, likely: float) -> Any:
    if name == "platform_level":
        return chance.choice(["municipal", "regional", "regional", "national"])
    if name == "recognition_date":
        return _day_between(chance, "2022-01-01", "2031-06-30")
    if name == "patents_converted_count":
        return chance.randint(0, 40)
    if name == "previously_received_f14":
        return chance.random() > likely
    if not name.endswith("_yuan"):
        return chance.random() < likely
    if name in YEARLY and chance.random() < 0.15:
        return _series(chance, name)
    return _money(chance, name)


def _series(chance: random.Random, name: str) -> dict[str, Any]:
    first = chance.randint(2022, 2026)
    series = {str(year): _money(chance, name) for year in range(first, chance.randint(first, 2029) + 1)}
    if len(series) > 2 and chance.random() < 0.3:
        gap = chance.choice(list(series)[1:])
        if chance.random() < 0.5:
            series[gap] = None
        else:
            del series[gap]
    return series


def _money(chance: random.Random, name: str) -> int | str:
    fen = chance.choice(LINES_YUAN[name]) * 100
    draw = chance.random()
    if draw < 0.35:
        fen += chance.choice([-1, 0, 1])
    elif draw < 0.40:
        fen = chance.choice([0, 0, 1, 99_999_999_999_999])
        if name == "revenue_yuan" and chance.random() < 0.5:
            fen = -100
    else:
        fen = int(fen * chance.lognormvariate(0.2, 0.8))
        if chance.random() < 0.6:
            fen -= fen % 100
    if fen % 100 == 0 and chance.random() < 0.9:
        return fen // 100
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def main() -> None:
    """Print made subjects as JSON lines."""
    parser = argparse.ArgumentParser(prog="bench subjects", description=main.__doc__)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=2026)
    choices = parser.parse_args()
    for subject in generate(count=choices.count, seed=choices.seed):
        sys.stdout.write(json.dumps(subject, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
