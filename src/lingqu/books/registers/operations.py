"""Write the registers: make, change, retire and restore rows.

Its one law: every change makes a history row and an audit entry in one transaction, and nobody overwrites what somebody
else has changed meanwhile. What values mean is checked by reading.py before. Fields that are no columns of the row are
kept by aside.py in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.registers import aside
from lingqu.books.registers.aside import columns_of
from lingqu.books.registers.declaration import Register
from lingqu.books.registers.models import RegisterRow
from lingqu.reports.wording import Words


class UnableToKeep(Exception):
    """A row cannot be kept; `faults` holds for each field ("" for the row) what is wrong, in both languages."""

    def __init__(self, faults: Mapping[str, list[Words]]) -> None:
        super().__init__("；".join(f"{name}：{words.zh}" for name, texts in faults.items() for words in texts))
        self.faults = dict(faults)


class UnableToOverwrite(Exception):
    """Somebody else has changed the row since it was read; `row` is how it stands now."""

    def __init__(self, row: RegisterRow) -> None:
        super().__init__(f"已被他人修改：现为第 {row.version} 版 / changed meanwhile: now version {row.version}")
        self.row = row


def make(*, register: Register, values: Mapping[str, Any], act: Act, is_synthetic: bool = False) -> RegisterRow:
    """Make a row from values that have been read (reading.py); unknown names are a fault of the caller."""
    row = _new_row(register, values, act, is_synthetic)
    with transaction.atomic():
        _checked(row)
        _saved(row, act, force_insert=True)
        aside.keep(register, row, values, act)
        _recorded(register, row, act, "make", sorted(values))
    return row


def change(*, register: Register, key: UUID, version: int, values: Mapping[str, Any], act: Act) -> RegisterRow:
    """Change some fields of the version that was read; nothing is written where nothing differs."""
    with transaction.atomic():
        row = _locked(register, key, version)
        columns = columns_of(register, _known(register, values))
        changed = sorted(name for name, value in columns.items() if getattr(row, name) != value)
        beside = aside.differing(register, row, values)
        if not changed and not beside:
            return row
        for name in changed:
            setattr(row, name, values[name])
        row.version += 1
        row.changed_at = act.at
        _checked(row)
        _saved(row, act)
        joined = aside.keep(register, row, {name: values[name] for name in beside}, act)
        _recorded(register, row, act, "change", sorted([*changed, *beside]), joined)
    return row


def retire(*, register: Register, key: UUID, version: int, on: date, act: Act) -> RegisterRow:
    """Take a row out of use with the reason of the act; it stays readable."""
    if not act.reason.strip():
        raise UnableToKeep({"reason": [Words("须写明停用的原因", "say why it is taken out of use")]})
    with transaction.atomic():
        row = _locked(register, key, version)
        row.retired_on, row.retired_because = on, act.reason[:200]
        row.version += 1
        row.changed_at = act.at
        _saved(row, act)
        _recorded(register, row, act, "retire", [])
    return row


def restore(*, register: Register, key: UUID, version: int, act: Act) -> RegisterRow:
    """Take a row into use again."""
    with transaction.atomic():
        row = _locked(register, key, version)
        row.retired_on, row.retired_because = None, ""
        row.version += 1
        row.changed_at = act.at
        _checked(row)
        _saved(row, act)
        _recorded(register, row, act, "restore", [])
    return row


def make_all(
    *, register: Register, rows: Iterable[Mapping[str, Any]], act: Act, is_synthetic: bool = False
) -> list[RegisterRow]:
    """Make many rows that have been checked before, with history, under one audit entry. All or none."""
    given = list(rows)
    made = [_new_row(register, values, act, is_synthetic) for values in given]
    history: Any = register.model.past
    with transaction.atomic():
        register.model._default_manager.bulk_create(made, batch_size=500)
        for row in made:
            row._history_user = act.person.pseudonym  # type: ignore[attr-defined]  # read by simple_history
            row._history_date = act.at  # type: ignore[attr-defined]  # read by simple_history
        history.bulk_history_create(
            made, batch_size=500, default_change_reason=act.reason, default_date=act.at, update=False
        )
        for row, values in zip(made, given, strict=True):
            aside.keep(register, row, values, act)
        record_act(
            act,
            action=f"{register.name}.make_all",
            object_kind=register.name,
            facts={"rows": len(made)},
        )
    return made


def _new_row(register: Register, values: Mapping[str, Any], act: Act, is_synthetic: bool) -> RegisterRow:
    row = register.model(made_at=act.at, changed_at=act.at, **columns_of(register, _known(register, values)))
    if is_synthetic:
        row.is_synthetic = True  # type: ignore[attr-defined]  # every register's rows have it, the abstract row has not
    return row


def _known(register: Register, values: Mapping[str, Any]) -> Mapping[str, Any]:
    names = {field.name for field in register.fields}
    strange = sorted(set(values) - names)
    if strange:
        raise KeyError(f"{register.name} has no fields {strange}")
    return values


def _locked(register: Register, key: UUID, version: int) -> RegisterRow:
    row = register.model._default_manager.select_for_update().get(pk=key)
    if row.version != version:
        raise UnableToOverwrite(row)
    return row


def _checked(row: RegisterRow) -> None:
    try:
        row.full_clean(exclude={"key"}, validate_unique=False)
    except ValidationError as error:
        raise UnableToKeep(
            {("" if name == "__all__" else name): [Words(text, text) for text in texts]
             for name, texts in error.message_dict.items()}
        ) from error  # fmt: skip


def _saved(row: RegisterRow, act: Act, *, force_insert: bool = False) -> None:
    row._history_user = act.person.pseudonym  # type: ignore[attr-defined]  # read by simple_history
    row._history_date = act.at  # type: ignore[attr-defined]  # read by simple_history
    row._change_reason = act.reason  # type: ignore[attr-defined]  # read by simple_history
    try:
        with transaction.atomic():
            row.save(force_insert=force_insert)
    except IntegrityError as error:
        raise UnableToKeep(
            {"": [Words("与已有的一行重复，或不符合登记册的约束", "as another row, or against a rule of the register")]}
        ) from error


def _recorded(
    register: Register,
    row: RegisterRow,
    act: Act,
    action: str,
    fields: list[str],
    joined: Mapping[str, object] | None = None,
) -> None:
    facts: dict[str, object] = {"version": row.version}
    if fields:
        facts["fields"] = fields
    if joined:
        facts["joined"] = dict(joined)
    record_act(
        act,
        action=f"{register.name}.{action}",
        object_kind=register.name,
        object_key=str(row.key),
        facts=facts,
    )
