"""What ends by itself in accounts: personal values past their day, sessions, access tokens, records of sign-in.

Its one law: each goes when its own day has come, by the hand of the system, and a second run finds nothing. Rows that
reach a person are told to the audit chain as counts or names of values, never as values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lingqu.books.accounts.answered_calls import forget
from lingqu.books.accounts.models import AccessToken
from lingqu.books.accounts.person import Act
from lingqu.books.accounts.personal import erase_expired
from lingqu.books.accounts.recording import record_act

ENDED_TOKENS_SHOWN = timedelta(days=30)
"""So long an ended token still stands in its owner's list: a script that stopped working wants a cause."""

SIGN_INS_KEPT = timedelta(days=184)
"""Logs are kept for six months at least (Cybersecurity Law of the PRC, art. 21 no. 3 of 2016), and no longer."""


@dataclass(frozen=True, slots=True)
class Expired:
    """How many rows of each kind went."""

    personal_values: int
    sessions: int
    tokens: int
    sign_ins: int


def expire(*, act: Act) -> Expired:
    """Let go what has ended by the moment of the act."""
    forget(at=act.at)  # a day is all that a program counts on; nobody is told of it
    return Expired(
        erase_expired(on=timezone.localtime(act.at).date(), act=act),
        _sessions_gone(act.at),
        _tokens_gone(act),
        _sign_ins_gone(act.at),
    )


def _sessions_gone(at: datetime) -> int:
    with transaction.atomic():
        Session.objects.filter(expire_date__lte=at).delete()
        # what a person reads of their sessions stands in a table of its own, which no library clears
        gone, _ = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return int(gone)


def _tokens_gone(act: Act) -> int:
    before = act.at - ENDED_TOKENS_SHOWN
    with transaction.atomic():
        gone, _ = AccessToken.objects.filter(Q(expires_at__lte=before) | Q(revoked_at__lte=before)).delete()
        if gone:
            record_act(act, action="tokens.expire", object_kind="tokens", facts={"rows": gone})
    return gone


def _sign_ins_gone(at: datetime) -> int:
    gone = 0
    for kind in (AccessAttempt, AccessFailureLog, AccessLog):
        gone += int(kind.objects.filter(attempt_time__lte=at - SIGN_INS_KEPT).delete()[0])
    return gone
