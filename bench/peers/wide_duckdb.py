"""The nineteen measures as a competent user of DuckDB would write them by hand: one SQL query in three steps.

Its one law: as fast as DuckDB lets it. Shared conditions are named in the first step, verdicts and sums in the second,
what hangs on them in the third. The result is an Arrow table: one of DuckDB's own took a quarter longer. Of the forms
tried for most and bits (casts, shifts, `nullif`, `coalesce`) plain CASE was the fastest.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars
import pyarrow

from peers.measures import CAPS_YUAN, KINDS, MEASURES, PERCENT
from peers.wide import COLUMNS, DAY, FIRST_RECOGNITION, TOTALS, Totals
from peers.wide_polars import FACTS

SHARED = """
    platform_level <> 'municipal' AS regional,
    CASE WHEN max_prior_year_main_business_revenue_yuan IS NOT NULL
         THEN max_prior_year_main_business_revenue_yuan <= 3000000000
         ELSE main_business_revenue_yuan_2025 <= 3000000000
              AND (main_business_revenue_yuan_2024 IS NULL OR main_business_revenue_yuan_2024 <= 3000000000)
    END AS never_passed,
    CASE WHEN conversion_received_yuan > 5000000000 AND conversion_received_yuan >= conversion_annual_output_yuan
         THEN true
         WHEN conversion_received_yuan <= 0 AND conversion_received_yuan < conversion_annual_output_yuan
         THEN false
    END AS arrived,
    fills_domestic_technology_gap OR expected_ten_billion_cluster AS gap_or_cluster,
    is_most_international_cooperation_base OR is_regional_asean_joint_laboratory AS base_or_laboratory,
    is_enterprise OR is_public_institution AS firm_or_institution,
    project_obtained_external_investment OR project_transferred_intellectual_property AS invested_or_transferred,
    service_income_received_yuan - fiscal_appropriation_in_income_yuan AS service_income
