"""Write accounts: make, grant, end, let in, erase; each with an audit entry.

Its one law: no role without somebody who gave it and a day it begins.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from lingqu.books.accounts.models import Grant, Installation, Membership, PersonalValue, User
from lingqu.books.accounts.person import Act, HeldRole
from lingqu.books.accounts.recording import record_act
from lingqu.books.accounts.roles import GRANTED, Level, Role
from lingqu.law.codes.regions import RegionLevel, regions
from lingqu.reports.wording import Words


class UnableToMakeAccount(Exception):
    """The account cannot be made; `faults` says why, field by field."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        super().__init__("; ".join(f"{field}: {' '.join(texts)}" for field, texts in faults.items()))
        self.faults = faults


class UnableToGrant(Exception):
    """The role cannot be granted; `words` says what was given and what is expected, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(f"{words.zh} / {words.en}")
        self.words = words


class UnableToEnd(Exception):
    """A role or an account cannot be ended so; `words` says why in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(f"{words.zh} / {words.en}")
        self.words = words


class UnableToJoin(Exception):
    """Somebody cannot become a member: already one."""


def make_account(*, username: str, password: str | None, email: str = "", act: Act) -> User:
    """Make an account without any role; without a password it can sign in only by passkey or OIDC."""
    user = User(username=username, email=User.objects.normalize_email(email))
    user.set_password(password)
    with transaction.atomic():
        if User.objects.filter(username__iexact=username).exists():
            raise UnableToMakeAccount({"username": ["登录名已有人用 / the sign-in name is taken"]})
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
    """Close an account to sign-in, or open it again; not one's own, not the last administrator's, not an erased one."""
    with transaction.atomic():
        _not_own(user, act, UnableToEnd)
        if user.erased_at is not None:
            raise UnableToEnd(Words("账号已注销", "the account has been erased"))
        if not is_active:
            _not_last_administrator(user, act)
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        _recorded(act, "accounts.open" if is_active else "accounts.close", "user", str(user.pseudonym))


def grant(*, user: User, role: HeldRole, since: date, until: date | None = None, act: Act) -> Grant:
    """Let somebody hold a role from a day on."""
    if role.role not in GRANTED:
        raise UnableToGrant(
            Words(f"{role.role} 不由授权取得；可授予：{'、'.join(GRANTED)}",
                  f"{role.role} is not granted; granted are: {', '.join(GRANTED)}")
        )  # fmt: skip
    _not_own(user, act, UnableToGrant)
    _coherent(role)
    if until is not None and until < since:
        raise UnableToGrant(
            Words(f"止于 {until}，早于起始 {since}；止日不早于起始日",
                  f"ends on {until}, before it begins on {since}; the last day is not before the first")
        )  # fmt: skip
    same = {
        "role": role.role,
        "level": role.level or "",
        "region": role.region,
        "place": role.place,
        "department": role.department,
        "since": since,
    }
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # a second press waits for the first
        if Grant.objects.filter(user=user, ended_by="", until=until, **same).exists():
            raise UnableToGrant(
                Words(
                    "已有同样的授权（也许刚按了两次）",
                    "the very same role is granted already (perhaps you pressed twice)",
                )
            )
        made = Grant.objects.create(
            user=user,
            **same,
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
    """Let a role end with a day; with yesterday it ends at once, even if it began today (then it never held)."""
    with transaction.atomic():
        _not_own(held.user, act, UnableToEnd)
        if Grant.objects.select_for_update().get(pk=held.pk).ended_by:
            raise UnableToEnd(Words("这项授权已经终止", "the role has been ended already"))
        if held.role == Role.ADMINISTRATOR:
            _not_last_administrator(held.user, act)
        held.until = last_day
        held.ended_by = act.person.pseudonym
        held.save(update_fields=["until", "ended_by"])
        facts: dict[str, object] = {"role": held.role, "until": held.until.isoformat()}
        _recorded(act, "accounts.grant.end", "user", str(held.user.pseudonym), facts)


def join(*, user: User, organisation: UUID, is_admin: bool, since: date, act: Act, vouched_by: str = "") -> Membership:
    """Make somebody a member of an organisation; vouched for by who acts, unless another is named."""
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                user=user,
                organisation=organisation,
                is_admin=is_admin,
                since=since,
                vouched_by=vouched_by or act.person.pseudonym,
            )
            facts: dict[str, object] = {"user": str(user.pseudonym), "admin": is_admin}
            _recorded(act, "accounts.join", "organisation", str(organisation), facts)
    except IntegrityError as error:
        raise UnableToJoin("已是该单位的成员 / already a member of this organisation") from error
    return made


def end_membership(*, membership: Membership, last_day: date, act: Act) -> None:
    """Let a membership end with a day; with yesterday it ends at once."""
    with transaction.atomic():
        membership.until = last_day
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


def _not_own(user: User, act: Act, refusal: type[UnableToGrant | UnableToEnd]) -> None:
    if str(user.pseudonym) == act.person.pseudonym:
        raise refusal(
            Words("不能更改自己的授权或账号，请另一位管理员办理",
                  "nobody changes their own roles or account; ask another administrator")
        )  # fmt: skip


def _coherent(role: HeldRole) -> None:
    if role.level is Level.COUNTY:
        known = regions().get(role.region)
        if known is None or known.level is not RegionLevel.COUNTY:
            raise UnableToGrant(
                Words(f"县级授权须写明县（区）代码：给出“{role.region}”；例如 450305 七星区",
                      f"a role at county level names its county: given “{role.region}”; e.g. 450305 Qixing")
            )  # fmt: skip
    if role.level is Level.PARK and not role.place:
        raise UnableToGrant(
            Words("园区级授权须写明园区或高校", "a role at park level names its park or university")
        )  # fmt: skip


def _not_last_administrator(user: User, act: Act) -> None:
    today = timezone.localtime(act.at).date()
    within = Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gt=today))
    running = Grant.objects.select_for_update().filter(within, role=Role.ADMINISTRATOR, user__is_active=True)
    holders = {row.user_id for row in running}
    if holders == {user.pk}:
        raise UnableToEnd(
            Words("这是最后一位系统管理员；请先授权另一位", "this is the last administrator; grant another one first")
        )


def _recorded(act: Act, action: str, kind: str, key: str, facts: dict[str, object] | None = None) -> None:
    record_act(
        act,
        action=action,
        object_kind=kind,
        object_key=key,
        facts=facts,
    )
