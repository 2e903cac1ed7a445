"""What is wrong with a register: one cell or the whole file, where, what was given, what is expected, an example.

Its one law: a fault names the row as its reader sees it (a sheet's own numbers; a Parquet file's first row is 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_FAULTS = 1000
"""This many faults are kept one by one; all of them are counted."""


@dataclass(frozen=True, slots=True)
class RegisterFault:
    """One thing wrong: the row (None: the file as a whole), the subject's id where known, the column as headed."""

    row: int | None
    id: str
    column: str
    given: str
    expected: str
    expected_english: str
    example: str


class UnableToReadRegister(Exception):
    """A register that cannot be used; `faults` tells the first of them, `more` how many were not kept."""

    def __init__(self, faults: Iterable[RegisterFault], more: int = 0) -> None:
        self.faults = tuple(faults)
        self.more = more
        super().__init__("; ".join(f"{each.row or '-'} {each.column} {each.given}" for each in self.faults[:5]))


def refusal(given: str, expected: str, expected_english: str, example: str, column: str = "") -> UnableToReadRegister:
    """A refusal of the whole register for one reason."""
    return UnableToReadRegister([RegisterFault(None, "", column, given, expected, expected_english, example)])
