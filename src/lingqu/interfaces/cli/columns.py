"""Rows laid out in columns, as wide as their cells need and no wider than the screen.

Its one law: where the screen is too narrow the widest columns give way first, and cells go on in further lines.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lingqu.interfaces.cli.screen import Line, Part
from lingqu.interfaces.cli.wrapping import cells, padded, printable, wrapped

GAP = 2
NARROWEST_COLUMN = 6


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str | Part]],
    width: int,
    *,
    indent: int = 0,
    firm: Collection[int] = (),
) -> list[Line]:
    """Lay rows out under their heads; `firm` columns, which hold codes, give way only after all others."""
    parts = [[Part(text, "quiet") for text in head], *([_part(cell) for cell in row] for row in rows)]
    wanted = [max(cells(row[number].text) for row in parts) for number in range(len(head))]
    widths = _fitted(wanted, width - indent - GAP * (len(head) - 1), firm)
    return [line for row in parts for line in _row(row, widths, indent)]


def _part(cell: str | Part) -> Part:
    return Part(printable(cell)) if isinstance(cell, str) else Part(printable(cell.text), cell.style)


def _fitted(wanted: list[int], room: int, firm: Collection[int]) -> list[int]:
    """Take from the widest column until all fit; none becomes narrower than can be read."""
    widths = [*wanted]
    while sum(widths) > room:
        wide = [number for number in range(len(widths)) if widths[number] > NARROWEST_COLUMN]
        if not wide:
            break
        yielding = [number for number in wide if number not in firm] or wide
        widths[max(yielding, key=lambda number: widths[number])] -= 1
    return widths


def _row(row: Sequence[Part], widths: Sequence[int], indent: int) -> list[Line]:
    told = [wrapped(part.text, width) for part, width in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(len(each) for each in told)):
        line = [Part(" " * indent)] if indent else []
        for place, (each, part, width) in enumerate(zip(told, row, widths, strict=True)):
            text = each[number] if number < len(each) else ""
            last = place == len(row) - 1
            line.append(Part(text if last else padded(text, width + GAP), part.style))
        lines.append(tuple(line))
    return lines
