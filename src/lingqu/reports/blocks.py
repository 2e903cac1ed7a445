"""The blocks of a chart of bars: beside one another, or one upon the other.

Its one law: an unknown value is no block of height zero; it is told as unknown. It does not know whether the
bars stand or lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lingqu.reports.document import Chart
from lingqu.reports.numbers import cell_text, yuan_word


class Block(NamedTuple):
    """A block of a series in one of the lanes of a category, from one value to another; None is unknown."""

    series: int
    lane: int
    start: int
    end: int
    value: int | None


def lanes(chart: Chart) -> int:
    """How many bars stand beside one another in a category."""
    return 1 if chart.shape == "stacked" else max(1, len(chart.series))


def blocks(chart: Chart, category: int) -> Iterator[Block]:
    """The blocks of a category; what is below zero is piled downwards."""
    above = below = 0
    for number, series in enumerate(chart.series):
        value = series.values[category]
        if chart.shape != "stacked":
            yield Block(number, number, 0, value or 0, value)
        elif value is None:
            yield Block(number, 0, above, above, None)
        elif value < 0:
            yield Block(number, 0, below, below := below + value, value)
        else:
            yield Block(number, 0, above, above := above + value, value)


def reach(chart: Chart) -> list[int]:
    """All values that the axis has to cover, limits among them."""
    ends = [value for _, value in chart.limits]
    if chart.shape in ("bars", "stacked"):
        return ends + [block.end for place in range(len(chart.categories)) for block in blocks(chart, place)]
    return ends + [value for series in chart.series for value in series.values if value is not None]


def value_said(chart: Chart, value: int | None, lang: str) -> str:
    """A value of the chart, exactly, with its unit."""
    text = cell_text(value, chart.kind)
    return f"{text} {yuan_word(lang)}" if chart.kind == "money" and value is not None else text


def told_of(chart: Chart, block: Block, category: int, lang: str) -> str:
    """What a block says when pointed at."""
    return f"{chart.categories[category]} · {chart.series[block.series].name} {value_said(chart, block.value, lang)}"


def piled(chart: Chart, category: int) -> int | None:
    """What a pile comes to; None where a part of it is unknown, or where bars stand apart."""
    values = [series.values[category] for series in chart.series]
    known = [value for value in values if value is not None]
    return sum(known) if chart.shape == "stacked" and len(known) == len(values) else None


def is_said(chart: Chart, block: Block) -> bool:
    """Whether the value of a block is written beside it; where most of a series is zero, its zeros are not."""
    values = chart.series[block.series].values
    return block.value is not None and (block.value != 0 or 2 * values.count(0) <= len(values))


def end_of_pile(chart: Chart, category: int) -> int:
    """Where the pile ends that its sum is written at: above zero, or below where the sum is."""
    ends = [block.end for block in blocks(chart, category)]
    return max(0, *ends) if (piled(chart, category) or 0) >= 0 else min(0, *ends)
