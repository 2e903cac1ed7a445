"""The map of the zone with real boundaries, from a file that an operator imported, in the look of the schematic one.

Its one law: a district too small for its name has a line to the name beside; nothing is left unnamed. The projection is
equirectangular, true enough over two degrees. It does not check the file: `boundaries` did.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lingqu.reports.boundaries import Boundaries, Ring
from lingqu.reports.drawing import Point, letters, line, place
from lingqu.reports.lettering import text_width
from lingqu.reports.map_marks import RADIUS, linked, mark_link
from lingqu.reports.markup import Markup, escaped, joined, tag
from lingqu.reports.wording import Words
from lingqu.reports.zone_map import Reading, Shown, caption, map_drawing, map_legend, shown_on, summary_of
from lingqu.reports.zone_places import Mark, Tile, name_of, short_name

TOLERANCE = 0.7  # of the drawing: what bends less is drawn straight
MISSING = Words("文件里没有：{}。", "Not in the file: {}.")
IMPORTED = Words("边界来自运维人员导入的文件。", "Boundaries come from a file that the operator imported.")
_SIDES = {"wide": 116.0, "narrow": 88.0}  # for the names of districts that have no room for them
_STEP = 34.0
_NAME_ROOM = (48.0, 36.0)
_MARK_ROOM = 2 * RADIUS + 2
_RINGS = 9


class _Ground(NamedTuple):
    """Where longitude and latitude come to lie: the scale, the corner, and the size drawn."""

    west: float
    north: float
    across: float
    down: float
    width: float
    height: float

    def at(self, point: Point) -> Point:
        return (point[0] - self.west) * self.across, (self.north - point[1]) * self.down


def boundary_map_markup(
    boundaries: Boundaries,
    tiles: Sequence[Tile],
    marks: Sequence[Mark],
    lang: str,
    *,
    key: str,
    title: Words,
    reading: Reading,
) -> Markup:
    """Draw the map once for a desk and once for a phone. Raises `UnableToMap`."""
    shown = shown_on(tiles, marks, lang, reading)
    drawings = [
        _drawing(boundaries, shown, look, width, f"{key}{look[0]}", title)
        for look, width in (("wide", 620.0), ("narrow", 356.0))
    ]
    said = IMPORTED.said(lang)
    if boundaries.missing:
        names = (", " if lang == "en" else "、").join(name_of(code, lang) for code in boundaries.missing)
        said = f"{said} {MISSING.said(lang).format(names)}"
    note = tag("p", escaped(said), attributes=[("class", "map-note")])
    parts = [caption(shown, title), *drawings, map_legend(shown), note]
    return tag("figure", *parts, attributes=[("class", "zone-map")])


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Leave out the points that bend the line by less than the tolerance (Douglas and Peucker).

    >>> simplified([(0, 0), (1, 0.1), (2, 0), (2, 5), (0, 0)], 0.5)
    [(0, 0), (2, 0), (2, 5), (0, 0)]
    """
    kept = {0, len(points) - 1}
    open_ends = [(0, len(points) - 1)]
    while open_ends:
        first, last = open_ends.pop()
        far, widest = 0, tolerance
        for number in range(first + 1, last):
            away = _distance(points[number], points[first], points[last])
            if away > widest:
                far, widest = number, away
        if far:
            kept.add(far)
            open_ends += [(first, far), (far, last)]
    return [points[number] for number in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (left, top), (right, bottom) = point, start, end
    length = math.hypot(right - left, bottom - top)
    if length == 0:
        return math.hypot(x - left, y - top)
    return abs((right - left) * (top - y) - (left - x) * (bottom - top)) / length


def _drawing(boundaries: Boundaries, shown: Shown, look: str, width: float, key: str, title: Words) -> Markup:
    ground = _ground(boundaries, width - _SIDES[look])
    drawn = {code: [_simple(ring, ground) for ring in rings] for code, rings in boundaries.rings.items()}
    tiles = [tile for tile in shown.tiles if tile.code in drawn]
    middles = {code: _middle(rings) for code, rings in drawn.items()}
    small = [tile for tile in tiles if not _has_room(shown, tile, drawn[tile.code])]
    shapes = [_district(shown, tile, drawn[tile.code]) for tile in tiles]
    shapes += _beside(shown, small, middles, (ground.width, ground.height))
    shapes += [_label(shown, tile, middles[tile.code]) for tile in tiles if tile not in small]
    shapes += _marks(shown, middles, drawn.keys() - {tile.code for tile in small}, ground.height)
    full = (ground.width + (_SIDES[look] if small else 0), ground.height)
    return map_drawing(shapes, full, f"map-{look}", key, title.said(shown.lang), summary_of(shown))


def _ground(boundaries: Boundaries, width: float) -> _Ground:
    points = [point for rings in boundaries.rings.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    across = width / max(east - west, 1e-6)
    down = across / squeeze
    return _Ground(west, north, across, down, width, max((north - south) * down, 1.0))


def _simple(ring: Ring, ground: _Ground) -> list[Point]:
    found = simplified([ground.at(point) for point in ring], TOLERANCE)
    return found if len(found) >= 4 else [ground.at(point) for point in ring]


def _district(shown: Shown, tile: Tile, rings: Sequence[Sequence[Point]]) -> Markup:
    course = "".join("M" + "L".join(f"{place(x)} {place(y)}" for x, y in ring[:-1]) + "Z" for ring in rings)
    shape = tag("path", attributes=[("class", shown.look(tile)), ("d", course), ("fill-rule", "evenodd")])
    return linked(tile.href, shown.told(tile), shape, "map-tile")


def _middle(rings: Sequence[Sequence[Point]]) -> Point:
    """The middle of the largest ring by area."""
    ring = max(rings, key=lambda each: abs(_area(each)))
    doubled = 6 * _area(ring)
    if doubled == 0:
        return ring[0]
    x = sum((a + c) * (a * d - c * b) for (a, b), (c, d) in pairwise(ring))
    y = sum((b + d) * (a * d - c * b) for (a, b), (c, d) in pairwise(ring))
    return x / doubled, y / doubled


def _area(ring: Sequence[Point]) -> float:
    return sum(a * d - c * b for (a, b), (c, d) in pairwise(ring)) / 2


def _has_room(shown: Shown, tile: Tile, rings: Sequence[Sequence[Point]]) -> bool:
    ring = max(rings, key=lambda each: abs(_area(each)))
    wide = max(x for x, _ in ring) - min(x for x, _ in ring)
    high = max(y for _, y in ring) - min(y for _, y in ring)
    return wide > text_width(short_name(tile.code, shown.lang)) + 14 and high > 52


def _label(shown: Shown, tile: Tile, at: Point) -> Markup:
    x, y = at
    name = letters((x, y - 4), [short_name(tile.code, shown.lang)], look="map-name map-halo", anchor="middle")
    return joined([name, letters((x, y + 14), [shown.value(tile)], look="map-value map-halo", anchor="middle")])


def _beside(
    shown: Shown, small: Sequence[Tile], middles: dict[str, Point], size: tuple[float, float]
) -> Iterator[Markup]:
    """Names of the small districts in a column at the right, each with a line to its place."""
    if not small:
        return
    ordered = sorted(small, key=lambda tile: middles[tile.code][1])
    middle = sum(middles[tile.code][1] for tile in ordered) / len(ordered)
    top = min(max(middle - _STEP * len(ordered) / 2, 16.0), max(16.0, size[1] - _STEP * len(ordered)))
    left = size[0] + 14
    for number, tile in enumerate(ordered):
        y = top + number * _STEP
        yield line(middles[tile.code], (left - 4, y), "map-leader")
        yield letters((left, y + 1), [short_name(tile.code, shown.lang)], look="map-name map-halo")
        yield letters((left, y + 17), [shown.value(tile)], look="map-value map-halo")


def _marks(shown: Shown, middles: dict[str, Point], named: set[str], height: float) -> Iterator[Markup]:
    """Marks under the names of their districts, kept apart; what lies outside Guilin stands at the lower left."""
    taken = [(middles[code], _NAME_ROOM) for code in middles if code in named]
    outside = 0
    for number, mark in enumerate(shown.marks, 1):
        if mark.district is None:
            at = (RADIUS + 2 + outside * _MARK_ROOM, height - RADIUS - 2)
            outside += 1
        elif mark.district in middles:
            x, y = middles[mark.district]
            at = _free((x, y + 30 if mark.district in named else y), taken)
            if math.dist(at, (x, y)) > 2 * _MARK_ROOM:
                yield line((x, y), at, "map-leader")
        else:
            continue  # the file lacks the district; the legend still has the mark
        taken.append((at, (_MARK_ROOM, _MARK_ROOM)))
        yield mark_link(mark, number, at, shown.lang)


def _free(wanted: Point, taken: Sequence[tuple[Point, Point]]) -> Point:
    """The place nearest to the one wanted that no mark and no name takes, looked for in rings around it."""
    for ring in range(_RINGS):
        for turn in range(12 if ring else 1):
            angle = math.tau * turn / 12
            at = wanted[0] + ring * 9 * math.cos(angle), wanted[1] + ring * 9 * math.sin(angle)
            if all(
                abs(at[0] - x) >= (wide + _MARK_ROOM) / 2 or abs(at[1] - y) >= (high + _MARK_ROOM) / 2
                for (x, y), (wide, high) in taken
            ):
                return at
    return wanted
