"""Everything the registers hold of one organisation on a day, read at once.

Its one law: the number of queries does not grow with the rows. It judges nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Q

from lingqu.books.registers.models import (
    Award,
    Completeness,
    Consortium,
    Fact,
    Organisation,
    Platform,
    Project,
    Recognition,
    RegisterRow,
    Succession,
    Team,
)

Row = TypeVar("Row", bound=RegisterRow)
MOST_STEPS_BACK = 10
"""So many changes of name, mergers and splits are followed back; a longer chain is a slip in the register."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """The rows: facts by subject, evidence counts by fact, predecessors with the day each became part of it."""

    organisation: Organisation
    day: date
    projects: Sequence[Project]
    platforms: Sequence[Platform]
    recognitions: Sequence[Recognition]
    teams: Sequence[Team]
    consortia: Sequence[Consortium]
    awards: Sequence[Award]
    facts: Mapping[UUID, Sequence[Fact]]
    evidence: Mapping[UUID, int]
    predecessors: Mapping[UUID, Succession]
    completeness: Sequence[Completeness]

    def is_complete(self, register: Completeness.Register, kind: str = "") -> bool:
        """Whether an office has stated that nothing of this kind is missing on the day."""
        return any(
            each.register == register and each.kind in ("", kind) and each.upto >= self.day
            for each in self.completeness
        )


def holdings_of(organisation: Organisation, *, on: date) -> Holdings:
    """Read what is in use on a day."""
    in_use = Q(retired_on__isnull=True) | Q(retired_on__gt=on)
    predecessors = _predecessors(organisation.key, on)
    family = (organisation.key, *predecessors)
    facts: dict[UUID, list[Fact]] = defaultdict(list)
    evidence: dict[UUID, int] = {}
    links = Count("evidence_links", filter=Q(evidence_links__evidence__withdrawn_at=None))
    rows = Fact.objects.filter(in_use, organisation__in=family).annotate(evidence_count=links)
    for row in rows.order_by("code", "year", "figure_kind", "source"):
        facts[row.subject_key].append(row)
        evidence[row.key] = row.evidence_count
    own = {"organisation": organisation}
    return Holdings(
        organisation=organisation,
        day=on,
        projects=list(Project.objects.filter(in_use, **own).select_related("place").order_by("made_at", "key")),
        platforms=list(Platform.objects.filter(in_use, **own).select_related("place").order_by("made_at", "key")),
        recognitions=list(Recognition.objects.filter(in_use, **own).order_by("recognised_on", "key")),
        teams=list(Team.objects.filter(in_use, **own).select_related("place").order_by("made_at", "key")),
        consortia=list(Consortium.objects.filter(in_use, **own).order_by("made_at", "key")),
        awards=list(Award.objects.filter(in_use, organisation__in=family).order_by("award_year", "key")),
        facts=dict(facts),
        evidence=evidence,
        predecessors=predecessors,
        completeness=list(Completeness.objects.filter(**own)),
    )


def holdings_later(known: Holdings, *, on: date) -> Holdings:
    """The same organisation on a later day: what has been read serves again, unless another joins it meanwhile."""
    predecessors = _predecessors(known.organisation.key, on)
    if on < known.day or predecessors != known.predecessors:
        return holdings_of(known.organisation, on=on)
    facts = {key: still for key, rows in known.facts.items() if (still := _still(rows, on))}
    return replace(
        known,
        day=on,
        projects=_still(known.projects, on),
        platforms=_still(known.platforms, on),
        recognitions=_still(known.recognitions, on),
        teams=_still(known.teams, on),
        consortia=_still(known.consortia, on),
        awards=_still(known.awards, on),
        facts=facts,
    )


def _still(rows: Sequence[Row], on: date) -> list[Row]:
    return [row for row in rows if row.retired_on is None or row.retired_on > on]


def _predecessors(key: UUID, on: date) -> dict[UUID, Succession]:
    """The organisations this one came from, with the step nearest to it; one query for each step back."""
    found: dict[UUID, Succession] = {}
    front = {key}
    for _ in range(MOST_STEPS_BACK):
        steps = Succession.objects.filter(successor__in=front, on__lte=on).exclude(predecessor__in=(key, *found))
        front = set()
        for step in steps.select_related("predecessor"):
            found.setdefault(step.predecessor_id, step)
            front.add(step.predecessor_id)
        if not front:
            break
    return found
