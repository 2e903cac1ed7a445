"""How series are told apart: by colour, and by a texture, a dash and a mark for who sees no colour.

Its one law: two series of one chart differ in more than their colour. It does not know what they are.
"""

from __future__ import annotations

from lingqu.reports.drawing import box, curve, mark
from lingqu.reports.markup import Attribute, Markup, joined, tag
from lingqu.reports.style import COLOURS

_TILE = 8
_TEXTURES = (
    "",
    "M-1 9L9 -1M-2 2L2 -2M6 10L10 6",
    "M2 2h.01M6 6h.01",
    "M0 4H8",
    "M-1 -1L9 9M-2 6L2 10M6 -2L10 2",
    "M4 0V8",
    "M0 4H8M4 0V8",
    "M4 4h.01",
)
_DASHES = (None, "9 4", "2 4", "12 4 2 4", "5 3", "16 4", "2 7", "9 3 2 3 2 3")


def texture(series: int) -> str:
    """The address, within the page, of what a series is filled with."""
    return f"url(#x{series})"


def colour(series: int) -> int:
    """The number of the colour of a series."""
    return series % COLOURS


def dashes(series: int) -> str | None:
    """The dashes of the line of a series; whole turns of the colours shift them."""
    return _DASHES[(series + series // COLOURS) % len(_DASHES)]


def patterns(count: int, *, is_bare: bool = False) -> Markup:
    """What the first `count` series are filled with, to stand once in a page; bare without the colour below."""
    tiles = [_tile(series, is_bare) for series in range(count)]
    attributes = [("class", "defs"), ("width", "0"), ("height", "0"), ("aria-hidden", "true"), ("focusable", "false")]
    return tag("svg", tag("defs", *tiles), attributes=attributes) if tiles else Markup("")


def _tile(series: int, is_bare: bool) -> Markup:
    drawn = _TEXTURES[(series + series // COLOURS) % len(_TEXTURES)]
    shapes = [] if is_bare else [box((0, 0), (_TILE, _TILE), look=f"f{colour(series)}")]
    if drawn:
        dotted = "texture dotted" if "h.01" in drawn else "texture"
        shapes.append(tag("path", attributes=[("class", dotted), ("d", drawn)]))
    attributes: list[Attribute] = [
        ("id", f"x{series}"),
        ("width", _TILE),
        ("height", _TILE),
        ("patternUnits", "userSpaceOnUse"),
    ]
    return tag("pattern", *shapes, attributes=attributes)


def swatch(series: int) -> Markup:
    """A little box of what a series is filled with."""
    return _sample(box((0, 0), (22, 14), look="edge", fill=texture(series)))


def stroke(series: int, shade: int, dashed: str | None) -> Markup:
    """A little piece of the line of a series."""
    shapes = [curve([(0, 7), (34, 7)], f"curve l{shade}", dashed), mark((17, 7), series, f"mark f{shade}")]
    return _sample(joined(shapes), 34)


def limit_stroke() -> Markup:
    """A little piece of the line of a limit."""
    return _sample(curve([(0, 7), (34, 7)], "limit"), 34)


def _sample(shapes: Markup, width: int = 22) -> Markup:
    size: list[Attribute] = [("width", width), ("height", 14), ("viewBox", f"0 0 {width} 14")]
    return tag("svg", shapes, attributes=[*size, ("aria-hidden", "true"), ("focusable", "false")])
