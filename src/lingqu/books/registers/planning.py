"""What an import would do, row by row: make, change, nothing, or which faults stand against it.

Its one law: planning writes nothing, and a plan tells all faults of all rows. A row is known by its key, else by the
fields that the register declares for that. Known by its key it was exported, and a cell emptied since is emptied;
known by its fields it may come from any list, and an empty cell says nothing: it takes nothing away.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from enum import StrEnum
from typing import Any
from uuid import UUID

from lingqu.books.accounts.person import Person
from lingqu.books.registers.aside import joined_rows, personal_values, stands_aside
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.declared.all_registers import register as register_named
from lingqu.books.registers.faults import Fault, UnableToReadValue
from lingqu.books.registers.headed import Headed, headed
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.queries import fields_edited, visible
from lingqu.books.registers.reading import Given, Reading, longest_of, read_rows
from lingqu.books.registers.references import References
from lingqu.books.registers.sheets import Line, Sheet
from lingqu.books.registers.spelling import said_value, written
from lingqu.books.registers.values import MASK, read_value
from lingqu.reports.wording import Words

_AT_ONCE = 400
_IS_RETIRED = Words("这一行已停用，先恢复再改", "the row is retired: restore it first")
_NO_ROW = Words("“{}”列里没有您能看到的这一行；新增时留空", "“{}” names no row that you can see; empty for a new one")
_SEVERAL_FIT = Words("登记册里有几行与此相符，请用标识列指明", "several rows fit: name one by its key")
_DISAGREE = Words("与旁边的代码“{}”不符；改一格时另一格留空", "disagrees with the code “{}” beside it; leave one empty")
_OUTDATED = Words(
    "导出后有人改过，现为第 {} 版：请重新导出再改", "changed since it was exported, now version {}: export again"
)


class Outcome(StrEnum):
    """What an import would do with a row."""

    MAKE = "make"
    CHANGE = "change"
    SAME = "same"
    FAULTY = "faulty"


@dataclass(slots=True)
class PlannedRow:
    """One row of the file: its line, the row it means, what was read, what would differ, and its faults."""

    line: Line
    row: RegisterRow | None = None
    values: dict[str, Any] = with_default(default_factory=dict)
    changed: list[str] = with_default(default_factory=list)
    faults: list[Fault] = with_default(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """What would be done."""
        if self.faults:
            return Outcome.FAULTY
        if self.row is None:
            return Outcome.MAKE
        return Outcome.CHANGE if self.changed else Outcome.SAME


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows, and what is said of the file as a whole."""

    register: Register
    sheet: Sheet
    headed: Headed
    rows: tuple[PlannedRow, ...]
    missing: tuple[Field, ...]  # required fields without a column

    @property
    def counts(self) -> Counter[str]:
        """How many rows of each outcome."""
        return Counter(str(row.outcome) for row in self.rows)

    @property
    def digest(self) -> str:
        """What was planned, so that a confirmation means this plan and no other."""
        told = [
            (each.line.number, each.outcome, str(each.row.key if each.row else ""), each.row.version if each.row else 0)
            for each in self.rows
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def planned(register: Register, sheet: Sheet, person: Person) -> Plan:
    """Plan an import."""
    heads = headed(register, sheet.headings)
    rows = [PlannedRow(line) for line in sheet.lines]
    texts = [_texts(register, heads, row.line) for row in rows]
    _find_by_key(register, heads, rows, person)
    exported = {row.line.number for row in rows if row.row is not None}
    _find_by_fields(register, heads, rows, texts, person)
    _refuse_twice(rows)
    texts = [
        _filled(each) if row.row is not None and row.line.number not in exported else each
        for each, row in zip(texts, rows, strict=True)
    ]
    readings = read_rows(register, [Given(each, row.row) for each, row in zip(texts, rows, strict=True)], person)
    for row, reading, given in zip(rows, readings, texts, strict=True):
        _take_over(register, heads, row, reading, given, person)
    _compare(register, rows)
    for row in rows:
        _refuse_outdated(heads, row)
    asked = set(heads.values) | set(heads.codes)
    missing = [field for field in register.fields if field.is_required and field.name not in asked]
    return Plan(register, sheet, heads, tuple(rows), tuple(missing))


def _texts(register: Register, heads: Headed, line: Line) -> dict[str, str]:
    found = {field.name: heads.text(field.name, line.texts) for field in register.fields}
    return {name: text for name, text in found.items() if text is not None}


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text.strip()}


def _find_by_key(register: Register, heads: Headed, rows: Sequence[PlannedRow], person: Person) -> None:
    keys: dict[UUID, list[PlannedRow]] = defaultdict(list)
    for row in rows:
        text = row.line.texts.get(heads.key, "").strip() if heads.key else ""
        if text:
            try:
                keys[UUID(text)].append(row)
            except ValueError:
                row.faults.append(_no_row(heads.key, text))
    for some in _chunks(list(keys)):
        for found in visible(register, person).filter(pk__in=some):
            for row in keys.pop(found.pk):
                row.row = found
                if found.is_retired:
                    row.faults.append(Fault("", "", _IS_RETIRED))
    for key, lost in keys.items():
        for row in lost:
            row.faults.append(_no_row(heads.key, str(key)))


def _no_row(heading: str, text: str) -> Fault:
    return Fault(
        "",
        text,
        Words(_NO_ROW.zh.format(heading), _NO_ROW.en.format(heading)),
    )


