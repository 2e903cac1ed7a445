"""What every row of a register has: a key that nobody guesses, a version, a state, and its history.

Its one law: a row is never deleted, only retired with a reason; each change makes a history row that knows a pseudonym,
not a person.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords


def _pseudonym(historical_instance: Any, **_: Any) -> str:
    return str(historical_instance.history_user_id)


def _set_pseudonym(historical_instance: Any, user: Any) -> None:
    historical_instance.history_user_id = user or ""


def history_of_rows() -> HistoricalRecords:
    """History whose actor is the opaque pseudonym set by operations.py as `_history_user`."""
    return HistoricalRecords(
        inherit=True,
        history_user_id_field=models.CharField(max_length=64, blank=True, default=""),
        history_user_getter=_pseudonym,
        history_user_setter=_set_pseudonym,
        history_change_reason_field=models.TextField(blank=True, default=""),
        cascade_delete_history=False,
    )


class RegisterRow(models.Model):
    """One thing in a register. `version` counts changes; whoever edits an older one is told (operations.py)."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    retired_on = models.DateField(null=True, blank=True, editable=False)
    retired_because = models.CharField(max_length=200, blank=True, editable=False)
    made_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)

    past = history_of_rows()

    class Meta:
        abstract = True

    @property
    def is_retired(self) -> bool:
        """Whether the row has been taken out of use."""
        return self.retired_on is not None


IN_USE = Q(retired_on__isnull=True)
"""Rows that have not been retired."""
