"""The row that an address names, read once for permission and page."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest

from lingqu.books.accounts.permissions import Concern
from lingqu.books.registers.declaration import Register
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.queries import UnableToFindRow, row_for
from lingqu.interfaces.web.asking import asking

_PLACE = "lingqu_register_row"


def concern_of_row(register: Register, request: HttpRequest, key: UUID) -> Concern:
    """What the permission asks about; a row out of reach is as one that is not there."""
    try:
        row = row_for(register, key, asking(request))
    except UnableToFindRow as error:
        raise Http404 from error
    setattr(request, _PLACE, row)
    return register.concern(row)


def row_of(request: HttpRequest) -> RegisterRow:
    """The row, once `concern_of_row` has loaded it."""
    return cast(RegisterRow, getattr(request, _PLACE))
