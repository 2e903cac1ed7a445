"""How far somebody's eyes reach: a predicate for one row and the same as a condition over all rows, side by side.

Its one law: the two never differ (a test asks both about every row); so a list shows what the single page would open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from lingqu.books.accounts import permissions
from lingqu.books.accounts.permissions import Predicate
from lingqu.books.accounts.person import HeldRole, Person
from lingqu.books.accounts.roles import OFFICES, Level, Role

_NO_ROWS = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a row keeps what a `Concern` says of it, as paths of the database; empty: nowhere."""

    organisation: str = ""
    region: str = ""
    place: str = ""


OF_BELONGING = Paths("organisation_id", "organisation__region", "organisation__place__code")
"""The paths of what belongs to an organisation."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Which rows somebody sees: `allowed` says it of one, `rows` of all; `rows` gives None where that is every row."""

    allowed: Predicate
    rows: Callable[[Person, Paths], Q | None]

    def __or__(self, other: Reach) -> Reach:
        """What either reaches."""

        def rows(person: Person, paths: Paths) -> Q | None:
            ours, theirs = self.rows(person, paths), other.rows(person, paths)
            # an empty Q would vanish in a disjunction, hence None for "every row"
            return None if ours is None or theirs is None else ours | theirs

        return Reach(self.allowed | other.allowed, rows)


def holders(*roles: Role) -> Reach:
    """Whoever holds one of these roles, wherever it reaches, sees every row."""
    return Reach(
        permissions.holding(*roles), lambda person, _paths: None if person.holds(*roles) else _NO_ROWS
    )  # fmt: skip


def _rows_of_offices(person: Person, paths: Paths) -> Q | None:
    found = _NO_ROWS
    for held in person.held:
        if held.role in OFFICES:
            rows = _rows_within(held, paths)
            if rows is None:
                return None
            found |= rows
    return found


def _rows_within(held: HeldRole, paths: Paths) -> Q | None:
    if held.level in (None, Level.REGION, Level.CITY):
        return None
    if held.level is Level.COUNTY:
        return _beginning(paths.region, held.region) if held.region and paths.region else _NO_ROWS
    return Q((paths.place, held.place)) if held.place and paths.place else _NO_ROWS


def _beginning(path: str, code: str) -> Q:
    """Codes that begin so, as a range: an index serves it, which LIKE would not."""
    if code.isdigit() and code.strip("9"):
        return Q((f"{path}__gte", code), (f"{path}__lt", str(int(code) + 1).zfill(len(code))))
    return Q((f"{path}__startswith", code))


EVERYBODY = Reach(permissions.anybody, lambda _person, _paths: None)
"""Published registers."""

OFFICES_IN_CHARGE = Reach(permissions.office_in_charge, _rows_of_offices)
"""Offices, each within its reach."""

MEMBERS = Reach(
    permissions.member,
    lambda person, paths: (
        Q((f"{paths.organisation}__in", person.member_of)) if paths.organisation and person.member_of else _NO_ROWS
    ),
)
"""Members of the organisation that a row is, or belongs to."""
