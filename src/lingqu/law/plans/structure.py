"""A document's lines into a plan: the letter, its blocks as parts, groups and tasks, every sentence with its anchor.

Its one law: an anchor stands once in a plan. What was not found is a note, never a guess.
It does not know how files are read, nor what sentences mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lingqu.law.plans.blocks import Block, Gathered, gather
from lingqu.law.plans.findings import findings_of
from lingqu.law.plans.letter import Letter, issue_day, read_letter, title_end
from lingqu.law.plans.lines import Document
from lingqu.law.plans.numerals import numeral_of
from lingqu.law.plans.outline import mark_of, style_of
from lingqu.law.plans.plan import AllTasks, Group, Part, Plan, Task
from lingqu.law.plans.sentences import Piece, Sentence, numbered_sentences
from lingqu.law.plans.validity import read_validity, says_validity


def read_structure(document: Document) -> Plan:
    """Take a document apart into a plan; its notes say what was not found."""
    lines = [line for line in document.lines if line.text.strip()]
    style = style_of(line.text for line in lines)
    begin = next((at for at, line in enumerate(lines) if mark_of(line.text, style)), None)
    numbered = begin is not None
    cut = begin if begin is not None else title_end(lines)
    letter = read_letter(lines[:cut])
    gathered = gather(lines[cut:], style)
    return _assemble(document, letter, gathered, numbered=numbered)


class _Anchors:
    """The sections named so far; a name asked for twice is led by the part it stands in."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()

    def name(self, wanted: str, within: str = "") -> str:
        for name in (wanted, f"{within}{wanted}"):
            self.times[name] += 1
            if self.times[name] == 1:
                return name
        return f"{within}{wanted}（其{numeral_of(self.times[name])}）"


def _assemble(document: Document, letter: Letter, gathered: Gathered, *, numbered: bool) -> Plan:
    anchors = _Anchors()
    preamble = numbered_sentences(pieces=letter.preamble, section=anchors.name("引言"))
    closing = numbered_sentences(pieces=tuple(gathered.closing), section=anchors.name("施行"))
    parts = tuple(_part(block, anchors) for block in gathered.parts)
    paragraphs = _paragraphs(gathered.loose)
    issued = letter.issued or issue_day(gathered.tail)
    everything = (*preamble, *paragraphs, *(sentence for part in parts for sentence in part.sentences))
    in_force = closing or tuple(sentence for sentence in everything if says_validity(sentence.text))
    plan = Plan(
        name=document.name,
        format=document.format,
        encoding=document.encoding,
        title=letter.title,
        addressee=letter.addressee,
        number=letter.number,
        issued=issued,
        head=(*letter.head, *gathered.tail),
        preamble=preamble,
        parts=parts,
        paragraphs=paragraphs,
        closing=closing,
        validity=read_validity(sentences=in_force, issued=issued),
        all_tasks=_all_tasks(parts),
        set_aside=(*document.set_aside, *letter.set_aside, *gathered.set_aside),
        notes=document.notes,
    )
    return replace(plan, notes=(*plan.notes, *findings_of(plan, numbered=numbered)))


def _part(block: Block, anchors: _Anchors) -> Part:
    within = f"第{numeral_of(block.number)}部分"
    anchor = anchors.name(block.title or (within if block.number else "正文"), within)
    return Part(
        number=block.number,
        title=block.title,
        anchor=anchor,
        body=numbered_sentences(pieces=tuple(block.pieces), section=anchor),
        groups=tuple(_group(inner, block, anchor, anchors) for inner in block.inner),
        lists=tuple(block.lists),
        span=block.span,
    )


def _group(block: Block, part: Block, within: str, anchors: _Anchors) -> Group:
    anchor = anchors.name(f"{within}（{numeral_of(block.number)}）" if block.number else f"{within}（〇）")
    return Group(
        number=block.number,
        title=block.title,
        anchor=anchor,
        body=numbered_sentences(pieces=tuple(block.pieces), section=anchor),
        tasks=tuple(_task(inner, block, part, anchor if block.number else within, anchors) for inner in block.inner),
        lists=tuple(block.lists),
        span=block.span,
    )


def _task(block: Block, group: Block, part: Block, within: str, anchors: _Anchors) -> Task:
    anchor = anchors.name(f"第{block.number}条", within)
    return Task(
        number=block.number,
        heading=block.title,
        group=group.title,
        part=part.title,
        anchor=anchor,
        body=numbered_sentences(pieces=tuple(block.pieces), section=anchor),
        lists=tuple(block.lists),
        span=block.span,
    )


def _paragraphs(pieces: Sequence[Piece]) -> tuple[Sentence, ...]:
    return tuple(
        sentence
        for number, piece in enumerate(pieces, start=1)
        for sentence in numbered_sentences(pieces=(piece,), section=f"第{number}段")
    )


def _all_tasks(parts: Sequence[Part]) -> tuple[AllTasks, ...]:
    said: dict[str, AllTasks] = {}
    for part in parts:
        for task in part.tasks:
            for listed in task.lists:
                for name in listed.for_all:
                    said.setdefault(name, AllTasks(name, task.anchor))
    return tuple(said.values())
