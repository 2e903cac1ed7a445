"""Erasing an account: nothing names the person afterwards, and the audit chain still holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt
from django.apps import apps
from django.test import Client
from tests.django.conftest import ACT, MOMENT

from lingqu.books.accounts import operations
from lingqu.books.accounts.erasing import UnableToErase, erase_account, obstacles
from lingqu.books.accounts.models import PersonalValue, User
from lingqu.books.accounts.person import Act, HeldRole, person_of
from lingqu.books.accounts.roles import Role
from lingqu.books.audit.models import Entry
from lingqu.books.audit.queries import checked_chain

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
Account = Callable[..., User]


def acting(user: User) -> Act:
    """What a user does now."""
    return Act(person_of(user, on=TODAY), MOMENT)


def told(user: User) -> None:
    """Tell everything that an account can hold of a person."""
    user.email = "li.ming@example.org"
    user.save()
    for name, value in (("name", "李明明"), ("phone", "13900001234")):
        operations.keep_personal_value(
            kind="user", key=user.pseudonym, name=name, value=value, purpose="contact", basis="consent", act=ACT
        )
    EmailAddress.objects.create(user=user, email="li.ming@example.org", primary=True)
    Authenticator.objects.create(user=user, type="totp", data={})
    SocialAccount.objects.create(user=user, provider="oidc", uid="li-ming-at-oidc")
    AccessAttempt.objects.create(username="Li.Ming", ip_address="192.0.2.7", failures_since_start=1)
    operations.join(user=user, organisation=uuid4(), is_admin=True, since=date(2026, 1, 1), act=ACT)


def everything() -> str:
    """Every value of every table, as one text."""
    return "\n".join(str(row) for model in apps.get_models() for row in model._default_manager.values_list())


def test_after_erasure_no_table_names_the_person_and_the_chain_holds(
    account: Account, signed_in: Callable[[User], Client]
) -> None:
    user = account("li.ming")
    told(user)
    browser = signed_in(user)
    assert browser.get("/desk/").status_code == 200

    erase_account(user=user, on=TODAY, act=acting(user))

    user.refresh_from_db()
    left = everything()
    for secret in ("li.ming", "Li.Ming", "李明明", "13900001234", "192.0.2.7", "li-ming-at-oidc"):
        assert secret not in left
    assert user.username.startswith("erased-")
    assert user.erased_at
    assert not user.has_usable_password()
    assert not PersonalValue.objects.exists()
    assert not person_of(user, on=TODAY).member_of
    assert browser.get("/desk/").status_code == 302
    assert Entry.objects.filter(object_key=str(user.pseudonym), action="accounts.erase").exists()
    assert checked_chain().holds


def test_an_account_with_a_running_role_is_not_erased(account: Account) -> None:
    user = account("officer", HeldRole(Role.AGENCY))

    with pytest.raises(UnableToErase) as refused:
        erase_account(user=user, on=TODAY, act=acting(user))

    assert "项目管理机构" in refused.value.reasons[0].zh
    assert User.objects.filter(username="officer").exists()


def test_the_only_admin_of_others_is_not_erased_but_the_only_member_is(account: Account) -> None:
    user, other = account("admin"), account("other")
    organisation = uuid4()
    operations.join(user=user, organisation=organisation, is_admin=True, since=date(2026, 1, 1), act=ACT)
    assert not obstacles(user, on=TODAY)
    operations.join(user=other, organisation=organisation, is_admin=False, since=date(2026, 1, 1), act=ACT)

    with pytest.raises(UnableToErase):
        erase_account(user=user, on=TODAY, act=acting(user))


def test_a_name_set_free_by_erasure_can_be_taken_by_somebody_else(account: Account) -> None:
    user = account("li.ming")
    erase_account(user=user, on=TODAY, act=acting(user))

    account("li.ming")
