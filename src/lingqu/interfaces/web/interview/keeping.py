"""Answers of an interview beside what is kept of a subject: which could be stated as declared facts, which not, why.

Its one law: what stands is never overwritten from here; an answer that differs is shown with the page of what stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.urls import reverse

from lingqu.books.accounts.person import Act
from lingqu.books.registers.fact_homes import homes
from lingqu.books.registers.fact_values import UnableToReadFact, is_zero, kept_text, said
from lingqu.books.registers.facts import FactSubject, Statement, checked_row
from lingqu.books.registers.models import Fact
from lingqu.books.registers.operations import UnableToKeep
from lingqu.interfaces.web.interview.questions import name_of
from lingqu.interfaces.web.interview.state import Wire
from lingqu.law.lang.tree import FactDeclaration
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.known import ORIGIN_WORDS, Origin
from lingqu.processes.assessments.subjects import Subject
from lingqu.reports.wording import Words


class Fate(StrEnum):
    """What would become of an answer."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    VERIFIED = "verified"  # it differs, and only the office that verified can reopen it
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One answer, of a yearly fact one year of it."""

    name: str  # code, and the year where it has one
    label: str
    year: int | None
    here: str
    kept: str  # what stands; empty: nothing
    fate: Fate
    why: str
    address: str  # the page of what stands
    subject: FactSubject
    statement: Statement


def lines_of(
    *, pack: Pack, subjects: tuple[Subject, ...], subject: Subject, known: Mapping[str, Wire], act: Act, lang: str
) -> tuple[Line, ...]:
    """Lay the answers out beside what is kept; a fact that belongs to the organisation goes to it."""
    kinds = homes(pack)
    rows: dict[tuple[UUID, str, int | None], list[Fact]] = {}
    for row in Fact.objects.filter(organisation=subject.organisation, retired_on=None):
        rows.setdefault((row.subject_key, row.code, row.year), []).append(row)
    found = []
    for fact in pack.facts:
        if fact.code == pack.day_fact.code or known.get(fact.code) is None:
            continue
        whose = subject if subject.kinds & kinds[fact.code] else subjects[0]
        target = FactSubject(subject.organisation, Fact.SubjectKind(str(whose.kind)), whose.key)
        for year, wire in _years(fact, known[fact.code]):
            standing = rows.get((whose.key, fact.code, year), [])
            found.append(_line(pack, fact, year, wire, whose, target, standing, act, lang))
    return tuple(found)


def _years(fact: FactDeclaration, wire: Wire) -> Iterator[tuple[int | None, bool | int | str]]:
    if not isinstance(wire, dict):
        if wire is not None:
            yield None, wire
        return
    for year, value in sorted(wire.items(), reverse=True):
        if value is not None and year.isascii() and year.isdigit():
            yield int(year), value


def _line(
    pack: Pack, fact: FactDeclaration, year: int | None, wire: bool | int | str, whose: Subject, target: FactSubject,
    standing: list[Fact], act: Act, lang: str,
) -> Line:  # fmt: skip
    typed = str(wire).lower() if isinstance(wire, bool) else str(wire)
    name = fact.code if year is None else f"{fact.code}.{year}"
    try:
        text = kept_text(fact, typed)
    except UnableToReadFact as error:
        statement = Statement(fact.code, typed, year)
        why = error.words.said(lang)
        return Line(name, name_of(fact, lang), year, typed[:60], "", Fate.REFUSED, why, "", target, statement)
    statement = Statement(fact.code, typed, year, is_confirmed_zero=is_zero(fact, text))
    fate, kept, why, address = _fate(pack, fact, year, text, whose, target, standing, statement, act, lang)
    return Line(name, name_of(fact, lang), year, said(fact, text, lang), kept, fate, why, address, target, statement)


def _fate(
    pack: Pack, fact: FactDeclaration, year: int | None, text: str, whose: Subject, target: FactSubject,
    standing: list[Fact], statement: Statement, act: Act, lang: str,
) -> tuple[Fate, str, str, str]:  # fmt: skip
    for row in sorted(standing, key=lambda each: each.value != text):
        fate = Fate.SAME if row.value == text else Fate.VERIFIED if row.verified_value else Fate.DIFFERS
        origin = Origin.VERIFIED if row.verified_value else Origin(row.source)
        address = reverse("fact", kwargs={"key": row.key})
        return fate, said(fact, row.value, lang), ORIGIN_WORDS[origin].said(lang), address
    follows = next((each for each in whose.known if each.code == fact.code and each.year == year), None)
    if follows is not None and follows.value == text:
        return Fate.SAME, said(fact, text, lang), ORIGIN_WORDS[follows.origin].said(lang), ""
    try:
        checked_row(pack, target, statement, act, False)
    except UnableToKeep as error:
        told = [words for each in error.faults.values() for words in each]
        return Fate.REFUSED, "", _STOP.said(lang).join(each.said(lang) for each in told), ""
    kept = said(fact, follows.value, lang) if follows is not None else ""
    return Fate.NEW, kept, ORIGIN_WORDS[follows.origin].said(lang) if follows is not None else "", ""


_STOP = Words("；", "; ")
