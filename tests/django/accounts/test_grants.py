"""Roles are granted by another hand, with a reach that makes sense, and one administrator always remains."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.django.conftest import ACT, MOMENT

from lingqu.books.accounts import operations
from lingqu.books.accounts.models import User
from lingqu.books.accounts.operations import UnableToEnd, UnableToGrant
from lingqu.books.accounts.person import Act, HeldRole, person_of
from lingqu.books.accounts.roles import Level, Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
YESTERDAY = TODAY - timedelta(days=1)
Account = Callable[..., User]


def acting(user: User) -> Act:
    """What a user does now."""
    return Act(person_of(user, on=TODAY), MOMENT)


@pytest.mark.parametrize(
    ("role", "until"),
    [
        (HeldRole(Role.MEMBER), None),
        (HeldRole(Role.PUBLIC), None),
        (HeldRole(Role.AGENCY, Level.COUNTY), None),
        (HeldRole(Role.AGENCY, Level.COUNTY, region="450300"), None),
        (HeldRole(Role.AGENCY, Level.COUNTY, region="999999"), None),
        (HeldRole(Role.RECOMMENDING_UNIT, Level.PARK), None),
        (HeldRole(Role.AGENCY, Level.CITY), YESTERDAY),
    ],
)
def test_a_role_without_sense_is_refused(account: Account, role: HeldRole, until: date | None) -> None:
    user = account("user")

    with pytest.raises(UnableToGrant) as refused:
        operations.grant(user=user, role=role, since=TODAY, until=until, act=ACT)

    assert refused.value.words.zh
    assert refused.value.words.en


def test_an_administrator_changes_nothing_of_their_own(account: Account) -> None:
    one = account("one", HeldRole(Role.ADMINISTRATOR))
    account("two", HeldRole(Role.ADMINISTRATOR))

    with pytest.raises(UnableToGrant):
        operations.grant(user=one, role=HeldRole(Role.AGENCY), since=TODAY, act=acting(one))
    with pytest.raises(UnableToEnd):
        operations.end_grant(held=one.grants.get(), last_day=YESTERDAY, act=acting(one))
    with pytest.raises(UnableToEnd):
        operations.switch(user=one, is_active=False, act=acting(one))


def test_the_last_administrator_stays(account: Account) -> None:
    one, two = account("one", HeldRole(Role.ADMINISTRATOR)), account("two", HeldRole(Role.ADMINISTRATOR))
    operations.end_grant(held=two.grants.get(), last_day=YESTERDAY, act=acting(one))

    with pytest.raises(UnableToEnd):
        operations.end_grant(held=one.grants.get(), last_day=YESTERDAY, act=ACT)
    with pytest.raises(UnableToEnd):
        operations.switch(user=one, is_active=False, act=ACT)

    assert person_of(one, on=TODAY).holds(Role.ADMINISTRATOR)


def test_a_closed_administrator_does_not_count_as_the_one_that_remains(account: Account) -> None:
    one, two = account("one", HeldRole(Role.ADMINISTRATOR)), account("two", HeldRole(Role.ADMINISTRATOR))
    operations.switch(user=two, is_active=False, act=acting(one))

    with pytest.raises(UnableToEnd):
        operations.end_grant(held=one.grants.get(), last_day=YESTERDAY, act=ACT)


def test_a_role_granted_today_by_mistake_ends_at_once(account: Account) -> None:
    user = account("user")
    held = operations.grant(user=user, role=HeldRole(Role.EXPERT), since=TODAY, act=ACT)

    operations.end_grant(held=held, last_day=YESTERDAY, act=ACT)

    assert not person_of(user, on=TODAY).holds(Role.EXPERT)
