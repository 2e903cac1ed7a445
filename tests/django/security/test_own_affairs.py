"""Nobody lifts themselves: own roles, own claim, own figures and own draft are for somebody else to decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.django.conftest import ACT
from tests.django.matrix_world import COUNTY, World, made_world

from lingqu.books.accounts import operations
from lingqu.books.accounts.models import Grant, Membership, User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.registers.models import Fact

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def world() -> World:
    return made_world()


def test_an_officer_who_is_a_member_does_not_verify_the_figures_of_that_organisation(
    world: World, signed_in: SignedIn
) -> None:
    officer = world.users["推荐（本县）"]
    operations.join(user=officer, organisation=world.organisation.key, is_admin=False, since=date(2020, 1, 1), act=ACT)

    answer = signed_in(officer).post(
        reverse("fact-verify", kwargs={"key": world.fact.key}),
        {"version": world.fact.version, "value": "9", "reason": "r"},
    )

    assert answer.status_code == 404
    assert Fact.objects.get(pk=world.fact.key).verified_value == ""


def test_another_officer_does(world: World, signed_in: SignedIn) -> None:
    answer = signed_in(world.users["推荐（本县）"]).post(
        reverse("fact-verify", kwargs={"key": world.fact.key}),
        {"version": world.fact.version, "value": "9", "reason": "r"},
    )

    assert answer.status_code == 302
    assert Fact.objects.get(pk=world.fact.key).verified_value != ""


def test_an_administrator_gives_themselves_no_role(account: Any, signed_in: SignedIn) -> None:
    chief = account("chief", HeldRole(Role.ADMINISTRATOR))
    before = Grant.objects.filter(user=chief).count()

    signed_in(chief).post(
        reverse("user_grant", kwargs={"key": chief.pseudonym}), {"role": "policy_officer", "since": "2026-01-01"}
    )

    assert Grant.objects.filter(user=chief).count() == before


def test_a_member_does_not_become_an_admin_by_any_field(world: World, signed_in: SignedIn) -> None:
    browser, key = signed_in(world.users["本单位成员"]), world.organisation.key
    own = Membership.objects.get(user=world.users["本单位成员"])
    extra = {"admin": "yes", "is_admin": "on", "is_superuser": "1", "role": "administrator"}

    answers = [
        browser.post(reverse("member_admin", kwargs={"key": key, "membership": own.pk}), extra).status_code,
        browser.post(reverse("profile_tell"), extra).status_code,
        browser.post(reverse("speak"), extra).status_code,
    ]

    own.refresh_from_db()
    own.user.refresh_from_db()
    assert answers[0] == 404
    assert not own.is_admin
    assert not Grant.objects.filter(user=own.user).exists()


def test_an_own_claim_is_decided_by_somebody_else(world: World, signed_in: SignedIn) -> None:
    claimant = world.users["本人"]
    operations.grant(
        user=claimant,
        role=HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region=COUNTY),
        since=date(2020, 1, 1),
        act=ACT,
    )

    signed_in(claimant).post(
        reverse("claim_decide", kwargs={"key": world.claim.key}),
        {"decision": "vouch", "reason": "x"},
    )

    world.claim.refresh_from_db()
    assert world.claim.state == "open"
    assert not Membership.objects.filter(user=claimant, organisation=world.organisation.key).exists()


FOREIGN = """
member_admin    ; key, membership  ; admin=yes
member_end      ; key, membership  ;
member_uninvite ; key, invitation  ;
"""


@pytest.mark.parametrize("line", FOREIGN.strip().splitlines())
def test_a_thing_of_another_organisation_is_not_reached_through_ones_own_address(
    world: World, signed_in: SignedIn, line: str
) -> None:
    name, parts, field = (piece.strip() for piece in line.split(";"))
    abroad = Membership.objects.get(user=world.users["外单位管理员"]).organisation
    known = {"key": abroad, "membership": world.membership.pk, "invitation": world.invitation.pk}

    answer = signed_in(world.users["外单位管理员"]).post(
        reverse(name, kwargs={part: known[part] for part in parts.split(", ")}),
        dict([field.split("=")]) if field else {},
    )

    world.membership.refresh_from_db()
    world.invitation.refresh_from_db()
    assert answer.status_code == 404
    assert not world.membership.is_admin
    assert world.membership.until is None
    assert world.invitation.state == "open"
