"""The interview as a whole: whatever is answered, it asks nothing twice, ends, and agrees with the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.interfaces.web.interview.hearing import heard, record_of
from lingqu.interfaces.web.interview.kinds import KINDS, asked_first
from lingqu.interfaces.web.interview.questions import question_view
from lingqu.interfaces.web.interview.replies import UnableToTakeReply, reply_taken
from lingqu.interfaces.web.interview.standing import standing_view
from lingqu.interfaces.web.interview.state import State, Wire
from lingqu.interfaces.web.interview.tokens import read_token, token_of
from lingqu.law.engine.answers import assess
from lingqu.law.engine.interview import Question
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.engine.wire import answer_record
from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.processes.assessments.packs import POLICY, pack_of_day

DAY = date(2026, 11, 24)
PACK = pack_of_day(POLICY, day=DAY)
ASKED = [fact.code for fact in PACK.facts if not fact.informative and fact.code != PACK.day_fact.code]


def sent(fact: FactDeclaration, draw: st.DataObject) -> dict[str, str]:
    """What a visitor might send for a question."""
    if draw.draw(st.integers(0, 5)) == 0:
        return {"act": "skip"}
    if fact.unit is Unit.YES_NO:
        return {"value": draw.draw(st.sampled_from(["yes", "no"]))}
    if fact.unit is Unit.CHOICE:
        return {"value": draw.draw(st.sampled_from([code for _, code in fact.choices]))}
    if fact.unit is Unit.DATE:
        return {"value": draw.draw(st.dates(date(2023, 1, 1), date(2026, 12, 31))).isoformat()}
    value = draw.draw(st.sampled_from(["", "1200万", "2亿", "300000", "49.5万"]))
    if not value:
        return {"act": "zero"}
    more = {"year_2024": "800万", "year_2023": "3000万"} if draw.draw(st.booleans()) else {}
    return {"value": value, **more}


@given(
    st.data(), st.sampled_from(["", *(kind.code for kind in KINDS)]), st.sampled_from([(), ("F11",), ("F03", "F09")])
)
def test_an_interview_asks_nothing_twice_ends_and_agrees_with_the_engine(
    data: st.DataObject, kind: str, measures: tuple[str, ...]
) -> None:
    hearing = heard(State(DAY, kind=kind, measures=measures))
    asked: list[str] = []
    while (question := hearing.question()) is not None:
        code = question.fact.code
        assert code not in asked
        assert len(asked) <= len(ASKED)
        asked.append(code)
        state = reply_taken(hearing, question.fact, sent(question.fact, data))
        read = read_token(token_of(state))
        assert read.is_whole
        assert read.state == state
        hearing = heard(read.state)
    program = compile_program(PACK)
    record = {"id": "self-assessment", "facts": {"application_date": "2026-11-24", **hearing.state.known}}
    expected = assess(program, SubjectReader(program).read(record), hearing.measures)

    assert hearing.progress().questions_left_at_most == 0
    assert answer_record(hearing.program, hearing.answer)["outcomes"] == answer_record(program, expected)["outcomes"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", ASKED)
def test_every_fact_can_be_asked_in_both_languages(code: str, lang: str) -> None:
    question = heard(State(DAY)).question_about(code)
    assert question is not None
    view = question_view(heard(State(DAY)), question, lang)

    assert view.name
    assert view.meaning
    assert view.proof
    assert view.name in view.asked
    assert view.example


STEPS: list[tuple[str, Mapping[str, str], Any]] = [
    ("is_enterprise", {"value": "yes"}, True),
    ("is_enterprise", {"value": "no"}, False),
    ("is_enterprise", {"act": "skip"}, None),
    ("fixed_asset_investment_yuan", {"value": "1.2亿元"}, 120000000),
    ("fixed_asset_investment_yuan", {"value": "20 million"}, 20000000),
    ("fixed_asset_investment_yuan", {"act": "zero", "value": ""}, 0),
    ("rd_expenditure_yuan", {"value": "2000万"}, {"2025": 20000000}),
    ("rd_expenditure_yuan", {"act": "zero"}, {"2025": 0}),
    ("main_business_revenue_yuan", {"value": "2000万", "year_2024": "900万"}, {"2025": 20000000, "2024": 9000000}),
    ("main_business_revenue_yuan", {"value": "2000万", "year_2024": " "}, {"2025": 20000000}),
    ("main_business_revenue_yuan", {"value": "2025=2000万，2024=900万"}, {"2025": 20000000, "2024": 9000000}),
    ("recognition_date", {"value": "2026-03-01"}, "2026-03-01"),
    ("platform_level", {"value": "regional"}, "regional"),
]


@pytest.mark.parametrize(("code", "reply", "wire"), STEPS)
def test_a_reply_becomes_the_value_it_says(code: str, reply: Mapping[str, str], wire: Any) -> None:
    state = reply_taken(heard(State(DAY)), PACK.fact_coded(code), reply)

    assert state.facts[code] == wire


FAULTS: list[tuple[str, Mapping[str, str], set[str]]] = [
    ("is_enterprise", {}, {"value"}),
    ("is_enterprise", {"value": "maybe"}, {"value"}),
    ("fixed_asset_investment_yuan", {"value": ""}, {"value"}),
    ("fixed_asset_investment_yuan", {"value": "很多"}, {"value"}),
    ("fixed_asset_investment_yuan", {"value": "9" * 500}, {"value"}),
    ("main_business_revenue_yuan", {"value": "很多", "year_2024": "更多"}, {"value", "year_2024"}),
    ("recognition_date", {"value": "2026-02-30"}, {"value"}),
    ("platform_level", {"value": "galactic"}, {"value"}),
    ("paid_same_clause_same_year_yuan", {"value": "-5万"}, {"value"}),
]


@pytest.mark.parametrize(("code", "reply", "fields"), FAULTS)
def test_a_reply_that_is_no_value_is_refused_with_every_fault(
    code: str, reply: Mapping[str, str], fields: set[str]
) -> None:
    with pytest.raises(UnableToTakeReply) as refused:
        reply_taken(heard(State(DAY)), PACK.fact_coded(code), reply)

    assert {fault.field for fault in refused.value.faults} == fields
    assert all(fault.words.zh and fault.words.en for fault in refused.value.faults)


def test_answers_that_the_rules_cannot_read_are_put_aside_and_told() -> None:
    facts: dict[str, Wire] = {
        "is_enterprise": True,
        "no_such_fact": True,
        "platform_level": "galactic",
        "application_date": "2020-01-01",
    }
    hearing = heard(State(DAY, measures=("F11", "F99"), supplements=("nowhere",), digest="ffffffffffff", facts=facts))

    assert hearing.state.facts == {"is_enterprise": True}
    assert hearing.state.measures == ("F11",)
    assert set(hearing.refused) == {"F99", "nowhere", "no_such_fact", "platform_level", "application_date"}
    assert hearing.rules_changed


def test_a_kind_is_asked_where_it_is_and_what_it_is_first() -> None:
    state, asked = State(DAY, kind="platform"), []
    for _ in asked_first("platform"):
        question = heard(state).question()
        assert question is not None
        asked.append(question.fact.code)
        state = state.answered(question.fact.code, None)

    assert asked == list(asked_first("platform"))


def test_what_each_kind_says_or_asks_is_a_fact_of_the_policy() -> None:
    named = {code for kind in KINDS for code in (*kind.says, *kind.asks_first)}

    assert named <= {fact.code for fact in PACK.facts if fact.unit is Unit.YES_NO}


def test_an_answered_fact_can_be_asked_again_as_if_it_were_open() -> None:
    state = State(DAY, facts={"located_in_guilin": True, "is_enterprise": False})
    question = heard(state).question_about("is_enterprise")

    assert isinstance(question, Question)
    assert "F11" in question.measures
    assert heard(state).question_about("application_date") is None
    assert heard(state).question_about("no_such_fact") is None


def test_general_conditions_are_asked_where_they_are_switched_on() -> None:
    plain = heard(State(DAY, facts={"located_in_guilin": True}))
    joined = heard(State(DAY, supplements=("general_conditions",), facts={"located_in_guilin": True}))

    assert plain.pack.policy.unchecked == ("general_conditions",)
    assert joined.pack.policy.unchecked == ()
    assert joined.progress().questions_left_at_most > plain.progress().questions_left_at_most


def test_what_is_certain_stands_beside_the_question() -> None:
    facts: dict[str, Wire] = {
        "located_in_guilin": True,
        "is_enterprise": True,
        "rd_expenditure_yuan": {"2025": 20000000},
    }
    hearing = heard(State(DAY, facts={**facts, "revenue_yuan": {"2025": 100000000}}))
    standing = standing_view(hearing, "zh")

    assert [each.measure for each in standing.eligible] == ["F11"]
    assert "上限" in standing.eligible[0].sum
    assert standing.certain == "还没有"
    assert record_of(hearing.state, hearing.pack)["facts"] == {
        "application_date": "2026-11-24", **facts, "revenue_yuan": {"2025": 100000000}
    }  # fmt: skip
