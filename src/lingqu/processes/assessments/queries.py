"""Read saved answers."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from lingqu.processes.assessments.models import SavedAnswer


def saved_answers(organisation: UUID) -> QuerySet[SavedAnswer]:
    """The answers saved for an organisation, the latest first, without their long parts."""
    return SavedAnswer.objects.filter(organisation=organisation).defer("subjects", "answers").order_by("-made_at")


def last_saved(organisation: UUID) -> SavedAnswer | None:
    """The latest that rests on the facts kept; answers of an interview may be suppositions, and change nothing."""
    rows = SavedAnswer.objects.filter(organisation=organisation, basis=SavedAnswer.Basis.FACTS)
    return rows.order_by("-made_at").first()
