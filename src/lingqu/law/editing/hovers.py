"""What stands at a position, explained: a fact, a reading, a measure, a word of law, a field.

Its one law: everything is said in Chinese and in English, from what is declared, never from a second text. It does not
know how it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.law.editing.directory import Directory, Key
from lingqu.law.editing.fieldgrammar import content_of
from lingqu.law.editing.lexemes import lexemes_of
from lingqu.law.editing.mentions import Named, shaped_text
from lingqu.law.editing.readfiles import ReadFile
from lingqu.law.editing.references import mention_at
from lingqu.law.editing.sayings import Said, fact_said, measure_said, reading_said, word_said
from lingqu.law.editing.spans import Position, Span, offset_of, span_of
from lingqu.law.editing.workspace import Workspace
from lingqu.law.lang.fieldwords import EXAMPLES, FIELDS


@dataclass(frozen=True, slots=True)
class Hover:
    """An explanation: a heading and its lines, in both languages, and what it is about."""

    span: Span
    said: Said


def hover(workspace: Workspace, file: str, position: Position) -> Hover | None:
    """Explain what stands at a position; None where there is nothing to explain. Raises UnableToFindFile."""
    read = workspace.file(file)
    mention = mention_at(workspace, file, position)
    if mention is not None:
        directory = Directory(workspace)
        said = _name_said(directory, directory.key_of(mention))
        return Hover(span_of(read.source, mention.start, mention.end), said) if said else None
    return _word_at(read, offset_of(read.source, position))


def _name_said(directory: Directory, key: Key) -> Said | None:
    found: Said | None = None
    match key.named:
        case Named.FACT if key.id in directory.facts:
            found = fact_said(directory.facts[key.id])
        case Named.CHOICE if key.within in directory.facts:
            found = fact_said(directory.facts[key.within])
        case Named.READING if key.id in directory.readings:
            found = reading_said(directory.readings[key.id])
        case Named.ALTERNATIVE if key.within in directory.readings:
            found = reading_said(directory.readings[key.within], chosen=key.id)
        case Named.MEASURE if key.id in directory.measures:
            found = measure_said(directory.measures[key.id], directory.departments)
        case Named.DEPARTMENT if key.id in directory.departments:
            office = directory.departments[key.id]
            found = Said((office.name,), (office.english,))
        case Named.TARGET if key.id in directory.targets:
            target = directory.targets[key.id]
            found = Said((f"{key.id}「{target.title}」",), (f"{key.id} {target.english}",))
        case Named.DUTY if key.id in directory.duties:
            duty = directory.duties[key.id]
            found = Said((f"{key.id}「{duty.text}」",), (f"{key.id} {duty.english}",))
        case Named.SENTENCE:
            found = _sentence_said(directory, key.id)
    return found


def _sentence_said(directory: Directory, anchor: str) -> Said | None:
    row = directory.sentences.get(anchor)
    if row is None:
        return None
    became = (
        f"{each.kind} {each.reference}".strip() + (f"「{each.text}」" if each.text else "") for each in row.mapped
    )
    mapped = "、".join(became)
    return Said((f"方案 {anchor}", f"落为：{mapped}"), (f"The plan, {anchor}", f"Became: {mapped}"))


def _word_at(read: ReadFile, offset: int) -> Hover | None:
    block = read.block_at(offset)
    if block is None:
        return None
    for field in (block.head, *block.fields):
        if field.offset <= offset <= field.offset + len(field.word):
            span = span_of(read.source, field.offset, field.offset + len(field.word))
            example = EXAMPLES.get(field.word, "")
            known = field.word in FIELDS[block.section]
            said = Said((f"{field.word}：例如",), (f"{field.word}: for example",)).and_both(example)
            return Hover(span, said) if known and example else None
        if field.start <= offset <= field.end:
            content = content_of(block.section, field.word, is_head=field is block.head)
            for each in lexemes_of(shaped_text(read.source, block, field, content), content.start):
                start, end = field.start + each.start, field.start + each.end
                word = "".join(read.source.folded[start:end].split())
                if start <= offset <= end and (explained := word_said(each.terminal, word)) is not None:
                    return Hover(span_of(read.source, start, end), explained)
    return None
