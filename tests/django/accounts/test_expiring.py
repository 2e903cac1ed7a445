"""What ends by itself: each on its own day, told once, and nothing before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessLog
from django.contrib.sessions.models import Session
from tests.django.conftest import ACT, MOMENT

from lingqu.books.accounts.expiring import ENDED_TOKENS_SHOWN, SIGN_INS_KEPT, Expired, expire
from lingqu.books.accounts.models import AccessToken, PersonalValue, User
from lingqu.books.accounts.operations import keep_personal_value
from lingqu.books.accounts.tokens import make_token
from lingqu.books.audit.models import Entry

pytestmark = pytest.mark.django_db
NOTHING = Expired(0, 0, 0, 0)


def test_a_personal_value_goes_on_its_day_and_the_chain_learns_whose_and_which() -> None:
    key = uuid4()
    for name, until in (("name", date(2026, 11, 24)), ("phone", date(2026, 11, 25)), ("mail", None)):
        keep_personal_value(
            kind="user", key=key, name=name, value="secret", purpose="contact", basis="consent", act=ACT,
            keep_until=until,
        )  # fmt: skip

    done = expire(act=ACT)

    assert done.personal_values == 1
    assert set(PersonalValue.objects.values_list("name", flat=True)) == {"phone", "mail"}
    entry = Entry.objects.get(action="personal.expire")
    assert (entry.object_kind, entry.object_key, entry.facts) == ("user", str(key), {"names": ["name"]})
    assert expire(act=ACT) == NOTHING


def test_a_session_goes_when_it_has_ended_with_what_its_owner_reads_of_it(account: Callable[..., User]) -> None:
    user = account("reader")
    for key, ends in (("over", MOMENT), ("running", MOMENT + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
        UserSession.objects.create(user=user, session_key=key, ip="127.0.0.1", user_agent="x")
    UserSession.objects.create(user=user, session_key="lost", ip="127.0.0.1", user_agent="x")

    done = expire(act=ACT)

    assert done.sessions == 2
    assert [row.session_key for row in UserSession.objects.all()] == ["running"]
    assert [row.session_key for row in Session.objects.all()] == ["running"]


def test_an_ended_token_stays_to_be_seen_for_a_month(account: Callable[..., User]) -> None:
    user = account("reader")
    made = make_token(user=user, name="script", scopes=["read:public"], days=1, act=ACT).row
    ended = MOMENT + timedelta(days=1)

    before = expire(act=replace(ACT, at=ended + ENDED_TOKENS_SHOWN - timedelta(seconds=1)))
    after = expire(act=replace(ACT, at=ended + ENDED_TOKENS_SHOWN))

    assert (before.tokens, after.tokens) == (0, 1)
    assert not AccessToken.objects.filter(pk=made.pk).exists()
    assert Entry.objects.get(action="tokens.expire").facts == {"rows": 1}


def test_records_of_sign_in_go_after_six_months() -> None:
    log = AccessLog.objects.create(username="reader", user_agent="x", http_accept="x", path_info="/")
    young, old = log.attempt_time + SIGN_INS_KEPT - timedelta(seconds=1), log.attempt_time + SIGN_INS_KEPT

    assert expire(act=replace(ACT, at=young)).sign_ins == 0
    assert expire(act=replace(ACT, at=old)).sign_ins == 1
