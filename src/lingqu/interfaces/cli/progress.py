"""How far a long run has come: one line on standard error, rewritten in place, gone when the run ends.

Its one law: nobody sees it but a person at a terminal who waits, and whose pages go elsewhere. It writes no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TextIO, TypeVar

from lingqu.interfaces.cli.bilingual import Words

WAIT = 2.0  # seconds before the first word
EVERY = 0.5

_DONE = Words("已评估 {} / {}（{}%）", "assessed {} of {} ({}%)")
_CLEAR = "\r\x1b[K"

Item = TypeVar("Item")


def watched(
    items: Iterable[Item],
    count: int,
    *,
    pages: TextIO,
    watcher: TextIO,
    lang: str,
    clock: Callable[[], float] = monotonic,
) -> Iterable[Item]:
    """The same items; while they are drawn the watcher is told how many of `count` are done."""
    # pages that scroll over the same terminal show by themselves how far they are
    if count < 2 or pages.isatty() or not watcher.isatty():
        return items
    return _told(items, count, watcher, lang, clock)


def _told(items: Iterable[Item], count: int, watcher: TextIO, lang: str, clock: Callable[[], float]) -> Iterator[Item]:
    due = clock() + WAIT
    told = False
    try:
        for number, item in enumerate(items):
            if clock() >= due:
                text = _DONE.said(lang).format(number, count, number * 100 // count)
                watcher.write(f"{_CLEAR}{text}")
                watcher.flush()
                told, due = True, clock() + EVERY
            yield item
    finally:
        if told:
            watcher.write(_CLEAR)
            watcher.flush()
