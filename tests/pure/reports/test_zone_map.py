"""The map of the zone: every district stands once with name and number, links are reached, no style is inline."""

from __future__ import annotations

import csv
import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from lingqu.law.codes.regions import guilin_districts
from lingqu.reports.boundaries import MOST_BYTES, UnableToReadBoundaries, read_boundaries
from lingqu.reports.boundary_map import boundary_map_markup, simplified
from lingqu.reports.document import Kind
from lingqu.reports.map_style import MAP_STYLE, SHADE_OPACITY
from lingqu.reports.shades import Shades
from lingqu.reports.style import DARK, LIGHT
from lingqu.reports.wording import Words
from lingqu.reports.zone_map import Reading, zone_map_markup, zone_map_table
from lingqu.reports.zone_places import GRID, Mark, Tile, UnableToMap, short_name

TITLE = Words("试验区", "The zone")
MARKS = (
    Mark("valley", Words("七星智慧谷", "Qixing Smart Valley"), "/places/1", "450305"),
    Mark("zone", Words("桂林高新区", "Guilin High-tech Zone"), "/places/2", "450305"),
    Mark("enclave", Words("上海中心", "Shanghai centre"), "/places/3"),
    Mark("other", Words("<b>&路演", "<b>&roadshow"), "", "450312"),
)
NASTY = "/r?a=1&b=\"'<x>"


def tiles(kind: Kind = "count") -> list[Tile]:
    unit = 1 if kind == "count" else 12_345_678_901
    return [
        Tile(code, NASTY, None if place == 3 else place * unit if place != 5 else 0) for place, code in enumerate(GRID)
    ]


def drawn(lang: str = "zh", kind: Kind = "count") -> ElementTree.Element:
    reading = Reading(Words("单位", "organisations"), kind)
    markup = zone_map_markup(tiles(kind), MARKS, lang, key="m", title=TITLE, reading=reading)
    table = zone_map_table(tiles(kind), MARKS, lang, title=TITLE, reading=reading)
    return ElementTree.fromstring(f"<all>{markup}{table}</all>")


def boundary_file(**changes: object) -> bytes:
    square = [[110.0, 25.0], [110.2, 25.0], [110.2, 25.2], [110.0, 25.2], [110.0, 25.0]]
    feature: dict[str, Any] = {
        "type": "Feature",
        "properties": {"code": "450305"},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    return json.dumps({"type": "FeatureCollection", "features": [{**feature, **changes}]}).encode()


def test_the_grid_has_every_district_and_no_place_twice() -> None:
    assert set(GRID) == {each.code for each in guilin_districts()}
    assert len(set(GRID.values())) == len(GRID)


def test_neighbours_mostly_stay_neighbours(shared: Path) -> None:
    """West stays west and north stays north for nearly all pairs whose middles are clearly apart."""
    collection = json.loads((shared / "data" / "reference" / "guilin-districts.geojson").read_text(encoding="utf-8"))
    middles = {each["properties"]["code"]: each["properties"]["centroid"] for each in collection["features"]}
    kept, turned = 0, 0
    for one, other in combinations(GRID, 2):
        for axis, sign in ((0, 1), (1, -1)):
            apart = (middles[one][axis] - middles[other][axis]) * sign
            on_grid = GRID[one][axis] - GRID[other][axis]
            if abs(apart) > 0.2 and on_grid:
                kept += apart * on_grid > 0
                turned += apart * on_grid < 0

    assert turned <= kept * 0.02


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["count", "money"])
def test_each_drawing_links_every_tile_and_says_its_value(lang: str, kind: Kind) -> None:
    for svg in drawn(lang, kind).iter("svg"):
        if svg.get("role") != "group":
            continue
        links = [link for link in svg.iter("a") if "map-tile" in str(link.get("class"))]

        assert len(links) == 17
        assert {link.get("href") for link in links} == {NASTY}
        assert all(re.search(r"[\d]|未知|unknown", str(link.get("aria-label"))) for link in links)
        names = {text.text for link in links for text in link.iter("text")}
        assert {short_name(code, lang) for code in GRID} <= names
        assert "—" in names


def test_a_drawing_is_named_and_described_and_its_ids_stand_once() -> None:
    whole = drawn()
    identifiers = [each.get("id") for each in whole.iter() if each.get("id")]

    assert len(set(identifiers)) == len(identifiers) == 4
    for svg in whole.iter("svg"):
        if svg.get("role") == "group":
            assert svg.get("aria-labelledby") in identifiers
            assert svg.get("aria-describedby") in identifiers


def test_nothing_in_the_map_needs_a_weaker_policy_of_content() -> None:
    for each in drawn().iter():
        assert each.tag not in ("script", "style", "image", "use", "foreignObject")
        assert not [name for name in each.attrib if name == "style" or name.startswith("on")]


def test_unknown_zero_and_more_look_different_and_read_different() -> None:
    looks = {}
    for svg in drawn().iter("svg"):
        for link in svg.iter("a"):
            if "map-tile" in str(link.get("class")):
                shade = next(each.get("class") for each in link.iter("rect") if "map-shade" in str(each.get("class")))
                looks[str(link.get("aria-label")).rpartition(" ")[2]] = shade

    assert looks["未知"] == "map-shade map-unknown"
    assert looks["0"] == "map-shade map-q0"
    assert looks["16"] == "map-shade map-q5"


def test_every_mark_stands_on_the_map_in_the_legend_and_in_the_table() -> None:
    whole = drawn()
    text = ElementTree.tostring(whole, encoding="unicode")

    for mark in MARKS:
        name = mark.name.zh.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert text.count(name) >= 4  # two drawings, legend, table
    places = {link.get("href") for link in whole.iter("a")}
    assert {"/places/1", "/places/2", "/places/3"} <= places


