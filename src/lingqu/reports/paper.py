"""A report as the sheets that are set of it: every text cleaned, cut into pieces, and with its place.

Its one law: it holds plain data that JSON can write, and all that is decided about room is decided here, not in the
template. It does not know Typst.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lingqu.reports.chart_pictures import ChartPictures, chart_pictures
from lingqu.reports.chart_tables import untold
from lingqu.reports.document import Figure, Report, Section, Table
from lingqu.reports.laid_sheets import UPRIGHT, laid_out
from lingqu.reports.lettering import SIZE, lines_of, text_width
from lingqu.reports.markup import readable, sums_apart
from lingqu.reports.numbers import NUMBERS, headline
from lingqu.reports.paper_columns import PADDING, lines_needed, softened, widths
from lingqu.reports.style import LIGHT
from lingqu.reports.table_texts import TableTexts, table_texts
from lingqu.reports.wording import ABOUT, CONTENTS, EXACT, FACTS, UNKNOWN_IS, UNTITLED, WARNINGS

_TEXT, _SMALL = 10.0, 8.0
_FEW = 3  # so many sections are found without a list of contents
_CARDS = 3  # figures beside one another
_CARD = 140.0
_VALUE_SIZES = (17.0, 14.0, 12.0, 10.0)
_KEPT = 220.0  # points: a table or a row of this height is not broken between sheets
_LONGEST_NOTE = 300  # characters under a figure that stay on one sheet
_LONGEST_SUM = 40  # characters that are held on one line

Pieces = list[str]
"""A text; every second piece of it stays on one line."""


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table with its columns measured."""

    title: str
    size: float
    widths: tuple[float, ...]
    aligns: tuple[str, ...]
    heads: list[str]
    rows: list[list[Pieces]]
    total: list[Pieces]
    notes: list[Pieces]
    is_kept: bool  # on one sheet
    keeps_rows: bool  # each of them on one sheet


@dataclass(frozen=True, slots=True)
class SetFigure:
    """A figure, with the size at which its value fits."""

    label: Pieces
    before: str
    value: str
    size: float
    unit: str
    exact: str
    note: Pieces
    is_kept: bool  # on one sheet


@dataclass(frozen=True, slots=True)
class SetChart:
    """A chart with the table of its numbers, where no other table has them."""

    chart: ChartPictures
    table: SetTable | None


