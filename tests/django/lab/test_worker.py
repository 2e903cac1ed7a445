"""The one thread that works out impacts."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from lingqu.interfaces.web.lab.worker import StillWanted, Superseded, Worker


def test_a_later_question_of_the_same_page_takes_the_place_of_one_that_waits() -> None:
    worker, began, go_on = Worker(), Event(), Event()
    told: list[str] = []

    def slow(_: StillWanted) -> str:
        began.set()
        go_on.wait(10)
        return "slow"

    def ask(page: str, name: str) -> None:
        try:
            told.append(worker.answer(page, lambda _: name))
        except Superseded:
            told.append(f"{name} superseded")

    first = Thread(target=lambda: worker.answer("another page", slow))
    first.start()
    began.wait(10)
    waiting = [Thread(target=ask, args=("page", name)) for name in ("old", "new")]
    for number, each in enumerate(waiting):
        each.start()
        while worker.waiting < number + 1:
            pass
    go_on.set()
    for each in (first, *waiting):
        each.join(10)

    assert sorted(told) == ["new", "old superseded"]


def test_work_that_is_no_longer_wanted_ends_at_its_next_step() -> None:
    worker, began = Worker(), Event()

    def long(still_wanted: StillWanted) -> str:
        began.set()
        while True:
            still_wanted()

    def later() -> None:
        began.wait(10)
        worker.answer("page", lambda _: "later")

    other = Thread(target=later)
    other.start()
    with pytest.raises(Superseded):
        worker.answer("page", long)
    other.join(10)
