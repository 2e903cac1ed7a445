"""The schematic map of the zone: seventeen tiles with name, value and shade, marks with numbers, legend and table.

Its one law: whatever the map says by place or shade stands in words and numbers too. No boundary is drawn here and no
address is made up; it holds no style and no script, colours come from `map_style` by class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lingqu.reports.axes import Axis, axis_for
from lingqu.reports.document import Kind
from lingqu.reports.drawing import Point, box, letters
from lingqu.reports.lettering import LEADING, lines_of, text_width
from lingqu.reports.map_marks import RADIUS, linked, mark_link, mark_sample
from lingqu.reports.markup import Markup, escaped, joined, tag
from lingqu.reports.numbers import UNKNOWN, cell_text
from lingqu.reports.shades import Shades
from lingqu.reports.wording import UNKNOWN_SAID, Words
from lingqu.reports.zone_places import (
    COLUMNS,
    GRID,
    MARK_KINDS,
    ROWS,
    Mark,
    Tile,
    check_places,
    every_tile,
    name_of,
    short_name,
)

OUTSIDE = Words("桂林域外", "Outside Guilin")
DISTRICT = Words("县区", "District")
PLACES = Words("地点", "Places")
SCHEMATIC = Words("示意图：方格只表示大致方位，不是边界。", "Schematic: tiles show rough position, not boundaries.")
TOLD = Words("{}：{} {}", "{}: {} {}")
SUMMARY = Words("{} 个县区，{} 个地点。各数见下表。", "{} districts, {} places. The numbers stand in the table.")
SHADE_OF = Words("由浅到深：", "From light to dark: ")
RANGE = Words("{} 至 {}", "{} to {}")


class Look(NamedTuple):
    """The measures of a drawing: its name, a tile, the gap between tiles, and the room for what lies outside."""

    name: str
    width: float
    height: float
    gap: float
    outside: float
    is_beside: bool

    @property
    def right(self) -> float:
        """Where the tiles end."""
        return COLUMNS * (self.width + self.gap) - self.gap

    @property
    def foot(self) -> float:
        """Where the lowest tile ends."""
        return ROWS * (self.height + self.gap) - self.gap

    def corner(self, code: str) -> Point:
        """The upper left corner of a tile."""
        column, row = GRID[code]
        return column * (self.width + self.gap), row * (self.height + self.gap)


WIDE = Look("wide", 150, 76, 8, 150, True)
NARROW = Look("narrow", 85, 76, 6, 26, False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the values are: their kind, what they count, and the words for a number of them."""

    measured: Words
    kind: Kind = "count"


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the drawings of one map share."""

    tiles: list[Tile]
    marks: Sequence[Mark]
    reading: Reading
    lang: str
    axis: Axis
    shades: Shades

    def value(self, tile: Tile) -> str:
        """The value shortly, as it stands on the tile."""
        return UNKNOWN if tile.value is None else self.axis.short(tile.value)

    def told(self, tile: Tile) -> str:
        """The tile in words, exactly."""
        exact = UNKNOWN_SAID.said(self.lang) if tile.value is None else cell_text(tile.value, self.reading.kind)
        return TOLD.said(self.lang).format(name_of(tile.code, self.lang), self.reading.measured.said(self.lang), exact)

    def look(self, tile: Tile) -> str:
        """The classes that a tile is coloured by."""
        step = self.shades.step(tile.value)
        return "map-shade map-unknown" if tile.value is None else f"map-shade map-q{0 if step is None else step + 1}"


def zone_map_markup(
    tiles: Sequence[Tile],
    marks: Sequence[Mark],
    lang: str,
    *,
    key: str,
    title: Words,
    reading: Reading,
) -> Markup:
    """Draw the map for a desk and for a phone; `key` is an id nothing else on the page has. Raises `UnableToMap`."""
    shown = shown_on(tiles, marks, lang, reading)
    drawings = [_drawing(shown, look, f"{key}{look.name[0]}", title) for look in (WIDE, NARROW)]
    note = tag("p", escaped(SCHEMATIC.said(lang)), attributes=[("class", "map-note")])
    return tag("figure", caption(shown, title), *drawings, map_legend(shown), note, attributes=[("class", "zone-map")])


def shown_on(tiles: Sequence[Tile], marks: Sequence[Mark], lang: str, reading: Reading) -> Shown:
    """Check tiles and marks and work out scale and shades. Raises `UnableToMap`."""
    check_places(tiles, marks)
    whole = every_tile(tiles)
    known = [tile.value for tile in whole if tile.value is not None]
    return Shown(whole, marks, reading, lang, axis_for(known, reading.kind, lang), Shades.of(known))


def caption(shown: Shown, title: Words) -> Markup:
    """The heading of the map with the unit of its numbers."""
    unit = shown.axis.word
    measured = shown.reading.measured.said(shown.lang)
    said = measured + ((f" ({unit})" if shown.lang == "en" else f"（{unit}）") if unit else "")
    return tag(
        "figcaption", escaped(title.said(shown.lang)), tag("span", escaped(said), attributes=[("class", "map-unit")])
    )


def map_legend(shown: Shown) -> Markup:
    """What the marks and the shades mean."""
    marks = [
        tag("li", mark_sample(mark, number), _name(mark.name.said(shown.lang), mark.href), _kind(mark, shown.lang))
        for number, mark in enumerate(shown.marks, 1)
    ]
    shades = [tag("li", _shade(step), escaped(words)) for step, words in _steps(shown)]
    lists = []
    if marks:
        lists.append(tag("ul", *marks, attributes=[("class", "map-legend")]))
    if shades:
        said = tag("li", escaped(SHADE_OF.said(shown.lang)))
        lists.append(tag("ul", said, *shades, attributes=[("class", "map-legend map-shades")]))
    return joined(lists)


def zone_map_table(
    tiles: Sequence[Tile], marks: Sequence[Mark], lang: str, *, title: Words, reading: Reading
) -> Markup:
    """The same as a table: a row for each district and one for what lies outside. Raises `UnableToMap`."""
    shown = shown_on(tiles, marks, lang, reading)
    unit = {"money": Words("（元）", " (yuan)")}.get(reading.kind, Words("", ""))
    headings = [DISTRICT.said(lang), reading.measured.said(lang) + unit.said(lang), PLACES.said(lang)]
    heads = [tag("th", escaped(each), attributes=[("scope", "col")]) for each in headings]
    rows = [_row(shown, tile) for tile in shown.tiles]
    outside = [mark for mark in marks if mark.district is None]
    if outside:
        cells = [tag("td"), _places(outside, lang)]
        head = tag("th", escaped(OUTSIDE.said(lang)), attributes=[("scope", "row")])
        rows.append(tag("tr", head, *cells))
    return tag(
        "table",
        tag("caption", escaped(title.said(lang))),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        attributes=[("class", "table map-table")],
    )


def summary_of(shown: Shown) -> str:
    """The map in words, for who does not see it."""
    return SUMMARY.said(shown.lang).format(len(shown.tiles), len(shown.marks))


def _drawing(shown: Shown, look: Look, key: str, title: Words) -> Markup:
    outside = [(number, mark) for number, mark in enumerate(shown.marks, 1) if mark.district is None]
    beside = look.is_beside and bool(outside)
    below = bool(outside) and not look.is_beside
    width = look.right + (look.gap * 2 + look.outside if beside else 0)
    height = look.foot + (look.gap * 2 + look.outside if below else 0)
    # links are reached in the order of reading: row by row
    in_rows = sorted(shown.tiles, key=lambda tile: look.corner(tile.code)[::-1])
    shapes = [_tile(shown, look, tile) for tile in in_rows]
    shapes += _inside(shown, look)
    shapes += _outside(shown, look, outside)
    return map_drawing(shapes, (width, height), f"map-{look.name}", key, title.said(shown.lang), summary_of(shown))


def map_drawing(
    shapes: Sequence[Markup], size: tuple[float, float], look: str, key: str, title: str, summary: str
) -> Markup:
    """The whole drawing. It is a group, not a picture: the links in it have to be reached."""
    return tag(
        "svg",
        tag("title", escaped(title), attributes=[("id", f"{key}-t")]),
        tag("desc", escaped(summary), attributes=[("id", f"{key}-d")]),
        *shapes,
        attributes=[
            ("class", f"map {look}"),
            ("role", "group"),
            ("aria-labelledby", f"{key}-t"),
            ("aria-describedby", f"{key}-d"),
            ("viewBox", f"-2 -2 {size[0] + 4:g} {size[1] + 4:g}"),
        ],
    )


def _tile(shown: Shown, look: Look, tile: Tile) -> Markup:
    left, top = look.corner(tile.code)
    ends = (left + look.width, top + look.height)
    inset = 8 if look.is_beside else 5
    name = lines_of(short_name(tile.code, shown.lang), look.width - inset, 1)
    shapes = [
        box((left, top), ends, look="map-ground"),
        box((left, top), ends, look=shown.look(tile)),
        letters((left + inset, top + 19), name, look="map-name"),
        letters((left + inset, top + 40), [shown.value(tile)], look="map-value"),
    ]
    return linked(tile.href, shown.told(tile), joined(shapes), "map-tile")


def _inside(shown: Shown, look: Look) -> Iterator[Markup]:
    """The marks of the districts, from the right, at the foot of each tile; the name beside where there is room."""
    for code in GRID:
        here = [(number, mark) for number, mark in enumerate(shown.marks, 1) if mark.district == code]
        left, top = look.corner(code)
        across = 2 * RADIUS + 2
        y = top + look.height - RADIUS - 3
        if len(here) == 1 and look.is_beside:
            number, mark = here[0]
            at = (left + RADIUS + 6, y)
            yield mark_link(mark, number, at, shown.lang)
            name = lines_of(mark.name.said(shown.lang), look.width - 2 * RADIUS - 16, 1)
            yield letters((at[0] + RADIUS + 5, y + 4), name, look="map-place")
            continue
        room = max(1, int((look.width - 4) // across))
        for place, (number, mark) in enumerate(here):
            row, column = divmod(place, room)
            at = (left + look.width - RADIUS - 4 - column * across, y - row * across)
            yield mark_link(mark, number, at, shown.lang)


def _outside(shown: Shown, look: Look, outside: Sequence[tuple[int, Mark]]) -> Iterator[Markup]:
    if not outside:
        return
    if look.is_beside:
        left = look.right + look.gap * 2
        yield letters((left, 16), [OUTSIDE.said(shown.lang)], look="map-name")
        y = 48.0
        for number, mark in outside:
            yield mark_link(mark, number, (left + RADIUS, y), shown.lang)
            room = look.outside - 2 * RADIUS - 6
            name = lines_of(mark.name.said(shown.lang), room, 3)
            first = y + 4 - LEADING * (len(name) - 1) / 2
            yield letters((left + 2 * RADIUS + 6, first), name, look="map-place")
            y += max(34.0, LEADING * len(name) + 12)
        return
    top = look.foot + look.gap * 2
    words = OUTSIDE.said(shown.lang)
    yield letters((0, top + 17), [words], look="map-name")
    start = 1.12 * text_width(words) + 12
    for place, (number, mark) in enumerate(outside):
        yield mark_link(mark, number, (start + RADIUS + place * (2 * RADIUS + 8), top + 13), shown.lang)


def _steps(shown: Shown) -> Iterator[tuple[int, str]]:
    ranges = shown.shades.ranges()
    for place, (low, high) in enumerate(ranges):
        step = 5 - len(ranges) + place
        words = (shown.axis.short(low), shown.axis.short(high))
        yield step + 1, words[0] if low == high else RANGE.said(shown.lang).format(*words)


def _shade(step: int) -> Markup:
    shapes = [box((0, 0), (22, 14), look="map-ground"), box((0, 0), (22, 14), look=f"map-shade map-q{step}")]
    attributes = [("class", "map-sample"), ("width", "22"), ("height", "14"), ("viewBox", "0 0 22 14")]
    return tag("svg", *shapes, attributes=[*attributes, ("aria-hidden", "true"), ("focusable", "false")])


def _name(name: str, href: str) -> Markup:
    return tag("a", escaped(name), attributes=[("href", href)]) if href else escaped(name)


def _kind(mark: Mark, lang: str) -> Markup:
    return tag("span", escaped(MARK_KINDS[mark.kind].said(lang)), attributes=[("class", "map-kind")])


def _row(shown: Shown, tile: Tile) -> Markup:
    here = [mark for mark in shown.marks if mark.district == tile.code]
    value = escaped(cell_text(tile.value, shown.reading.kind))
    return tag(
        "tr",
        tag("th", _name(name_of(tile.code, shown.lang), tile.href), attributes=[("scope", "row")]),
        tag("td", value, attributes=[("class", "number")]),
        _places(here, shown.lang),
    )


def _places(marks: Sequence[Mark], lang: str) -> Markup:
    names = [_name(mark.name.said(lang), mark.href) for mark in marks]
    return tag("td", joined(names, ", " if lang == "en" else "、"))
