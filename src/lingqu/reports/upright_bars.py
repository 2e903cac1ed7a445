"""Bars that stand, each category's name under its own.

Its one law: every category has its name below, whole; where the names do not fit, the chart is not drawn this way
(`stands`). It does not know lying bars.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lingqu.reports.axes import Axis
from lingqu.reports.blocks import Block, blocks, end_of_pile, is_said, lanes, piled, told_of
from lingqu.reports.document import Chart
from lingqu.reports.drawing import box, letters, told
from lingqu.reports.grounds import Drawn, Ground, level_ground, limit_lines, limit_names, zero_line
from lingqu.reports.lettering import LEADING, fits, lines_of, text_width
from lingqu.reports.markup import Markup
from lingqu.reports.numbers import UNKNOWN
from lingqu.reports.palette import texture

_FILLED = 0.74  # of the room of a category
_WIDEST = 56.0
_LINES = 2
_MARGIN = 6.0


class _Bar(NamedTuple):
    block: Block
    category: int
    left: float
    right: float
    start: float
    end: float


def stands(chart: Chart, axis: Axis, width: float) -> bool:
    """Whether all names fit under standing bars."""
    room = Ground.of(axis, width).slot(len(chart.categories)) - _MARGIN
    return room > 0 and all(fits(name, room, _LINES) for name in chart.categories)


def upright_bars(chart: Chart, axis: Axis, width: float, height: float, lang: str) -> Drawn:
    """Draw the bars."""
    ground = Ground.of(axis, width, height)
    slot = ground.slot(len(chart.categories))
    names = [lines_of(name, slot - _MARGIN, _LINES) for name in chart.categories]
    bars = _bars(chart, axis, ground, slot)
    shapes = [*level_ground(axis, ground), *(_drawn(chart, bar, lang) for bar in bars), zero_line(axis, ground)]
    shapes += limit_lines(chart, axis, ground)
    shapes += _values(chart, axis, ground, bars, slot)
    for place, lines in enumerate(names):
        at = (ground.left + slot * (place + 0.5), ground.bottom + LEADING + 2)
        shapes.append(letters(at, lines, look="name", anchor="middle"))
    tops = [(x, bar.end) for bar in bars for x in (bar.left, (bar.left + bar.right) / 2, bar.right)]
    shapes += limit_names(chart, axis, ground, lang, tops)
    return Drawn(shapes, ground.bottom + LEADING * max(map(len, names)) + 8)


def _bars(chart: Chart, axis: Axis, ground: Ground, slot: float) -> list[_Bar]:
    """Where each block stands."""
    scale = ground.upwards(axis)
    thick = min(_WIDEST, slot * _FILLED / lanes(chart))
    bars = []
    for category in range(len(chart.categories)):
        first = ground.left + slot * (category + 0.5) - thick * lanes(chart) / 2
        for block in blocks(chart, category):
            left = first + thick * block.lane
            start, end = scale.at(block.start), scale.at(block.end)
            if block.value and abs(end - start) < 1:
                end = start - 1 if block.value > 0 else start + 1  # a little is not nothing
            bars.append(_Bar(block, category, left, left + thick, start, end))
    return bars


def _drawn(chart: Chart, bar: _Bar, lang: str) -> Markup:
    text = told_of(chart, bar.block, bar.category, lang)
    if bar.block.value is None:
        middle = (bar.left + bar.right) / 2
        return told(text, letters((middle, bar.start - 4), [UNKNOWN], look="tick", anchor="middle"))
    return told(text, box((bar.left, bar.start), (bar.right, bar.end), look="edge", fill=texture(bar.block.series)))


def _values(chart: Chart, axis: Axis, ground: Ground, bars: list[_Bar], slot: float) -> Iterator[Markup]:
    """The value of each bar, or the sum of each pile, if there is room for all of them."""
    if chart.shape == "stacked":
        scale = ground.upwards(axis)
        sums = [(place, piled(chart, place), end_of_pile(chart, place)) for place in range(len(chart.categories))]
        told_values = [
            (ground.left + slot * (place + 0.5), scale.at(end), value)
            for place, value, end in sums
            if value is not None
        ]
    else:
        told_values = [
            ((bar.left + bar.right) / 2, bar.end, bar.block.value)
            for bar in bars
            if bar.block.value is not None and is_said(chart, bar.block)
        ]
    room = slot if chart.shape == "stacked" or lanes(chart) == 1 else bars[0].right - bars[0].left + 4 if bars else 0
    if any(text_width(axis.short(value)) > room for _, _, value in told_values):
        return
    for x, y, value in told_values:
        foot = y - 4 if value >= 0 else y + LEADING - 3
        yield letters((x, foot), [axis.short(value)], look="halo", anchor="middle")
