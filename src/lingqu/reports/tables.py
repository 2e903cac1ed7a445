"""A table of a report as HTML: a caption, heads with their scope, numbers to the right, what was left out said below.

Its one law: each cell is exact, and a table wider than the page scrolls within its own box. It does not know what the
rows mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lingqu.reports.document import Cell, Column, Table
from lingqu.reports.markup import Attribute, Markup, escaped, flowing, joined, tag
from lingqu.reports.numbers import NUMBERS, UNKNOWN, cell_text, heading
from lingqu.reports.table_texts import digits_of, notes_of
from lingqu.reports.wording import UNKNOWN_SAID, WIDER

_LONG = 24  # a column of texts that is given so many characters holds names
_BRIEF = 10  # and one of so few holds codes
_CODE = 28  # characters without a blank: a code has as many, an address may have more
_WORDS = 6  # a text of so few characters stands on one line
_WORD = re.compile(r"[!-~]+")
_BROAD = 130  # characters that a sheet of paper does not take upright
_SHORT = 15  # a table of so many rows is not broken between sheets of paper


def table_markup(table: Table, *, key: str, lang: str, under: str = "") -> Markup:
    """Write a table; `key` is an id that nothing else on the page has, `under` the heading that stands above it."""
    rows = list(islice(table.rows, table.shown))
    digits = digits_of(table, rows)
    caption: list[Attribute] = [("id", key), ("class", "repeated" if table.title == under else None)]
    parts = [tag("caption", escaped(table.title), attributes=caption), _head(table.columns, lang)]
    parts.append(tag("tbody", *(_row(row, table.columns, digits, lang) for row in rows)))
    if table.total is not None:
        parts.append(tag("tfoot", _row(table.total, table.columns, digits, lang)))
    box = tag(
        "div",
        tag("p", escaped(WIDER.said(lang)), attributes=[("class", "hint"), ("aria-hidden", "true")]),
        tag("table", *parts, attributes=[("class", "short" if len(rows) <= _SHORT else None)]),
        attributes=[("class", "scroll"), ("role", "region"), ("aria-labelledby", key), ("tabindex", "0")],
    )
    return joined([box, *(tag("p", escaped(note), attributes=[("class", "note")]) for note in notes_of(table, lang))])


def is_broad(table: Table) -> bool:
    """Whether a table needs a sheet of paper laid across."""
    return sum(column.width for column in table.columns) > _BROAD


def _head(columns: Sequence[Column], lang: str) -> Markup:
    cells = []
    for column in columns:
        text = heading(column, lang)
        cells.append(tag("th", escaped(text), attributes=[("scope", "col"), ("class", _look_of(text, column))]))
    return tag("thead", tag("tr", *cells))


def _row(row: tuple[Cell, ...], columns: Sequence[Column], digits: Sequence[int], lang: str) -> Markup:
    cells = []
    for place, (value, column, decimals) in enumerate(zip(row, columns, digits, strict=True)):
        leads = place == 0 and column.kind not in NUMBERS
        text = cell_text(value, column.kind, digits=decimals)
        attributes = [
            ("scope", "row" if leads else None),
            ("class", _look(column) if value is None else _look_of(text, column)),
        ]
        content = _unknown(lang) if value is None else flowing(text)
        cells.append(tag("th" if leads else "td", content, attributes=attributes))
    return tag("tr", *cells)


def _look(column: Column) -> str:
    if column.kind in NUMBERS:
        return "number"
    if column.kind != "text":
        return column.kind
    return "text long" if column.width >= _LONG else "text brief" if column.width <= _BRIEF else "text"


def _look_of(text: str, column: Column) -> str:
    """The look of a cell: a code is never broken, and only what is longer than any code may break anywhere."""
    longest = max(map(len, _WORD.findall(text)), default=0)
    if len(text) <= _WORDS:
        return f"{_look(column)} whole"
    if longest > _CODE:
        return f"{_look(column)} breaks"
    return f"{_look(column)} whole" if column.kind == "text" and longest == len(text) else _look(column)


def _unknown(lang: str) -> Markup:
    return tag("abbr", escaped(UNKNOWN), attributes=[("title", UNKNOWN_SAID.said(lang))])
