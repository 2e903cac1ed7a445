"""The bytes of plan documents and what was read of them, by digest, in the data folder: policies/<policy>/documents/.

Its one law: a file is whole or not there, named by its own SHA-256 and readable by the owner alone. It does not know
which document is in use.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from lingqu.books.rulebooks.apart import read_apart
from lingqu.books.rulebooks.plan_wire import UnableToRebuild, plan_from_plain, to_plain
from lingqu.law.plans import Plan, UnableToReadPlan

_DIGEST = re.compile(r"[0-9a-f]{64}")
_POLICY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")


class UnableToOpenDocument(Exception):
    """The kept file of a document is gone, or is no longer the bytes that were imported."""


def keep(*, policy: str, content: bytes, plan: Plan) -> str:
    """Keep bytes and what was read of them; give their digest. Keeping the same bytes again changes nothing."""
    digest = hashlib.sha256(content).hexdigest()
    _write(_place(policy, digest), content)
    _write(_read_place(policy, digest), _plain(plan))
    return digest


def forget(*, policy: str, digest: str) -> None:
    """Remove both files; none there is as good."""
    for path in (_place(policy, digest), _read_place(policy, digest)):
        path.unlink(missing_ok=True)
    _plan_in.cache_clear()


def plan_of(*, policy: str, digest: str, name: str) -> Plan:
    """Give what the document says. Raises UnableToOpenDocument."""
    return _plan_in(str(_folder(policy)), policy, digest, name)


@lru_cache(maxsize=8)
def _plan_in(_folder: str, policy: str, digest: str, name: str) -> Plan:
    """Read what was kept, else the bytes anew; the digest names them, so an answer never goes stale."""
    with contextlib.suppress(OSError, UnableToRebuild, ValueError, RecursionError):
        return plan_from_plain(json.loads(_read_place(policy, digest).read_bytes()))
    try:
        content = _place(policy, digest).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise UnableToOpenDocument(digest)
        plan = read_apart(content=content, name=name)
    except (OSError, UnableToReadPlan) as error:
        raise UnableToOpenDocument(digest) from error
    with contextlib.suppress(OSError):
        _write(_read_place(policy, digest), _plain(plan))
    return plan


def _plain(plan: Plan) -> bytes:
    return json.dumps(to_plain(plan), ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _folder(policy: str) -> Path:
    if not _POLICY.fullmatch(policy):
        raise ValueError(policy)
    return Path(settings.DATA.policies) / policy / "documents"


def _place(policy: str, digest: str) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return _folder(policy) / digest


def _read_place(policy: str, digest: str) -> Path:
    place = _place(policy, digest)
    return place.with_name(f"{place.name}.read.json")


def _write(path: Path, data: bytes) -> None:
    """Write beside and rename, so that nobody sees a part. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
