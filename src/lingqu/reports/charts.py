"""A chart as inline SVG with its legend: once for a desk and for paper, once for a phone.

Its one law: a chart has a title, a summary in words, and marks that differ in more than colour; one without data says
that it has none. It does not know where the numbers come from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lingqu.reports.axes import Axis, axis_for
from lingqu.reports.blocks import lanes, reach, value_said
from lingqu.reports.curves import FAN, course_colour, course_dashes, curves
from lingqu.reports.document import Chart
from lingqu.reports.drawing import drawing
from lingqu.reports.grounds import Drawn
from lingqu.reports.lying_bars import lying_bars
from lingqu.reports.markup import Markup, escaped, joined, tag
from lingqu.reports.palette import limit_stroke, stroke, swatch
from lingqu.reports.upright_bars import stands, upright_bars
from lingqu.reports.wording import LIMIT, NO_DATA, SHAPES, SUMMARY, SUMMARY_LIMIT, SUMMARY_RANGE, Words

_SIZES = (("wide", 840.0, 300.0), ("narrow", 350.0, 230.0))
_MOST_BARS = 64  # of one drawing: more do not fit on a sheet of paper
_FEW_BARS = 40  # more standing bars than this are read better lying


class Plate(NamedTuple):
    """One drawing of a chart, as wide as a sheet of paper: its title, its SVG, its size."""

    title: str
    svg: Markup
    width: float
    height: float


class UnableToDraw(ValueError):
    """A chart whose parts do not belong together."""


def chart_markup(chart: Chart, *, key: str, lang: str) -> Markup:
    """Draw a chart; `key` is an id that nothing else on the page has. Raises `UnableToDraw`."""
    _check(chart)
    caption = [escaped(chart.title)]
    if not has_data(chart):
        nothing = tag("p", escaped(NO_DATA.said(lang)), attributes=[("class", "empty")])
        return tag("figure", tag("figcaption", *caption), nothing)
    if unit := unit_said(chart, lang):
        caption.append(tag("span", escaped(unit), attributes=[("class", "unit")]))
    wide, narrow = (_drawings(chart, size, key, lang) for size in _SIZES)
    pictures = (each.svg for each in (wide[0], *narrow))
    first = tag("figure", tag("figcaption", *caption), _legend(chart, lang), *pictures)
    # what goes on over the sheet's end has its own heading; a phone has all of it in the first
    rest = [
        tag("figure", tag("figcaption", escaped(each.title)), each.svg, attributes=[("class", "wide")])
        for each in wide[1:]
    ]
    return joined([first, *rest])


def plates(chart: Chart, *, key: str, lang: str) -> list[Plate]:
    """The drawings of a chart for paper, none where it has no data. Raises `UnableToDraw`."""
    _check(chart)
    return _drawings(chart, _SIZES[0], key, lang) if has_data(chart) else []


def unit_said(chart: Chart, lang: str) -> str:
    """The unit of the axis as it stands behind a title; nothing where there is none.

    >>> unit_said(Chart("", "bars", (), (), "share"), "zh"), unit_said(Chart("", "bars", (), ()), "zh")
    ('（%）', '')
    """
    word = axis_for(reach(chart), chart.kind, lang).word
    return "" if not word else f" ({word})" if lang == "en" else f"（{word}）"


def _drawings(chart: Chart, size: tuple[str, float, float], key: str, lang: str) -> list[Plate]:
    axis = axis_for(reach(chart), chart.kind, lang)
    return [
        _drawing(part, axis, size, f"{key}{size[0][0]}{number}", lang)
        for number, part in enumerate(_parts(chart, axis, size[1]), 1)
    ]


def _title_of(chart: Chart, number: int, pieces: int) -> str:
    return f"{chart.title} ({number}/{pieces})" if pieces > 1 else chart.title


def _parts(chart: Chart, axis: Axis, width: float) -> Iterator[Chart]:
    """The chart, or where it has more bars than a sheet of paper takes, parts of about the same size."""
    count = len(chart.categories)
    most = max(1, _MOST_BARS // (lanes(chart) + 1))
    pieces = -(-count // most) if _lies(chart, axis, width) else 1
    if pieces == 1:
        yield chart
        return
    size = -(-count // pieces)
    for number, first in enumerate(range(0, count, size), 1):
        series = tuple(replace(each, values=each.values[first : first + size]) for each in chart.series)
        title = _title_of(chart, number, pieces)
        yield replace(chart, title=title, categories=chart.categories[first : first + size], series=series)


def _drawing(chart: Chart, axis: Axis, size: tuple[str, float, float], key: str, lang: str) -> Plate:
    look, width, height = size
    drawn = _drawn(chart, axis, width, height, lang)
    svg = drawing(
        drawn.shapes,
        width=width,
        height=drawn.height,
        look=f"chart {look}",
        key=key,
        title=chart.title,
        summary=summary(chart, lang),
    )
    return Plate(chart.title, svg, width, drawn.height)


def has_data(chart: Chart) -> bool:
    """Whether anything of a chart is known."""
    return any(value is not None for series in chart.series for value in series.values)


def _check(chart: Chart) -> None:
    if any(len(series.values) != len(chart.categories) for series in chart.series):
        raise UnableToDraw(f"{chart.title}: each series needs one value for each of {len(chart.categories)} categories")
    if chart.shape == "fan" and chart.series and len(chart.series) != FAN:
        raise UnableToDraw(f"{chart.title}: a fan needs three series (low, middle, high), not {len(chart.series)}")


def _drawn(chart: Chart, axis: Axis, width: float, height: float, lang: str) -> Drawn:
    if chart.shape in ("lines", "fan"):
        return curves(chart, axis, width, height, lang)
    if _lies(chart, axis, width):
        return lying_bars(chart, axis, width, lang)
    return upright_bars(chart, axis, width, height, lang)


def _lies(chart: Chart, axis: Axis, width: float) -> bool:
    if chart.shape in ("lines", "fan"):
        return False
    many = len(chart.categories) * lanes(chart) > _FEW_BARS
    return chart.horizontal or many or not stands(chart, axis, width)


def _legend(chart: Chart, lang: str) -> Markup:
    items = [tag("li", sample, escaped(text)) for sample, text in samples(chart, lang)]
    return tag("ul", *items, attributes=[("class", "legend")]) if items else Markup("")


def samples(chart: Chart, lang: str) -> Iterator[tuple[Markup, str]]:
    """The legend: a sample of each series and limit, and what it is."""
    for number, series in enumerate(chart.series):
        if chart.shape in ("lines", "fan"):
            yield stroke(number, course_colour(chart, number), course_dashes(chart, number)), series.name
        else:
            yield swatch(number), series.name
    for name, value in chart.limits:
        yield limit_stroke(), LIMIT.said(lang).format(name, value_said(chart, value, lang))


def summary(chart: Chart, lang: str) -> str:
    """What the chart shows, in words: its shape, how much it has, its largest and smallest value, its limits."""
    known = [
        (value, f"{category} {series.name}".strip())
        for series in chart.series
        for category, value in zip(chart.categories, series.values, strict=True)
        if value is not None
    ]
    shape: Words = SHAPES[chart.shape]
    text = SUMMARY.said(lang).format(shape.said(lang), len(chart.categories), len(chart.series))
    ends = [max(known, key=lambda each: each[0]), min(known, key=lambda each: each[0])] if known else []
    if ends:
        text += SUMMARY_RANGE.said(lang).format(*(f"{name} {value_said(chart, value, lang)}" for value, name in ends))
    limits = [SUMMARY_LIMIT.said(lang).format(name, value_said(chart, value, lang)) for name, value in chart.limits]
    return "".join([text, *limits])
