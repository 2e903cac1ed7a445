"""Plan documents: which file holds the official words of a policy, who brought it, and each step of its state.

Its one law: of one version of a policy at most one document is in use. The bytes and the words lie in the data folder
(document_files.py), never in the database.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class DocumentState(models.TextChoices):
    """Where a document stands: looked at, in use, or no longer."""

    PROPOSED = "proposed"  # read and shown, not yet confirmed
    IN_USE = "in_use"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"  # its bytes are gone


class PlanDocument(models.Model):
    """One file of a plan's text."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    policy = models.CharField(max_length=64)
    version = models.CharField(max_length=40, blank=True)  # of the policy, as its header says
    name = models.CharField(max_length=160)  # as brought, without its path
    format = models.CharField(max_length=8)  # txt, docx, pdf, html: as sniffed, never as claimed
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the bytes
    state = models.CharField(max_length=12, choices=DocumentState.choices)
    imported_by = models.CharField(max_length=64)  # pseudonym
    imported_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("policy", "version"), condition=Q(state="in_use"), name="plan_document_in_use_once"
            ),
            models.UniqueConstraint(
                fields=("policy", "version", "digest"),
                condition=~Q(state="discarded"),
                name="plan_document_bytes_once",
            ),
            models.CheckConstraint(condition=Q(state__in=DocumentState.values), name="plan_document_known_state"),
        )

    def __str__(self) -> str:
        return self.name


class DocumentStep(models.Model):
    """One change of a document's state, never edited: its history."""

    document = models.ForeignKey(PlanDocument, on_delete=models.PROTECT, related_name="steps")
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)  # pseudonym
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)
