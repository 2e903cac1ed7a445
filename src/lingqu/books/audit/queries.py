"""Read the audit chain, and check that it holds.

Its one law: a break is told with its place, never mended.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from lingqu.books.audit.chain import FIRST, digest_of, seal_of
from lingqu.books.audit.models import Entry, Head

SHORTEST_MARK = 6
LENGTH_OF_PSEUDONYM = 36


@dataclass(frozen=True, slots=True)
class ChainState:
    """How many entries were read, the digest at the end, and each break found: entry and what is wrong."""

    count: int
    digest: str
    breaks: tuple[tuple[int, str], ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is broken."""
        return not self.breaks


def entries_of(object_kind: str, object_key: str) -> QuerySet[Entry]:
    """What happened to one object, the latest first."""
    return Entry.objects.filter(object_kind=object_kind, object_key=object_key).order_by("-number")


def entries_by(actor: str) -> QuerySet[Entry]:
    """What one person did, by pseudonym, the latest first."""
    return Entry.objects.filter(actor=actor).order_by("-number")


def entries_where(
    *,
    actor: str = "",
    action: str = "",
    object_kind: str = "",
    object_key: str = "",
    about: Mapping[str, Collection[str]] | None = None,
    party: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
) -> QuerySet[Entry]:
    """The entries that fit everything given, the latest first.

    An action that ends with a dot is an area (`claims.`). An actor of six characters or more may be the beginning of a
    pseudonym, as pages show it. `about` and `party` are one condition: the things by kind and key, or the party.
    """
    found = Entry.objects.order_by("-number")
    for name, value in (("object_kind", object_kind), ("object_key", object_key)):
        if value:
            found = found.filter(**{name: value})
    if actor:
        is_beginning = SHORTEST_MARK <= len(actor) < LENGTH_OF_PSEUDONYM
        found = found.filter(actor__startswith=actor) if is_beginning else found.filter(actor=actor)
    if action:
        found = found.filter(action__startswith=action) if action.endswith(".") else found.filter(action=action)
    if about is not None:
        of_these = Q(party=party) if party else Q(pk__in=())
        for kind, keys in about.items():
            of_these |= Q(object_kind=kind, object_key__in=keys)
        found = found.filter(of_these)
    if since is not None:
        found = found.filter(at__gte=since)
    if before is not None:
        found = found.filter(at__lt=before)
    return found


def checked_chain() -> ChainState:
    """Walk the whole chain."""
    breaks: list[tuple[int, str]] = []
    previous, count = FIRST, 0
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        count += 1
        if entry.number != count:
            breaks.append((entry.number, "number"))
            count = entry.number
        if entry.previous != previous:
            breaks.append((entry.number, "previous"))
        if entry.digest != _digest(entry):
            breaks.append((entry.number, "content"))
        previous = entry.digest
    breaks += _breaks_of_head(count, previous)
    return ChainState(count, previous, tuple(breaks))


def _digest(entry: Entry) -> str:
    return digest_of(
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        party=entry.party,
        action=entry.action,
        object_kind=entry.object_kind,
        object_key=entry.object_key,
        facts=entry.facts,
        previous=entry.previous,
    )


def _breaks_of_head(count: int, digest: str) -> list[tuple[int, str]]:
    head = Head.objects.filter(number=1).first()
    if head is None:
        return [(0, "head lost")] if count else []
    found = []
    if (head.count, head.digest) != (count, digest):
        found.append((head.count, "end"))
    if head.seal != seal_of(count=head.count, digest=head.digest, key=settings.LINGQU_SEAL_KEY):
        found.append((head.count, "seal"))
    return found
