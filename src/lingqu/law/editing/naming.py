"""Which names may be written at a place: of what kind, and within which reading or fact.

Its one law: the kind is found as `mentions` finds that of a name already there. It does not know what has been begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lingqu.law.editing.directory import Directory, Key
from lingqu.law.editing.mentions import Mention, Named, mentions_in_field
from lingqu.law.editing.sayings import Said, fact_said, measure_said, reading_said, unit_said
from lingqu.law.lang.layout import RawBlock, RawField
from lingqu.law.lang.source import Source, source_of
from lingqu.law.lang.spelling import print_choice

_PROBES = {"NAME": "「Ｘ」", "SLUG": "Xx", "REFERENCE": "Xx", "ANCHOR": "第1条"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name that may be written: as called, its code where it has one, how it is written, and its explanation."""

    name: str
    code: str
    written: str
    kind: str
    zh: str = ""
    en: str = ""
    detail_zh: str = ""
    detail_en: str = ""


def wanted_at(
    source: Source, block: RawBlock, field: RawField, before: str, accepts: frozenset[str]
) -> tuple[Mention, ...]:
    """Find what a name or a code behind a text would name: each is put there and its mention is looked at."""
    found: dict[Named, Mention] = {}
    for terminal in _PROBES:
        if terminal in accepts:
            mention = _mention_of(source, block, field, f"{before} {_PROBES[terminal]}")
            if mention is not None:
                found.setdefault(mention.named, mention)
    return tuple(found.values())


def names_for(directory: Directory, wanted: Iterable[Mention]) -> Iterator[Name]:
    """List the names that may be written where one of these kinds is wanted."""
    for mention in wanted:
        if not mention.declares:
            yield from _names(directory, mention)


def _names(directory: Directory, wanted: Mention) -> Iterator[Name]:
    key = directory.key_of(wanted)
    match key.named:
        case Named.FACT:
            yield from _facts(directory)
        case Named.READING:
            yield from _readings(directory)
        case Named.ALTERNATIVE:
            yield from _alternatives(directory, key)
        case Named.CHOICE:
            yield from _choices(directory, key)
        case Named.MEASURE:
            yield from _measures(directory)
        case Named.DEPARTMENT:
            for code, office in directory.departments.items():
                yield _coded(office.name, code, "department", office.english)
        case Named.TARGET:
            for code, target in directory.targets.items():
                yield _coded(target.title, code, "target", target.english)
        case Named.DUTY:
            for code, duty in directory.duties.items():
                yield _coded(duty.text, code, "duty", duty.english)
        case Named.SENTENCE:
            for anchor in directory.sentences:
                yield Name(anchor, "", anchor, "sentence")


def _facts(directory: Directory) -> Iterator[Name]:
    for name in directory.declared(Named.FACT):
        fact = directory.facts.get(name)
        if fact is None:  # its block is broken: nothing but its name is known
            yield Name(name, "", f"「{name}」", "fact")
            continue
        unit, unit_english = unit_said(fact)
        yield Name(
            name, fact.code, f"「{name}」", "fact", unit, f"{fact.english} · {unit_english}", *_details(fact_said(fact))
        )


def _readings(directory: Directory) -> Iterator[Name]:
    for code in directory.declared(Named.READING):
        reading = directory.readings.get(code)
        if reading is None:
            yield Name(code, code, code, "reading")
        else:
            yield _coded(reading.title, code, "reading", reading.english, reading_said(reading))


def _alternatives(directory: Directory, key: Key) -> Iterator[Name]:
    reading = directory.readings.get(key.within)
    known = {each.code: each for each in (reading.alternatives if reading else ())}
    for code in directory.declared(Named.ALTERNATIVE, key.within):
        each = known.get(code)
        yield _coded(each.name, code, "alternative", each.english) if each else Name(code, code, code, "alternative")


def _choices(directory: Directory, key: Key) -> Iterator[Name]:
    fact = directory.facts.get(key.within)
    for name, code in fact.choices if fact else ():
        yield Name(name, code, print_choice(name), "choice", code, code)


def _measures(directory: Directory) -> Iterator[Name]:
    for code in directory.declared(Named.MEASURE):
        measure = directory.measures.get(code)
        if measure is None:
            yield Name(code, code, code, "measure")
        else:
            yield _coded(measure.title, code, "measure", measure.english, measure_said(measure, directory.departments))


def _coded(name: str, code: str, kind: str, english: str, said: Said | None = None) -> Name:
    return Name(name, code, code, kind, code, f"{code} · {english}", *(_details(said) if said else ()))


def _mention_of(source: Source, block: RawBlock, field: RawField, text: str) -> Mention | None:
    """Find what the last name of a field would name, were the field this text."""
    if field is block.head:
        tried = source_of(f"{field.word} {text}", file=source.file)
        raw = RawField(field.word, 0, [(len(field.word) + 1, len(tried.text))])
        return _ending(mentions_in_field(tried, RawBlock(raw), raw), len(tried.text))
    start, end = block.head.offset, max(block.head.start, block.head.end)
    head = source.text[start:end].replace("\n", " ")
    tried = source_of(f"{head}\n{text}", file=source.file)
    front = RawField(block.head.word, 0, [(block.head.start - start, len(head))] if block.head.spans else [])
    raw = RawField(field.word, len(head) + 1, [(len(head) + 1, len(tried.text))])
    return _ending(mentions_in_field(tried, RawBlock(front, [raw]), raw), len(tried.text))


def _details(said: Said) -> tuple[str, str]:
    return "\n".join(said.zh), "\n".join(said.en)


def _ending(mentions: Iterator[Mention], end: int) -> Mention | None:
    return next((each for each in mentions if each.end == end), None)
