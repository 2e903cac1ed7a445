"""The text of one rule file: as written, and folded so that full- and half-width forms are the same.

Its one law: folding is one to one, so a position in the folded text is the position in the text as written.
It knows characters, lines and comments; it does not know blocks or words.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property

from lingqu.law.lang.tree import Place

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x00A0: 0x20, 0x2212: 0x2D}
_LETTERS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_IN_NAMES = _LETTERS | {ord(half): full for half, full in zip("(),:;", "（），：；", strict=True)} | {0x3000: 0x20}
_FIELD_WORD = re.compile(r" {0,3}[\u3400-\u9fff]+| *英文")  # the line up to where a field's text begins
_QUOTES_OR_COMMENT = re.compile(r"[「」#]")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: the offset of its sign, its text without the sign, and whether it has the line to itself."""

    offset: int
    text: str
    alone: bool


@dataclass(frozen=True)
class Source:
    """A rule file's text; `folded` has every comment blanked out."""

    file: str
    text: str
    folded: str
    comments: tuple[Comment, ...]

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset of the first character of each line."""
        return (0, *(match.end() for match in re.finditer("\n", self.text)))

    def place(self, offset: int) -> Place:
        """Give line and column of an offset, both from 1."""
        line = bisect.bisect_right(self.line_starts, offset)
        return Place(self.file, line, offset - self.line_starts[line - 1] + 1)

    def line_text(self, line: int) -> str:
        """Give a line as written."""
        end = self.line_starts[line] - 1 if line < len(self.line_starts) else len(self.text)
        return self.text[self.line_starts[line - 1] : end]

    def name(self, start: int, end: int) -> str:
        """Give the name between two quotation marks in its one spelling: letters half-width, punctuation full-width."""
        return one_spelling(self.text[start:end])


def one_spelling(name: str) -> str:
    """Spell a name the one way: letters half-width, punctuation full-width.

    >>> one_spelling("Ｆ05 (到账)")
    'F05 （到账）'
    """
    return " ".join(name.translate(_IN_NAMES).split())


def source_of(text: str, *, file: str) -> Source:
    """Fold a text and take its comments out: # begins one behind a blank or field word, or at the start of a line."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    folded = text.translate(_FOLD)
    comments: list[Comment] = []
    pieces: list[str] = []
    offset = 0
    for line in folded.split("\n"):
        sign = _comment_sign(line)
        if sign is None:
            pieces.append(line)
        else:
            written = text[offset + sign + 1 : offset + len(line)].strip()
            comments.append(Comment(offset + sign, written, alone=not line[:sign].strip()))
            pieces.append(line[:sign] + " " * (len(line) - sign))
        offset += len(line) + 1
    return Source(file, text, "\n".join(pieces), tuple(comments))


def _begins_field(line: str, sign: re.Match[str]) -> bool:
    """Say whether a sign is where a field's text begins: printed there, behind blanks, it would begin a comment."""
    return _FIELD_WORD.fullmatch(line, 0, sign.start()) is not None


def _comment_sign(line: str) -> int | None:
    quoted = False
    for match in _QUOTES_OR_COMMENT.finditer(line):
        sign = match.group()
        if sign != "#":
            quoted = sign == "「"
        elif not quoted and (match.start() == 0 or line[match.start() - 1].isspace() or _begins_field(line, match)):
            return match.start()
    return None
