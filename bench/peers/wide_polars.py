"""The nineteen measures as a competent Polars user would write them by hand: plain expressions, one lazy query.

Its one law: as fast as Polars lets it. Conditions that several measures share are named once and computed first; each
verdict is a column of its own before sum, most and bits look at it; bits are added up in one byte and widened last.
Polars' own search for common parts is off: all that is worth naming is named, and looking for more costs a tenth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path
from typing import Literal

import polars as pl

from peers.measures import CAPS_YUAN, KINDS, MEASURES
from peers.wide import DAY, FIRST_RECOGNITION, TOTALS, Totals

YUAN = 100
BIT, MASK = pl.UInt8, pl.Int32
NO_BIT = pl.lit(0, dtype=BIT)
Engine = Literal["in-memory", "streaming"]

FACTS = (
    "located_in_guilin", "is_enterprise", "is_public_institution", "is_incubator", "facilitated_venture_investment",
    "financing_facilitated_in_year_yuan", "itbpsp_recognised", "recognition_is_new", "recognition_date",
    "platform_level", "is_ai_enterprise", "main_business_revenue_yuan_2024", "main_business_revenue_yuan_2025",
    "main_business_revenue_yuan_2026", "max_prior_year_main_business_revenue_yuan", "is_industrial_project",
    "enclave_result_landed", "production_equipment_investment_in_year_yuan", "is_innovation_platform",
    "conversion_annual_output_yuan", "conversion_received_yuan", "is_research_institute",
    "notable_results_recognised", "is_major_industrial_project", "fills_domestic_technology_gap",
    "expected_ten_billion_cluster", "fixed_asset_investment_yuan", "is_university_staff_student_team",
    "converts_research_result", "starts_business", "in_national_university_science_park",
    "is_most_international_cooperation_base", "is_regional_asean_joint_laboratory",
    "cooperates_with_leading_asean_partner", "good_economic_social_benefit_recognised", "rd_expenditure_yuan",
    "revenue_yuan", "is_enterprise_led_project", "is_regional_key_core_technology_industrialisation_project",
    "meets_programme_conditions", "is_innovation_consortium", "consortium_led_by_enterprise",
    "works_on_key_core_technology", "regional_innovation_platform_recognised", "first_recognition",
    "previously_received_f14", "is_proof_of_concept_project", "is_proof_of_concept_centre",
    "project_obtained_external_investment", "project_transferred_intellectual_property", "is_pilot_platform",
    "serves_external_users", "service_income_received_yuan", "fiscal_appropriation_in_income_yuan",
    "on_national_pilot_platform_cultivation_list", "listing_is_new", "is_new_type_rd_institution",
    "horizontal_income_received_yuan",
)  # fmt: skip
"""The columns that the rules read, `id` apart."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One measure: the verdict, what is unknown and still matters (lowest bit first), the base of its rate if any."""

    verdict: pl.Expr
    unknown: Sequence[pl.Expr]
    rate: tuple[int, pl.Expr] | None = None


def fact(name: str) -> pl.Expr:
    """The column of a fact."""
    return pl.col(name)


def unknown(name: str) -> pl.Expr:
    """Whether a fact is unknown."""
    return pl.col(name).is_null()


def yuan(sum_: int) -> pl.Expr:
    """A sum as a literal of the columns' type."""
    return pl.lit(sum_ * YUAN, dtype=pl.Int64)


def shared() -> list[pl.Expr]:
    """What several measures look at, and what takes more than one step."""
    earlier = [fact(f"main_business_revenue_yuan_{year}") for year in (2024, 2025)]
    stated = fact("max_prior_year_main_business_revenue_yuan")
    line = yuan(30_000_000)
    received, output = fact("conversion_received_yuan"), fact("conversion_annual_output_yuan")
    return [
        (fact("platform_level") != "municipal").alias("regional"),
        # the figure stated; else every year known without a gap up to 2025, or one of them above the line
        pl.when(stated.is_not_null())
        .then(stated <= line)
        .otherwise((earlier[1] <= line) & (earlier[0].is_null() | (earlier[0] <= line)))
        .alias("never_passed"),
        # what must have arrived is open: yes where all of it has and it is over the line, no where nothing has
        pl.when((received > yuan(50_000_000)) & (received >= output))
        .then(True)
        .when((received <= 0) & (received < output))
        .then(False)
        .alias("arrived"),
        (fact("fills_domestic_technology_gap") | fact("expected_ten_billion_cluster")).alias("gap_or_cluster"),
        (
            fact("is_most_international_cooperation_base") | fact("is_regional_asean_joint_laboratory")
        ).alias("base_or_laboratory"),
        (fact("is_enterprise") | fact("is_public_institution")).alias("firm_or_institution"),
        (
            fact("project_obtained_external_investment") | fact("project_transferred_intellectual_property")
        ).alias("invested_or_transferred"),
        (
            fact("service_income_received_yuan") - fact("fiscal_appropriation_in_income_yuan")
        ).alias("service_income"),
    ]  # fmt: skip


