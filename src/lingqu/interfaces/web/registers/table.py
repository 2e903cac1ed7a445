"""Rows of a list as a table of texts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from lingqu.books.registers.aside import stands_aside
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.listing import Listing
from lingqu.books.registers.showing import Showing

_NUMBERS = frozenset({Kind.MONEY, Kind.COUNT, Kind.YEAR})


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: what a press on its heading asks for next (empty: it cannot be sorted), and how it is sorted now."""

    field: Field
    sort: str
    order: str  # "ascending", "descending" or empty
    is_number: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: where it leads, its cells, and whether it has been retired."""

    key: UUID
    address: str
    cells: tuple[tuple[str, bool], ...]
    is_retired: bool


@dataclass(frozen=True, slots=True)
class RowTable:
    """Headings and rows."""

    headings: tuple[Heading, ...]
    rows: tuple[TableRow, ...]


def table_of(register: Register, showing: Showing, listing: Listing, lang: str) -> RowTable:
    """Make the table."""
    route = f"registers-{register.name}-row"
    return RowTable(
        tuple(_heading(field, listing) for field in showing.fields),
        tuple(
            TableRow(
                row.key,
                reverse(route, args=[row.key]),
                tuple((showing.said(row, field, lang), field.kind in _NUMBERS) for field in showing.fields),
                row.is_retired,
            )
            for row in showing.rows
        ),
    )


def _heading(field: Field, listing: Listing) -> Heading:
    is_number = field.kind in _NUMBERS
    if stands_aside(field) or field.kind in (Kind.ROW, Kind.CODES, Kind.LONG_TEXT):
        return Heading(field, "", "", is_number)
    if listing.sort == field.name:
        return Heading(field, f"-{field.name}", "ascending", is_number)
    return Heading(field, field.name, "descending" if listing.sort == f"-{field.name}" else "", is_number)
