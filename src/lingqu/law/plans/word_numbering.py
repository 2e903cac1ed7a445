"""The automatic numbers of a Word document: 一、 （二） 3. are not in its text but in its numbering, level by level.

Its one law: a number is written only where the document asks for one; a bullet is no number.
It knows WordprocessingML's numbering part; it does not know what a numbered paragraph is to the plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lingqu.law.plans.numerals import numeral_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital", "japaneseCounting",
    "taiwaneseCounting", "taiwaneseCountingThousand", "ideographTraditional", "koreanDigital",
}  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HIGHEST_STYLE_CHAIN = 12
_MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its format, its text with %1 … %9 for numbers, and where it starts."""

    format: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    list_of: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def prefix(self, paragraph: Any) -> str:
        """Count a paragraph and give the number Word would print before it; "" where it prints none."""
        number, depth = self._asked_for(paragraph)
        listed = self.list_of.get(number)
        level = self.levels.get((listed, depth)) if listed else None
        if listed is None or level is None:
            return ""
        counted = self._counted(number, listed)
        counted[depth] = counted.get(depth, level.start - 1) + 1
        for deeper in [other for other in counted if other > depth]:
            del counted[deeper]
        if level.format in ("bullet", "none"):
            return ""
        return self._written(listed, depth, level, counted)

    def _counted(self, number: str, listed: str) -> dict[int, int]:
        counted = self.counted.setdefault(listed, {})
        if number not in self.seen:
            self.seen.add(number)
            for (restarted, depth), start in self.restarts.items():
                if restarted == number:
                    counted[depth] = start - 1
        return counted

    def _written(self, listed: str, depth: int, level: Level, counted: dict[int, int]) -> str:
        text = level.text
        for higher in range(depth + 1):
            other = self.levels.get((listed, higher))
            if other and f"%{higher + 1}" in text:
                text = text.replace(f"%{higher + 1}", _numeral(counted.get(higher, other.start), other.format))
        return text

    def _asked_for(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return self._asked_by_style("")
        style = properties.find(f"{W}pStyle")
        by_style = self._asked_by_style(style.get(f"{W}val", "") if style is not None else "")
        asked = properties.find(f"{W}numPr")
        if asked is None:
            return by_style
        number, depth = _value(asked, "numId"), _value(asked, "ilvl")
        return (number or by_style[0], _whole(depth, by_style[1]))

    def _asked_by_style(self, style: str) -> tuple[str, int]:
        for _ in range(_HIGHEST_STYLE_CHAIN):
            based_on, number, depth = self.styles.get(style, ("", "", 0))
            if number:
                return number, depth
            if not based_on:
                break
            style = based_on
        return "", 0


def read_numbering(*, numbering: Any, styles: Any) -> Numbering:
    """Gather the lists and the numbered styles of a document; either part may be None."""
    found = Numbering()
    abstract: dict[str, Any] = {}
    for element in _children(numbering, "abstractNum"):
        identity = element.get(f"{W}abstractNumId", "")
        abstract[identity] = element
        for level in _children(element, "lvl"):
            depth = _whole(level.get(f"{W}ilvl"), 0)
            if depth < _MOST_LEVELS:
                found.levels[(identity, depth)] = _level(level)
    for element in _children(numbering, "num"):
        number = element.get(f"{W}numId", "")
        found.list_of[number] = _value(element, "abstractNumId")
        for override in _children(element, "lvlOverride"):
            start = _value(override, "startOverride")
            if start:
                found.restarts[(number, _whole(override.get(f"{W}ilvl"), 0))] = _whole(start, 1)
    for style in _children(styles, "style"):
        properties = style.find(f"{W}pPr")
        asked = properties.find(f"{W}numPr") if properties is not None else None
        number = _value(asked, "numId") if asked is not None else ""
        depth = _whole(_value(asked, "ilvl"), 0) if asked is not None else 0
        found.styles[style.get(f"{W}styleId", "")] = (_value(style, "basedOn"), number, depth)
    return found


def _level(element: Any) -> Level:
    return Level(
        _value(element, "numFmt") or "decimal", _value(element, "lvlText"), _whole(_value(element, "start"), 1)
    )


def _numeral(number: int, numeral_format: str) -> str:
    if numeral_format in _CHINESE:
        return numeral_of(number)
    if numeral_format in ("lowerLetter", "upperLetter") and 0 < number <= len(_LETTERS):
        letter = _LETTERS[number - 1]
        return letter.upper() if numeral_format == "upperLetter" else letter
    if numeral_format in ("lowerRoman", "upperRoman") and 0 < number < 40:
        roman = _roman(number)
        return roman.upper() if numeral_format == "upperRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        while number >= value:
            written += sign
            number -= value
    return written


def _children(element: Any, name: str) -> Iterable[Any]:
    return () if element is None else element.findall(f"{W}{name}")


def _value(element: Any, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _whole(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 6 else otherwise
