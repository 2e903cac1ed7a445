"""The steps of an interview other than answering: forget, ask again, another day, conditions switched on or off.

Its one law: each makes a state of a state; a step that names what does not exist changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from lingqu.interfaces.web.interview.forms import day_typed
from lingqu.interfaces.web.interview.hearing import Hearing
from lingqu.interfaces.web.interview.state import State

Change = Callable[[Hearing, Mapping[str, str]], State]


def _forget(hearing: Hearing, sent: Mapping[str, str]) -> State:
    return hearing.state.without(sent.get("fact", ""))


def _again(hearing: Hearing, _: Mapping[str, str]) -> State:
    return hearing.state.without(*hearing.state.passed_over)


def _another_day(hearing: Hearing, sent: Mapping[str, str]) -> State:
    day = day_typed(sent.get("day", ""))
    return hearing.state if day is None else replace(hearing.state, day=day, digest="")


def _switch(hearing: Hearing, sent: Mapping[str, str]) -> State:
    """Switch conditions of another policy on, or off again; the rules then are others, and that is no surprise."""
    name, on = sent.get("supplement", ""), hearing.state.supplements
    if name in on:
        return replace(hearing.state, supplements=tuple(each for each in on if each != name), digest="")
    if name in hearing.pack.policy.supplements:
        return replace(hearing.state, supplements=(*on, name), digest="")
    return hearing.state


def _all_measures(hearing: Hearing, _: Mapping[str, str]) -> State:
    return replace(hearing.state, measures=())


CHANGES: Mapping[str, Change] = MappingProxyType(
    {"forget": _forget, "again": _again, "day": _another_day, "switch": _switch, "all": _all_measures}
)
