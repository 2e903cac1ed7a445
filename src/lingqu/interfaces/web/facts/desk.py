"""The organisations of a member, for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lingqu.books.accounts.person import Person
from lingqu.books.registers.models import Organisation


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """An organisation somebody belongs to; facts/_desk.html shows it with the ways to its facts and answers."""

    key: UUID
    name: str
    is_admin: bool


def own_organisations(person: Person) -> tuple[OwnOrganisation, ...]:
    """The organisations of a person, by name. One query."""
    rows = Organisation.objects.filter(key__in=person.member_of).order_by("name", "key").values_list("key", "name")
    return tuple(OwnOrganisation(key, name, key in person.admin_of) for key, name in rows)
