"""Charts."""

from lingqu.reports.document import Chart
from lingqu.reports.markup import Markup, escaped, tag


def chart_markup(chart: Chart, *, key: str, lang: str) -> Markup:
    return tag("figure", tag("figcaption", escaped(chart.title)))


def patterns(count: int) -> Markup:
    return Markup("")
