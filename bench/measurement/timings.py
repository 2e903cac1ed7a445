"""Times of short calls: every call timed by itself, contenders taking turns, percentiles over all samples.

Its one law: whoever is compared runs in the same process and minutes, over the same subjects in the same order.
The clock's own cost (some 50 ns a sample) is left in for everybody.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter_ns
from typing import Any


@dataclass(frozen=True, slots=True)
class Times:
    """Percentiles of single calls in microseconds."""

    p50: float
    p95: float
    samples: int


@dataclass(frozen=True, slots=True)
class Contender:
    """A call of one argument, and the argument for each subject."""

    name: str
    call: Callable[[Any], Any]
    arguments: Sequence[Any]


def take_turns(contenders: Sequence[Contender], *, rounds: int) -> dict[str, Times]:
    """Time all contenders, one round each in rotation; one round before that is not counted."""
    samples: dict[str, list[int]] = {contender.name: [] for contender in contenders}
    gc.collect()
    gc.freeze()
    try:
        for number in range(rounds + 1):
            start = number % len(contenders)
            for contender in (*contenders[start:], *contenders[:start]):
                taken = _once_each(contender.call, contender.arguments)
                if number:
                    samples[contender.name] += taken
    finally:
        gc.unfreeze()
    return {name: times_of(taken) for name, taken in samples.items()}


def first_pass(call: Callable[[Any], Any], arguments: Sequence[Any]) -> Times:
    """Time one pass with nothing done before it."""
    gc.collect()
    return times_of(_once_each(call, arguments))


def times_of(nanoseconds: Sequence[int]) -> Times:
    """Take percentiles by nearest rank.

    >>> times_of([1000, 2000, 3000, 4000])
    Times(p50=2.0, p95=4.0, samples=4)
    """
    ordered = sorted(nanoseconds)
    return Times(_rank(ordered, 50) / 1000, _rank(ordered, 95) / 1000, len(ordered))


def _rank(ordered: Sequence[int], percent: int) -> int:
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def _once_each(call: Callable[[Any], Any], arguments: Sequence[Any]) -> list[int]:
    taken = []
    for argument in arguments:
        start = perf_counter_ns()
        call(argument)
        taken.append(perf_counter_ns() - start)
    return taken
