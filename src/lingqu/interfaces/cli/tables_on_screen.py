"""A report laid out for a screen: figures, tables with their numbers to the right, warnings first.

Its one law: a row that is not shown is counted. Charts are for pages; here their numbers are told where no table of the
section tells them. It does not know what is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lingqu.interfaces.cli.columns import COMFORTABLE, GAP, table
from lingqu.interfaces.cli.screen import BLANK, Line, Part, flowed, paragraph
from lingqu.interfaces.cli.wrapping import cells, longest_piece
from lingqu.reports.chart_tables import untold
from lingqu.reports.document import Cell, Figure, Report, Section, Table
from lingqu.reports.numbers import NUMBERS, cell_text, heading, headline, share_digits
from lingqu.reports.studies.citations import listed
from lingqu.reports.wording import Words

MOST_ROWS = 30  # of one table

_NOTE = Words("注意", "Note")
_MORE = Words("（前 {} 行，共 {} 行；全部用 --excel 写出）", "(the first {} of {} rows; --excel writes all)")
_WITHOUT = Words("（没有列出的列：{}）", "(columns not shown: {})")
_NO_ROWS = Words("（没有行）", "(no rows)")
_ABOUT = Words("约 {}", "about {}")


def report_lines(report: Report, width: int, *, most_rows: int = MOST_ROWS) -> Iterator[Line]:
    """Lay a whole report out."""
    yield from flowed([Part(report.title, "head")], width)
    if report.lead:
        yield from flowed([Part(report.lead)], width)
    for text in report.warnings:
        yield from flowed([Part(f"{_NOTE.said(report.lang)}  ", "open"), Part(text)], width, hanging=2)
    for label, value in report.facts:
        yield from paragraph(label, value, width, indent=0)
    for section in report.sections:
        yield BLANK
        yield from _section_lines(section, width, report.lang, most_rows)


def _section_lines(section: Section, width: int, lang: str, most_rows: int) -> Iterator[Line]:
    yield from flowed([Part(section.title, "head")], width)
    for text in section.paragraphs:
        yield from flowed([Part(text)], width)
    yield from figure_lines(section.figures, width, lang)
    untold_tables = [each for each in untold(section, lang) if each is not None]
    for number, each in enumerate((*section.tables, *untold_tables)):
        if number or section.paragraphs or section.figures:
            yield BLANK
        yield from table_lines(each, width, lang, most_rows=most_rows, under=section.title)


def figure_lines(figures: Sequence[Figure], width: int, lang: str) -> list[Line]:
    """Lay figures out, one a line: label, exact value, and in short what is long."""
    rows = [_figure_row(figure, lang) for figure in figures]
    if not rows:
        return []
    return table(("", "", ""), rows, width, right=(1,))[1:]


def _figure_row(figure: Figure, lang: str) -> tuple[Part, Part, Part]:
    said = headline(figure.value, figure.kind, lang)
    short = f"{said.text}{' ' if lang == 'en' else ''}{said.unit}" if said.unit != "%" else f"{said.text}%"
    exact = said.exact or short
    told = (_ABOUT.said(lang).format(short) if said.is_rounded else short) if said.exact else ""
    return Part(figure.label), Part(exact, "money"), Part(" · ".join(filter(None, (told, figure.note))), "quiet")


def table_lines(data: Table, width: int, lang: str, *, most_rows: int = MOST_ROWS, under: str = "") -> list[Line]:
    """Lay a table out under its title, which is not told again where it is that of the section."""
    shown = min(most_rows, data.shown)
    digits = _digits(data, shown)
    rows = [_row(row, data, digits, "") for row in islice(data.rows, shown)]
    if data.total is not None:
        rows.append(_row(data.total, data, digits, "head"))
    lines = flowed([Part(data.title, "head")], width) if data.title not in ("", under) else []
    places = _places(data, shown, width, lang)
    columns = [data.columns[place] for place in places]
    right = [number for number, column in enumerate(columns) if column.kind in NUMBERS]
    firm = [number for number, column in enumerate(columns) if column.kind == "day"]
    if rows:
        told = [[row[place] for place in places] for row in rows]
        lines += table([heading(each, lang) for each in columns], told, width, firm=firm, right=right)
    without = [column.title for column in data.columns if column not in columns]
    for note in _notes(data, shown, without, lang):
        lines += flowed([Part(note, "quiet")], width)
    return lines


def _places(data: Table, shown: int, width: int, lang: str) -> list[int]:
    """The columns shown: without spare ones, the last of them first, that would leave the others too little room."""
    kept = list(range(len(data.columns)))
    needs = [_need(data, place, shown, lang) for place in kept]
    for place in reversed(range(len(data.columns))):
        if data.columns[place].is_spare and sum(needs[each] + GAP for each in kept) - GAP > width:
            kept.remove(place)
    return kept


def _need(data: Table, place: int, shown: int, lang: str) -> int:
    """The cells that a column takes without looking squeezed."""
    column = data.columns[place]
    told = [*islice(data.rows, shown), *([] if data.total is None else [data.total])]
    texts = [cell_text(row[place], column.kind) for row in told]
    widest = max(map(cells, texts), default=0)
    words = max(map(longest_piece, (heading(column, lang), *texts)))
    return max(words, widest if column.kind in NUMBERS else min(widest, COMFORTABLE))


def _digits(data: Table, shown: int) -> list[int]:
    told = [*islice(data.rows, shown), *([] if data.total is None else [data.total])]
    return [share_digits(row[place] for row in told) for place in range(len(data.columns))]


def _row(row: Iterable[Cell], data: Table, digits: Sequence[int], style: str) -> list[str | Part]:
    return [
        Part(cell_text(value, column.kind, digits=decimals), style)
        for value, column, decimals in zip(row, data.columns, digits, strict=True)
    ]


def _notes(data: Table, shown: int, without: Sequence[str], lang: str) -> Iterator[str]:
    if not len(data.rows):
        yield _NO_ROWS.said(lang)
    elif len(data.rows) > shown:
        yield _MORE.said(lang).format(f"{shown:,}", f"{len(data.rows):,}")
    if without:
        yield _WITHOUT.said(lang).format(listed([*without], lang))
    if data.note:
        yield data.note
