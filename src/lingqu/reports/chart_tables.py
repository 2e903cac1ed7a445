"""The numbers of a chart as a table, where no table beside the chart has them already.

Its one law: a chart whose numbers nobody can read is not shown. It does not know how either is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

from lingqu.reports.document import Cell, Chart, Column, Section, Table
from lingqu.reports.wording import CATEGORY, NUMBERS_OF

_NARROWEST, _WIDEST = 10, 48


def untold(section: Section, lang: str) -> list[Table | None]:
    """For each chart of a section the table that has to stand under it, or None where one of its own tells it."""
    return [None if is_told(chart, section.tables) else table_of(chart, lang) for chart in section.charts]


def is_told(chart: Chart, tables: Iterable[Table]) -> bool:
    """Whether a table shows every number of the chart beside its category."""
    return any(_tells(table, chart) for table in tables)


def _tells(table: Table, chart: Chart) -> bool:
    shown = {row[0]: row for row in table.rows[: table.shown] if row}
    rows = [shown.get(category) for category in chart.categories]
    columns = [place for place, column in enumerate(table.columns) if column.kind == chart.kind]
    return all(
        any(
            all(row is not None and row[place] == value for row, value in zip(rows, series.values, strict=True))
            for place in columns
        )
        for series in chart.series
    )


def table_of(chart: Chart, lang: str) -> Table:
    """The numbers of a chart: a row for each category, a column for each series."""
    longest = max(map(len, chart.categories), default=0)
    columns = [
        Column(CATEGORY.said(lang), width=max(_NARROWEST, min(2 * longest, _WIDEST))),
        *(Column(each.name, chart.kind, 18) for each in chart.series),
    ]
    rows: list[tuple[Cell, ...]] = [
        (category, *(series.values[place] for series in chart.series))
        for place, category in enumerate(chart.categories)
    ]
    return Table(NUMBERS_OF.said(lang).format(chart.title), tuple(columns), rows, shown=max(1, len(rows)))
