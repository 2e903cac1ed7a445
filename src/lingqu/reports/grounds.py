"""What charts with standing values are drawn upon: the plot, its grid and ticks, and the lines of limits.

Its one law: limits have their names on them, one never over another. It does not know bars or curves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lingqu.reports.axes import Axis, Scale
from lingqu.reports.document import Chart
from lingqu.reports.drawing import letters, line
from lingqu.reports.lettering import LEADING, lines_of, text_width
from lingqu.reports.markup import Markup
from lingqu.reports.numbers import headline

_RIGHT = 12.0
_TOP = 20.0


class Drawn(NamedTuple):
    """Shapes and the height they need."""

    shapes: list[Markup]
    height: float


@dataclass(frozen=True, slots=True)
class Ground:
    """The edges of the plot."""

    left: float
    right: float
    top: float
    bottom: float

    @classmethod
    def of(cls, axis: Axis, width: float, height: float = 0.0) -> Ground:
        """The plot in a drawing of this width, with room for the labels of the ticks."""
        left = max(text_width(axis.label(tick)) for tick in axis.ticks) + 10
        return cls(left, width - _RIGHT, _TOP, _TOP + height)

    def slot(self, categories: int) -> float:
        """The room of one category."""
        return (self.right - self.left) / max(1, categories)

    def upwards(self, axis: Axis) -> Scale:
        """Where values lie, from the bottom to the top."""
        return Scale(axis, self.bottom, self.top)


def level_ground(axis: Axis, ground: Ground) -> Iterator[Markup]:
    """The grid with its labels."""
    scale = ground.upwards(axis)
    for tick in axis.ticks:
        height = scale.at(tick)
        yield line((ground.left, height), (ground.right, height), "grid")
        yield letters((ground.left - 6, height + 4), [axis.label(tick)], look="tick", anchor="end")


def zero_line(axis: Axis, ground: Ground) -> Markup:
    """The line that bars stand on, to be drawn over them."""
    height = ground.upwards(axis).at(0)
    return line((ground.left, height), (ground.right, height), "zero")


def limit_lines(chart: Chart, axis: Axis, ground: Ground) -> Iterator[Markup]:
    """A line for each limit."""
    scale = ground.upwards(axis)
    for _, value in chart.limits:
        yield line((ground.left, scale.at(value)), (ground.right, scale.at(value)), "limit")


def limit_names(
    chart: Chart, axis: Axis, ground: Ground, lang: str, drawn: Collection[tuple[float, float]]
) -> Iterator[Markup]:
    """The name and value of each limit, at the end of its line where less is `drawn`."""
    scale = ground.upwards(axis)
    taken: list[float] = []
    for limit in sorted(chart.limits, key=lambda each: each[1]):
        foot = _free(scale.at(limit[1]) - 5, taken)
        taken.append(foot)
        text = lines_of(limit_said(chart, limit, lang), ground.right - ground.left - 8, 1)
        room = text_width(text[0]) + 8
        at_left, at_right = (
            sum(start <= x <= start + room and foot - LEADING <= y <= foot + 6 for x, y in drawn)
            for start in (ground.left, ground.right - room)
        )
        if at_left < at_right:
            yield letters((ground.left + 4, foot), text, look="limit-name halo")
        else:
            yield letters((ground.right - 4, foot), text, look="limit-name halo", anchor="end")


def limit_said(chart: Chart, limit: tuple[str, int], lang: str) -> str:
    """The name of a limit with its value in short; the legend has it exactly."""
    said = headline(limit[1], chart.kind, lang)
    return f"{limit[0]} {said.text}{' ' if lang == 'en' and said.unit not in ('', '%') else ''}{said.unit}"


def _free(foot: float, taken: list[float]) -> float:
    """The nearest height above that no other name has; below, where above it would leave the drawing."""
    for step in (-1, 1):
        moved = foot
        while any(abs(moved - each) < LEADING for each in taken):
            moved += step
        if moved >= LEADING - 4:
            return moved
    return foot
