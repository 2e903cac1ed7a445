"""A report as an Excel workbook: a sheet that says what it is, then one for each table, written row by row.

Its one law: every row of every table is there, equal to the fen; a table longer than a sheet goes on in further sheets.
It does not know where the numbers come from.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook  # carries no types
from openpyxl.utils import get_column_letter
from openpyxl.xml import LXML

from lingqu.reports.about_sheet import SheetEntry, about_rows
from lingqu.reports.chart_tables import untold
from lingqu.reports.document import Cell, Report, Table
from lingqu.reports.numbers import heading
from lingqu.reports.sheet_names import SheetNames
from lingqu.reports.sheet_pens import Pens
from lingqu.reports.wording import SHEET_ABOUT, SHEET_UNNAMED
from lingqu.reports.written import replacing

if LXML:  # openpyxl writes through it where it is there; it tells of a full disk in its own way
    from lxml.etree import SerialisationError
else:
    SerialisationError = OSError

MOST_ROWS = 1_048_576  # of one sheet, its head among them
_NARROWEST, _WIDEST = 4, 80
_ABOUT_WIDTHS = (34, 34, 16, 60)

Rows = Iterable[tuple[Cell, ...]]
Watch = Callable[[Rows, int], Rows]
"""The same rows; whoever draws them is watched on the way to their number."""


class _Sheet(NamedTuple):
    name: str
    table: Table
    first: int
    rows: int
    is_last: bool


def write_workbook(report: Report, path: Path, *, most_rows: int = MOST_ROWS) -> None:
    """Write the workbook, replacing `path` whole. Raises OSError."""
    with replacing(path) as beside:
        save_workbook(report, beside, most_rows=most_rows)


def save_workbook(report: Report, path: Path, *, most_rows: int = MOST_ROWS, watch: Watch | None = None) -> None:
    """Write the workbook to a path that nobody looks at yet. Raises OSError."""
    names = SheetNames(SHEET_UNNAMED.said(report.lang))
    about = names.name_for(SHEET_ABOUT.said(report.lang))
    sheets = [sheet for table in _tables(report) for sheet in _split(table, names, most_rows)]
    book = Workbook(write_only=True)
    try:
        _write_about(book.create_sheet(about), report, sheets)
        for sheet in sheets:
            _write_table(book.create_sheet(sheet.name), sheet, report.lang, watch)
        book.save(path)
    except BaseException as error:
        _give_up(book)
        if isinstance(error, SerialisationError) and not isinstance(error, OSError):
            raise OSError(errno.ENOSPC if "ENOSPC" in str(error) else errno.EIO, str(error)) from error
        raise


def _give_up(book: Any) -> None:
    """Leave no pieces of sheets in the folder for temporary files, and nothing for the interpreter to complain of."""
    for sheet in book.worksheets:
        with suppress(Exception):
            sheet.close()
        with suppress(Exception):
            sheet._writer.cleanup()


def _tables(report: Report) -> Iterator[Table]:
    for section in report.sections:
        yield from section.tables
        yield from (table for table in untold(section, report.lang) if table is not None)


def _split(table: Table, names: SheetNames, most_rows: int) -> Iterator[_Sheet]:
    """The sheets of a table; its total needs a row of the last one."""
    room = most_rows - 1 - (table.total is not None)
    count = len(table.rows)
    for first in range(0, max(count, 1), room):
        yield _Sheet(names.name_for(table.title), table, first, min(room, count - first), first + room >= count)


def _write_about(sheet: Any, report: Report, sheets: Sequence[_Sheet]) -> None:
    _set_widths(sheet, _ABOUT_WIDTHS)
    looks = {"title": Pens.title(sheet), "head": Pens.head(sheet), "plain": Pens(sheet)}
    entries = [SheetEntry(each.name, each.table.title, each.rows, each.table.note) for each in sheets]
    for row in about_rows(report, entries):
        sheet.append(looks[row.look].row(row.cells))
    sheet.close()


def _write_table(sheet: Any, part: _Sheet, lang: str, watch: Watch | None) -> None:
    table = part.table
    kinds = [column.kind for column in table.columns]
    sheet.freeze_panes = "A2"
    _set_widths(sheet, [column.width for column in table.columns])
    if kinds:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(kinds))}{part.rows + 1}"
    sheet.append(Pens.head(sheet).row((heading(column, lang), "text") for column in table.columns))
    pens = Pens(sheet)
    rows: Rows = islice(table.rows, part.first, part.first + part.rows)
    for row in rows if watch is None else watch(rows, part.rows):
        sheet.append(pens.row(zip(row, kinds, strict=True)))
    if table.total is not None and part.is_last:
        sheet.append(Pens.total(sheet).row(zip(table.total, kinds, strict=True)))
    sheet.close()


def _set_widths(sheet: Any, widths: Sequence[int]) -> None:
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = max(_NARROWEST, min(width, _WIDEST))
