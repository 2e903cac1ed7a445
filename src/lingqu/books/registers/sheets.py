"""A file that somebody brings as rows of texts by heading, whatever its kind and encoding.

Its one law: what a file would grow to is asked before it is opened; a file too large, too wide or packed too tight is
refused with its limit. It knows no register and no framework: files of unknown origin are read by a process of its own
(sheets_apart.py).
"""

from __future__ import annotations

import csv
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from lingqu.books.registers.formula_guard import unguarded
from lingqu.law.bulk.encodings import encoding_of
from lingqu.law.bulk.register_faults import UnableToReadRegister
from lingqu.law.bulk.workbook_errors import error_cells, extent
from lingqu.reports.wording import Words

LARGEST = 20 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
_LARGEST_UNPACKED = 400 * 1024 * 1024
_TIGHTEST = 200  # unpacked to packed bytes of one part; sheets of repeated text reach some 50
_MOST_PARTS = 2000
_MOST_CELLS = 6_000_000
_MOST_LINES = 1_048_576  # as many as a sheet has; blank ones cost time, though they are left out


class UnableToOpenSheet(Exception):
    """A file that is no sheet of rows; `words` says why and what is expected."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file with the number its reader sees, and its texts by heading."""

    number: int
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings of a file and its rows; rows without any text are left out."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def sheet_in(content: bytes, name: str) -> Sheet:
    """Read a file: .xlsx, .xls, .ods or CSV. Raises `UnableToOpenSheet`."""
    check_size(len(content))
    if not content.strip():
        raise UnableToOpenSheet("文件是空的", "the file is empty")
    is_workbook = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    rows = _rows_of_workbook(content) if is_workbook else _rows_of_text(content, name)
    return _sheet(rows)


def check_size(size: int) -> None:
    """Refuse a file by its size. Raises `UnableToOpenSheet`."""
    if size > LARGEST:
        raise UnableToOpenSheet(
            f"文件有 {size / 1048576:.1f} MB，至多 {LARGEST // 1048576} MB：请分成几份",
            f"the file has {size / 1048576:.1f} MB; at most {LARGEST // 1048576} MB: split it",
        )


def _sheet(rows: Iterable[list[str]]) -> Sheet:
    """Gather what is filled in, holding no row beyond those that may be."""
    headings: list[str] | None = None
    lines: list[Line] = []
    count = 0
    for number, row in enumerate(rows, 1):
        if number > _MOST_LINES:
            raise UnableToOpenSheet(
                f"超过 {_MOST_LINES} 行，多半是空行：删去再传",
                f"more than {_MOST_LINES} rows, most of them empty: delete those",
            )
        if not any(row):
            continue
        if headings is None:
            headings = _headings(row)
            continue
        count += 1
        if count <= MOST_ROWS:
            lines.append(Line(number, {head: cell for head, cell in zip(headings, row, strict=False) if head}))
    if headings is None:
        raise UnableToOpenSheet("文件里没有标题行", "the file has no row of headings")
    if not lines:
        raise UnableToOpenSheet("标题行下面没有数据", "there is nothing under the headings")
    if count > MOST_ROWS:
        raise UnableToOpenSheet(
            f"有 {count} 行，一次至多 {MOST_ROWS} 行：请分成几份",
            f"{count} rows; at most {MOST_ROWS} at once: split the file",
        )
    return Sheet(tuple(head for head in headings if head), tuple(lines))


def _headings(row: list[str]) -> list[str]:
    headings = [" ".join(each.split()) for each in row]
    doubled = sorted({each for each in headings if each and headings.count(each) > 1})
    if doubled:
        raise UnableToOpenSheet(
            f"标题“{'”“'.join(doubled)}”出现不止一次，每列一个标题",
            f"headings that stand more than once: {', '.join(doubled)}; each column has its own",
        )
    return headings


