"""Rows laid out in columns, as wide as their cells need and no wider than the screen.

Its one law: no word is broken. Where the screen is too narrow the widest columns give way first, and cells go on in
further lines; where not even the longest words fit beside each other, each row is told cell under cell.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lingqu.interfaces.cli.screen import Line, Part, flowed
from lingqu.interfaces.cli.wrapping import cells, longest_piece, padded, printable, wrapped

GAP = 2
COMFORTABLE = 12  # a column of text is not made narrower than this while a column of codes can still give way


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str | Part]],
    width: int,
    *,
    indent: int = 0,
    firm: Collection[int] = (),
    right: Collection[int] = (),
) -> list[Line]:
    """Lay rows out under their heads; `firm` columns, which hold codes, give way only after all others.

    The columns in `right`, which hold numbers, end at the same place on every line.
    """
    parts = [[Part(text, "quiet") for text in head], *([_part(cell) for cell in row] for row in rows)]
    widths = _fitted(parts, width - indent - GAP * (len(head) - 1), firm)
    if widths is None:
        return [line for row in parts[1:] for line in _stacked(parts[0], row, width, indent)]
    return [line for row in parts for line in _row(row, widths, indent, right)]


def _part(cell: str | Part) -> Part:
    return Part(printable(cell)) if isinstance(cell, str) else Part(printable(cell.text), cell.style)


def _fitted(rows: Sequence[Sequence[Part]], room: int, firm: Collection[int]) -> list[int] | None:
    """Take from the widest column until all fit, text before codes; None where a word would have to be broken."""
    columns = [[row[number].text for row in rows] for number in range(len(rows[0]))]
    widths = [max(map(cells, column)) for column in columns]
    words = [max(map(longest_piece, column)) for column in columns]
    joints = [max(longest_piece(text, "_-") for text in column) for column in columns]
    easy = [max(word, min(width, COMFORTABLE)) for word, width in zip(words, widths, strict=True)]
    texts = [number for number in range(len(columns)) if number not in firm]
    for yielding, floor in ((texts, easy), ([*firm], joints), (texts, words)):
        _take(widths, room, yielding, floor)
    return widths if sum(widths) <= room else None


def _take(widths: list[int], room: int, yielding: Sequence[int], floor: Sequence[int]) -> None:
    while sum(widths) > room:
        wide = [number for number in yielding if widths[number] > floor[number]]
        if not wide:
            return
        widths[max(wide, key=lambda number: widths[number])] -= 1


def _stacked(head: Sequence[Part], row: Sequence[Part], width: int, indent: int) -> list[Line]:
    """A row told cell under cell, each after its head."""
    lines = flowed([row[0]], width, indent=indent, hanging=indent + 2)
    for label, cell in zip(head[1:], row[1:], strict=True):
        if cell.text:
            lines += flowed([Part(f"{label.text} ", "quiet"), cell], width, indent=indent + 2, hanging=indent + 4)
    return lines


def _row(row: Sequence[Part], widths: Sequence[int], indent: int, right: Collection[int]) -> list[Line]:
    told = [wrapped(part.text, width) for part, width in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(len(each) for each in told)):
        line = [Part(" " * indent)] if indent else []
        for place, (each, part, width) in enumerate(zip(told, row, widths, strict=True)):
            text = each[number] if number < len(each) else ""
            last = place == len(row) - 1
            if place in right:
                text = " " * (width - cells(text)) + text
            line.append(Part(text if last else padded(text, width + GAP), part.style))
        lines.append(tuple(line))
    return lines
