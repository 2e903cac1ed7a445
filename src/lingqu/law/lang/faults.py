"""Faults: what stands there, what is expected, an example, the line itself with a caret, in Chinese and in English.

Its one law: a fault names its place and how to mend it, and reading never stops at the first one. It does not know
what can be wrong with a rule.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lingqu.law.lang.tree import Place

LONGEST_SHOWN = 100  # of a line that a fault shows, in characters


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a rule file; `code` is a stable slug, `example` a piece of rule text or a short mend."""

    code: str
    file: str
    line: int
    column: int
    given: str
    expected: str
    expected_english: str
    example: str = ""
    example_english: str = ""
    line_text: str = ""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.file, self.line, self.column)

    def said(self, lang: str = "zh") -> str:
        """Say the fault, then show the line with a caret under the place.

        >>> print(Fault("x", "a.lq", 2, 5, "企", "「", "「", line_text="条件企业").said("en"))
        a.lq:2:5: found 企, expected 「
            条件企业
                    ^
        """
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        if lang == "en":
            found = f"found {self.given}" if self.given else "nothing follows"
            example = self.example_english or self.example
            head = f"{where}: {found}, expected {self.expected_english}{_added(example, '; ', 'e.g. ')}"
        else:
            found = f"写的是 {self.given}" if self.given else "到此为止"
            head = f"{where}：{found}，应为{self.expected}{_added(self.example, '；', '例如 ')}"
        return head + _shown_line(self.line_text, self.column)


class UnableToRead(Exception):
    """A text is no rule text; `faults` say why, all at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.said())

    def said(self, lang: str = "zh") -> str:
        """Say all faults, one after the other."""
        return "\n".join(fault.said(lang) for fault in self.faults)


def fault_at(
    place: Place,
    *,
    code: str,
    given: str,
    expected: tuple[str, str],
    example: str | tuple[str, str] = "",
    line_text: str = "",
) -> Fault:
    """Tell a fault at a place of the tree; pairs are (Chinese, English)."""
    zh, en = example if isinstance(example, tuple) else (example, "")
    return Fault(code, place.file, place.line, place.column, given, *expected, zh, en, line_text)


def with_line_texts(faults: Iterable[Fault], texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """Put beside each fault the line it stands on, from the files' texts."""
    lines = {file: text.replace("\r\n", "\n").replace("\r", "\n").split("\n") for file, text in texts.items()}
    return tuple(_with_line(fault, lines.get(fault.file, [])) for fault in faults)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Put faults in the order of the text, each once."""
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line, fault.column, fault.code)))


def nearest(given: str, known: Iterable[str]) -> str | None:
    """Find the known name most like a given one, or None where none is like it.

    >>> nearest("营业收人", ["研发投入", "营业收入"]), nearest("x", ["研发投入"])
    ('营业收入', None)
    """
    found = difflib.get_close_matches(given[:80], list(known), n=1, cutoff=0.5)
    return found[0] if found else None


def width(text: str) -> int:
    """Count the columns a text takes on a screen, where Chinese characters take two.

    >>> width("支持 a")
    6
    """
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _added(example: str, sign: str, word: str) -> str:
    if not example:
        return ""
    return sign + (example if example[-1] in "？?" else word + example)


def _with_line(fault: Fault, lines: list[str]) -> Fault:
    if fault.line_text or not 0 < fault.line <= len(lines):
        return fault
    return replace(fault, line_text=lines[fault.line - 1])


def _shown_line(line_text: str, column: int) -> str:
    if not line_text.strip():
        return ""
    start = max(0, column - LONGEST_SHOWN // 2) if len(line_text) > LONGEST_SHOWN else 0
    shown = "".join(c if c.isprintable() else " " for c in line_text[start : start + LONGEST_SHOWN])
    caret = " " * width(shown[: max(0, column - 1 - start)]) + "^"
    return f"\n    {shown.rstrip()}\n    {caret}"