"""

VERDICTS = {
    "F01": "located_in_guilin AND is_incubator AND facilitated_venture_investment"
    " AND (financing_facilitated_in_year_yuan IS NULL OR financing_facilitated_in_year_yuan > 0)",
    "F02": "located_in_guilin AND is_enterprise AND itbpsp_recognised AND recognition_is_new AND regional",
    "F03": "located_in_guilin AND is_ai_enterprise AND main_business_revenue_yuan_2026 > 3000000000 AND never_passed",
    "F04": "located_in_guilin AND is_industrial_project AND enclave_result_landed"
    " AND production_equipment_investment_in_year_yuan >= 300000000",
    "F05": "located_in_guilin AND is_innovation_platform AND regional"
    " AND conversion_annual_output_yuan > 5000000000 AND arrived",
    "F06": "located_in_guilin AND is_research_institute AND notable_results_recognised",
    "F07": "located_in_guilin AND is_major_industrial_project AND gap_or_cluster"
    " AND fixed_asset_investment_yuan >= 100000000000",
    "F08": "located_in_guilin AND is_university_staff_student_team AND converts_research_result AND starts_business"
    " AND in_national_university_science_park",
    "F09": "located_in_guilin AND base_or_laboratory AND recognition_is_new"
    f" AND recognition_date BETWEEN DATE '{FIRST_RECOGNITION}' AND DATE '{DAY}'",
    "F10": "located_in_guilin AND firm_or_institution AND cooperates_with_leading_asean_partner"
    " AND good_economic_social_benefit_recognised",
    "F11": "located_in_guilin AND is_enterprise"
    " AND (CASE WHEN revenue_yuan > 0 THEN rd_expenditure_yuan * 20 > revenue_yuan"
    " END OR rd_expenditure_yuan >= 2000000000)",
    "F12": "located_in_guilin AND is_enterprise_led_project"
    " AND is_regional_key_core_technology_industrialisation_project AND meets_programme_conditions"
    " AND (fixed_asset_investment_yuan IS NULL OR fixed_asset_investment_yuan > 0)",
    "F13": "located_in_guilin AND is_innovation_consortium AND consortium_led_by_enterprise"
    " AND works_on_key_core_technology",
    "F14": "located_in_guilin AND is_enterprise AND regional_innovation_platform_recognised AND first_recognition"
    " AND NOT previously_received_f14",
    "F15": "located_in_guilin AND is_proof_of_concept_project",
    "F16": "located_in_guilin AND is_proof_of_concept_centre AND invested_or_transferred",
    "F17": "located_in_guilin AND is_pilot_platform AND serves_external_users"
    " AND (service_income IS NULL OR service_income > 0)",
    "F18": "located_in_guilin AND on_national_pilot_platform_cultivation_list AND listing_is_new",
    "F19": "located_in_guilin AND is_new_type_rd_institution"
    " AND (horizontal_income_received_yuan IS NULL OR horizontal_income_received_yuan > 0)",
}

RATED = {
    "F01": "financing_facilitated_in_year_yuan",
    "F04": "production_equipment_investment_in_year_yuan",
    "F07": "fixed_asset_investment_yuan",
    "F12": "fixed_asset_investment_yuan",
    "F17": "service_income",
}
"""Measure -> the base of its rate."""

HERE = "located_in_guilin IS NULL"
UNKNOWN = {
    "F01": (HERE, "is_incubator IS NULL", "facilitated_venture_investment IS NULL"),
    "F02": (
        HERE, "is_enterprise IS NULL", "itbpsp_recognised IS NULL", "recognition_is_new IS NULL", "regional IS NULL"
    ),
    "F03": (HERE, "is_ai_enterprise IS NULL", "main_business_revenue_yuan_2026 IS NULL", "never_passed IS NULL"),
    "F04": (
        HERE, "is_industrial_project IS NULL", "enclave_result_landed IS NULL",
        "production_equipment_investment_in_year_yuan IS NULL",
    ),
    "F05": (
        HERE, "regional IS NULL", "is_innovation_platform IS NULL", "conversion_annual_output_yuan IS NULL",
        "conversion_received_yuan IS NULL",
    ),
    "F06": (HERE, "is_research_institute IS NULL", "notable_results_recognised IS NULL"),
    "F07": (
        HERE, "is_major_industrial_project IS NULL",
        "gap_or_cluster IS NULL AND fills_domestic_technology_gap IS NULL",
        "gap_or_cluster IS NULL AND expected_ten_billion_cluster IS NULL", "fixed_asset_investment_yuan IS NULL",
    ),
    "F08": (
        HERE, "is_university_staff_student_team IS NULL", "converts_research_result IS NULL",
        "starts_business IS NULL", "in_national_university_science_park IS NULL",
    ),
    "F09": (
        HERE, "recognition_is_new IS NULL", "recognition_date IS NULL",
        "base_or_laboratory IS NULL AND is_most_international_cooperation_base IS NULL",
        "base_or_laboratory IS NULL AND is_regional_asean_joint_laboratory IS NULL",
    ),
    "F10": (
        HERE, "firm_or_institution IS NULL AND is_enterprise IS NULL",
        "firm_or_institution IS NULL AND is_public_institution IS NULL",
        "cooperates_with_leading_asean_partner IS NULL", "good_economic_social_benefit_recognised IS NULL",
    ),
    "F11": (
        HERE, "is_enterprise IS NULL", "rd_expenditure_yuan IS NULL",
        "revenue_yuan IS NULL AND rd_expenditure_yuan < 2000000000",
    ),
    "F12": (
        HERE, "is_enterprise_led_project IS NULL",
        "is_regional_key_core_technology_industrialisation_project IS NULL", "meets_programme_conditions IS NULL",
    ),
    "F13": (
        HERE, "is_innovation_consortium IS NULL", "consortium_led_by_enterprise IS NULL",
        "works_on_key_core_technology IS NULL",
    ),
    "F14": (
        HERE, "is_enterprise IS NULL", "regional_innovation_platform_recognised IS NULL", "first_recognition IS NULL",
        "previously_received_f14 IS NULL",
    ),
    "F15": (HERE, "is_proof_of_concept_project IS NULL"),
    "F16": (
        HERE, "is_proof_of_concept_centre IS NULL",
        "invested_or_transferred IS NULL AND project_obtained_external_investment IS NULL",
        "invested_or_transferred IS NULL AND project_transferred_intellectual_property IS NULL",
    ),
    "F17": (HERE, "is_pilot_platform IS NULL", "serves_external_users IS NULL"),
    "F18": (HERE, "on_national_pilot_platform_cultivation_list IS NULL", "listing_is_new IS NULL"),
    "F19": (HERE, "is_new_type_rd_institution IS NULL"),
}  # fmt: skip
"""Measure -> what is unknown and still matters where the verdict is open, lowest bit first."""


def sum_of(code: str) -> str:
    """A share of a base, cut down to whole fen, at most the cap; unknown with its base."""
    base, cap = RATED[code], CAPS_YUAN[code] * 100
    share = f"{base} * {PERCENT[code]}"
    return f"CASE WHEN {share} < {cap * 100} THEN {share} // 100 WHEN {base} IS NOT NULL THEN {cap} END"


def judged(source: str) -> str:
    """The first two steps: `F` the verdict and `F_sum` the sum of a rate, beside the facts."""
    columns = [f"{condition} AS {code}" for code, condition in VERDICTS.items()]
    columns += [f"{sum_of(code)} AS {code}_sum" for code in RATED]
    return f"SELECT *, {', '.join(columns)} FROM (SELECT *, {SHARED} FROM {source})"


def answers_of(code: str) -> tuple[str, str, str]:
    """Sum, most and bits of one measure, in the third step."""
    cap = f"{CAPS_YUAN[code] * 100}::BIGINT"
    most = f"coalesce({code}_sum, {cap})" if code in RATED else cap
    fen = f"{code}_sum" if KINDS[code] == "due" else most
    bits = " + ".join(
        f"CASE WHEN {flag} THEN {1 << place}::UTINYINT ELSE 0::UTINYINT END" for place, flag in enumerate(UNKNOWN[code])
    )
    return (
        f"CASE WHEN {code} THEN {fen} END",
        f"CASE WHEN {code} OR {code} IS NULL THEN {most} END",
        f"CASE WHEN {code} IS NULL THEN ({bits})::INTEGER ELSE 0::INTEGER END",
    )


def wide(source: str) -> str:
    """Answer all nineteen, one row a subject."""
    columns = ["id"]
    for code in MEASURES:
        fen, most, missing = answers_of(code)
        columns += [code, f'{fen} AS "{code}.fen"', f'{most} AS "{code}.most"', f'{missing} AS "{code}.missing"']
    return f"SELECT {', '.join(columns)} FROM ({judged(source)})"


def long(source: str) -> str:
    """Answer all nineteen, one row for each subject and measure."""
    parts = []
    for code in MEASURES:
        fen, most, missing = answers_of(code)
        parts.append(
            f"SELECT id, '{code}' AS measure, {code} AS verdict,"
            f" CASE WHEN {code} THEN '{KINDS[code]}' END AS award_kind,"
            f" {fen} AS fen, {most} AS most, {missing} AS missing FROM ({judged(source)})"
        )
    return " UNION ALL ".join(parts)


def totals(source: str) -> str:
    """Count and sum all nineteen: one row."""
    columns = []
    for code in MEASURES:
        fen, most, _ = answers_of(code)
        columns += [
            f"count(*) FILTER ({code})", f"count(*) FILTER (NOT {code})", f"count(*) - count({code})",
            f"sum({fen})", f"sum({most}) FILTER ({code} IS NULL)",
        ]  # fmt: skip
    return f"SELECT {', '.join(columns)} FROM ({judged(source)})"


class HandDuckDB:
    """The contender: a database in memory, the register a table of it."""

    def __init__(self) -> None:
        self._database = duckdb.connect()
        self._database.execute("SET enable_progress_bar = false")
        self._query = ""

    def build(self) -> None:
        """Put the text of the query together."""
        self._query = wide("register")

    def load(self, path: Path) -> None:
        """Read the columns that the rules ask for into a table."""
        names = ", ".join(("id", *FACTS))
        self._database.execute(f"CREATE OR REPLACE TABLE register AS SELECT {names} FROM read_parquet('{path}')")

    def compute(self) -> pyarrow.Table:
        """Answer all nineteen."""
        return self._database.sql(self._query).to_arrow_table()

    def frame(self, result: object) -> polars.DataFrame:
        """Give the Arrow table as a frame."""
        table = polars.from_arrow(result)
        assert isinstance(table, polars.DataFrame)
        return table.select(COLUMNS)

    def write_long(self, path: Path) -> None:
        """Write the long form."""
        self._database.execute(f"COPY ({long('register')}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")

    def totals(self, path: Path) -> Totals:
        """Sum up from the file."""
        row = self._database.sql(totals(f"read_parquet('{path}')")).fetchall()[0]
        cells = iter(row)
        return {code: {part: int(next(cells) or 0) for part in TOTALS} for code in MEASURES}
