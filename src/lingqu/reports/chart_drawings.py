"""The charts of a report as pictures of dots, for files that cannot hold SVG.

Its one law: each picture says in words what it shows, and its letters are as large as those of the text. It does not
know where it is placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from lingqu.reports.chart_pictures import ChartPictures, Picture, Sample, chart_pictures
from lingqu.reports.document import Chart
from lingqu.reports.style import LIGHT
from lingqu.reports.typesetting import SANS, draw_png


@dataclass(frozen=True, slots=True)
class Drawing:
    """A PNG; `title` stands over it where a chart goes on."""

    title: str
    png: bytes


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart with its drawings; `empty` says that there are none."""

    title: str
    said: str
    drawings: tuple[Drawing, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class _Shown:
    picture: Picture
    legend: tuple[Sample, ...]


def drawn_charts(charts: Sequence[Chart], lang: str) -> list[DrawnChart]:
    """Draw charts, all of them in one go. Raises `UnableToDraw`."""
    found = [chart_pictures(chart, font=SANS, lang=lang) for chart in charts]
    shown = [asdict(each) for chart in found for each in _shown(chart)]
    data = {"lang": "en" if lang == "en" else "zh", "font": SANS, "ink": LIGHT["ink"], "pictures": shown}
    pages = iter(draw_png("picture.typ", data) if shown else [])
    return [
        DrawnChart(
            f"{chart.title}{chart.unit}",
            chart.said,
            tuple(Drawing(picture.title, next(pages)) for picture in chart.pictures),
            chart.empty,
        )
        for chart in found
    ]


def _shown(chart: ChartPictures) -> list[_Shown]:
    return [_Shown(picture, () if place else chart.legend) for place, picture in enumerate(chart.pictures)]
