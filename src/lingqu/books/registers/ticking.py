"""The tick: what the clock starts every few minutes, and when it last did.

Its one law: it can be run at any time and twice at once, and what has been done is not done again. When it last ran is
a file of the data folder, so that asking costs no query and running writes no row.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from lingqu.books.accounts.expiring import expire
from lingqu.books.accounts.person import SYSTEM, Act
from lingqu.books.registers.staging import forget_old

LATE_AFTER = timedelta(hours=25)
"""No tick for longer than a day: values whose day has come are still there."""

_NAME = "tick.json"


class UnableToTick(Exception):
    """Another tick is running at this moment; it does all there is to do."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """When a tick ran and how much it let go, by kind."""

    at: datetime
    personal_values: int
    sessions: int
    tokens: int
    sign_ins: int
    waiting_files: int


def tick(*, at: datetime) -> Ticked:
    """Do what is due. Raises `UnableToTick` while another one runs."""
    with _alone():
        gone = expire(act=Act(SYSTEM, at, reason="lingqu tick"))
        done = Ticked(
            at, gone.personal_values, gone.sessions, gone.tokens, gone.sign_ins, forget_old(now=at)
        )  # fmt: skip
        _noted(done)
    return done


def last_tick() -> datetime | None:
    """When a tick last ran to its end; None where none ever did."""
    try:
        return datetime.fromisoformat(json.loads(_place().read_text(encoding="utf-8"))["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def _alone() -> Iterator[None]:
    with (settings.DATA.root / "tick.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UnableToTick from error
        yield


def _noted(done: Ticked) -> None:
    draft = _place().with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps({**asdict(done), "at": done.at.isoformat()}), encoding="utf-8")
    draft.replace(_place())


def _place() -> Path:
    found: Path = settings.DATA.root / _NAME
    return found
