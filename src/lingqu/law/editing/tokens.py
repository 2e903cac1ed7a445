"""A file's text cut into what has a colour: words, names, numbers, comments, as the reader itself cuts it.

Its one law: tokens come in the order of the text, none over another, none over the end of a line. It does not know
colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lingqu.law.editing.fieldgrammar import TITLED, content_of
from lingqu.law.editing.lexemes import lexemes_of
from lingqu.law.editing.mentions import shaped_text
from lingqu.law.editing.readfiles import Memory, ReadFile, read_file
from lingqu.law.editing.spans import Position, position_of
from lingqu.law.editing.words import Kind
from lingqu.law.editing.workspace import Workspace
from lingqu.law.lang.fields import Fields
from lingqu.law.lang.fieldwords import ENGLISH
from lingqu.law.lang.layout import RawBlock, RawField

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_LISTED = re.compile(r"[^\s,、]+")
_TITLE_BEHIND = "_WITHOUT_SUM"


class Token(NamedTuple):
    """A piece of one line: where it begins, how long it is, what it is."""

    start: Position
    length: int
    kind: Kind


def tokens(workspace: Workspace, file: str) -> tuple[Token, ...]:
    """Cut a file of a workspace. Raises UnableToFindFile."""
    return tokens_of(workspace.file(file))


def tokens_of_text(text: str) -> tuple[Token, ...]:
    """Cut a text that stands alone, such as one measure on a page."""
    return tokens_of(read_file("text.lq", text, folder="", memory=Memory()))


def tokens_of(read: ReadFile) -> tuple[Token, ...]:
    """Cut a file."""
    pieces = [(each.offset, _line_end(read, each.offset), Kind.COMMENT) for each in read.source.comments]
    for block in read.layout.blocks:
        for field in (block.head, *block.fields):
            pieces += _in_field(read, block, field)
    found = []
    for start, end, kind in sorted(pieces, key=lambda piece: piece[0]):
        for line in _LINE.finditer(read.source.text, start, end):
            found.append(Token(position_of(read.source, line.start()), len(line.group()), kind))
    return tuple(found)


def _in_field(read: ReadFile, block: RawBlock, field: RawField) -> Iterator[tuple[int, int, Kind]]:
    is_head = field is block.head
    yield field.offset, field.offset + len(field.word), Kind.SECTION if is_head else Kind.FIELD
    content = content_of(block.section, field.word, is_head=is_head)
    if content.listed:
        for start, end in field.spans:
            words = _LISTED.finditer(read.source.folded, start, end)
            yield from ((word.start(), word.end(), Kind.WORD) for word in words)
    elif not content.start:
        yield from _text(read, block, field, english=content.english)
    else:
        text = shaped_text(read.source, block, field, content)
        before = ""
        for each in lexemes_of(text, content.start):
            titled = each.terminal == "NAME" and (content.start in TITLED or before == _TITLE_BEHIND)
            yield field.start + each.start, field.start + each.end, Kind.TITLE if titled else each.kind
            before = each.terminal
        if content.english:
            yield from _text(read, block, field, english=True, from_english=True)
    for sub in field.subs:
        yield sub.offset, sub.offset + len(sub.word), Kind.FIELD
        yield from ((start, end, Kind.TEXT) for start, end in sub.spans)


def _text(
    read: ReadFile, block: RawBlock, field: RawField, *, english: bool, from_english: bool = False
) -> Iterator[tuple[int, int, Kind]]:
    """Cut free text, and 英文 in it; `from_english` leaves out what stands before 英文."""
    before = Fields(read.source, RawBlock(block.head)).parted(field)[0] if english else field
    if not from_english:
        yield from ((start, end, Kind.TEXT) for start, end in before.spans)
    if before is not field:
        end = before.end
        word = read.source.folded.find(ENGLISH, end)
        yield word, word + len(ENGLISH), Kind.FIELD
        behind = word + len(ENGLISH)
        yield from ((max(start, behind), stop, Kind.TEXT) for start, stop in field.spans if stop > behind)


def _line_end(read: ReadFile, offset: int) -> int:
    end = read.source.text.find("\n", offset)
    return len(read.source.text) if end < 0 else end
