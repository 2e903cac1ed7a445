"""The facts kept of an organisation as the beginning of an interview, and how its answers differ from them.

Its one law: nothing goes back from the interview into the facts; a difference is shown with the page where a fact is
stated. The address names the subject, and whoever may not see its facts gets no word of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lingqu.books.registers.models import Organisation
from lingqu.interfaces.web.facts.addresses import entering
from lingqu.interfaces.web.interview.hearing import Hearing
from lingqu.interfaces.web.interview.questions import name_of, value_said
from lingqu.interfaces.web.interview.state import State, Wire
from lingqu.law.lang.tree import FactDeclaration
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.judging import measures_for
from lingqu.processes.assessments.packs import program_of
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


def _said(fact: FactDeclaration, wire: Wire, lang: str) -> str:
    """What a value says; so 300000 and "300000.00" are no difference."""
    return _UNKNOWN.said(lang) if wire is None else value_said(fact, wire, lang)
