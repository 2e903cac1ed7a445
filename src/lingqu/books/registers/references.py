"""Texts that name rows of other registers, found many at once.

Its one law: a row that somebody may not see cannot be named by them; it is as if it did not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from lingqu.books.accounts.person import Person
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.declared.all_registers import register
from lingqu.books.registers.faults import Fault, UnableToReadValue
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.queries import visible
from lingqu.books.registers.values import code_half, several
from lingqu.law.codes.credit_codes import EXAMPLE, tidy
from lingqu.reports.wording import Words

_AT_ONCE = 400


class References:
    """What texts name, for one field and one person; `find` first, then `read` each text without a query."""

    def __init__(self, field: Field, person: Person) -> None:
        self._field = field
        self._person = person
        self._of: Register = register(field.of)
        self._found: dict[str, list[RegisterRow]] = {}

    def find(self, texts: Iterable[str]) -> None:
        """Look up all texts."""
        wanted = {spelled for text in texts for part in self._parts(text) for spelled in self._spellings(part)}
        keys = {key for text in wanted if (key := _key_in(text)) is not None}
        self._look("pk", {str(key): key for key in keys})
        if self._of.key_field:
            # a credit code is found however it is spaced
            self._look(self._of.key_field, {text: self._as_key_field(text) for text in wanted})
        if any(field.name == "name" and not field.is_personal for field in self._of.fields):
            self._look("name", {text: text for text in wanted})

    def read(self, text: str) -> RegisterRow | list[RegisterRow] | None:
        """The row, or the rows, that a text names. Raises `UnableToReadValue`."""
        if self._field.kind is Kind.ROWS:
            return [self._one(part) for part in self._parts(text)]
        return self._one(text.strip()) if text.strip() else None

    def _parts(self, text: str) -> list[str]:
        return several(text) if self._field.kind is Kind.ROWS else [text.strip()] if text.strip() else []

    def _spellings(self, part: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((part, code_half(part))))

    def _as_key_field(self, text: str) -> str:
        return tidy(text) if self._of.field(self._of.key_field).kind is Kind.CREDIT_CODE else text

    def _look(self, path: str, wanted: dict[str, UUID | str]) -> None:
        by_value: dict[object, list[RegisterRow]] = {}
        for some in _chunks(list(set(wanted.values()))):
            for row in visible(self._of, self._person).filter(retired_on=None, **{f"{path}__in": some}):
                by_value.setdefault(getattr(row, path), []).append(row)
        for text, value in wanted.items():
            if value in by_value:
                self._found.setdefault(text.casefold(), by_value[value])

    def _one(self, part: str) -> RegisterRow:
        for spelled in reversed(self._spellings(part)):
            rows = self._found.get(spelled.casefold(), [])
            if len(rows) == 1:
                return rows[0]
            if rows:
                raise self._refused(
                    part, "有几行叫这个名称，请写代码或标识", "several are called so: write the code or key"
                )
        raise self._refused(
            part,
            f"应为“{self._of.words.zh}”登记册里您能看到的一行",
            f"expected a row of “{self._of.words.en}” that you can see",
        )

    def _refused(self, given: str, zh: str, en: str) -> UnableToReadValue:
        is_coded = bool(self._of.key_field) and self._of.field(self._of.key_field).kind is Kind.CREDIT_CODE
        return UnableToReadValue(Fault(self._field.name, given, Words(zh, en), EXAMPLE if is_coded else ""))


def _key_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _chunks(values: list[UUID | str]) -> Iterator[list[UUID | str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
