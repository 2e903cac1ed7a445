"""The assessment of an organisation: each subject judged by the measures of its kind, and what it comes to in all.

Its one law: the engine is given exactly what `lingqu assess` would be given; nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lingqu.books.registers.fact_homes import KINDS_OF_RULES
from lingqu.books.registers.models import Organisation
from lingqu.law.engine.answers import Answer, assess
from lingqu.law.engine.program import CompiledMeasure, Program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import facts_asked_by, rules_of_measure
from lingqu.processes.assessments.holdings import Holdings, holdings_later, holdings_of
from lingqu.processes.assessments.packs import POLICY, pack_of_day, program_of
from lingqu.processes.assessments.subjects import Subject, subjects_from
from lingqu.processes.assessments.totals import Total, total_of


@dataclass(frozen=True, slots=True)
class Judged:
    """One subject and its answer, to the measures of its kinds."""

    subject: Subject
    answer: Answer


@dataclass(frozen=True, slots=True)
class Assessment:
    """An organisation assessed for a day under one pack and one choice of readings."""

    holdings: Holdings
    program: Program
    asked: Mapping[str, str]  # readings followed over the adopted ones
    judged: tuple[Judged, ...]
    total: Total

    @property
    def organisation(self) -> Organisation:
        """Whose subjects are judged."""
        return self.holdings.organisation

    @property
    def day(self) -> date:
        """The day judged on."""
        return self.holdings.day

    @property
    def pack(self) -> Pack:
        """The rules."""
        return self.program.pack


def assessed(
    organisation: Organisation, *, day: date, pack: Pack | None = None, readings: Mapping[str, str] | None = None
) -> Assessment:
    """Judge all subjects of an organisation. Raises `UnableToChoose` for readings the policy does not have."""
    return _assessed(holdings_of(organisation, on=day), pack or pack_of_day(POLICY, day), readings)


def assessed_later(assessment: Assessment, *, day: date) -> Assessment:
    """Judge what is known now on a later day, by the rules of that day and under the adopted readings."""
    return _assessed(holdings_later(assessment.holdings, on=day), pack_of_day(POLICY, day), None)


def _assessed(holdings: Holdings, pack: Pack, readings: Mapping[str, str] | None) -> Assessment:
    program, day = program_of(pack, readings), holdings.day
    reader = SubjectReader(program, as_of=day)
    judged = []
    for subject in subjects_from(holdings, pack=pack, readings=readings):
        measures = measures_for(program, subject)
        if measures:
            judged.append(Judged(subject, assess(program, reader.read(subject.record(pack)), measures)))
    total = total_of(program, [each.answer for each in judged])
    return Assessment(holdings, program, dict(readings or {}), tuple(judged), total)


def measures_for(program: Program, subject: Subject) -> tuple[CompiledMeasure, ...]:
    """The measures whose kind of subject fits."""
    return tuple(each for each in program.measures if KINDS_OF_RULES[each.measure.kind] in subject.kinds)


def facts_asked(program: Program, measure: str) -> frozenset[str]:
    """The codes of the facts that a measure asks, the common condition among them."""
    rules = (program.pack.policy.common, *rules_of_measure(program.pack.measure(measure)))
    return frozenset(program.pack.fact_named(name).code for name in facts_asked_by(rules, program.pack.facts))
