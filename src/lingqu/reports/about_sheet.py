"""The first sheet of a workbook: title, warnings, what it was made from, figures, and which table stands where.

Its one law: whoever has the file alone knows what it is. It does not know cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from lingqu.reports.document import Cell, Kind, Report
from lingqu.reports.numbers import yuan_word
from lingqu.reports.wording import (
    FACTS,
    FIGURES,
    SHEET_NOTE,
    SHEET_ROWS,
    SHEET_TITLE,
    SHEET_UNIT,
    SHEET_VALUE,
    SHEETS,
    UNKNOWN_IS_EMPTY,
    WARNINGS,
)


class AboutRow(NamedTuple):
    """A row of the sheet: how it looks and its cells."""

    look: Literal["title", "head", "plain"]
    cells: tuple[tuple[Cell, Kind], ...]


class SheetEntry(NamedTuple):
    """A sheet of the workbook: its name, the title of its table, and how many rows of it it has."""

    name: str
    title: str
    rows: int
    note: str


def about_rows(report: Report, sheets: Sequence[SheetEntry]) -> Iterator[AboutRow]:
    """The rows of the first sheet."""
    lang = report.lang
    yield _texts("title", report.title)
    yield from (_texts("plain", text) for text in (report.lead, UNKNOWN_IS_EMPTY.said(lang)) if text)
    if report.warnings:
        yield from _block(WARNINGS.said(lang), [_texts("plain", text) for text in report.warnings])
    if report.facts:
        yield from _block(FACTS.said(lang), [_texts("plain", *fact) for fact in report.facts])
    yield from _paragraphs(report)
    yield from _figures(report)
    if sheets:
        heads = (SHEETS, SHEET_TITLE, SHEET_ROWS, SHEET_NOTE)
        yield _texts("plain", "")
        yield _texts("head", *(each.said(lang) for each in heads))
        for sheet in sheets:
            yield AboutRow(
                "plain", ((sheet.name, "text"), (sheet.title, "text"), (sheet.rows, "count"), (sheet.note, "text"))
            )


def _paragraphs(report: Report) -> Iterator[AboutRow]:
    for section in report.sections:
        if section.paragraphs:
            yield from _block(section.title, [_texts("plain", text) for text in section.paragraphs])


def _figures(report: Report) -> Iterator[AboutRow]:
    figures = [(section, figure) for section in report.sections for figure in section.figures]
    if not figures:
        return
    lang = report.lang
    yield _texts("plain", "")
    yield _texts("head", *(each.said(lang) for each in (FIGURES, SHEET_VALUE, SHEET_UNIT, SHEET_NOTE)))
    for section, figure in figures:
        unit = yuan_word(lang) if figure.kind == "money" else ""
        note = " · ".join(filter(None, (section.title, figure.note)))
        cells: tuple[tuple[Cell, Kind], ...] = (
            (figure.label, "text"),
            (figure.value, figure.kind),
            (unit, "text"),
            (note, "text"),
        )
        yield AboutRow("plain", cells)


def _block(title: str, rows: Sequence[AboutRow]) -> Iterator[AboutRow]:
    yield _texts("plain", "")
    yield _texts("head", title)
    yield from rows


def _texts(look: Literal["title", "head", "plain"], *texts: str) -> AboutRow:
    return AboutRow(look, tuple((text, "text") for text in texts))
