"""Drafts of a policy: a line of numbered states, each with all its files, author, time and note.

Its one law: a state is never changed and never lost; saving makes the next one. Texts are kept once by their digest. It
does not know whether a state has faults.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class RuleText(models.Model):
    """The text of a rule file, by its SHA-256."""

    digest = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()


class Draft(models.Model):
    """A draft. `latest` is the number of its newest state: whoever saves on an older one is told."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    policy = models.CharField(max_length=64)
    title = models.CharField(max_length=120)
    base_digest = models.CharField(max_length=64)  # of the version in force that it goes back to, directly or not
    parent = models.ForeignKey(  # the state of another draft that it was copied from
        "rulebooks.DraftState", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    latest = models.PositiveIntegerField(default=0)
    made_by = models.CharField(max_length=64)  # pseudonym
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("policy", "-changed_at"), name="draft_latest"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_archived(self) -> bool:
        """Whether it has been put away."""
        return self.archived_at is not None


class DraftState(models.Model):
    """What a draft was at one moment."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="states")
    number = models.PositiveIntegerField()
    author = models.CharField(max_length=64)  # pseudonym
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)  # over names and texts of all files
    is_change = models.BooleanField(default=True)  # the first state of a draft is a copy and has no author of its own

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("draft", "number"), name="draft_state_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="draft_states_count_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"


class DraftFile(models.Model):
    """A file of a state."""

    state = models.ForeignKey(DraftState, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    text = models.ForeignKey(RuleText, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("state", "name"), name="draft_file_once"),)
