"""Answers as they were given: for whom, for which day, by which rules, from which facts.

Its one law: a saved answer is never changed; it holds the facts it rests on, so that it can be judged again.
"""

from __future__ import annotations

import uuid

from django.db import models


class SavedAnswer(models.Model):
    """One assessment of an organisation with all its subjects, or of one of them by the answers of an interview."""

    class Basis(models.TextChoices):
        """What was judged: the facts kept of the organisation, or what somebody answered in a self-assessment."""

        FACTS = "facts"
        ANSWERS = "answers"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("registers.Organisation", on_delete=models.PROTECT, related_name="saved_answers")
    day = models.DateField()  # the day judged
    policy = models.CharField(max_length=60)
    pack_digest = models.CharField(max_length=64)
    readings = models.JSONField(default=dict)  # alternatives asked for over the adopted ones
    facts_digest = models.CharField(max_length=64)  # SHA-256 over `subjects`
    subjects = models.JSONField()  # [{"id", "kind", "name", "facts"}]: what the engine was given
    answers = models.JSONField()  # for each subject what `lingqu assess` would print
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.FACTS)
    certain_fen = models.BigIntegerField()
    most_fen = models.BigIntegerField()
    made_by = models.CharField(max_length=64)  # pseudonym
    made_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("organisation", "-made_at"), name="saved_answer_latest"),)

    def __str__(self) -> str:
        return f"{self.policy} {self.day}"
