"""Three texts brought together: what a draft came from, what it has become, and what was published meanwhile.

Its one law: what only one side changed is taken, what both changed otherwise is a conflict that a person decides; no
line of either side is dropped in silence. It knows lines, not rules.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MINE, THEIRS, BOTH = "mine", "theirs", "both"
CHOICES = (MINE, THEIRS, BOTH)
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed otherwise; a side is None where it has no such file any more."""

    number: int
    file: str
    line: int  # of the draft, from 1
    base: str
    mine: str | None
    theirs: str | None

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be chosen: of a file that one side dropped there is no both."""
        return CHOICES if self.mine is not None and self.theirs is not None else (MINE, THEIRS)

    def taken(self, choice: str) -> str | None:
        """The text of a choice; None: no such file."""
        if choice == BOTH:
            return f"{self.mine or ''}{self.theirs or ''}"
        return self.mine if choice == MINE else self.theirs


@dataclass(frozen=True, slots=True)
class Merge:
    """All files as pieces: text that is settled, and conflicts."""

    files: Mapping[str, tuple[str | Conflict, ...]]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All conflicts, in the order of files and lines."""
        return tuple(each for pieces in self.files.values() for each in pieces if isinstance(each, Conflict))

    def texts(self, choices: Mapping[int, str]) -> dict[str, str]:
        """The files with each conflict decided. Raises KeyError for one without a choice."""
        made: dict[str, str] = {}
        for name, pieces in self.files.items():
            taken = [each.taken(choices[each.number]) if isinstance(each, Conflict) else each for each in pieces]
            if any(each is not None for each in taken):
                made[name] = "".join(each for each in taken if each is not None)
        return made


def merged(base: Texts, mine: Texts, theirs: Texts) -> Merge:
    """Bring two sets of files together that came from one.

    >>> merged({"a": "1\\n2\\n3\\n"}, {"a": "1\\n2\\n4\\n"}, {"a": "0\\n2\\n3\\n"}).texts({})
    {'a': '0\\n2\\n4\\n'}
    """
    files: dict[str, tuple[str | Conflict, ...]] = {}
    number = 0
    for name in dict.fromkeys((*mine, *theirs, *base)):
        pieces: list[str | Conflict] = []
        for piece in _file(name, base.get(name), mine.get(name), theirs.get(name)):
            if isinstance(piece, Conflict):
                number += 1
                piece = Conflict(number, piece.file, piece.line, piece.base, piece.mine, piece.theirs)
            pieces.append(piece)
        if pieces:
            files[name] = tuple(pieces)
    return Merge(files)


def _file(name: str, base: str | None, mine: str | None, theirs: str | None) -> Iterator[str | Conflict]:
    if mine == theirs or theirs == base:
        if mine is not None:
            yield mine
    elif mine == base:
        if theirs is not None:
            yield theirs
    elif mine is None or theirs is None:
        yield Conflict(0, name, 1, base or "", mine, theirs)
    else:
        yield from _lines(name, *(_split(each) for each in (base or "", mine, theirs)))


def _lines(name: str, base: list[str], mine: list[str], theirs: list[str]) -> Iterator[str | Conflict]:
    at, mine_at, theirs_at = 0, 0, 0
    for start, mine_start, theirs_start, length in _in_common(base, mine, theirs):
        yield from _between(name, mine_at, base[at:start], mine[mine_at:mine_start], theirs[theirs_at:theirs_start])
        if length:
            yield "".join(base[start : start + length])
        at, mine_at, theirs_at = start + length, mine_start + length, theirs_start + length


def _between(name: str, at: int, base: list[str], mine: list[str], theirs: list[str]) -> Iterator[str | Conflict]:
    if mine == theirs or theirs == base:
        taken = mine
    elif mine == base:
        taken = theirs
    else:
        yield Conflict(0, name, at + 1, "".join(base), "".join(mine), "".join(theirs))
        return
    if taken:
        yield "".join(taken)


def _in_common(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of lines that all three have; the last is the end of all three, with no line."""
    one, other = _matches(base, mine), _matches(base, theirs)
    i = j = 0
    while i < len(one) and j < len(other):
        (start, mine_start, length), (other_start, theirs_start, other_length) = one[i], other[j]
        first, last = max(start, other_start), min(start + length, other_start + other_length)
        if first < last:
            yield first, mine_start + first - start, theirs_start + first - other_start, last - first
        if start + length < other_start + other_length:
            i += 1
        else:
            j += 1
    yield len(base), len(mine), len(theirs), 0


def _matches(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    found = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [(each.a, each.b, each.size) for each in found if each.size]


def _split(text: str) -> list[str]:
    """Lines with their ends; the last one has one too, so that nothing grows together with what is put behind it."""
    return [f"{each}\n" for each in text.removesuffix("\n").split("\n")] if text else []
