"""Files that wait between preview and confirmation, outside the web root.

Its one law: a waiting file is found only by the person who brought it, is taken once, and is gone after a day.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from django.conf import settings

from lingqu.books.accounts.person import Person
from lingqu.books.registers.declaration import Register

_KEPT_SECONDS = 24 * 3600


class UnableToFindFile(LookupError):
    """No such file waits: taken already, too old, or somebody else's."""


def stage(register: Register, content: bytes, person: Person, *, now: datetime) -> str:
    """Keep a file; give its digest. Files that have waited too long go."""
    forget_old(now=now)
    digest = hashlib.sha256(content).hexdigest()
    _place(register, digest, person).write_bytes(content)
    return digest


def forget_old(*, now: datetime) -> int:
    """Remove files that have waited too long; give how many."""
    count = 0
    for old in _folder().iterdir():
        try:
            if old.stat().st_mtime < now.timestamp() - _KEPT_SECONDS:
                old.unlink()
                count += 1
        except FileNotFoundError:
            continue  # confirmed or removed by another process meanwhile
    return count


def staged(register: Register, digest: str, person: Person) -> bytes:
    """A waiting file. Raises `UnableToFindFile`."""
    try:
        return _place(register, digest, person).read_bytes()
    except FileNotFoundError as error:
        raise UnableToFindFile(digest) from error


def taken(register: Register, digest: str, person: Person) -> bytes:
    """Take a waiting file: the second of two who confirm at once finds none. Raises `UnableToFindFile`."""
    place = _place(register, digest, person)
    mine = place.with_suffix(".taken")
    try:
        place.rename(mine)
    except FileNotFoundError as error:
        raise UnableToFindFile(digest) from error
    content = mine.read_bytes()
    mine.unlink(missing_ok=True)
    return content


def _place(register: Register, digest: str, person: Person) -> Path:
    name = hashlib.sha256(f"{person.pseudonym}\n{register.name}\n{digest}".encode()).hexdigest()
    return _folder() / f"{name}.file"


def _folder() -> Path:
    folder: Path = settings.DATA.cache / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