def _rows_of_text(content: bytes, name: str) -> Iterator[list[str]]:
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(content)
        file.flush()
        try:
            codec = encoding_of(Path(file.name)).codec
        except UnableToReadRegister as error:
            fault = error.faults[0]
            raise UnableToOpenSheet(
                f"“{name[:60]}”无法读取：{fault.given}；应为{fault.expected}",
                f"“{name[:60]}” cannot be read: {fault.given}; expected {fault.expected_english}",
            ) from error
    text = content.decode("utf-8-sig" if codec == "utf-8" else codec)
    first = text[: text.find("\n") + 1 or None]
    separator = max(",;\t", key=first.count)
    csv.field_size_limit(200_000)
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            if len(row) > MOST_COLUMNS:
                raise _too_wide()
            yield [_bare(cell) for cell in row]
    except csv.Error as error:
        raise UnableToOpenSheet(f"CSV 无法读取：{error}", f"the CSV cannot be read: {error}") from error


def _bare(text: str) -> str:
    # a guard stands at the very start, white space is trimmed only when the value is read
    return unguarded(text)


def _rows_of_workbook(content: bytes) -> list[list[str]]:
    if content.startswith(b"PK"):
        _refuse_bomb(content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        names = book.sheet_names
        if not names:
            raise UnableToOpenSheet("工作簿里没有工作表", "the workbook has no sheet")
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
            file.write(content)
            file.flush()
            path = Path(file.name)
            _refuse_far_cells(path, names[0])
            sheet = book.get_sheet_by_name(names[0])
            if sheet.width > MOST_COLUMNS:
                raise _too_wide()
            above, left = sheet.start or (0, 0)
            rows = [[_text(cell) for cell in row] for row in sheet.to_python()]
            for row, column, told in error_cells(path, names[0]):
                if 0 <= row - above < len(rows) and 0 <= column - left < len(rows[row - above]):
                    rows[row - above][column - left] = told
    except PasswordError as error:
        raise UnableToOpenSheet("工作簿有密码：请取消密码再传", "the workbook has a password: take it off") from error
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnableToOpenSheet(
            f"不是完整的工作簿（{str(error)[:80]}）；应为 .xlsx 或 CSV",
            f"no whole workbook ({str(error)[:80]}); expected .xlsx or CSV",
        ) from error
    return [[] for _ in range(above)] + rows


def _refuse_bomb(content: bytes) -> None:
    """Ask the directory of the archive what it would grow to, before anything unpacks it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise UnableToOpenSheet("工作簿不完整，打不开", "the workbook is broken") from error
    total = sum(part.file_size for part in parts)
    is_tight = any(part.file_size > 1_000_000 and part.file_size > _TIGHTEST * part.compress_size for part in parts)
    if total > _LARGEST_UNPACKED or is_tight or len(parts) > _MOST_PARTS:
        raise UnableToOpenSheet(
            f"工作簿展开后有 {total / 1048576:.0f} MB，压缩得过紧，不予打开；请另存为 CSV 再传",
            f"unpacked the workbook has {total / 1048576:.0f} MB, packed too tight to be opened; save it as CSV",
        )


def _refuse_far_cells(path: Path, name: str) -> None:
    try:
        rows, columns, last = extent(path, name)
    except (KeyError, zipfile.BadZipFile):
        return  # .xls and .ods do not tell
    if rows * max(columns, 1) > _MOST_CELLS:
        raise UnableToOpenSheet(
            f"最远的一格是 {last}，中间的空格太多：删去远处的格子",
            f"the farthest cell is {last}: delete what stands far off",
        )


def _too_wide() -> UnableToOpenSheet:
    return UnableToOpenSheet(f"列太多，至多 {MOST_COLUMNS} 列", f"too many columns; at most {MOST_COLUMNS}")


def _text(cell: Any) -> str:
    """A cell as a text: whole numbers without a decimal point, days without midnight."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return unguarded(str(cell))
