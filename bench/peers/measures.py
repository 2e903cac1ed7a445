"""The nineteen applicant measures in naive Python: verdict in three values, and award.

Its one law: every line says what the plan says, nothing is clever. It knows nothing of Lingqu's engine, and
of readings only the open one of F05.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from peers.given import FACTS, NO, UNKNOWN, YES, Facts, earlier_maximum_within, last_day_of_three_years, value_of

MEASURES = [f"F{number:02d}" for number in range(1, 20)]

# What each verdict looks at beside the day and the place. A base that must merely not be zero stands here as well:
# it can never make a subject eligible, but it can settle a refusal.
CONDITIONS = {
    "F01": "is_incubator facilitated_venture_investment financing_facilitated_in_year_yuan",
    "F02": "is_enterprise itbpsp_recognised recognition_is_new platform_level",
    "F03": "is_ai_enterprise main_business_revenue_yuan max_prior_year_main_business_revenue_yuan",
    "F04": "is_industrial_project enclave_result_landed production_equipment_investment_in_year_yuan",
    "F05": "is_innovation_platform platform_level conversion_annual_output_yuan conversion_received_yuan",
    "F06": "is_research_institute notable_results_recognised",
    "F07": "is_major_industrial_project fills_domestic_technology_gap expected_ten_billion_cluster "
    "fixed_asset_investment_yuan",
    "F08": "is_university_staff_student_team converts_research_result starts_business "
    "in_national_university_science_park",
    "F09": "is_most_international_cooperation_base is_regional_asean_joint_laboratory recognition_is_new "
    "recognition_date",
    "F10": "is_enterprise is_public_institution cooperates_with_leading_asean_partner "
    "good_economic_social_benefit_recognised",
    "F11": "is_enterprise rd_expenditure_yuan revenue_yuan",
    "F12": "is_enterprise_led_project is_regional_key_core_technology_industrialisation_project "
    "meets_programme_conditions fixed_asset_investment_yuan",
    "F13": "is_innovation_consortium consortium_led_by_enterprise works_on_key_core_technology",
    "F14": "is_enterprise regional_innovation_platform_recognised first_recognition previously_received_f14",
    "F15": "is_proof_of_concept_project",
    "F16": "is_proof_of_concept_centre project_obtained_external_investment project_transferred_intellectual_property",
    "F17": "is_pilot_platform serves_external_users service_income_received_yuan fiscal_appropriation_in_income_yuan",
    "F18": "on_national_pilot_platform_cultivation_list listing_is_new",
    "F19": "is_new_type_rd_institution horizontal_income_received_yuan",
}

KINDS = {
    "F01": "due", "F02": "up_to", "F03": "up_to", "F04": "due", "F05": "up_to", "F06": "up_to", "F07": "due",
    "F08": "competitive", "F09": "up_to", "F10": "up_to", "F11": "up_to", "F12": "up_to", "F13": "competitive",
    "F14": "up_to", "F15": "pool", "F16": "up_to", "F17": "due", "F18": "up_to", "F19": "up_to",
}  # fmt: skip

CAPS_YUAN = {
    "F01": 500_000, "F02": 3_000_000, "F03": 1_000_000, "F04": 1_000_000, "F05": 5_000_000, "F06": 5_000_000,
    "F07": 100_000_000, "F08": 1_000_000, "F09": 10_000_000, "F10": 1_000_000, "F11": 5_000_000, "F12": 20_000_000,
    "F13": 5_000_000, "F14": 500_000, "F15": 10_000_000, "F16": 1_000_000, "F17": 1_000_000, "F18": 5_000_000,
    "F19": 10_000_000,
}  # fmt: skip

PERCENT = {"F01": 2, "F04": 15, "F07": 6, "F12": 15, "F17": 25}

BASES = {
    "F01": ["financing_facilitated_in_year_yuan"],
    "F04": ["production_equipment_investment_in_year_yuan"],
    "F07": ["fixed_asset_investment_yuan"],
    "F12": ["fixed_asset_investment_yuan"],
    "F17": ["service_income_received_yuan", "fiscal_appropriation_in_income_yuan"],
    "F19": ["horizontal_income_received_yuan"],
}

PAID = {
    "F01": "paid_same_clause_same_year_yuan",
    "F09": "paid_total_same_clause_yuan",
    "F16": "paid_same_clause_same_year_yuan",
    "F17": "paid_same_clause_same_year_yuan",
    "F19": "paid_same_clause_same_year_yuan",
}

IN_FORCE_FROM, IN_FORCE_UNTIL = datetime.date(2026, 1, 24), datetime.date(2030, 12, 31)


@dataclass(frozen=True, slots=True)
class Award:
    """What an eligible subject may get; money in fen, None where it is not known."""

    kind: str
    fen: int | None
    at_most_fen: int
    remaining_fen: int | None
    missing: tuple[str, ...]


def both(*values: bool | None) -> bool | None:
    """All of them: one NO is enough for NO."""
    if any(value is NO for value in values):
        return NO
    if any(value is UNKNOWN for value in values):
        return UNKNOWN
    return YES


def either(*values: bool | None) -> bool | None:
    """One of them: one YES is enough for YES."""
    if any(value is YES for value in values):
        return YES
    if any(value is UNKNOWN for value in values):
        return UNKNOWN
    return NO


def contrary(value: bool | None) -> bool | None:
    """The opposite; what is unknown stays unknown."""
    return UNKNOWN if value is UNKNOWN else not value


def verdict_of(code: str, given: Facts, f05_arrival: str | None) -> bool | None:
    """YES, NO or UNKNOWN, under the reading of F05 that is given, else under all of its alternatives."""
    if code != "F05":
        return _verdict(code, given, None)
    alternatives = [f05_arrival] if f05_arrival else ["any_part", "over_line", "whole"]
    verdicts = {_verdict(code, given, alternative) for alternative in alternatives}
    return verdicts.pop() if len(verdicts) == 1 else UNKNOWN


def readings_clash(code: str, given: Facts, f05_arrival: str | None) -> bool:
    """Whether the open reading of F05 makes a difference here."""
    if code != "F05" or f05_arrival:
        return False
    return len({_verdict(code, given, alternative) for alternative in ("any_part", "over_line", "whole")}) > 1


def _verdict(code: str, given: Facts, arrival: str | None) -> bool | None:
    return both(
        _in_force(given), value_of(given, "located_in_guilin"), _conditions(code, given, arrival), _paying(code, given)
    )


def _in_force(given: Facts) -> bool | None:
    day = given.get("application_date")
    return UNKNOWN if day is None else IN_FORCE_FROM <= day <= IN_FORCE_UNTIL


def _paying(code: str, given: Facts) -> bool | None:
    """No award on a base of zero or less; an unknown base leaves the verdict alone."""
    base = base_of(code, given)
    return base is None or base > 0


def base_of(code: str, given: Facts) -> int | None:
    """What the award is reckoned from, in fen; None where it is unknown or the measure has none."""
    values = [value_of(given, name) for name in BASES.get(code, [])]
    if not values or any(value is None for value in values):
        return None
    return int(values[0] - sum(values[1:]))


def _conditions(code: str, given: Facts, arrival: str | None) -> bool | None:
    def is_(name: str) -> bool | None:
        answer = value_of(given, name)
        return UNKNOWN if answer is None else bool(answer)

    def above(name: str, yuan: int) -> bool | None:
        money = value_of(given, name)
        return UNKNOWN if money is None else money > yuan * 100

    def reaches(name: str, yuan: int) -> bool | None:
        money = value_of(given, name)
        return UNKNOWN if money is None else money >= yuan * 100

    def regional_or_higher() -> bool | None:
        level = value_of(given, "platform_level")
        return UNKNOWN if level is None else level in ("regional", "national")

    match code:
        case "F01":
            return both(is_("is_incubator"), is_("facilitated_venture_investment"))
        case "F02":
            return both(is_("is_enterprise"), is_("itbpsp_recognised"), is_("recognition_is_new"), regional_or_higher())
        case "F03":
            return both(
                is_("is_ai_enterprise"),
                above("main_business_revenue_yuan", 30_000_000),
                earlier_maximum_within(given, 30_000_000_00),
            )
        case "F04":
            return both(
                is_("is_industrial_project"),
                is_("enclave_result_landed"),
                reaches("production_equipment_investment_in_year_yuan", 3_000_000),
            )
        case "F05":
            return both(
                is_("is_innovation_platform"),
                regional_or_higher(),
                above("conversion_annual_output_yuan", 50_000_000),
                _arrived(given, arrival),
            )
        case "F06":
            return both(is_("is_research_institute"), is_("notable_results_recognised"))
        case "F07":
            return both(
                is_("is_major_industrial_project"),
                either(is_("fills_domestic_technology_gap"), is_("expected_ten_billion_cluster")),
                reaches("fixed_asset_investment_yuan", 1_000_000_000),
            )
        case "F08":
            return both(
                is_("is_university_staff_student_team"),
                is_("converts_research_result"),
                is_("starts_business"),
                is_("in_national_university_science_park"),
            )
        case "F09":
            return both(
                either(is_("is_most_international_cooperation_base"), is_("is_regional_asean_joint_laboratory")),
                is_("recognition_is_new"),
                _within_three_years(given),
            )
        case "F10":
            return both(
                either(is_("is_enterprise"), is_("is_public_institution")),
                is_("cooperates_with_leading_asean_partner"),
                is_("good_economic_social_benefit_recognised"),
            )
        case "F11":
            return both(is_("is_enterprise"), either(_intensive(given), reaches("rd_expenditure_yuan", 20_000_000)))
        case "F12":
            return both(
                is_("is_enterprise_led_project"),
                is_("is_regional_key_core_technology_industrialisation_project"),
                is_("meets_programme_conditions"),
            )
        case "F13":
            return both(
                is_("is_innovation_consortium"),
                is_("consortium_led_by_enterprise"),
                is_("works_on_key_core_technology"),
            )
        case "F14":
            return both(
                is_("is_enterprise"),
                is_("regional_innovation_platform_recognised"),
                is_("first_recognition"),
                contrary(is_("previously_received_f14")),
            )
        case "F15":
            return is_("is_proof_of_concept_project")
        case "F16":
            return both(
                is_("is_proof_of_concept_centre"),
                either(is_("project_obtained_external_investment"), is_("project_transferred_intellectual_property")),
            )
        case "F17":
            return both(is_("is_pilot_platform"), is_("serves_external_users"))
        case "F18":
            return both(is_("on_national_pilot_platform_cultivation_list"), is_("listing_is_new"))
        case "F19":
            return is_("is_new_type_rd_institution")
    raise ValueError(f"{code} is no applicant measure")


def _arrived(given: Facts, arrival: str | None) -> bool | None:
    received = value_of(given, "conversion_received_yuan")
    output = value_of(given, "conversion_annual_output_yuan")
    if received is None:
        return UNKNOWN
    if arrival == "any_part":
        return bool(received > 0)
    if arrival == "over_line":
        return bool(received > 50_000_000_00)
    if arrival == "whole":
        return UNKNOWN if output is None else received >= output
    raise ValueError(f"{arrival} is no alternative of f05_arrival")


def _within_three_years(given: Facts) -> bool | None:
    day, recognised = given.get("application_date"), given.get("recognition_date")
    if day is None or recognised is None:
        return UNKNOWN
    return bool(recognised <= day <= last_day_of_three_years(recognised))


def _intensive(given: Facts) -> bool | None:
    spent, revenue = value_of(given, "rd_expenditure_yuan"), value_of(given, "revenue_yuan")
    if spent is None or revenue is None or revenue <= 0:
        return UNKNOWN
    return bool(spent * 100 > revenue * 5)


def award_of(code: str, given: Facts) -> Award:
    """The award as if the subject were eligible."""
    cap, base = CAPS_YUAN[code] * 100, base_of(code, given)
    unknown = tuple(name for name in BASES.get(code, []) if value_of(given, name) is None)
    money: int | None = cap
    if code in PERCENT and base is not None:
        money = min(cap, base * PERCENT[code] // 100)
    elif KINDS[code] == "due":
        money = None
    paid = given.get(PAID[code]) if code in PAID else None
    if isinstance(paid, Mapping):
        paid = paid.get(code)
    return Award(
        kind=KINDS[code],
        fen=money,
        at_most_fen=cap if money is None else money,
        remaining_fen=None if money is None or paid is None else max(0, money - paid),
        missing=tuple(sorted(unknown, key=FACTS.index)),
    )
