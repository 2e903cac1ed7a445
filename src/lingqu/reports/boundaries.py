"""Boundaries of the districts out of a GeoJSON file that an operator imports, checked before anything is drawn.

Its one law: every fault is collected and told, a code that is not a district of Guilin is refused, and nothing is
mended. It keeps longitude and latitude as given, asks no network, and does not know whether a map may be published.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass

from lingqu.law.codes.regions import guilin_districts
from lingqu.reports.drawing import Point
from lingqu.reports.wording import Words

MOST_BYTES = 4_000_000
MOST_POINTS = 200_000
MOST_FAULTS = 20
FEWEST_IN_RING = 4  # GeoJSON closes a ring by its first point
CODE_NAMES = ("code", "adcode", "gb")
WEST, EAST, SOUTH, NORTH = 108.0, 113.0, 23.0, 27.5  # generous around Guilin: what lies beyond is another place

Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Rings of longitude and latitude by district; `missing` are the districts that the file does not have."""

    rings: dict[str, tuple[Ring, ...]]
    missing: tuple[str, ...]


class UnableToReadBoundaries(ValueError):
    """A file that is no set of boundaries of Guilin's districts; `faults` tells all in both languages."""

    def __init__(self, faults: list[Words]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.en for fault in faults))

    def said(self, lang: str) -> str:
        """All faults in one language."""
        return ("; " if lang == "en" else "；").join(fault.said(lang) for fault in self.faults)


def read_boundaries(content: bytes) -> Boundaries:
    """Read a FeatureCollection of polygons with district codes. Raises `UnableToReadBoundaries`."""
    features = _features(content)
    known = {each.code for each in guilin_districts()}
    rings: dict[str, tuple[Ring, ...]] = {}
    faults: list[Words] = []
    points = 0
    for number, feature in enumerate(features, 1):
        code = _code(feature)
        if code not in known:
            faults.append(
                _at(number, code or "—", "桂林县区代码，例如 450305", "a district code of Guilin, e.g. 450305")
            )
        elif code in rings:
            faults.append(_at(number, code, "每个县区一次", "each district once"))
        else:
            found = list(_rings(feature, number, faults))
            rings[code] = tuple(found)
            points += sum(map(len, found))
        if len(faults) >= MOST_FAULTS or points > MOST_POINTS:
            break
    if points > MOST_POINTS:
        faults.append(_fault("points", f"> {MOST_POINTS:,}", f"≤ {MOST_POINTS:,}", f"at most {MOST_POINTS:,}"))
    if faults:
        raise UnableToReadBoundaries(faults)
    return Boundaries(rings, tuple(sorted(known - rings.keys())))


def _features(content: bytes) -> list[object]:
    if len(content) > MOST_BYTES:
        raise UnableToReadBoundaries(
            [_fault("bytes", f"{len(content):,}", f"不超过 {MOST_BYTES:,} 字节", f"at most {MOST_BYTES:,} bytes")]
        )
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UnableToReadBoundaries(
            [_fault("file", str(error)[:80], "UTF-8 的 GeoJSON", "GeoJSON in UTF-8")]
        ) from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection" or not isinstance(features, list):
        given = str(data.get("type"))[:40] if isinstance(data, dict) else type(data).__name__
        raise UnableToReadBoundaries(
            [_fault("type", given, "FeatureCollection，含 features", "a FeatureCollection with features")]
        )
    if not features:
        raise UnableToReadBoundaries([_fault("features", "0", "至少一个县区", "at least one district")])
    return features


def _code(feature: object) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return ""
    return next((str(properties[name])[:20] for name in CODE_NAMES if name in properties), "")


def _rings(feature: object, number: int, faults: list[Words]) -> Iterator[Ring]:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Polygon":
        coordinates = [coordinates]
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list) or not coordinates:
        faults.append(_at(number, str(kind)[:40], "Polygon 或 MultiPolygon", "a Polygon or MultiPolygon"))
        return
    for polygon in coordinates:
        for ring in polygon if isinstance(polygon, list) and polygon else [None]:
            points = _points(ring)
            if points is None:
                example = "[[110.29, 25.27], …]"
                faults.append(
                    _at(
                        number, "coordinates",
                        f"闭合的环，至少四点，经度 {WEST:g}–{EAST:g}、纬度 {SOUTH:g}–{NORTH:g}，例如 {example}",
                        f"closed rings of four or more points, {WEST:g}–{EAST:g} east, {SOUTH:g}–{NORTH:g} north,"
                        f" e.g. {example}",
                    )
                )  # fmt: skip
                return
            yield points


def _points(ring: object) -> Ring | None:
    if not isinstance(ring, list) or len(ring) < FEWEST_IN_RING:
        return None
    points = []
    for each in ring:
        if not isinstance(each, list) or len(each) < 2 or not all(_is_number(value) for value in each[:2]):
            return None
        x, y = float(each[0]), float(each[1])
        if not (WEST <= x <= EAST and SOUTH <= y <= NORTH):
            return None
        points.append((x, y))
    return tuple(points) if points[0] == points[-1] else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1000 and math.isfinite(value)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _at(number: int, given: str, zh: str, en: str) -> Words:
    return _fault(f"features[{number}]", given, zh, en)


def _fault(where: str, given: str, zh: str, en: str) -> Words:
    return Words(f"{where}：给出“{given}”；应为{zh}", f"{where}: given “{given}”; expected {en}")
