"""The predicates of permission: the one place that says who may do what to what.

Its one law: what is not permitted here is refused. A predicate looks at a `Person` and a `Concern`, asks no
database and knows no page; routes and API operations name a permission, and `rules` holds the table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast
from uuid import UUID

import rules

from lingqu.books.accounts.person import HeldRole, Person
from lingqu.books.accounts.roles import OFFICES, Level, Role


@dataclass(frozen=True, slots=True)
class Concern:
    """What a permission needs to know of the thing asked about; empty where the question is about no single thing."""

    organisation: UUID | None = None  # the organisation it belongs to
    region: str = ""  # division code of that organisation's seat
    place: str = ""  # park or university office that looks after it
    department: str = ""  # office in charge
    owner: str = ""  # pseudonym of the person it belongs to
    is_public: bool = False  # published for everybody


NOTHING = Concern()


Allowed = Callable[[Person, Concern | None], bool]


class Predicate(Protocol):
    """What `rules` makes of a test: it can be asked, and joined with others by `|`, `&` and `~`."""

    def __call__(self, person: Person, concern: Concern | None = None) -> bool: ...
    def __or__(self, other: Predicate) -> Predicate: ...
    def __and__(self, other: Predicate) -> Predicate: ...
    def __invert__(self) -> Predicate: ...


def predicate(test: Allowed) -> Predicate:
    """Make a predicate of a test."""
    return cast(Predicate, rules.predicate(test))


class UnknownPermission(Exception):
    """A permission that no table holds: a fault of the program, refused at start."""


def permission(name: str, allowed: Predicate) -> str:
    """Enter a permission into the table once; give its name."""
    rules.add_perm(name, allowed)
    return name


def may(person: Person, name: str, concern: Concern = NOTHING) -> bool:
    """Whether a person may do this to that."""
    if not rules.perm_exists(name):
        raise UnknownPermission(name)
    return bool(rules.has_perm(name, person, concern))


def holding(*roles: Role) -> Predicate:
    """A predicate: one of these roles is held, wherever it reaches."""

    def held(person: Person, _: Concern | None = None) -> bool:
        return person.holds(*roles)

    return predicate(held)


@predicate
def anybody(_person: Person, _: Concern | None = None) -> bool:
    """Signed in or not."""
    return True


@predicate
def signed_in(person: Person, _: Concern | None = None) -> bool:
    """It is known who asks."""
    return person.is_signed_in


@predicate
def published(_person: Person, concern: Concern | None = None) -> bool:
    """The thing is published for everybody."""
    return concern is not None and concern.is_public


@predicate
def own(person: Person, concern: Concern | None = None) -> bool:
    """The thing belongs to the person who asks."""
    return concern is not None and person.is_signed_in and concern.owner == person.pseudonym


@predicate
def member(person: Person, concern: Concern | None = None) -> bool:
    """The thing belongs to an organisation of the person who asks; asked about nothing: is a member of any."""
    if concern is None or concern.organisation is None:
        return bool(person.member_of) and concern in (None, NOTHING)
    return concern.organisation in person.member_of


@predicate
def outsider(person: Person, concern: Concern | None = None) -> bool:
    """The thing belongs to no organisation of the person who asks: nobody vouches for what is their own."""
    return concern is None or concern.organisation is None or concern.organisation not in person.member_of


@predicate
def organisation_admin(person: Person, concern: Concern | None = None) -> bool:
    """The same for those who administer it."""
    if concern is None or concern.organisation is None:
        return bool(person.admin_of) and concern in (None, NOTHING)
    return concern.organisation in person.admin_of


def reaching(*roles: Role) -> Predicate:
    """A predicate: one of these roles is held and reaches the thing; asked about nothing: is held at all."""

    def reaches(person: Person, concern: Concern | None = None) -> bool:
        return any(held.role in roles and _within(held, concern or NOTHING) for held in person.held)

    return predicate(reaches)


office_in_charge = reaching(*OFFICES)
"""Offices that look at organisations: all of them at the level of region or city, their own in a county or park."""

voucher = reaching(Role.RECOMMENDING_UNIT, Role.AGENCY, Role.DEPARTMENT_OFFICER)
"""Offices that vouch for persons and figures."""


def _within(held: HeldRole, concern: Concern) -> bool:
    if concern == NOTHING or held.level in (None, Level.REGION, Level.CITY):
        return True
    if held.level is Level.COUNTY:
        return bool(held.region) and concern.region[: len(held.region)] == held.region
    return bool(held.place) and concern.place == held.place


SITE_READ = permission("site.read", anybody)
SITE_DESK = permission("site.desk", signed_in)
SITE_PROFILE = permission("site.profile", signed_in)
ACCOUNTS_ADMINISTER = permission("accounts.administer", holding(Role.ADMINISTRATOR))
AUDIT_READ = permission("audit.read", holding(Role.SUPERVISOR, Role.ADMINISTRATOR))

PEOPLE_MINE = permission("people.mine", signed_in)
PEOPLE_CLAIM = permission("people.claim", signed_in)
PEOPLE_CLAIM_SEE = permission("people.claim.see", own | voucher)
PEOPLE_CLAIM_WITHDRAW = permission("people.claim.withdraw", own)
PEOPLE_VOUCH = permission("people.vouch", voucher)
PEOPLE_INVITATION = permission("people.invitation", own)
PEOPLE_MEMBERS = permission("people.members", organisation_admin | voucher | holding(Role.ADMINISTRATOR))
PEOPLE_MEMBERS_CHANGE = permission("people.members.change", organisation_admin)
PEOPLE_SUCCESSIONS = permission("people.successions", reaching(Role.AGENCY, Role.DEPARTMENT_OFFICER))
