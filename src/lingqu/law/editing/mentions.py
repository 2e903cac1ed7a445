"""The names in a file: each fact, reading, alternative, choice, measure, department … that is declared or used there.

Its one law: what a name names is told by where it stands, whether or not the rest of its field can be read. It does not
know whether anything of that name is declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from lingqu.law.editing.fieldgrammar import Content, content_of
from lingqu.law.editing.lexemes import Lexeme, lexemes_of
from lingqu.law.lang.anchors import anchor
from lingqu.law.lang.fields import Fields
from lingqu.law.lang.layout import RawBlock, RawField
from lingqu.law.lang.source import Source, one_spelling


class Named(Enum):
    """What a name can name; the value is the Chinese word for it."""

    FACT = "事实"
    READING = "口径"
    ALTERNATIVE = "备选"
    CHOICE = "选项"
    MEASURE = "措施"
    DEPARTMENT = "部门"
    RELATION = "关系"
    TARGET = "指标"
    DUTY = "职责"
    SENTENCE = "文句"
    POLICY = "政策"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place of the file; `within` is the reading of an alternative or the fact of a choice, as called."""

    named: Named
    name: str
    start: int
    end: int
    declares: bool = False
    within: str = ""


_HEADS = {
    "政策": Named.POLICY,
    "部门": Named.DEPARTMENT,
    "口径": Named.READING,
    "措施": Named.MEASURE,
    "关系": Named.RELATION,
    "指标": Named.TARGET,
}
_LISTS = {
    "部门": Named.DEPARTMENT,
    "责任": Named.DEPARTMENT,
    "择高": Named.MEASURE,
    "互斥": Named.MEASURE,
    "可加": Named.MEASURE,
    "合计封顶": Named.MEASURE,
    "补充": Named.POLICY,
}
_MAPPED = {"措施": Named.MEASURE, "指标": Named.TARGET, "职责": Named.DUTY}
_CALLED = ("NAME", "SLUG")
_CODED = {"_SETTLED_BY": Named.DEPARTMENT, "_BY": Named.MEASURE, "_ACCORDING": Named.MEASURE}
_EXPECTATIONS = {
    "VERDICT": None,
    "KIND_OF_SUM": None,
    "NO_SUM": None,
    "_REMAINING": None,
    "_MISSING": Named.FACT,
    "_STILL": Named.FACT,
    "_RESTS_ON": Named.READING,
}
_TITLES = ("_WITHOUT_SUM", "_REASON")  # a name behind these is a text


def mentions_in(source: Source, block: RawBlock) -> Iterator[Mention]:
    """List the names in a block, in the order of the text."""
    for raw in (block.head, *block.fields):
        yield from mentions_in_field(source, block, raw)


def mentions_in_field(source: Source, block: RawBlock, raw: RawField) -> Iterator[Mention]:
    """List the names in one field of a block, or in its head."""
    content = content_of(block.section, raw.word, is_head=raw is block.head)
    if not content.start:
        return
    pieces = [
        _Piece(lexeme.terminal, _called(source, raw.start, lexeme), raw.start + lexeme.start, raw.start + lexeme.end)
        for lexeme in lexemes_of(shaped_text(source, block, raw, content), content.start)
    ]
    if raw is block.head:
        yield from _in_head(block.section, pieces)
    elif content.start in ("slugs", "shared_ceiling"):
        named = _LISTS.get(raw.word)
        yield from (piece.names(named) for piece in pieces if named and piece.terminal == "SLUG")
    elif content.start in ("readings", "reading", "alternative_of"):
        yield from _in_readings(pieces)
    elif content.start == "anchors":
        yield from (piece.names(Named.SENTENCE) for piece in pieces if piece.terminal == "ANCHOR")
    elif content.start in ("id_and_title", "adoption", "duty"):
        yield from _at_the_front(content.start, pieces, _title(source, block))
    elif content.start == "unit":
        fact = _title(source, block)
        choices = (piece for piece in pieces if piece.terminal in ("WORD", "NAME"))
        yield from (piece.names(Named.CHOICE, declares=True, within=fact) for piece in choices)
    else:
        yield from _Rule().walk(pieces)


def shaped_text(source: Source, block: RawBlock, raw: RawField, content: Content) -> str:
    """Give the folded text of a field that the grammar is to read: without 英文 and what stands behind it."""
    before = Fields(source, RawBlock(block.head)).parted(raw)[0] if content.english else raw
    return source.folded[raw.start : before.end].rstrip()


@dataclass(frozen=True, slots=True)
class _Piece:
    terminal: str
    text: str
    start: int
    end: int

    def names(self, named: Named, *, declares: bool = False, within: str = "") -> Mention:
        return Mention(named, self.text, self.start, self.end, declares, within)


