"""What can be chosen for a field: all of a short list, a searched part of a long one.

Its one law: a reference offers only rows that the person may see; what is offered is what reading accepts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lingqu.books.accounts.person import Person
from lingqu.books.registers.declaration import Field, Kind
from lingqu.books.registers.declared.all_registers import register
from lingqu.books.registers.listing import listing_of, rows_of
from lingqu.books.registers.own_lists import list_named
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


def short_options(field: Field, person: Person, lang: str) -> Sequence[Option] | None:
    """Every choice of a field whose choices a plain select can hold; None where there are more."""
    if field.kind is Kind.CODES:
        return code_options(field, lang)
    if field.kind is Kind.CODE:
        return code_options(field, lang) if len(field.code_list()) <= SHORT else None
    rows = _rows(field, "", person, SHORT + 1, lang)
    return [Option(value, words.split(BETWEEN)[0]) for value, words in rows] if len(rows) <= SHORT else None


def code_options(field: Field, lang: str) -> tuple[Option, ...]:
    """Every code of a list; what stands under another is set in."""
    return _options_of(field.codes, lang)


def options_for(field: Field, words: str, person: Person, lang: str) -> list[Option]:
    """The choices of a long field that fit some words, as a text that holds title and code."""
    if field.kind is Kind.CODE:
        codes = field.code_list()
        found = codes.search(words, most=_OFFERED) if words else codes.entries[:_OFFERED]
        shown = [f"{entry.title.said(lang)}{BETWEEN}{entry.code}" for entry in found]
    else:
        shown = [text for _, text in _rows(field, words, person, _OFFERED, lang)]
    return [Option(text, "") for text in shown]


@cache
def _options_of(codes: str, lang: str) -> tuple[Option, ...]:
    found = list_named(codes)
    return tuple(Option(e.code, "　" * (len(found.path(e.code)) - 1) + e.title.said(lang)) for e in found)


def _rows(field: Field, words: str, person: Person, most: int, lang: str) -> list[tuple[str, str]]:
    of = register(field.of)
    found = list(rows_of(of, listing_of(of, {"q": words}, person), person)[:most])
    named = titles(of, found, lang)
    return [(reference(row, of), f"{named[row.key]}{BETWEEN}{reference(row, of)}") for row in found]
