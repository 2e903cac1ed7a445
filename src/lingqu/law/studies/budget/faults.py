"""What is wrong with the assumptions of a budget: where, what was given, what is expected, an example.

Its one law: all faults of a file are told at once, each in both languages. It does not know how they are shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple


class Saying(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def said(self, lang: str) -> str:
        """The text in one language."""
        return self.en if lang == "en" else self.zh

    def about(self, *values: object) -> Saying:
        """The text with values put into it."""
        return Saying(self.zh.format(*values), self.en.format(*values))


@dataclass(frozen=True, slots=True)
class BudgetFault:
    """One thing wrong; `nearest` is the name that may have been meant."""

    where: str
    given: str
    expected: Saying
    example: str
    nearest: str = ""


class UnableToBudget(Exception):
    """Assumptions that cannot be followed, every fault told."""

    def __init__(self, faults: Iterable[BudgetFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{each.where} {each.given}" for each in self.faults[:5]))


def nearest(given: str, known: Collection[str]) -> str:
    """The known name that a misspelled one is nearest to; empty where none is near.

    >>> nearest("take_upp", ["take_up", "selected"])
    'take_up'
    """
    return next(iter(get_close_matches(given, known, n=1, cutoff=0.6)), "")
