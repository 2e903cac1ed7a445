"""What a form states of a fact, read from a request; what was typed is kept when it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404, QueryDict
from django.urls import reverse

from lingqu.books.accounts.permissions import may
from lingqu.books.accounts.person import Person
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.fact_permissions import FACTS_VERIFY
from lingqu.books.registers.fact_values import expected, said
from lingqu.books.registers.facts import FactSubject, Statement, UnableToKeepBeside
from lingqu.books.registers.models import Fact, Organisation
from lingqu.books.registers.operations import UnableToKeep
from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.subjects import Subject
from lingqu.reports.wording import Words

_NUMBERS = (Unit.MONEY, Unit.COUNT, Unit.RATIO)


@dataclass(frozen=True, slots=True)
class FactForm:
    """A form for one fact: what was typed, what is wrong with it, and what may be chosen."""

    fact: FactDeclaration
    typed: Mapping[str, str]
    faults: Mapping[str, list[Words]] = field(default_factory=dict)

    @property
    def is_number(self) -> bool:
        """Whether a zero of it needs to be confirmed."""
        return self.fact.unit in _NUMBERS

    @property
    def input(self) -> str:
        """Which input it takes."""
        return {Unit.YES_NO: "yes_no", Unit.CHOICE: "choice", Unit.DATE: "date"}.get(self.fact.unit, "text")

    @property
    def expected(self) -> Words:
        """What may be typed."""
        return expected(self.fact)

    @property
    def general_faults(self) -> list[Words]:
        """Faults of no single field that the form shows."""
        shown = {"value", "year", "is_confirmed_zero", "source", "figure_kind", "reason"}
        return [words for name, each in self.faults.items() if name not in shown for words in each]


@dataclass(frozen=True, slots=True)
class StandingView:
    """The figure that stands where another was to be stated, and where it can be corrected."""

    address: str
    said: str
    year: int | None
    is_verified: bool


def standing_of(refusal: UnableToKeep, pack: Pack, lang: str) -> StandingView | None:
    """The figure that a refusal speaks of; None where it was refused for another reason."""
    if not isinstance(refusal, UnableToKeepBeside):
        return None
    row = refusal.standing
    value = said(pack.fact_coded(row.code), row.value, lang)
    return StandingView(reverse("fact", kwargs={"key": row.key}), value, row.year, bool(row.verified_value))


def sources_for(person: Person, organisation: Organisation) -> tuple[Fact.Source, ...]:
    """For whom a person speaks: a member for the applicant, an office for a register or an authority."""
    own = (Fact.Source.DECLARED,) if organisation.key in person.member_of else ()
    if may(person, FACTS_VERIFY, of_organisation(organisation)):
        return (*own, Fact.Source.REGISTER, Fact.Source.AUTHORITY)
    return own or (Fact.Source.DECLARED,)


def subject_asked(subjects: tuple[Subject, ...], wanted: str) -> Subject:
    """The subject that an address names as kind:key; the organisation where it names none; 404 for a forged one."""
    if not wanted:
        return subjects[0]
    found = next((each for each in subjects if each.id == wanted), None)
    if found is None:
        raise Http404
    return found


def fact_subject(subject: Subject, organisation: UUID) -> FactSubject:
    """The subject as the book of facts names it."""
    return FactSubject(organisation, subject.kind, subject.key)


def year_read(text: str) -> int | None:
    """A year as typed; None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def statement_asked(code: str, posted: QueryDict, sources: tuple[Fact.Source, ...]) -> Statement:
    """What a form states; a source that this person may not speak for is the first they may."""
    year = posted.get("year", "").strip()
    source = posted.get("source", "")
    kind = posted.get("figure_kind", "")
    return Statement(
        code=code,
        typed=posted.get("value", "")[:200],
        year=year_read(year),
        figure_kind=kind if kind in Fact.FigureKind.values else "",
        source=Fact.Source(source) if source in sources else sources[0],
        is_confirmed_zero=posted.get("is_confirmed_zero") == "yes",
    )
