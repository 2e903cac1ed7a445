"""What can be chosen for a field: all of a short list, a searched part of a long one.

Its one law: a reference offers only rows that the person may see; what is offered is what reading accepts.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.books.accounts.person import Person
from lingqu.books.registers.declaration import Field, Kind
from lingqu.books.registers.declared.all_registers import register
from lingqu.books.registers.listing import listing_of, rows_of
from lingqu.books.registers.showing import titles
from lingqu.books.registers.spelling import reference
from lingqu.books.registers.values import BETWEEN

SHORT = 40
_OFFERED = 20


@dataclass(frozen=True, slots=True)
class Option:
    """A value to be sent and the words that are shown for it."""

    value: str
    words: str


def is_long(field: Field, person: Person) -> bool:
    """Whether a field has more choices than a plain select can hold."""
    if field.kind is Kind.CODE:
        return len(field.code_list()) > SHORT
    return len(_rows(field, "", person, SHORT + 1)) > SHORT


def all_options(field: Field, person: Person, lang: str) -> list[Option]:
    """Every choice of a short field; what stands under another is set in."""
    if field.kind in (Kind.CODE, Kind.CODES):
        codes = field.code_list()
        return [Option(e.code, "　" * (len(codes.path(e.code)) - 1) + e.title.said(lang)) for e in codes]
    return [Option(value, words.split(BETWEEN)[0]) for value, words in _rows(field, "", person, SHORT)]


def options_for(field: Field, words: str, person: Person, lang: str) -> list[Option]:
    """The choices of a long field that fit some words, as a text that holds title and code."""
    if field.kind is Kind.CODE:
        codes = field.code_list()
        found = codes.search(words, most=_OFFERED) if words else codes.entries[:_OFFERED]
        shown = [f"{entry.title.said(lang)}{BETWEEN}{entry.code}" for entry in found]
    else:
        shown = [text for _, text in _rows(field, words, person, _OFFERED)]
    return [Option(text, "") for text in shown]


def _rows(field: Field, words: str, person: Person, most: int) -> list[tuple[str, str]]:
    of = register(field.of)
    found = list(rows_of(of, listing_of(of, {"q": words}, person), person)[:most])
    named = titles(of, found)
    return [(reference(row, of), f"{named[row.key]}{BETWEEN}{reference(row, of)}") for row in found]
