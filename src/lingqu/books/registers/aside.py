"""Fields of a row that are no columns of it: personal values, and the rows of another register it is joined to.

Its one law: a personal value stands in the erasable rows of accounts and nowhere else, neither in history nor in audit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.apps import apps

from lingqu.books.accounts.models import PersonalValue
from lingqu.books.accounts.operations import keep_personal_value
from lingqu.books.accounts.person import Act
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.models import RegisterRow


def columns_of(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are columns of the row."""
    return {name: value for name, value in values.items() if not stands_aside(register.field(name))}


def stands_aside(field: Field) -> bool:
    """Whether a field is kept beside the row."""
    return field.is_personal or field.kind is Kind.ROWS


def personal_values(register: Register, keys: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """The personal values of rows by key and name, unmasked: one query."""
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    if register.personal is not None:
        names = [field.name for field in register.fields if field.is_personal]
        rows = PersonalValue.objects.filter(
            subject_kind=register.personal.kind, subject_key__in=list(keys), name__in=names
        )
        for key, name, value in rows.values_list("subject_key", "name", "value"):
            found[key][name] = value
    return found


def joined_rows(field: Field, keys: Iterable[UUID]) -> dict[UUID, list[RegisterRow]]:
    """The rows that rows are joined to by a field of the kind ROWS, by name: one query."""
    table, here, there = field.through
    found: dict[UUID, list[RegisterRow]] = defaultdict(list)
    between = apps.get_model(table)._default_manager.filter(**{f"{here}__in": list(keys)})
    for each in between.select_related(there).order_by(f"{there}__name", f"{there}_id"):
        found[getattr(each, f"{here}_id")].append(getattr(each, there))
    return found


def differing(register: Register, row: RegisterRow, values: Mapping[str, Any]) -> list[str]:
    """Which of the given values differ from what is kept beside the row."""
    fields = [register.field(name) for name in values if stands_aside(register.field(name))]
    if not fields:
        return []
    kept = personal_values(register, [row.key])[row.key]
    return [
        field.name
        for field in fields
        if (
            (kept.get(field.name, "") != values[field.name])
            if field.is_personal
            else ({each.key for each in joined_rows(field, [row.key])[row.key]} != {e.key for e in values[field.name]})
        )
    ]


def keep(register: Register, row: RegisterRow, values: Mapping[str, Any], act: Act) -> dict[str, dict[str, list[str]]]:
    """Keep what stands beside a row, within the transaction of its caller.

    Gives for each field of joined rows the keys that were added and removed: history knows them from the audit.
    """
    joined = {}
    for name, value in values.items():
        field = register.field(name)
        if field.is_personal and register.personal is not None:
            _keep_personal(register, row, name, value, act)
        elif field.kind is Kind.ROWS:
            joined[name] = _join(field, row, value)
    return joined


def _keep_personal(register: Register, row: RegisterRow, name: str, value: str, act: Act) -> None:
    personal = register.personal
    assert personal is not None, "a register with personal fields says under which kind they are kept"
    keep_personal_value(
        kind=personal.kind,
        key=row.key,
        name=name,
        value=value or "",
        purpose=personal.purpose,
        basis=personal.basis,
        act=act,
    )


def _join(field: Field, row: RegisterRow, others: Iterable[RegisterRow]) -> dict[str, list[str]]:
    table, here, there = field.through
    between = apps.get_model(table)._default_manager
    wanted = {each.key for each in others}
    kept = set(between.filter(**{here: row}).values_list(f"{there}_id", flat=True))
    between.filter(**{here: row, f"{there}_id__in": kept - wanted}).delete()
    between.bulk_create(between.model(**{f"{here}_id": row.key, f"{there}_id": key}) for key in sorted(wanted - kept))
    return {"added": sorted(map(str, wanted - kept)), "removed": sorted(map(str, kept - wanted))}
