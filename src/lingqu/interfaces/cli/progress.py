"""How far a long run has come: one line on standard error, rewritten in place, gone when the run ends.

Its one law: nobody sees it but a person at a terminal who waits, and whose pages go elsewhere. It writes no answer.
A run that goes item by item is `watched`; one that says now and then how far it is, or nothing at all, is `waited_for`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO, TypeVar

from lingqu.interfaces.cli.wrapping import printable
from lingqu.reports.wording import Words

WAIT = 2.0  # seconds before the first word
EVERY = 0.5

ASSESSED = Words("已评估 {} / {}（{}%）", "assessed {} of {} ({}%)")
_WAITING = Words("{}……{} 秒", "{} ... {} s")
_WAITING_SHARE = Words("{}……{}%，{} 秒", "{} ... {}%, {} s")
_CLEAR = "\r\x1b[K"

Item = TypeVar("Item")


def watched(
    items: Iterable[Item],
    count: int,
    *,
    pages: TextIO | None,
    watcher: TextIO,
    lang: str,
    clock: Callable[[], float] = monotonic,
    words: Words = ASSESSED,
) -> Iterable[Item]:
    """The same items; while they are drawn the watcher is told how many of `count` are done.

    `pages` is where the answers go while they are made, if to a stream.
    """
    # pages that scroll over the same terminal show by themselves how far they are
    if count < 2 or (pages is not None and pages.isatty()) or not watcher.isatty():
        return items
    return _told(items, count, watcher, lang, clock, words)


def _told(
    items: Iterable[Item], count: int, watcher: TextIO, lang: str, clock: Callable[[], float], words: Words
) -> Iterator[Item]:
    due = clock() + WAIT
    told = False
    try:
        for number, item in enumerate(items):
            if clock() >= due:
                text = words.said(lang).format(number, count, number * 100 // count)
                watcher.write(f"{_CLEAR}{text}")
                watcher.flush()
                told, due = True, clock() + EVERY
            yield item
    finally:
        if told:
            watcher.write(_CLEAR)
            watcher.flush()


@contextmanager
def waited_for(
    what: str, *, watcher: TextIO, lang: str, wait: float = WAIT, every: float = EVERY
) -> Iterator[Callable[[int, int], None]]:
    """While the block runs the watcher is told what it waits for; what is handed over takes (done, of how much)."""
    line = _Line(what, watcher, lang)
    if not watcher.isatty():
        yield line.note
        return
    ended = threading.Event()
    teller = threading.Thread(target=line.tell, args=(ended, wait, every), daemon=True)
    teller.start()
    try:
        yield line.note
    finally:
        ended.set()
        teller.join()


class _Line:
    def __init__(self, what: str, watcher: TextIO, lang: str) -> None:
        self._what = printable(what)
        self._watcher = watcher
        self._lang = lang
        self._share: int | None = None

    def note(self, done: int, whole: int) -> None:
        self._share = done * 100 // whole if whole else None

    def tell(self, ended: threading.Event, wait: float, every: float) -> None:
        began = monotonic()
        if ended.wait(wait):
            return
        while True:
            seconds = int(monotonic() - began)
            if self._share is None:
                text = _WAITING.said(self._lang).format(self._what, seconds)
            else:
                text = _WAITING_SHARE.said(self._lang).format(self._what, self._share, seconds)
            self._watcher.write(f"{_CLEAR}{text}")
            self._watcher.flush()
            if ended.wait(every):
                break
        self._watcher.write(_CLEAR)
        self._watcher.flush()
