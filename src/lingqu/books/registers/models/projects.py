"""Projects with leader and partners, and awards drawn before."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from lingqu.books.registers.models.rows import IN_USE, RegisterRow


class Project(RegisterRow):
    """A project of an organisation; `code` is the number its programme or filing gave it."""

    name = models.CharField(max_length=160)
    code = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=40)  # code list project_kinds
    organisation = models.ForeignKey("registers.Organisation", on_delete=models.PROTECT, related_name="projects")
    leader = models.ForeignKey(
        "registers.RegisteredPerson", null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    place = models.ForeignKey("registers.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=20, default="running")  # code list project_standings
    is_synthetic = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("code",), condition=IN_USE & ~Q(code=""), name="project_code_once"),
        )
        indexes = (models.Index(fields=("kind", "name"), name="project_by_kind"),)

    def __str__(self) -> str:
        return self.name


class ProjectPartner(models.Model):
    """An organisation that takes part in a project under an agreement."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey("registers.Organisation", on_delete=models.PROTECT, related_name="partnerships")
    share = models.CharField(max_length=200, blank=True)  # tasks, money, rights in a few words

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "organisation"), name="project_partner_once"),)


class Award(RegisterRow):
    """Money drawn before under a measure: the document that gave it, the day it came, and for what subject."""

    organisation = models.ForeignKey("registers.Organisation", on_delete=models.PROTECT, related_name="awards")
    policy = models.CharField(max_length=60)
    measure = models.CharField(max_length=20)
    subject_kind = models.CharField(max_length=20, default="organisation")
    subject_key = models.UUIDField(null=True, blank=True)  # None: the organisation itself
    award_year = models.PositiveSmallIntegerField()  # 申报年度
    fen = models.BigIntegerField()
    paid_on = models.DateField(null=True, blank=True)  # None: granted, not yet arrived
    document = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=20, default="declared")  # declared, register, authority
    is_synthetic = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(fen__gt=0), name="award_is_positive"),)
        indexes = (models.Index(fields=("measure", "award_year"), name="award_by_measure"),)

    def __str__(self) -> str:
        return f"{self.measure} {self.award_year}"
