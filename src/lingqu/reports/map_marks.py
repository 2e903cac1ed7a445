"""The marks of a map: a shape for each kind with the number that the legend explains.

Its one law: kinds differ in shape, marks in number; colour only helps. A mark is at least 24 units wide, so that a
finger finds it. It does not know where a mark stands.
"""

from __future__ import annotations

from lingqu.reports.drawing import Point, area, letters
from lingqu.reports.markup import Attribute, Markup, escaped, joined, tag
from lingqu.reports.wording import Words
from lingqu.reports.zone_places import MARK_KINDS, Mark, MarkKind

RADIUS = 12.0
_SHAPES: dict[MarkKind, tuple[Point, ...]] = {
    "valley": ((0, -12), (12, 0), (0, 12), (-12, 0)),
    "zone": ((-11, -11), (11, -11), (11, 11), (-11, 11)),
    "enclave": ((-11, -8), (0, -12), (11, -8), (11, 8), (0, 12), (-11, 8)),
    "other": (),
}


def mark_shape(kind: MarkKind, at: Point) -> Markup:
    """The shape of a kind around a point."""
    x, y = at
    corners = _SHAPES[kind]
    look = f"map-mark map-{kind}"
    if not corners:
        return tag("circle", attributes=[("class", look), ("cx", f"{x:g}"), ("cy", f"{y:g}"), ("r", f"{RADIUS:g}")])
    return area([(x + across, y + down) for across, down in corners], look)


def mark_link(mark: Mark, number: int, at: Point, lang: str) -> Markup:
    """A mark on the map, with its number, as a link."""
    said = Words("{}（{}）", "{} ({})").said(lang).format(mark.name.said(lang), MARK_KINDS[mark.kind].said(lang))
    foot = (at[0], at[1] + 4)
    shapes = [mark_shape(mark.kind, at), letters(foot, [str(number)], look="map-number", anchor="middle")]
    return linked(mark.href, said, joined(shapes), "map-link")


def mark_sample(mark: Mark, number: int) -> Markup:
    """A mark as it stands in the legend."""
    shapes = [mark_shape(mark.kind, (13, 13)), letters((13, 17), [str(number)], look="map-number", anchor="middle")]
    size: list[Attribute] = [("class", "map-sample"), ("width", 26), ("height", 26), ("viewBox", "0 0 26 26")]
    return tag("svg", *shapes, attributes=[*size, ("aria-hidden", "true"), ("focusable", "false")])


def linked(href: str, said: str, shapes: Markup, look: str) -> Markup:
    """Shapes that lead somewhere and say where; without an address a group that says what it is."""
    title = tag("title", escaped(said))
    if not href:
        return tag("g", title, shapes, attributes=[("class", look)])
    return tag("a", title, shapes, attributes=[("class", look), ("href", href), ("aria-label", said)])
