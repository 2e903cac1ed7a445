"""What could be written at a position: section and field words, words of the language, and the names that fit there.

Its one law: a word is offered only where the grammar itself would take it next, a name only where one of its kind may
stand. It does not know how an editor shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lingqu.law.editing.directory import Directory
from lingqu.law.editing.fieldgrammar import Content, content_of
from lingqu.law.editing.naming import Name, names_for, wanted_at
from lingqu.law.editing.readfiles import ReadFile
from lingqu.law.editing.sayings import word_said
from lingqu.law.editing.spans import Position, Span, offset_of, span_of
from lingqu.law.editing.words import SPECIMENS, words_of
from lingqu.law.editing.workspace import Workspace
from lingqu.law.lang.expectations import NAMES
from lingqu.law.lang.fieldwords import ENGLISH, EXAMPLES, FIELDS, HEADS, MANY
from lingqu.law.lang.grammar import UnableToFit, shape_of
from lingqu.law.lang.layout import CONTINUATION, SECTIONS, RawBlock, RawField

MOST_TYPED = 10  # characters of a word begun
_NO_WORD = "」"  # stands in no word, so that the grammar must say what it would take in its place
_HAN = re.compile(r"[\u3400-\u9fff]+")
_HAN_BEGUN = re.compile(rf"[\u3400-\u9fff]{{1,{MOST_TYPED}}}$")
_CODE_BEGUN = re.compile(r"[A-Za-z][A-Za-z0-9_.]*$")
_ANCHOR_BEGUN = re.compile(r"第\d+(?:条(?:第\d*)?)?$")


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that could be written: what is shown, what is inserted for which span, and what it is."""

    label: str
    insert: str
    span: Span
    kind: str  # section | field | word | fact | reading | alternative | choice | measure | department | …
    zh: str = ""
    en: str = ""
    detail_zh: str = ""
    detail_en: str = ""


def completions(workspace: Workspace, file: str, position: Position) -> tuple[Completion, ...]:
    """List what could be written at a position, the likeliest first. Raises UnableToFindFile."""
    read = workspace.file(file)
    offset = offset_of(read.source, position)
    if any(each.offset < offset <= _line_end(read, each.offset) for each in read.source.comments):
        return ()
    return tuple({(each.label, each.insert): each for each in _all(workspace, read, offset)}.values())


def _all(workspace: Workspace, read: ReadFile, offset: int) -> Iterator[Completion]:
    start = read.source.text.rfind("\n", 0, offset) + 1
    line = read.source.folded[start:offset]
    body = line.lstrip()
    indent = len(line) - len(body)
    block = read.block_at(start)
    alone = re.fullmatch(r"[\u3400-\u9fff]*", body) is not None
    if alone and indent == 0:
        yield from _sections(read, start, offset, body)
    if alone and indent < CONTINUATION and block is not None and (indent or not body):
        yield from _fields(read, block, start, offset, line)
    elif block is not None and (not alone or indent >= CONTINUATION):
        field = _field_at(block, offset)
        content = content_of(block.section, field.word, is_head=field is block.head)
        yield from _in_content(workspace, read, field, content, block, offset)


def _sections(read: ReadFile, start: int, offset: int, begun: str) -> Iterator[Completion]:
    span = span_of(read.source, start, offset)
    for word in SECTIONS:
        if word.startswith(begun):
            blank = "" if HEADS[word].startswith(f"{word}「") else " "
            yield Completion(word, word + blank, span, "section", HEADS[word], HEADS[word])


def _fields(read: ReadFile, block: RawBlock, start: int, offset: int, line: str) -> Iterator[Completion]:
    begun = line.strip()
    written = {field.word for field in block.fields if field.offset != offset - len(begun)}
    span = span_of(read.source, start, offset)
    for word in FIELDS[block.section]:
        if word.startswith(begun) and (word in MANY or word not in written):
            example = EXAMPLES.get(word, "")
            yield Completion(word, f"  {word}  ", span, "field", example, example)


