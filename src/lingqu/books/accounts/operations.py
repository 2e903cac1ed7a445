"""Write accounts: make, grant, end, let in, erase; each with an audit entry.

Its one law: no role without somebody who gave it and a day it begins.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lingqu.books.accounts.models import Grant, Installation, Membership, PersonalValue, User
from lingqu.books.accounts.person import Act, HeldRole
from lingqu.books.accounts.roles import GRANTED
from lingqu.books.audit import operations as audit


class UnableToMakeAccount(Exception):
    """The account cannot be made; `faults` says why, field by field."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        super().__init__("; ".join(f"{field}: {' '.join(texts)}" for field, texts in faults.items()))
        self.faults = faults


class UnableToGrant(Exception):
    """The role cannot be granted; says what was given and what is expected."""


class UnableToJoin(Exception):
    """Somebody cannot become a member: already one."""


def make_account(*, username: str, password: str | None, email: str = "", act: Act) -> User:
    """Make an account without any role; without a password it can sign in only by passkey or OIDC."""
    user = User(username=username, email=User.objects.normalize_email(email))
    user.set_password(password)
    with transaction.atomic():
        try:
            user.full_clean()
        except ValidationError as error:
            raise UnableToMakeAccount(error.message_dict) from error
        user.save()
        _recorded(act, "accounts.make", "user", str(user.pseudonym))
    return user


def set_password(*, user: User, password: str | None, act: Act) -> None:
    """Give a new password; None makes it unusable."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        _recorded(act, "accounts.password", "user", str(user.pseudonym))


def switch(*, user: User, is_active: bool, act: Act) -> None:
    """Close an account to sign-in, or open it again."""
    with transaction.atomic():
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        _recorded(act, "accounts.open" if is_active else "accounts.close", "user", str(user.pseudonym))


def grant(*, user: User, role: HeldRole, since: date, until: date | None = None, act: Act) -> Grant:
    """Let somebody hold a role from a day on."""
    if role.role not in GRANTED:
        raise UnableToGrant(f"{role.role} 不由授权取得；可授予：{'、'.join(GRANTED)}")
    if until is not None and until < since:
        raise UnableToGrant(f"止于 {until}，早于起始 {since}；例：{since} 至 {since.replace(year=since.year + 1)}")
    with transaction.atomic():
        made = Grant.objects.create(
            user=user,
            role=role.role,
            level=role.level or "",
            region=role.region,
            place=role.place,
            department=role.department,
            since=since,
            until=until,
            granted_by=act.person.pseudonym,
        )
        _recorded(
            act,
            "accounts.grant",
            "user",
            str(user.pseudonym),
            {"role": str(role.role), "level": str(role.level or ""), "region": role.region, "since": since.isoformat()},
        )
    return made


def end_grant(*, held: Grant, last_day: date, act: Act) -> None:
    """Let a role end with a day; a role that would never have begun ends with its first day."""
    with transaction.atomic():
        held.until = max(last_day, held.since)
        held.ended_by = act.person.pseudonym
        held.save(update_fields=["until", "ended_by"])
        facts: dict[str, object] = {"role": held.role, "until": held.until.isoformat()}
        _recorded(act, "accounts.grant.end", "user", str(held.user.pseudonym), facts)


def join(*, user: User, organisation: UUID, is_admin: bool, since: date, act: Act) -> Membership:
    """Make somebody a member of an organisation."""
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                user=user,
                organisation=organisation,
                is_admin=is_admin,
                since=since,
                vouched_by=act.person.pseudonym,
            )
            facts: dict[str, object] = {"user": str(user.pseudonym), "admin": is_admin}
            _recorded(act, "accounts.join", "organisation", str(organisation), facts)
    except IntegrityError as error:
        raise UnableToJoin("已是该单位的成员 / already a member of this organisation") from error
    return made


def end_membership(*, membership: Membership, last_day: date, act: Act) -> None:
    """Let a membership end with a day."""
    with transaction.atomic():
        membership.until = max(last_day, membership.since)
        membership.ended_by = act.person.pseudonym
        membership.save(update_fields=["until", "ended_by"])
        facts: dict[str, object] = {"user": str(membership.user.pseudonym)}
        _recorded(act, "accounts.leave", "organisation", str(membership.organisation), facts)


def keep_personal_value(
    *, kind: str, key: UUID, name: str, value: str, purpose: str, basis: str, act: Act, keep_until: date | None = None
) -> None:
    """Keep, change or (an empty value) erase one personal value; the audit chain learns its name, not the value."""
    with transaction.atomic():
        if value:
            PersonalValue.objects.update_or_create(
                subject_kind=kind,
                subject_key=key,
                name=name,
                defaults={
                    "value": value,
                    "purpose": purpose,
                    "basis": basis,
                    "collected_at": act.at,
                    "keep_until": keep_until,
                },
            )
        else:
            PersonalValue.objects.filter(subject_kind=kind, subject_key=key, name=name).delete()
        _recorded(act, "personal.keep" if value else "personal.erase", kind, str(key), {"name": name})


def mark_installation(*, is_demonstration: bool, act: Act) -> None:
    """Say once what this database is."""
    with transaction.atomic():
        Installation.objects.create(is_demonstration=is_demonstration, made_at=act.at)
        _recorded(act, "installation.mark", "installation", "1", {"demonstration": is_demonstration})


def _recorded(act: Act, action: str, kind: str, key: str, facts: dict[str, object] | None = None) -> None:
    audit.record(
        at=act.at,
        actor=act.person.pseudonym,
        party=act.party,
        action=action,
        object_kind=kind,
        object_key=key,
        facts=facts,
    )
