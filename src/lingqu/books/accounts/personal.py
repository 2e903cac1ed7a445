"""Personal values: what is kept of a person, why and on which basis; masked, revealed, erased, digested.

Its one law: whoever looks at a value that is not their own leaves an audit entry; erasing deletes rows, and keeps only
what a law tells to keep until a day. It never puts a value into the audit chain.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from lingqu.books.accounts.models import PersonalValue
from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.reports.wording import Words

_LONGEST_REASON = 200
NAMES = {
    "name": Words("姓名", "Name"),
    "phone": Words("手机", "Phone"),
    "mail": Words("电子邮箱", "E-mail"),
    "identity": Words("证件号码", "Identity number"),
}
PURPOSES = {
    "contact": Words("就申报和登记事项与您联系", "to reach you about applications and records"),
    "vouching": Words("核实您能否代表单位", "to check that you may act for an organisation"),
    "expert": Words("聘请和联系评审专家", "to appoint and reach experts"),
    "payment": Words("发放款项", "to pay"),
}
BASES = {
    "consent": Words("您本人同意（个人信息保护法第十三条第一项）", "your consent (PIPL art. 13 no. 1)"),
    "contract": Words("订立或履行合同所必需（第十三条第二项）", "needed for a contract (PIPL art. 13 no. 2)"),
    "duty": Words("履行法定职责所必需（第十三条第三项）", "needed for a duty in law (PIPL art. 13 no. 3)"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One value as it may be shown: its name, the value with most of it hidden, purpose, basis, since and until."""

    name: str
    words: Words
    masked: str
    purpose: Words
    basis: Words
    collected_at: datetime
    keep_until: date | None


class UnableToReveal(Exception):
    """There is no such value, or no reason was given for looking at it."""


def masked(name: str, value: str) -> str:
    """Hide most of a value, by what it is.

    >>> masked("name", "欧阳小明"), masked("phone", "13900001234"), masked("mail", "li.ming@example.org")
    ('欧**', '139****1234', 'l***@example.org')
    >>> masked("identity", "450305199001011234"), masked("phone", "123"), masked("name", "李")
    ('4503**********1234', '***', '*')
    """
    if not value:
        return ""
    if name == "mail" and "@" in value:
        before, _, after = value.rpartition("@")
        return f"{before[:1]}***@{after}"
    if name == "name":
        return value[0] + "**" if len(value) > 1 else "*"  # as many stars for any name: its length tells a person too
    start, end = {"phone": (3, 4), "identity": (4, 4)}.get(name, (1, 0))
    if len(value) <= start + end:
        return "*" * len(value)
    return value[:start] + "*" * (len(value) - start - end) + (value[-end:] if end else "")


def kept_of(kind: str, key: UUID) -> tuple[Kept, ...]:
    """What is kept of one person, masked. One query."""
    rows = PersonalValue.objects.filter(subject_kind=kind, subject_key=key).order_by("name")
    return tuple(
        Kept(
            row.name,
            NAMES.get(row.name, Words(row.name, row.name)),
            masked(row.name, row.value),
            PURPOSES.get(row.purpose, Words(row.purpose, row.purpose)),
            BASES.get(row.basis, Words(row.basis, row.basis)),
            row.collected_at,
            row.keep_until,
        )
        for row in rows
    )


def masked_names(kind: str, keys: Iterable[UUID], *, name: str = "name") -> dict[UUID, str]:
    """One masked value of many persons, for lists. One query."""
    rows = PersonalValue.objects.filter(subject_kind=kind, subject_key__in=list(keys), name=name)
    return {row.subject_key: masked(name, row.value) for row in rows}


def own_values(kind: str, key: UUID) -> dict[str, str]:
    """The values in full, for the person they belong to and for the export that this person asks for."""
    return dict(PersonalValue.objects.filter(subject_kind=kind, subject_key=key).values_list("name", "value"))


def reveal(*, kind: str, key: UUID, name: str, act: Act) -> str:
    """Give one value in full to somebody else, who says why; the audit chain learns who looked at which name."""
    if not act.reason.strip():
        raise UnableToReveal("须写明查看的理由，例如：核实申报联系人 / say why, e.g. to check the contact of a claim")
    with transaction.atomic():
        row = PersonalValue.objects.filter(subject_kind=kind, subject_key=key, name=name).first()
        if row is None:
            raise UnableToReveal(f"没有登记“{name}” / nothing is kept under “{name}”")
        record_act(
            act,
            action="personal.reveal",
            object_kind=kind,
            object_key=str(key),
            facts={"name": name, "reason": act.reason.strip()[:_LONGEST_REASON]},
        )
    return row.value


def reveal_names(*, keys: Iterable[UUID], act: Act) -> dict[UUID, str]:
    """Give the names of several accounts to somebody else, who says why; each person's own entry tells who looked."""
    if not act.reason.strip():
        raise UnableToReveal("须写明查看的理由，例如：管理本单位成员 / say why, e.g. to manage members")
    wanted = [key for key in keys if str(key) != act.person.pseudonym]
    with transaction.atomic():
        rows = PersonalValue.objects.filter(subject_kind="user", subject_key__in=wanted, name="name")
        names = {row.subject_key: row.value for row in rows.order_by("subject_key")}
        for key in names:
            record_act(
                act,
                action="personal.reveal",
                object_kind="user",
                object_key=str(key),
                facts={"name": "name", "reason": act.reason.strip()[:_LONGEST_REASON]},
            )
    return names


def erase_values(*, kind: str, key: UUID, on: date, act: Act) -> tuple[str, ...]:
    """Erase what is kept of one person, save what must be kept beyond a day; give the names that had to stay."""
    with transaction.atomic():
        rows = PersonalValue.objects.filter(subject_kind=kind, subject_key=key)
        staying = tuple(rows.filter(keep_until__gt=on).order_by("name").values_list("name", flat=True))
        going = rows.filter(Q(keep_until__isnull=True) | Q(keep_until__lte=on))
        names = sorted(going.values_list("name", flat=True))
        if names:
            going.delete()
            record_act(
                act,
                action="personal.erase",
                object_kind=kind,
                object_key=str(key),
                facts={"names": names, "kept": list(staying)},
            )
    return staying


def erase_expired(*, on: date, act: Act) -> int:
    """Erase what had to be kept only until a day that has come; for the tick."""
    with transaction.atomic():
        due = list(PersonalValue.objects.select_for_update().filter(keep_until__lte=on).order_by("subject_key", "name"))
        PersonalValue.objects.filter(pk__in=[row.pk for row in due]).delete()
        for (kind, key), rows in groupby(due, key=lambda row: (row.subject_kind, row.subject_key)):
            # one entry a person, so that the history of that person tells it
            record_act(
                act,
                action="personal.expire",
                object_kind=kind,
                object_key=str(key),
                facts={"names": [row.name for row in rows]},
            )
    return len(due)


def digest_of_person(value: str) -> str:
    """A digest by which the same person is known again and nobody is found: salted with a key outside the database."""
    salt: str = settings.LINGQU_SALT
    return hmac.new(salt.encode(), value.strip().casefold().encode(), hashlib.sha256).hexdigest()
