"""Facts about subjects: value, year, kind of figure, source, declared and verified side by side.

Its one law: no row is unknown, a confirmed zero is a value with its mark; two sources of one fact are two rows.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from lingqu.books.registers.models.rows import IN_USE, RegisterRow


class Fact(RegisterRow):
    """One fact of one subject. Values are texts as on the wire: "20000000.00", "true", "2026-05-01", "regional"."""

    class SubjectKind(models.TextChoices):
        """The kinds of subject of the rule language."""

        ORGANISATION = "organisation"
        PROJECT = "project"
        PLATFORM = "platform"
        RECOGNITION = "recognition"
        TEAM = "team"
        CONSORTIUM = "consortium"

    class FigureKind(models.TextChoices):
        """Which reckoning a figure comes from; R&D has four, kept apart and never merged."""

        PLAIN = ""
        ACCOUNTING = "accounting"
        TAX = "tax"
        STATISTICS = "statistics"
        RECOGNITION = "recognition"

    class Source(models.TextChoices):
        """Who says so."""

        DECLARED = "declared"
        REGISTER = "register"
        AUTHORITY = "authority"

    organisation = models.ForeignKey("registers.Organisation", on_delete=models.PROTECT, related_name="facts")
    subject_kind = models.CharField(max_length=20, choices=SubjectKind.choices, default=SubjectKind.ORGANISATION)
    subject_key = models.UUIDField()  # the key of the organisation, project, platform …
    code = models.CharField(max_length=80)  # name of the fact on machine interfaces
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    figure_kind = models.CharField(max_length=12, choices=FigureKind.choices, blank=True, default=FigureKind.PLAIN)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.DECLARED)
    declared_value = models.CharField(max_length=60, blank=True)  # 申报数; empty: nothing was declared
    verified_value = models.CharField(max_length=60, blank=True)  # 核定数; empty: nobody has verified
    is_confirmed_zero = models.BooleanField(default=False)
    verified_reason = models.CharField(max_length=300, blank=True)
    vouched_by = models.CharField(max_length=64, blank=True)  # pseudonym
    vouched_for = models.CharField(max_length=40, blank=True)  # department code
    vouched_at = models.DateTimeField(null=True, blank=True)
    is_synthetic = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = (
            # a constraint over a missing year would hold nothing: SQL thinks two nulls different
            models.UniqueConstraint(
                "subject_key",
                "code",
                Coalesce("year", 0),
                "figure_kind",
                "source",
                condition=IN_USE,
                name="fact_once",
            ),
            models.CheckConstraint(condition=~Q(declared_value="") | ~Q(verified_value=""), name="fact_has_a_value"),
            models.CheckConstraint(
                condition=Q(verified_value="") | Q(vouched_at__isnull=False), name="fact_verified_by_somebody"
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "code", "year"), name="fact_of_organisation"),
            models.Index(fields=("code", "year"), name="fact_by_code"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.year or ''}".strip()

    @property
    def value(self) -> str:
        """The value that counts: verified before declared."""
        return self.verified_value or self.declared_value


class Completeness(models.Model):
    """An office states: up to this day a register holds everything of one kind for an organisation; absent means no."""

    class Register(models.TextChoices):
        """The registers whose gaps can mean something."""

        AWARDS = "awards"
        PLATFORMS = "platforms"
        RECOGNITIONS = "recognitions"
        SUCCESSIONS = "successions"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("registers.Organisation", on_delete=models.PROTECT, related_name="complete_lists")
    register = models.CharField(max_length=20, choices=Register.choices)
    kind = models.CharField(max_length=40, blank=True)  # of platforms or recognitions; empty: all kinds
    upto = models.DateField()  # nothing is missing up to and with this day
    stated_by = models.CharField(max_length=64)  # pseudonym
    stated_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organisation", "register", "kind"), name="completeness_stated_once"),
        )
