"""General conditions switched on beside the Guilin plan: what a call asks in addition, as a table."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from lingqu.law.engine.answers import assess
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.engine.wire import answer_record
from lingqu.law.packs.folders import load_pack
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.supplements import UnableToSupplement, with_supplement

FIRM = {
    "application_date": "2027-06-30",
    "located_in_guilin": True,
    "is_enterprise": True,
    "rd_expenditure_yuan": 20_000_000,
}
CLEAN = {
    "is_legal_person": True,
    "on_dishonesty_list": False,
    "social_credit_checked_on": "2027-06-20",
    "on_abnormal_operation_list": False,
    "on_serious_violation_list": False,
    "grave_violation": False,
    "research_integrity_breach": False,
    "research_integrity_checked_on": "2027-06-20",
    "fiscal_violation": False,
    "fiscal_violation_checked_on": "2027-06-20",
    "overdue_projects_count": 0,
    "leader_running_projects_count": 0,
    "leader_joined_projects_count": 0,
}


@cache
def packs() -> tuple[Pack, Pack]:
    return load_pack("guilin2026"), load_pack("general_conditions")


@cache
def program() -> Program:
    return compile_program(with_supplement(*packs()))


def outcome_of_f11(facts: dict[str, Any]) -> dict[str, Any]:
    answer = assess(program(), SubjectReader(program()).read({"id": "A", "facts": facts}))
    record: dict[str, Any] = answer_record(program(), answer)["outcomes"][10]
    assert record["measure"] == "F11"
    return record


CASES = [
    ({}, Verdict.ELIGIBLE, []),
    ({"on_dishonesty_list": True}, Verdict.NOT_ELIGIBLE, []),
    ({"on_dishonesty_list": None}, Verdict.UNDETERMINED, ["on_dishonesty_list"]),
    ({"fiscal_violation": True}, Verdict.NOT_ELIGIBLE, []),
    ({"overdue_projects_count": 5}, Verdict.NOT_ELIGIBLE, []),
    ({"overdue_projects_count": 1}, Verdict.UNDETERMINED, []),  # how many are let pass is an open reading
    ({"social_credit_checked_on": "2026-01-30"}, Verdict.NOT_ELIGIBLE, []),
    ({"rd_expenditure_yuan": 1, "revenue_yuan": 100}, Verdict.NOT_ELIGIBLE, []),
]


@pytest.mark.parametrize(("changes", "verdict", "missing"), CASES)
def test_what_a_call_asks_in_addition(changes: dict[str, Any], verdict: Verdict, missing: list[str]) -> None:
    record = outcome_of_f11({**FIRM, **CLEAN, **changes})

    assert record["verdict"] == verdict.value
    assert record["missing"] == missing
    assert record["unchecked"] == []


def test_without_it_the_answer_says_that_it_was_not_checked() -> None:
    alone = compile_program(packs()[0])
    answer = assess(alone, SubjectReader(alone).read({"id": "A", "facts": FIRM}))

    record = answer_record(alone, answer)

    assert all(each["unchecked"] == ["general_conditions"] for each in record["outcomes"])
    assert record["policy_digest"] != program().pack.digest


def test_a_policy_that_is_not_named_as_a_supplement_is_refused() -> None:
    with pytest.raises(UnableToSupplement) as caught:
        with_supplement(packs()[1], packs()[0])

    assert caught.value.clashes == ("guilin2026",)


def test_a_name_that_means_two_things_is_refused_with_all_others() -> None:
    guilin, general = packs()
    taken = replace(general.facts[1], code="is_enterprise")
    renamed = replace(general.facts[2], name="企业")
    twice = replace(general.readings[0], id="rd_intensity_base")
    other = replace(general, facts=(general.facts[0], taken, renamed), readings=(twice,))

    with pytest.raises(UnableToSupplement) as caught:
        with_supplement(guilin, other)

    assert caught.value.clashes == ("is_enterprise", renamed.code, "rd_intensity_base")
