"""The row that an address names, read once for permission and page."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest

from lingqu.books.accounts.permissions import Concern
from lingqu.books.registers.declaration import Register, Right
from lingqu.books.registers.declared.concerns import NOBODYS
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.queries import UnableToFindRow, row_for
from lingqu.interfaces.web.asking import asking

_PLACE = "lingqu_register_row"


def concern_of_row(register: Register, request: HttpRequest, key: UUID) -> Concern:
    """What the permission asks about; a row out of reach is as one that is not there."""
    person = asking(request)
    try:
        row = row_for(register, key, person)
    except UnableToFindRow as error:
        if not person.is_signed_in and not register.may(person, Right.SEE):
            # sent to sign in, whether the row exists or not
            return NOBODYS
        raise Http404 from error
    setattr(request, _PLACE, row)
    return register.concern(row)


def row_of(request: HttpRequest) -> RegisterRow:
    """The row, once `concern_of_row` has loaded it."""
    return cast(RegisterRow, getattr(request, _PLACE))
