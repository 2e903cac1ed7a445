"""Versions of a policy: proposed with the document that carries them, published by a second person or returned.

Its one law: four eyes, held by the database: who publishes is neither who proposed nor anybody who wrote on the draft
since the version it goes back to (checks here, triggers in the migration); what is published is never edited.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from lingqu.books.rulebooks.models.drafts import DraftState


class VersionState(models.TextChoices):
    """Where a version stands."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"  # before the day it began


class PolicyVersion(models.Model):
    """A version; `is_shipped`: the one that came with the product, entered when the first of one's own is published."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    policy = models.CharField(max_length=64)
    pack_digest = models.CharField(max_length=64)  # of the rules: names the folder, stands in every answer
    begins = models.DateField()
    label = models.CharField(max_length=40, blank=True)  # 版本 of the policy's header
    document_number = models.CharField(max_length=80, blank=True)  # 文号
    document_title = models.CharField(max_length=200, blank=True)
    is_shipped = models.BooleanField(default=False)
    source = models.ForeignKey(DraftState, null=True, blank=True, on_delete=models.PROTECT, related_name="versions")
    base_digest = models.CharField(max_length=64, blank=True)  # of the version that was in force before
    state = models.CharField(max_length=12, choices=VersionState.choices)
    proposed_by = models.CharField(max_length=64)  # pseudonym
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # of returning or withdrawing
    withdrawn_by = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-begins", "-proposed_at")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=VersionState.values), name="version_known_state"),
            models.CheckConstraint(
                condition=Q(is_shipped=True) | Q(state="proposed") | ~Q(decided_by=""),
                name="version_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(is_shipped=True) | Q(state="returned") | ~Q(decided_by=F("proposed_by")),
                name="version_by_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(is_shipped=True) | (~Q(document_number="") & ~Q(document_title="")),
                name="version_has_a_document",
            ),
            models.UniqueConstraint(
                fields=("policy", "begins"), condition=Q(state="published"), name="version_begins_once"
            ),
            models.UniqueConstraint(
                fields=("policy", "pack_digest"), condition=Q(state="published"), name="version_published_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.policy} {self.begins}"


class VersionAuthor(models.Model):
    """Somebody who wrote on the draft since the version it goes back to; may not publish it."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="authors")
    author = models.CharField(max_length=64)  # pseudonym

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "author"), name="version_author_once"),)
