"""A report as a Word file on A4: styles that can be changed, real headings, tables whose heads are repeated, pictures.

Its one law: the same report is the same file, to the byte, and a text of a report is a run of letters, never a field.
It does not know where the numbers come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt

from lingqu.reports.chart_drawings import DrawnChart, drawn_charts
from lingqu.reports.chart_tables import untold
from lingqu.reports.document import Column, Figure, Report, Section, Table
from lingqu.reports.laid_sheets import UPRIGHT, laid_out
from lingqu.reports.markup import readable
from lingqu.reports.numbers import headline
from lingqu.reports.word_sheets import begin_sheets
from lingqu.reports.word_styles import NOTE, set_styles
from lingqu.reports.word_tables import add_facts, add_table
from lingqu.reports.wording import (
    ABOUT,
    EXACT,
    FACTS,
    FIGURES,
    SHEET_NOTE,
    SHEET_VALUE,
    UNKNOWN_IS,
    UNTITLED,
    WARNINGS,
)
from lingqu.reports.written import replacing

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # an archive knows no earlier one
_REGULAR_FILE = 0o100644 << 16
_TALLEST = 640.0  # points of a picture
_LONGEST_PROPERTY = 255  # characters


def write_word(report: Report, path: Path) -> None:
    """Write the Word file, replacing `path` whole. Raises OSError."""
    with replacing(path) as beside:
        beside.write_bytes(word(report))


def word(report: Report) -> bytes:
    """Write the whole report. Raises `UnableToDraw`."""
    lang, title = report.lang, " ".join(readable(report.title).split()) or UNTITLED.said(report.lang)
    document = Document()
    set_styles(document, lang)
    _say_what_it_is(document, title, lang)
    begin_sheets(document, title, is_across=False, is_first=True)
    _add_beginning(document, report)
    charts = iter(drawn_charts([chart for section in report.sections for chart in section.charts], lang))
    for place, laid in enumerate(laid_out(report.sections, lang)):
        if place or laid.is_across:
            begin_sheets(document, title, is_across=laid.is_across, is_first=False)
        for section in laid.sections:
            _add_section(document, section, charts, lang, laid.room)
    document.add_paragraph(UNKNOWN_IS.said(lang), NOTE)
    return _packed(document)


def _say_what_it_is(document: WordDocument, title: str, lang: str) -> None:
    """Put title and language in place of what the empty document says of itself, and no day and no person."""
    properties: Any = document.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.language = "en" if lang == "en" else "zh-CN"
    properties.author = properties.comments = ""
    element = properties._element
    for name in ("dcterms:created", "dcterms:modified"):
        for day in element.findall(qn(name)):
            element.remove(day)
    package: Any = document.part.package
    for key in [key for key, each in package.rels.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del package.rels[key]


def _add_beginning(document: WordDocument, report: Report) -> None:
    document.add_paragraph(readable(report.title), "Title")
    _add_paragraphs(document, [report.lead], "Subtitle")
    if report.warnings:
        document.add_heading(WARNINGS.said(report.lang), 2)
        _add_paragraphs(document, report.warnings, "List Bullet")
    if report.facts:
        document.add_heading(FACTS.said(report.lang), 2)
        add_facts(document, report.facts, UPRIGHT)


def _add_section(
    document: WordDocument, section: Section, charts: Iterator[DrawnChart], lang: str, room: float
) -> None:
    document.add_heading(readable(section.title), 1)
    _add_paragraphs(document, section.paragraphs)
    if section.figures:
        add_table(document, _figures(section.figures, lang), lang, room)
    for told in untold(section, lang):
        _add_chart(document, next(charts))
        if told is not None and told.rows:
            _add_titled(document, told, lang, room)
    for table in section.tables:
        _add_titled(document, table, lang, room, under=section.title)


def _add_chart(document: WordDocument, chart: DrawnChart) -> None:
    document.add_heading(chart.title, 2)
    if chart.empty:
        document.add_paragraph(chart.empty, NOTE)
    for each in chart.drawings:
        _add_paragraphs(document, [each.title])
        picture = document.add_picture(BytesIO(each.png), width=Pt(UPRIGHT))
        if picture.height > Pt(_TALLEST):
            picture.width, picture.height = Pt(round(UPRIGHT * Pt(_TALLEST) / picture.height)), Pt(_TALLEST)
        told: Any = picture._inline.docPr
        told.set("descr", chart.said)
        told.set("title", each.title or chart.title)


def _add_titled(document: WordDocument, table: Table, lang: str, room: float, *, under: str = "") -> None:
    if table.title != under:
        document.add_heading(readable(table.title), 2)
    add_table(document, table, lang, room)


def _figures(figures: Iterable[Figure], lang: str) -> Table:
    """The figures as a table: a card is nothing that Word knows."""
    columns = (Column(FIGURES.said(lang)), Column(SHEET_VALUE.said(lang)), Column(SHEET_NOTE.said(lang)))
    rows = []
    for figure in figures:
        said = headline(figure.value, figure.kind, lang)
        value = f"{ABOUT.said(lang)} {said.text}" if said.is_rounded else said.text
        unit = f" {said.unit}" if said.unit not in ("", "%") else said.unit
        exact = f"{EXACT.said(lang)}{said.exact}" if said.exact else ""
        rows.append((figure.label, value + unit, "\n".join(filter(None, (exact, figure.note)))))
    return Table("", columns, rows, shown=len(rows))


def _add_paragraphs(document: WordDocument, texts: Iterable[str], style: str | None = None) -> None:
    for text in texts:
        if text:
            document.add_paragraph(readable(text), style)


def _packed(document: WordDocument) -> bytes:
    """The file, packed again without the hour at which it was packed."""
    made, packed = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, _REGULAR_FILE
            target.writestr(entry, source.read(name))
    return packed.getvalue()
