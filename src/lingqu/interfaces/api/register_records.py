"""Rows of registers as records for machines, and values from machines as the texts that reading.py reads.

Its one law: a personal value leaves masked; empty is null, which is unknown; what is read can be written back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lingqu.books.accounts.person import Person
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.faults import Fault
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.past import Change
from lingqu.books.registers.queries import fields_edited, fields_seen
from lingqu.books.registers.showing import Showing, titles
from lingqu.books.registers.spelling import NO, YES, yuan_text
from lingqu.law.inquiries.refusals import CallFault, unknown_name


def records_of(
    register: Register, rows: Sequence[RegisterRow], fields: Iterable[Field], lang: str
) -> list[dict[str, Any]]:
    """Spell rows: a few queries, however many rows."""
    shown = tuple(fields)
    showing = Showing(register, rows, shown)
    named = titles(register, rows)
    return [
        {
            "key": str(row.key),
            "version": row.version,
            "title": named[row.key],
            "retired_on": row.retired_on.isoformat() if row.retired_on else None,
            "retired_because": row.retired_because,
            "made_at": row.made_at.isoformat(),
            "changed_at": row.changed_at.isoformat(),
            "is_synthetic": bool(getattr(row, "is_synthetic", False)),
            "values": {field.name: _value(showing, row, field) for field in shown},
            "said": {field.name: showing.said(row, field, lang) for field in shown},
        }
        for row in rows
    ]


def record_of(register: Register, row: RegisterRow, person: Person, lang: str) -> dict[str, Any]:
    """Spell one row with all fields that the person sees of it."""
    return records_of(register, [row], fields_seen(register, person, register.concern(row)), lang)[0]


def history_record(change: Change) -> dict[str, Any]:
    """Spell one change in both languages."""
    return {
        "version": change.version,
        "at": change.at.isoformat(),
        "done": change.done.zh,
        "done_english": change.done.en,
        "who": change.who.zh,
        "who_english": change.who.en,
        "reason": change.reason,
        "fields": [
            {
                "name": each.words.zh,
                "name_english": each.words.en,
                "before": each.before.zh,
                "before_english": each.before.en,
                "after": each.after.zh,
                "after_english": each.after.en,
            }
            for each in change.fields
        ],
    }


def texts_of(given: Mapping[str, Any]) -> dict[str, str]:
    """Values as they came from JSON, as the texts that a form would hold.

    >>> texts_of({"name": "甲", "size": None, "is_open": True, "kinds": ["a", "b"]})
    {'name': '甲', 'size': '', 'is_open': '是', 'kinds': 'a、b'}
    """
    return {name: _text(value) for name, value in given.items()}


def not_settable(register: Register, given: Iterable[str], person: Person, row: RegisterRow | None) -> list[CallFault]:
    """Tell which of the given fields the person may not set, instead of passing over them."""
    allowed = (
        fields_edited(register, person, register.concern(row))
        if row is not None
        else fields_edited(register, person, is_new=True)
    )
    names = [field.name for field in allowed]
    expected = ("您可以填写的字段", "a field that you may set")
    return [unknown_name(f"values.{name}", name, names, expected) for name in given if name not in names]


def faults_told(faults: Iterable[Fault]) -> list[CallFault]:
    """The faults of a row that was read."""
    return [
        CallFault(
            f"values.{fault.field}" if fault.field else "values",
            fault.given[:60] or "-",
            fault.expected.zh.removeprefix("应为"),
            fault.expected.en.removeprefix("expected "),
            fault.example or "-",
        )
        for fault in faults
    ]


def _value(showing: Showing, row: RegisterRow, field: Field) -> Any:
    if field.is_personal:
        return showing.said(row, field, "zh") or None
    value = showing.value(row, field)
    match field.kind:
        case Kind.ROWS:
            return [str(each.key) for each in value]
        case Kind.CODES:
            return list(value or [])
        case _ if value in (None, ""):
            return None
        case Kind.ROW:
            return str(value.key)
        case Kind.DAY:
            return value.isoformat()
        case Kind.MONEY:
            return yuan_text(value)
        case Kind.KEY:
            return str(value)
    return value


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES.zh if value else NO.zh
    return "、".join(value) if isinstance(value, list) else str(value)
