"""Two presses of one form at the very same moment, each in its own thread and transaction, have one effect.

Its one law: both threads stand before their first write together wherever no lock keeps one of them back.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from tests.django.matrix_world import World, made_world, sample_of
from tests.django.security.test_sent_twice import FORMS, _rows
from tests.django.test_permission_matrix import browser_of, routes

from lingqu.config.data_folder import DataFolder

pytestmark = pytest.mark.django_db(transaction=True)
_WAIT = 0.4  # seconds that one waits for the other before its first write
MAKING = (
    "profile_tell",
    "tokens",
    "registers-projects-views",
    "registers-projects-new",
    "registers-projects-edit",
    "claim_decide",
    "invitation_answer",
    "member_invite",
    "user_grant",
    "user_grant_end",
    "member_end",
    "answers-save",
    "evidence-keep",
    "fact-state",
    "facts-complete",
    "fact-verify",
    "fact-attach",
    "facts-together",
    "interview_keep_for",
    "succession_merge",
    "succession_split",
    "lab_start",
)
"""Forms of the table of forms sent twice that make something."""
_SEVERAL = {
    "profile_tell": {"accounts.PersonalValue": 2},  # a name and a phone
    "lab_start": {"rulebooks.RuleText": 8, "rulebooks.DraftFile": 8},  # the files of the version it begins from
}
"""Forms whose one effect is more than one row of a table."""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", DataFolder(tmp_path).made())
    cache.clear()


@pytest.mark.parametrize("name", MAKING)
def test_two_presses_at_once_have_one_effect(name: str, tmp_path: Path) -> None:
    world = made_world()
    who, made = FORMS[name]
    route = next(each for each in routes() if each.short == name)
    sample = sample_of(name)
    sampled = {**route.parts, **(sample(world) if sample is not None else {})}
    address = reverse(route.name, kwargs={part: sampled[part] for part in route.parts})

    answers, (before, after) = pressed_at_once(world, who, address, lambda: made(world), tmp_path)

    once = {table: count - before[table] for table, count in after.items() if count != before[table]}
    for answer in answers:
        assert answer.status_code in (200, 302, 404, 409, 422), (answer.status_code, answer.text[-1500:])
    assert {table: count for table, count in once.items() if count != 1} == _SEVERAL.get(name, {}), once
    assert any(answer.status_code in (200, 302) for answer in answers)


def pressed_at_once(
    world: World, who: str, address: str, made: Callable[[], dict[str, Any]], folder: Path
) -> tuple[list[Any], tuple[dict[str, int], dict[str, int]]]:
    """The two answers, and how many rows each table had before and after."""
    first, second = browser_of(world, who), Client()
    second.cookies = first.cookies
    together = threading.Barrier(2)

    def press(browser: Client) -> Any:
        try:
            with connections["default"].execute_wrapper(_pausing(together)):
                return browser.post(address, made())
        finally:
            connections["default"].close()

    def counted() -> dict[str, int]:
        try:
            return _rows()
        finally:
            connections["default"].close()

    with _InAFile(folder), ThreadPoolExecutor(2) as threads:
        before = threads.submit(counted).result()
        answers = list(threads.map(press, [first, second]))
        return answers, (before, threads.submit(counted).result())


def _pausing(together: threading.Barrier) -> Callable[..., Any]:
    has_paused = False

    def wrapped(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal has_paused
        if not has_paused and sql.startswith(("INSERT", "UPDATE")) and "django_session" not in sql:
            has_paused = True
            with suppress(threading.BrokenBarrierError):  # the other one is kept back by a lock, as it should
                together.wait(_WAIT)
        return execute(sql, params, many, context)

    return wrapped


class _InAFile:
    """Threads of a test on SQLite share one connection in memory; give each its own to a copy in a file."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "at-once.sqlite3"
        self._name: Any = None

    def __enter__(self) -> None:
        if connection.vendor != "sqlite":
            return
        self._name = connection.settings_dict["NAME"]
        with sqlite3.connect(self._file) as copy:
            connection.connection.backup(copy)
        copy.close()
        connection.settings_dict["NAME"] = str(self._file)

    def __exit__(self, *_: object) -> None:
        if self._name is not None:
            connection.settings_dict["NAME"] = self._name
