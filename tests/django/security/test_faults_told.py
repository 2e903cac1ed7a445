"""When the database, the disk or the program fails, the reader gets a page that says so, and nothing of the inside."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, DataError, InterfaceError, OperationalError, ProgrammingError
from django.template.loader import render_to_string
from django.test import Client

from lingqu.books.accounts.models import User

INSIDE = "SECRET-INSIDE"


def _cache_broken() -> Exception:
    raised = RuntimeError(INSIDE)
    raised.__cause__ = OSError(errno.ENOSPC, INSIDE)
    return raised


RAISED: tuple[tuple[Callable[[], Exception], int], ...] = (
    (lambda: OperationalError(f"database is locked {INSIDE}"), 503),
    (lambda: InterfaceError(f"connection already closed {INSIDE}"), 503),
    (lambda: DatabaseError(f"file is not a database {INSIDE}"), 503),
    (lambda: ProgrammingError(INSIDE), 500),
    (lambda: DataError(f"text fields cannot contain NUL {INSIDE}"), 400),
    (lambda: RuntimeError(INSIDE), 500),
    (lambda: OSError(errno.ENOSPC, INSIDE), 507),
    (_cache_broken, 507),
    (lambda: PermissionError(errno.EACCES, INSIDE), 500),
)
WORDS = {
    400: ("看不懂", "cannot be read"),
    500: ("系统出了问题", "Something broke"),
    503: ("暂时不能使用", "not available for now"),
    507: ("磁盘满了", "disk of the server is full"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize("number", range(len(RAISED)))
def test_what_is_raised_in_a_view_becomes_a_page_that_says_so(
    monkeypatch: pytest.MonkeyPatch, number: int, language: int
) -> None:
    make, status = RAISED[number]
    client = Client(raise_request_exception=False)
    client.cookies["lingqu_language"] = ("zh-hans", "en")[language]
    monkeypatch.setattr("lingqu.interfaces.web.site.views.pack_today", _raising(make))

    answer = client.get("/")

    assert answer.status_code == status
    assert WORDS[status][language] in answer.text
    assert INSIDE not in answer.text
    assert answer.headers.get("Retry-After") == ("30" if status == 503 else None)
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_database_that_fails_before_any_view_is_told_as_well(
    monkeypatch: pytest.MonkeyPatch, account: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    browser = signed_in(account("reader"))
    browser.raise_request_exception = False
    monkeypatch.setattr(
        "django.contrib.sessions.backends.db.SessionStore.load", _raising(lambda: OperationalError(INSIDE))
    )

    answers = [browser.get("/desk/"), browser.get("/api/v1/registers/places")]

    assert [each.status_code for each in answers] == [503, 503]
    assert answers[1]["Content-Type"].startswith("application/problem+json")
    assert not [each for each in answers if INSIDE in each.text]
    assert "no-store" in answers[0]["Cache-Control"]


@pytest.mark.parametrize("name", ["400", "403", "404", "413", "500", "503", "507", "form_out_of_date", "nul_typed"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_of_faults_ask_nothing_of_a_database(name: str, lang: str) -> None:
    # a test without leave to use the database fails at a query
    assert "<h1>" in render_to_string(f"site/{name}.html", {"lang": lang, "status": 500, "number": "x"})


def _raising(make: Callable[[], Exception]) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise make()

    return fail
