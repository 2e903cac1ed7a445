"""Facts stated, verified, corrected, withdrawn: with history, audit, and nobody overwriting anybody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.django.assessments.made import DAY, of, organisation, platform, tell, the_pack, verified
from tests.django.conftest import ACT

from lingqu.books.audit.models import Entry
from lingqu.books.audit.queries import checked_chain
from lingqu.books.registers import facts
from lingqu.books.registers.facts import Statement, UnableToChangeVerified
from lingqu.books.registers.models import Fact
from lingqu.books.registers.operations import UnableToKeep, UnableToOverwrite

pytestmark = pytest.mark.django_db
REVENUE = "revenue_yuan"

REFUSED: list[tuple[Statement, str]] = [
    (Statement("no_such_fact", "1"), "code"),
    (Statement("application_date", "2026-01-01"), "code"),
    (Statement("paid_total_same_clause_yuan", "1"), "code"),
    (Statement("platform_level", "国家级"), "code"),  # belongs to platforms, not to the organisation
    (Statement("notable_results_recognised", "是"), "source"),  # a finding is not declared
    (Statement(REVENUE, "100"), "year"),
    (Statement(REVENUE, "100", 2027), "year"),
    (Statement(REVENUE, "100", 1900), "year"),
    (Statement(REVENUE, "abc", 2025), "value"),
    (Statement(REVENUE, "0", 2025), "is_confirmed_zero"),
    (Statement(REVENUE, "5", 2025, is_confirmed_zero=True), "is_confirmed_zero"),
    (Statement(REVENUE, "5", 2025, figure_kind="tax"), "figure_kind"),
]


@pytest.mark.parametrize(("statement", "field"), REFUSED)
def test_a_statement_that_does_not_fit_is_refused_at_its_field(statement: Statement, field: str) -> None:
    owner = organisation()

    with pytest.raises(UnableToKeep) as refused:
        facts.declare(pack=the_pack(), subject=of(owner), statement=statement, act=ACT)

    assert field in refused.value.faults
    assert not Fact.objects.exists()


def test_all_faults_of_a_statement_are_told_at_once() -> None:
    with pytest.raises(UnableToKeep) as refused:
        tell(organisation(), REVENUE, "abc", 1900, figure_kind="tax")

    assert set(refused.value.faults) == {"value", "year", "figure_kind"}


def test_a_statement_is_kept_with_history_and_audit_and_said_twice_stands_once() -> None:
    owner = organisation()

    first, second = tell(owner, REVENUE, "100万", 2025), tell(owner, REVENUE, "1000000", 2025)

    assert first.key == second.key
    assert Fact.past.filter(key=first.key).count() == 1
    entry = Entry.objects.get(action="facts.declare")
    assert "1000000" not in str(entry.facts)
    assert checked_chain().holds


def test_another_figure_for_the_same_place_is_no_second_statement_but_a_correction() -> None:
    owner = organisation()
    tell(owner, REVENUE, "100万", 2025)

    with pytest.raises(UnableToKeep):
        tell(owner, REVENUE, "90万", 2025)

    tell(owner, REVENUE, "90万", 2024)
    tell(owner, REVENUE, "95万", 2025, source=Fact.Source.REGISTER)
    assert Fact.objects.count() == 3


def test_the_four_reckonings_of_research_spending_stand_apart() -> None:
    owner = organisation()
    for number, kind in enumerate(("accounting", "tax", "statistics", "recognition"), start=1):
        tell(owner, "rd_expenditure_yuan", f"{number}万", 2025, figure_kind=kind)

    assert Fact.objects.filter(code="rd_expenditure_yuan", year=2025).count() == 4


def test_a_zero_is_confirmed_and_not_blank() -> None:
    zero = facts.declare_zero(pack=the_pack(), subject=of(organisation()), code=REVENUE, year=2025, act=ACT)

    assert (zero.declared_value, zero.is_confirmed_zero) == ("0.00", True)


def test_a_verified_value_stands_beside_the_declared_one() -> None:
    row = verified(tell(organisation(), REVENUE, "100万", 2025), "95万")

    assert (row.declared_value, row.verified_value, row.value) == ("1000000.00", "950000.00", "950000.00")
    assert (row.vouched_for, row.vouched_at) == ("kjt", ACT.at)


def test_a_verified_value_that_differs_needs_a_reason_and_an_equal_one_does_not() -> None:
    row = tell(organisation(), REVENUE, "100万", 2025)

    with pytest.raises(UnableToKeep) as refused:
        verified(row, "95万", reason=" ")
    verified(row, "100万", reason="")

    assert "reason" in refused.value.faults


def test_the_applicant_cannot_change_or_withdraw_what_an_office_verified() -> None:
    row = verified(tell(organisation(), REVENUE, "100万", 2025), "95万")
    act = replace(ACT, reason="重填")

    with pytest.raises(UnableToChangeVerified):
        facts.correct(pack=the_pack(), key=row.key, version=row.version, typed="100万", act=act)
    with pytest.raises(UnableToChangeVerified):
        facts.withdraw(key=row.key, version=row.version, on=DAY, act=act)
    reopened = facts.take_back(key=row.key, version=row.version, act=act)
    corrected = facts.correct(pack=the_pack(), key=row.key, version=reopened.version, typed="98万", act=act)

    assert (corrected.value, corrected.vouched_for) == ("980000.00", "")
    assert [each.verified_value for each in Fact.past.filter(key=row.key).order_by("history_id")] == [
        "",
        "950000.00",
        "",
        "",
    ]


CHANGES: list[Any] = [
    lambda row: facts.correct(pack=the_pack(), key=row.key, version=1, typed="3", act=ACT),
    lambda row: facts.verify(pack=the_pack(), key=row.key, version=1, typed="3", office="kjt", act=ACT),
    lambda row: facts.withdraw(key=row.key, version=1, on=DAY, act=ACT),
    lambda row: facts.take_back(key=row.key, version=1, act=ACT),
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_second_of_two_who_change_a_fact_is_told(change: Any) -> None:
    row = tell(organisation(), REVENUE, "1", 2025)
    facts.correct(pack=the_pack(), key=row.key, version=1, typed="2", act=ACT)

    with pytest.raises(UnableToOverwrite) as refused:
        change(row)

    assert refused.value.row.version == 2
    assert Fact.objects.get().declared_value == "2.00"


def test_a_withdrawn_fact_is_unknown_again_and_can_be_stated_anew() -> None:
    owner = organisation()
    row = tell(owner, REVENUE, "1", 2025)

    with pytest.raises(UnableToKeep):
        facts.withdraw(key=row.key, version=1, on=DAY, act=replace(ACT, reason=""))
    facts.withdraw(key=row.key, version=1, on=DAY, act=replace(ACT, reason="填错了年份"))
    again = tell(owner, REVENUE, "2", 2025)

    assert again.key != row.key
    assert Fact.objects.get(pk=row.key).retired_because == "填错了年份"


def test_many_statements_are_made_under_one_entry_or_none_at_all() -> None:
    owner = organisation()
    row = platform(owner, "pilot_platform")
    statements = [(of(owner), Statement(REVENUE, str(year), year)) for year in (2023, 2024, 2025)]
    statements.append((of(row), Statement("serves_external_users", "是")))

    made = facts.declare_all(pack=the_pack(), statements=statements, act=ACT, is_synthetic=True)
    with pytest.raises(UnableToKeep):
        facts.declare_all(pack=the_pack(), statements=statements[:1], act=ACT)

    assert len(made) == Fact.objects.filter(is_synthetic=True).count() == 4
    assert Fact.past.count() == 4
    assert Entry.objects.filter(action="facts.declare_all").count() == 1
