"""Calls that change something and bear a key of their program's choice: done once, and answered alike when asked again.

Its one law: the answer is kept by the very transaction that makes the change, so either both stand or neither. Of two
calls at once the later waits for the earlier. It does not know what a call is, only its digest and its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from lingqu.books.accounts.models import AnsweredCall, User

KEPT_FOR = timedelta(hours=24)
_SWEPT_AT_ONCE = 200


class UnableToAnswerAnew(Exception):
    """The key was used for another call within the day."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it left; `is_repeated` where it had been given before."""

    status: int
    headers: Mapping[str, str]
    body: str
    is_repeated: bool = False


def answered_once(
    *, user: User, asker: UUID, key: str, digest: str, at: datetime, answer: Callable[[], Given]
) -> Given:
    """Do what a call asks, unless it was done already: then its answer again. Raises `UnableToAnswerAnew`.

    A refusal changes nothing and is not kept, whether `answer` raises or gives one (400 or above): it is judged afresh.
    """
    with transaction.atomic():
        _sweep(asker, key, at)
        try:
            with transaction.atomic():  # PostgreSQL waits here for a call of the same key that is under way
                row = AnsweredCall.objects.create(user=user, asker=asker, key=key, digest=digest, made_at=at)
        except IntegrityError:
            return _again(asker, key, digest)
        given = answer()
        if given.status >= 400:
            transaction.set_rollback(True)
            return given
        row.status, row.headers, row.body = given.status, dict(given.headers), given.body
        row.save(update_fields=["status", "headers", "body"])
    return given


def forget(*, at: datetime) -> int:
    """Let go every answer that is over; give how many."""
    gone, _ = AnsweredCall.objects.filter(made_at__lte=at - KEPT_FOR).delete()
    return gone


def _again(asker: UUID, key: str, digest: str) -> Given:
    row = AnsweredCall.objects.get(asker=asker, key=key)
    if row.digest != digest:
        raise UnableToAnswerAnew(key)
    return Given(row.status, row.headers, row.body, is_repeated=True)


def _sweep(asker: UUID, key: str, at: datetime) -> None:
    """Forget what is over: this key for certain, of others a few that nobody else is sweeping."""
    over = AnsweredCall.objects.filter(made_at__lte=at - KEPT_FOR)
    over.filter(asker=asker, key=key).delete()
    rows = over.select_for_update(skip_locked=True).values_list("pk", flat=True)[:_SWEPT_AT_ONCE]
    AnsweredCall.objects.filter(pk__in=list(rows)).delete()
