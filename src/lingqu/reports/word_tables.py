"""A table of a report in a Word file: heads repeated on every sheet, numbers to the right, no row broken.

Its one law: each cell is exact and is text. It does not know what the rows mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell, _Row

from lingqu.reports.document import Column, Table
from lingqu.reports.markup import readable
from lingqu.reports.numbers import NUMBERS
from lingqu.reports.paper_columns import widths
from lingqu.reports.style import LIGHT
from lingqu.reports.table_texts import table_texts
from lingqu.reports.word_styles import CELL, GRID, NOTE

_LABEL = 110.0  # points of the label of a fact
_SHORT = 15  # rows: so few stay together on a sheet


def add_table(document: Document, table: Table, lang: str, room: float) -> None:
    """Add a table as wide as its texts ask for and the room allows, and what is said below it."""
    texts = table_texts(table, lang)
    if table.columns:
        rows = [*texts.rows, *([texts.total] if texts.total else [])]
        found = widths(table.columns, texts.heads, rows, room)
        sides = [_side(column) for column in table.columns]
        added = _Grid(document, found.columns, found.size)
        added.add(texts.heads, sides, is_head=True, is_kept=bool(rows))
        for number, row in enumerate(rows, 1):
            is_kept = len(rows) <= _SHORT and number < len(rows)
            added.add(row, sides, is_total=number > len(texts.rows), is_kept=is_kept)
    for note in texts.notes:
        document.add_paragraph(readable(note), NOTE)


def add_facts(document: Document, facts: Sequence[tuple[str, str]], room: float) -> None:
    """Add labels and values beside one another."""
    added = _Grid(document, (_LABEL, room - _LABEL), None)
    for fact in facts:
        added.add(fact, [WD_ALIGN_PARAGRAPH.LEFT] * 2)


class _Grid:
    """A table that grows by rows; a size other than that of the style makes broad ones fit."""

    def __init__(self, document: Document, columns: Sequence[float], size: float | None) -> None:
        self._table: Any = document.add_table(0, len(columns), GRID)
        self._table.autofit = False
        self._columns = [Pt(width) for width in columns]
        self._size = size
        for column, width in zip(self._table.columns, self._columns, strict=True):
            column.width = width

    def add(
        self,
        texts: Sequence[str],
        sides: Sequence[WD_ALIGN_PARAGRAPH],
        *,
        is_head: bool = False,
        is_total: bool = False,
        is_kept: bool = False,  # with the row that follows
    ) -> None:
        row: _Row = self._table.add_row()
        _mark(row, "w:cantSplit")
        if is_head:
            _mark(row, "w:tblHeader")
        for cell, text, side, width in zip(row.cells, texts, sides, self._columns, strict=True):
            cell.width = width
            _write(cell, readable(text), side, self._size, is_kept)
            if is_head or is_total:
                _shade(cell, LIGHT["line" if is_head else "tint"])


def _side(column: Column) -> WD_ALIGN_PARAGRAPH:
    return WD_ALIGN_PARAGRAPH.RIGHT if column.kind in NUMBERS else WD_ALIGN_PARAGRAPH.LEFT


def _write(cell: _Cell, text: str, side: WD_ALIGN_PARAGRAPH, size: float | None, is_kept: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = CELL
    paragraph.alignment = side
    paragraph.paragraph_format.keep_with_next = is_kept
    run = paragraph.add_run(text)
    if size is not None:
        run.font.size = Pt(size)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour.removeprefix("#").upper())
    cell._tc.get_or_add_tcPr().append(shade)
