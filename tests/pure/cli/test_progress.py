"""The line that tells a waiting person how far a long run has come: when it is there, and that it goes away."""

from __future__ import annotations

import io
import threading

import pytest

from lingqu.interfaces.cli.progress import waited_for, watched


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def clock_of(step: float) -> object:
    times = iter(range(10_000))
    return lambda: next(times) * step


def test_a_long_run_is_told_and_its_line_taken_away() -> None:
    watcher = Terminal()

    items = [*watched(range(50), 50, pages=io.StringIO(), watcher=watcher, lang="zh", clock=clock_of(0.2))]

    assert items == [*range(50)]
    told = watcher.getvalue().split("\r\x1b[K")
    assert told[1].startswith("已评估 9 / 50")
    assert len(told) < 30
    assert told[-1] == ""


def test_a_short_run_says_nothing() -> None:
    watcher = Terminal()

    assert [*watched("ab", 2, pages=io.StringIO(), watcher=watcher, lang="en")] == ["a", "b"]
    assert watcher.getvalue() == ""


@pytest.mark.parametrize(("pages", "watcher"), [(Terminal(), Terminal()), (io.StringIO(), io.StringIO())])
def test_nobody_is_told_who_sees_the_pages_or_is_no_terminal(pages: io.StringIO, watcher: io.StringIO) -> None:
    assert [*watched(range(90), 90, pages=pages, watcher=watcher, lang="zh", clock=clock_of(9))] == [*range(90)]
    assert watcher.getvalue() == ""


def test_the_line_is_taken_away_where_the_run_is_broken_off() -> None:
    watcher = Terminal()
    run = iter(watched(range(9), 9, pages=io.StringIO(), watcher=watcher, lang="en", clock=clock_of(5)))

    next(run)
    run.close()

    assert watcher.getvalue().endswith("\x1b[K")


class ToldTerminal(Terminal):
    """A terminal that says when the text it waits for was written to it."""

    def __init__(self, expected: str) -> None:
        super().__init__()
        self._expected = expected
        self.told = threading.Event()

    def write(self, text: str) -> int:
        written = super().write(text)
        if self._expected in text:
            self.told.set()
        return written


@pytest.mark.parametrize(
    ("done", "lang", "told"),
    [
        ((), "zh", "正在读取……"),
        ((1, 4), "zh", "正在读取……25%，"),
        ((3, 0), "en", "正在读取 ... "),
        ((4, 4), "en", "正在读取 ... 100%, "),
    ],
)
def test_who_waits_is_told_what_for_and_the_line_is_taken_away(done: tuple[int, ...], lang: str, told: str) -> None:
    watcher = ToldTerminal(told)

    with waited_for("正在读取", watcher=watcher, lang=lang, wait=0.01, every=0.01) as progress:
        if done:
            progress(*done)
        assert watcher.told.wait(10)

    assert watcher.getvalue().endswith("\x1b[K")


def test_a_wait_that_is_broken_off_takes_its_line_away() -> None:
    watcher = ToldTerminal("x")

    def broken_off() -> None:
        with waited_for("x", watcher=watcher, lang="zh", wait=0.01):
            assert watcher.told.wait(10)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()

    assert watcher.getvalue().endswith("\x1b[K")


@pytest.mark.parametrize("watcher", [io.StringIO(), Terminal()])
def test_nothing_is_told_of_a_short_wait_or_where_nobody_sees_it(watcher: io.StringIO) -> None:
    with waited_for("x", watcher=watcher, lang="zh") as progress:
        progress(1, 2)

    assert watcher.getvalue() == ""
