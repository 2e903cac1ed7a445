"""What can be said against a plan document: faults that forbid reading it, notes that a reading is only partial.

Its one law: everything said here is said in Chinese and in English, with what was given, what is expected and where.
It does not know how any format is read.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """One statement in both languages of the product."""

    zh: str
    en: str

    def said(self, language: str = "zh") -> str:
        """Give the statement in `zh` or `en`.

        >>> Wording("空", "empty").said("en")
        'empty'
        """
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class PlanFault:
    """A reason why a document cannot be read: what was given, what is expected, an example, and where."""

    code: str
    problem: Wording
    given: str
    expected: Wording
    example: str
    place: str

    def said(self, language: str = "zh") -> str:
        """Say the fault in one line.

        >>> PlanFault("empty", Wording("空", "empty"), "0", Wording("正文", "text"), "a.txt", "b.txt").said("en")
        'b.txt: empty (given: 0; expected: text; for example: a.txt)'
        """
        if language == "en":
            return (
                f"{self.place}: {self.problem.en} "
                f"(given: {self.given}; expected: {self.expected.en}; for example: {self.example})"
            )
        return f"{self.place}：{self.problem.zh}（所给：{self.given}；应为：{self.expected.zh}；例如：{self.example}）"


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader must know about a plan that was read: a part not found, a number twice, a line left out."""

    code: str
    text: Wording
    place: str = ""


class UnableToReadPlan(Exception):
    """The bytes given are no document a plan can be read from; `faults` say why, all at once."""

    def __init__(self, faults: tuple[PlanFault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(fault.said() for fault in faults))

    def said(self, language: str = "zh") -> str:
        """Say all faults, one a line."""
        return "\n".join(fault.said(language) for fault in self.faults)
