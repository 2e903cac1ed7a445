"""The ids of a register: each row has one and no two rows the same, or the register is refused with the rows.

Its one law: ten million ids are compared in the memory of their hashes; what hashes alike is compared as text.
"""

from __future__ import annotations

import polars as pl
from polars import DataType

from lingqu.law.bulk.cells import Cells, given_text
from lingqu.law.bulk.register_faults import MOST_FAULTS, RegisterFault
from lingqu.law.bulk.rows_apart import like_a_total
from lingqu.law.bulk.tables import ROW
from lingqu.law.bulk.typed_cells import WrongType, is_text
from lingqu.law.engine.subjects import LONGEST_ID

_EXACT_IN_EXCEL = 10**15
_ROWS_TOLD = 5
_EMPTY = (
    "编号：像是漏了编号的主体，请补上；不是主体就删去这一行",
    "an id: this looks like a subject without one, give it; delete the row if it is no subject",
    "A1",
)
_TOTAL = (
    "编号：像是合计行，请删去，或者编号一格只写 合计 或 小计（略过并说明）",
    "an id: this looks like a total; delete the row, or let its id say Total and no more (passed over and told)",
    "合计",
)
_UNFIT = (
    f"至多 {LONGEST_ID} 字的编号；超过 15 位的编号在 Excel 里须存为文本",
    f"an id of at most {LONGEST_ID} characters; one of more than 15 digits stands in Excel as text",
    "91450300MA5KAU001X",
)


def id_cells(column: str, dtype: DataType) -> Cells:
    """Read the column of ids. Raises `WrongType`."""
    given = pl.col(column)
    if is_text(dtype) or dtype == pl.Null:
        text = given_text(given.cast(pl.String))
        return Cells(text, pl.when(text.str.len_chars() <= LONGEST_ID).then(text))
    if dtype.is_integer():
        return Cells(given, given.cast(pl.String))
    if dtype.is_float():
        whole = (given == given.round()) & (given.abs() < _EXACT_IN_EXCEL)
        return Cells(given, pl.when(whole).then(given.cast(pl.Int64, strict=False)).cast(pl.String))
    raise WrongType(dtype)


def missing_ids(frame: pl.LazyFrame, ids: Cells, column: str, *, beside: pl.Expr) -> list[RegisterFault]:
    """The rows whose id is empty or cannot be used, the first of them, with what is written `beside`."""
    rows = (
        frame.filter(ids.value.is_null())
        .select(pl.col(ROW), ids.given.cast(pl.String).alias("given"), beside.str.slice(0, 40).alias("beside"))
        .head(MOST_FAULTS)
        .collect(engine="streaming")
    )
    return [
        _missing(row, column, text or "")
        if given is None
        else RegisterFault(row, given[:80], column, given[:80], *_UNFIT)
        for row, given, text in rows.iter_rows()
    ]


def _missing(row: int, column: str, beside: str) -> RegisterFault:
    expected = _TOTAL if like_a_total(beside) else _EMPTY
    return RegisterFault(row, "", column, f"空（{beside}）" if beside else "空", *expected)


def repeated_ids(frame: pl.LazyFrame, ids: Cells, column: str) -> tuple[list[RegisterFault], int]:
    """The ids that stand in several rows, the first of them, and how many there are."""
    hashed = ids.value.hash().alias("hash")
    hashes = frame.filter(ids.value.is_not_null()).select(hashed).collect(engine="streaming").to_series().sort()
    alike = hashes.filter(hashes == hashes.shift(1)).unique()
    if not len(alike):
        return [], 0
    named = ids.value.alias("id")
    found = (
        frame.filter(ids.value.is_not_null() & hashed.is_in(alike.implode()))
        .select(named, pl.col(ROW).alias("row"))
        .group_by("id")
        .agg(pl.len().alias("times"), pl.col("row").sort().head(_ROWS_TOLD).alias("rows"))
        .filter(pl.col("times") > 1)
        .collect(engine="streaming")
        .sort(pl.col("rows").list.first())
    )
    return [_repeated(column, *row) for row in found.head(MOST_FAULTS).iter_rows()], len(found)


def _repeated(column: str, identifier: str, times: int, rows: list[int]) -> RegisterFault:
    told = ", ".join(map(str, rows)) + (" …" if times > len(rows) else "")
    given = f"{identifier[:80]} ×{times} ({told})"
    return RegisterFault(rows[1], identifier[:80], column, given, "每个主体一个编号", "one id for each subject", "A2")
