"""The nineteen measures as GoRules decision models (JDM) on zen-engine.

Its one law: the fastest honest form. A decision is one expression node that gives verdict and sum together, loaded by a
static loader (compiled once; `create_decision(...).evaluate` was twenty times slower) and named by its key.
zen has no third value (`null > 5` raises, `true and null` is null), so each condition is written twice, "known to fail"
and "known to hold". It is asked for no trace, no missing facts, no readings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import zen

from peers import flat, measures

Answer = tuple[str, int | None]
"""The verdict and, where eligible, the sum in fen."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Two expressions: known to fail, known to hold. What is neither is unknown."""

    fails: str
    holds: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A measure: its conditions joined by "and", and the expression of its sum in fen."""

    conditions: tuple[Condition, ...]
    award: str

    def expression(self) -> str:
        """One expression that gives [verdict, fen]."""
        fails = " or ".join(f"({condition.fails})" for condition in self.conditions)
        holds = " and ".join(f"({condition.holds})" for condition in self.conditions)
        return f'{fails} ? ["not_eligible", null] : ({holds} ? ["eligible", {self.award}] : ["undetermined", null])'


class Zen:
    """One engine with a decision for each measure and one for all of them."""

    def __init__(self) -> None:
        decisions = {code: decision({code: RULES[code].expression()}) for code in measures.MEASURES}
        decisions["all"] = decision({code: RULES[code].expression() for code in measures.MEASURES})
        self._evaluate = zen.ZenEngine({"loader": {"type": "static", "content": decisions}}).evaluate

    def ask(self, code: str, record: Mapping[str, Any]) -> Any:
        """Judge one measure; the raw response, as a caller would use it."""
        return self._evaluate(code, record)

    def ask_all(self, record: Mapping[str, Any]) -> Any:
        """Judge all nineteen in one decision."""
        return self._evaluate("all", record)

    def answers(self, record: Mapping[str, Any]) -> dict[str, Answer]:
        """Give verdict and sum of all nineteen, for the agreement check."""
        result = self.ask_all(record)["result"]
        return {code: _answer(result[code]) for code in measures.MEASURES}

    def answers_one_by_one(self, record: Mapping[str, Any]) -> dict[str, Answer]:
        """Give the same by nineteen decisions, each handed only what it looks at."""
        answers = {}
        for code in measures.MEASURES:
            part = {name: record[name] for name in flat.FACTS_OF[code] if name in record}
            answers[code] = _answer(self.ask(code, part)["result"][code])
        return answers


class BareExpressions:
    """zen's expression language alone, without decision model or engine: the least that can be called zen."""

    def __init__(self) -> None:
        self._each = {code: zen.compile_expression(RULES[code].expression()) for code in measures.MEASURES}
        parts = ", ".join(f"{code}: {RULES[code].expression()}" for code in measures.MEASURES)
        self._all = zen.compile_expression("{" + parts + "}")

    def evaluators(self) -> dict[str, Callable[[Mapping[str, Any]], Any]]:
        """One evaluator a measure, and `all`."""
        return {**{code: each.evaluate for code, each in self._each.items()}, "all": self._all.evaluate}


def _answer(pair: list[Any]) -> Answer:
    verdict, money = pair
    return str(verdict), None if money is None else int(money)


def decision(expressions: Mapping[str, str]) -> dict[str, Any]:
    nodes = [
        {"id": "in", "type": "inputNode", "name": "facts", "content": {}},
        {
            "id": "rules",
            "type": "expressionNode",
            "name": "rules",
            "content": {
                "expressions": [{"id": key, "key": key, "value": value} for key, value in expressions.items()],
                "passThrough": False,
            },
        },
    ]
    edge = {"id": "edge", "type": "edge", "sourceId": "in", "targetId": "rules"}
    made: dict[str, Any] = json.loads(json.dumps({"nodes": nodes, "edges": [edge]}))
    return made


# ---------------------------------------------------------------------------------------------------------------------
# The rules


def _is(name: str) -> Condition:
    return Condition(fails=f"{name} == false", holds=f"{name} == true")


def _is_not(name: str) -> Condition:
    return Condition(fails=f"{name} == true", holds=f"{name} == false")


def _either(*conditions: Condition) -> Condition:
    return Condition(
        fails=" and ".join(f"({condition.fails})" for condition in conditions),
        holds=" or ".join(f"({condition.holds})" for condition in conditions),
    )


def _above(name: str, yuan: int) -> Condition:
    return Condition(
        fails=f"{name} != null and {name} <= {yuan * 100}", holds=f"{name} != null and {name} > {yuan * 100}"
    )


def _reaches(name: str, yuan: int) -> Condition:
    return Condition(
        fails=f"{name} != null and {name} < {yuan * 100}", holds=f"{name} != null and {name} >= {yuan * 100}"
    )


def _pays(base: str, *names: str) -> Condition:
    """No award on a base of zero or less; an unknown base leaves the verdict alone."""
    known = " and ".join(f"{name} != null" for name in names)
    return Condition(fails=f"{known} and {base} <= 0", holds="true")


def _rate(percent: int, cap_yuan: int, base: str, *names: str, without: str = "null") -> str:
    known = " and ".join(f"{name} != null" for name in names)
    return f"({known} ? min([floor(({base}) * {percent} / 100), {cap_yuan * 100}]) : {without})"


_FRAME = (
    _is("located_in_guilin"),
    Condition(
        fails=f"day != null and (day < {flat.FIRST_DAY} or day > {flat.LAST_DAY})",
        holds=f"day != null and day >= {flat.FIRST_DAY} and day <= {flat.LAST_DAY}",
    ),
)

_REGIONAL = Condition(
    fails='platform_level != null and platform_level == "municipal"',
    holds='platform_level == "regional" or platform_level == "national"',
)

