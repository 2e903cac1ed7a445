"""Rows as a file: CSV and Excel, for people and to be read back.

Its one law: a cell never begins a formula, a personal value is masked, and what has a title has its code beside it.
Rows are read and written in portions, so that a large register needs no more memory than a small one.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.formula_guard import guarded
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.showing import Showing
from lingqu.books.registers.spelling import WITH_CODE
from lingqu.reports.sheet_cells import safe_text
from lingqu.reports.wording import Words

AT_ONCE = 1000
MOST_IN_WORKBOOK = 30_000
"""A workbook is made before it is sent, half a millisecond a row; CSV is sent while it is made and has no limit."""
CODE_OF = Words("{}代码", "{} code")
KEY, VERSION = Words("标识", "Key"), Words("版本", "Version")
RETIRED_ON, RETIRED_BECAUSE = Words("停用日期", "Retired on"), Words("停用原因", "Retired because")


def headings(fields: Sequence[Field], lang: str) -> list[str]:
    """The headings of a file."""
    found = []
    for field in fields:
        found.append(heading_of(field, lang))
        if field.kind in WITH_CODE:
            found.append(CODE_OF.said(lang).format(field.words.said(lang)))
    return [*found, *(words.said(lang) for words in (RETIRED_ON, RETIRED_BECAUSE, KEY, VERSION))]


def heading_of(field: Field, lang: str) -> str:
    """A heading with its unit."""
    text = field.words.said(lang)
    if field.unit is None:
        return text
    return f"{text} ({field.unit.en})" if lang == "en" else f"{text}（{field.unit.zh}）"


def csv_lines(register: Register, rows: QuerySet[RegisterRow], fields: Sequence[Field], lang: str) -> Iterator[str]:
    """The file as CSV, portion by portion; it begins with the mark by which Excel knows UTF-8."""
    yield "\ufeff" + _line(headings(fields, lang))
    for showing in _portions(register, rows, fields):
        yield "".join(_line([guarded(text) for text in _texts(showing, row, lang)]) for row in showing.rows)


def write_workbook(
    register: Register, rows: QuerySet[RegisterRow], fields: Sequence[Field], lang: str, path: Path
) -> None:
    """Write the file as a workbook: days are days, sums are numbers, everything else is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(register.words.said(lang)[:31])
    sheet.freeze_panes = "A2"
    names = headings(fields, lang)
    for place, name in enumerate(names):
        sheet.column_dimensions[_letters(place)].width = min(max(len(name) * 2, 12), 40)
    sheet.append([_bold(sheet, name) for name in names])
    for showing in _portions(register, rows[:MOST_IN_WORKBOOK], fields):
        for row in showing.rows:
            sheet.append([_cell(sheet, value) for value in _values(showing, row, lang)])
    book.save(path)


def workbook_file(
    register: Register, rows: QuerySet[RegisterRow], fields: Sequence[Field], lang: str
) -> tempfile._TemporaryFileWrapper[bytes]:
    """The workbook as an open file that is gone when it is closed."""
    file = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  # handed to the answer, which closes it
    write_workbook(register, rows, fields, lang, Path(file.name))
    file.seek(0)
    return file


def _portions(register: Register, rows: QuerySet[RegisterRow], fields: Sequence[Field]) -> Iterator[Showing]:
    portion: list[RegisterRow] = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        portion.append(row)
        if len(portion) == AT_ONCE:
            yield Showing(register, portion, fields)
            portion = []
    if portion:
        yield Showing(register, portion, fields)


def _texts(showing: Showing, row: RegisterRow, lang: str) -> Iterator[str]:
    for value in _values(showing, row, lang):
        yield "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _values(showing: Showing, row: RegisterRow, lang: str) -> Iterator[Any]:
    for field in showing.fields:
        if field.kind in WITH_CODE:
            yield showing.said(row, field, lang)
            yield showing.written(row, field)
        elif field.kind is Kind.DAY:
            yield showing.value(row, field)
        elif field.kind is Kind.MONEY:
            fen = showing.value(row, field)
            yield None if fen is None else Decimal(fen).scaleb(-2)
        elif field.kind in (Kind.COUNT, Kind.YEAR):
            yield showing.value(row, field)
        else:
            yield showing.said(row, field, lang)
    yield row.retired_on
    yield row.retired_because
    yield str(row.key)
    yield row.version


def _cell(sheet: Any, value: Any) -> Any:
    if value in (None, ""):
        return None
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, safe_text(guarded(value)))
        cell.data_type = "s"  # openpyxl would make a formula of what begins with "="
        return cell
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    return cell


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _line(texts: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(texts)
    return line.getvalue()


def _letters(place: int) -> str:
    """The letters of a column, from 0.

    >>> _letters(0), _letters(26)
    ('A', 'AA')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