def _in_content(
    workspace: Workspace, read: ReadFile, field: RawField, content: Content, block: RawBlock, offset: int
) -> Iterator[Completion]:
    text = read.source.folded[min(field.start, offset) : offset]
    for word in content.listed:
        begun = re.split(r"[,、\s]", text)[-1]
        if word.startswith(begun):
            yield Completion(word, word, span_of(read.source, offset - len(begun), offset), "word")
    if not content.start or (content.english and ENGLISH in text):
        return
    directory = Directory(workspace)
    quote = text.rfind("「")
    if quote > text.rfind("」"):
        yield from _quoted(directory, read, block, field, content, text, quote, offset)
        return
    for typed in _lengths_begun(text):
        before, begun = text[: len(text) - typed], text[len(text) - typed :]
        accepts = _accepted(before, content.start)
        span = span_of(read.source, offset - typed, offset)
        if typed == 0 or not _HAN.fullmatch(begun):
            for name in names_for(directory, wanted_at(read.source, block, field, before, accepts)):
                if _begins(name, begun):
                    yield _named(name, name.written, span)
        yield from _words(accepts, begun, span)


def _quoted(
    directory: Directory,
    read: ReadFile,
    block: RawBlock,
    field: RawField,
    content: Content,
    text: str,
    quote: int,
    offset: int,
) -> Iterator[Completion]:
    """Offer names inside 「…; what closes it is taken along."""
    before, begun = text[:quote], text[quote + 1 :]
    accepts = _accepted(before, content.start)
    if "NAME" not in accepts:
        return
    rest = read.source.text[offset : _line_end(read, offset)]
    closed = re.match(r"[^「」，,；;（）() ]*」", rest)
    span = span_of(read.source, offset - len(begun) - 1, offset + (closed.end() if closed else 0))
    wanted = wanted_at(read.source, block, field, before, accepts)
    for name in names_for(directory, wanted):
        if _begins(name, begun):
            yield _named(name, f"「{name.name}」", span)


def _named(name: Name, written: str, span: Span) -> Completion:
    return Completion(name.name, written, span, name.kind, name.zh, name.en, name.detail_zh, name.detail_en)


def _begins(name: Name, begun: str) -> bool:
    return begun.lower() in f"{name.name} {name.code}".lower()


def _lengths_begun(text: str) -> list[int]:
    """Say how many characters at the end of a text may be a word or name begun: in a run of Chinese any number."""
    code = _CODE_BEGUN.search(text)
    if code:
        return sorted({0, len(code.group())})
    anchor = _ANCHOR_BEGUN.search(text)
    run = _HAN_BEGUN.search(text)
    lengths = range((len(run.group()) if run else 0) + 1)
    return sorted({*lengths, *([len(anchor.group())] if anchor else [])})


def _words(accepts: frozenset[str], begun: str, span: Span) -> Iterator[Completion]:
    for terminal in sorted(accepts, key=lambda each: (each in SPECIMENS, each)):
        for word in (*words_of(terminal), *SPECIMENS.get(terminal, ())):
            if word.startswith(begun) and word != begun:
                said = word_said(terminal, word)
                zh, en = (said.zh[0], said.en[0]) if said else NAMES.get(terminal, ("", ""))
                yield Completion(word, word, span, "word", "" if zh == word else zh, "" if en == word else en)


def _accepted(before: str, start: str) -> frozenset[str]:
    """Say which terminals the grammar takes next behind a text; none where it stops fitting earlier."""
    text = f"{before} {_NO_WORD}"
    try:
        shape_of(text, start)
    except UnableToFit as error:
        return error.accepts if error.offset >= len(text) - 1 else frozenset()
    return frozenset()


def _field_at(block: RawBlock, offset: int) -> RawField:
    return next((field for field in reversed(block.fields) if field.offset <= offset), block.head)


def _line_end(read: ReadFile, offset: int) -> int:
    end = read.source.text.find("\n", offset)
    return len(read.source.text) if end < 0 else end
