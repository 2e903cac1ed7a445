"""Bars that lie, one under the other: for long names, many categories and narrow screens.

Its one law: every category has its name, and each bar its value at its end. It does not know standing bars.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from lingqu.reports.axes import Axis, Scale
from lingqu.reports.blocks import Block, blocks, end_of_pile, is_said, lanes, piled, told_of
from lingqu.reports.document import Chart
from lingqu.reports.drawing import box, letters, line, told
from lingqu.reports.grounds import Drawn, limit_said
from lingqu.reports.lettering import LEADING, fits, lines_of, text_width
from lingqu.reports.markup import Markup
from lingqu.reports.numbers import UNKNOWN
from lingqu.reports.palette import texture

_NAMES = 0.34  # of the width, at most, for names beside the bars; longer ones stand above
_THICK = 17.0
_THIN = 14.0
_BETWEEN = 9.0
_LINES = 2


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things lie: the edges of the plot, the lines of each name, and whether names stand beside the bars."""

    left: float
    right: float
    top: float
    is_beside: bool
    names_from: float
    thick: float
    names: list[list[str]]

    def head(self, category: int) -> float:
        """The room that a name takes above the bars of its category."""
        return 0.0 if self.is_beside else LEADING * len(self.names[category]) + 2

    def first(self, category: int, bars: int) -> float:
        """How far below the top of a category its first bar begins."""
        spare = LEADING * len(self.names[category]) - self.thick * bars
        return max(0.0, spare / 2) if self.is_beside else self.head(category)

    def room(self, category: int, bars: int) -> float:
        """The room of a category from one to the next."""
        beside = LEADING * len(self.names[category]) if self.is_beside else 0.0
        return self.head(category) + max(self.thick * bars, beside) + _BETWEEN


def lying_bars(chart: Chart, axis: Axis, width: float, lang: str) -> Drawn:
    """Draw the bars."""
    plan = _planned(chart, axis, width)
    scale = Scale(axis, plan.left, plan.right)
    bars: list[Markup] = []
    texts: list[Markup] = []
    top = plan.top
    for category in range(len(chart.categories)):
        texts.append(_name(plan, category, top, lanes(chart)))
        first = top + plan.first(category, lanes(chart))
        for block in blocks(chart, category):
            upper = first + plan.thick * block.lane
            bars.append(_bar(block, scale, (upper, upper + plan.thick), told_of(chart, block, category, lang)))
        texts += _values(chart, category, axis, scale, first, plan.thick)
        top += plan.room(category, lanes(chart))
    zero = line((scale.at(0), plan.top - 4), (scale.at(0), top), "zero")
    grid = _grid(axis, scale, plan.top, top)
    shapes = [*grid, *bars, zero, *_limit_lines(chart, scale, top), *texts, *_limit_names(chart, scale, lang)]
    return Drawn(shapes, top + LEADING + 6)


def _planned(chart: Chart, axis: Axis, width: float) -> _Plan:
    values = [block.value for category in range(len(chart.categories)) for block in blocks(chart, category)]
    values += [total for category in range(len(chart.categories)) if (total := piled(chart, category)) is not None]
    room = width * _NAMES
    is_beside = all(fits(name, room, _LINES) for name in chart.categories)
    names = [lines_of(name, room if is_beside else width - 4, _LINES) for name in chart.categories]
    left = max(text_width(text) for lines in names for text in lines) + 8 if is_beside else 6.0
    known = [value for value in values if value is not None]
    below = max((text_width(axis.short(value)) + 4 for value in known if value < 0), default=0.0)
    above = max((text_width(axis.short(value)) for value in known if value >= 0), default=0.0)
    return _Plan(
        left=max(left + below, text_width(axis.label(axis.ticks[0])) / 2),
        right=min(width - above - 8, width - text_width(axis.label(axis.ticks[-1])) / 2),
        top=LEADING * len(chart.limits) + 8,
        is_beside=is_beside,
        names_from=0.0 if below else left + 3,
        thick=_THICK if lanes(chart) == 1 else _THIN,
        names=names,
    )


def _name(plan: _Plan, category: int, top: float, bars: int) -> Markup:
    lines = plan.names[category]
    if plan.is_beside:
        foot = top + max(0.0, (plan.thick * bars - LEADING * len(lines)) / 2) + LEADING - 4
        return letters((0, foot), lines, look="name")
    return letters((plan.names_from, top + LEADING - 4), lines, look="name halo")


def _bar(block: Block, scale: Scale, edges: tuple[float, float], text: str) -> Markup:
    start, end = scale.at(block.start), scale.at(block.end)
    upper, lower = edges
    if block.value is None:
        return told(text, letters((start + 4, _foot(upper, lower)), [UNKNOWN], look="tick"))
    if block.value and abs(end - start) < 1:
        end = start + 1 if block.value > 0 else start - 1  # a little is not nothing
    return told(text, box((start, upper + 0.5), (end, lower - 0.5), look="edge", fill=texture(block.series)))


def _values(chart: Chart, category: int, axis: Axis, scale: Scale, first: float, thick: float) -> Iterator[Markup]:
    """The value of each bar at its end, or the sum of the pile."""
    total = piled(chart, category)
    if total is not None:
        yield _value(scale.at(end_of_pile(chart, category)), _foot(first, first + thick), axis.short(total), total)
    if chart.shape == "stacked":
        return
    for block in blocks(chart, category):
        if block.value is not None and is_said(chart, block):
            upper = first + thick * block.lane
            yield _value(scale.at(block.end), _foot(upper, upper + thick), axis.short(block.value), block.value)


def _foot(upper: float, lower: float) -> float:
    return (upper + lower) / 2 + 4


def _value(x: float, foot: float, text: str, value: int) -> Markup:
    return letters((x + 4 if value >= 0 else x - 4, foot), [text], look="halo", anchor="start" if value >= 0 else "end")


def _grid(axis: Axis, scale: Scale, top: float, bottom: float) -> Iterator[Markup]:
    """The grid with as many labels as there is room for, that of zero always."""
    widest = max(text_width(axis.label(tick)) for tick in axis.ticks) + 8
    apart = abs(scale.end - scale.start) / (len(axis.ticks) - 1)
    every = max(1, ceil(widest / apart))
    zero = axis.ticks.index(0)
    for number, tick in enumerate(axis.ticks):
        place = scale.at(tick)
        yield line((place, top - 4), (place, bottom), "grid")
        if (number - zero) % every == 0:
            yield letters((place, bottom + LEADING), [axis.label(tick)], look="tick", anchor="middle")


def _limit_lines(chart: Chart, scale: Scale, bottom: float) -> Iterator[Markup]:
    for number, (_, value) in enumerate(_limits(chart)):
        yield line((scale.at(value), LEADING * (number + 1) - 12), (scale.at(value), bottom), "limit")


def _limit_names(chart: Chart, scale: Scale, lang: str) -> Iterator[Markup]:
    """Each name on a line of its own above the plot, on the side of its limit that has the room."""
    for number, limit in enumerate(_limits(chart)):
        place = scale.at(limit[1])
        goes_left = place > (scale.start + scale.end) / 2
        text = lines_of(limit_said(chart, limit, lang), place - 6 if goes_left else scale.end - place - 6, 1)
        at = (place - 5 if goes_left else place + 5, LEADING * (number + 1) - 3)
        yield letters(at, text, look="limit-name halo", anchor="end" if goes_left else "start")


def _limits(chart: Chart) -> list[tuple[str, int]]:
    return sorted(chart.limits, key=lambda limit: limit[1])
