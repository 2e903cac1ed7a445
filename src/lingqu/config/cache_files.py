"""The cache: files that all processes of an installation share.

Counting and claiming (`incr`, `add`) take a lock that all processes share, so that of two at once each counts, and one
alone claims. Its one law: a folder that cannot be written (full disk, wrong owner) costs speed, never an answer; what
would have been kept there is kept in this process meanwhile, so that counts of attempts go on.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import RLock
from typing import Any
from zlib import crc32

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache

_LOCKS = 64
_HERE = tuple(RLock() for _ in range(_LOCKS))  # the lock of a file does not part the threads that hold it twice
_log = logging.getLogger("lingqu.faults")


class CacheFiles(FileBasedCache):
    """Files first; this process where files fail."""

    def __init__(self, dir: str, params: dict[str, Any]) -> None:
        super().__init__(dir, params)
        self._meanwhile = LocMemCache(f"meanwhile:{dir}", params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Read an entry; one that was kept in this process counts, being the newer one."""
        kept = self._meanwhile.get(key, default, version)
        if kept is not default:
            return kept
        try:
            return super().get(key, default, version)
        except OSError as error:
            return self._failed(error, default)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep an entry."""
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            self._failed(error, None)
            self._meanwhile.set(key, value, timeout, version)
        else:
            self._meanwhile.delete(key, version)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep an entry that is not there yet; say whether it was not."""
        with self._alone(key):
            if self.has_key(key, version):
                return False
            self.set(key, value, timeout, version)
            return True

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Count on. Raises ValueError where there is no entry."""
        with self._alone(key):
            return int(super().incr(key, delta, version))

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let an entry live longer."""
        if self._meanwhile.touch(key, timeout, version):
            return True
        try:
            return super().touch(key, timeout, version)
        except OSError as error:
            return bool(self._failed(error, False))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget an entry."""
        forgotten = self._meanwhile.delete(key, version)
        try:
            return super().delete(key, version) or forgotten
        except OSError as error:
            return bool(self._failed(error, forgotten))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """Say whether an entry is there."""
        if self._meanwhile.has_key(key, version):
            return True
        try:
            return super().has_key(key, version)
        except OSError as error:
            return bool(self._failed(error, False))

    def clear(self) -> None:
        """Forget everything."""
        self._meanwhile.clear()
        super().clear()

    @contextmanager
    def _alone(self, key: Any) -> Iterator[None]:
        """Hold one of a few locks; a folder that cannot be used leaves those of this process."""
        number = crc32(str(key).encode("utf-8", "replace")) % _LOCKS
        with _HERE[number]:
            try:
                self._createdir()  # type: ignore[attr-defined]  # the stubs leave it out
                place = os.path.join(self._dir, f"{number}.lock")  # type: ignore[attr-defined]
                file = open(place, "ab")  # noqa: SIM115  # closed below
            except OSError as error:
                self._failed(error, None)
                yield
                return
            with file:
                with suppress(OSError):
                    fcntl.flock(file, fcntl.LOCK_EX)
                yield

    def _cull(self) -> None:
        """Make room: what has ended goes first, else a count that still runs could be thrown out for it."""
        files: list[str] = self._list_cache_files()  # type: ignore[attr-defined]  # the stubs leave it out
        if len(files) < self._max_entries:
            return
        for each in files:
            with suppress(OSError), open(each, "rb") as file:
                self._is_expired(file)  # type: ignore[attr-defined]  # removes one that has ended
        super()._cull()  # type: ignore[misc]  # the stubs leave it out

    def _failed(self, error: OSError, instead: Any) -> Any:
        _log.error("the cache folder cannot be used: %s", error.strerror)
        return instead
