"""Who asks: a person's pseudonym with the roles held on a day, read once and then asked without a database.

Its one law: a role counts only within its days. It does not know what a role permits (permissions.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from lingqu.books.accounts.models import User
from lingqu.books.accounts.roles import Level, Role


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A granted role and how far it reaches; an empty field does not narrow it."""

    role: Role
    level: Level | None = None
    region: str = ""
    place: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, or nobody known (`pseudonym` empty): the public."""

    pseudonym: str = ""
    held: tuple[HeldRole, ...] = ()
    member_of: frozenset[UUID] = frozenset()
    admin_of: frozenset[UUID] = frozenset()

    @property
    def is_signed_in(self) -> bool:
        """Whether it is known who this is."""
        return bool(self.pseudonym)

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held, memberships among them."""
        found = {each.role for each in self.held}
        if self.member_of:
            found.add(Role.MEMBER)
        if self.admin_of:
            found.add(Role.ORGANISATION_ADMIN)
        return frozenset(found or {Role.PUBLIC})

    def holds(self, *roles: Role) -> bool:
        """Whether one of these roles is held."""
        return not self.roles.isdisjoint(roles)


ANYONE = Person()
SYSTEM = Person(pseudonym="system")
"""Who acts when nobody does: set-up, the demonstration zone, what the clock starts."""


@dataclass(frozen=True, slots=True)
class Act:
    """The circumstances of a change: who, when, for which organisation or office, and the reason given."""

    person: Person
    at: datetime
    party: str = ""
    reason: str = ""


def person_of(user: User, *, on: date) -> Person:
    """Read what a user holds on a day. Two queries."""
    within = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))
    held = tuple(
        HeldRole(
            Role(grant.role),
            Level(grant.level) if grant.level else None,
            grant.region,
            grant.place,
            grant.department,
        )
        for grant in user.grants.filter(within).order_by("pk")
    )
    memberships = list(user.memberships.filter(within).values_list("organisation", "is_admin"))
    return Person(
        pseudonym=str(user.pseudonym),
        held=held,
        member_of=frozenset(key for key, _ in memberships),
        admin_of=frozenset(key for key, is_admin in memberships if is_admin),
    )
