"""The drawings of a chart and the samples of its legend as SVG files that need no page around them.

Its one law: each carries its colours, its textures and the name of its font. It does not know who sets or draws it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lingqu.reports.charts import has_data, plates, samples, summary, unit_said
from lingqu.reports.document import Chart
from lingqu.reports.markup import Markup, readable
from lingqu.reports.palette import colour, patterns, texture
from lingqu.reports.style import DRAWN, LIGHT
from lingqu.reports.wording import NO_DATA

_START = "<svg"
# in a text of a report "<" is escaped, so this is always a box that was drawn
_TEXTURED = re.compile(r'<rect class="edge"([^<>]*) fill="url\(#x(\d+)\)"></rect>')


@dataclass(frozen=True, slots=True)
class Sample:
    """A line of the legend."""

    svg: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing; `wide` is its width where its height is 1. The first of a chart has no title of its own."""

    title: str
    svg: str
    wide: float


@dataclass(frozen=True, slots=True)
class ChartPictures:
    """All that is shown of a chart; `empty` says that there is nothing to draw."""

    title: str
    unit: str
    said: str
    legend: tuple[Sample, ...]
    pictures: tuple[Picture, ...]
    empty: str


def chart_pictures(chart: Chart, *, font: str, lang: str) -> ChartPictures:
    """Draw a chart with the letters of a font. Raises `UnableToDraw`."""
    drawn = plates(chart, key="c", lang=lang)
    if not has_data(chart):
        return ChartPictures(readable(chart.title), "", "", (), (), NO_DATA.said(lang))
    series = len(chart.series)
    legend = tuple(Sample(_alone(svg, series, font), readable(text)) for svg, text in samples(chart, lang))
    pictures = tuple(
        Picture(readable(each.title) if place else "", _alone(each.svg, series, font), each.width / each.height)
        for place, each in enumerate(drawn)
    )
    said = readable(summary(chart, lang))
    return ChartPictures(readable(chart.title), unit_said(chart, lang), said, legend, pictures, "")


def _alone(svg: Markup, series: int, font: str) -> str:
    """The drawing as a file: with a name space, rules in place of the page's, and the textures that it refers to."""
    rules = f'<style>svg{{font-family:"{font}"}}{DRAWN}</style>'
    textures = patterns(series, is_bare=True)
    tiles = textures[textures.index("<defs>") : textures.index("</svg>")] if textures else ""
    end = svg.index(">") + 1
    drawn = _TEXTURED.sub(_coloured, svg[end:])
    return f'{_START} xmlns="http://www.w3.org/2000/svg"{svg[len(_START) : end]}{rules}{tiles}{drawn}'


def _coloured(found: re.Match[str]) -> str:
    """A box in its colour with the texture upon it: tiles that carry the colour show their seams in print."""
    place, series = found.groups()
    shade = LIGHT[f"c{colour(int(series))}"]
    return f'<rect class="edge"{place} fill="{shade}"/><rect{place} fill="{texture(int(series))}"/>'
