"""Rows as people read them: cells with what stands beside the rows and what they name, many rows at a few queries.

Its one law: a personal value leaves here masked; unmasked it is read only by `shown`, with an entry in the audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects

from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.registers.aside import joined_rows, personal_values
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.declared.all_registers import register as register_named
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.spelling import masked, said_value, written


class Showing:
    """Some rows made ready to be shown: what they need beside their columns is read once."""

    def __init__(self, register: Register, rows: Sequence[RegisterRow], fields: Iterable[Field]) -> None:
        self.register = register
        self.rows = rows
        self.fields = tuple(fields)
        keys = [row.key for row in rows]
        self._personal = personal_values(register, keys) if any(field.is_personal for field in self.fields) else {}
        self._joined = {
            field.name: joined_rows(field, keys) for field in self.fields if field.kind is Kind.ROWS
        }  # fmt: skip
        missing = [each.name for each in self.fields if each.kind is Kind.ROW and not _is_at_hand(register, each)]
        if missing:
            prefetch_related_objects(rows, *missing)
        self._named = {field.name: _masked_names(field, rows) for field in self.fields if _names_persons(field)}

    def said(self, row: RegisterRow, field: Field, lang: str) -> str:
        """What people read in a cell."""
        if field.is_personal:
            return masked(field, self._personal.get(row.key, {}).get(field.name, ""))
        if field.name in self._named:
            return self._named[field.name].get(getattr(row, f"{field.name}_id"), "")
        return said_value(field, self.value(row, field), lang, of=_of(field))

    def said_of(self, field: Field, value: Any, lang: str) -> str:
        """What people would read in a cell that held this value."""
        if field.is_personal:
            return masked(field, value)
        if value is not None and _names_persons(field):
            return titles(register_named(field.of), [value])[value.key]
        return said_value(field, value, lang, of=_of(field))

    def written(self, row: RegisterRow, field: Field) -> str:
        """What a file holds of a cell, so that it can be read back; personal values masked."""
        if field.is_personal:
            return self.said(row, field, "zh")
        return written(field, self.value(row, field), of=_of(field))

    def value(self, row: RegisterRow, field: Field) -> Any:
        """The value of a cell that is not personal."""
        return self._joined[field.name][row.key] if field.kind is Kind.ROWS else getattr(row, field.name)


def titles(register: Register, rows: Sequence[RegisterRow], lang: str = "zh") -> dict[UUID, str]:
    """What rows are called; rows that are persons by masked name, what tells them apart, and a mark of their key."""
    named = next((field for field in register.fields if field.is_personal), None)
    if named is None:
        return {row.key: register.called(row, lang) for row in rows}
    kept = personal_values(register, [row.key for row in rows])
    prefetch_related_objects(rows, *(path.split("__")[0] for path in register.related))
    found = {}
    for row in rows:
        name = masked(named, kept.get(row.key, {}).get(named.name, ""))
        parts = [name, *(part for part in register.apart(row) if part), register.title(row)]
        found[row.key] = " · ".join(part for part in parts if part)
    return found


def shown(*, register: Register, row: RegisterRow, act: Act) -> dict[str, str]:
    """The personal values of one row, unmasked; the audit learns who looked."""
    with transaction.atomic():
        found = personal_values(register, [row.key]).get(row.key, {})
        record_act(
            act,
            action="personal.show",
            object_kind=register.name,
            object_key=str(row.key),
            facts={"names": sorted(found)},
        )
    return found


def _is_at_hand(register: Register, field: Field) -> bool:
    return any(path.split("__")[0] == field.name for path in register.related)


def _names_persons(field: Field) -> bool:
    of = _of(field)
    return field.kind is Kind.ROW and of is not None and of.personal is not None


def _masked_names(field: Field, rows: Sequence[RegisterRow]) -> dict[UUID, str]:
    named = [value for row in rows if (value := getattr(row, field.name)) is not None]
    return titles(register_named(field.of), named) if named else {}


def _of(field: Field) -> Register | None:
    return register_named(field.of) if field.of else None
