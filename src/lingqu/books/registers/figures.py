"""Headline numbers of the registers: how many of what there are, in all and by district.

Its one law: rows out of use do not count; what has no known seat counts in the whole but in no district. Each number
is one grouped query; nobody's single row is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Left

from lingqu.books.registers.models import Organisation, Place, Platform, Project
from lingqu.books.registers.models.rows import IN_USE

_DISTRICT_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ZoneFigures:
    """Counts of rows in use; `by_district` counts organisations under the division code of their seat."""

    organisations: int
    platforms: int
    projects: int
    by_district: dict[str, int]


def zone_figures() -> ZoneFigures:
    """Count what is in the registers. Four queries."""
    grouped = (
        Organisation.objects.filter(IN_USE)
        .annotate(district=Left("region", _DISTRICT_DIGITS))
        .values_list("district")
        .annotate(rows=Count("pk"))
        .order_by()
    )
    by_district = dict(grouped)
    return ZoneFigures(
        sum(by_district.values()),
        Platform.objects.filter(IN_USE).count(),
        Project.objects.filter(IN_USE).count(),
        {district: rows for district, rows in by_district.items() if district},
    )


def places_of_the_zone() -> list[Place]:
    """The valleys, zones and enclaves in use, in the order of their task."""
    return list(Place.objects.filter(IN_USE).order_by("task", "name"))
