"""The nineteen measures as a tax-benefit system for openfisca-core, made three-valued.

Its one law: facts keep what is unknown apart. A yes/no fact is one small integer (0 no, 1 unknown, 2 yes: "and" is the
minimum, "or" the maximum); a figure is a value and a mask of what is known. OpenFisca's integers are 32 bits wide, its
floats single precision, so the widths are set after the variables are added; everything else is its ordinary use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from peers import flat, measures

Array = numpy.ndarray[Any, Any]
Answer = tuple[str, int | None]
"""The verdict and, where eligible, the sum in fen."""

NO, UNKNOWN, YES = 0, 1, 2
VERDICTS = ("not_eligible", "undetermined", "eligible")
NO_SUM = -1
LEVELS = {"municipal": 1, "regional": 2, "national": 3}

FIGURES = (*flat.MONEY, *flat.DAYS)
ALWAYS, ANY_YEAR = period(DateUnit.ETERNITY), period("2026")
"""Facts hold for ever, the day judged among them; a formula needs a dated period, so measures are asked for a year."""

Facts = Callable[[str], Array]


class OpenFisca:
    """One tax-benefit system with the facts as input variables and two formulas a measure."""

    def __init__(self) -> None:
        subject = build_entity(key="subject", plural="subjects", label="the one judged", is_person=True)
        self._system = TaxBenefitSystem([subject])
        for name in flat.BOOLEANS:
            self._add(subject, name, numpy.int8, default=UNKNOWN)
        self._add(subject, "platform_level", numpy.int8)
        for name in FIGURES:
            self._add(subject, name, numpy.int64)
            self._add(subject, f"{name}_known", numpy.bool_)
        for code in measures.MEASURES:
            self._add(subject, f"{code}_verdict", numpy.int8, formula=_verdict_formula(code))
            self._add(subject, f"{code}_fen", numpy.int64, formula=_award_formula(code))

    def simulate(self, columns: Mapping[str, Array], *, count: int) -> Simulation:
        """Build a simulation of `count` subjects from their input columns."""
        simulation = SimulationBuilder().build_default_simulation(self._system, count=count)
        for name, column in columns.items():
            simulation.set_input(name, ALWAYS, column)
        return simulation

    def ask(self, code: str, columns: Mapping[str, Array], *, count: int = 1) -> tuple[Array, Array]:
        """Judge one measure from scratch: a new simulation, verdict and sum."""
        return self.calculate(code, self.simulate(columns, count=count))

    def ask_all(self, columns: Mapping[str, Array], *, count: int = 1) -> list[tuple[Array, Array]]:
        """Judge all nineteen in one new simulation."""
        simulation = self.simulate(columns, count=count)
        return [self.calculate(code, simulation) for code in measures.MEASURES]

    def calculate(self, code: str, simulation: Simulation) -> tuple[Array, Array]:
        """Give verdicts and sums of one measure in a simulation that already has its inputs."""
        return simulation.calculate(f"{code}_verdict", ANY_YEAR), simulation.calculate(f"{code}_fen", ANY_YEAR)

    def answers(self, records: Sequence[flat.Record]) -> list[dict[str, Answer]]:
        """Give verdict and sum of all nineteen for many subjects, for the agreement check."""
        table = dict(zip(measures.MEASURES, self.ask_all(columns_of(records), count=len(records)), strict=True))
        return [
            {code: _answer(verdicts[row], sums[row]) for code, (verdicts, sums) in table.items()}
            for row in range(len(records))
        ]

    def _add(
        self, subject: Any, name: str, dtype: type, *, default: int = 0, formula: Callable[..., Array] | None = None
    ) -> None:
        body: dict[str, Any] = {
            "value_type": bool if dtype is numpy.bool_ else int,
            "entity": subject,
            "definition_period": DateUnit.ETERNITY if formula is None else DateUnit.YEAR,
            "label": name,
        }
        if default:
            body["default_value"] = default
        if formula is not None:
            body["formula"] = formula
        self._system.add_variable(type(name, (Variable,), body))
        self._system.get_variable(name).dtype = numpy.dtype(dtype)


def columns_of(records: Sequence[flat.Record], *, only: Sequence[str] | None = None) -> dict[str, Array]:
    """Turn records into input columns; a fact that nobody gives is left out altogether."""
    given = {name for record in records for name in record} & set(only or ALL_INPUTS)
    columns: dict[str, Array] = {}
    for name in sorted(given):
        if name in FIGURES:
            columns[name] = numpy.array([record.get(name, 0) for record in records], dtype=numpy.int64)
            columns[f"{name}_known"] = numpy.array([name in record for record in records], dtype=numpy.bool_)
        elif name == "platform_level":
            levels = [LEVELS[record[name]] if name in record else 0 for record in records]
            columns[name] = numpy.array(levels, dtype=numpy.int8)
        else:
            truths = [(YES if record[name] else NO) if name in record else UNKNOWN for record in records]
            columns[name] = numpy.array(truths, dtype=numpy.int8)
    return columns


ALL_INPUTS = (*flat.BOOLEANS, "platform_level", *FIGURES)


def _answer(verdict: Any, money: Any) -> Answer:
    return VERDICTS[int(verdict)], None if verdict != YES or money == NO_SUM else int(money)


# ---------------------------------------------------------------------------------------------------------------------
# The rules


def _verdict_formula(code: str) -> Callable[..., Array]:
    conditions = CONDITIONS[code]

    def formula(subject: Any, moment: Any) -> Array:
        def fact(name: str) -> Array:
            column: Array = subject(name, moment)
            return column

        return _all(
            fact("located_in_guilin"),
            _truth(fact("day_known"), (fact("day") >= flat.FIRST_DAY) & (fact("day") <= flat.LAST_DAY)),
            *conditions(fact),
        )

    return formula


def _award_formula(code: str) -> Callable[..., Array]:
    cap, bases, percent = measures.CAPS_YUAN[code] * 100, measures.BASES.get(code, []), measures.PERCENT.get(code)

    def formula(subject: Any, moment: Any) -> Array:
        if percent is None:
            return numpy.full(subject.count, cap, dtype=numpy.int64)
        base, known = subject(bases[0], moment), subject(f"{bases[0]}_known", moment)
        for name in bases[1:]:
            base, known = base - subject(name, moment), known & subject(f"{name}_known", moment)
        without = NO_SUM if measures.KINDS[code] == "due" else cap
        return numpy.where(known, numpy.minimum(base * percent // 100, cap), without)

    return formula


def _all(*truths: Array) -> Array:
    result = truths[0]
    for truth in truths[1:]:
        result = numpy.minimum(result, truth)
    return result


def _either(first: Array, second: Array) -> Array:
    either: Array = numpy.maximum(first, second)
    return either


def _truth(known: Array, holds: Array) -> Array:
    return numpy.where(known, holds * numpy.int8(YES), numpy.int8(UNKNOWN))


def _above(fact: Facts, name: str, yuan: int) -> Array:
    return _truth(fact(f"{name}_known"), fact(name) > yuan * 100)


def _reaches(fact: Facts, name: str, yuan: int) -> Array:
    return _truth(fact(f"{name}_known"), fact(name) >= yuan * 100)


def _pays(fact: Facts, base: str, less: str | None = None) -> Array:
    """No award on a base of zero or less; an unknown base leaves the verdict alone."""
    known, money = fact(f"{base}_known"), fact(base)
    if less is not None:
        known, money = known & fact(f"{less}_known"), money - fact(less)
    return numpy.where(known & (money <= 0), numpy.int8(NO), numpy.int8(YES))


def _regional(fact: Facts) -> Array:
    level = fact("platform_level")
    return _truth(level > 0, level >= LEVELS["regional"])


def _arrived(fact: Facts) -> Array:
    """YES or NO where every alternative of f05_arrival says the same."""
    received, output = fact("conversion_received_yuan"), fact("conversion_annual_output_yuan")
    known = fact("conversion_received_yuan_known")
    any_part = _truth(known, received > 0)
    over_line = _truth(known, received > 50_000_000_00)
    whole = _truth(known & fact("conversion_annual_output_yuan_known"), received >= output)
    same = (any_part == over_line) & (over_line == whole)
    return numpy.where(same, any_part, numpy.int8(UNKNOWN))


def _first_time(fact: Facts) -> Array:
    line = 30_000_000_00
    passed_before = fact("prior_at_least_yuan_known") & (fact("prior_at_least_yuan") > line)
    stated = _truth(fact("prior_maximum_yuan_known"), fact("prior_maximum_yuan") <= line)
    return numpy.where(passed_before, numpy.int8(NO), stated)


def _within_three_years(fact: Facts) -> Array:
    day = fact("day")
    known = fact("day_known") & fact("recognition_day_known")
    return _truth(known, (fact("recognition_day") <= day) & (day <= fact("recognition_last_day")))


def _intensive(fact: Facts) -> Array:
    spent, revenue = fact("rd_expenditure_yuan"), fact("revenue_yuan")
    known = fact("rd_expenditure_yuan_known") & fact("revenue_yuan_known") & (revenue > 0)
    return _truth(known, spent * 20 > revenue)


CONDITIONS: dict[str, Callable[[Facts], tuple[Array, ...]]] = {
    "F01": lambda fact: (
        fact("is_incubator"), fact("facilitated_venture_investment"), _pays(fact, "financing_facilitated_in_year_yuan")
    ),
    "F02": lambda fact: (
        fact("is_enterprise"), fact("itbpsp_recognised"), fact("recognition_is_new"), _regional(fact)
    ),
    "F03": lambda fact: (
        fact("is_ai_enterprise"), _above(fact, "main_business_revenue_yuan", 30_000_000), _first_time(fact)
    ),
    "F04": lambda fact: (
        fact("is_industrial_project"), fact("enclave_result_landed"),
        _reaches(fact, "production_equipment_investment_in_year_yuan", 3_000_000),
    ),
    "F05": lambda fact: (
        fact("is_innovation_platform"), _regional(fact), _above(fact, "conversion_annual_output_yuan", 50_000_000),
        _arrived(fact),
    ),
    "F06": lambda fact: (fact("is_research_institute"), fact("notable_results_recognised")),
    "F07": lambda fact: (
        fact("is_major_industrial_project"),
        _either(fact("fills_domestic_technology_gap"), fact("expected_ten_billion_cluster")),
        _reaches(fact, "fixed_asset_investment_yuan", 1_000_000_000),
    ),
    "F08": lambda fact: (
        fact("is_university_staff_student_team"), fact("converts_research_result"), fact("starts_business"),
        fact("in_national_university_science_park"),
    ),
    "F09": lambda fact: (
        _either(fact("is_most_international_cooperation_base"), fact("is_regional_asean_joint_laboratory")),
        fact("recognition_is_new"), _within_three_years(fact),
    ),
    "F10": lambda fact: (
        _either(fact("is_enterprise"), fact("is_public_institution")), fact("cooperates_with_leading_asean_partner"),
        fact("good_economic_social_benefit_recognised"),
    ),
    "F11": lambda fact: (
        fact("is_enterprise"), _either(_intensive(fact), _reaches(fact, "rd_expenditure_yuan", 20_000_000))
    ),
    "F12": lambda fact: (
        fact("is_enterprise_led_project"), fact("is_regional_key_core_technology_industrialisation_project"),
        fact("meets_programme_conditions"), _pays(fact, "fixed_asset_investment_yuan"),
    ),
    "F13": lambda fact: (
        fact("is_innovation_consortium"), fact("consortium_led_by_enterprise"), fact("works_on_key_core_technology")
    ),
    "F14": lambda fact: (
        fact("is_enterprise"), fact("regional_innovation_platform_recognised"), fact("first_recognition"),
        YES - fact("previously_received_f14"),
    ),
    "F15": lambda fact: (fact("is_proof_of_concept_project"),),
    "F16": lambda fact: (
        fact("is_proof_of_concept_centre"),
        _either(fact("project_obtained_external_investment"), fact("project_transferred_intellectual_property")),
    ),
    "F17": lambda fact: (
        fact("is_pilot_platform"), fact("serves_external_users"),
        _pays(fact, "service_income_received_yuan", "fiscal_appropriation_in_income_yuan"),
    ),
    "F18": lambda fact: (fact("on_national_pilot_platform_cultivation_list"), fact("listing_is_new")),
    "F19": lambda fact: (fact("is_new_type_rd_institution"), _pays(fact, "horizontal_income_received_yuan")),
}  # fmt: skip
