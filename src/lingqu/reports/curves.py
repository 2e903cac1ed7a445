"""Curves over time, and the fan of a low, a middle and a high course.

Its one law: a gap stays a gap, nothing is drawn across it. It does not know bars.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil

from lingqu.reports.axes import Axis
from lingqu.reports.blocks import Block, told_of
from lingqu.reports.document import Chart
from lingqu.reports.drawing import Point, area, curve, letters, mark, told
from lingqu.reports.grounds import Drawn, Ground, level_ground, limit_lines, limit_names, zero_line
from lingqu.reports.lettering import LEADING, fits, lines_of
from lingqu.reports.markup import Markup
from lingqu.reports.palette import colour, dashes

FAN = 3  # low, middle, high
_DASHES_OF_EDGES = ("3 3", None, "9 4")
_ROOM_OF_A_MARK = 12.0
_LINES = 2
_APART = 10.0
_STEPS = 8


def curves(chart: Chart, axis: Axis, width: float, height: float, lang: str) -> Drawn:
    """Draw the curves."""
    ground = Ground.of(axis, width, height)
    slot = ground.slot(len(chart.categories))
    shapes = [*level_ground(axis, ground)]
    points = [_points(series.values, axis, ground, slot) for series in chart.series]
    if chart.shape == "fan":
        shapes += [area([*low, *reversed(high)], "band f0") for low, high in _bands(points[0], points[-1])]
    shapes += [zero_line(axis, ground), *limit_lines(chart, axis, ground)]
    for number, each in enumerate(points):
        shapes += _course(chart, number, each, slot, lang)
    names, lines = _names(chart.categories, ground, slot)
    shapes += limit_names(chart, axis, ground, lang, [*_between(points)])
    return Drawn([*shapes, *names], ground.bottom + LEADING * lines + 8)


def course_dashes(chart: Chart, series: int) -> str | None:
    """The dashes of a series; the edges of a fan have their own."""
    return _DASHES_OF_EDGES[series] if chart.shape == "fan" else dashes(series)


def course_colour(chart: Chart, series: int) -> int:
    """The colour of a series; a fan has one."""
    return 0 if chart.shape == "fan" else colour(series)


def _points(values: Sequence[int | None], axis: Axis, ground: Ground, slot: float) -> list[Point | None]:
    scale = ground.upwards(axis)
    return [
        None if value is None else (ground.left + slot * (place + 0.5), scale.at(value))
        for place, value in enumerate(values)
    ]


def _bands(low: Sequence[Point | None], high: Sequence[Point | None]) -> Iterator[tuple[list[Point], list[Point]]]:
    """The stretches where both edges are known."""
    pairs = list(zip(low, high, strict=True))
    for known, stretch in groupby(pairs, key=lambda pair: None not in pair):
        both = [(under, over) for under, over in stretch if under is not None and over is not None]
        if known and len(both) > 1:
            yield [under for under, _ in both], [over for _, over in both]


def _between(courses: Sequence[Sequence[Point | None]]) -> Iterator[Point]:
    """Places along the lines, close enough to know what a text would cover."""
    for course in courses:
        for one, other in pairwise(course):
            if one is not None and other is not None:
                for step in range(_STEPS + 1):
                    part = step / _STEPS
                    yield one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


def _course(chart: Chart, number: int, points: Sequence[Point | None], slot: float, lang: str) -> Iterator[Markup]:
    shade = course_colour(chart, number)
    for known, stretch in groupby(enumerate(points), key=lambda point: point[1] is not None):
        whole = [(place, point) for place, point in stretch if point is not None]
        if not known:
            continue
        if len(whole) > 1:
            yield curve([point for _, point in whole], f"curve l{shade}", course_dashes(chart, number))
        every = max(1, ceil(_ROOM_OF_A_MARK / slot))
        for place, point in whole:
            if place % every == 0 or len(whole) == 1:
                value = chart.series[number].values[place]
                text = told_of(chart, Block(number, 0, 0, value or 0, value), place, lang)
                yield told(text, mark(point, number, f"mark f{shade}"))


def _names(categories: Sequence[str], ground: Ground, slot: float) -> tuple[list[Markup], int]:
    """The names of as many categories as there is room for, from the first on at even distances."""
    count = len(categories)
    every = next(
        (
            each
            for each in range(1, count)
            if all(fits(name, slot * each - _APART, _LINES) for name in categories[::each])
        ),
        max(1, ceil(count / 3)),
    )
    broken = {place: lines_of(categories[place], slot * every - _APART, _LINES) for place in range(0, count, every)}
    shapes = [
        letters((ground.left + slot * (place + 0.5), ground.bottom + LEADING + 2), lines, look="name", anchor="middle")
        for place, lines in broken.items()
    ]
    return shapes, max(map(len, broken.values()))
