"""The log holds no token, no answer, no name and no value that a database quotes, whoever writes the line."""

from __future__ import annotations

import logging
import time
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from lingqu.config.log_lines import LogLine, shortened

TOKEN = "1.q83vEjRWeJA_abc-def"

LINES = """
Internal Server Error: /assess/1.q83vEjRWeJA/                ; Internal Server Error: /assess/…/
Forbidden (Origin checking failed): /assess/1.q83v/result.pdf; Forbidden (Origin checking failed): /assess/…/result.pdf
Not Found: /assess/mine/                                     ; Not Found: /assess/mine/
Not Found: /assess/of/6d1c/                                  ; Not Found: /assess/of/6d1c/
Not Found: /account/password/reset/key/3-c1x2-0aa9/          ; Not Found: /account/password/reset/key/…/
Not Found: /account/confirm-email/Mg:1abc:xyz/               ; Not Found: /account/confirm-email/…/
Not Found: /measures/?q=13800001234                          ; Not Found: /measures/?…
GET http://x.example/a/b?q=13800001234 '/c?d=1'              ; GET http://x.example/a/b?… '/c?…'
Authorization: Bearer lq_abcDEF-123                          ; Authorization: Bearer lq_…
could not connect to postgresql://u:pw@host/db               ; could not connect to postgresql://…@host/db
DETAIL:  Key (email)=(li@example.org) already exists.        ; DETAIL: …
Key (email)=(li@example.org) already exists.                 ; Key (email)=(…) already exists.
Not Found: /registers/places/                                ; Not Found: /registers/places/
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_a_line_is_shortened_where_it_holds_what_it_should_not(line: str) -> None:
    written, kept = (piece.strip() for piece in line.split(";"))

    assert shortened(written) == kept


@pytest.mark.parametrize(
    "begun",
    ["/", "/a", "\n", "\n ", "Key (", "\nKey (", "Key (a)=(", "http://", "http:// ", "/assess/", "lq_", "?", "/?a "],
)
def test_a_long_line_is_looked_through_once(begun: str) -> None:
    before = time.thread_time()

    shortened(f"Not Found: {begun * (100_000 // len(begun))}!")

    assert time.thread_time() - before < 1


def test_a_line_is_no_longer_than_a_bound() -> None:
    record = logging.LogRecord("x", logging.WARNING, "f", 1, "Not Found: %s\nend", ("/a" * 50_000,), None)

    text = LogLine("{message}", style="{").format(record)

    assert len(text) < 2100
    assert text.endswith("…\nend")


def test_arguments_and_tracebacks_are_shortened_as_well() -> None:
    try:
        raise ValueError(f"no such page: /assess/{TOKEN}/")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "at %s", (f"/assess/{TOKEN}/",), None)
        record.exc_info = (type(error), error, error.__traceback__)

    text = LogLine("{message}", style="{").format(record)

    assert "Traceback" in text
    assert TOKEN not in text


def test_every_handler_of_the_settings_writes_such_lines() -> None:
    wanted: Any = settings.LOGGING

    assert wanted["formatters"]["line"]["class"] == f"{LogLine.__module__}.{LogLine.__name__}"
    assert {handler["formatter"] for handler in wanted["handlers"].values()} == {"line"}


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["refused form", "broken"])
def test_the_answers_of_an_interview_reach_no_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    caplog.handler.setFormatter(LogLine("{levelname} {message}", style="{"))
    there = reverse("interview_step", args=[TOKEN])

    if how == "broken":
        monkeypatch.setattr("lingqu.interfaces.web.interview.linked.read_token", _break)
        answer = Client(raise_request_exception=False).get(there)
        assert answer.status_code == 500
    else:
        answer = Client(enforce_csrf_checks=True).post(there)
        assert answer.status_code == 403

    assert "/assess/…/" in caplog.text
    assert TOKEN not in caplog.text
    assert TOKEN not in answer.text


@pytest.mark.postgresql
@pytest.mark.django_db
def test_what_the_database_quotes_of_a_person_reaches_no_log(caplog: pytest.LogCaptureFixture) -> None:
    line = LogLine("{message}", style="{")
    with connection.cursor() as cursor:
        cursor.execute("create temporary table t (mail text unique)")
        cursor.execute("insert into t values ('li@example.org')")
        try:
            cursor.execute("insert into t values ('li@example.org')")
        except Exception as error:
            record = logging.LogRecord("x", logging.ERROR, "f", 1, "broken", (), None)
            record.exc_info = (type(error), error, error.__traceback__)

    assert "li@example.org" not in line.format(record).split("During handling")[0].split("raise ex")[-1]


def _break(_token: str) -> Any:
    raise RuntimeError("broken on purpose")
