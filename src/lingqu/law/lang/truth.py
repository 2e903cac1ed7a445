"""Three values: what is so, what is not so, and what is not known.

Its one law: unknown is never treated as no. `Truth` refuses `bool()`, so that an `if` on it is an error, not a guess.
It does not know where a truth comes from.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn


class Truth(Enum):
    """One of three values of strong Kleene logic."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    # each value is one object: its identity is its hash, and far cheaper than the name's, which Enum takes
    __hash__ = object.__hash__

    def __bool__(self) -> NoReturn:
        raise TypeError("a Truth has three values; compare it with `is Truth.YES`, do not test it like a bool")


YES = Truth.YES
NO = Truth.NO
UNKNOWN = Truth.UNKNOWN


def all_of(truths: Iterable[Truth]) -> Truth:
    """Conjoin: one NO decides, then one UNKNOWN, else YES.

    >>> all_of([YES, UNKNOWN, NO]).name
    'NO'
    """
    result = YES
    for truth in truths:
        if truth is NO:
            return NO
        if truth is UNKNOWN:
            result = UNKNOWN
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """Disjoin: one YES decides, then one UNKNOWN, else NO.

    >>> any_of([NO, UNKNOWN, YES]).name
    'YES'
    """
    result = NO
    for truth in truths:
        if truth is YES:
            return YES
        if truth is UNKNOWN:
            result = UNKNOWN
    return result


def opposite(truth: Truth) -> Truth:
    """Negate; the opposite of unknown is unknown."""
    if truth is YES:
        return NO
    if truth is NO:
        return YES
    return UNKNOWN


def at_least(number: int, truths: Iterable[Truth]) -> Truth:
    """Say whether at least `number` of the truths are YES; unknown ones may still go either way.

    >>> at_least(2, [YES, UNKNOWN, NO]).name
    'UNKNOWN'
    """
    certain = possible = 0
    for truth in truths:
        if truth is YES:
            certain += 1
            possible += 1
        elif truth is UNKNOWN:
            possible += 1
    if certain >= number:
        return YES
    return UNKNOWN if possible >= number else NO


def agreed(truths: Iterable[Truth]) -> Truth:
    """Say what all say; unknown where they differ, or where there are none.

    >>> agreed([YES, YES]).name, agreed([YES, NO]).name
    ('YES', 'UNKNOWN')
    """
    found = set(truths)
    return found.pop() if len(found) == 1 else UNKNOWN


def truth_of(value: bool | None) -> Truth:
    """Turn a declared yes, no or nothing into a truth."""
    if value is None:
        return UNKNOWN
    return YES if value else NO
