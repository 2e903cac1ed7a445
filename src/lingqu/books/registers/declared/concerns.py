"""What a permission needs to know of the rows of the registers.

Its one law: the concern of a row is never `NOTHING`, which would ask whether somebody may do it to any row at all.
"""

from __future__ import annotations

from lingqu.books.accounts.permissions import Concern
from lingqu.books.registers.models import Organisation, Place
from lingqu.books.registers.models.rows import RegisterRow

NOBODYS = Concern(owner="nobody")
"""A row that belongs to no organisation: offices without a narrower reach look after it."""


def of_organisation(row: Organisation) -> Concern:
    """An organisation: its own seat and the park it sits in."""
    return Concern(organisation=row.key, region=row.region, place=row.place.code if row.place else "")


def of_belonging(row: RegisterRow) -> Concern:
    """What belongs to an organisation is looked after where the organisation is."""
    owner = getattr(row, "organisation", None)
    return of_organisation(owner) if owner is not None else NOBODYS


def of_place(row: Place) -> Concern:
    """A place: looked after by its county and by itself, seen by everybody."""
    return Concern(region=row.region, place=row.code, is_public=True)