@dataclass(frozen=True, slots=True)
class SetSection:
    """A section."""

    title: str
    paragraphs: list[Pieces]
    figures: list[SetFigure]
    charts: list[SetChart]
    tables: list[SetTable]


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sections one after another on sheets that are laid the same way."""

    is_across: bool
    sections: list[SetSection]


@dataclass(frozen=True, slots=True)
class Paper:
    """All that is set of a report."""

    lang: str
    colours: dict[str, str]
    fonts: dict[str, str]
    title: Pieces
    name: str  # the title as the file knows it; never empty
    header: str
    lead: Pieces
    warnings_title: str
    warnings: list[Pieces]
    facts_title: str
    facts: list[tuple[Pieces, Pieces]]
    contents_title: str  # empty where there is no list of contents
    sheets: list[Sheets]
    closing: str


def paper(report: Report, *, sans: str, serif: str) -> Paper:
    """Lay a report out. Raises `UnableToDraw`."""
    lang = report.lang
    name = " ".join(readable(report.title).split()) or UNTITLED.said(lang)
    return Paper(
        lang="en" if lang == "en" else "zh",
        colours=LIGHT,
        fonts={"sans": sans, "serif": serif},
        title=_pieces(report.title, UPRIGHT, 20.0),
        name=name,
        header=lines_of(name, UPRIGHT * SIZE / _SMALL * 0.9, 1)[0],
        lead=_pieces(report.lead),
        warnings_title=WARNINGS.said(lang),
        warnings=_paragraphs(report.warnings),
        facts_title=FACTS.said(lang),
        facts=[(_pieces(label, 95.0), _pieces(value, 340.0)) for label, value in report.facts],
        contents_title=CONTENTS.said(lang) if len(report.sections) > _FEW else "",
        sheets=[
            Sheets(laid.is_across, [_section(each, lang, sans, laid.room) for each in laid.sections])
            for laid in laid_out(report.sections, lang)
        ],
        closing=UNKNOWN_IS.said(lang),
    )


def _section(section: Section, lang: str, font: str, room: float) -> SetSection:
    charts = [
        SetChart(
            chart_pictures(chart, font=font, lang=lang),
            None if table is None or not table.rows else _table(table, lang, room),
        )
        for chart, table in zip(section.charts, untold(section, lang), strict=True)
    ]
    return SetSection(
        readable(section.title),
        _paragraphs(section.paragraphs),
        [_figure(figure, lang) for figure in section.figures],
        charts,
        [_table(table, lang, room, under=section.title) for table in section.tables],
    )


def _figure(figure: Figure, lang: str) -> SetFigure:
    said = headline(figure.value, figure.kind, lang)
    before = f"{ABOUT.said(lang)} " if said.is_rounded else ""
    wide = text_width(f"{before}{said.unit}") / SIZE * _TEXT
    sizes = (size for size in _VALUE_SIZES if text_width(said.text) / SIZE * size + wide <= _CARD)
    size = next(sizes, _VALUE_SIZES[-1])
    return SetFigure(
        _pieces(figure.label, _CARD),
        before,
        softened(readable(said.text), _CARD, size),
        size,
        said.unit,
        f"{EXACT.said(lang)}{said.exact}" if said.exact else "",
        _pieces(figure.note, _CARD),
        len(figure.label) + len(said.text) + len(figure.note) <= _LONGEST_NOTE,
    )


def _table(table: Table, lang: str, room: float, *, under: str = "") -> SetTable:
    texts = _readable(table_texts(table, lang))
    rows = [*texts.rows, *([texts.total] if texts.total else [])]
    found = widths(table.columns, texts.heads, rows, room)
    rooms = [width - PADDING for width in found.columns]
    set_rows = [_cells(row, rooms, found.size) for row in rows]
    shown = len(texts.rows)
    heights = _heights([texts.heads, *rows], rooms, found.size)
    return SetTable(
        "" if table.title == under else readable(table.title),
        found.size,
        found.columns,
        tuple("right" if column.kind in NUMBERS else "left" for column in table.columns),
        [softened(head, each, found.size) for head, each in zip(texts.heads, rooms, strict=True)],
        set_rows[:shown],
        set_rows[shown] if texts.total else [],
        _paragraphs(texts.notes),
        sum(heights) <= _KEPT,
        max(heights) <= _KEPT,
    )


def _readable(texts: TableTexts) -> TableTexts:
    def clean(row: Iterable[str]) -> list[str]:
        return [readable(text) for text in row]

    total = None if texts.total is None else clean(texts.total)
    return TableTexts(clean(texts.heads), [clean(row) for row in texts.rows], total, texts.notes)


def _cells(row: list[str], rooms: list[float], size: float) -> list[Pieces]:
    return [_pieces(text, room, size) for text, room in zip(row, rooms, strict=True)]


def _heights(rows: Iterable[list[str]], rooms: list[float], size: float) -> list[float]:
    lines = (
        max((lines_needed(text, room, size) for text, room in zip(row, rooms, strict=True)), default=1) for row in rows
    )
    return [1.4 * size * count + 5 for count in lines]


def _paragraphs(texts: Iterable[str]) -> list[Pieces]:
    return [_pieces(text) for text in texts if text]


def _pieces(text: str, room: float = UPRIGHT - 30, size: float = _TEXT) -> Pieces:
    """A text in pieces that fit into its room; a sum that does not is no longer held together."""
    pieces = sums_apart(readable(text))
    for place in range(1, len(pieces), 2):
        if len(pieces[place]) > _LONGEST_SUM or text_width(pieces[place]) / SIZE * size > room:
            return [softened("".join(pieces), room, size)]
    return [softened(piece, room, size) for piece in pieces]
