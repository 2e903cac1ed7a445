"""Which organisation shows most: measures within reach, nearly reached and open, subjects, contradictions.

Its one law: the choice follows from how the rules answer, so that it stays good when rules or figures change.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lingqu.books.registers.models import Organisation
from lingqu.demonstration.content import ZoneContent
from lingqu.demonstration.small_zone import belongings
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.nearness import near_misses
from lingqu.processes.assessments.judging import Assessment, assessed

CANDIDATES = 6
_POINTS = {Verdict.ELIGIBLE: 3, Verdict.UNDETERMINED: 2, Verdict.NOT_ELIGIBLE: 0}


def candidates(content: ZoneContent, kind: str) -> list[str]:
    """The keys of the made organisations of a kind to which most belongs."""
    held = belongings(content)
    keys = [row.key for row in content.organisations if row.is_made and row.kind == kind]
    return sorted(keys, key=lambda key: (-held[key], key))[:CANDIDATES]


def most_telling(organisations: Iterable[Organisation], *, day: date) -> Organisation:
    """The one whose assessment shows most."""
    return max(organisations, key=lambda each: _points(assessed(each, day=day)))


def _points(found: Assessment) -> int:
    outcomes = [outcome for each in found.judged for outcome in each.answer.outcomes]
    near = sum(len(near_misses(found.program, each.answer)) for each in found.judged)
    contradictions = sum(len(each.subject.conflicts) for each in found.judged)
    return sum(_POINTS[each.verdict] for each in outcomes) + 2 * near + contradictions + len(found.judged)
