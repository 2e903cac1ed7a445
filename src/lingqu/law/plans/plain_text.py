"""A text file into paragraphs: one a line, unless the file was wrapped at a fixed width.

Its one law: a line is what the file says it is; only evident wrapping is undone. It does not know headings.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from lingqu.law.plans.encoding import decode
from lingqu.law.plans.faults import Note, Wording
from lingqu.law.plans.lines import Reading
from lingqu.law.plans.paragraphs import join_wrapped_lines

# further marks that end a line: form feed, vertical tab, next line, line and paragraph separators
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")


def read(*, content: bytes, name: str) -> Reading:
    """Read a text file; raise UnableToReadPlan where its bytes are no text."""
    decoded = decode(content=content, name=name)
    lines = list(_lines(decoded.text))
    paragraphs = join_wrapped_lines(lines)
    notes: tuple[Note, ...] = ()
    if len(paragraphs) < len(lines):
        joined = len(lines) - len(paragraphs)
        text = Wording(
            f"文本按固定宽度折行，已接回 {joined} 处",
            f"the text was wrapped at a fixed width; {joined} breaks were undone",
        )
        notes = (Note("unwrapped", text),)
    if "\ufffd" in decoded.text:
        text = Wording(
            "文中有替换字符 �，原文已有缺损", "the text holds replacement characters �: it was damaged before"
        )
        notes = (*notes, Note("replacement-characters", text))
    return Reading(paragraphs=paragraphs, notes=notes, encoding=decoded.encoding)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Go through the lines with their places; of blank lines in a row only the first is kept."""
    blank_before = False
    for number, line in enumerate(io.StringIO(text.translate(_LINE_ENDS), newline=None), start=1):
        blank = not line.strip()
        if not (blank and blank_before):
            yield f"第{number}行", line.rstrip("\n")
        blank_before = blank
