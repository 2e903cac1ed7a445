"""The blocks of a file as an outline.

Its one law: a block stands in it whether or not it can be read. It does not know what is inside a block.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.law.editing.spans import Span, span_of
from lingqu.law.editing.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Entry:
    """One block: its section word, its head, all of it, and the line to go to."""

    section: str
    title: str
    span: Span
    head: Span


def outline(workspace: Workspace, file: str) -> tuple[Entry, ...]:
    """List the blocks of a file. Raises UnableToFindFile."""
    read = workspace.file(file)
    entries = []
    for block in read.layout.blocks:
        last = max([block.head.end, *(field.end for field in block.fields)])
        title = " ".join(read.source.text[block.head.start : block.head.end].split())
        head = span_of(read.source, block.head.offset, block.head.end)
        entries.append(Entry(block.section, title, span_of(read.source, block.head.offset, last), head))
    return tuple(entries)
