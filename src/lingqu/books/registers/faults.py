"""What is wrong with a value that somebody gave: which field, what was given, what is expected, an example.

Its one law: a fault tells nothing of rows that its reader may not see.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.reports.wording import Words

_LONGEST_GIVEN = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one field ("" for the row as a whole)."""

    field: str
    given: str
    expected: Words
    example: str = ""

    @property
    def words(self) -> Words:
        """The fault as a sentence."""
        given = self.given if len(self.given) <= _LONGEST_GIVEN else self.given[:_LONGEST_GIVEN] + "…"
        zh = f"给出“{given}”，{self.expected.zh}" if given else self.expected.zh
        en = f"given “{given}”; {self.expected.en}" if given else self.expected.en
        if self.example:
            zh, en = f"{zh}；例：{self.example}", f"{en}; e.g. {self.example}"
        return Words(zh, en)


class UnableToReadValue(Exception):
    """A text that is no value of its field."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.words.en)
        self.fault = fault