_ARRIVED = Condition(  # the same verdict under all three alternatives of f05_arrival, else unknown
    fails="conversion_received_yuan != null and conversion_annual_output_yuan != null and "
    "conversion_received_yuan <= 0 and conversion_received_yuan < conversion_annual_output_yuan",
    holds="conversion_received_yuan != null and conversion_annual_output_yuan != null and "
    "conversion_received_yuan > 5000000000 and conversion_received_yuan >= conversion_annual_output_yuan",
)

FIRST_TIME = Condition(
    fails="(prior_maximum_yuan != null and prior_maximum_yuan > 3000000000) or "
    "(prior_at_least_yuan != null and prior_at_least_yuan > 3000000000)",
    holds="prior_maximum_yuan != null and prior_maximum_yuan <= 3000000000",
)

WITHIN_THREE_YEARS = Condition(
    fails="day != null and recognition_day != null and (day < recognition_day or day > recognition_last_day)",
    holds="day != null and recognition_day != null and day >= recognition_day and day <= recognition_last_day",
)

_INTENSIVE = Condition(
    fails="rd_expenditure_yuan != null and revenue_yuan != null and revenue_yuan > 0 and "
    "rd_expenditure_yuan * 20 <= revenue_yuan",
    holds="rd_expenditure_yuan != null and revenue_yuan != null and revenue_yuan > 0 and "
    "rd_expenditure_yuan * 20 > revenue_yuan",
)

_FINANCING = "financing_facilitated_in_year_yuan"
_EQUIPMENT = "production_equipment_investment_in_year_yuan"
_FIXED = "fixed_asset_investment_yuan"
_SERVICE = ("service_income_received_yuan", "fiscal_appropriation_in_income_yuan")


def _rule(*conditions: Condition, award: str | int) -> Rule:
    return Rule((*_FRAME, *conditions), str(award * 100 if isinstance(award, int) else award))


RULES: dict[str, Rule] = {
    "F01": _rule(
        _is("is_incubator"), _is("facilitated_venture_investment"), _pays(_FINANCING, _FINANCING),
        award=_rate(2, 500_000, _FINANCING, _FINANCING),
    ),
    "F02": _rule(
        _is("is_enterprise"), _is("itbpsp_recognised"), _is("recognition_is_new"), _REGIONAL, award=3_000_000
    ),
    "F03": _rule(
        _is("is_ai_enterprise"), _above("main_business_revenue_yuan", 30_000_000), FIRST_TIME, award=1_000_000
    ),
    "F04": _rule(
        _is("is_industrial_project"), _is("enclave_result_landed"), _reaches(_EQUIPMENT, 3_000_000),
        award=_rate(15, 1_000_000, _EQUIPMENT, _EQUIPMENT),
    ),
    "F05": _rule(
        _is("is_innovation_platform"), _REGIONAL, _above("conversion_annual_output_yuan", 50_000_000), _ARRIVED,
        award=5_000_000,
    ),
    "F06": _rule(_is("is_research_institute"), _is("notable_results_recognised"), award=5_000_000),
    "F07": _rule(
        _is("is_major_industrial_project"),
        _either(_is("fills_domestic_technology_gap"), _is("expected_ten_billion_cluster")),
        _reaches(_FIXED, 1_000_000_000), award=_rate(6, 100_000_000, _FIXED, _FIXED),
    ),
    "F08": _rule(
        _is("is_university_staff_student_team"), _is("converts_research_result"), _is("starts_business"),
        _is("in_national_university_science_park"), award=1_000_000,
    ),
    "F09": _rule(
        _either(_is("is_most_international_cooperation_base"), _is("is_regional_asean_joint_laboratory")),
        _is("recognition_is_new"), WITHIN_THREE_YEARS, award=10_000_000,
    ),
    "F10": _rule(
        _either(_is("is_enterprise"), _is("is_public_institution")), _is("cooperates_with_leading_asean_partner"),
        _is("good_economic_social_benefit_recognised"), award=1_000_000,
    ),
    "F11": _rule(
        _is("is_enterprise"), _either(_INTENSIVE, _reaches("rd_expenditure_yuan", 20_000_000)), award=5_000_000
    ),
    "F12": _rule(
        _is("is_enterprise_led_project"), _is("is_regional_key_core_technology_industrialisation_project"),
        _is("meets_programme_conditions"), _pays(_FIXED, _FIXED),
        award=_rate(15, 20_000_000, _FIXED, _FIXED, without="2000000000"),
    ),
    "F13": _rule(
        _is("is_innovation_consortium"), _is("consortium_led_by_enterprise"), _is("works_on_key_core_technology"),
        award=5_000_000,
    ),
    "F14": _rule(
        _is("is_enterprise"), _is("regional_innovation_platform_recognised"), _is("first_recognition"),
        _is_not("previously_received_f14"), award=500_000,
    ),
    "F15": _rule(_is("is_proof_of_concept_project"), award=10_000_000),
    "F16": _rule(
        _is("is_proof_of_concept_centre"),
        _either(_is("project_obtained_external_investment"), _is("project_transferred_intellectual_property")),
        award=1_000_000,
    ),
    "F17": _rule(
        _is("is_pilot_platform"), _is("serves_external_users"), _pays(" - ".join(_SERVICE), *_SERVICE),
        award=_rate(25, 1_000_000, " - ".join(_SERVICE), *_SERVICE),
    ),
    "F18": _rule(_is("on_national_pilot_platform_cultivation_list"), _is("listing_is_new"), award=5_000_000),
    "F19": _rule(
        _is("is_new_type_rd_institution"),
        _pays("horizontal_income_received_yuan", "horizontal_income_received_yuan"), award=10_000_000,
    ),
}  # fmt: skip
