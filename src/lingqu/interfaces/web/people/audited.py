"""What was asked of the audit chain: by organisation, act, person, thing and days; tidied, and as conditions.

Its one law: a person is asked for by pseudonym or a beginning of it; whoever looks after accounts may type a sign-in
name, which they could look up anyhow. A person or organisation that is not known fits no entry, and that is told; so
an export never holds more than was meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from lingqu.books.accounts.models import User
from lingqu.books.accounts.permissions import ACCOUNTS_ADMINISTER, may
from lingqu.books.audit.queries import SHORTEST_MARK
from lingqu.books.registers.declared.all_registers import registers
from lingqu.books.registers.models import Claim, Evidence, Fact, Organisation
from lingqu.books.registers.models.rows import RegisterRow
from lingqu.interfaces.web.asking import asking
from lingqu.law.codes.credit_codes import LENGTH, tidy
from lingqu.processes.assessments.models import SavedAnswer
from lingqu.reports.wording import Words

_MOST_OFFERED = 12
_MOST_OF_A_KIND = 2000
NO_ORGANISATION = Words("没有这样的单位", "no such organisation")
CHOOSE = Words("有多个单位符合，请选一个：", "several organisations fit; choose one:")
NO_PERSON = Words(
    "没有这样的人：请填化名或其开头（至少 6 位）",
    "nobody like that: give a pseudonym or its first 6 characters or more",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, the organisation found by it, those to choose from, and what could not be read."""

    typed: dict[str, str]
    organisation: Organisation | None
    offered: tuple[Organisation, ...]
    actor: str
    unread: tuple[Words, ...]

    @property
    def conditions(self) -> dict[str, Any]:
        """The conditions for `entries_where`."""
        until = _day(self.typed["until"])
        of = self.organisation
        return {
            "actor": self.actor,
            "action": self.typed["action"],
            "object_kind": self.typed["kind"],
            "object_key": self.typed["key"],
            "about": things_of(of.key) if of is not None else {} if self.typed["organisation"] else None,
            "party": str(of.key) if of is not None else "",
            "since": _start(_day(self.typed["since"])),
            "before": _start(until + timedelta(days=1) if until else None),
        }


def asked_of(request: HttpRequest) -> Asked:
    """Read what a request asks for. At most two queries."""
    names = ("organisation", "actor", "action", "kind", "key", "since", "until")
    typed = {name: request.GET.get(name, "").replace("\x00", "").strip()[:64] for name in names}
    unread = []
    found = _organisations(typed["organisation"])
    if typed["organisation"] and len(found) != 1:
        unread.append(CHOOSE if found else NO_ORGANISATION)
    actor = _actor(request, typed["actor"])
    if typed["actor"] and not actor:
        unread.append(NO_PERSON)
    one = found[0] if len(found) == 1 else None
    return Asked(typed, one, tuple(found) if len(found) > 1 else (), actor or typed["actor"], tuple(unread))


def things_of(organisation: UUID) -> dict[str, list[str]]:
    """The keys of all that belongs to an organisation, by the kind under which the chain knows it. A query a kind."""
    own = str(organisation)
    found = {"organisation": [own], "organisations": [own]}
    for kind, model in (("claim", Claim), ("evidence", Evidence), ("facts", Fact), ("answers", SavedAnswer)):
        found[kind] = _keys(model, organisation)
    for name, register in registers().items():
        if name != "organisations" and hasattr(register.model, "organisation"):
            found[name] = _keys(register.model, organisation)
    return found


def _keys(model: Any, organisation: UUID) -> list[str]:
    kept: type[RegisterRow] = model
    rows = kept._default_manager.filter(Q(("organisation", organisation))).order_by("-pk")
    return [str(key) for key in rows.values_list("pk", flat=True)[:_MOST_OF_A_KIND]]


def _organisations(text: str) -> list[Organisation]:
    if not text:
        return []
    code, every = tidy(text), Organisation.objects.order_by("name", "key")
    try:
        return list(every.filter(pk=UUID(text)))
    except ValueError:
        pass  # neither a key: a code or a part of the name
    if len(code) == LENGTH and code.isascii() and code.isalnum():
        return list(every.filter(credit_code=code)[:_MOST_OFFERED])
    exact = list(every.filter(name=text)[:2])
    return exact if len(exact) == 1 else list(every.filter(name__icontains=text)[:_MOST_OFFERED])


def _actor(request: HttpRequest, text: str) -> str:
    """A pseudonym or a beginning of it; empty where it can be neither."""
    if text == "system" or not text:
        return text
    if may(asking(request), ACCOUNTS_ADMINISTER):
        user = User.objects.filter(username__iexact=text).first()
        if user is not None:
            return str(user.pseudonym)
    mark = text.removeprefix("#").lower()
    is_mark = len(mark) >= SHORTEST_MARK and set(mark) <= set("0123456789abcdef-")
    return mark if is_mark else ""


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None  # a day that does not exist narrows nothing


def _start(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
