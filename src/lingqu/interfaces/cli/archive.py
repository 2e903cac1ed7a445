"""The archive of an installation: the database as one consistent picture, the files beside it, and a list of digests.

Its one law: what is restored is what was backed up, byte for byte, or nothing. The database is written by its own tools
(SQLite's backup interface, pg_dump). Django must be set up before this module is imported.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess  # nosec B404  # pg_dump and pg_restore, by list of arguments, no shell
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from lingqu import __version__
from lingqu.reports.wording import Words

_MANIFEST = "manifest.json"
_DATABASES = {"sqlite": "lingqu.sqlite3", "postgresql": "database.pgdump"}
_FOLDERS = ("evidence", "policies")
_LARGEST_MANIFEST = 256 << 20


class UnableToArchive(Exception):
    """A backup cannot be made or restored; nothing has been left half done."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.words = Words(zh, en)


def archived(file: Path) -> int:
    """Write the archive; give the number of files in it."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(dir=file.absolute().parent) as folder:
            database = Path(folder) / _DATABASES[connection.vendor]
            _dump(database)
            digests = {}
            with tarfile.open(draft, "w:gz", compresslevel=6) as archive:
                for name, path in [(database.name, database), *_files()]:
                    digests[name] = _digest(path)
                    archive.add(path, name, recursive=False)
                manifest = Path(folder) / _MANIFEST
                content = {"lingqu": __version__, "database": connection.vendor, "sha256": digests}
                manifest.write_text(json.dumps(content, indent=1, sort_keys=True), encoding="utf-8")
                archive.add(manifest, _MANIFEST)
        os.chmod(draft, 0o600)
        draft.replace(file)
    except OSError as error:
        raise UnableToArchive(
            f"备份没有完成：{error.strerror or error}", f"the backup was not finished: {error.strerror or error}"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return len(digests)


def restored(file: Path) -> int:
    """Check an archive and put it in place; give the number of files."""
    root = settings.DATA.root
    _refuse_where_something_is(root)
    with tempfile.TemporaryDirectory(dir=root) as folder:
        place = Path(folder)
        manifest = _unpacked(file, place)
        if manifest.get("database") != connection.vendor:
            raise UnableToArchive(
                f"备份的数据库是 {manifest.get('database')}，当前是 {connection.vendor}；设置 DATABASE_URL 使两者相同",
                f"the backup is of {manifest.get('database')}, this database is {connection.vendor}; set DATABASE_URL",
            )
        _load(place / _DATABASES[connection.vendor])
        for name in _FOLDERS:
            if (place / name).is_dir():
                shutil.copytree(place / name, root / name, dirs_exist_ok=True)
    return len(manifest["sha256"])


def _files() -> Iterator[tuple[str, Path]]:
    root = settings.DATA.root
    for folder in _FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix(), path


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(target) as copy:
            connection.connection.backup(copy)
        copy.close()
        return
    _run(["pg_dump", "--format=custom", "--no-owner", "--file", str(target), *_named()])


def _load(source: Path) -> None:
    connections.close_all()
    if connection.vendor == "sqlite":
        shutil.copyfile(source, settings.DATA.database)
        os.chmod(settings.DATA.database, 0o600)
        return
    _run(["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", "--dbname", _address(), str(source)])


def _address() -> str:
    """The database as libpq takes it, without the password: that travels in the environment."""
    here = settings.DATABASES["default"]
    pairs = {"host": here.get("HOST"), "port": here.get("PORT"), "user": here.get("USER"), "dbname": here["NAME"]}
    return " ".join(f"{name}={value}" for name, value in pairs.items() if value)


def _named() -> list[str]:
    return ["--dbname", _address()]


def _run(command: list[str]) -> None:
    password = settings.DATABASES["default"].get("PASSWORD")
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    try:
        # the program is found on the PATH as everywhere; its arguments come from the settings, not from a user
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # nosec B603
    except FileNotFoundError as error:
        raise UnableToArchive(
            f"没有 {command[0]}：安装 postgresql-client", f"no {command[0]}: install postgresql-client"
        ) from error
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        raise UnableToArchive(f"{command[0]} 未成功：{last}", f"{command[0]} failed: {last}")


def _refuse_where_something_is(root: Path) -> None:
    tables = connection.introspection.table_names()
    files = [name for name in _FOLDERS if any((root / name).rglob("*"))]
    if tables or files:
        raise UnableToArchive(
            f"{root} 里已有数据，恢复会覆盖它；请用空的数据文件夹（--data DIR）或空的数据库",
            f"{root} holds data that restoring would replace; use an empty folder (--data DIR) or an empty database",
        )
    if connection.vendor == "sqlite":
        connections.close_all()
        settings.DATA.database.unlink(missing_ok=True)  # the empty file that looking has made


def _unpacked(file: Path, place: Path) -> dict[str, Any]:
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(place, filter="data")  # the filter refuses paths that lead elsewhere
    except (tarfile.TarError, EOFError, OSError) as error:
        raise UnableToArchive(f"{file} 不是完整的备份：{error}", f"{file} is no whole backup: {error}") from error
    manifest = place / _MANIFEST
    if not manifest.is_file() or manifest.stat().st_size > _LARGEST_MANIFEST:
        raise UnableToArchive(f"{file} 里没有清单，不是灵渠的备份", f"{file} has no manifest: no backup of Lingqu")
    content: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    damaged = [
        name
        for name, digest in content["sha256"].items()
        if not (place / name).is_file() or _digest(place / name) != digest
    ]
    if damaged:
        raise UnableToArchive(
            f"{len(damaged)} 个文件与校验码不符，没有恢复：{damaged[0]} 等",
            f"{len(damaged)} files do not have their digest, nothing was restored: {damaged[0]} …",
        )
    return content
