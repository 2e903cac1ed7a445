"""What goes with working on lists: saved views and batches of imports."""

from __future__ import annotations

import uuid

from django.db import models


class SavedView(models.Model):
    """A list as somebody likes it: filters, sort and columns under a name."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=64)
    register = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("owner", "register", "name"), name="saved_view_once"),)


class ImportBatch(models.Model):
    """One import: which rows it made or changed, so that it can be taken back."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField(max_length=40)
    imported_by = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    file_name = models.CharField(max_length=160)
    file_digest = models.CharField(max_length=64)
    rows = models.JSONField(default=list)  # [[key, version before (0: made), version after], …]
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=64, blank=True)
