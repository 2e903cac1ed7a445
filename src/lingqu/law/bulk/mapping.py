"""A mapping file (TOML): which column of somebody's list is which fact, counted in what, spelled how.

Its one law: the file is read whole and every fault in it is told; a word it does not know is refused. What it leaves
out is recognised by its heading as without it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from lingqu.law.bulk.cells import NO_WORDS, YES_WORDS, Reading, choice_words
from lingqu.law.bulk.constants import Constant, value_of
from lingqu.law.bulk.expectations import expected_of
from lingqu.law.bulk.heading_marks import with_marks, year_changed
from lingqu.law.bulk.headings import CARRIED_NAMES, Heading, Headings, UnableToUnderstandHeading, folded
from lingqu.law.bulk.register_faults import RegisterFault, UnableToReadRegister
from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.law.packs.pack import Pack

_LARGEST = 1024 * 1024
_KEYS = ("columns", "constants", "ignore", "default_year", "header_row", "sheet", "long")
_COLUMN_KEYS = ("fact", "unit", "year", "values")
_LONG_KEYS = ("year", "fact", "value")
_EXAMPLE = '"上年营收" = {fact = "revenue_yuan", year = 2025, unit = "万元"}'


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """What one column is: `carried` (id, name, …) or a fact under a heading, with its own words for yes or a choice."""

    carried: str = ""
    heading: Heading | None = None
    words: tuple[tuple[str, str | bool], ...] = ()


@dataclass(frozen=True, slots=True)
class LongForm:
    """The columns of the long form: the year, and where each row holds one value the fact and the value as well."""

    year: str
    fact: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a mapping file says; headings are folded. An empty one says nothing."""

    columns: tuple[tuple[str, MappedColumn], ...] = ()
    ignore: frozenset[str] = frozenset()
    default_year: int | None = None
    header_row: int | None = None
    sheet: str | None = None
    long: LongForm | None = None
    constants: tuple[Constant, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()  # (Chinese, English)


def read_mapping(path: Path, pack: Pack) -> Mapping:
    """Read a mapping file. Raises `UnableToReadRegister` with all its faults."""
    try:
        with open(path, "rb") as file:
            text = file.read(_LARGEST).decode("utf-8-sig")
        given = tomllib.loads(text)
    except UnicodeDecodeError as error:
        given_bytes = f"0x{error.object[error.start]:02x} (byte {error.start + 1})"
        raise UnableToReadRegister([_fault(path.name, given_bytes, "UTF-8 编码", "UTF-8", _EXAMPLE)]) from None
    except tomllib.TOMLDecodeError as error:
        raise UnableToReadRegister([_fault(path.name, str(error), "TOML 文件", "a TOML file", _EXAMPLE)]) from None
    return _Reader(path.name, pack).read(given)


def _fault(where: str, given: str, expected: str, english: str, example: str) -> RegisterFault:
    return RegisterFault(None, "", where, given, expected, english, example)


class _Reader:
    def __init__(self, file: str, pack: Pack) -> None:
        self._file = file
        self._headings = Headings(pack)
        self._pack = pack
        self._faults: list[RegisterFault] = []
        self._warnings: list[tuple[str, str]] = []

    def read(self, given: dict[str, Any]) -> Mapping:
        self._know(given, _KEYS, "")
        columns = self._of(given, "columns", dict, {}, "表", "a table", '"编号" = "id"')
        ignore = self._of(given, "ignore", list, [], "列名的列表", "a list of headings", 'ignore = ["序号"]')
        made = Mapping(
            tuple((folded(heading), self._column(heading, each)) for heading, each in columns.items()),
            frozenset(folded(str(each)) for each in ignore),
            self._number(given, "default_year", 1000, 2999, "default_year = 2025"),
            self._number(given, "header_row", 1, 10_000, "header_row = 2"),
            self._of(given, "sheet", str, None, "工作表名", "the name of a sheet", 'sheet = "名单"'),
            self._long(given),
            self._constants(given),
            tuple(self._warnings),  # of the columns, read above
        )
        if self._faults:
            raise UnableToReadRegister(self._faults)
        return made

    def _refuse(self, where: str, given: object, expected: str, english: str, example: str) -> None:
        self._faults.append(_fault(f"{self._file} {where}".strip(), str(given)[:80], expected, english, example))

    def _know(self, given: dict[str, Any], keys: tuple[str, ...], where: str) -> None:
        for key in given:
            if key not in keys:
                near = get_close_matches(key, keys, n=1, cutoff=0.5)
                self._refuse(where, key, "、".join(keys), " | ".join(keys), near[0] if near else keys[0])

    def _of(
        self, given: dict[str, Any], key: str, kind: type, absent: Any, expected: str, english: str, example: str
    ) -> Any:
        value = given.get(key, absent)
        if value is absent or (isinstance(value, kind) and not isinstance(value, bool)):
            return value
        self._refuse(key, value, expected, english, example)
        return absent

    def _number(self, given: dict[str, Any], key: str, least: int, most: int, example: str) -> int | None:
        value = given.get(key)
        if value is None or (value.__class__ is int and least <= value <= most):
            return value
        self._refuse(key, value, f"{least} 至 {most} 的整数", f"a whole number from {least} to {most}", example)
        return None

    def _long(self, given: dict[str, Any]) -> LongForm | None:
        if "long" not in given:
            return None
        example = '[long] year = "年度"  fact = "指标"  value = "数值"'
        table = given["long"]
        if not isinstance(table, dict):
            self._refuse("long", table, "表", "a table", example)
            return None
        self._know(table, _LONG_KEYS, "long")
        parts = {key: folded(str(table.get(key, ""))) for key in _LONG_KEYS}
        if not parts["year"] or bool(parts["fact"]) != bool(parts["value"]):
            self._refuse(
                "long",
                ", ".join(table) or "-",
                "year，或 year、fact、value",
                "year, or year and fact and value",
                example,
            )
        return LongForm(**parts)

    def _constants(self, given: dict[str, Any]) -> tuple[Constant, ...]:
        table = self._of(given, "constants", dict, {}, "表", "a table", '"在桂林" = "是"')
        year = given.get("default_year")
        found: dict[str, Constant] = {}
        for heading, value in table.items():
            made = self._constant(heading, value, year if year.__class__ is int else None)
            if made is None:
                continue
            twin = next((each for each in found.values() if each.is_given_by(made.said)), made)
            if twin is not made:
                told = f"{twin.written}, {heading}"
                self._refuse("constants", told, "一个事实一次", "one constant for one fact", made.said.column)
            found[heading] = made
        return tuple(found.values())

    def _constant(self, heading: str, given: object, default_year: int | None) -> Constant | None:
        try:
            said = self._headings.understood(heading)
        except UnableToUnderstandHeading as error:
            self._refuse("constants", *error.parts)
            return None
        if said is None:
            near = self._headings.nearest(heading) or self._pack.facts[0].name
            self._refuse("constants", heading, "事实名", "a fact", f'"{near}" = …')
            return None
        if said.fact.yearly and said.year is None:
            said = Heading(said.fact, default_year, said.measure, said.unit)
        reading = Reading(said.fact, said.unit)
        value = value_of(given, reading)
        if value is None:
            self._refuse(f"constants {heading}", given, *expected_of(reading))
            return None
        return Constant(heading, said, value)

    def _column(self, heading: str, given: object) -> MappedColumn:
        table = {"fact": given} if isinstance(given, str) else given
        if not isinstance(table, dict) or not isinstance(table.get("fact"), str):
            self._refuse(heading, given, "事实名，或含 fact 的表", "a fact, or a table with fact", _EXAMPLE)
            return MappedColumn()
        self._know(table, _COLUMN_KEYS, heading)
        if table["fact"] in CARRIED_NAMES and len(table) == 1:
            return MappedColumn(carried=table["fact"])
        try:
            said = self._headings.understood(table["fact"])
            if said is None:
                near = self._headings.nearest(table["fact"])
                example = near or self._pack.facts[0].code
                known = f"事实名，或 {'、'.join(CARRIED_NAMES)}"
                self._refuse(heading, table["fact"], known, f"a fact, or {' | '.join(CARRIED_NAMES)}", example)
                return MappedColumn()
            year = self._number(table, "year", 1000, 2999, "year = 2025")
            noted = with_marks(heading, said, year=year, unit=folded(str(table.get("unit", ""))))
            self._headings.checked(heading, noted)
            if changed := year_changed(heading, noted):
                self._warnings.append(changed)
            return MappedColumn(heading=noted, words=self._words(heading, table, said))
        except UnableToUnderstandHeading as error:
            self._refuse(heading, *error.parts)
            return MappedColumn()

    def _words(self, heading: str, table: dict[str, Any], said: Heading) -> tuple[tuple[str, str | bool], ...]:
        values = self._of(table, "values", dict, {}, "表", "a table", 'values = {"Y" = true, "N" = false}')
        return tuple(
            (spelled, self._meant(f"{heading}.{spelled}", meant, said.fact)) for spelled, meant in values.items()
        )

    def _meant(self, where: str, meant: object, fact: FactDeclaration) -> str | bool:
        if fact.unit is Unit.YES_NO:
            word = str(meant).lower()
            if word in YES_WORDS or word in NO_WORDS:
                return word in YES_WORDS
            self._refuse(where, meant, "true 或 false", "true or false", '"Y" = true')
        elif fact.unit is Unit.CHOICE:
            known = choice_words(fact)
            if str(meant) in known:
                return known[str(meant)]
            self._refuse(where, meant, "、".join(known), " | ".join(known), f'"…" = "{fact.choices[0][1]}"')
        else:
            self._refuse(where, meant, "是否或选项事实才有 values", "values only for yes/no and choices", _EXAMPLE)
        return ""
