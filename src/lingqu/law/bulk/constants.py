"""Facts that a mapping file gives once for every row: 在桂林 = "是".

Its one law: a constant is read as a cell under its heading would be, and refused beside a column that gives the same
fact. It does not know the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from lingqu.law.bulk.cells import Reading, text_cells
from lingqu.law.bulk.headings import Heading
from lingqu.law.lang.tree import Unit

Value = bool | int | str | date

_TYPES = {Unit.YES_NO: pl.Boolean(), Unit.CHOICE: pl.String(), Unit.DATE: pl.Date()}
ONCE = ("只写一处：列，或 [constants]", "in one place only: a column, or [constants]", '在桂林 = "是"')


@dataclass(frozen=True, slots=True)
class Constant:
    """One fact of all rows: the heading as written, what it says, and the value as a register holds it."""

    written: str
    said: Heading
    value: Value

    def is_given_by(self, said: Heading) -> bool:
        """Whether a column under this heading gives the same fact, for the same year and measure or for all of them."""
        if said.fact.code != self.said.fact.code:
            return False
        return said.column == self.said.column or self.said.fact.code in (said.column, self.said.column)


def value_of(given: object, reading: Reading) -> Value | None:
    """Read what stands behind a constant as a cell; None where it cannot be read or is empty."""
    text = _as_cell(given)
    if text is None:
        return None
    column = pl.Series("cell", [text], pl.String)
    value: Value | None = pl.LazyFrame(column).select(text_cells(pl.col("cell"), reading).value).collect().item()
    return value


def _as_cell(given: object) -> str | None:
    if isinstance(given, bool):
        return "是" if given else "否"
    if isinstance(given, date) and given.__class__ is date:
        return given.isoformat()
    return str(given) if isinstance(given, str | int | float) else None


def with_constants(frame: pl.LazyFrame, constants: Sequence[Constant]) -> pl.LazyFrame:
    """The rows with a column for each constant."""
    return frame.with_columns(
        pl.lit(each.value, _TYPES.get(each.said.fact.unit, pl.Int64())).alias(each.said.column) for each in constants
    )
