"""Answers saved as they were given, and what changed since, with its cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.django.assessments.made import DAY, organisation, platform, tell, the_pack
from tests.django.conftest import ACT

from lingqu.books.audit.models import Entry
from lingqu.books.registers import facts
from lingqu.processes.assessments.comparison import FactChange, compared, difference
from lingqu.processes.assessments.judging import assessed
from lingqu.processes.assessments.models import SavedAnswer
from lingqu.processes.assessments.operations import saved
from lingqu.processes.assessments.queries import last_saved

pytestmark = pytest.mark.django_db
LATER = replace(ACT, at=ACT.at + timedelta(days=1))


def test_a_saved_answer_holds_facts_rules_and_reasons_and_is_saved_once() -> None:
    owner = organisation()
    tell(owner, "rd_expenditure_yuan", "2500万", 2025)

    first, second = (saved(assessment=assessed(owner, day=DAY), act=act) for act in (ACT, LATER))

    assert first.key == second.key
    assert first.pack_digest == the_pack().digest
    assert first.subjects[0]["facts"]["rd_expenditure_yuan"] == {"2025": "25000000.00"}
    assert first.subjects[0]["only_declared"] == ["rd_expenditure_yuan"]
    told = {each["measure"]: each for each in first.answers[0]["outcomes"]}
    assert told["F11"]["verdict"] == "eligible"
    assert told["F11"]["because"]
    assert told["F11"]["because_english"]
    assert Entry.objects.filter(action="answers.save").count() == 1


def test_another_fact_day_or_reading_makes_another_answer() -> None:
    owner = organisation()
    saved(assessment=assessed(owner, day=DAY), act=ACT)

    tell(owner, "revenue_yuan", "1亿", 2025)
    saved(assessment=assessed(owner, day=DAY), act=LATER)
    saved(assessment=assessed(owner, day=DAY + timedelta(days=1)), act=replace(ACT, at=ACT.at + timedelta(days=2)))
    asked = {"cumulation": "additive"}
    last = saved(assessment=assessed(owner, day=DAY, readings=asked), act=replace(ACT, at=ACT.at + timedelta(days=3)))

    assert SavedAnswer.objects.count() == 4
    assert last_saved(owner.key) == last


def test_a_change_is_told_with_the_fact_that_made_it() -> None:
    owner = organisation()
    row = tell(owner, "rd_expenditure_yuan", "1500万", 2025)
    tell(owner, "revenue_yuan", "10亿", 2025)
    before = saved(assessment=assessed(owner, day=DAY), act=ACT)

    facts.correct(pack=the_pack(), key=row.key, version=row.version, typed="2500万", act=ACT)
    found = compared(before, assessed(owner, day=DAY))

    assert [(each.measure, each.verdict_before, each.verdict_now) for each in found.changes] == [
        ("F11", "not_eligible", "eligible")
    ]
    assert found.changes[0].sum_now == "5000000.00"
    expected = FactChange("rd_expenditure_yuan", {"2025": "15000000.00"}, {"2025": "25000000.00"})
    assert found.changes[0].because == (expected,)
    assert (found.rules_changed, found.day_changed) == (False, False)


def test_a_fact_that_no_outcome_turns_on_changes_nothing() -> None:
    owner = organisation()
    before = saved(assessment=assessed(owner, day=DAY), act=ACT)

    tell(owner, "technology_contract_turnover_yuan", "5万")

    assert compared(before, assessed(owner, day=DAY)).changes == ()


def test_a_subject_that_came_later_is_told_as_not_asked_before() -> None:
    owner = organisation()
    before = saved(assessment=assessed(owner, day=DAY), act=ACT)

    row = platform(owner, "pilot_platform")
    found = compared(before, assessed(owner, day=DAY))

    assert {each.subject for each in found.changes} == {f"platform:{row.key}"}
    assert {each.verdict_before for each in found.changes} == {None}


def test_other_rules_and_another_day_are_told() -> None:
    owner = organisation()
    before = saved(assessment=assessed(owner, day=DAY), act=ACT)
    SavedAnswer.objects.filter(pk=before.pk).update(pack_digest="other")
    before.refresh_from_db()

    found = compared(before, assessed(owner, day=DAY + timedelta(days=1)))

    assert (found.rules_changed, found.day_changed) == (True, True)


def test_a_year_on_a_first_time_is_no_longer_one() -> None:
    owner = organisation()
    for year, yuan in ((2024, "2200万"), (2025, "3600万")):
        tell(owner, "main_business_revenue_yuan", yuan, year)
    tell(owner, "is_ai_enterprise", "是")

    found = {
        each.measure: (each.verdict_before, each.verdict_now)
        for each in difference(assessed(owner, day=DAY), assessed(owner, day=DAY.replace(year=2027)))
    }

    assert found["F03"] == ("eligible", "not_eligible")
