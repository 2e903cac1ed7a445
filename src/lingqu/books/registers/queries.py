"""Read the registers: rows in somebody's reach, one row, what belongs to it.

Its one law: no row leaves here but through `visible`. How a list is filtered and sorted is listing.py, what a row was
like before is past.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, Q, QuerySet

from lingqu.books.accounts.permissions import NOTHING, Concern
from lingqu.books.accounts.person import Person
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.models import RegisterRow

MOST_COUNTED = 1000
"""Counting stops here: the exact number of a hundred thousand rows is worth no second of waiting."""

MOST_RELATED = 10


class UnableToFindRow(LookupError):
    """No such row, or none for this person: the same answer to both."""


@dataclass(frozen=True, slots=True)
class Related:
    """Rows of another register that name a row in a field; `has_more` where there are more than are held here."""

    register: Register
    field: Field
    rows: list[RegisterRow]
    has_more: bool


def visible(register: Register, person: Person) -> QuerySet[RegisterRow]:
    """All rows that somebody may see, retired ones too, with what their titles and concerns need."""
    rows = register.model._default_manager.select_related(*register.related)
    if not register.may(person, Right.SEE):
        return rows.none()
    reached = register.seen.rows(person, register.paths)
    return rows.all() if reached is None else rows.filter(reached)


def row_for(register: Register, key: UUID, person: Person) -> RegisterRow:
    """One row. Raises `UnableToFindRow`."""
    row = register.model._default_manager.select_related(*register.related).filter(pk=key).first()
    if row is None or not register.may(person, Right.SEE, register.concern(row)):
        raise UnableToFindRow(str(key))
    return row


def capped_count(rows: QuerySet[Any]) -> tuple[int, bool]:
    """How many rows, and whether counting stopped before the end."""
    count = rows.order_by()[: MOST_COUNTED + 1].count()
    return min(count, MOST_COUNTED), count > MOST_COUNTED


def related_rows(register: Register, row: RegisterRow, person: Person, among: dict[str, Register]) -> list[Related]:
    """The rows of other registers that name this one and that somebody may see.

    One query asks all fields whether there are any, as most have none; then one for each field that has.
    """
    naming = [
        (other, field, _naming(other, field, row, person))
        for other in among.values()
        if other.may(person, Right.SEE)
        for field in other.fields
        if field.of == register.name and field.kind in (Kind.ROW, Kind.ROWS) and field.may_see(person)
    ]
    if not naming:
        return []
    this = register.model._default_manager.filter(pk=row.pk)
    has_any = this.values_list(*(Exists(rows) for _, _, rows in naming)).get()
    found = []
    for other, field, rows in (each for each, has in zip(naming, has_any, strict=True) if has):
        some = list(rows[: MOST_RELATED + 1])
        found.append(Related(other, field, some[:MOST_RELATED], len(some) > MOST_RELATED))
    return found


def fields_seen(register: Register, person: Person, concern: Concern = NOTHING) -> tuple[Field, ...]:
    """The fields that somebody sees."""
    return tuple(field for field in register.fields if field.may_see(person, concern))


def fields_edited(
    register: Register, person: Person, concern: Concern = NOTHING, *, is_new: bool = False
) -> tuple[Field, ...]:
    """The fields that somebody may set: what is fixed only while the row is new."""
    return tuple(
        field for field in register.fields if field.may_edit(person, concern) and (is_new or not field.is_fixed)
    )


def _naming(other: Register, field: Field, row: RegisterRow, person: Person) -> QuerySet[RegisterRow]:
    rows = visible(other, person).filter(retired_on=None).order_by(*other.order)
    if field.kind is Kind.ROW:
        return rows.filter(Q((field.name, row.pk)))
    table, here, there = field.through
    joined = apps.get_model(table)._default_manager.filter(Q((there, row.pk)))
    return rows.filter(pk__in=joined.values(f"{here}_id"))
