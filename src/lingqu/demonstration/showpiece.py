"""Which organisation shows most: measures within reach, nearly reached and open, subjects, contradictions.

Its one law: the choice follows from how the rules answer, so that it stays good when rules or figures change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lingqu.books.registers.fact_homes import facts_of_kind
from lingqu.books.registers.models import Organisation
from lingqu.demonstration.content import ZoneContent
from lingqu.demonstration.small_zone import belongings
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.nearness import near_misses
from lingqu.law.lang.tree import FactDeclaration, Source, Unit
from lingqu.processes.assessments.judging import Assessment, assessed
from lingqu.processes.assessments.subjects import Subject

CANDIDATES = 12
_POINTS = {Verdict.ELIGIBLE: 3, Verdict.UNDETERMINED: 2, Verdict.NOT_ELIGIBLE: 0}
_POINTS_OF_A_SURE_SUM, _POINTS_OF_AN_ANSWER_TO_COME = 15, 6


@dataclass(frozen=True, slots=True)
class Answerable:
    """A single yes or no of an applicant that keeps a measure open."""

    subject: Subject
    fact: FactDeclaration


def candidates(content: ZoneContent, kind: str) -> list[str]:
    """The keys of the made organisations of a kind to which most belongs."""
    held = belongings(content)
    keys = [row.key for row in content.organisations if row.is_made and row.kind == kind]
    return sorted(keys, key=lambda key: (-held[key], key))[:CANDIDATES]


def most_telling(organisations: Iterable[Organisation], *, day: date) -> Organisation:
    """The one whose assessment shows most."""
    return max(organisations, key=lambda each: _points(assessed(each, day=day)))


def answerable(found: Assessment) -> Answerable | None:
    """The first question whose answer would settle a measure that is open now."""
    for each in found.judged:
        for outcome in each.answer.outcomes:
            if outcome.verdict is not Verdict.UNDETERMINED or len(outcome.missing) != 1:
                continue
            fact = found.pack.fact_coded(outcome.missing[0])
            homes = facts_of_kind(found.pack, each.subject.kind)
            if fact.unit is Unit.YES_NO and fact.source is not Source.FINDING and fact in homes:
                return Answerable(each.subject, fact)
    return None


def _points(found: Assessment) -> int:
    outcomes = {(each.measure, each.verdict) for judged in found.judged for each in judged.answer.outcomes}
    near = sum(len(near_misses(found.program, each.answer)) for each in found.judged)
    contradictions = sum(len(each.subject.conflicts) for each in found.judged)
    points = sum(_POINTS[verdict] for _, verdict in outcomes) + 2 * near + contradictions + len(found.judged)
    points += _POINTS_OF_A_SURE_SUM if found.total.certain else 0
    return points + (_POINTS_OF_AN_ANSWER_TO_COME if answerable(found) else 0)
