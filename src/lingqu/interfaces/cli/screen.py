"""Styled lines laid out to a width and written: plain text to a pipe, colours at a terminal that wants them.

Its one law: no line is wider than the screen, and nothing is told by colour alone. Rich is imported only where colours
are wanted. It does not know what the lines say.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO

from lingqu.interfaces.cli.wrapping import breaks, cells, printable

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST, WIDEST, USUAL = 40, 120, 80

STYLES = {
    "": "",
    "head": "bold",
    "good": "bold green",
    "open": "bold yellow",
    "bad": "bold red",
    "money": "bold cyan",
    "quiet": "dim",
}


class Part(NamedTuple):
    """A piece of text in one style."""

    text: str
    style: str = ""


Line = tuple[Part, ...]
BLANK: Line = ()


def width_of_screen() -> int:
    """The columns to lay out for: those of the terminal, or COLUMNS, within what can be read well."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((USUAL, 24)).columns))


def flowed(parts: Sequence[Part], width: int, *, indent: int = 0, hanging: int | None = None) -> list[Line]:
    """Lay parts out as a paragraph; lines after the first are indented by `hanging`."""
    after = indent if hanging is None else hanging
    text = "".join(printable(part.text) for part in parts)
    if cells(text) <= width - indent:
        line = tuple(Part(printable(part.text), part.style) for part in parts if part.text)
        return [(Part(" " * indent), *line) if indent else line]
    first = breaks(text, width - indent)[0]
    spans = [first]
    rest = first[1]
    while rest < len(text) and text[rest] == " ":
        rest += 1
    if rest < len(text):
        spans += [(start + rest, end + rest) for start, end in breaks(text[rest:], width - after)]
    lines = []
    for number, (start, end) in enumerate(spans):
        blanks = after if number else indent
        lines.append((Part(" " * blanks), *_cut(parts, start, end)) if blanks else _cut(parts, start, end))
    return lines


def _cut(parts: Sequence[Part], start: int, end: int) -> Line:
    cut = []
    place = 0
    for part in parts:
        text = printable(part.text)
        piece = text[max(0, start - place) : max(0, end - place)]
        if piece:
            cut.append(Part(piece, part.style))
        place += len(text)
    return tuple(cut)


def opposite(left: Sequence[Part], right: Sequence[Part], width: int, *, hanging: int = 0) -> list[Line]:
    """Lay one text to the left and one to the right of the same line; where they do not fit, one under the other."""
    taken = sum(cells(part.text) for part in (*left, *right))
    if taken + 2 <= width:
        return [(*left, Part(" " * (width - taken)), *right)]
    return [*flowed(left, width, hanging=hanging), *flowed(right, width, indent=hanging)]


def plain(line: Line) -> str:
    """The text of a line."""
    return "".join(part.text for part in line).rstrip()


class Screen:
    """Where lines are written."""

    def __init__(self, stream: TextIO, *, width: int | None = None) -> None:
        self.width = width_of_screen() if width is None else width
        self._stream = stream
        self._console = _console(stream, self.width)

    def put(self, lines: Iterable[Line]) -> None:
        """Write lines; none are nothing, not an empty line."""
        lines = [*lines]
        if not lines:
            return
        if self._console is None:
            self._stream.write("".join(f"{plain(line)}\n" for line in lines))
            return
        from rich.text import Text

        text = Text("\n").join(
            Text.assemble(*((part.text, STYLES[part.style]) for part in line if part.text)) for line in lines
        )
        self._console.print(text, soft_wrap=True, highlight=False)


def _console(stream: TextIO, width: int) -> Console | None:
    """A console where colours are wanted: at a terminal, unless NO_COLOR says no; anywhere, if FORCE_COLOR says so."""
    if os.environ.get("NO_COLOR"):
        return None
    forced = bool(os.environ.get("FORCE_COLOR"))
    if not forced and (not stream.isatty() or os.environ.get("TERM") == "dumb"):
        return None
    from rich.console import Console

    return Console(file=stream, width=width, force_terminal=True if forced else None)


def paragraph(label: str, text: str, width: int, *, indent: int = 2) -> list[Line]:
    """A label and a text that goes on under itself."""
    return flowed([Part(f"{label} ", "quiet"), Part(text)], width, indent=indent, hanging=indent + 2)