@dataclass(slots=True)
class _Rule:
    """Goes through a condition, a value, an award or an example once."""

    fact: str = ""
    before: str = ""  # the terminal before
    reading: str = ""  # whose alternatives come next
    open: list[str] = field(default_factory=list)  # for each parenthesis the reading, 属于 or nothing
    expecting: bool = False  # behind the arrow of an example
    listing: Named | None = None  # what the list of names lists there: behind 缺 facts, behind 系于 readings

    def walk(self, pieces: list[_Piece]) -> Iterator[Mention]:
        for piece in pieces:
            if piece.terminal == "_OPEN":
                self.open.append("属于" if self.before == "_AMONG" else self.reading)
                self.reading = ""
            elif piece.terminal == "_CLOSE" and self.open:
                self.open.pop()
            elif piece.terminal in _EXPECTATIONS:
                self.expecting = True
                self.listing = _EXPECTATIONS[piece.terminal]
            elif piece.terminal in (*_CALLED, "WORD"):
                yield from self._name(piece)
            self.before = piece.terminal

    def _name(self, piece: _Piece) -> Iterator[Mention]:
        inside = self.open[-1] if self.open else ""
        if self.before in _TITLES:
            return
        if self.before in ("_BY_READING", "_READING", "_RESTS_ON"):
            self.reading = piece.text
            yield piece.names(Named.READING)
        elif self.before == "_EQUALS":
            yield piece.names(Named.ALTERNATIVE, within=self.reading)
        elif inside and inside != "属于" and self.before in ("_OPEN", "_SEMICOLON"):
            yield piece.names(Named.ALTERNATIVE, within=inside)
        elif piece.terminal == "WORD" or inside == "属于" or self.before in ("_IS", "NAME"):
            yield piece.names(Named.CHOICE, within=self.fact)
        elif self.expecting:
            if self.listing is Named.READING or (self.listing and piece.terminal == "NAME"):
                yield piece.names(self.listing)
        elif piece.terminal == "SLUG":
            if self.before in _CODED:
                yield piece.names(_CODED[self.before])
        else:
            self.fact = piece.text
            yield piece.names(Named.FACT)


def _in_head(section: str, pieces: list[_Piece]) -> Iterator[Mention]:
    mapped: Named | None = None
    for number, piece in enumerate(pieces):
        if section == "事实" and piece.terminal == "NAME" and number == 0:
            yield piece.names(Named.FACT, declares=True)
        elif section == "文句" and piece.terminal == "ANCHOR":
            yield piece.names(Named.SENTENCE, declares=True)
        elif piece.terminal == "MAPPED":
            mapped = _MAPPED.get(piece.text)
        elif piece.terminal == "REFERENCE" and mapped:
            yield piece.names(mapped)
        elif section in _HEADS and piece.terminal == "SLUG" and number == 0:
            yield piece.names(_HEADS[section], declares=True)


def _in_readings(pieces: list[_Piece]) -> Iterator[Mention]:
    reading = ""
    before = ""
    for piece in pieces:
        if piece.terminal in _CALLED and before == "_EQUALS":
            yield piece.names(Named.ALTERNATIVE, within=reading)
        elif piece.terminal in _CALLED:
            reading = piece.text
            yield piece.names(Named.READING)
        before = piece.terminal


def _at_the_front(start: str, pieces: list[_Piece], within: str) -> Iterator[Mention]:
    """Take the one name that 备选, 采用 and 职责 begin with."""
    if not pieces:
        return
    if start == "duty":
        yield pieces[0].names(Named.DUTY, declares=True)
    elif pieces[0].terminal == "SLUG":
        yield pieces[0].names(Named.ALTERNATIVE, declares=start == "id_and_title", within=within)


def _title(source: Source, block: RawBlock) -> str:
    """Give what the block declares: the fact or the id in its head."""
    content = content_of(block.section, block.head.word, is_head=True)
    found = lexemes_of(shaped_text(source, block, block.head, content), content.start)
    return _called(source, block.head.start, found[0]) if found else ""


def _called(source: Source, start: int, lexeme: Lexeme) -> str:
    """Give a lexeme in its one spelling: a name without its quotation marks, an anchor with digits."""
    text = source.text[start + lexeme.start : start + lexeme.end]
    if lexeme.terminal == "NAME":
        return one_spelling(text[1:-1])
    folded = source.folded[start + lexeme.start : start + lexeme.end]
    if lexeme.terminal == "ANCHOR":
        return _anchor(folded)
    return "".join(folded.split()) if lexeme.terminal in ("MAPPED", "REFERENCE", "NUMBERED") else folded


def _anchor(text: str) -> str:
    try:
        return str(anchor(text))
    except ValueError:
        return text
