"""Platforms of the plan: centres, pilot lines, institutions, laboratories, incubators."""

from __future__ import annotations

from django.db import models

from lingqu.books.registers.models.rows import RegisterRow


class Platform(RegisterRow):
    """A platform run by an organisation: its kind, level, and who recognised it from when until when."""

    name = models.CharField(max_length=160)
    english_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40)  # code list platform_kinds
    level = models.CharField(max_length=12, blank=True)  # national, regional, municipal
    organisation = models.ForeignKey("registers.Organisation", on_delete=models.PROTECT, related_name="platforms")
    place = models.ForeignKey("registers.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    pilot_industry = models.CharField(max_length=40, blank=True)  # one of the eight industries of pilot scale
    recognised_on = models.DateField(null=True, blank=True)
    recognised_by = models.CharField(max_length=120, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=20, default="in_force")  # code list standings
    is_synthetic = models.BooleanField(default=False, editable=False)

    class Meta:
        indexes = (models.Index(fields=("kind", "name"), name="platform_by_kind"),)

    def __str__(self) -> str:
        return self.name
