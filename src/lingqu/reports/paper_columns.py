"""How wide the columns of a table are on a sheet of paper, and how small its letters have to be.

Its one law: sums, days and codes stand on one line; only where no size of letters leaves room for them are words
broken, and then every word that is wider than its column. It measures by `lettering` and does not know the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lingqu.reports.document import Column
from lingqu.reports.lettering import SIZE, text_width
from lingqu.reports.numbers import NUMBERS

PADDING = 11.0  # of a cell, left and right together
_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_EASY_SIZES = _SIZES[:4]  # smaller letters are for what fits no other way
_STRETCHED = 1.8  # a few narrow columns over a whole sheet would stand too far apart to be read across
_SAFE = 1.05  # the usual widths of letters are not those of the font
_CODE = 28  # characters without a blank: a code has as many, an address may have more
_BRIEF = 6  # a text of so few characters stands on one line
_LEAST = 5  # characters of a line that is still read with ease
_NAME = 9.0  # letters of a text that is not broken for ease, if there is room
_HALF, _EASED = 0.55, 18.0  # of a longer text, and never more letters than these
_WORD = re.compile(r"[!-~]+")
_BREAK = "\u200b"  # a place to break at, of no width


@dataclass(frozen=True, slots=True)
class Widths:
    """The size of the letters and the width of each column, in points."""

    size: float
    columns: tuple[float, ...]


class _Need:
    """What a column needs, in widths of a letter: to break no word, to be read with ease, to break no line."""

    __slots__ = ("eased", "least", "most")

    def __init__(self, column: Column, head: str, cells: Sequence[str]) -> None:
        is_whole = column.kind in NUMBERS or column.kind == "day"
        told = [_least(text, is_whole=is_whole) for text in cells]
        self.least = max([_least(head, is_whole=False), *told])
        self.most = max(_ems(text) for text in (head, *cells))
        longest = max(map(_ems, cells), default=0.0)
        self.eased = max(self.least, min(longest, max(_NAME, min(longest * _HALF, _EASED))))


def widths(columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Sequence[str]], room: float) -> Widths:
    """Share the room of a sheet out among the columns."""
    needs = _needs(columns, heads, rows)
    least, eased, most = ([getattr(need, name) for need in needs] for name in ("least", "eased", "most"))
    for size in _EASY_SIZES:
        if _total(eased, size) <= room:
            return Widths(size, _shared(eased, most, size, room))
    for size in _SIZES:
        if _total(least, size) <= room:
            return Widths(size, _shared(least, eased, size, room))
    size = _SIZES[-1]
    narrowed = room / _total(least, size)
    return Widths(size, tuple((each * size + PADDING) * narrowed for each in least))


def fits_upright(columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Sequence[str]], room: float) -> bool:
    """Whether letters of an easy size leave room for names on two lines."""
    return _total([need.eased for need in _needs(columns, heads, rows)], _EASY_SIZES[-1]) <= room


def softened(text: str, room: float, size: float) -> str:
    """The text with places to break in every word that is wider than the room.

    >>> softened("a " + "x" * 4, 12, 8).count("\\u200b")
    3
    """
    return _WORD.sub(lambda found: found[0] if _ems(found[0]) * size <= room else _BREAK.join(found[0]), text)


def lines_needed(text: str, room: float, size: float) -> int:
    """About how many lines a text takes."""
    return sum(max(1, -(-int(_ems(line) * size) // max(int(room), 1))) for line in text.split("\n"))


def _needs(columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[_Need]:
    return [
        _Need(column, head, [row[place] for row in rows])
        for place, (column, head) in enumerate(zip(columns, heads, strict=True))
    ]


def _least(text: str, *, is_whole: bool) -> float:
    if (is_whole and len(text) <= _CODE) or len(text) <= _BRIEF:
        return _ems(text)
    words = [_ems(word[:_CODE]) for word in _WORD.findall(text)]
    return max([min(_LEAST * _SAFE, _ems(text)), *words])


def _ems(text: str) -> float:
    return text_width(text) / SIZE * _SAFE


def _total(ems: Sequence[float], size: float) -> float:
    return sum(each * size + PADDING for each in ems)


def _shared(first: Sequence[float], more: Sequence[float], size: float, room: float) -> tuple[float, ...]:
    """To each column its first need, then of what is left as it needs more, then to all alike."""
    given = [each * size + PADDING for each in first]
    wanted = [(most - least) * size for least, most in zip(first, more, strict=True)]
    part = min(1.0, (room - sum(given)) / sum(wanted)) if sum(wanted) > 0 else 0.0
    given = [each + want * part for each, want in zip(given, wanted, strict=True)]
    stretched = min(room / sum(given), _STRETCHED) if given else 1.0
    return tuple(each * stretched for each in given)
