"""A report as plain data: sections with paragraphs, figures, charts and tables, each text already in its language.

Its one law: what a chart shows stands in a table beside it, and every value is exact. It does not know how it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "money", "count", "share", "number", "day"]
"""text: str. money: whole fen. count: int. share: parts per million (int). number: a decimal as text, "87.50", every
cell of a column with as many decimals. day: ISO text. None is unknown, shown —."""

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, what its cells are, and the width a workbook gives it, in characters."""

    title: str
    kind: Kind = "text"
    width: int = 14
    is_spare: bool = False  # left out, and told, where a screen has no room for the others beside it


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `total` is a last row set apart. `shown` rows go onto the page, all into the workbook."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    total: tuple[Cell, ...] | None = None
    shown: int = 200
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that is read first: label, value of a kind, a line of explanation under it."""

    label: str
    value: Cell
    kind: Kind = "count"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values of a chart, one for each category; None leaves a gap."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of `series` over `categories`.

    bars: one group a category. stacked: parts of a whole. lines: over time. fan: three series (low, middle, high) as a
    band with a line. `limits` are horizontal lines with a name (a pool, a ceiling). `kind` is that of the values.
    """

    title: str
    shape: Literal["bars", "stacked", "lines", "fan"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    kind: Kind = "count"
    limits: tuple[tuple[str, int], ...] = ()
    horizontal: bool = False  # bars only: long names of categories are read more easily so


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, in this order: paragraphs, figures, charts, tables."""

    title: str
    paragraphs: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `facts` say by label and value what it was made from (policy, digest, day, register)."""

    title: str
    lead: str
    lang: str
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    warnings: tuple[str, ...] = field(default=())
