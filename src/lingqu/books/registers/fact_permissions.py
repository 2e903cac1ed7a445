"""Who may see, state and vouch for facts and evidence."""

from __future__ import annotations

from dataclasses import replace

from lingqu.books.accounts.permissions import (
    Concern,
    holding,
    member,
    office_in_charge,
    outsider,
    own,
    permission,
    predicate,
    voucher,
)
from lingqu.books.accounts.person import Person
from lingqu.books.accounts.roles import Role
from lingqu.books.registers.models import Fact


@predicate
def own_alone(person: Person, concern: Concern | None = None) -> bool:
    """A file of no organisation, as brought with a claim, belongs to who brought it.

    A file of an organisation is its own: whoever brought it for them opens it as long as they belong there.
    """
    return concern is not None and concern.organisation is None and own(person, concern)


FACTS_SEE = permission("facts.see", office_in_charge | member | holding(Role.POLICY_OFFICER))
FACTS_STATE = permission("facts.state", member | voucher)
FACTS_VERIFY = permission("facts.verify", voucher & outsider)
EVIDENCE_SEE = permission("evidence.see", office_in_charge | member | own_alone)
EVIDENCE_KEEP = permission("evidence.keep", member | voucher)


def office_of(person: Person, concern: Concern) -> str:
    """The department, else the role, by which somebody reaches an organisation as an office that vouches."""
    for held in person.held:
        if voucher(replace(person, held=(held,)), concern):
            return held.department or str(held.role)
    return ""


def is_declared_by_another(row: Fact, person: Person) -> bool:
    """Whether the figure is the word of an organisation that the person does not belong to."""
    return row.source == Fact.Source.DECLARED and row.organisation_id not in person.member_of
