"""Rows of texts into rows of values, with every fault of every row.

Its one law: only fields that the person may set are read; what a mask hides is no change. It writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any

from django.db.models import Field as Column
from django.db.models import Q, UniqueConstraint

from lingqu.books.accounts.permissions import NOTHING, Concern
from lingqu.books.accounts.person import Person
from lingqu.books.registers.aside import columns_of, stands_aside
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.faults import Fault, UnableToReadValue
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.queries import fields_edited
from lingqu.books.registers.references import References
from lingqu.books.registers.values import MASK, read_value
from lingqu.reports.wording import Words

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Given:
    """Texts by field name for a new row, or for one that exists."""

    texts: Mapping[str, str]
    row: RegisterRow | None = None


@dataclass(slots=True)
class Reading:
    """What was read of one row and what is wrong with it."""

    values: dict[str, Any] = with_default(default_factory=dict)
    faults: list[Fault] = with_default(default_factory=list)


def read_row(
    register: Register, texts: Mapping[str, str], person: Person, *, row: RegisterRow | None = None
) -> Reading:
    """Read one row."""
    return read_rows(register, [Given(texts, row)], person)[0]


def read_rows(register: Register, given: Sequence[Given], person: Person) -> list[Reading]:
    """Read many rows: one look-up for each field that names rows of other registers and each unique constraint."""
    readings = [Reading() for _ in given]
    settable = [_settable(register, each.row, person) for each in given]
    for field in register.fields:
        texts = [
            (place, each.texts[field.name])
            for place, each in enumerate(given)
            if field.name in each.texts and field in settable[place]
        ]
        references = _references(field, person, [text for _, text in texts])
        for place, text in texts:
            _read_into(readings[place], register, field, text, references)
    for each, reading, fields in zip(given, readings, settable, strict=True):
        _require(register, each, reading, fields)
        _stay_within_reach(register, each.row, reading, person)
    _refuse_doubles(register, given, readings, person)
    return readings


def longest_of(register: Register, field: Field) -> int | None:
    """How many characters a field takes, where its column says so."""
    return None if stands_aside(field) else getattr(register.model._meta.get_field(field.name), "max_length", None)


def _settable(register: Register, row: RegisterRow | None, person: Person) -> frozenset[Field]:
    concern = register.concern(row) if row is not None else NOTHING
    return frozenset(fields_edited(register, person, concern, is_new=row is None))


def _references(field: Field, person: Person, texts: Iterable[str]) -> References | None:
    if field.kind not in (Kind.ROW, Kind.ROWS):
        return None
    references = References(field, person)
    references.find(texts)
    return references


def _read_into(reading: Reading, register: Register, field: Field, text: str, references: References | None) -> None:
    if field.is_personal and MASK in text:
        return  # a masked value that came back from a list: nobody meant to change it
    try:
        reading.values[field.name] = (
            references.read(text)
            if references is not None
            else read_value(field, text, longest=longest_of(register, field))
        )
    except UnableToReadValue as error:
        reading.faults.append(error.fault)


def _require(register: Register, each: Given, reading: Reading, fields: frozenset[Field]) -> None:
    """Say what is missing; a column with a value of its own for "nothing said" takes that."""
    faulty = {fault.field for fault in reading.faults}
    for field in register.fields:
        if field not in fields or field.name in faulty:
            continue
        is_given = field.name in reading.values
        if is_given and reading.values[field.name] not in (None, "", []):
            continue
        if not is_given and each.row is not None:
            continue
        default = _default(register, field)
        if default:
            reading.values[field.name] = default
        elif field.is_required and not (field.is_personal and MASK in each.texts.get(field.name, "")):
            reading.faults.append(
                Fault(field.name, "", Words(f"“{field.words.zh}”必须填写", f"“{field.words.en}” must be filled in"))
            )


def _default(register: Register, field: Field) -> Any:
    if stands_aside(field):
        return None
    column = register.model._meta.get_field(field.name)
    if not isinstance(column, Column) or column.blank or not column.has_default():
        return None
    return column.get_default()


def _stay_within_reach(register: Register, row: RegisterRow | None, reading: Reading, person: Person) -> None:
    """Nobody makes a row, or moves one, where they may not."""
    if reading.faults:
        return
    after = register.model(**columns_of(register, reading.values))
    if row is not None:
        for field in register.fields:
            if field.name not in reading.values and not stands_aside(field):
                setattr(after, field.name, getattr(row, field.name))
        after.pk = row.pk
    concern: Concern = register.concern(after)
    right = Right.MAKE if row is None else Right.CHANGE
    if not register.may(person, right, concern):
        reading.faults.append(
            Fault(
                "",
                "",
                Words(
                    "这一行会落在您的管辖范围之外，您不能这样填写",
                    "the row would lie outside your reach: you may not enter it so",
                ),
            )
        )


def _refuse_doubles(register: Register, given: Sequence[Given], readings: Sequence[Reading], person: Person) -> None:
    for constraint in register.model._meta.constraints:
        names = constraint.fields if isinstance(constraint, UniqueConstraint) else ()
        if names and all(any(field.name == name for field in register.fields) for name in names):
            _refuse_doubles_of(register, names, given, readings, person)


def _refuse_doubles_of(
    register: Register,
    names: Sequence[str],
    given: Sequence[Given],
    readings: Sequence[Reading],
    person: Person,
) -> None:
    wanted: dict[tuple[Any, ...], list[int]] = {}
    for place, (each, reading) in enumerate(zip(given, readings, strict=True)):
        values = tuple(reading.values.get(name, getattr(each.row, name, None) if each.row else None) for name in names)
        if all(value not in (None, "") for value in values):
            wanted.setdefault(values, []).append(place)
    for values, places in wanted.items():
        for place in places[1:]:
            readings[place].faults.append(_double(register, names, values, None))
    for values, row in _kept(register, names, list(wanted)):
        for place in wanted[values]:
            mine = given[place].row
            if mine is None or mine.pk != row.pk:
                seen = row if register.may(person, Right.SEE, register.concern(row)) else None
                readings[place].faults.append(_double(register, names, values, seen, is_kept=True))


def _kept(
    register: Register, names: Sequence[str], values: list[tuple[Any, ...]]
) -> Iterable[tuple[tuple[Any, ...], RegisterRow]]:
    rows = register.model._default_manager.select_related(*register.related).filter(retired_on=None)
    for start in range(0, len(values), _AT_ONCE):
        some = values[start : start + _AT_ONCE]
        if len(names) == 1:
            condition = Q((f"{names[0]}__in", [each[0] for each in some]))
        else:
            condition = Q(pk__in=())
            for each in some:
                condition |= Q(*zip(names, each, strict=True))
        for row in rows.filter(condition):
            yield tuple(getattr(row, name) for name in names), row


def _double(
    register: Register, names: Sequence[str], values: tuple[Any, ...], row: RegisterRow | None, *, is_kept: bool = False
) -> Fault:
    said = "、".join(str(value) for value in values)
    if row is not None:
        title = register.title(row)
        expected = Words(f"“{title}”已经登记了它", f"“{title}” is already registered with it")
    elif is_kept:
        expected = Words("已经登记过", "is registered already")
    else:
        expected = Words("同一文件里出现不止一次", "stands more than once in this file")
    return Fault(names[0], said, expected)
