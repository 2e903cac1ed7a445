"""The interview from the facts of an organisation: filled in, compared, and closed to whoever may not see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.django.assessments.made import organisation, platform, tell
from tests.django.conftest import ACT

from lingqu.books.accounts import operations
from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Role
from lingqu.books.registers.models import Fact, Organisation
from lingqu.interfaces.web.interview.own import source_of
from lingqu.interfaces.web.interview.state import State
from lingqu.interfaces.web.interview.tokens import read_token, token_of

pytestmark = pytest.mark.django_db

MakeAccount = Callable[..., User]
SignIn = Callable[[User], Client]


@pytest.fixture
def firm() -> Organisation:
    row = organisation()
    tell(row, "rd_expenditure_yuan", "600万", 2025, figure_kind="accounting")
    platform(row, "pilot_platform")
    return row


@pytest.fixture
def member(account: MakeAccount, signed_in: SignIn, firm: Organisation) -> Client:
    user = account("member")
    operations.join(user=user, organisation=firm.key, is_admin=False, since=date(2020, 1, 1), act=ACT)
    return signed_in(user)


def state_at(address: str) -> State:
    return read_token(address.split("/assess/")[1].split("/")[0]).state


def begun(member: Client, firm: Organisation, **more: str) -> str:
    address: str = member.post(f"/assess/of/{firm.key}/", {"subject": f"organisation:{firm.key}", **more}).headers[
        "Location"
    ]
    return address


def test_a_member_of_one_organisation_goes_to_its_subjects(member: Client, firm: Organisation) -> None:
    response = member.get("/assess/mine/")

    assert response.headers["Location"] == f"/assess/of/{firm.key}/"
    page = member.get(response.headers["Location"]).content.decode()
    assert page.count('name="subject"') == 2


def test_known_facts_are_filled_in(member: Client, firm: Organisation) -> None:
    state = state_at(begun(member, firm))
    source = source_of(state)

    assert state.facts["is_enterprise"] is True
    assert isinstance(state.facts["rd_expenditure_yuan"], dict)
    assert "application_date" not in state.facts
    assert source is not None
    assert (source.organisation, source.subject) == (firm.key, f"organisation:{firm.key}")


def test_a_platform_is_asked_for_measures_of_platforms_only(member: Client, firm: Organisation) -> None:
    key = firm.platforms.get().key
    response = member.post(f"/assess/of/{firm.key}/", {"subject": f"platform:{key}"})
    measures = state_at(response.headers["Location"]).measures

    assert "F17" in measures
    assert "F11" not in measures


def test_what_differs_is_told_with_the_page_where_it_is_stated(member: Client, firm: Organisation) -> None:
    state = state_at(begun(member, firm, then="result"))
    same = member.get(f"/assess/{token_of(state)}/result/").content.decode()
    changed = state.answered("rd_expenditure_yuan", {"2025": 7000000}).answered("is_ai_enterprise", True)
    other = member.get(f"/assess/{token_of(changed)}/result/").content.decode()

    assert "没有不同" in same
    assert "2025：700万元" in other
    assert "2025：600万元" in other
    assert other.count("没有填") == 1
    assert f"/facts/{firm.key}/state/" in other
    assert f"/answers/{firm.key}/" in other


def test_answering_writes_no_fact(member: Client, firm: Organisation) -> None:
    before = Fact.objects.count()
    member.post(begun(member, firm), {"fact": "is_ai_enterprise", "value": "yes"})

    assert Fact.objects.count() == before


def test_a_stranger_sees_no_word_of_the_facts(
    member: Client, firm: Organisation, account: MakeAccount, signed_in: SignIn, client: Client,
    django_assert_num_queries: Callable[..., Any],
) -> None:  # fmt: skip
    address = f"/assess/{token_of(state_at(begun(member, firm)).without('rd_expenditure_yuan'))}/result/"
    stranger = signed_in(account("stranger"))

    assert stranger.get(f"/assess/of/{firm.key}/").status_code == 404
    assert client.get(f"/assess/of/{firm.key}/").status_code == 302
    assert "与单位已填的事实相比" not in stranger.get(address).content.decode()
    client.get(address)
    with django_assert_num_queries(0):
        assert "与单位已填的事实相比" not in client.get(address).content.decode()


@pytest.mark.parametrize("source", ["x", "0" * 32 + "_organisation_" + "0" * 32, "<b>"])
def test_a_forged_source_shows_nothing(member: Client, firm: Organisation, source: str) -> None:
    state = State(date(2026, 11, 24), facts={"is_enterprise": True}, source=source)
    response = member.get(f"/assess/{token_of(state)}/result/")

    assert response.status_code == (404 if source == "<b>" else 200)
    assert "与单位已填的事实相比" not in response.content.decode()


def test_a_foreign_subject_is_not_found(member: Client, firm: Organisation) -> None:
    other = organisation("桂北农机有限公司")

    assert member.post(f"/assess/of/{firm.key}/", {"subject": f"organisation:{other.key}"}).status_code == 404
    assert member.get(f"/assess/of/{other.key}/").status_code == 404


def test_somebody_without_an_organisation_is_told_what_to_do(account: MakeAccount, signed_in: SignIn) -> None:
    page = signed_in(account("nobody", HeldRole(Role.SUPERVISOR))).get("/assess/mine/").content.decode()

    assert "您还不属于任何单位" in page
