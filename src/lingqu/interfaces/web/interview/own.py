"""The facts kept of an organisation as the beginning of an interview, and how its answers differ from them.

Its one law: nothing goes back from the interview into the facts by itself (keeping.py asks first). The address names
the subject, and whoever may not see its facts gets no word of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from lingqu.books.accounts.permissions import may
from lingqu.books.accounts.person import Person
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.fact_permissions import FACTS_SEE
from lingqu.books.registers.models import Organisation
from lingqu.interfaces.web.facts.addresses import entering
from lingqu.interfaces.web.interview.hearing import Hearing
from lingqu.interfaces.web.interview.questions import name_of, value_said
from lingqu.interfaces.web.interview.state import State, Wire
from lingqu.law.lang.tree import FactDeclaration
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.judging import measures_for
from lingqu.processes.assessments.known import ORIGIN_WORDS
from lingqu.processes.assessments.packs import POLICY, pack_of_day, program_of
from lingqu.processes.assessments.subjects import Subject, subjects_of
from lingqu.reports.wording import Words

_SOURCE = re.compile(r"([0-9a-f]{32})_([a-z]{1,20})_([0-9a-f]{32})", re.ASCII)
_UNKNOWN = Words("没有填", "not stated")


@dataclass(frozen=True, slots=True)
class Source:
    """The subject that an interview began from."""

    organisation: UUID
    subject: str  # kind:key, as machine interfaces name it


@dataclass(frozen=True, slots=True)
class FilledIn:
    """The answers that are those kept of a subject, each with where it comes from."""

    organisation: str
    subject: str
    facts: tuple[tuple[str, str, Words], ...]  # name, value, origin


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that is not what is kept of the organisation."""

    name: str
    here: str
    kept: str
    address: str  # where it can be stated; empty where this applicant cannot


def state_from(subject: Subject, pack: Pack, day: date) -> State:
    """The interview of a subject, answered with all that is known of it, for the measures of its kinds."""
    program = program_of(pack)
    measures = tuple(each.measure.id for each in measures_for(program, subject))
    every = len(measures) == len(program.measures)
    return State(day, measures=() if every else measures, source=source_name(subject), facts=known_of(subject, pack))


def begun_from(organisation: UUID, state: State) -> State:
    """An interview just begun, answered with what is known of an organisation itself; facts outrank the form."""
    pack = pack_of_day(POLICY, state.day)
    row = Organisation.objects.select_related("place").get(pk=organisation)
    kept = state_from(subjects_of(row, on=state.day, pack=pack)[0], pack, state.day)
    measures = state.measures or kept.measures
    return replace(kept, kind=state.kind, measures=measures, facts={**state.facts, **kept.facts})


def began_from(person: Person, hearing: Hearing) -> tuple[Organisation, tuple[Subject, ...]] | None:
    """The organisation that a link began from, with its subjects, the one meant first; None where it is not theirs."""
    source = source_of(hearing.state)
    if source is None or not person.is_signed_in:
        return None
    organisation = Organisation.objects.select_related("place").filter(pk=source.organisation).first()
    if organisation is None or not may(person, FACTS_SEE, of_organisation(organisation)):
        return None
    plain = pack_of_day(POLICY, hearing.state.day)  # what is switched on beside it has no place among the facts
    subjects = subject_of(organisation, source, plain, hearing.state.day)
    return (organisation, subjects) if subjects else None


def filled_in(person: Person, hearing: Hearing, lang: str) -> FilledIn | None:
    """Which answers are those kept; for whoever may see them. The public causes no query."""
    found = began_from(person, hearing)
    if found is None:
        return None
    organisation, (subject, *_) = found
    plain = pack_of_day(POLICY, hearing.state.day)
    kept, answers = known_of(subject, plain), hearing.state.known
    origins: dict[str, dict[Words, None]] = {}
    for each in subject.known:
        origins.setdefault(each.code, {})[ORIGIN_WORDS[each.origin]] = None
    told = [
        (fact, answers[fact.code])
        for fact in plain.facts
        if fact.code in kept
        and fact.code in answers
        and _said(fact, kept[fact.code], lang) == _said(fact, answers[fact.code], lang)
    ]
    facts = tuple(
        (name_of(fact, lang), _said(fact, wire, lang), _joined(tuple(origins.get(fact.code, ()))))
        for fact, wire in told
    )
    return FilledIn(organisation.name, subject.name, facts)


def known_of(subject: Subject, pack: Pack) -> dict[str, Wire]:
    """What is known of a subject, as the interview keeps it; the day has its own place."""
    facts: dict[str, Wire] = subject.record(pack)["facts"]
    return {code: wire for code, wire in facts.items() if code != pack.day_fact.code and wire is not None}


def source_name(subject: Subject) -> str:
    """Name a subject in an address."""
    return f"{subject.organisation.hex}_{subject.kind}_{subject.key.hex}"


def source_of(state: State) -> Source | None:
    """The subject that an address names; None where it names none, or no proper one."""
    found = _SOURCE.fullmatch(state.source)
    if found is None:
        return None
    organisation, kind, key = found.groups()
    return Source(UUID(organisation), f"{kind}:{UUID(key)}")


def subject_of(organisation: Organisation, source: Source, pack: Pack, day: date) -> tuple[Subject, ...]:
    """All subjects of the organisation with the one named first; empty where it is not among them."""
    subjects = subjects_of(organisation, on=day, pack=pack)
    found = [each for each in subjects if each.id == source.subject]
    return (*found, *(each for each in subjects if each not in found)) if found else ()


def differences(
    hearing: Hearing, subjects: tuple[Subject, ...], pack: Pack, lang: str, *, may_state: bool
) -> tuple[Difference, ...]:
    """How the answers differ from what is kept of the first of the subjects."""
    subject = subjects[0]
    in_order = tuple(sorted(subjects, key=lambda each: each.kind != "organisation"))
    where = entering(pack, subject.organisation, in_order, subject, finds=False, day_year=hearing.state.day.year)
    kept, answers = known_of(subject, pack), hearing.state.known
    found = []
    for fact in pack.facts:
        here, there = answers.get(fact.code), kept.get(fact.code)
        if _said(fact, here, lang) != _said(fact, there, lang):
            address = where(fact.code) if may_state else ""
            found.append(Difference(name_of(fact, lang), _said(fact, here, lang), _said(fact, there, lang), address))
    return tuple(found)


def _joined(words: tuple[Words, ...]) -> Words:
    return Words("、".join(each.zh for each in words), ", ".join(each.en for each in words))


def _said(fact: FactDeclaration, wire: Wire, lang: str) -> str:
    """What a value says; so 300000 and "300000.00" are no difference."""
    return _UNKNOWN.said(lang) if wire is None else value_said(fact, wire, lang)
