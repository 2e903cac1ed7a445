"""The facts that a made register may hold, in the order of the machine interface, and who would supply each.

Its one law: codes and suppliers are those of the vocabulary of guilin2026; a test holds them together. It says how
likely a cell is unknown, never what is in it.
"""

from __future__ import annotations

from enum import Enum


class Source(Enum):
    """Who supplies a fact: the applicant declares it, a register holds it, an authority finds it."""

    DECLARED = "declared"
    REGISTER = "register"
    FINDING = "finding"


_D, _R, _F = Source.DECLARED, Source.REGISTER, Source.FINDING

SOURCES: dict[str, Source] = {
    "application_date": _D,
    "located_in_guilin": _R,
    "is_enterprise": _R,
    "is_public_institution": _R,
    "is_incubator": _R,
    "facilitated_venture_investment": _D,
    "financing_facilitated_in_year_yuan": _D,
    "paid_same_clause_same_year_yuan": _R,
    "paid_total_same_clause_yuan": _R,
    "itbpsp_recognised": _R,
    "recognition_is_new": _R,
    "recognition_date": _R,
    "platform_level": _R,
    "is_ai_enterprise": _D,
    "main_business_revenue_yuan": _D,
    "is_industrial_project": _R,
    "enclave_result_landed": _D,
    "production_equipment_investment_in_year_yuan": _D,
    "is_innovation_platform": _R,
    "conversion_annual_output_yuan": _D,
    "conversion_received_yuan": _D,
    "is_research_institute": _R,
    "notable_results_recognised": _F,
    "technology_contract_turnover_yuan": _R,
    "patents_converted_count": _R,
    "is_major_industrial_project": _R,
    "fills_domestic_technology_gap": _F,
    "expected_ten_billion_cluster": _F,
    "fixed_asset_investment_yuan": _D,
    "is_university_staff_student_team": _D,
    "converts_research_result": _D,
    "starts_business": _D,
    "in_national_university_science_park": _D,
    "is_most_international_cooperation_base": _R,
    "is_regional_asean_joint_laboratory": _R,
    "cooperates_with_leading_asean_partner": _D,
    "good_economic_social_benefit_recognised": _F,
    "rd_expenditure_yuan": _D,
    "revenue_yuan": _D,
    "is_enterprise_led_project": _D,
    "is_regional_key_core_technology_industrialisation_project": _R,
    "meets_programme_conditions": _F,
    "is_innovation_consortium": _R,
    "consortium_led_by_enterprise": _D,
    "works_on_key_core_technology": _D,
    "regional_innovation_platform_recognised": _R,
    "first_recognition": _R,
    "previously_received_f14": _R,
    "is_proof_of_concept_project": _R,
    "is_proof_of_concept_centre": _R,
    "project_obtained_external_investment": _D,
    "project_transferred_intellectual_property": _D,
    "is_pilot_platform": _R,
    "serves_external_users": _D,
    "service_income_received_yuan": _D,
    "service_income_contracted_yuan": _D,
    "fiscal_appropriation_in_income_yuan": _D,
    "on_national_pilot_platform_cultivation_list": _R,
    "listing_is_new": _R,
    "is_new_type_rd_institution": _R,
    "horizontal_income_received_yuan": _D,
}
