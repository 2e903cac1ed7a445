"""A table in a file, CSV, Excel or Parquet, as rows of texts with the numbers that the file gives them.

Its one law: a cell comes out as the text a person sees in it, a number in full and without an exponent; rows that are
empty throughout are passed over, their numbers are not reused. It does not know what the columns mean.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from lingqu.law.studies.allocation.sayings import AllocationFault, Saying, UnableToAllocate

LARGEST_FILE = 256 * 1024 * 1024
MOST_COLUMNS = 1000
EXCEL = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_PARQUET = b"PAR1"

_TABLE = Saying("CSV（UTF-8 或 GB18030）、Excel 或 Parquet 表", "a table: CSV in UTF-8 or GB18030, Excel or Parquet")
_READABLE = Saying("可以读取的文件", "a file that can be read")
_ROWS = Saying("一行表头和至少一行申请", "a row of headings and at least one application under it")
_COLUMNS = Saying(f"至多 {MOST_COLUMNS} 列", f"at most {MOST_COLUMNS} columns")
_SIZE = Saying("不超过 256 MiB 的文件", "a file of at most 256 MiB")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings and, under them, rows of as many cells, each with its number in the file."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheet(path: Path) -> Sheet:
    """Read the first sheet of a file. Raises `UnableToAllocate`."""
    file = path.name
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _unable(file, f"{path.stat().st_size} B", _SIZE)
        content = path.read_bytes()
    except OSError as error:
        raise _unable(str(path), error.strerror or "?", _READABLE) from None
    rows: Iterable[tuple[int, list[str]]]
    if content.startswith(_PARQUET):
        rows = _of_parquet(content, file)
    elif path.suffix.lower() in EXCEL or content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        rows = _of_excel(content, file)
    else:
        rows = _of_csv(content, file)
    return _headed(file, rows)


def _headed(file: str, rows: Iterable[tuple[int, list[str]]]) -> Sheet:
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if len(filled) < 2:
        raise _unable(file, f"{len(filled)}", _ROWS)
    headings = filled[0][1]
    while headings and not headings[-1]:
        headings.pop()
    width = len(headings)
    if width > MOST_COLUMNS:
        raise _unable(file, str(width), _COLUMNS)
    faults = [
        AllocationFault(
            file, cells[width], Saying(f"{width} 格，与表头相同", f"{width} cells, as the headings"), "-", number
        )
        for number, cells in filled[1:]
        if any(cells[width:])
    ]
    if faults:
        raise UnableToAllocate(faults)
    padded = ((number, tuple((cells + [""] * width)[:width])) for number, cells in filled[1:])
    return Sheet(file, tuple(headings), tuple(padded))


def _of_csv(content: bytes, file: str) -> list[tuple[int, list[str]]]:
    text = _decoded(content, file)
    first = text.split("\n", 1)[0]
    separator = max(",\t;", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        rows = []
        start = 1
        for cells in reader:
            rows.append((start, [cell.strip() for cell in cells]))
            start = reader.line_num + 1
        return rows
    except csv.Error as error:
        raise _unable(file, str(error), _TABLE, row=start) from None


def _decoded(content: bytes, file: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise _unable(file, "0x" + content[:8].hex(), _TABLE)


def _of_excel(content: bytes, file: str) -> list[tuple[int, list[str]]]:
    from python_calamine import CalamineWorkbook

    from lingqu.law.bulk.workbook_errors import MOST_CELLS, extent

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows_there, columns_there, last = extent(io.BytesIO(content), book.sheet_names[0])
        if rows_there * columns_there > MOST_CELLS:  # the reader would take memory for each of them
            raise ValueError(f"{last}: {rows_there} × {columns_there}")
        sheet = book.get_sheet_by_index(0)
        above = sheet.start[0] if sheet.start else 0
        rows = sheet.to_python(skip_empty_area=True)
    except Exception as error:  # calamine raises several kinds, among them those of its zip and XML readers
        raise _unable(file, str(error).split("\n")[0], _TABLE) from None
    return [(above + number, [_cell(value) for value in row]) for number, row in enumerate(rows, 1)]


def _of_parquet(content: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    import polars as pl

    try:
        frame = pl.read_parquet(io.BytesIO(content))
    except Exception as error:  # polars has a dozen kinds for a damaged file
        raise _unable(file, str(error).split("\n")[0], _TABLE) from None
    yield 1, list(frame.columns)
    for number, row in enumerate(frame.iter_rows(), 2):
        yield number, [_cell(value) for value in row]


def _cell(value: Any) -> str:
    """The text of a cell; a floating number as the shortest text that is that number.

    >>> _cell(87.5), _cell(800000.0), _cell(1e7), _cell(True), _cell(None)
    ('87.5', '800000', '10000000', '是', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float | Decimal):
        text = format(Decimal(repr(value)) if isinstance(value, float) else value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ";".join(_cell(each) for each in value)
    return str(value).strip()


def _unable(file: str, given: str, expected: Saying, row: int | None = None) -> UnableToAllocate:
    return UnableToAllocate([AllocationFault(file, given, expected, "applications.csv", row)])
