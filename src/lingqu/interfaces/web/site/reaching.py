"""What of the registers a person's desk is about: facts that wait for an office, titles and certificates that run out.

Its one law: the rows are those that the pages behind would open to this person; what the person belongs to is never
theirs to verify.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lingqu.books.accounts.person import Person
from lingqu.books.registers.claims import VOUCHING
from lingqu.books.registers.declared.people import PEOPLE
from lingqu.books.registers.declared.rights import IN_CHARGE
from lingqu.books.registers.models import EvidenceLink, Fact, Recognition
from lingqu.books.registers.queries import visible
from lingqu.books.registers.reach import OF_BELONGING, OFFICES_IN_CHARGE

SOON = timedelta(days=90)

_HAS_EVIDENCE = Exists(EvidenceLink.objects.filter(fact=OuterRef("pk"), evidence__withdrawn_at=None))


def unverified() -> QuerySet[Fact]:
    """What organisations have declared and no office has verified."""
    return Fact.objects.filter(
        retired_on=None, source=Fact.Source.DECLARED, verified_value="", organisation__retired_on=None
    ).exclude(declared_value="")


def facts_to_verify(person: Person) -> QuerySet[Fact]:
    """The declared facts that a person may verify: within reach as a voucher, not of an own organisation."""
    office = replace(person, held=tuple(held for held in person.held if held.role in VOUCHING))
    found = unverified()
    reached = OFFICES_IN_CHARGE.rows(office, OF_BELONGING)
    if reached is not None:
        found = found.filter(reached)
    return found.exclude(organisation__in=person.member_of) if person.member_of else found


def proven(facts: QuerySet[Fact], *, is_proven: bool) -> QuerySet[Fact]:
    """Those of some facts that a file proves, or that none does."""
    return facts.filter(_HAS_EVIDENCE) if is_proven else facts.filter(~_HAS_EVIDENCE)


def titles_running_out(person: Person, today: date) -> QuerySet[Recognition]:
    """The recognitions within reach whose validity ends in the next 90 days, the first to end first."""
    rows = Recognition.objects.filter(_soon(today), retired_on=None, organisation__retired_on=None)
    reached = IN_CHARGE.rows(person, OF_BELONGING)
    rows = rows if reached is None else rows.filter(reached)
    return rows.select_related("organisation__place").order_by("valid_to", "key")


def certificates_running_out(person: Person, today: date) -> QuerySet[Any]:
    """The same for the certificates of people."""
    return visible(PEOPLE, person).filter(_soon(today), retired_on=None).order_by("valid_to", "key")


def _soon(today: date) -> Q:
    return Q(valid_to__gte=today, valid_to__lte=today + SOON)