def test_the_table_has_a_row_for_each_district_and_one_for_outside() -> None:
    rows = drawn().findall(".//tbody/tr")

    assert len(rows) == 18
    assert all(row.find("th") is not None for row in rows)


def test_codes_that_are_not_guilins_and_districts_twice_are_told_together() -> None:
    with pytest.raises(UnableToMap) as raised:
        zone_map_markup(
            [Tile("450305", ""), Tile("450305", ""), Tile("440100", "")],
            [Mark("zone", TITLE, "", "1")],
            "zh",
            key="m",
            title=TITLE,
            reading=Reading(TITLE),
        )

    assert len(raised.value.faults) == 3
    assert "440100" in raised.value.words.zh


@pytest.mark.parametrize(
    ("values", "steps"),
    [([], []), ([0], [None]), ([7], [4]), ([1, 2, 3], [2, 3, 4]), (list(range(1, 11)), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])],
)
def test_shades_grow_with_the_value(values: list[int], steps: list[int | None]) -> None:
    shades = Shades.of(values)

    assert [shades.step(value) for value in values] == steps


@pytest.mark.parametrize("light", [LIGHT, DARK])
def test_letters_stand_out_from_every_shade(light: dict[str, str]) -> None:
    for opacity in SHADE_OPACITY:
        ground = [
            round(hue * opacity + paper * (1 - opacity))
            for hue, paper in zip(_channels(light["c0"]), _channels(light["paper"]), strict=True)
        ]

        assert _contrast(_channels(light["ink"]), ground) >= 4.5


@pytest.mark.parametrize("colour", re.findall(r"\.map-(?:valley|zone|enclave|other)\{fill:(#\w+)", MAP_STYLE))
def test_numbers_stand_out_from_their_marks(colour: str) -> None:
    assert _contrast([255, 255, 255], _channels(colour)) >= 4.5


def test_a_file_of_boundaries_becomes_a_map_in_the_same_look(shared: Path) -> None:
    content = (shared / "data" / "reference" / "guilin-districts.geojson").read_bytes()
    found = read_boundaries(content)
    reading = Reading(Words("单位", "organisations"))

    markup = boundary_map_markup(found, tiles(), MARKS, "zh", key="b", title=TITLE, reading=reading)

    assert found.missing == ()
    for svg in ElementTree.fromstring(f"<all>{markup}</all>").iter("svg"):
        if svg.get("role") == "group":
            links = [link for link in svg.iter("a") if "map-tile" in str(link.get("class"))]
            assert len(links) == 17
            names = {text.text for text in svg.iter("text")}
            assert {short_name(code, "zh") for code in GRID} <= names
            assert len([link for link in svg.iter("a") if "map-link" in str(link.get("class"))]) == 3
    assert len(markup) < len(content)  # simplified


def test_districts_that_the_file_lacks_are_named() -> None:
    found = read_boundaries(boundary_file())

    markup = boundary_map_markup(found, tiles(), MARKS, "en", key="b", title=TITLE, reading=Reading(TITLE))

    assert len(found.missing) == 16
    assert "Not in the file: Xiufeng District" in markup


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "GeoJSON"),
        (b"\xff\xfe", "GeoJSON"),
        (b"[" * 100_000, "GeoJSON"),
        (b'{"type":"FeatureCollection","features":[NaN]}', "no number"),
        (b'{"type":"Feature"}', "FeatureCollection"),
        (b'{"type":"FeatureCollection","features":[]}', "at least one"),
        (b'{"type":"FeatureCollection","features":[1]}', "district code"),
        (b" " * (MOST_BYTES + 1), "at most 4,000,000 bytes"),
        (boundary_file(properties={"code": "440106"}), "440106"),
        (boundary_file(properties=None), "district code"),
        (boundary_file(geometry={"type": "Point", "coordinates": [110, 25]}), "Polygon"),
        (boundary_file(geometry={"type": "Polygon", "coordinates": [[[110, 25]] * 3]}), "closed rings"),
        (boundary_file(geometry={"type": "Polygon", "coordinates": [[[11, 25]] * 5]}), "closed rings"),
        (boundary_file(geometry={"type": "Polygon", "coordinates": [[["110", "25"]] * 5]}), "closed rings"),
        (boundary_file(geometry={"type": "Polygon", "coordinates": [[[1e99, 25]] * 5]}), "closed rings"),
        (boundary_file(geometry={"type": "MultiPolygon", "coordinates": 3}), "Polygon"),
    ],
)
def test_a_file_that_is_no_map_is_refused_with_the_reason(content: bytes, told: str) -> None:
    with pytest.raises(UnableToReadBoundaries) as raised:
        read_boundaries(content)

    assert told in raised.value.said("en")
    assert raised.value.said("zh")


def test_a_line_keeps_its_ends_and_what_bends_it() -> None:
    assert simplified([(0, 0), (5, 0.4), (10, 0)], 0.5) == [(0, 0), (10, 0)]
    assert simplified([(0, 0), (5, 0.6), (10, 0)], 0.5) == [(0, 0), (5, 0.6), (10, 0)]


def test_the_streets_of_the_reference_lie_in_the_districts_of_the_grid(shared: Path) -> None:
    with (shared / "data" / "reference" / "guilin-streets.csv").open(encoding="utf-8", newline="") as file:
        assert {row["county_code"] for row in csv.DictReader(file)} == set(GRID)


def _channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _contrast(one: list[int], other: list[int]) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(channels: list[int]) -> float:
    parts = [value / 255 for value in channels]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
