"""The desk of a person: roles, organisations, what waits, what changed last, the ways on.

Its one law: it counts what the person may open, and leads there; it shows nothing that the pages behind would refuse,
and invents no work for a role that has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from lingqu.books.accounts.person import Person
from lingqu.books.accounts.roles import LEVEL_WORDS, ROLE_WORDS, Role
from lingqu.books.registers.claims import claims_of
from lingqu.books.registers.models import Claim
from lingqu.interfaces.web.facts.desk import OwnOrganisation, own_organisations
from lingqu.interfaces.web.navigation import Entry, desk_entries_for
from lingqu.interfaces.web.site.latest import Latest, latest_for
from lingqu.interfaces.web.site.waiting import (
    Waiting,
    awards_of_the_year,
    own_imports,
    running_out,
    waiting_for_anybody,
    waiting_for_offices,
)
from lingqu.interfaces.web.site.waiting_of_members import waiting_of_members
from lingqu.interfaces.web.site.waiting_of_staff import (
    health,
    looks_at_the_chain,
    waiting_documents,
    waiting_in_the_lab,
)
from lingqu.law.codes.lists import code_list
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk of one person; `health` is of the site, for those who look after it."""

    roles: tuple[Words, ...]
    organisations: tuple[OwnOrganisation, ...]
    waiting: tuple[Waiting, ...]
    health: tuple[Waiting, ...]
    latest: tuple[Latest, ...]
    ways: tuple[Entry, ...]
    is_newcomer: bool


def desk_of(person: Person, *, now: datetime) -> Desk:
    """Put together what somebody finds on the desk."""
    organisations = own_organisations(person)
    # what presses stands first; the rest in the order of the work
    waiting = sorted(_waiting(person, organisations, now), key=lambda each: not each.presses)
    is_newcomer = not organisations and not person.held
    return Desk(
        roles=tuple(_roles(person)),
        organisations=organisations,
        waiting=tuple(waiting),
        health=tuple(health(person, now)),
        latest=() if is_newcomer else tuple(latest_for(person)),
        ways=desk_entries_for(person),
        is_newcomer=is_newcomer and not claims_of(person).filter(state=Claim.State.OPEN).exists(),
    )


def _waiting(person: Person, organisations: tuple[OwnOrganisation, ...], now: datetime) -> Iterator[Waiting]:
    today = timezone.localtime(now).date()
    yield from waiting_for_anybody(person)
    yield from waiting_for_offices(person, today)
    yield from awards_of_the_year(person, today)
    yield from waiting_in_the_lab(person, now)
    yield from waiting_documents(person)
    yield from waiting_of_members(person, {each.key: each.name for each in organisations})
    if person.member_of or person.held:
        yield from running_out(person, today)
    yield from own_imports(person)
    yield from looks_at_the_chain(person, now)


def _roles(person: Person) -> Iterator[Words]:
    if person.member_of:
        yield ROLE_WORDS[Role.ORGANISATION_ADMIN if person.admin_of else Role.MEMBER]
    regions = code_list("regions")
    for held in person.held:
        role = ROLE_WORDS[held.role]
        where = LEVEL_WORDS[held.level] if held.level else None
        if held.region and held.region in regions:
            title = regions.entry(held.region).title
            where = Words(title.zh, title.en)
        yield Words(f"{role.zh}（{where.zh}）", f"{role.en} ({where.en})") if where else role
