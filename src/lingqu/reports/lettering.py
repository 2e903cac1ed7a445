"""How much room a text takes in a drawing, and its lines where it has to be broken or cut.

Its one law: no line is wider than its room; what is cut ends in an ellipsis and stands whole in the table beside. It
measures by the widths that the usual fonts have and knows none of them.
"""

from __future__ import annotations

from unicodedata import combining, east_asian_width

SIZE = 12.0  # of the letters in a drawing
LEADING = 15.0  # from one line to the next
_NARROW = frozenset(" .,:;!'|()[]{}ijltfrI-")
_NOT_FIRST = frozenset("，。；：、！？）」』》】〉％%…")
_ELLIPSIS = "…"


def text_width(text: str) -> float:
    """The width of a text.

    >>> text_width("县区"), text_width("12") < 15
    (24.0, True)
    """
    return SIZE * sum(map(_ems, text))


def _ems(character: str) -> float:
    if character.isascii():
        return (
            0.36 if character in _NARROW else 0.85 if character in "MWmw@%" else 0.66 if character.isupper() else 0.58
        )
    if combining(character):
        return 0.0
    return 1.0 if east_asian_width(character) in "WFA" else 0.62


def lines_of(text: str, room: float, most: int) -> list[str]:
    """Break a text into at most so many lines; the last is cut where more would be needed.

    >>> lines_of("高新技术产业开发区管理委员会", 72, 2)
    ['高新技术产业', '开发区管理…']
    """
    words = text.split()
    rest = " ".join(words)
    lines: list[str] = []
    while rest and len(lines) < most:
        end = _end(rest, room)
        if len(lines) == most - 1 and end < len(rest):
            lines.append(_cut(rest, room))
            return lines
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return lines or [""]


def fits(text: str, room: float, most: int) -> bool:
    """Whether a text can stand whole, with no word broken."""
    broken = lines_of(text, room, most)
    return not broken[-1].endswith(_ELLIPSIS) and all(
        text_width(word) <= room for word in text.split() if word.isascii()
    )


def _end(text: str, room: float) -> int:
    """Where the first line ends: at a blank if an English word would be broken, else where the room ends."""
    used = 0.0
    for place, character in enumerate(text):
        used += SIZE * _ems(character)
        if used > room:
            blank = text.rfind(" ", 0, place + 1)
            inside_word = character.isascii() and place > 0 and text[place - 1].isascii()
            if inside_word and blank > 0:
                return blank
            return max(place - (character in _NOT_FIRST and place > 1), 1)
    return len(text)


def _cut(text: str, room: float) -> str:
    used = text_width(_ELLIPSIS)
    for place, character in enumerate(text):
        used += SIZE * _ems(character)
        if used > room:
            return text[:place].rstrip() + _ELLIPSIS
    return text
