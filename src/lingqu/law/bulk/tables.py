"""A file as a table: its headings, and its rows as they stand, each with the number its reader sees.

Its one law: what kind of file it is stands in its first bytes, not in its name. Parquet stays on disk and is read as it
is asked for; text and workbooks are in memory or, in a folder given for it, kept as Parquet.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from lingqu.law.bulk.register_faults import refusal

ROW = "\x1frow"
"""The column that numbers the rows; no heading can be called so."""

LARGEST_IN_MEMORY = 64 * 1024 * 1024
"""A file larger than this is not held in memory where that can be helped."""

Progress = Callable[[int, int], None]
"""Told how much is done of how much; the unit is the reader's own."""

_OS_ERROR = re.compile(r"\(os error (\d+)\)")
_PARQUET, _ZIP, _OLE = b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PARQUET_NAMES = (".parquet", ".pq")
WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a file with ROW before them.

    `sources` are (column of the frame, heading); `on_disk`: read again at each use; `is_typed`: its types were chosen.
    """

    frame: pl.LazyFrame
    sources: tuple[tuple[str, str], ...]
    schema: pl.Schema
    on_disk: bool
    is_typed: bool
    warnings: tuple[tuple[str, str], ...] = ()


def kept_as_parquet(frame: pl.LazyFrame, path: Path) -> None:
    """Write a frame as Parquet. Raises `OSError` where the disk does not take it, which Polars calls otherwise."""
    try:
        frame.sink_parquet(path, compression="lz4")  # read again soon, and gone after that
    except (PolarsError, OSError) as error:
        number = _OS_ERROR.search(str(error))
        if number is None:
            raise
        raise OSError(int(number[1]), os.strerror(int(number[1])), str(path)) from None


def kind_of(path: Path) -> str:
    """Say what a file is: parquet, workbook or text. Raises `UnableToReadRegister` where its name says otherwise."""
    with open(path, "rb") as file:
        start = file.read(8)
    suffix = path.suffix.lower()
    if start.startswith(_PARQUET):
        return "parquet"
    if suffix in PARQUET_NAMES:
        raise refusal(path.name, "完整的 Parquet 文件", "a whole Parquet file", "register.parquet")
    if start.startswith((_ZIP, _OLE)):
        return "workbook"
    if suffix in WORKBOOK_NAMES:
        raise refusal(path.name, "Excel 工作簿（.xlsx、.xls、.ods）", "a workbook (.xlsx, .xls, .ods)", "名单.xlsx")
    return "text"
