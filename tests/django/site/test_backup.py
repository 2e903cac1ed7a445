"""Backup and restore, rehearsed as an operator does it: by the commands, on the database in use."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
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


@pytest.fixture
def databases() -> tuple[str, str]:
    """Addresses of two empty databases: none for SQLite, two of its own making on PostgreSQL."""
    if not ADDRESS:
        return "", ""
    import psycopg

    names = [f"lingqu_backup_{os.getpid()}_{side}" for side in ("from", "to")]
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        for name in names:
            connection.execute(f'CREATE DATABASE "{name}"')
    base = ADDRESS.rsplit("/", 1)[0]
    return f"{base}/{names[0]}", f"{base}/{names[1]}"


@pytest.fixture(autouse=True)
def _clean(request: pytest.FixtureRequest) -> object:
    yield
    if ADDRESS and "databases" in request.fixturenames:
        import psycopg

        with psycopg.connect(ADDRESS, autocommit=True) as connection:
            for side in ("from", "to"):
                connection.execute(f'DROP DATABASE IF EXISTS "lingqu_backup_{os.getpid()}_{side}" WITH (FORCE)')


def test_what_was_backed_up_comes_back_with_an_unbroken_chain(tmp_path: Path, databases: tuple[str, str]) -> None:
    first, second, file = tmp_path / "first", tmp_path / "second", tmp_path / "one.tar.gz"
    python(first, MADE, databases[0])

    made = lingqu(first, "backup", str(file), database=databases[0])
    second.mkdir(mode=0o700)
    (second / "secrets.toml").write_bytes((first / "secrets.toml").read_bytes())
    (second / "secrets.toml").chmod(0o600)
    back = lingqu(second, "restore", str(file), database=databases[1])

    assert made.returncode == 0, made.stderr
    assert back.returncode == 0, back.stderr + back.stdout
    assert "unbroken" in back.stdout
    assert python(second, ASKED, databases[1]).strip() == "['keeper']"
    assert (second / "evidence" / "ab" / "abcd").read_bytes() == b"evidence"


def test_the_keys_are_no_part_of_a_backup(tmp_path: Path, databases: tuple[str, str]) -> None:
    python(tmp_path / "first", MADE, databases[0])

    lingqu(tmp_path / "first", "backup", str(tmp_path / "one.tar.gz"), database=databases[0])

    with tarfile.open(tmp_path / "one.tar.gz") as archive:
        names = archive.getnames()
    assert not [name for name in names if "secret" in name or "password" in name]


def test_a_damaged_backup_a_full_place_and_other_keys_are_told(tmp_path: Path, databases: tuple[str, str]) -> None:
    first, file = tmp_path / "first", tmp_path / "one.tar.gz"
    python(first, MADE, databases[0])
    lingqu(first, "backup", str(file), database=databases[0])
    damaged = tmp_path / "damaged.tar.gz"
    damaged.write_bytes(file.read_bytes()[:-200])

    over = lingqu(first, "restore", str(file), database=databases[0])
    broken = lingqu(tmp_path / "second", "restore", str(damaged), database=databases[1])
    again = lingqu(first, "backup", str(file), database=databases[0])
    other_keys = lingqu(tmp_path / "second", "restore", str(file), database=databases[1])

    assert (over.returncode, broken.returncode, again.returncode) == (1, 1, 2)
    assert "holds data" in over.stderr
    assert "no whole backup" in broken.stderr
    assert "replaces nothing" in again.stderr
    assert other_keys.returncode == 1
    assert "does not hold" in other_keys.stderr
