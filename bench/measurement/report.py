"""What a run found, as plain rows: printed as a table for people, as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure that the project set itself, and whether it was met."""

    name: str
    aim: str
    found: str
    met: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a title, what stands below it in words, headings, rows."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(slots=True)
class Report:
    """All tables and aims of a run; figures stay numbers in `figures`."""

    surroundings: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    aims: list[Aim] = field(default_factory=list)

    def aim(self, *, name: str, aim: str, found: str, met: bool) -> None:
        """Hold one figure to its aim."""
        self.aims.append(Aim(name, aim, found, met))

    def write_json(self, path: Path) -> None:
        """Write everything as one JSON document."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def print_table(table: Table) -> None:
    """Print a table; the first column to the left, all others to the right."""
    widths = [max(len(row[place]) for row in (table.headings, *table.rows)) for place in range(len(table.headings))]
    print(f"\n{table.title}")
    for row in (table.headings, *table.rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        print("  " + "  ".join(cells).rstrip())
        if row is table.headings:
            print("  " + "─" * (sum(widths) + 2 * (len(widths) - 1)))
    if table.note:
        print(f"  {table.note}")


def print_aims(aims: Sequence[Aim]) -> None:
    """Print every aim beside what was found."""
    rows = tuple((aim.name, aim.aim, aim.found, "met" if aim.met else "MISSED") for aim in aims)
    print_table(Table("Aims", ("aim", "wanted", "found", ""), rows))
