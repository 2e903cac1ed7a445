"""Places of the zone: smart valleys, zones, enclaves, parks, and what they do."""

from __future__ import annotations

from django.db import models

from lingqu.books.registers.models.rows import IN_USE, RegisterRow


class Place(RegisterRow):
    """A valley, zone, enclave or park; `code` is its short name on machine interfaces and in grants."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    english_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40)  # code list place_kinds
    region = models.CharField(max_length=12, blank=True)
    industries = models.JSONField(default=list, blank=True)  # codes or words
    works = models.TextField(blank=True)
    task = models.PositiveSmallIntegerField(null=True, blank=True)  # number of the plan's task
    is_synthetic = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("code",), condition=IN_USE, name="place_code_once"),)

    def __str__(self) -> str:
        return self.name
