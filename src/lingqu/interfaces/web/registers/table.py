"""Rows of a list as a table.

Its one law: a row is written in one go, every text of it escaped; a template that asks about each cell costs most of
the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from lingqu.books.registers.aside import stands_aside
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.listing import Listing
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.showing import Showing
from lingqu.reports.wording import Words

_NUMBERS = frozenset({Kind.MONEY, Kind.COUNT, Kind.YEAR})
_NOWHERE = UUID(int=0)
_NOT_FILLED_IN = Words("（未填）", "(not filled in)")
_UNKNOWN = Words("未知", "unknown")
_RETIRED = Words("已停用", "retired")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: what a press on its heading asks for next (empty: it cannot be sorted), and how it is sorted now."""

    field: Field
    sort: str
    order: str  # "ascending", "descending" or empty
    is_number: bool


@dataclass(frozen=True, slots=True)
class RowTable:
    """Headings, and rows as they are written into the page."""

    headings: tuple[Heading, ...]
    rows: tuple[SafeString, ...]


def table_of(register: Register, showing: Showing, listing: Listing, lang: str) -> RowTable:
    """Make the table."""
    before, after = reverse(f"registers-{register.name}-row", args=[_NOWHERE]).split(str(_NOWHERE))
    return RowTable(
        tuple(_heading(field, listing) for field in showing.fields),
        tuple(_row(showing, row, f"{before}{row.key}{after}", lang) for row in showing.rows),
    )


def _row(showing: Showing, row: RegisterRow, address: str, lang: str) -> SafeString:
    """The first cell leads to the row; what is unknown is a dash that says so."""
    parts = ['<tr class="is-retired">' if row.is_retired else "<tr>"]
    for place, field in enumerate(showing.fields):
        text: str = escape(showing.said(row, field, lang))
        if place == 0 and field.name == "name" and showing.register.english_title is not None:
            text = escape(showing.register.called(row, lang))
        if place == 0 and field.is_personal:
            # masked names are alike; the mark is that of titles and history
            text = f"{text} {escape(showing.register.title(row))}".strip()
        if place == 0:
            text = f'<a href="{escape(address)}">{text or escape(_NOT_FILLED_IN.said(lang))}</a>'
            if row.is_retired:
                text += f' <span class="verdict not_eligible">{escape(_RETIRED.said(lang))}</span>'
        parts.append('<td class="number">' if field.kind in _NUMBERS else "<td>")
        parts.append(text or f'<span class="text-secondary" title="{escape(_UNKNOWN.said(lang))}">—</span>')
        parts.append("</td>")
    parts.append("</tr>")
    line = "".join(parts)
    return SafeString(line)  # nosec B703  # each text is escaped above


def _heading(field: Field, listing: Listing) -> Heading:
    is_number = field.kind in _NUMBERS
    if stands_aside(field) or field.kind in (Kind.ROW, Kind.CODES, Kind.LONG_TEXT):
        return Heading(field, "", "", is_number)
    if listing.sort == field.name:
        return Heading(field, f"-{field.name}", "ascending", is_number)
    return Heading(field, field.name, "descending" if listing.sort == f"-{field.name}" else "", is_number)
