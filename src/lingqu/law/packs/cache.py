"""Compiled packs kept on disk, so that a start does not parse: one for each folder content and compiler.

Its one law: a kept file that is in any way odd (torn, foreign, stale, tampered with, in a wrong form) is as good as
none, in silence; and nothing about keeping packs is ever an error. It does not know how a pack is compiled.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import lingqu
from lingqu.law.lang.plain import from_plain, to_plain
from lingqu.law.packs.lean import from_lean, lean_plain
from lingqu.law.packs.pack import Pack

FORMAT = 1
"""Raise it when the form of a kept file changes."""

LARGEST_FILE = 16 * 1024 * 1024
KEPT_FILES = 32
"""Older ones beyond this many are removed when a new one is written."""

WHOLE, LEAN = "whole", "lean"
OFF = ("off", "0", "no", "关")
COMPILERS = ("lang", "packs")

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class PackCache:
    """A folder of kept packs; `semantics` is the version of whoever evaluates them."""

    folder: Path
    semantics: str = ""

    def load(self, fingerprint: str, *, examples: bool = True) -> Pack | None:
        """Load the pack compiled from a folder with this fingerprint; None where there is none to be trusted."""
        key = self._key(fingerprint, WHOLE if examples else LEAN)
        try:
            header, payload = _read_own(self._path(key)).split(b"\n")
            if header != _header(key, payload):
                return None
            plain = json.loads(payload)
            return Pack(*[from_plain(part) for part in plain]) if examples else from_lean(plain)
        except Exception:
            # whatever a strange file leads to (no memory, deep nesting, a missing field), the folder is compiled anew
            return None

    def store(self, fingerprint: str, pack: Pack) -> None:
        """Keep a pack in both forms; where that cannot be done (read-only folder, full disk) nothing happens."""
        whole = [to_plain(getattr(pack, field.name)) for field in fields(pack)]
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for form, plain in ((WHOLE, whole), (LEAN, lean_plain(pack))):
                key = self._key(fingerprint, form)
                # no line break can stand in it; a lone surrogate can
                payload = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
                _write_whole(self._path(key), _header(key, payload) + b"\n" + payload)
            self._prune()

    def _path(self, key: str) -> Path:
        return self.folder / f"pack-{key}.json"

    def _key(self, fingerprint: str, form: str) -> str:
        parts = (str(FORMAT), form, self.semantics, compiler_fingerprint(), fingerprint)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def _prune(self) -> None:
        kept = sorted(self.folder.glob("pack-*.json"), key=lambda path: path.lstat().st_mtime, reverse=True)
        for path in kept[KEPT_FILES:]:
            path.unlink(missing_ok=True)


def cache_from(environment: Mapping[str, str], *, semantics: str = "") -> PackCache | None:
    """Say where packs are kept: LINGQU_CACHE (a folder, or off), else under XDG_CACHE_HOME, else under ~/.cache.

    >>> cache_from({"LINGQU_CACHE": "off"}) is None
    True
    """
    own = environment.get("LINGQU_CACHE", "")
    if own.lower() in OFF:
        return None
    if own:
        return PackCache(Path(own), semantics)
    shared = environment.get("XDG_CACHE_HOME", "")
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    if os.path.isabs(shared):  # the XDG specification: a relative path counts as unset
        return PackCache(Path(shared) / "lingqu", semantics)
    return PackCache(Path(home) / ".cache" / "lingqu", semantics) if os.path.isabs(home) else None


def compiler_fingerprint() -> str:
    """Tell this very code from any other: the version, and name, size and time of each module that compiles packs.

    The version alone would keep packs of an older checkout alive after a pull.
    """
    law = Path(lingqu.__file__).parent / "law"
    stamps = [stamp for folder in COMPILERS for stamp in _stamps_in(law / folder)]
    return "\n".join((lingqu.__version__, *sorted(stamps)))


def _stamps_in(folder: Path) -> Iterator[str]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps_in(folder / entry.name)
            elif entry.name.endswith(".py"):
                status = entry.stat()
                yield f"{folder.name}/{entry.name} {status.st_size} {status.st_mtime_ns}"


def _header(key: str, payload: bytes) -> bytes:
    return f"lingqu-pack {FORMAT} {key} {hashlib.sha256(payload).hexdigest()}".encode()


def _read_own(path: Path) -> bytes:
    """Read a file that is regular, not a link, our own and writable by nobody else. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        foreign = hasattr(os, "geteuid") and (status.st_uid != os.geteuid() or status.st_mode & 0o022)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE or foreign:
            raise OSError("not our own regular file")
        return file.read(LARGEST_FILE + 1)


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside and rename, so that a reader sees the old file or the new one, never a part. Raises OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(8).hex()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(beside, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
