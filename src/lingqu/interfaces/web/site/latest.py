"""What changed last, as far as somebody may see it: the act, the thing, when and by whom.

Its one law: an entry of the chain is shown only where its thing is within the reader's reach; whoever did it is told by
role and mark. However long the chain, it reads the newest entries and asks each kind of thing once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from lingqu.books.accounts.permissions import may
from lingqu.books.accounts.person import Person
from lingqu.books.audit.models import Entry, Head
from lingqu.books.registers.declaration import Right
from lingqu.books.registers.declared.all_registers import registers
from lingqu.books.registers.declared.rights import IN_CHARGE
from lingqu.books.registers.fact_permissions import FACTS_SEE
from lingqu.books.registers.models import Fact
from lingqu.books.registers.past import actor_words
from lingqu.books.registers.queries import visible
from lingqu.books.registers.reach import OF_BELONGING
from lingqu.books.registers.showing import titles
from lingqu.books.rulebooks.models import PolicyVersion, VersionState
from lingqu.interfaces.web.people.actions import action_words
from lingqu.interfaces.web.today import pack_today
from lingqu.reports.wording import Words

_SHOWN = 8
_READ = 80
_BACK = 20_000
_OWN_OF_A_KIND = 300
_VERSIONS = "policy_version"


@dataclass(frozen=True, slots=True)
class Latest:
    """One change: when, what was done, to what (with its address, if it has a page for this person), by whom."""

    at: datetime
    act: Words
    title: Words
    address: str
    who: Words


def latest_for(person: Person) -> list[Latest]:
    """The latest changes within reach. At most two queries a kind of thing, and four."""
    kinds = [name for name, register in registers().items() if register.may(person, Right.SEE)] + [_VERSIONS]
    if may(person, FACTS_SEE):
        kinds.append("facts")
    entries = list(_entries(person, kinds)[:_READ])
    named = _named(person, entries)
    shown = [entry for entry in entries if (entry.object_kind, entry.object_key) in named][:_SHOWN]
    actors = actor_words(person, {entry.actor for entry in shown})
    return [
        Latest(
            entry.at,
            action_words(entry.action),
            *named[entry.object_kind, entry.object_key],
            actors[entry.actor],
        )
        for entry in shown
    ]


def _entries(person: Person, kinds: list[str]) -> QuerySet[Entry]:
    """The newest entries about one thing each: for a member of its own things, for others of any."""
    newest = Entry.objects.order_by("-number")
    if person.member_of and not person.held:
        about = Q(pk__in=())
        for kind in kinds:
            keys = _own_keys(person, kind)
            if keys:
                about |= Q(object_kind=kind, object_key__in=keys)
        return newest.filter(about)
    head = Head.objects.filter(number=1).values_list("count", flat=True).first() or 0
    return newest.filter(number__gt=head - _BACK, object_kind__in=kinds).exclude(object_key="")


def _own_keys(person: Person, kind: str) -> list[str]:
    if kind == _VERSIONS:
        return []
    if kind == "organisations":
        return [str(key) for key in person.member_of]
    model = Fact if kind == "facts" else registers()[kind].model
    if not hasattr(model, "organisation"):
        return []
    rows = model._default_manager.filter(Q(("organisation__in", person.member_of))).order_by("-changed_at")
    return [str(key) for key in rows.values_list("pk", flat=True)[:_OWN_OF_A_KIND]]


def _named(person: Person, entries: list[Entry]) -> dict[tuple[str, str], tuple[Words, str]]:
    """What things are called and where they stand, of those that the person may see."""
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for entry in entries:
        wanted[entry.object_kind].append(UUID(entry.object_key))
    found: dict[tuple[str, str], tuple[Words, str]] = {}
    for kind, keys in wanted.items():
        if kind == "facts":
            named = _facts(person, keys)
        elif kind == _VERSIONS:
            named = _versions(keys)
        else:
            named = _rows(person, kind, keys)
        found |= {(kind, str(key)): told for key, told in named.items()}
    return found


def _rows(person: Person, kind: str, keys: list[UUID]) -> dict[UUID, tuple[Words, str]]:
    register = registers()[kind]
    called = titles(register, list(visible(register, person).filter(pk__in=keys)))
    at = f"registers-{kind}-row"
    return {key: (Words(title, title), reverse(at, args=[key])) for key, title in called.items()}


def _facts(person: Person, keys: list[UUID]) -> dict[UUID, tuple[Words, str]]:
    rows, reached = Fact.objects.filter(pk__in=keys), IN_CHARGE.rows(person, OF_BELONGING)
    rows = rows if reached is None else rows.filter(reached)
    return {row.key: (_fact_words(row), reverse("fact", args=[row.key])) for row in rows.select_related("organisation")}


def _fact_words(row: Fact) -> Words:
    pack, of = pack_today(), row.organisation.name
    known = pack.fact_coded(row.code) if pack.has_fact_coded(row.code) else None
    zh, en = (known.name, known.english or known.name) if known is not None else (row.code, row.code)
    year = f" {row.year}" if row.year else ""
    return Words(f"{of}：{zh}{year}", f"{of}: {en}{year}")


def _versions(keys: list[UUID]) -> dict[UUID, tuple[Words, str]]:
    """Published versions are for everybody; what stands in the Lab is told on its own lines."""
    rows = PolicyVersion.objects.filter(pk__in=keys, state=VersionState.PUBLISHED)
    return {
        row.key: (
            Words(f"{row.document_title}（{row.begins} 起施行）", f"{row.document_title} (from {row.begins})"),
            reverse("plan"),
        )
        for row in rows
    }
