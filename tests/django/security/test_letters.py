"""Letters: a slow or broken mail server is felt by no visitor, and no name makes a header or markup of a letter."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse

from lingqu.books.accounts.models import User
from lingqu.books.accounts.notices import tell_of_reset
from lingqu.interfaces.web import letters

pytestmark = pytest.mark.django_db
_HERE = "tests.django.security.test_letters"
_gate = threading.Event()


class SlowBackend(BaseEmailBackend):
    """A mail server that takes a letter only when the test lets it."""

    def send_messages(self, given: Sequence[EmailMessage]) -> int:
        """Wait, then keep them where the tests look."""
        _gate.wait(20)
        mail.outbox.extend(given)
        return len(given)


class BrokenBackend(BaseEmailBackend):
    """A mail server that is not there."""

    def send_messages(self, given: Sequence[EmailMessage]) -> int:
        """Refuse."""
        raise ConnectionRefusedError


def test_a_slow_mail_server_holds_nobody_and_tells_no_known_address(
    client: Client, account: Callable[..., User], settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{_HERE}.SlowBackend"
    _gate.clear()
    _mailed(account)

    started = time.monotonic()
    known = _asked(client)
    took = time.monotonic() - started
    before = list(mail.outbox)
    _gate.set()
    letters.wait_until_sent()

    assert known == 302
    assert took < 5
    assert before == []
    assert [each.to for each in mail.outbox] == [["reader@example.org"]]


def test_a_mail_server_that_is_gone_is_told_to_the_log_alone(
    client: Client, account: Callable[..., User], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = f"{_HERE}.BrokenBackend"
    _mailed(account)

    assert _asked(client) == 302
    letters.wait_until_sent()

    assert "ConnectionRefusedError" in caplog.text
    assert "reader@example.org" not in caplog.text


def test_more_letters_than_may_wait_are_refused_and_told(caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{_HERE}.SlowBackend"
    _gate.clear()

    taken = [letters.send_later(EmailMessage("s", "b", None, ["a@example.org"])) for _ in range(210)]
    _gate.set()
    letters.wait_until_sent()

    assert taken[0] is True
    assert taken[-1] is False
    assert "wait already" in caplog.text


@pytest.mark.parametrize("name", ["a\r\nBcc: all@example.org", "<b>a</b>&lt;", "李\n\n明"])
def test_a_name_makes_no_header_and_no_markup(client: Client, account: Callable[..., User], name: str) -> None:
    user = _mailed(account)
    User.objects.filter(pk=user.pk).update(username=name)
    user.refresh_from_db()

    assert tell_of_reset(user)
    assert _asked(client) == 302
    letters.wait_until_sent()

    assert len(mail.outbox) == 2
    for each in mail.outbox:
        message = each.message()
        assert each.recipients() == ["reader@example.org"]
        assert "Bcc" not in message
        assert message.get_content_type() == "text/plain"  # text alone: markup stays text


@pytest.mark.parametrize("given", ["reader@example.org\nBcc: x@example.org", "a@example.org,b@example.org"])
def test_an_address_with_a_second_one_is_refused(client: Client, given: str) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": given})
    letters.wait_until_sent()

    assert answer.status_code == 200
    assert mail.outbox == []


def _mailed(account: Callable[..., User]) -> User:
    user = account("reader")
    user.email = "reader@example.org"
    user.save()
    return user


def _asked(client: Client) -> int:
    return client.post(reverse("account_reset_password"), {"email": "reader@example.org"}).status_code
