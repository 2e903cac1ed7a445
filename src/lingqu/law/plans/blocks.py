"""The lines behind the letter gathered into blocks: parts, groups, tasks, what closes the plan, what stands beside it.

Its one law: every line ends up somewhere visible; a department list and a footer are cut out of a line, never lost.
It builds no sentence and gives no anchor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lingqu.law.plans.departments import DepartmentList, list_behind, read_department_list
from lingqu.law.plans.furniture import beside_the_text, footer_reason, opens_annex, put_aside
from lingqu.law.plans.letter import line_kind
from lingqu.law.plans.lines import Line, SetAside
from lingqu.law.plans.outline import Mark, Style, heading_length, mark_of, reads_as_heading, title_words
from lingqu.law.plans.plan import HeadLine
from lingqu.law.plans.sentences import TERMINATORS, Piece, Span, sentence_bounds
from lingqu.law.plans.validity import opens_validity, says_validity

_SIGNATURE = re.compile(r"(?:人民政府|办公[厅室]|委员会|领导小组|管委会|党委|[厅局])\s*$")


@dataclass
class Block:
    """A part, group or task while its lines are gathered; number 0 is one that the document did not write."""

    level: str
    number: int
    title: str
    span: Span
    pieces: list[Piece] = field(default_factory=list)
    lists: list[DepartmentList] = field(default_factory=list)
    inner: list[Block] = field(default_factory=list)
    opened_with_sentence: bool = False

    def settle_heading(self) -> None:
        """Take an opening sentence for the heading where more text follows it and it reads as one."""
        follows = len(self.pieces) > 1 or bool(self.inner)
        if self.opened_with_sentence and follows and reads_as_heading(self.pieces[0].text):
            self.title = title_words(self.pieces.pop(0).text)
        for block in self.inner:
            block.settle_heading()


@dataclass
class Gathered:
    """What the walk over the lines found."""

    parts: list[Block] = field(default_factory=list)
    loose: list[Piece] = field(default_factory=list)
    closing: list[Piece] = field(default_factory=list)
    tail: list[HeadLine] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)


def gather(lines: Sequence[Line], style: Style) -> Gathered:
    """Walk the lines behind the letter and gather them into blocks."""
    walk = _Walk(style)
    for line in _without_footer(lines, walk.found):
        walk.take(line)
    for part in walk.found.parts:
        part.settle_heading()
    return walk.found


class _Walk:
    """Where the walk stands: the block that is open, and whether the closing clause or the annexes have begun."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.found = Gathered()
        self.open: list[Block] = []
        self.closing = False
        self.annex = False

    def take(self, line: Line) -> None:
        reason = "annex" if self.annex else beside_the_text(line.text, in_body=not self.closing)
        mark = None if reason else mark_of(line.text, self.style)
        if not reason and not mark and opens_annex(line.text):
            self.annex, reason = True, "annex"
        if reason:
            reason = footer_reason(line.text) or reason if reason == "annex" else reason
            self.found.set_aside.append(put_aside(line.text, code=reason, place=line.place))
        elif mark:
            self.closing = False
            self._open_block(mark, line)
        elif self.closing:
            self._close_with(line, 0)
        else:
            self._add_body(line, 0)

    def _open_block(self, mark: Mark, line: Line) -> None:
        rest = line.text[mark.begins :]
        behind = list_behind(rest)
        words = rest[: behind[0]] if behind else rest
        length = heading_length(words)
        if self.style.articles and mark.level == "task" and any(end in words for end in TERMINATORS):
            length = 0
        block = Block(mark.level, mark.number, title_words(words[:length]), _whole(line))
        block.opened_with_sentence = length == 0 and len(sentence_bounds(words)) == 1 and not self.style.articles
        self._hang(block)
        self._add_body(line, mark.begins + length)

    def _hang(self, block: Block) -> None:
        """Hang a block under the open one above it; a level the document skipped is made, with number 0."""
        rank = {"part": 0, "group": 1, "task": 2}[block.level]
        del self.open[rank:]
        for level in ("part", "group")[len(self.open) : rank]:
            self._hang(Block(level, 0, "", block.span))
        (self.open[-1].inner if self.open else self.found.parts).append(block)
        self.open.append(block)

    def _add_body(self, line: Line, offset: int) -> None:
        text = line.text[offset:]
        closes = self._closing_begins(text)
        if closes is not None:
            self.closing = True
            self._close_with(line, offset + closes)
            text = text[:closes]
        behind = list_behind(text)
        if behind and self.open:
            begin, end = behind
            span = Span(line.number, offset + begin, line.number, offset + end)
            self.open[-1].lists.append(read_department_list(text=text[begin:end], span=span))
            text = text[:begin]
        if text.strip():
            (self.open[-1].pieces if self.open else self.found.loose).append(Piece(line.number, offset, text))

    def _closing_begins(self, text: str) -> int | None:
        """Find where the closing clause begins: a sentence on the force of the plan, wherever the line was broken."""
        if self.style.articles or not self.open or not says_validity(text):
            return None
        return next((start for start, end in sentence_bounds(text) if opens_validity(text[start:end])), None)

    def _close_with(self, line: Line, offset: int) -> None:
        text = line.text[offset:]
        kind = line_kind(text)
        if kind in ("date", "remark") or (kind == "other" and _SIGNATURE.search(text) and not footer_reason(text)):
            kind = "signature" if kind == "other" else kind
            span = Span(line.number, offset, line.number, len(line.text))
            self.found.tail.append(HeadLine(kind, text.strip(), span))
            return
        for start, end in sentence_bounds(text):
            words = text[start:end]
            reason = footer_reason(words) or ("" if words[-1] in TERMINATORS + "”’）)」" else "after-validity")
            if reason:
                self.found.set_aside.append(put_aside(words, code=reason, place=line.place))
            else:
                self.found.closing.append(Piece(line.number, offset + start, words))


def _without_footer(lines: Sequence[Line], found: Gathered) -> Sequence[Line]:
    """Set aside the lines with marks of a footer at the end, for documents without a closing clause to tell it by."""
    end = len(lines)
    while end and footer_reason(lines[end - 1].text) and not any(mark in lines[end - 1].text for mark in TERMINATORS):
        end -= 1
    for line in lines[end:]:
        found.set_aside.append(put_aside(line.text, code=footer_reason(line.text), place=line.place))
    return lines[:end]


def _whole(line: Line) -> Span:
    return Span(line.number, 0, line.number, len(line.text))
