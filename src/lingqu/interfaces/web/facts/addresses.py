"""Addresses of facts: where one is seen, and where one is entered."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from lingqu.books.registers.fact_homes import can_be_told, homes
from lingqu.law.lang.tree import Source
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.subjects import Subject


def facts_address(organisation: UUID, subject: Subject | None = None) -> str:
    """The page of facts, of one subject where it is named."""
    there = reverse("facts", kwargs={"key": organisation})
    return there if subject is None else f"{there}?{urlencode({'subject': subject.id})}"


def state_address(organisation: UUID, subject: Subject, code: str, year: int | None = None) -> str:
    """Where a fact of a subject is entered."""
    query = {"subject": subject.id, "code": code, **({"year": str(year)} if year else {})}
    return f"{reverse('fact-state', kwargs={'key': organisation})}?{urlencode(query)}"


def entering(
    pack: Pack, organisation: UUID, subjects: tuple[Subject, ...], subject: Subject, *, finds: bool, day_year: int
) -> Callable[[str], str]:
    """For a missing fact its address: of the subject it belongs to; none where this person cannot state it."""
    known = homes(pack)

    def address(code: str) -> str:
        fact = pack.fact_coded(code)
        if not can_be_told(pack, fact) or (fact.source is Source.FINDING and not finds):
            return ""
        whose = subject if subject.kinds & known[code] else subjects[0]
        return state_address(organisation, whose, code, day_year - 1 if fact.yearly else None)

    return address
