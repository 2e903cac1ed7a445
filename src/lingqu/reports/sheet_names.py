"""Names of sheets that every spreadsheet program takes.

Its one law: a name is not empty, has at most 31 characters as the format counts them, none of the forbidden ones, and
no other sheet has it, whatever the case. It does not know what stands on the sheet.
"""

from __future__ import annotations

import re

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_RESERVED = frozenset(("history",))


class SheetNames:
    """The names given out so far."""

    def __init__(self, unnamed: str) -> None:
        self._unnamed = unnamed
        self._taken: set[str] = set(_RESERVED)

    def name_for(self, title: str) -> str:
        """Give the sheet of a table its name, as near to the title as can be.

        >>> names = SheetNames("表")
        >>> [names.name_for(each) for each in ("按县区/行业", "按县区:行业", "'", "history")]
        ['按县区 行业', '按县区 行业（2）', '表', 'history（2）']
        """
        plain = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("' ") or self._unnamed
        name = _cut(plain, LONGEST)
        number = 1
        while name.casefold() in self._taken:
            number += 1
            mark = f"（{number}）"
            name = _cut(plain, LONGEST - len(mark)) + mark
        self._taken.add(name.casefold())
        return name


def _cut(text: str, most: int) -> str:
    """The beginning of a text; characters beyond the first plane count twice, as in the file."""
    used = 0
    for place, character in enumerate(text):
        used += 2 if ord(character) > 0xFFFF else 1
        if used > most:
            return text[:place].rstrip("' ")
    return text
