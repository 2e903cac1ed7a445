"""The one thread that works out impacts: what is asked later of the same page takes the place of what still waits.

Its one law: at most one impact is worked out at a time in a process, and none that nobody waits for. It does not know
what is worked out.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from itertools import count
from threading import Lock
from typing import TypeVar

LONGEST_SECONDS = 60
Result = TypeVar("Result")
StillWanted = Callable[[], None]


class Superseded(Exception):
    """A later question of the same page has taken the place of this one."""


class UnableToWait(Exception):
    """The answer took too long."""


class Worker:
    """One thread, one question at a time, the latest of each page."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lab")
        self._numbers = count(1)
        self._latest: dict[str, int] = {}
        self._lock = Lock()
        self.waiting = 0  # questions in line

    def answer(self, page: str, work: Callable[[StillWanted], Result]) -> Result:
        """Work something out and wait for it; `work` is given a call that raises where it is no longer wanted.

        Raises Superseded and UnableToWait.
        """
        with self._lock:
            number = next(self._numbers)
            self._latest[page] = number
            self.waiting += 1

        def still_wanted() -> None:
            if self._latest.get(page) != number:
                raise Superseded

        def worked_out() -> Result:
            with self._lock:
                self.waiting -= 1
            still_wanted()
            return work(still_wanted)

        future = self._threads.submit(worked_out)
        try:
            return future.result(timeout=LONGEST_SECONDS)
        except NotInTime:
            if future.cancel():
                with self._lock:
                    self.waiting -= 1
            raise UnableToWait from None
        finally:
            with self._lock:
                if self._latest.get(page) == number:
                    del self._latest[page]


WORKER = Worker()
