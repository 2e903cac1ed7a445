"""The layout of a rule file: blocks that begin at column 1, their fields, the comments beside them.

Its one law: every character of the text belongs to one head, field or comment, or is a fault. It knows columns and
the section words; it does not know which fields a block may have, nor what stands in one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lingqu.law.lang.faults import Fault, fault_at, nearest
from lingqu.law.lang.source import Comment, Source

SECTIONS = ("政策", "事实", "部门", "口径", "措施", "关系", "指标", "任务", "文句")
MOST_FAULTS = 500  # told of one file
CONTINUATION = 4  # a line indented so far, or farther, continues its field
SUB_FIELDS = {"职责": ("英文",)}
_LINE = re.compile(r"[^\n]*")
_WORD = re.compile(r"[\u3400-\u9fff]+|\S+")


@dataclass(slots=True)
class RawField:
    """A field as laid out: its word, the spans of its text (one a line), its comments.

    `leading` holds the comments above it, None for a blank line; `trailing` those on its own lines.
    """

    word: str
    offset: int
    spans: list[tuple[int, int]]
    leading: list[str | None] = field(default_factory=list)
    trailing: list[str] = field(default_factory=list)
    subs: list[RawField] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its text begins; where it would, if there is none."""
        return self.spans[0][0] if self.spans else self.offset + len(self.word)

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.spans[-1][1] if self.spans else self.start


@dataclass(slots=True)
class RawBlock:
    """A block as laid out; its head is the field whose word is the section word."""

    head: RawField
    fields: list[RawField] = field(default_factory=list)
    tail: list[str | None] = field(default_factory=list)

    @property
    def section(self) -> str:
        """The section word."""
        return self.head.word


@dataclass(slots=True)
class Layout:
    """All blocks of a file, the comments after the last one, and what could not be laid out."""

    blocks: list[RawBlock] = field(default_factory=list)
    tail: list[str | None] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def layout_of(source: Source) -> Layout:
    """Split a text into blocks and fields, with all faults of layout."""
    return _Splitter(source).split()


class _Splitter:
    """Goes through the lines once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.layout = Layout()
        self.block: RawBlock | None = None
        self.lost = False  # inside a block whose section word is unknown
        self.pending: list[tuple[str | None, bool]] = []  # comment or blank line, and whether it stands at column 1
        self.comments: dict[int, Comment] = {}

    def split(self) -> Layout:
        starts = self.source.line_starts
        by_line = {self.source.place(comment.offset).line: comment for comment in self.source.comments}
        for number, start in enumerate(starts, 1):
            match = _LINE.match(self.source.folded, start)
            line = match.group() if match else ""
            self._line(start, line.rstrip(), by_line.get(number))
        own, rest = self._pending_parted()
        if self.block is not None:
            self.block.tail = own
            self.layout.tail = rest
        else:
            self.layout.tail = own + rest
        return self.layout

    def _line(self, start: int, line: str, comment: Comment | None) -> None:
        if not line:
            self.pending.append((comment.text, comment.offset == start) if comment else (None, True))
            return
        behind = comment.text if comment else None
        body = line.lstrip()
        indent = len(line) - len(body)
        if "\t" in line[:indent]:
            self._fault(start, "tab", "TAB", ("空格缩进：字段前空两格", "blanks, two before a field"))
        if indent == 0:
            self._section(start, line, behind)
        elif self.lost:
            self.pending.clear()
        elif self.block is None:
            self.lost = True
            self._fault(start + indent, "no-section", body[:12], _SECTION_EXPECTED, "措施 F01「…」")
        elif indent < CONTINUATION:
            self._field(start + indent, body, behind)
        else:
            self._continuation(start + indent, body, behind)

    def _section(self, start: int, line: str, behind: str | None) -> None:
        match = _WORD.match(line)
        word = match.group() if match else line
        own, rest = self._pending_parted()
        if self.block is not None and not self.lost:
            self.block.tail = own
            own = []
        leading = own + rest
        self.lost = word not in SECTIONS
        if self.lost and self._is_full():
            self.block = None
            return
        if self.lost:
            near = nearest(word, SECTIONS)
            example = (f"是不是“{near}”？", f"did you mean {near}?") if near else ("措施 F01「…」", "")
            self._fault(start, "unknown-section", word[:12], _SECTION_EXPECTED, example)
            self.block = None
            return
        self.block = RawBlock(_field(word, start, line))
        self.block.head.leading = leading
        self._comment_behind(self.block.head, behind)
        self.layout.blocks.append(self.block)

    def _field(self, offset: int, body: str, behind: str | None) -> None:
        assert self.block is not None
        match = _WORD.match(body)
        made = _field(match.group() if match else body, offset, body)
        made.leading = [text for text, _ in self.pending]
        self.pending.clear()
        self._comment_behind(made, behind)
        self.block.fields.append(made)

    def _continuation(self, offset: int, body: str, behind: str | None) -> None:
        assert self.block is not None
        current = self.block.fields[-1] if self.block.fields else self.block.head
        match = _WORD.match(body)
        word = match.group() if match else ""
        above = [text for text, _ in self.pending if text is not None]
        self.pending.clear()
        current.trailing.extend(above)
        self._comment_behind(current, behind)
        if word in SUB_FIELDS.get(current.word, ()):
            current.subs.append(_field(word, offset, body))
        else:
            part = current.subs[-1] if current.subs else current
            part.spans.append((offset, offset + len(body)))

    def _comment_behind(self, made: RawField, behind: str | None) -> None:
        if behind is not None:
            made.trailing.append(behind)

    def _pending_parted(self) -> tuple[list[str | None], list[str | None]]:
        """Part the pending comments: the indented ones belong to the block above, those after them to the next."""
        cut = 0
        for number, (text, at_margin) in enumerate(self.pending, 1):
            if text is not None and not at_margin:
                cut = number
        texts = [text for text, _ in self.pending]
        self.pending.clear()
        return texts[:cut], texts[cut:]

    def _is_full(self) -> bool:
        return len(self.layout.faults) > MOST_FAULTS

    def _fault(
        self, offset: int, code: str, given: str, expected: tuple[str, str], example: str | tuple[str, str] = ""
    ) -> None:
        if self._is_full():
            return
        place = self.source.place(offset)
        text = self.source.line_text(place.line)
        self.layout.faults.append(
            fault_at(place, code=code, given=given, expected=expected, example=example, line_text=text)
        )


_SECTION_EXPECTED = (
    "段首词（顶格书写）：" + "、".join(SECTIONS),
    "a section word at the margin: " + ", ".join(SECTIONS),
)


def _field(word: str, offset: int, body: str) -> RawField:
    rest = body[len(word) :]
    start = offset + len(word) + len(rest) - len(rest.lstrip())
    return RawField(word, offset, [(start, offset + len(body))] if rest.strip() else [])
