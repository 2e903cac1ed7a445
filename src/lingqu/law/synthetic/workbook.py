"""A made table as an Excel workbook of one sheet, written row by row.

Its one law: the same table gives the same bytes, so no hour stands in it. Sums are numbers where a number of Excel
holds them exactly, else text; codes are text.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import polars as pl
from lxml.etree import SerialisationError  # openpyxl writes by it
from openpyxl import Workbook  # carries no types
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

LARGEST_SHEET = 100_000
_LARGEST_EXACT = Decimal(10) ** 13  # with two decimals fifteen digits, which is what Excel keeps
_DAY_OF_NOTHING = (1980, 1, 1, 0, 0, 0)
_HOURS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")
_FIXED_HOUR = rb"\g<1>1980-01-01T00:00:00Z\g<3>"
_NARROWEST, _WIDEST = 10, 36


class WorkbookSink:
    """Takes pieces and writes the workbook at its end."""

    at_once = 2_000

    def __init__(self, file: BinaryIO, notes: Mapping[str, str]) -> None:
        self._file = file
        self._book = Workbook(write_only=True)
        self._book.properties.title = "合成数据"
        self._book.properties.creator = "lingqu synth"
        self._book.properties.description = " ".join(f"{name}={value}" for name, value in notes.items())
        self._sheet = self._book.create_sheet("合成数据")
        self._begun = False

    def put(self, piece: pl.DataFrame) -> None:
        """Take one piece."""
        try:
            if not self._begun:
                self._head(piece.columns)
            for row in piece.iter_rows():
                self._sheet.append([self._cell(value) for value in row])
        except SerialisationError as error:
            raise _of_the_disk(error) from None

    def close(self) -> None:
        """Write the workbook, with every hour taken out of it."""
        made = BytesIO()
        try:
            self._book.save(made)
        except SerialisationError as error:
            raise _of_the_disk(error) from None
        with ZipFile(made) as source, ZipFile(self._file, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                data = source.read(name)
                if name == "docProps/core.xml":
                    data = _HOURS.sub(_FIXED_HOUR, data)
                target.writestr(ZipInfo(name, _DAY_OF_NOTHING), data, ZIP_DEFLATED)

    def abandon(self) -> None:
        """End the sheet, which openpyxl streams to a file of its own."""
        self._sheet.close()

    def _head(self, columns: list[str]) -> None:
        self._begun = True
        self._sheet.freeze_panes = "C2"
        for place, name in enumerate(columns, 1):
            # a Chinese character is as wide as two
            width = sum(1 + (each > "\u2000") for each in name)
            self._sheet.column_dimensions[get_column_letter(place)].width = min(max(width + 2, _NARROWEST), _WIDEST)
        cells = []
        for name in columns:
            cell = WriteOnlyCell(self._sheet, value=name)
            cell.font = Font(bold=True)
            cells.append(cell)
        self._sheet.append(cells)

    def _cell(self, value: object) -> object:
        """A cell of Excel. Sums stand digit by digit: openpyxl would write some a hair beside their two decimals."""
        if not isinstance(value, Decimal):
            return value
        cell = WriteOnlyCell(self._sheet, value=str(value))
        if abs(value) < _LARGEST_EXACT:
            cell.data_type = "n"
        return cell


def _of_the_disk(error: SerialisationError) -> OSError:
    """What lxml says as IO_ENOSPC, as the error that Python has for it."""
    code = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
    return OSError(code, os.strerror(code))
