"""What a reader hands on: a document as numbered lines, each one paragraph, and what the reader itself set aside.

Its one law: nothing readable is lost; what is not a line of the text stands under `set_aside` with its reason.
It does not know what the lines mean.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.law.plans.faults import Note, Wording


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the document; `number` counts from 1, `place` says where it stood in the file (第2页第5行)."""

    number: int
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """Text that is no part of the plan, with the reason why it was recognised as such."""

    text: str
    code: str
    reason: Wording
    place: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file read: its name, its format (txt, docx, pdf, html), its encoding where it has one, and its lines."""

    name: str
    format: str
    encoding: str
    lines: tuple[Line, ...]
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader of one format found: (place, text) of each paragraph, text set aside, notes, encoding."""

    paragraphs: tuple[tuple[str, str], ...]
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[Note, ...] = ()
    encoding: str = ""
