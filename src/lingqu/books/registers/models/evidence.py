"""Evidence: files kept under their digest outside the web root, and what they prove."""

from __future__ import annotations

import uuid

from django.db import models


class Evidence(models.Model):
    """One file of an organisation. The bytes lie under `digest` in the data folder; two rows may share them."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "registers.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    owner = models.CharField(max_length=64)  # pseudonym of who brought it
    digest = models.CharField(max_length=64, db_index=True)  # SHA-256 of the bytes
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)  # as sniffed, never as claimed
    name = models.CharField(max_length=160)  # as brought, without its path
    kind = models.CharField(max_length=60, blank=True)  # what document it is, in words
    issued_on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class EvidenceLink(models.Model):
    """A file proves a fact."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="links")
    fact = models.ForeignKey("registers.Fact", on_delete=models.PROTECT, related_name="evidence_links")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("evidence", "fact"), name="evidence_link_once"),)
