"""One record of the machine interface read into a subject: every value checked, every fault collected.

Its one law: nothing is assumed and nothing is mended; null and absent are unknown. Shapes and limits are those of the
contract; `inputs` reads the single value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from lingqu.law.engine.inputs import (
    EACH_KEY_ONCE,
    RepeatedKeys,
    UnableToReadValue,
    nonnegative,
    printable,
    read_money,
    read_series,
    reader_of,
    shown,
)
from lingqu.law.engine.program import Program
from lingqu.law.engine.slots import AtLeast, Layout, Series, Values, look
from lingqu.law.lang.truth import UNKNOWN
from lingqu.law.packs.pack import Pack

LONGEST_ID = 1000
_SURROGATE = re.compile("[\ud800-\udfff]")  # half of a character, which no text can be written with
# beside id and facts: what a register carries along and no rule asks; anything else is a slip of the pen
RECORD_FIELDS = ("id", "facts", "name", "kind", "district", "industry", "size", "note")


@dataclass(frozen=True, slots=True)
class InputFault:
    """One thing that is wrong with a record: where, what was given, what is expected, an example."""

    subject: str
    field: str
    given: str
    expected: str
    expected_english: str
    example: str
    line: int | None = None
    nearest: str | None = None


class UnableToReadSubject(Exception):
    """A record with faults; all of them are told."""

    def __init__(self, faults: tuple[InputFault, ...], identifier: str = "") -> None:
        super().__init__("; ".join(f"{fault.subject}.{fault.field}" for fault in faults))
        self.faults = faults
        self.identifier = identifier  # where the record had a good one


@dataclass(slots=True)
class Subject:
    """Who is judged, on which day, with every value in its slot.

    `unknown` masks the slots without a value, `pending` those of them that lack nothing but the day. `paid_in_year` and
    `paid_in_total` are fen by measure; under the key "" stands a sum that is held against each measure. `series` are
    the yearly series as given, by the Chinese name of the fact, for readings that look into them otherwise.
    """

    id: str
    day: date | None
    values: Values
    unknown: int
    paid_in_year: Mapping[str, int]
    paid_in_total: Mapping[str, int]
    name: str = ""
    pending: int = 0
    series: Mapping[str, Series] | None = None


class SubjectReader:
    """Reads records for one program; make it once, read many."""

    def __init__(self, program: Program, *, as_of: date | None = None) -> None:
        self._program = program
        self._layout: Layout = program.layout
        pack: Pack = program.pack
        self._as_of = as_of
        self._blank = program.layout.empty()
        self._all_unknown = (1 << len(self._blank)) - 1
        self._day_slot = program.layout.of_fact[pack.policy.day_fact]
        self._readers = {fact.code: (slot, fact, reader_of(fact)) for slot, fact in enumerate(pack.facts)}
        self._looks = [(slot, node, node.name) for node, slot in program.layout.of_look.items()]
        self._measures = {measure.id for measure in pack.measures}

    def read(self, record: object, *, line: int | None = None) -> Subject:
        """Read one record. Raises `UnableToReadSubject` with every fault in it."""
        faults: list[InputFault] = []
        identifier = self._identifier(record, line, faults)
        facts = record.get("facts") if isinstance(record, dict) else None
        for given in (record, facts):
            if isinstance(given, RepeatedKeys):
                for key in given.repeated:
                    faults.append(
                        InputFault(identifier, printable(key), f"{printable(key)} (×2)", *EACH_KEY_ONCE, line)
                    )
        if isinstance(record, dict):
            for key in record:
                if key not in RECORD_FIELDS:
                    near = get_close_matches(str(key), RECORD_FIELDS, n=1, cutoff=0.5)
                    faults.append(_unknown_field(identifier, str(key), near[0] if near else None, line))
        if isinstance(record, dict) and not isinstance(facts, dict):
            faults.append(
                InputFault(
                    identifier, "facts", shown(facts), "对象：事实名与值", "an object of fact names and values",
                    '{"is_enterprise": true}', line,
                )
            )  # fmt: skip
        subject = self._take(identifier, facts, line, faults) if isinstance(facts, dict) else None
        name = record.get("name", "") if isinstance(record, dict) else ""
        if not isinstance(name, str):
            faults.append(InputFault(identifier, "name", shown(name), "文本", "text", '"甲公司"', line))
        if faults or subject is None:
            is_its_own = isinstance(record, dict) and record.get("id") == identifier
            raise UnableToReadSubject(tuple(faults), identifier if is_its_own else "")
        subject.name = name
        return subject

    def _identifier(self, record: object, line: int | None, faults: list[InputFault]) -> str:
        where = f"#{line}" if line else "?"
        if not isinstance(record, dict):
            faults.append(
                InputFault(where, "", shown(record), "一个对象", "an object", '{"id": "A1", "facts": {}}', line)
            )
            return where
        identifier = record.get("id")
        if isinstance(identifier, str) and 0 < len(identifier) <= LONGEST_ID and not _SURROGATE.search(identifier):
            return identifier
        faults.append(
            InputFault(
                where, "id", shown(identifier), f"非空文本，至多 {LONGEST_ID} 字",
                f"non-empty text of at most {LONGEST_ID} characters", '"A1"', line,
            )
        )  # fmt: skip
        return where

    def _take(self, identifier: str, facts: dict[str, object], line: int | None, faults: list[InputFault]) -> Subject:
        values = self._blank.copy()
        unknown = self._all_unknown
        series: dict[str, Series] | None = None
        paid: dict[str, Mapping[str, int]] = {}
        readers = self._readers
        for code, value in facts.items():
            known = readers.get(code)
            if known is None:
                faults.append(self._unknown_fact(identifier, code, line))
                continue
            if value is None:
                continue
            slot, fact, read = known
            try:
                if isinstance(value, dict):
                    if isinstance(value, RepeatedKeys):
                        key = value.repeated[0]
                        raise UnableToReadValue(f"{printable(key)} (×2)", *EACH_KEY_ONCE, field=printable(key))
                    if fact.role:
                        paid[fact.role] = self._paid_by_measure(value)
                    elif fact.yearly:
                        series = series or {}
                        series[fact.name] = read_series(value, read)
                    else:
                        read(value)
                    continue
                values[slot] = number = read(value)
                unknown &= ~(1 << slot)
                if fact.role:
                    paid[fact.role] = {"": number}
            except UnableToReadValue as wrong:
                given, expected, english, example, inner = wrong.parts
                field = f"{code}.{inner}" if inner else code
                faults.append(InputFault(identifier, field, given, expected, english, example, line))
        if self._as_of is not None:
            values[self._day_slot] = self._as_of
            unknown &= ~(1 << self._day_slot)
        day = values[self._day_slot]
        if series and day is not None:
            unknown = self._settle_series(values, unknown, series, day.year - 1)
        pending = 0
        if series and day is None:  # nothing is missing there but the day, which says what year counts
            for each in series:
                pending |= self._layout.slots_of_series(each) & unknown
        for slot, derive in self._program.derivations:
            if unknown >> slot & 1:
                value = derive(values)
                if value is not None and value is not UNKNOWN:
                    values[slot] = value
                    if value.__class__ is not AtLeast:
                        unknown &= ~(1 << slot)
        paid_in_year, paid_in_total = paid.get("已付本年", {}), paid.get("已付合计", {})
        return Subject(identifier, day, values, unknown, paid_in_year, paid_in_total, pending=pending, series=series)

    def _settle_series(self, values: Values, unknown: int, series: dict[str, Series], year: int) -> int:
        of_fact = self._layout.of_fact
        for name, years in series.items():
            value = years.get(year)
            if value is not None:
                values[of_fact[name]] = value
                unknown &= ~(1 << of_fact[name])
        for slot, node, name in self._looks:
            if name in series:
                found = look(node, series[name], year)
                values[slot] = found
                if found is not None and found.__class__ is not AtLeast:
                    unknown &= ~(1 << slot)
        return unknown

    def _paid_by_measure(self, given: dict[str, object]) -> dict[str, int]:
        paid = {}
        for measure, value in given.items():
            if measure not in self._measures:
                near = get_close_matches(str(measure), self._measures, n=1, cutoff=0.3)
                example = near[0] if near else sorted(self._measures)[0]
                raise UnableToReadValue(
                    shown(measure), "措施编号", "the identifier of a measure", f'{{"{example}": 300000}}', measure
                )
            if value is None:
                continue
            try:
                paid[measure] = nonnegative(read_money)(value)
            except UnableToReadValue as wrong:
                raise UnableToReadValue(*wrong.parts[:4], field=measure) from None
        return paid

    def _unknown_fact(self, identifier: str, code: str, line: int | None) -> InputFault:
        near = get_close_matches(str(code), self._readers, n=1, cutoff=0.6)
        by_name = {fact.name: fact.code for fact in self._program.pack.facts}
        nearest = by_name.get(str(code).strip("「」")) or (near[0] if near else None)
        return InputFault(
            identifier, printable(code), shown(code), "政策词汇表里的事实名", "a fact name of the policy's vocabulary",
            nearest or next(iter(self._readers)), line, nearest,
        )  # fmt: skip


def _unknown_field(identifier: str, key: str, nearest: str | None, line: int | None) -> InputFault:
    return InputFault(
        identifier, printable(key), shown(key), "、".join(RECORD_FIELDS), " | ".join(RECORD_FIELDS),
        '{"id": "A1", "facts": {}}', line, nearest,
    )  # fmt: skip
