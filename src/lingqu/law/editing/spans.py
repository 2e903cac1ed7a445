"""Positions and spans as editors count them: lines and columns from 0, in characters, the end not included.

Its one law: whatever an editor sends, the offset it means lies inside the text. It does not know what stands there.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.law.lang.source import Source
from lingqu.law.lang.tree import Place


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place between two characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one position up to another."""

    start: Position
    end: Position

    def holds(self, position: Position) -> bool:
        """Say whether a position lies in the span or at one of its ends.

        >>> Span(Position(0, 2), Position(0, 5)).holds(Position(0, 5))
        True
        """
        return self.start <= position <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A span of one file."""

    file: str
    span: Span


def span_of(source: Source, start: int, end: int) -> Span:
    """Give the span of two offsets."""
    return Span(position_of(source, start), position_of(source, end))


def position_of(source: Source, offset: int) -> Position:
    """Give the position of an offset."""
    place = source.place(min(max(offset, 0), len(source.text)))
    return Position(place.line - 1, place.column - 1)


def offset_of(source: Source, position: Position) -> int:
    """Give the offset of a position; one beyond the text or its line is brought back to the nearest in it."""
    starts = source.line_starts
    line = min(max(position.line, 0), len(starts) - 1)
    length = len(source.line_text(line + 1))
    return starts[line] + (min(max(position.column, 0), length) if line == position.line else length)


def offset_of_place(source: Source, place: Place) -> int:
    """Give the offset of a place in the tree, which counts from 1."""
    return offset_of(source, Position(place.line - 1, place.column - 1))
