"""Members of an organisation: asked, confirmed, made admin, let go; never without an admin by their own hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from tests.django.conftest import ACT, MOMENT

from lingqu.books.accounts import memberships, operations
from lingqu.books.accounts.memberships import UnableToChangeMembers
from lingqu.books.accounts.models import Invitation, Membership, User
from lingqu.books.accounts.person import Act, person_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
ORGANISATION = uuid4()
Account = Callable[..., User]


def joined(user: User, *, is_admin: bool = False, organisation: UUID = ORGANISATION) -> Membership:
    """Make a member."""
    return operations.join(user=user, organisation=organisation, is_admin=is_admin, since=date(2026, 1, 1), act=ACT)


def acting(user: User) -> Act:
    """What a user does now."""
    return Act(person_of(user, on=TODAY), MOMENT)


def invited(username: str, admin: User, *, is_admin: bool = False) -> Invitation:
    """Invite somebody."""
    return memberships.invite(
        username=username, organisation=ORGANISATION, is_admin=is_admin, on=TODAY, act=acting(admin)
    )


def test_the_invited_becomes_a_member_by_an_own_yes_only(account: Account) -> None:
    admin, guest = account("admin"), account("guest")
    joined(admin, is_admin=True)
    invitation = invited("GUEST", admin)

    with pytest.raises(UnableToChangeMembers):
        memberships.answer(invitation=invitation, accepts=True, since=TODAY, act=acting(admin))
    assert person_of(guest, on=TODAY).member_of == frozenset()
    made = memberships.answer(invitation=invitation, accepts=True, since=TODAY, act=acting(guest))

    assert person_of(guest, on=TODAY).member_of == {ORGANISATION}
    assert made is not None
    assert made.vouched_by == str(admin.pseudonym)
    with pytest.raises(UnableToChangeMembers):
        memberships.answer(invitation=invitation, accepts=True, since=TODAY, act=acting(guest))


def test_asking_twice_is_one_invitation_and_a_no_is_a_no(account: Account) -> None:
    admin, guest = account("admin"), account("guest")
    joined(admin, is_admin=True)

    first, second = invited("guest", admin), invited("guest", admin)
    memberships.answer(invitation=first, accepts=False, since=TODAY, act=acting(guest))

    assert first.pk == second.pk
    assert not memberships.invitations_to(ORGANISATION).exists()
    assert not person_of(guest, on=TODAY).member_of


def test_nobody_invites_a_member_or_a_name_that_does_not_exist(account: Account) -> None:
    admin = account("admin")
    joined(admin, is_admin=True)

    for name in ("admin", "nobody"):
        with pytest.raises(UnableToChangeMembers):
            invited(name, admin)


def test_an_invitation_taken_back_cannot_be_accepted(account: Account) -> None:
    admin, guest = account("admin"), account("guest")
    joined(admin, is_admin=True)
    invitation = invited("guest", admin)

    memberships.take_back(invitation=invitation, act=acting(admin))

    with pytest.raises(UnableToChangeMembers):
        memberships.answer(invitation=invitation, accepts=True, since=TODAY, act=acting(guest))


def test_the_last_admin_stays_admin(account: Account) -> None:
    admin, other = account("admin"), account("other")
    first, second = joined(admin, is_admin=True), joined(other)

    with pytest.raises(UnableToChangeMembers):
        memberships.set_admin(membership=first, is_admin=False, on=TODAY, act=acting(admin))
    with pytest.raises(UnableToChangeMembers):
        memberships.let_go(membership=first, on=TODAY, by_officer=False, act=acting(admin))
    memberships.set_admin(membership=second, is_admin=True, on=TODAY, act=acting(admin))
    memberships.let_go(membership=first, on=TODAY, by_officer=False, act=acting(admin))

    assert [row.user for row in memberships.members_of(ORGANISATION, on=TODAY)] == [other]


def test_an_officer_ends_even_the_last_admin_at_once(account: Account) -> None:
    admin, other = account("admin"), account("other")
    first = joined(admin, is_admin=True)
    joined(other)

    memberships.let_go(membership=first, on=TODAY, by_officer=True, act=ACT)

    assert not person_of(admin, on=TODAY).member_of


def test_whoever_joined_today_by_mistake_is_out_at_once(account: Account) -> None:
    user = account("user")
    row = operations.join(user=user, organisation=ORGANISATION, is_admin=False, since=TODAY, act=ACT)

    memberships.let_go(membership=row, on=TODAY, by_officer=True, act=ACT)

    assert not person_of(user, on=TODAY).member_of
    joined(user)  # and may come back
