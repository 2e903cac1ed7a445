"""How a register is declared: once, and lists, forms, exports, imports, API and permissions follow from it.

Its one law: what a field is called, which values it takes and who may see or edit it stands here and nowhere else. It
reads and writes no database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lingqu.books.accounts.permissions import NOTHING, Concern, Predicate, may, permission
from lingqu.books.accounts.person import Person
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.own_lists import list_named
from lingqu.books.registers.reach import Paths, Reach
from lingqu.law.codes.code_list import CodeList
from lingqu.reports.wording import Words


class Kind(StrEnum):
    """What the values of a field are."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE = "code"  # one entry of a code list
    CODES = "codes"  # several entries, kept as a list
    CREDIT_CODE = "credit_code"
    DAY = "day"
    YES_NO = "yes_no"  # three values: yes, no, unknown
    YEAR = "year"
    COUNT = "count"
    MONEY = "money"  # whole fen in the row, yuan for the eye
    PHONE = "phone"
    MAIL = "mail"
    KEY = "key"  # the key of something that no one register holds
    ROW = "row"  # a row of another register
    ROWS = "rows"  # several rows of another register, kept in a table between (`Field.through`)


class Right(StrEnum):
    """What somebody may do with a register; `registers.<register>.<right>` is the permission."""

    SEE = "see"
    MAKE = "make"
    CHANGE = "change"
    RETIRE = "retire"
    IMPORT = "import"
    EXPORT = "export"
    SHOW = "show"  # the personal values of a row, one row at a time and with an entry in the audit


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a register."""

    name: str
    words: Words
    kind: Kind = Kind.TEXT
    codes: str = ""  # name of the code list
    of: str = ""  # name of the register a row is of
    through: tuple[str, str, str] = ("", "", "")  # of ROWS: table between, its path to this row, its path to the other
    hint: Words | None = None
    unit: Words | None = None
    is_required: bool = False
    is_listed: bool = False  # a column of the list without asking
    is_searched: bool = False
    is_filter: bool = False
    is_fixed: bool = False  # set when a row is made, never edited afterwards
    is_personal: bool = False  # an erasable personal value, masked; never a column of the row
    seen_by: Predicate | None = None  # None: whoever sees the row; lists ask it about no single row: by roles
    edited_by: Predicate | None = None  # None: whoever edits the row

    def code_list(self) -> CodeList:
        """The list its codes come from."""
        return list_named(self.codes)

    def may_see(self, person: Person, concern: Concern = NOTHING) -> bool:
        """Whether somebody who sees the row sees this field of it."""
        return self.seen_by is None or self.seen_by(person, concern)

    def may_edit(self, person: Person, concern: Concern = NOTHING) -> bool:
        """Whether somebody who edits the row edits this field of it."""
        return self.may_see(person, concern) and (self.edited_by is None or self.edited_by(person, concern))


def _nothing_apart(_row: Any) -> list[str]:
    return []


def _nothing_more(_row: Any) -> list[Words]:
    return []


@dataclass(frozen=True, slots=True)
class Personal:
    """Under which kind, for what and on which lawful basis a register keeps the personal values of its rows."""

    kind: str
    purpose: str
    basis: str


@dataclass(frozen=True, slots=True)
class Register:
    """A register: a name for addresses and machines, words, the model of its rows, its fields, and who may do what.

    Who sees a row is said by `seen`, for one row and for lists alike; `rights` holds the other rights.
    """

    name: str
    words: Words
    one: Words
    note: Words
    model: type[RegisterRow]
    fields: tuple[Field, ...]
    title: Callable[[Any], str]  # what a row is called
    concern: Callable[[Any], Concern]
    paths: Paths  # where `concern` finds what it says
    seen: Reach
    rights: dict[Right, Predicate]
    key_field: str = ""  # the field that names a row to people: an import finds the row by it, a reference too
    same: tuple[str, ...] = ()  # where no one field does: the fields that together tell an import which row is meant
    order: tuple[str, ...] = ("made_at",)
    related: tuple[str, ...] = ()  # for select_related in lists: no query for each row
    personal: Personal | None = None
    apart: Callable[[Any], list[str]] = _nothing_apart  # of persons: what tells those of one masked name apart
    sayings: Callable[[Any], list[Words]] = _nothing_more  # what else the page of a row says of it
    english_title: Callable[[Any], str] | None = None  # where rows have English names that readers know them by

    def __post_init__(self) -> None:
        """Enter the permissions into the table."""
        for right, allowed in {Right.SEE: self.seen.allowed, **self.rights}.items():
            permission(self.permission(right), allowed)

    def permission(self, right: Right) -> str:
        """The name of a permission."""
        return f"registers.{self.name}.{right}"

    def may(self, person: Person, right: Right, concern: Concern = NOTHING) -> bool:
        """Whether somebody may do this; a right that is not declared nobody has."""
        return (right is Right.SEE or right in self.rights) and may(person, self.permission(right), concern)

    def called(self, row: Any, lang: str) -> str:
        """What readers of a language call a row; its title where it has no name in theirs."""
        english = self.english_title(row) if lang == "en" and self.english_title is not None else ""
        return english or self.title(row)

    def field(self, name: str) -> Field:
        """Find a field. Raises KeyError."""
        return {each.name: each for each in self.fields}[name]

    @property
    def matched_by(self) -> tuple[str, ...]:
        """The fields by which an import finds the row it means; empty where only the row's own key does."""
        return self.same or ((self.key_field,) if self.key_field else ())
