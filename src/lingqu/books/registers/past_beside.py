"""What changed beside a row in the past: joined rows and personal values, as the audit chain tells it.

Its one law: neither has history rows of its own; the entry of a change names the fields, and of joined rows the keys
that came and went. A value is not there to be told. Three queries, and one for each register of joined rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lingqu.books.audit.models import Entry
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.declared.all_registers import register as register_named
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.showing import titles

_MOST = 300


@dataclass(frozen=True, slots=True)
class Joined:
    """Which rows one change added to a field of joined rows, and which it removed, by their titles."""

    field: Field
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeBeside:
    """What one version changed beside the row; `hidden`: fields of which only that they changed is known."""

    hidden: tuple[Field, ...]
    joined: tuple[Joined, ...]


@dataclass(frozen=True, slots=True)
class ExpiredBeside:
    """Personal values that went because their day had come."""

    at: datetime
    actor: str
    fields: tuple[Field, ...]


class Beside:
    """The changes beside one row, by the version of the row that they made; and what expired."""

    def __init__(self, register: Register, row: RegisterRow, fields: Iterable[Field]) -> None:
        self._fields = {field.name: field for field in fields}
        self.changes = self._changes(register, row) if self._fields else {}
        self.expired = self._expired(register, row) if self._fields else ()

    @property
    def actors(self) -> set[str]:
        """By whom values went."""
        return {each.actor for each in self.expired}

    def _changes(self, register: Register, row: RegisterRow) -> dict[int, ChangeBeside]:
        entries = list(
            Entry.objects.filter(object_kind=register.name, object_key=str(row.key), action=f"{register.name}.change")
            .order_by("-number")
            .values_list("facts", flat=True)[:_MOST]
        )
        named = self._named(entries)
        return {facts["version"]: self._change(facts, named) for facts in entries if "version" in facts}

    def _change(self, facts: Mapping[str, Any], named: Mapping[tuple[str, str], str]) -> ChangeBeside:
        told = facts.get("joined", {})
        changed = [self._fields[name] for name in facts.get("fields", ()) if name in self._fields]
        joined = tuple(
            Joined(
                field,
                *(
                    tuple(named.get((field.of, key), f"#{key[:8]}") for key in told[field.name][what])
                    for what in ("added", "removed")
                ),
            )
            for field in changed
            if field.name in told
        )
        return ChangeBeside(tuple(field for field in changed if field.name not in told), joined)

    def _named(self, entries: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
        wanted: dict[str, set[str]] = {}
        for facts in entries:
            for name, told in facts.get("joined", {}).items():
                if name in self._fields:
                    wanted.setdefault(self._fields[name].of, set()).update(told["added"], told["removed"])
        found = {}
        for name, keys in wanted.items():
            of = register_named(name)
            rows = list(of.model._default_manager.filter(pk__in=[UUID(key) for key in keys]))
            found.update({(name, str(key)): title for key, title in titles(of, rows).items()})
        return found

    def _expired(self, register: Register, row: RegisterRow) -> tuple[ExpiredBeside, ...]:
        if register.personal is None:
            return ()
        entries = Entry.objects.filter(
            object_kind=register.personal.kind, object_key=str(row.key), action="personal.expire"
        ).order_by("-number")
        found = []
        for entry in entries[:_MOST]:
            fields = (self._fields.get(name) for name in entry.facts.get("names", ()))
            known = tuple(field for field in fields if field is not None and field.kind is not Kind.ROWS)
            if known:
                found.append(ExpiredBeside(entry.at, entry.actor, known))
        return tuple(found)
