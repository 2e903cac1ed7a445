"""Which sections of a report stand on A4 upright and which lie across, in runs.

Its one law: a sheet lies only for a table that would not be read with ease upright, or for what is brief and follows
one. It does not know how a sheet is set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lingqu.reports.document import Section, Table
from lingqu.reports.paper_columns import fits_upright
from lingqu.reports.table_texts import table_texts
from lingqu.reports.tables import is_broad

MARGIN = 49.6  # points at the left and right of a sheet
UPRIGHT, ACROSS = 496.0, 742.0  # points between the margins of A4
_BRIEF = 15  # rows that may follow on a sheet that lies already


@dataclass(frozen=True, slots=True)
class Laid:
    """Sections one after another on sheets that are laid the same way."""

    is_across: bool
    sections: list[Section]

    @property
    def room(self) -> float:
        """Points between the margins."""
        return ACROSS if self.is_across else UPRIGHT


def laid_out(sections: Iterable[Section], lang: str) -> list[Laid]:
    """Lay the sections out, in their order."""
    found: list[Laid] = []
    for section in sections:
        is_across = any(_lies(table, lang) for table in section.tables)
        is_across |= bool(found) and found[-1].is_across and _is_brief(section)
        if not found or found[-1].is_across != is_across:
            found.append(Laid(is_across, []))
        found[-1].sections.append(section)
    return found


def _lies(table: Table, lang: str) -> bool:
    texts = table_texts(table, lang)
    rows = [*texts.rows, *([texts.total] if texts.total else [])]
    return is_broad(table) or not fits_upright(table.columns, texts.heads, rows, UPRIGHT)


def _is_brief(section: Section) -> bool:
    return not section.charts and sum(min(len(table.rows), table.shown) for table in section.tables) <= _BRIEF
