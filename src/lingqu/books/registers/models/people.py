"""People of the registers: experts, technology managers, talents. Their names stand in erasable rows of accounts."""

from __future__ import annotations

from django.db import models

from lingqu.books.registers.models.rows import RegisterRow


class RegisteredPerson(RegisterRow):
    """A person by what they do; name, phone and mail are personal values under kind `person` and this key."""

    kinds = models.JSONField(default=list)  # code list people_kinds
    organisation = models.ForeignKey(
        "registers.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    fields_of_work = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=60, blank=True)
    certificate = models.CharField(max_length=60, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    is_synthetic = models.BooleanField(default=False, editable=False)

    def __str__(self) -> str:
        return f"#{str(self.key)[:8]}"
