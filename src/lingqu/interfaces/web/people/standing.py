"""What somebody holds, told with names: memberships with the organisation, roles with their reach and days.

Its one law: names come from the registers and the code lists of today; what they no longer know shows its code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lingqu.books.accounts.memberships import running
from lingqu.books.accounts.models import Grant, Membership, User
from lingqu.books.accounts.roles import LEVEL_WORDS, ROLE_WORDS, Level, Role
from lingqu.books.registers.models import Organisation, Place
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.people.forms import departments
from lingqu.law.codes.regions import regions
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class MembershipTold:
    """A membership with the name of the organisation."""

    row: Membership
    name: str
    organisation: UUID
    is_running: bool


@dataclass(frozen=True, slots=True)
class GrantTold:
    """A role with its reach in words."""

    row: Grant
    role: Words
    reach: tuple[str, ...]
    is_running: bool


def memberships_told(user: User, *, on: date) -> tuple[MembershipTold, ...]:
    """The memberships of somebody, those running first. Three queries."""
    rows = list(user.memberships.order_by("-since"))
    now = set(user.memberships.filter(running(on)).values_list("pk", flat=True))
    names = organisation_names(row.organisation for row in rows)
    told = [MembershipTold(row, names.get(row.organisation, "—"), row.organisation, row.pk in now) for row in rows]
    return tuple(sorted(told, key=lambda each: not each.is_running))


def grants_told(user: User, *, on: date) -> tuple[GrantTold, ...]:
    """The roles of somebody, those running first. Three queries."""
    rows = list(user.grants.order_by("-since", "-pk"))
    now = set(user.grants.filter(running(on)).values_list("pk", flat=True))
    places = place_names({row.place for row in rows if row.place})
    told = [GrantTold(row, ROLE_WORDS[Role(row.role)], _reach(row, places), row.pk in now) for row in rows]
    return tuple(sorted(told, key=lambda each: not each.is_running))


def organisation_names(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The names of organisations. One query."""
    return dict(Organisation.objects.filter(key__in=set(keys)).values_list("key", "name"))


def place_names(codes: set[str]) -> dict[str, str]:
    """The names of parks and universities by the code that a grant holds. Two queries, none for nothing."""
    if not codes:
        return {}
    names = dict(Organisation.objects.filter(credit_code__in=codes).values_list("credit_code", "name"))
    return names | dict(Place.objects.filter(code__in=codes).values_list("code", "name"))


def _reach(row: Grant, places: dict[str, str]) -> tuple[str, ...]:
    said = lang()
    parts = []
    if row.level:
        parts.append(LEVEL_WORDS[Level(row.level)].said(said))
    if row.region:
        known = regions().get(row.region)
        parts.append(known.title.said(said) if known else row.region)
    if row.place:
        parts.append(places.get(row.place, row.place))
    if row.department:
        parts.append(departments(said).get(row.department, row.department))
    return tuple(parts)
