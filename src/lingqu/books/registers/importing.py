"""Carry out a planned import, and take one back.

Its one law: all rows of a batch are written in one transaction through operations.py; taking back touches only rows
that nobody has changed since, and tells which it left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lingqu.books.accounts.person import Act, Person
from lingqu.books.accounts.recording import record_act
from lingqu.books.registers import operations
from lingqu.books.registers.aside import stands_aside
from lingqu.books.registers.declaration import Register
from lingqu.books.registers.models import ImportBatch, RegisterRow
from lingqu.books.registers.operations import UnableToKeep
from lingqu.books.registers.planning import Outcome, Plan
from lingqu.books.registers.queries import visible
from lingqu.reports.wording import Words

MOST_BATCHES = 20


class UnableToTakeBack(Exception):
    """The batch has been taken back before."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many rows were taken back, and which were left because somebody has changed them since."""

    count: int
    left: tuple[RegisterRow, ...]


def carry_out(*, plan: Plan, file_name: str, file_digest: str, act: Act) -> ImportBatch:
    """Write the rows without faults. Raises `UnableToKeep` or `UnableToOverwrite`; then nothing is written."""
    register = plan.register
    rows: list[tuple[str, int, int]] = []
    with transaction.atomic():
        new = [row for row in plan.rows if row.outcome is Outcome.MAKE]
        try:
            made = operations.make_all(register=register, rows=[row.values for row in new], act=act) if new else []
        except IntegrityError as error:
            raise UnableToKeep(
                {"": [Words("与刚刚登记的行重复，请重新预览", "as a row entered meanwhile: please preview again")]}
            ) from error
        rows += [(str(row.key), 0, row.version) for row in made]
        for row in plan.rows:
            if row.outcome is Outcome.CHANGE and row.row is not None:
                before = row.row.version
                values = {name: row.values[name] for name in row.changed}
                after = operations.change(register=register, key=row.row.key, version=before, values=values, act=act)
                rows.append((str(after.key), before, after.version))
        batch = ImportBatch.objects.create(
            register=register.name,
            imported_by=act.person.pseudonym,
            imported_at=act.at,
            file_name=file_name[:160],
            file_digest=file_digest,
            rows=rows,
        )
        _recorded(register, batch, act, "import", {"made": len(made), "changed": len(rows) - len(made)})
    return batch


def batches_of(register: Register, person: Person) -> list[ImportBatch]:
    """The imports of a person, the latest first."""
    found = ImportBatch.objects.filter(register=register.name, imported_by=person.pseudonym)
    return list(found.order_by("-imported_at")[:MOST_BATCHES])


def take_back(*, register: Register, batch: UUID, act: Act) -> TakenBack:
    """Take back an import of one's own. Raises `ImportBatch.DoesNotExist` or `UnableToTakeBack`."""
    left, count = [], 0
    with transaction.atomic():
        found = ImportBatch.objects.select_for_update().get(
            pk=batch, register=register.name, imported_by=act.person.pseudonym
        )
        if found.undone_at is not None:
            raise UnableToTakeBack(str(batch))
        kept = {
            str(row.key): row for row in visible(register, act.person).filter(pk__in=[key for key, _, _ in found.rows])
        }
        for key, before, after in found.rows:
            row = kept.get(key)
            if row is None:
                continue
            if row.version != after:
                left.append(row)
                continue
            _undo(register, row, before, act)
            count += 1
        found.undone_at, found.undone_by = act.at, act.person.pseudonym
        found.save(update_fields=["undone_at", "undone_by"])
        _recorded(register, found, act, "import.undo", {"undone": count, "left": len(left)})
    return TakenBack(count, tuple(left))


def _undo(register: Register, row: RegisterRow, before: int, act: Act) -> None:
    """A row that was made is retired, a row that was changed gets its former columns; each with history."""
    act = replace(act, reason=act.reason or "撤销导入")
    if not before:
        day = timezone.localtime(act.at).date()
        operations.retire(register=register, key=row.key, version=row.version, on=day, act=act)
        return
    past: Any = register.model.past
    state = past.filter(key=row.key, version=before).order_by("-history_id")[0].instance
    values = {field.name: getattr(state, field.name) for field in register.fields if not stands_aside(field)}
    operations.change(register=register, key=row.key, version=row.version, values=values, act=act)


def _recorded(register: Register, batch: ImportBatch, act: Act, action: str, facts: dict[str, object]) -> None:
    record_act(
        act,
        action=f"{register.name}.{action}",
        object_kind="import",
        object_key=str(batch.key),
        facts=facts,
    )
