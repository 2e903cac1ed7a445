"""The rows of the audit chain and its head.

Its one law: an entry is never changed and never deleted; triggers in the database hold it to that. Actor, party and
object are opaque texts: the chain outlives what they point to.
"""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One action: who (a pseudonym), when, for whom, on what, with which facts; chained to the entry before it."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    party = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=64)
    object_kind = models.CharField(max_length=64, blank=True)
    object_key = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
        indexes = (
            models.Index(fields=("object_kind", "object_key", "-number"), name="audit_of_object"),
            models.Index(fields=("actor", "-number"), name="audit_of_actor"),
            models.Index(fields=("at",), name="audit_by_time"),
            models.Index(fields=("party", "-number"), name="audit_of_party"),
        )


class Head(models.Model):
    """Where the chain stands: how many entries, the last digest, and the seal over both by a key kept elsewhere."""

    number = models.PositiveSmallIntegerField(primary_key=True, default=1)
    count = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(number=1), name="audit_one_head"),)
