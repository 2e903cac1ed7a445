"""Access tokens: made by a person for a program, shown once, kept as a salted digest, ended by day or by hand.

Its one law: a token opens less than its owner may, never more; nothing that is kept, logged or audited is the token.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from lingqu.books.accounts.models import AccessToken, User
from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.reports.wording import Words

PREFIX = "lq_"
LONGEST_DAYS = 366
MOST_IN_USE = 20
_RANDOM_BYTES = 32
_LONGEST_GIVEN = 100
_LONGEST_NAME = 60
_NOTED_EVERY = timedelta(minutes=1)


class Scope(StrEnum):
    """What a token may be used for."""

    READ_PUBLIC = "read:public"
    READ_REGISTERS = "read:registers"
    WRITE_REGISTERS = "write:registers"
    READ_FACTS = "read:facts"
    WRITE_FACTS = "write:facts"
    VERIFY_FACTS = "verify:facts"
    READ_EVIDENCE = "read:evidence"
    WRITE_EVIDENCE = "write:evidence"


SCOPE_WORDS = {
    Scope.READ_PUBLIC: Words("读公开的内容、评估", "read what is public, assess"),
    Scope.READ_REGISTERS: Words("读登记册", "read the registers"),
    Scope.WRITE_REGISTERS: Words("写登记册", "write the registers"),
    Scope.READ_FACTS: Words("读单位的事实和评估", "read facts and assessments of organisations"),
    Scope.WRITE_FACTS: Words("填报单位的事实", "state facts of organisations"),
    Scope.VERIFY_FACTS: Words("核定单位的事实", "verify facts of organisations"),
    Scope.READ_EVIDENCE: Words("看和下载单位的材料", "list and download evidence of organisations"),
    Scope.WRITE_EVIDENCE: Words("上传、附上和撤下单位的材料", "bring, attach and withdraw evidence of organisations"),
}
WRITING = frozenset({Scope.WRITE_REGISTERS, Scope.WRITE_FACTS, Scope.VERIFY_FACTS, Scope.WRITE_EVIDENCE})
"""The scopes under which something changes."""


class UnableToMakeToken(Exception):
    """A token cannot be made; `faults` says for each field why."""

    def __init__(self, faults: dict[str, Words]) -> None:
        super().__init__("; ".join(f"{name}: {words.en}" for name, words in faults.items()))
        self.faults = faults


class UnableToFindToken(LookupError):
    """The person has no such token."""


class UnableToAcceptToken(Exception):
    """A token opens nothing; why is not told, so that guessing learns nothing."""


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token just made: `secret` is what the program is given, and cannot be had again."""

    row: AccessToken
    secret: str


def make_token(*, user: User, name: str, scopes: Collection[str], days: int, act: Act) -> MadeToken:
    """Make a token that lives so many days. Raises `UnableToMakeToken` with all faults."""
    secret = PREFIX + secrets.token_urlsafe(_RANDOM_BYTES)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # whoever makes another one at the same moment waits
        faults = _faults(user, name.strip(), scopes, days, act.at)
        if faults:
            raise UnableToMakeToken(faults)
        row = AccessToken.objects.create(
            user=user,
            name=name.strip(),
            digest=_digest(secret),
            hint=secret[:8],
            scopes=[str(scope) for scope in Scope if scope in scopes],
            made_at=act.at,
            expires_at=act.at + timedelta(days=days),
        )
        _recorded(row, "make", act)
    return MadeToken(row, secret)


def revoke_token(*, user: User, key: UUID, act: Act) -> None:
    """End a token at once; ending it twice is no fault. Raises `UnableToFindToken`."""
    with transaction.atomic():
        row = AccessToken.objects.select_for_update().filter(user=user, pk=key).first()
        if row is None:
            raise UnableToFindToken(str(key))
        if row.revoked_at is None:
            row.revoked_at = act.at
            row.save(update_fields=["revoked_at"])
            _recorded(row, "revoke", act)


def tokens_of(user: User) -> QuerySet[AccessToken]:
    """The tokens of a person, the latest first, ended ones too."""
    return AccessToken.objects.filter(user=user).order_by("-made_at", "key")


def is_in_use(token: AccessToken, *, at: datetime) -> bool:
    """Whether a token still opens anything."""
    return token.revoked_at is None and at < token.expires_at


def accepted(secret: str, *, at: datetime) -> AccessToken:
    """The token that a program shows, with its owner; notes to the minute that it was used.

    Raises `UnableToAcceptToken`: unknown, ended, or its owner is switched off.
    """
    if not secret.startswith(PREFIX) or len(secret) > _LONGEST_GIVEN:
        raise UnableToAcceptToken
    row = AccessToken.objects.select_related("user").filter(digest=_digest(secret)).first()
    if row is None or not is_in_use(row, at=at) or not row.user.is_active:
        raise UnableToAcceptToken
    if row.last_used_at is None or at - row.last_used_at >= _NOTED_EVERY:
        # not a change of the token: no entry in the audit, and no lock held for a reader
        AccessToken.objects.filter(pk=row.pk).update(last_used_at=at)
    return row


def _faults(user: User, name: str, scopes: Collection[str], days: int, at: datetime) -> dict[str, Words]:
    faults = {}
    if not name or len(name) > _LONGEST_NAME:
        faults["name"] = Words(
            f"请写名称，至多 {_LONGEST_NAME} 个字；例：统计科的脚本",
            f"give it a name of at most {_LONGEST_NAME} characters; e.g. script of the office",
        )
    elif tokens_of(user).filter(Q(revoked_at=None), expires_at__gt=at, name=name).exists():
        # a form sent twice made a second token, and the secret of the first was gone unseen
        faults["name"] = Words(
            f"已有在用的令牌叫“{name}”（也许刚按了两次）：换个名称，或先停用它",
            f"a token in use is called “{name}” (perhaps you pressed twice): choose another name, or revoke it first",
        )
    unknown = sorted(set(scopes) - set(Scope))
    if unknown or not scopes:
        known = ", ".join(Scope)
        given = ", ".join(unknown)[:80] or "—"
        faults["scopes"] = Words(f"给出 {given}；请至少选一项：{known}", f"given {given}; choose from {known}")
    if not 1 <= days <= LONGEST_DAYS:
        faults["days"] = Words(
            f"给出 {days}；有效期应为 1 至 {LONGEST_DAYS} 天", f"given {days}; expected 1 to {LONGEST_DAYS} days"
        )
    in_use = tokens_of(user).filter(Q(revoked_at=None), expires_at__gt=at).count()
    if in_use >= MOST_IN_USE:
        faults[""] = Words(
            f"已有 {in_use} 个在用的令牌，请先停用不再需要的", f"{in_use} tokens are in use: revoke one first"
        )
    return faults


def _digest(secret: str) -> str:
    salt: str = settings.LINGQU_SALT
    return hmac.new(salt.encode(), b"token:" + secret.encode(), hashlib.sha256).hexdigest()


def _recorded(row: AccessToken, action: str, act: Act) -> None:
    record_act(
        act,
        action=f"tokens.{action}",
        object_kind="tokens",
        object_key=str(row.key),
        facts={"scopes": list(row.scopes)},
    )
