"""The shapes that charts are drawn with, as SVG: boxes, lines, marks and letters.

Its one law: colours come from the style sheet by class, never from an attribute; places are rounded to a tenth, so that
the same chart is the same text everywhere. It knows no chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lingqu.reports.lettering import LEADING
from lingqu.reports.markup import Markup, escaped, joined, tag

Point = tuple[float, float]


def place(value: float) -> str:
    """A place on the drawing.

    >>> place(12.04), place(-0.04), place(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def box(start: Point, end: Point, *, look: str, fill: str | None = None) -> Markup:
    """A filled box between two corners."""
    (left, top), (right, bottom) = start, end
    return tag(
        "rect",
        attributes=[
            ("class", look),
            ("x", place(min(left, right))),
            ("y", place(min(top, bottom))),
            ("width", place(abs(right - left))),
            ("height", place(abs(bottom - top))),
            ("fill", fill),
        ],
    )


def line(start: Point, end: Point, look: str) -> Markup:
    """A straight line."""
    keys = ("x1", "y1", "x2", "y2")
    return tag("line", attributes=[("class", look), *zip(keys, map(place, (*start, *end)), strict=True)])


def curve(points: Sequence[Point], look: str, dashes: str | None = None) -> Markup:
    """A line through points."""
    return tag("polyline", attributes=[("class", look), ("points", _points(points)), ("stroke-dasharray", dashes)])


def area(points: Sequence[Point], look: str) -> Markup:
    """A filled area with points around it."""
    return tag("polygon", attributes=[("class", look), ("points", _points(points))])


def letters(at: Point, lines: Sequence[str], *, look: str, anchor: str = "start") -> Markup:
    """Lines of text under one another; `at` is the foot of the first."""
    x, y = at
    attributes = [("class", look), ("text-anchor", None if anchor == "start" else anchor)]
    if len(lines) == 1:
        return tag("text", escaped(lines[0]), attributes=[*attributes, ("x", place(x)), ("y", place(y))])
    spans = [
        tag("tspan", escaped(text), attributes=[("x", place(x)), ("y", place(y + LEADING * number))])
        for number, text in enumerate(lines)
    ]
    return tag("text", *spans, attributes=attributes)


_CROSS = (
    *((-1.6, -4.8), (1.6, -4.8), (1.6, -1.6), (4.8, -1.6), (4.8, 1.6), (1.6, 1.6)),
    *((1.6, 4.8), (-1.6, 4.8), (-1.6, 1.6), (-4.8, 1.6), (-4.8, -1.6), (-1.6, -1.6)),
)
_MARKS: tuple[Sequence[Point] | None, ...] = (
    None,  # a circle
    ((-3.8, -3.8), (3.8, -3.8), (3.8, 3.8), (-3.8, 3.8)),
    ((0, -4.8), (4.6, 3.6), (-4.6, 3.6)),
    ((0, -5.2), (5.2, 0), (0, 5.2), (-5.2, 0)),
    ((0, 4.8), (4.6, -3.6), (-4.6, -3.6)),
    _CROSS,
)


def mark(at: Point, number: int, look: str) -> Markup:
    """The mark of a series: circle, square, triangle, diamond, triangle on its head, cross."""
    x, y = at
    shape = _MARKS[number % len(_MARKS)]
    if shape is None:
        return tag("circle", attributes=[("class", look), ("cx", place(x)), ("cy", place(y)), ("r", "4")])
    return area([(x + across, y + down) for across, down in shape], look)


def told(text: str, *shapes: Markup) -> Markup:
    """Shapes that say what they are when pointed at."""
    return tag("g", tag("title", escaped(text)), *shapes)


def drawing(
    shapes: Iterable[Markup], *, width: float, height: float, look: str, key: str, title: str, summary: str
) -> Markup:
    """The whole drawing, a picture with a title and a summary for who does not see it."""
    return tag(
        "svg",
        tag("title", escaped(title), attributes=[("id", f"{key}-t")]),
        tag("desc", escaped(summary), attributes=[("id", f"{key}-d")]),
        joined(shapes),
        attributes=[
            ("class", look),
            ("role", "img"),
            ("aria-labelledby", f"{key}-t"),
            ("aria-describedby", f"{key}-d"),
            ("viewBox", f"0 0 {place(width)} {place(height)}"),
        ],
    )


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{place(x)},{place(y)}" for x, y in points)
