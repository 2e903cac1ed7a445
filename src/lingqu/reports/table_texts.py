"""A table as texts: heads, the rows that are shown, the total, and what is said below.

Its one law: each cell is exact, and rows left out are counted. It does not know how the texts are set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lingqu.reports.document import Cell, Table
from lingqu.reports.numbers import cell_text, heading, share_digits
from lingqu.reports.wording import NO_ROWS, SHOWN


@dataclass(frozen=True, slots=True)
class TableTexts:
    """What stands in a table and below it."""

    heads: list[str]
    rows: list[list[str]]
    total: list[str] | None
    notes: list[str]


def table_texts(table: Table, lang: str) -> TableTexts:
    """Tell the table in a language."""
    rows = list(islice(table.rows, table.shown))
    digits = digits_of(table, rows)
    heads = [heading(column, lang) for column in table.columns]
    total = None if table.total is None else _texts(table, table.total, digits)
    return TableTexts(heads, [_texts(table, row, digits) for row in rows], total, notes_of(table, lang))


def notes_of(table: Table, lang: str) -> list[str]:
    """What is said below a table: that it has no rows, how many are left out, its own note."""
    notes = [] if len(table.rows) else [NO_ROWS.said(lang)]
    if len(table.rows) > table.shown:
        notes.append(SHOWN.said(lang).format(f"{table.shown:,}", f"{len(table.rows):,}"))
    return [*notes, table.note] if table.note else notes


def digits_of(table: Table, rows: Sequence[tuple[Cell, ...]]) -> list[int]:
    """The decimals of each column of shares, so that the points stand under one another."""
    told = [*rows, table.total] if table.total is not None else rows
    return [
        share_digits(row[place] for row in told) if column.kind == "share" else 0
        for place, column in enumerate(table.columns)
    ]


def _texts(table: Table, row: tuple[Cell, ...], digits: Sequence[int]) -> list[str]:
    return [
        cell_text(value, column.kind, digits=decimals)
        for value, column, decimals in zip(row, table.columns, digits, strict=True)
    ]
