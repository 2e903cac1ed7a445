"""The looks of cells, one reusable cell for each: making a styled cell for each value would take most of the time.

Its one law: a cell it hands out is written before the next one of the same column and look is asked for. It knows not
what the values mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl.cell import WriteOnlyCell  # carries no types
from openpyxl.styles import Alignment, Font, PatternFill

from lingqu.reports.document import Cell, Kind
from lingqu.reports.numbers import NUMBERS
from lingqu.reports.sheet_cells import written

_WRAPPED = Alignment(wrap_text=True, vertical="top")
_RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right")
_BOLD = Font(bold=True)


class Pens:
    """The cells of one sheet in one font, on one ground."""

    def __init__(self, sheet: Any, *, font: Font | None = None, ground: str = "", wraps: bool = False) -> None:
        self._sheet = sheet
        self._font = font
        self._fill = PatternFill("solid", fgColor=ground) if ground else None
        self._wraps = wraps
        self._pens: dict[tuple[int, str, bool], Any] = {}

    @classmethod
    def title(cls, sheet: Any) -> Pens:
        """For the title of a workbook."""
        return cls(sheet, font=Font(bold=True, size=14))

    @classmethod
    def head(cls, sheet: Any) -> Pens:
        """For the heads of columns."""
        return cls(sheet, font=_BOLD, ground="FFE4EAF1", wraps=True)

    @classmethod
    def total(cls, sheet: Any) -> Pens:
        """For a row set apart."""
        return cls(sheet, font=_BOLD, ground="FFF3F6F9")

    def row(self, values: Iterable[tuple[Cell, Kind]]) -> list[Any]:
        """The cells of a row, to be written at once."""
        return [self._cell(place, value, kind) for place, (value, kind) in enumerate(values)]

    def _cell(self, place: int, value: Cell, kind: Kind) -> Any:
        content = written(value, kind)
        if content.value is None and self._fill is None:
            return None
        key = (place, content.format, content.is_quoted)
        pen = self._pens.get(key)
        if pen is None:
            pen = self._pens[key] = self._new(content.format, content.is_quoted, kind)
        pen.value = content.value
        if isinstance(content.value, str):
            pen.data_type = "s"  # whatever openpyxl took it for: a text beginning with = is no formula
        return pen

    def _new(self, number_format: str, is_quoted: bool, kind: Kind) -> Any:
        pen = WriteOnlyCell(self._sheet)
        pen.number_format = number_format
        if is_quoted:
            pen.quotePrefix = True
        if self._font is not None:
            pen.font = self._font
        if self._fill is not None:
            pen.fill = self._fill
        if self._wraps:
            pen.alignment = _WRAPPED
        elif number_format == "@" and kind in NUMBERS:
            pen.alignment = _RIGHT
        return pen
