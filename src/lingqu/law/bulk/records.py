"""The way back: rows of a register as records of the machine interface, so that the walk can judge them one by one.

Its one law: a record says what its row says and no more; an empty cell is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lingqu.law.bulk.headings import Heading
from lingqu.law.bulk.register import Register
from lingqu.law.engine.subjects import RECORD_FIELDS
from lingqu.law.lang.tree import Unit
from lingqu.law.packs.pack import Pack

_OF_YEAR = re.compile(r"(.+)_([12][0-9]{3})")
_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class RegisterRecord:
    """One subject as `assess` takes it."""

    id: str
    facts: dict[str, Any]
    carried: dict[str, str]  # name, kind, district, …: what a record may carry beside its facts

    @property
    def record(self) -> dict[str, Any]:
        """The subject as a record of the machine interface."""
        return {"id": self.id, **self.carried, "facts": self.facts}


def records_of(register: Register, pack: Pack) -> Iterator[RegisterRecord]:
    """Give the rows of a register as records, in order."""
    columns = {name: column_of(name, pack) for name in register.frame.collect_schema() if name in register.facts}
    carried = [name for name in register.carried if name in RECORD_FIELDS and name != "facts"]
    for start in range(0, register.rows, _ROWS):
        rows = register.frame.slice(start, _ROWS).collect(engine="streaming")
        for row in rows.iter_rows(named=True):
            beside = {name: str(row[name]) for name in carried if row[name] is not None}
            yield RegisterRecord(row["id"], _facts(row, columns), beside)


def column_of(name: str, pack: Pack) -> Heading:
    """Say which fact, year and measure a column of a register holds."""
    code, _, measure = name.partition(":")
    if pack.has_fact_coded(code):
        return Heading(pack.fact_coded(code), measure=measure)
    found = _OF_YEAR.fullmatch(code)
    if found is None:
        return Heading(pack.fact_coded(code))  # raises: no column of a register is called so
    return Heading(pack.fact_coded(found[1]), year=int(found[2]))


def _facts(row: dict[str, Any], columns: dict[str, Heading]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, said in columns.items():
        if row[name] is None:
            continue
        value = _SPOKEN[said.fact.unit](row[name])
        inner = said.measure or (str(said.year) if said.year is not None else "")
        if inner:
            facts.setdefault(said.fact.code, {})[inner] = value
        else:
            facts[said.fact.code] = value
    return facts


def _decimal(number: int, places: int) -> str:
    sign = "-" if number < 0 else ""
    whole, part = divmod(abs(number), 10**places)
    return f"{sign}{whole}.{part:0{places}d}"


def _money(fen: int) -> str:
    return _decimal(fen, 2)


def _ratio(millionths: int) -> str:
    return _decimal(millionths, 6)


def _day(day: date) -> str:
    return day.isoformat()


def _same(value: Any) -> Any:
    return value


_SPOKEN: dict[Unit, Callable[[Any], Any]] = {
    Unit.MONEY: _money,
    Unit.RATIO: _ratio,
    Unit.COUNT: _same,
    Unit.DATE: _day,
    Unit.YES_NO: _same,
    Unit.CHOICE: _same,
}
