"""What reviewers say about a draft, and whether it has been dealt with.

Its one law: what was said is never edited and never gone (a trigger holds that); dealt with is said once, by somebody.
"""

from __future__ import annotations

import uuid

from django.db import models

from lingqu.books.rulebooks.models.drafts import Draft


class DraftComment(models.Model):
    """A remark on a draft as it stood at one state, perhaps on a line of a file."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()  # the state that was looked at
    file = models.CharField(max_length=200, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)  # from 1, in that state
    text = models.CharField(max_length=1000)
    author = models.CharField(max_length=64)  # pseudonym
    at = models.DateTimeField()
    settled_by = models.CharField(max_length=64, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "key")

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has dealt with it yet."""
        return self.settled_at is None
