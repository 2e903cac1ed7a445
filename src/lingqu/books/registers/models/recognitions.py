"""Recognitions of an organisation: certificates and lists with batch, day and validity."""

from __future__ import annotations

from django.db import models

from lingqu.books.registers.models.rows import RegisterRow


class Recognition(RegisterRow):
    """One recognition: high-tech firm, gazelle, AI enterprise, service platform …; renewal is not new."""

    organisation = models.ForeignKey("registers.Organisation", on_delete=models.PROTECT, related_name="recognitions")
    kind = models.CharField(max_length=40)  # code list recognition_kinds, ladder stages among them
    level = models.CharField(max_length=12, blank=True)
    certificate = models.CharField(max_length=60, blank=True)
    organ = models.CharField(max_length=120, blank=True)
    batch = models.CharField(max_length=60, blank=True)
    recognised_on = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    is_new = models.BooleanField(null=True, blank=True)  # unknown, first recognition, or renewal
    is_synthetic = models.BooleanField(default=False, editable=False)

    class Meta:
        indexes = (models.Index(fields=("kind", "valid_to"), name="recognition_by_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.certificate}".strip()
