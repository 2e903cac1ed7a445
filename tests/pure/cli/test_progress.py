"""The line that tells a waiting person how far a long run has come: when it is there, and that it goes away."""

from __future__ import annotations

import io

import pytest

from lingqu.interfaces.cli.progress import watched


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
