"""The filters of a list as controls: a select, a pair of ends, or a text with suggestions."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from lingqu.books.accounts.person import Person
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.listing import NO_VALUE, RANGES, Listing, filters_of, parameters_of
from lingqu.books.registers.values import BETWEEN
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.registers.choosing import Option, short_options
from lingqu.reports.wording import Words

_UNKNOWN = Words("未填", "not filled in")
_YES_NO = (("是", Words("是", "yes")), ("否", Words("否", "no")))
_SELECTED = SafeString(" selected")
_INPUTS = {Kind.DAY: "date", Kind.YEAR: "number", Kind.COUNT: "number"}


@dataclass(frozen=True, slots=True)
class Control:
    """One input: its name, the text in it, whether that could not be read."""

    name: str
    value: str
    is_unread: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: its field, its inputs (two for a range), and what a select offers."""

    field: Field
    controls: tuple[Control, ...]
    options: tuple[Option, ...] = ()
    suggestions: str = ""  # where a long list is searched
    type: str = "text"

    @property
    def options_written(self) -> SafeString:
        """The options of the select, that which was asked for chosen: written in one go, as there are many."""
        asked = self.controls[0].value
        return format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((each.value, _SELECTED if each.value == asked else "", each.words) for each in self.options),
        )


def filters_shown(register: Register, listing: Listing, person: Person) -> list[Filter]:
    """The filters of a list with what was asked of them."""
    return [_filter(register, field, listing, person) for field in filters_of(register, person)]


def _filter(register: Register, field: Field, listing: Listing, person: Person) -> Filter:
    controls = tuple(
        Control(name, _shown(field, listing.filters.get(name, "")), name in listing.unread)
        for name in parameters_of(field)
    )
    if field.kind in RANGES:
        return Filter(field, controls, type=_INPUTS.get(field.kind, "text"))
    if field.kind is Kind.YES_NO:
        options = [Option(value, words.said(lang())) for value, words in _YES_NO]
        return Filter(field, controls, (*options, Option(NO_VALUE, _UNKNOWN.said(lang()))))
    few = short_options(field, person, lang()) if field.kind in (Kind.CODE, Kind.CODES, Kind.ROW) else None
    if few is not None:
        return Filter(field, controls, (*few, Option(NO_VALUE, _UNKNOWN.said(lang()))))
    suggestions = reverse(f"registers-{register.name}-choices", args=[field.name])
    return Filter(field, controls, suggestions=suggestions if field.kind in (Kind.CODE, Kind.ROW) else "")


def _shown(field: Field, text: str) -> str:
    """A code of a long list with its title, as the suggestions show it."""
    if field.kind is Kind.CODE and text and text in field.code_list() and len(field.code_list()) > 40:
        return f"{field.code_list().said(text, lang())}{BETWEEN}{text}"
    return text
