"""What is said in both languages, and what can be said against applications or rules: where, what, what was expected.

Its one law: a fault names its place, what was given, what is expected and an example, in Chinese and in English.
It does not know what can be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple


class Saying(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def said(self, lang: str) -> str:
        """The text in one language.

        >>> Saying("空", "empty").said("en")
        'empty'
        """
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class AllocationFault:
    """Why applications or rules cannot be worked with; `row` is that of the file, its heading being row 1."""

    file: str
    given: str
    expected: Saying
    example: str
    row: int | None = None
    place: str = ""
    nearest: str | None = None

    def said(self, lang: str = "zh") -> str:
        """Say the fault in one line.

        >>> AllocationFault("a.csv", "x", Saying("数", "a number"), "87.5", row=3, place="score").said("en")
        'a.csv row 3 score: given x; expected a number; e.g. 87.5'
        """
        given = _one_line(self.given) or '""'
        if lang == "en":
            where = self.file + (f" row {self.row}" if self.row else "") + (f" {self.place}" if self.place else "")
            text = f"{where}: given {given}; expected {self.expected.en}; e.g. {self.example}"
            return text + (f"; nearest {self.nearest}" if self.nearest else "")
        where = self.file + (f" 第 {self.row} 行" if self.row else "") + (f" {self.place}" if self.place else "")
        text = f"{where}：给出 {given}；应为{self.expected.zh}；例如 {self.example}"
        return text + (f"；最接近的是 {self.nearest}" if self.nearest else "")


class UnableToAllocate(Exception):
    """Applications or rules that cannot be worked with; `faults` say why, all at once."""

    def __init__(self, faults: Iterable[AllocationFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.said() for fault in self.faults))


def nearest(given: str, known: Iterable[str]) -> str | None:
    """The known name that is most like the one given, if any is like it.

    >>> nearest("distrct", ["district", "industry"])
    'district'
    """
    names = {each.lower(): each for each in known}
    found = get_close_matches(given.lower(), list(names), n=1, cutoff=0.5)
    return names[found[0]] if found else None


def _one_line(text: str) -> str:
    shown = "".join(each if each.isprintable() else "\ufffd" for each in text)
    return shown if len(shown) <= 60 else shown[:59] + "…"