def rules() -> dict[str, Rule]:
    """The nineteen, after `shared` has been computed."""
    here, nowhere = fact("located_in_guilin"), unknown("located_in_guilin")
    firm, no_firm = fact("is_enterprise"), unknown("is_enterprise")
    financing, equipment = (
        fact("financing_facilitated_in_year_yuan"),
        fact("production_equipment_investment_in_year_yuan"),
    )
    fixed, income, service = (
        fact("fixed_asset_investment_yuan"),
        fact("horizontal_income_received_yuan"),
        fact("service_income"),
    )
    spent, revenue = fact("rd_expenditure_yuan"), fact("revenue_yuan")
    revenue_above_zero = pl.when(revenue > 0).then(revenue)
    return {
        "F01": Rule(
            here & fact("is_incubator") & fact("facilitated_venture_investment") & _pays(financing),
            [nowhere, unknown("is_incubator"), unknown("facilitated_venture_investment")],
            (2, financing),
        ),
        "F02": Rule(
            here & firm & fact("itbpsp_recognised") & fact("recognition_is_new") & fact("regional"),
            [nowhere, no_firm, unknown("itbpsp_recognised"), unknown("recognition_is_new"), unknown("platform_level")],
        ),
        "F03": Rule(
            here
            & fact("is_ai_enterprise")
            & (fact("main_business_revenue_yuan_2026") > yuan(30_000_000))
            & fact("never_passed"),
            [
                nowhere,
                unknown("is_ai_enterprise"),
                unknown("main_business_revenue_yuan_2026"),
                unknown("never_passed"),
            ],
        ),
        "F04": Rule(
            here & fact("is_industrial_project") & fact("enclave_result_landed") & (equipment >= yuan(3_000_000)),
            [nowhere, unknown("is_industrial_project"), unknown("enclave_result_landed"), equipment.is_null()],
            (15, equipment),
        ),
        "F05": Rule(
            here
            & fact("is_innovation_platform")
            & fact("regional")
            & (fact("conversion_annual_output_yuan") > yuan(50_000_000))
            & fact("arrived"),
            [
                nowhere,
                unknown("platform_level"),
                unknown("is_innovation_platform"),
                unknown("conversion_annual_output_yuan"),
                unknown("conversion_received_yuan"),
            ],
        ),
        "F06": Rule(
            here & fact("is_research_institute") & fact("notable_results_recognised"),
            [nowhere, unknown("is_research_institute"), unknown("notable_results_recognised")],
        ),
        "F07": Rule(
            here & fact("is_major_industrial_project") & fact("gap_or_cluster") & (fixed >= yuan(1_000_000_000)),
            [
                nowhere,
                unknown("is_major_industrial_project"),
                unknown("gap_or_cluster") & unknown("fills_domestic_technology_gap"),
                unknown("gap_or_cluster") & unknown("expected_ten_billion_cluster"),
                fixed.is_null(),
            ],
            (6, fixed),
        ),
        "F08": Rule(
            here
            & fact("is_university_staff_student_team")
            & fact("converts_research_result")
            & fact("starts_business")
            & fact("in_national_university_science_park"),
            [
                nowhere,
                unknown("is_university_staff_student_team"),
                unknown("converts_research_result"),
                unknown("starts_business"),
                unknown("in_national_university_science_park"),
            ],
        ),
        "F09": Rule(
            here
            & fact("base_or_laboratory")
            & fact("recognition_is_new")
            & fact("recognition_date").is_between(FIRST_RECOGNITION, DAY),
            [
                nowhere,
                unknown("recognition_is_new"),
                unknown("recognition_date"),
                unknown("base_or_laboratory") & unknown("is_most_international_cooperation_base"),
                unknown("base_or_laboratory") & unknown("is_regional_asean_joint_laboratory"),
            ],
        ),
        "F10": Rule(
            here
            & fact("firm_or_institution")
            & fact("cooperates_with_leading_asean_partner")
            & fact("good_economic_social_benefit_recognised"),
            [
                nowhere,
                unknown("firm_or_institution") & no_firm,
                unknown("firm_or_institution") & unknown("is_public_institution"),
                unknown("cooperates_with_leading_asean_partner"),
                unknown("good_economic_social_benefit_recognised"),
            ],
        ),
        "F11": Rule(
            here & firm & ((spent * 20 > revenue_above_zero) | (spent >= yuan(20_000_000))),
            # spending enough asks for no revenue, so revenue is missing only where the spending is known and too little
            [nowhere, no_firm, spent.is_null(), revenue.is_null() & (spent < yuan(20_000_000))],
        ),
        "F12": Rule(
            here
            & fact("is_enterprise_led_project")
            & fact("is_regional_key_core_technology_industrialisation_project")
            & fact("meets_programme_conditions")
            & _pays(fixed),
            [
                nowhere,
                unknown("is_enterprise_led_project"),
                unknown("is_regional_key_core_technology_industrialisation_project"),
                unknown("meets_programme_conditions"),
            ],
            (15, fixed),
        ),
        "F13": Rule(
            here
            & fact("is_innovation_consortium")
            & fact("consortium_led_by_enterprise")
            & fact("works_on_key_core_technology"),
            [
                nowhere,
                unknown("is_innovation_consortium"),
                unknown("consortium_led_by_enterprise"),
                unknown("works_on_key_core_technology"),
            ],
        ),
        "F14": Rule(
            here
            & firm
            & fact("regional_innovation_platform_recognised")
            & fact("first_recognition")
            & ~fact("previously_received_f14"),
            [
                nowhere,
                no_firm,
                unknown("regional_innovation_platform_recognised"),
                unknown("first_recognition"),
                unknown("previously_received_f14"),
            ],
        ),
        "F15": Rule(here & fact("is_proof_of_concept_project"), [nowhere, unknown("is_proof_of_concept_project")]),
        "F16": Rule(
            here & fact("is_proof_of_concept_centre") & fact("invested_or_transferred"),
            [
                nowhere,
                unknown("is_proof_of_concept_centre"),
                unknown("invested_or_transferred") & unknown("project_obtained_external_investment"),
                unknown("invested_or_transferred") & unknown("project_transferred_intellectual_property"),
            ],
        ),
        "F17": Rule(
            here & fact("is_pilot_platform") & fact("serves_external_users") & _pays(service),
            [nowhere, unknown("is_pilot_platform"), unknown("serves_external_users")],
            (25, service),
        ),
        "F18": Rule(
            here & fact("on_national_pilot_platform_cultivation_list") & fact("listing_is_new"),
            [nowhere, unknown("on_national_pilot_platform_cultivation_list"), unknown("listing_is_new")],
        ),
        "F19": Rule(
            here & fact("is_new_type_rd_institution") & _pays(income),
            [nowhere, unknown("is_new_type_rd_institution")],
        ),
    }


