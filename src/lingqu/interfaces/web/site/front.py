"""What the front page shows: ways to begin, headline figures, the map of the zone.

Its one law: a number stands there with what it counts and leads to its rows; what is not known is not shown as zero.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.safestring import SafeString

from lingqu.books.accounts.person import Person
from lingqu.books.registers.declaration import Right
from lingqu.books.registers.declared.all_registers import register
from lingqu.books.registers.figures import ZoneFigures, places_of_the_zone, zone_figures
from lingqu.books.registers.models import Place
from lingqu.law.packs.pack import Pack
from lingqu.reports.boundaries import Boundaries, UnableToReadBoundaries, read_boundaries
from lingqu.reports.boundary_map import boundary_map_markup
from lingqu.reports.wording import Words
from lingqu.reports.zone_map import Reading, zone_map_markup, zone_map_table
from lingqu.reports.zone_places import GRID, Mark, MarkKind, Tile

_log = logging.getLogger("lingqu.map")
_KEPT_SECONDS = 60
_MARK_KINDS: dict[str, MarkKind] = {"smart_valley": "valley", "development_zone": "zone", "enclave": "enclave"}
_MAP_TITLE = Words("试验区一览", "The zone at a glance")
_MEASURED = Words("在册单位", "registered organisations")


@dataclass(frozen=True, slots=True)
class Beginning:
    """A way into the interview: what kind of applicant somebody is."""

    kind: str
    words: Words
    icon: str


@dataclass(frozen=True, slots=True)
class Headline:
    """A number, what it counts, and where its rows are; no address for a reader who would not find them there."""

    value: int
    words: Words
    address: str


BEGINNINGS = (
    Beginning("enterprise", Words("企业", "an enterprise"), "building-factory-2"),
    Beginning("research_institute", Words("高校或科研院所", "a university or institute"), "school"),
    Beginning("incubator", Words("孵化器", "an incubator"), "building-community"),
    Beginning("platform", Words("创新或中试平台", "a platform"), "flask"),
    Beginning("team", Words("师生创业团队", "a founding team"), "users-group"),
    Beginning("project", Words("产业化项目", "a project"), "target"),
)


def headlines(pack: Pack, figures: ZoneFigures, person: Person) -> list[Headline]:
    """The numbers of the plan and of the registers; a register that is empty shows none."""
    plan = reverse("plan")
    found = [
        Headline(len(pack.applicant_measures), Words("条可申请的措施", "measures to apply for"), reverse("measures")),
        Headline(len(pack.tasks), Words("项任务", "tasks"), plan),
        Headline(len(pack.targets), Words("个 2030 年指标", "targets for 2030"), f"{plan}#targets"),
        Headline(
            figures.organisations, Words("家在册单位", "registered organisations"), rows_of("organisations", person)
        ),
        Headline(figures.platforms, Words("个创新平台", "platforms"), rows_of("platforms", person)),
        Headline(figures.projects, Words("个项目", "projects"), rows_of("projects", person)),
    ]
    return [each for each in found if each.value]


def rows_of(name: str, person: Person) -> str:
    """The address of a register's list for those who may open it, else none."""
    return reverse(f"registers-{name}-list") if register(name).may(person, Right.SEE) else ""


def figures_kept() -> ZoneFigures:
    """The counts, at most a minute old."""
    return cast(ZoneFigures, cache.get_or_set("zone_figures", zone_figures, _KEPT_SECONDS))


def map_of_the_zone(figures: ZoneFigures, person: Person, lang: str) -> tuple[SafeString, SafeString]:
    """The map and its table. Without a single organisation the values are unknown: nobody has counted."""
    may_open = register("organisations").may(person, Right.SEE)
    organisations = reverse("registers-organisations-list")
    tiles = [
        Tile(
            code,
            f"{organisations}?{urlencode({'region': code})}" if may_open else "",
            figures.by_district.get(code, 0) if figures.organisations else None,
        )
        for code in GRID
    ]
    marks = [_mark(place) for place in places_of_the_zone() if place.kind in _MARK_KINDS]
    reading = Reading(_MEASURED)
    boundaries = boundaries_imported()
    if boundaries is None:
        drawn = zone_map_markup(tiles, marks, lang, key="zone", title=_MAP_TITLE, reading=reading)
    else:
        drawn = boundary_map_markup(boundaries, tiles, marks, lang, key="zone", title=_MAP_TITLE, reading=reading)
    table = zone_map_table(tiles, marks, lang, title=_MAP_TITLE, reading=reading)
    return SafeString(drawn), SafeString(table)  # nosec B703  # Markup of reports, escaped piece by piece


def boundaries_imported() -> Boundaries | None:
    """Real boundaries, where the operator has put a file into the data folder; an unusable one is told to the log."""
    file = settings.DATA.root / "boundaries.geojson"
    try:
        return _boundaries(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=1)
def _boundaries(file: Path, _changed: int) -> Boundaries | None:
    try:
        return read_boundaries(file.read_bytes())
    except UnableToReadBoundaries as error:
        _log.error("%s: %s", file, error)
        return None


def _mark(place: Place) -> Mark:
    district = place.region[:6] if place.region[:6] in GRID else None
    address = reverse("registers-places-row", args=[place.key])
    return Mark(_MARK_KINDS[place.kind], Words(place.name, place.english_name or place.name), address, district)
