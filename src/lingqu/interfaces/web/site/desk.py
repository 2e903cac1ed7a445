"""What waits for somebody on the desk: for each role the ways that are theirs, with how much is waiting.

Its one law: it counts what the person may open, and leads there; it shows nothing that the pages behind would refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from lingqu.books.accounts.permissions import ACCOUNTS_ADMINISTER, AUDIT_READ, PEOPLE_VOUCH, may
from lingqu.books.accounts.person import Person
from lingqu.books.accounts.roles import LEVEL_WORDS, ROLE_WORDS
from lingqu.books.audit.models import Head
from lingqu.books.registers.claims import claims_of, claims_within
from lingqu.books.registers.models import Claim
from lingqu.interfaces.web.facts.desk import OwnOrganisation, own_organisations
from lingqu.interfaces.web.navigation import Entry, desk_entries_for
from lingqu.law.codes.lists import code_list
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do: how many, what, where, and whether it presses."""

    count: int | None
    words: Words
    address: str
    presses: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk of one person."""

    roles: tuple[Words, ...]
    organisations: tuple[OwnOrganisation, ...]
    waiting: tuple[Waiting, ...]
    ways: tuple[Entry, ...]
    is_newcomer: bool


def desk_of(person: Person) -> Desk:
    """Put together what somebody finds on the desk."""
    organisations = own_organisations(person)
    open_claims = claims_of(person).filter(state=Claim.State.OPEN).count()
    return Desk(
        roles=tuple(_roles(person)),
        organisations=organisations,
        waiting=tuple(_waiting(person, open_claims)),
        ways=desk_entries_for(person),
        is_newcomer=not organisations and not person.held and not open_claims,
    )


def _roles(person: Person) -> Iterator[Words]:
    regions = code_list("regions")
    for held in person.held:
        role = ROLE_WORDS[held.role]
        where = LEVEL_WORDS[held.level] if held.level else None
        if held.region and held.region in regions:
            title = regions.entry(held.region).title
            where = Words(title.zh, title.en)
        yield Words(f"{role.zh}（{where.zh}）", f"{role.en} ({where.en})") if where else role


def _waiting(person: Person, open_claims: int) -> Iterator[Waiting]:
    if open_claims:
        words = Words("项认领申请等待核实", "claims of yours wait for an officer")
        yield Waiting(open_claims, words, reverse("mine"))
    if may(person, PEOPLE_VOUCH):
        count = claims_within(person).filter(state=Claim.State.OPEN).count()
        words = (
            Words("项认领申请等您核实", "claims wait for you") if count else Words("没有待核实的认领", "no claim waits")
        )
        yield Waiting(count or None, words, reverse("claims"), count > 0)
    if may(person, AUDIT_READ):
        head = Head.objects.filter(number=1).first()
        yield Waiting(head.count if head else 0, Words("条审计记录", "entries in the audit chain"), reverse("audit"))
    if may(person, ACCOUNTS_ADMINISTER):
        yield Waiting(None, Words("管理账号与角色", "look after accounts and roles"), reverse("users"))
