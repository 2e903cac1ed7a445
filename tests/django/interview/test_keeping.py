"""Answers of a self-assessment kept for an organisation: looked at, confirmed, and never over what stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.django.assessments.made import organisation, tell
from tests.django.conftest import ACT

from lingqu.books.accounts import operations
from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.audit.models import Entry
from lingqu.books.registers.models import Fact, Organisation
from lingqu.interfaces.web.interview.state import State, Wire
from lingqu.interfaces.web.interview.tokens import read_token, token_of
from lingqu.processes.assessments.models import SavedAnswer
from lingqu.processes.assessments.queries import last_saved

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
MakeAccount = Callable[..., User]
SignIn = Callable[[User], Client]
ANSWERS: dict[str, Wire] = {
    "located_in_guilin": True,
    "is_ai_enterprise": True,
    "rd_expenditure_yuan": {"2025": "7000000.00", "2024": 0},
    "main_business_revenue_yuan": {"2025": "30000000.00"},
}


@pytest.fixture
def firm() -> Organisation:
    row = organisation()
    tell(row, "rd_expenditure_yuan", "600万", 2025)
    return row


@pytest.fixture
def member(account: MakeAccount, signed_in: SignIn, firm: Organisation) -> Client:
    user = account("member")
    operations.join(user=user, organisation=firm.key, is_admin=False, since=date(2020, 1, 1), act=ACT)
    return signed_in(user)


def at(firm: Organisation | None = None, **facts: Wire) -> str:
    """The page that keeps these answers."""
    return f"/assess/{token_of(State(DAY, facts=facts or ANSWERS))}/keep/" + (f"{firm.key}/" if firm else "")


def values() -> dict[tuple[str, int | None], str]:
    """What is declared."""
    return {(row.code, row.year): row.declared_value for row in Fact.objects.filter(retired_on=None)}


def test_a_look_writes_nothing_and_says_what_would_become_of_each_answer(member: Client, firm: Organisation) -> None:
    before, chain = values(), Entry.objects.count()

    page = member.get(at(firm)).text

    taken, left = page.split('id="stay"')
    assert 'value="rd_expenditure_yuan.2024"' in taken
    assert 'value="main_business_revenue_yuan.2025"' in taken
    assert 'value="rd_expenditure_yuan.2025"' not in page
    assert "700万元" in left
    assert "不同，不会改" in left
    assert values() == before
    assert Entry.objects.count() == chain


def test_chosen_answers_become_declared_facts_of_their_year(member: Client, firm: Organisation) -> None:
    sent = {"act": "take", "take": ["rd_expenditure_yuan.2024", "main_business_revenue_yuan.2025", "is_ai_enterprise"]}

    answer = member.post(at(firm), sent)

    assert answer.status_code == 302, answer.text
    rows = {(row.code, row.year): row for row in Fact.objects.filter(organisation=firm)}
    zero = rows["rd_expenditure_yuan", 2024]
    assert (zero.declared_value, zero.is_confirmed_zero, zero.source) == ("0.00", True, "declared")
    assert rows["main_business_revenue_yuan", 2025].declared_value == "30000000.00"
    assert rows["is_ai_enterprise", None].declared_value == "true"
    assert rows["rd_expenditure_yuan", 2025].declared_value == "6000000.00"
    assert not any(row.verified_value for row in rows.values())


def test_what_differs_is_not_overwritten_even_when_asked_for(member: Client, firm: Organisation) -> None:
    before = values()

    answer = member.post(at(firm), {"act": "take", "take": ["rd_expenditure_yuan.2025", "is_ai_enterprise"]})

    assert answer.status_code == 409
    assert "什么也没有写" in answer.text
    assert values() == before


def test_what_was_stated_since_the_look_stops_the_whole(member: Client, firm: Organisation) -> None:
    member.get(at(firm))
    tell(firm, "main_business_revenue_yuan", "1万", 2025)
    before = values()

    answer = member.post(at(firm), {"act": "take", "take": ["main_business_revenue_yuan.2025", "is_ai_enterprise"]})

    assert answer.status_code == 409
    assert values() == before


def test_nothing_chosen_is_told(member: Client, firm: Organisation) -> None:
    answer = member.post(at(firm), {"act": "take"})

    assert answer.status_code == 422
    assert "一项也没有选" in answer.text


def test_what_an_authority_finds_cannot_be_declared(member: Client, firm: Organisation) -> None:
    page = member.get(at(firm, good_economic_social_benefit_recognised=True)).text

    assert "须由主管部门认定" in page
    assert 'name="take"' not in page


def test_it_is_saved_as_it_was_answered_and_changes_no_comparison(member: Client, firm: Organisation) -> None:
    before = values()

    answer = member.post(at(firm), {"act": "save"})

    kept = SavedAnswer.objects.get()
    assert answer["Location"].endswith(f"{kept.key}/")
    assert (kept.basis, kept.day, kept.organisation) == ("answers", DAY, firm)
    assert kept.subjects[0]["facts"]["rd_expenditure_yuan"] == ANSWERS["rd_expenditure_yuan"]
    assert values() == before
    assert last_saved(firm.key) is None
    assert "自评时填的答案" in member.get(answer["Location"]).text
    assert Entry.objects.filter(action="answers.save").get().facts["basis"] == "answers"


def test_an_anonymous_link_goes_to_the_organisation_of_a_member(member: Client, firm: Organisation) -> None:
    assert "留给单位" in member.get(at().replace("keep/", "result/")).text
    there = member.get(at())["Location"]
    assert there.endswith(f"/keep/{firm.key}/")
    assert dict(read_token(there.split("/")[2]).state.facts) == ANSWERS


def test_nobody_else_keeps_anything_for_it(
    member: Client, firm: Organisation, account: MakeAccount, signed_in: SignIn, client: Client
) -> None:
    officer = signed_in(account("officer", HeldRole(Role.DEPARTMENT_OFFICER, Level.CITY)))

    assert client.get(at(firm)).status_code == 302
    assert "留给单位" not in client.get(at().replace("keep/", "result/")).text
    assert signed_in(account("stranger")).post(at(firm), {"act": "save"}).status_code == 404
    assert officer.post(at(firm), {"act": "save"}).status_code == 404
    assert not SavedAnswer.objects.exists()


def test_signed_in_it_begins_from_the_facts_and_says_which(member: Client, firm: Organisation) -> None:
    page = member.get("/assess/").text
    begun = member.post("/assess/", {"organisation": str(firm.key), "day": "2026-11-24", "located": "unknown"})
    empty = member.post("/assess/", {"organisation": "", "day": "2026-11-24", "kind": "enterprise"})
    step = member.get(begun["Location"]).text

    assert f'value="{firm.key}" checked' in page
    state = read_token(begun["Location"].split("/")[2]).state
    assert state.facts["rd_expenditure_yuan"] == {"2025": "6000000.00"}
    assert "interview-filled" in step
    assert "仅申报" in step.split("interview-filled")[1].split("</details>")[0]
    assert dict(read_token(empty["Location"].split("/")[2]).state.facts) == {"is_enterprise": True}


def test_a_foreign_organisation_fills_nothing_in(member: Client, client: Client) -> None:
    other = organisation("桂北农机有限公司")
    tell(other, "rd_expenditure_yuan", "600万", 2025)

    for browser in (member, client):
        begun = browser.post("/assess/", {"organisation": str(other.key), "day": "2026-11-24"})
        assert dict(read_token(begun["Location"].split("/")[2]).state.facts) == {}
