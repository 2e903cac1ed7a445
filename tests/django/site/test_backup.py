"""Backup and restore, rehearsed as an operator does it: by the commands, on the database in use."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ADDRESS = os.environ.get("DATABASE_URL", "")


def lingqu(folder: Path, *arguments: str, database: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LINGQU_DATA": str(folder), "LINGQU_LANG": "en"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if database:
        environment["DATABASE_URL"] = database
    return subprocess.run(
        [sys.executable, "-m", "lingqu.interfaces.cli.main", *arguments],
        env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


MADE = """
import sys
from lingqu.interfaces.cli.installation import opened
opened(None, lang="en")
from django.conf import settings
from django.utils import timezone
from lingqu.books.accounts import operations
from lingqu.books.accounts.person import SYSTEM, Act
operations.make_account(username="keeper", password="canal-of-214-bc", act=Act(SYSTEM, timezone.now()))
(settings.DATA.evidence / "ab").mkdir()
(settings.DATA.evidence / "ab" / "abcd").write_bytes(b"evidence")
"""
ASKED = """
from lingqu.interfaces.cli.installation import opened
opened(None, lang="en", migrate=False)
from lingqu.books.accounts.models import User
print([user.username for user in User.objects.all()])
"""


def python(folder: Path, program: str, database: str = "") -> str:
    environment = {**os.environ, "LINGQU_DATA": str(folder)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if database:
        environment["DATABASE_URL"] = database
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass(frozen=True)
class Installation:
    """An installation with one account and one piece of evidence, and its backup."""

    folder: Path
    file: Path
    backed_up: subprocess.CompletedProcess[str]
    database: str


@contextmanager
def database(side: str) -> Iterator[str]:
    """The address of an empty database: none for SQLite, one of its own making on PostgreSQL."""
    if not ADDRESS:
        yield ""
        return
    import psycopg

    name = f"lingqu_backup_{os.getpid()}_{side}"
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{ADDRESS.rsplit('/', 1)[0]}/{name}"
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Made and backed up once; no test changes it."""
    folder = tmp_path_factory.mktemp("backup")
    with database("from") as address:
        python(folder / "first", MADE, address)
        made = lingqu(folder / "first", "backup", str(folder / "one.tar.gz"), database=address)
        yield Installation(folder / "first", folder / "one.tar.gz", made, address)


@pytest.fixture
def other_database() -> Iterator[str]:
    """Where a backup is restored."""
    with database("to") as address:
        yield address


def test_the_keys_are_no_part_of_a_backup(first: Installation) -> None:
    with tarfile.open(first.file) as archive:
        names = archive.getnames()

    assert not [name for name in names if "secret" in name or "password" in name]


def test_a_damaged_backup_a_full_place_and_other_keys_are_told(
    tmp_path: Path, first: Installation, other_database: str
) -> None:
    damaged, second = tmp_path / "damaged.tar.gz", tmp_path / "second"
    damaged.write_bytes(first.file.read_bytes()[:-200])

    over = lingqu(first.folder, "restore", str(first.file), database=first.database)
    broken = lingqu(second, "restore", str(damaged), database=other_database)
    again = lingqu(first.folder, "backup", str(first.file), database=first.database)
    other_keys = lingqu(second, "restore", str(first.file), database=other_database)

    assert (over.returncode, broken.returncode, again.returncode) == (1, 1, 2)
    assert "holds data" in over.stderr
    assert "no whole backup" in broken.stderr
    assert "replaces nothing" in again.stderr
    assert other_keys.returncode == 1
    assert "does not hold" in other_keys.stderr


def test_what_was_backed_up_comes_back_with_an_unbroken_chain(
    tmp_path: Path, first: Installation, other_database: str
) -> None:
    second = tmp_path / "second"
    second.mkdir(mode=0o700)
    (second / "secrets.toml").write_bytes((first.folder / "secrets.toml").read_bytes())
    (second / "secrets.toml").chmod(0o600)

    back = lingqu(second, "restore", str(first.file), database=other_database)

    assert first.backed_up.returncode == 0, first.backed_up.stderr
    assert back.returncode == 0, back.stderr + back.stdout
    assert "unbroken" in back.stdout
    assert python(second, ASKED, other_database).strip() == "['keeper']"
    assert (second / "evidence" / "ab" / "abcd").read_bytes() == b"evidence"
