"""Organisations of the zone, how one became another, and who claims to belong to one."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from lingqu.books.registers.models.rows import IN_USE, RegisterRow


class Organisation(RegisterRow):
    """An enterprise, university, institute, public institution or other body, known by its credit code (GB 32100)."""

    name = models.CharField(max_length=120)
    english_name = models.CharField(max_length=200, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)  # empty: not known yet
    kind = models.CharField(max_length=40)  # code list organisation_kinds
    legal_kind = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=12, blank=True)  # GB/T 2260: seat
    industry = models.CharField(max_length=8, blank=True)  # GB/T 4754
    size = models.CharField(max_length=12, blank=True)
    stage = models.CharField(max_length=40, blank=True)  # code list ladder_stages, the highest in force
    founded_on = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey("registers.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_synthetic = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("credit_code",), condition=IN_USE & ~Q(credit_code=""), name="organisation_credit_code_once"
            ),
        )
        indexes = (
            models.Index(fields=("name", "key"), name="organisation_by_name"),
            # the unique constraint is of rows in use with a code only; looking a code up asks of all
            models.Index(fields=("credit_code",), name="organisation_by_code"),
            models.Index(fields=("region", "name"), name="organisation_by_region"),
            models.Index(fields=("industry", "name"), name="organisation_by_industry"),
            models.Index(fields=("kind", "name"), name="organisation_by_kind"),
            models.Index(fields=("size", "name"), name="organisation_by_size"),
        )

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """How an organisation came from another: renamed, merged, split; by which document, on which day."""

    class Kind(models.TextChoices):
        """The ways; rights and past figures follow the arrow from predecessor to successor."""

        RENAMED = "renamed"
        MERGED = "merged"
        SPLIT = "split"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions_in")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    document = models.CharField(max_length=120, blank=True)
    former_name = models.CharField(max_length=120, blank=True)  # of a renaming, where both ends are one organisation
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="renamed") | ~Q(predecessor=models.F("successor")), name="succession_of_two"
            ),
            models.UniqueConstraint(fields=("predecessor", "successor", "kind", "on"), name="succession_once"),
        )


class Claim(models.Model):
    """A person says: I belong to this organisation and act for it; an officer vouches for that or refuses.

    Where the register does not know the organisation yet, the claim proposes it; vouching makes the row.
    """

    class State(models.TextChoices):
        """Where the claim stands."""

        OPEN = "open"
        VOUCHED = "vouched"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )
    proposed_code = models.CharField(max_length=18, blank=True)
    proposed_name = models.CharField(max_length=120, blank=True)
    proposed_kind = models.CharField(max_length=40, blank=True)
    proposed_region = models.CharField(max_length=12, blank=True)
    claimant = models.CharField(max_length=64)  # pseudonym
    wants_admin = models.BooleanField(default=True)
    reason = models.CharField(max_length=300)
    evidence = models.ForeignKey("registers.Evidence", null=True, blank=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decision_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "claimant"), condition=Q(state="open"), name="claim_open_once"
            ),
            models.UniqueConstraint(
                fields=("proposed_code", "claimant"),
                condition=Q(state="open") & ~Q(proposed_code=""),
                name="claim_proposal_once",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(proposed_code=""), name="claim_of_something"
            ),
        )
        indexes = (models.Index(fields=("state", "made_at"), name="claim_queue"),)
