"""Everything the registers hold on a day, of all organisations, read piece by piece.

Its one law: each piece takes the same few queries however many rows it has, and is let go before the next. What it
gives of an organisation is what `holdings_of` gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lingqu.books.registers.models import (
    Award,
    Completeness,
    Consortium,
    Fact,
    Organisation,
    Platform,
    Project,
    Recognition,
    Succession,
    Team,
)
from lingqu.processes.assessments.holdings import MOST_STEPS_BACK, Holdings

PIECE = 1000
Row = TypeVar("Row", Project, Platform, Recognition, Team, Consortium, Completeness)


def all_holdings(*, on: date) -> Iterator[Holdings]:
    """The holdings of every organisation in use on a day, in the order of their keys."""
    in_use = Q(retired_on__isnull=True) | Q(retired_on__gt=on)
    steps = _steps(on)
    last: UUID | None = None
    while True:
        rows = Organisation.objects.filter(in_use).select_related("place").order_by("key")
        piece = list((rows if last is None else rows.filter(key__gt=last))[:PIECE])
        if not piece:
            return
        yield from _of_piece(piece, in_use, steps, on)
        last = piece[-1].key


def _of_piece(
    piece: list[Organisation], in_use: Q, steps: Mapping[UUID, list[Succession]], on: date
) -> Iterator[Holdings]:
    predecessors = {each.key: _predecessors(each.key, steps) for each in piece}
    keys = [each.key for each in piece]
    family = {*keys, *(key for found in predecessors.values() for key in found)}
    facts, evidence = _facts(in_use, family)
    awards = _by_organisation(Award.objects.filter(in_use, organisation__in=family).order_by("award_year", "key"))
    own: dict[str, dict[UUID, list[Any]]] = {
        "projects": _by_organisation(_rows(Project, in_use, keys).select_related("place").order_by("made_at", "key")),
        "platforms": _by_organisation(_rows(Platform, in_use, keys).select_related("place").order_by("made_at", "key")),
        "recognitions": _by_organisation(_rows(Recognition, in_use, keys).order_by("recognised_on", "key")),
        "teams": _by_organisation(_rows(Team, in_use, keys).select_related("place").order_by("made_at", "key")),
        "consortia": _by_organisation(_rows(Consortium, in_use, keys).order_by("made_at", "key")),
        "completeness": _by_organisation(Completeness.objects.filter(organisation__in=keys)),
    }
    for organisation in piece:
        key = organisation.key
        members = (key, *predecessors[key])
        drawn = [award for member in members for award in awards.get(member, ())]
        yield Holdings(
            organisation=organisation,
            day=on,
            awards=sorted(drawn, key=lambda each: (each.award_year or 0, str(each.key))),
            facts={subject: rows for member in members for subject, rows in facts.get(member, {}).items()},
            evidence=evidence,
            predecessors=predecessors[key],
            **{name: rows.get(key, []) for name, rows in own.items()},
        )


def _rows(model: type[Row], in_use: Q, keys: list[UUID]) -> QuerySet[Row]:
    found: QuerySet[Row] = model._default_manager.filter(in_use, organisation__in=keys)
    return found


def _by_organisation(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.organisation_id].append(row)
    return dict(found)


def _facts(in_use: Q, family: set[UUID]) -> tuple[dict[UUID, dict[UUID, list[Fact]]], dict[UUID, int]]:
    """Facts by organisation and subject, and how many pieces of evidence each has."""
    facts: dict[UUID, dict[UUID, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    links = Count("evidence_links", filter=Q(evidence_links__evidence__withdrawn_at=None))
    rows = Fact.objects.filter(in_use, organisation__in=family).annotate(evidence_count=links)
    evidence: dict[UUID, int] = {}
    for row in rows.order_by("code", "year", "figure_kind", "source"):
        facts[row.organisation_id][row.subject_key].append(row)
        evidence[row.key] = row.evidence_count
    return {key: dict(subjects) for key, subjects in facts.items()}, evidence


def _steps(on: date) -> dict[UUID, list[Succession]]:
    """All successions up to a day, by the organisation that came of them. One query: they are few."""
    found: dict[UUID, list[Succession]] = defaultdict(list)
    for step in Succession.objects.filter(on__lte=on).select_related("predecessor"):
        found[step.successor_id].append(step)
    return found


def _predecessors(key: UUID, steps: Mapping[UUID, list[Succession]]) -> dict[UUID, Succession]:
    found: dict[UUID, Succession] = {}
    front = {key}
    for _ in range(MOST_STEPS_BACK):
        reached = [step for each in front for step in steps.get(each, ()) if step.predecessor_id not in (key, *found)]
        front = set()
        for step in reached:
            found.setdefault(step.predecessor_id, step)
            front.add(step.predecessor_id)
        if not front:
            break
    return found
