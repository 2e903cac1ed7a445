"""Subjects without a legal person of their own: teams and consortia."""

from __future__ import annotations

import uuid

from django.db import models

from lingqu.books.registers.models.rows import RegisterRow


class Team(RegisterRow):
    """A team of university staff or students; money goes to its university or its new company (`organisation`)."""

    name = models.CharField(max_length=160)
    organisation = models.ForeignKey("registers.Organisation", on_delete=models.PROTECT, related_name="teams")
    leader = models.ForeignKey(
        "registers.RegisteredPerson", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.ForeignKey("registers.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    formed_on = models.DateField(null=True, blank=True)
    is_synthetic = models.BooleanField(default=False, editable=False)

    def __str__(self) -> str:
        return self.name


class Consortium(RegisterRow):
    """An innovation consortium under an agreement; `organisation` leads it."""

    name = models.CharField(max_length=160)
    organisation = models.ForeignKey("registers.Organisation", on_delete=models.PROTECT, related_name="consortia")
    agreed_on = models.DateField(null=True, blank=True)
    agreement = models.CharField(max_length=120, blank=True)
    is_synthetic = models.BooleanField(default=False, editable=False)

    def __str__(self) -> str:
        return self.name


class ConsortiumMember(models.Model):
    """An organisation in a consortium."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consortium = models.ForeignKey(Consortium, on_delete=models.PROTECT, related_name="members")
    organisation = models.ForeignKey("registers.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("consortium", "organisation"), name="consortium_member_once"),)
