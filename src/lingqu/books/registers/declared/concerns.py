"""What a permission needs to know of the rows of the registers."""

from __future__ import annotations

from lingqu.books.accounts.permissions import Concern
from lingqu.books.registers.models import Organisation
from lingqu.books.registers.models.rows import RegisterRow


def of_organisation(row: Organisation) -> Concern:
    """An organisation: its own seat and the park it sits in."""
    return Concern(organisation=row.key, region=row.region, place=row.place.code if row.place else "")


def of_belonging(row: RegisterRow) -> Concern:
    """What belongs to an organisation is looked after where the organisation is."""
    owner = getattr(row, "organisation", None)
    return of_organisation(owner) if owner is not None else Concern()


def published(row: RegisterRow) -> Concern:
    """What everybody may see."""
    return Concern(is_public=True)
