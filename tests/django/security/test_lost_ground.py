"""What the pages stand on is taken away under a running server: the file of the database, the folder of the cache."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lingqu.config.cache_files import CacheFiles
from lingqu.interfaces.web import database_file
from lingqu.interfaces.web.database_file import DatabaseFileMiddleware


class Connection:
    """Stands for a connection of Django's to a file: opened when asked, known to the module by a signal."""

    vendor = "sqlite"

    def __init__(self, file: Path) -> None:
        self.settings_dict = {"NAME": str(file)}
        self.connection: sqlite3.Connection | None = None

    def is_in_memory_db(self) -> bool:
        """It is a file."""
        return False

    def close(self) -> None:
        """Close as Django does."""
        self.connection = None

    def ask(self, _request: HttpRequest) -> HttpResponse:
        """A view that opens the connection where it is closed and reads."""
        if self.connection is None:
            self.connection = sqlite3.connect(self.settings_dict["NAME"])
            database_file._remember(self, connection=self)
        return HttpResponse(str(self.connection.execute("select word from t").fetchone()[0]))


@pytest.fixture
def connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    made = Connection(_database(tmp_path / "a.sqlite3", "first"))
    monkeypatch.setattr(database_file, "connection", made)
    yield made
    made.close()


def test_a_database_that_has_been_moved_away_is_told_and_no_empty_one_made(
    connection: Connection, tmp_path: Path
) -> None:
    middleware, request = DatabaseFileMiddleware(connection.ask), RequestFactory().get("/")
    assert middleware(request).content == b"first"  # type: ignore[attr-defined]

    (tmp_path / "a.sqlite3").rename(tmp_path / "away")

    for _ in range(2):
        with pytest.raises(OperationalError):
            middleware(request)
    assert [each.name for each in tmp_path.iterdir()] == ["away"]
    (tmp_path / "away").rename(tmp_path / "a.sqlite3")
    assert middleware(request).content == b"first"  # type: ignore[attr-defined]


def test_a_database_put_in_its_place_is_the_one_that_is_asked_from_then_on(
    connection: Connection, tmp_path: Path
) -> None:
    middleware, request = DatabaseFileMiddleware(connection.ask), RequestFactory().get("/")
    middleware(request)

    _database(tmp_path / "b.sqlite3", "second").replace(tmp_path / "a.sqlite3")

    assert [middleware(request).content for _ in range(2)] == [b"second", b"second"]  # type: ignore[attr-defined]


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[CacheFiles]:
    made = CacheFiles(str(tmp_path / "cache"), {})
    yield made
    LocMemCache(f"meanwhile:{tmp_path / 'cache'}", {}).clear()


def test_the_cache_is_shared_by_files(cache: CacheFiles, tmp_path: Path) -> None:
    cache.set("x", 1)

    assert CacheFiles(str(tmp_path / "cache"), {}).get("x") == 1
    assert cache.add("x", 2) is False
    assert cache.delete("x")
    assert cache.get("x", "none") == "none"
    assert cache.add("x", 3)
    assert cache.incr("x") == 4


def test_of_many_at_once_each_counts_and_one_alone_claims(cache: CacheFiles, tmp_path: Path) -> None:
    cache.set("count", 0)

    def press(_: int) -> bool:
        mine = CacheFiles(str(tmp_path / "cache"), {})
        for _ in range(20):
            mine.incr("count")
        return mine.add("form", 1)

    with ThreadPoolExecutor(8) as threads:
        claimed = list(threads.map(press, range(8)))

    assert cache.get("count") == 160
    assert claimed.count(True) == 1


def test_a_full_cache_lets_go_what_has_ended_before_a_count_that_runs(tmp_path: Path) -> None:
    cache = CacheFiles(str(tmp_path / "cache"), {"max_entries": 20})
    cache.set("count", 7, 1000)
    for number in range(40):
        cache.set(f"ended-{number}", 1, 0.001)
        time.sleep(0.002)

    assert cache.get("count") == 7


def test_a_folder_that_cannot_be_used_costs_no_answer_and_no_count(
    cache: CacheFiles, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").rmdir()
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")

    given: list[Any] = [cache.get("x"), cache.add("x", 0), cache.add("x", 0), cache.incr("x"), cache.incr("x")]

    assert given == [None, True, False, 1, 2]
    assert "cache folder" in caplog.text
    (tmp_path / "cache").unlink()
    cache.set("x", 7)
    assert cache.get("x") == 7
    assert CacheFiles(str(tmp_path / "cache"), {}).get("x") == 7


def _database(file: Path, word: str) -> Path:
    opened = sqlite3.connect(file)
    with opened:
        opened.execute("create table t (word text)")
        opened.execute("insert into t values (?)", (word,))
    opened.close()
    return file
