"""A text file into paragraphs: one a line, unless the file was wrapped at a fixed width.

Its one law: a line is what the file says it is; only evident wrapping is undone. It does not know headings.
"""

from __future__ import annotations

from lingqu.law.plans.encoding import decode
from lingqu.law.plans.faults import Note, Wording
from lingqu.law.plans.lines import Reading
from lingqu.law.plans.paragraphs import join_wrapped_lines


def read(*, content: bytes, name: str) -> Reading:
    """Read a text file; raise UnableToReadPlan where its bytes are no text."""
    decoded = decode(content=content, name=name)
    lines = [(f"第{number}行", text) for number, text in enumerate(decoded.text.splitlines(), start=1)]
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
