"""Erase an account: everything that names or reaches the person goes, the pseudonym stays.

Its one law: after erasure no row of ours leads from the pseudonym to the person, and the audit chain still holds. It is
refused where others would be left stranded; it does not decide on files of an organisation.
"""

from __future__ import annotations

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from lingqu.books.accounts.memberships import running, sole_admin_of
from lingqu.books.accounts.models import Invitation, User
from lingqu.books.accounts.operations import end_membership
from lingqu.books.accounts.person import Act
from lingqu.books.accounts.personal import erase_values
from lingqu.books.accounts.recording import record_act
from lingqu.books.accounts.roles import ROLE_WORDS, Role
from lingqu.reports.wording import Words


class UnableToErase(Exception):
    """The account cannot be erased yet; `reasons` says everything that stands in the way."""

    def __init__(self, reasons: tuple[Words, ...]) -> None:
        super().__init__("；".join(reason.zh for reason in reasons))
        self.reasons = reasons


def obstacles(user: User, *, on: date) -> tuple[Words, ...]:
    """What has to be settled before an account can be erased; empty where nothing stands in the way."""
    roles = sorted({Role(row.role) for row in user.grants.filter(running(on) | Q(since__gt=on))})
    alone = sole_admin_of(user, on=on)
    found = []
    if roles:
        zh, en = "、".join(ROLE_WORDS[role].zh for role in roles), ", ".join(ROLE_WORDS[role].en for role in roles)
        found.append(Words(f"还担任：{zh}。请先由系统管理员终止授权。",
                           f"You still hold: {en}. An administrator has to end that first."))  # fmt: skip
    if alone:
        found.append(Words(f"您是 {len(alone)} 个单位唯一的管理员，单位还有其他成员。请先设另一位管理员。",
                           f"You are the only admin of {len(alone)} organisation(s) with other members. "
                           "Make another admin first."))  # fmt: skip
    return tuple(found)


def erase_account(*, user: User, on: date, act: Act) -> tuple[str, ...]:
    """Erase the person behind an account; give the names of values that a law keeps for a while."""
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        standing = obstacles(row, on=on)
        if standing:
            raise UnableToErase(standing)
        for membership in row.memberships.filter(running(on) | Q(since__gt=on)):
            end_membership(membership=membership, last_day=on - timedelta(days=1), act=act)
        Invitation.objects.filter(user=row, state="open").update(state="withdrawn", decided_at=act.at)
        staying = erase_values(kind="user", key=row.pseudonym, on=on, act=act)
        _sign_in_rows_gone(row)
        end_sessions(user=row)
        row.answered_calls.all().delete()
        row.access_tokens.all().delete()
        row.username = f"erased-{row.pseudonym.hex[:16]}"
        row.email, row.language, row.is_elder, row.is_active, row.erased_at = "", "", False, False, act.at
        row.last_login = None
        row.set_unusable_password()
        row.save()
        record_act(
            act,
            action="accounts.erase",
            object_kind="user",
            object_key=str(row.pseudonym),
            facts={"kept": list(staying)},
        )
    return staying


def end_sessions(*, user: User, but: str = "") -> int:
    """End the sessions of an account everywhere, save the one with key `but`."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=but)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def _sign_in_rows_gone(user: User) -> None:
    names = {user.username, user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)} - {""}
    named = Q()
    for name in names:
        named |= Q(username__iexact=name)
    for attempts in (AccessAttempt, AccessFailureLog, AccessLog):
        attempts.objects.filter(named).delete()
    for keys in (EmailAddress, Authenticator, SocialAccount):
        keys.objects.filter(user=user).delete()