def _pays(base: pl.Expr) -> pl.Expr:
    """No award on a base of zero or less; an unknown base leaves the verdict alone."""
    return base.is_null() | (base > 0)


def sum_of(code: str, rate: tuple[int, pl.Expr]) -> pl.Expr:
    """A share of a base, cut down to whole fen, at most the cap; unknown with its base."""
    percent, base = rate
    cap = CAPS_YUAN[code] * YUAN
    reckoned = pl.when(base * percent < cap * 100).then(base * percent // 100)
    return reckoned.when(base.is_not_null()).then(pl.lit(cap, dtype=pl.Int64))


def answers_of(code: str, rule: Rule) -> list[pl.Expr]:
    """Sum, most and bits of one measure, whose verdict stands in the column of its name, its sum in `F.sum`."""
    verdict, cap = pl.col(code), yuan(CAPS_YUAN[code])
    most = cap if rule.rate is None else pl.col(f"{code}.sum").fill_null(cap)
    sum_ = pl.col(f"{code}.sum") if KINDS[code] == "due" else most
    return [
        pl.when(verdict).then(sum_).alias(f"{code}.fen"),
        pl.when(verdict.ne_missing(False)).then(most).alias(f"{code}.most"),
        pl.when(verdict.is_null()).then(_bits(rule.unknown)).otherwise(NO_BIT).cast(MASK).alias(f"{code}.missing"),
    ]


def _bits(unknown: Sequence[pl.Expr]) -> pl.Expr:
    """Add the bits up in one byte; a choice between two literals is three times as fast as casting the truth."""
    bits = (pl.when(flag).then(pl.lit(2**place, dtype=BIT)).otherwise(NO_BIT) for place, flag in enumerate(unknown))
    return reduce(add, bits)


def judged(register: pl.LazyFrame) -> pl.LazyFrame:
    """Add the shared conditions, then each verdict and each sum in a column of its own."""
    columns = [rule.verdict.alias(code) for code, rule in rules().items()]
    sums = [sum_of(code, rule.rate).alias(f"{code}.sum") for code, rule in rules().items() if rule.rate is not None]
    return register.with_columns(shared()).with_columns(columns + sums)


def wide(register: pl.LazyFrame) -> pl.LazyFrame:
    """Answer all nineteen, one row a subject."""
    answers = (answer for code, rule in rules().items() for answer in (pl.col(code), *answers_of(code, rule)))
    return judged(register).select("id", *answers)


def long(register: pl.LazyFrame) -> pl.LazyFrame:
    """Answer all nineteen, one row for each subject and measure."""
    parts = []
    for code, rule in rules().items():
        fen, most, missing = answers_of(code, rule)
        judged_alone = register.with_columns(shared()).with_columns(rule.verdict.alias(code))
        if rule.rate is not None:
            judged_alone = judged_alone.with_columns(sum_of(code, rule.rate).alias(f"{code}.sum"))
        kind = pl.when(pl.col(code)).then(pl.lit(KINDS[code])).alias("award_kind")
        names = (pl.lit(code).alias("measure"), pl.col(code).alias("verdict"), kind)
        parts.append(judged_alone.select("id", *names, fen.alias("fen"), most.alias("most"), missing.alias("missing")))
    return pl.concat(parts)


def totals(register: pl.LazyFrame) -> pl.LazyFrame:
    """Count and sum all nineteen: one row."""
    sums = []
    for code, rule in rules().items():
        verdict, (fen, most, _) = pl.col(code), answers_of(code, rule)
        sums += [
            verdict.sum().alias(f"{code}.eligible"),
            (~verdict).sum().alias(f"{code}.not_eligible"),
            verdict.null_count().alias(f"{code}.undetermined"),
            fen.sum().alias(f"{code}.fen"),
            most.filter(verdict.is_null()).sum().alias(f"{code}.undetermined_most"),
        ]
    return judged(register).select(sums)


class HandPolars:
    """The contender: whole columns in memory or the streaming engine, with Polars' search for common parts or not."""

    def __init__(self, *, engine: Engine = "in-memory", search: bool = False) -> None:
        self._engine: Engine = engine
        self._options = pl.QueryOptFlags(comm_subexpr_elim=search)
        self._register = pl.DataFrame()
        self._query = self._register.lazy()

    def build(self) -> None:
        """Make the expressions on an empty frame of the same columns."""
        wide(pl.LazyFrame(schema=dict.fromkeys(("id", *FACTS), pl.Boolean)))

    def load(self, path: Path) -> None:
        """Read the columns that the rules ask for."""
        self._register = pl.read_parquet(path, columns=["id", *FACTS])
        self._query = wide(self._register.lazy())

    def compute(self) -> pl.DataFrame:
        """Answer all nineteen."""
        return self._query.collect(engine=self._engine, optimizations=self._options)

    def frame(self, result: object) -> pl.DataFrame:
        """Give the result as it is."""
        assert isinstance(result, pl.DataFrame)
        return result

    def write_long(self, path: Path) -> None:
        """Write the long form by the streaming engine."""
        long(self._register.lazy()).sink_parquet(path, optimizations=self._options)

    def totals(self, path: Path) -> Totals:
        """Sum up from the file by the streaming engine."""
        query = totals(pl.scan_parquet(path))
        row = query.collect(engine="streaming", optimizations=self._options).row(0, named=True)
        return {code: {part: int(row[f"{code}.{part}"]) for part in TOTALS} for code in MEASURES}
