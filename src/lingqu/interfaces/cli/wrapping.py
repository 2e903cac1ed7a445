"""Text broken into lines by the columns a terminal gives it, where a Chinese character takes two.

Its one law: no line is wider than asked. It breaks at blanks and between Chinese characters, keeps a number with its
unit, and starts no line with a closing mark.
"""

from __future__ import annotations

from functools import cache, lru_cache
from unicodedata import combining, east_asian_width

KEPT = 1 << 14  # pages of many subjects say the same things again and again
_NOT_FIRST = frozenset("，。；：、！？）」』》】〉％%…,.;:!?)]}")
_NOT_LAST = frozenset("（「『《【〈([{第￥")


def cells(text: str) -> int:
    """The columns a text takes.

    >>> cells("第1条")
    5
    """
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


@cache
def _cell(character: str) -> int:
    if character < "\u0300":
        return 1
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def printable(text: str) -> str:
    """The text without characters that could move the cursor or colour the screen."""
    return text if text.isprintable() else "".join(each if each.isprintable() else "\ufffd" for each in text)


def padded(text: str, width: int) -> str:
    """The text followed by blanks up to the width.

    >>> padded("条", 4) + "|"
    '条  |'
    """
    return text + " " * max(0, width - cells(text))


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text.

    >>> wrapped("最高2000万元，每家。", 10)
    ['最高', '2000万元，', '每家。']
    """
    return [text[start:end] for start, end in breaks(text, width)]


@lru_cache(maxsize=KEPT)
def breaks(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """Where each line of a text starts and ends; the blanks at a break belong to neither line."""
    width = max(2, width)
    lines = []
    start = 0
    while start < len(text):
        end = _end(text, start, width)
        lines.append((start, end - (len(text[start:end]) - len(text[start:end].rstrip(" ")))))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return tuple(lines) or ((0, 0),)


def _end(text: str, start: int, width: int) -> int:
    """The end of the line that begins at `start`: the last good place to break, or where the width ends."""
    used = 0
    good = 0
    for place in range(start, len(text)):
        if text[place] == " " or (place > start and _may_break(text[place - 1], text[place])):
            good = place
        used += _cell(text[place])
        if used > width and text[place] != " ":
            return good if good > start else _inside(text, start, place)
    return len(text)


def _inside(text: str, start: int, place: int) -> int:
    """Where a word too long for any line is cut: after its last _ or -, else where the width ends."""
    joint = max(text.rfind(mark, start, place) for mark in "_-")
    return joint + 1 if joint > start else max(place, start + 1)


def longest_piece(text: str, joints: str = "-") -> int:
    """The columns of the longest piece that cannot be broken but after one of the `joints`.

    >>> longest_piece("最高2000万元，每家。"), longest_piece("is_enterprise"), longest_piece("is_enterprise", "_")
    (10, 13, 10)
    """
    longest = 0
    start = 0
    for place in range(1, len(text) + 1):
        ends = place == len(text) or text[place] == " " or _may_break(text[place - 1], text[place])
        if ends or text[place - 1] in joints:
            longest = max(longest, cells(text[start:place].strip(" ")))
            start = place
    return longest


@lru_cache(maxsize=KEPT)
def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return True
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if (before.isascii() and before.isdigit()) or (before in "千万亿" and after in "万亿元"):
        return False
    return _cell(before) == 2 or _cell(after) == 2