def _find_by_fields(
    register: Register, heads: Headed, rows: Sequence[PlannedRow], texts: Sequence[Mapping[str, str]], person: Person
) -> None:
    names = register.matched_by
    waiting = [
        (row, given)
        for row, given in zip(rows, texts, strict=True)
        if row.row is None and not row.faults and names and given.get(names[0], "").strip()
    ]
    wanted: dict[tuple[Any, ...], list[PlannedRow]] = defaultdict(list)
    readers = {
        name: _reader(register, register.field(name), [given.get(name, "") for _, given in waiting], person)
        for name in names
    }
    for row, given in waiting:
        try:
            wanted[tuple(readers[name](given.get(name, "")) for name in names)].append(row)
        except UnableToReadValue:
            continue  # told when the row is read
    found: dict[tuple[Any, ...], list[RegisterRow]] = defaultdict(list)
    for some in _chunks(list({values[0] for values in wanted})):
        for kept in visible(register, person).filter(retired_on=None, **{f"{names[0]}__in": some}):
            found[tuple(getattr(kept, name) for name in names)].append(kept)
    for values, meant in wanted.items():
        kept_rows = found.get(values, [])
        for row in meant:
            if len(kept_rows) == 1:
                row.row = kept_rows[0]
            elif kept_rows:
                row.faults.append(
                    Fault(
                        names[0],
                        str(values[0]),
                        _SEVERAL_FIT,
                    )
                )


def _all(waiting: Sequence[tuple[PlannedRow, Mapping[str, str]]], name: str) -> list[str]:
    return [given.get(name, "") for _, given in waiting]


def _reader(register: Register, field: Field, texts: Sequence[str], person: Person) -> Any:
    if field.kind is not Kind.ROW:
        return lambda text: read_value(field, text, longest=longest_of(register, field))
    references = References(field, person)
    references.find(texts)
    return references.read


def _refuse_twice(rows: Sequence[PlannedRow]) -> None:
    seen: dict[UUID, int] = {}
    for row in rows:
        if row.row is not None:
            first = seen.setdefault(row.row.key, row.line.number)
            if first != row.line.number:
                row.faults.append(
                    Fault("", "", Words(f"与第 {first} 行指的是同一行", f"means the same row as line {first}"))
                )


def _take_over(
    register: Register, heads: Headed, row: PlannedRow, reading: Reading, given: Mapping[str, str], person: Person
) -> None:
    row.values = reading.values
    row.faults += reading.faults
    if row.row is not None and not register.may(person, Right.CHANGE, register.concern(row.row)):
        row.faults.append(Fault("", "", Words("您不能修改这一行", "you may not change this row")))
    faulty = {fault.field for fault in row.faults}
    for field in register.fields:
        if field.name in row.values and field.name in heads.codes and field.name not in faulty:
            _refuse_disagreement(heads, row, field)
    if row.row is not None:
        settable = {f.name for f in fields_edited(register, person, register.concern(row.row))}
        for field in register.fields:
            if field.name in given and field.name not in settable:
                _refuse_fixed(row, field, given[field.name])


def _refuse_disagreement(heads: Headed, row: PlannedRow, field: Field) -> None:
    title = " ".join(row.line.texts.get(heads.values.get(field.name, ""), "").split())
    code = row.line.texts.get(heads.codes[field.name], "").strip()
    of = register_named(field.of) if field.of else None
    said = {" ".join(said_value(field, row.values[field.name], lang, of=of).split()) for lang in ("zh", "en")}
    if of is not None and of.personal is not None:
        return  # the title is a mask
    if title and code and title not in said and title != code:
        row.faults.append(
            Fault(
                field.name,
                title,
                Words(_DISAGREE.zh.format(code), _DISAGREE.en.format(code)),
            )
        )


def _refuse_fixed(row: PlannedRow, field: Field, text: str) -> None:
    assert row.row is not None, "only a row that exists has fields that stay"
    if stands_aside(field) or not text.strip() or MASK in text:
        return
    of = register_named(field.of) if field.of else None
    value = getattr(row.row, field.name)
    kept = {written(field, value, of=of), *(said_value(field, value, lang, of=of) for lang in ("zh", "en"))}
    if text.strip() not in kept:
        row.faults.append(
            Fault(field.name, text, Words("登记后不能改，或不归您改", "cannot be changed once entered, or not by you"))
        )


def _compare(register: Register, rows: Sequence[PlannedRow]) -> None:
    kept = [row.row.key for row in rows if row.row is not None and not row.faults]
    personal = personal_values(register, kept)
    joined = {f.name: joined_rows(f, kept) for f in register.fields if f.kind is Kind.ROWS}
    for row in rows:
        if row.row is None or row.faults:
            continue
        for name, value in row.values.items():
            field = register.field(name)
            if field.is_personal:
                differs = personal[row.row.key].get(name, "") != value
            elif field.kind is Kind.ROWS:
                differs = {each.key for each in joined[name][row.row.key]} != {each.key for each in value}
            else:
                differs = getattr(row.row, name) != value
            if differs:
                row.changed.append(name)


def _refuse_outdated(heads: Headed, row: PlannedRow) -> None:
    text = row.line.texts.get(heads.version, "").strip() if heads.version else ""
    if row.row is not None and row.changed and text and text != str(row.row.version):
        row.faults.append(
            Fault(
                "",
                text,
                Words(_OUTDATED.zh.format(row.row.version), _OUTDATED.en.format(row.row.version)),
            )
        )


def _chunks(values: list[Any]) -> list[list[Any]]:
    return [values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE)]
