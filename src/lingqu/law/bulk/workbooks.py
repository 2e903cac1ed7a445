"""A sheet of a workbook (.xlsx, .xls, .ods) as a table in memory.

Its one law: a column whose cells are of one kind keeps that kind; a mixed one becomes text, each number by its shortest
spelling. Rows have the sheet's own numbers; rows without any cell are no rows, and told.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import polars as pl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, load_workbook

from lingqu.law.bulk.headings import folded
from lingqu.law.bulk.layout import MOST_COLUMNS, Said, column_count_refused
from lingqu.law.bulk.register_faults import UnableToReadRegister, refusal
from lingqu.law.bulk.tables import ROW, Table
from lingqu.law.bulk.workbook_errors import MOST_CELLS, error_cells, extent

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY = 1024 * 1024  # an encrypted package is named within the first or the last of these bytes
_WHOLE = 10**15  # Excel keeps fifteen digits


def workbook_table(path: Path, *, sheet: str | None, header_row: int | None) -> Table:
    """Read one sheet, the first without a name. Raises `UnableToReadRegister`."""
    book = _opened(path)
    name, warnings = _chosen(book, sheet)
    chosen = _read(book, path, name)
    if chosen.width > MOST_COLUMNS:
        raise column_count_refused(chosen.width)
    above, left = chosen.start or (0, 0)
    rows = chosen.to_python()
    for row, column, told in error_cells(path, chosen.name):
        if 0 <= row - above < len(rows) and 0 <= column - left < len(rows[0]):
            rows[row - above][column - left] = told
    skipped = 0 if header_row is None else max(0, header_row - 1 - above)
    if len(rows) <= skipped:
        raise refusal(f"{chosen.name}: 0", "标题行和至少一行数据", "a row of headings and at least one row", "id, name")
    headings = [" ".join(_text(cell).split()) for cell in rows[skipped]]
    body = rows[skipped + 1 :]
    numbers = [number for number, row in enumerate(body, above + skipped + 2) if any(cell != "" for cell in row)]
    blank = len(body) - len(numbers)
    if blank:
        warnings = (*warnings, blank_rows_told(blank))
        body = [row for row in body if any(cell != "" for cell in row)]
    columns = list(zip(*body, strict=True)) if body else [()] * len(headings)
    return _table(headings, columns, numbers, left, warnings)


def blank_rows_told(count: int) -> Said:
    """Say that rows without any cell were passed over."""
    return f"略过 {count} 个空白行", f"passed over {count} blank rows"


def _opened(path: Path) -> CalamineWorkbook:
    try:
        return load_workbook(path)
    except PasswordError:
        raise _encrypted(path) from None
    except (CalamineError, ValueError) as error:
        if _holds_encrypted_package(path):
            raise _encrypted(path) from None
        raise refusal(
            f"{path.name}: {error}", "Excel 工作簿（.xlsx、.xls、.ods）", "a workbook (.xlsx, .xls, .ods)", "名单.xlsx"
        ) from None


def _holds_encrypted_package(path: Path) -> bool:
    with open(path, "rb") as file:
        start = file.read(_DIRECTORY)
        file.seek(max(0, path.stat().st_size - _DIRECTORY))
        return _ENCRYPTED in start or _ENCRYPTED in file.read()


def _encrypted(path: Path) -> UnableToReadRegister:
    return refusal(
        f"{path.name}（有密码）",
        "未加密的工作簿：在 Excel 里取消密码再保存",
        "a workbook without a password",
        "名单.xlsx",
    )


def _chosen(book: CalamineWorkbook, sheet: str | None) -> tuple[str, tuple[Said, ...]]:
    names = [each.name for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    if sheet is not None and sheet not in names:
        known = "、".join(names)
        raise refusal(sheet, f"工作表：{known}", f"a sheet: {known}", names[0] if names else "Sheet1", "--sheet")
    if not names:
        raise refusal("0", "至少一张工作表", "at least one sheet", "名单")
    chosen = sheet or names[0]
    told: tuple[Said, ...] = ()
    if sheet is None and len(names) > 1:
        others = "、".join(names[1:6])
        told = (
            (
                f"读取第一张工作表「{chosen}」；另有 {others}",
                f"read the first sheet, {chosen}; there are also {others}",
            ),
        )
    return chosen, told


def _read(book: CalamineWorkbook, path: Path, name: str) -> CalamineSheet:
    """The sheet, which is laid out in memory from its first cell to its last: a stray one far off would end all."""
    try:
        rows, columns, last = extent(path, name)
        if rows * columns > MOST_CELLS:
            raise refusal(
                f"{name}: {last}（{rows:,} × {columns:,}）", "从第一格到最后一格不超过五千万格；删去远处的格子",
                "at most fifty million cells from the first to the last; delete what stands far off", "A1:AZ20000",
            )  # fmt: skip
        return book.get_sheet_by_name(name)
    except (CalamineError, BadZipFile, zlib.error) as error:
        given = f"{path.name}: {str(error)[:120]}"
        raise refusal(given, "完整的工作簿", "a whole workbook", "名单.xlsx") from None


def _table(
    headings: list[str], columns: Sequence[Sequence[Any]], numbers: list[int], left: int, warnings: tuple[Said, ...]
) -> Table:
    made = [pl.Series(ROW, numbers, dtype=pl.UInt32)]
    sources = []
    for place, (heading, cells) in enumerate(zip(headings, columns, strict=True)):
        column = _series(f"c{place}", cells)
        if folded(heading) or column.null_count() < len(column):
            made.append(column)
            sources.append((column.name, heading or f"列{left + place + 1}"))
    frame = pl.DataFrame(made)
    return Table(frame.lazy(), tuple(sources), frame.schema, on_disk=False, is_typed=False, warnings=warnings)


def _series(name: str, cells: Sequence[Any]) -> pl.Series:
    kinds = set(map(type, cells))
    if kinds <= {str}:
        text = pl.Series(name, cells, dtype=pl.String)
        return text.replace("", None) if len(text) else text
    kept = [None if cell == "" else cell for cell in cells]
    kinds = set(map(type, kept)) - {type(None)}
    if kinds <= {int, float}:
        return pl.Series(name, kept, dtype=pl.Float64, strict=False)
    if kinds == {bool}:
        return pl.Series(name, kept, dtype=pl.Boolean)
    if kinds == {date}:
        return pl.Series(name, kept, dtype=pl.Date)
    if kinds == {datetime}:
        return pl.Series(name, kept, dtype=pl.Datetime("us"))
    return pl.Series(name, [None if cell is None else _text(cell) for cell in kept], dtype=pl.String)


def _text(cell: object) -> str:
    """A cell as its shortest exact spelling.

    >>> _text(22000000.0), _text(0.1), _text(1e-05), _text(True)
    ('22000000', '0.1', '0.00001', 'true')
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < _WHOLE:
            return str(int(cell))
        return format(Decimal(repr(cell)), "f")
    return str(cell)
