"""The folders of published versions: DATA/policies/<policy>/<digest of the rules>/, and the packs in them.

Its one law: a folder is whole or not there, is never edited, and what lies there is what answers; the folder's name is
the digest that stands in every answer. Until a version is published the one that came with the product answers.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from lingqu.law.packs.cache import cache_from
from lingqu.law.packs.folders import BUILT_IN, load_folder, load_versions
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.sources import rule_files_in

_DIGEST = re.compile(r"[0-9a-f]{64}")
_POLICY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_WITHDRAWN = ".withdrawn-"


class UnableToKeepVersion(Exception):
    """The folder could not be written, or does not hold the rules it is named by."""


def versions_of(policy: str) -> tuple[Pack, ...]:
    """All versions of a policy that can answer. Raises UnableToLoadPack.

    Each call looks which folders there are, so that what another process publishes counts at once.
    """
    return _loaded(policy, str(_root(policy)), published_digests(policy))


def published_digests(policy: str) -> tuple[str, ...]:
    """The digests of the versions whose folders lie in the data folder."""
    try:
        with os.scandir(_root(policy)) as entries:
            return tuple(sorted(each.name for each in entries if _DIGEST.fullmatch(each.name)))
    except FileNotFoundError:
        return ()


def texts_of_version(policy: str, digest: str) -> dict[str, str]:
    """The rule files of a version by name; of one that was never published those of the product. Raises OSError."""
    folder = _place(policy, digest)
    if not folder.is_dir():
        folder = BUILT_IN / policy
    return {name: (folder / name).read_text(encoding="utf-8") for name in rule_files_in(folder)}


def stage(*, policy: str, digest: str, texts: Mapping[str, str]) -> Path:
    """Write the files where nobody looks yet, and read them again. Raises UnableToKeepVersion."""
    beside = _root(policy) / f".staged-{digest[:16]}-{os.urandom(8).hex()}"
    try:
        beside.mkdir(mode=0o700, parents=True)
        for name, text in texts.items():
            _write(beside / name, text.encode("utf-8"))
        if load_folder(beside).digest != digest:
            raise UnableToKeepVersion(digest)
    except (OSError, UnableToKeepVersion) as error:
        discard(beside)
        raise UnableToKeepVersion(digest) from error
    return beside


def reveal(*, policy: str, digest: str, staged: Path) -> bool:
    """Let a staged folder count, in one step; False where the very version lies there already."""
    place = _place(policy, digest)
    if place.is_dir():
        discard(staged)
        return False
    os.replace(staged, place)
    return True


def hide(*, policy: str, digest: str) -> None:
    """Let a version no longer count; its files are kept under another name."""
    place = _place(policy, digest)
    aside = place.with_name(f"{_WITHDRAWN}{digest}-{os.urandom(4).hex()}")
    if place.is_dir():
        os.replace(place, aside)


def discard(staged: Path) -> None:
    """Remove what was staged and is not wanted."""
    shutil.rmtree(staged, ignore_errors=True)


@lru_cache(maxsize=8)
def _loaded(policy: str, root: str, digests: tuple[str, ...]) -> tuple[Pack, ...]:
    folders = [Path(root) / each for each in digests]
    return load_versions(policy, folders=folders, cache=cache_from(os.environ))


def _root(policy: str) -> Path:
    if not _POLICY.fullmatch(policy):
        raise ValueError(policy)
    return Path(settings.DATA.policies) / policy


def _place(policy: str, digest: str) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return _root(policy) / digest


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with open(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
