"""A list as it was asked for: words, filters, sort, columns, page; from the query of an address, and applied to rows.

Its one law: what is not declared as filter or not seen by the asker does nothing, whatever the address says; the order
always ends with the key, so that pages neither repeat nor lose a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.expressions import OrderBy
from django.db.models.functions import Cast

from lingqu.books.accounts.person import Person
from lingqu.books.registers.aside import stands_aside
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.faults import UnableToReadValue
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.queries import fields_seen, visible
from lingqu.books.registers.references import References
from lingqu.books.registers.values import code_half, read_value
from lingqu.books.registers.word_index import may_hold
from lingqu.law.codes.credit_codes import LENGTH, tidy

ON_A_PAGE = 50
_LAST_PAGE = 4000
_MOST_WORDS = 5
IN_USE, RETIRED, ALL = "", "retired", "all"
RANGES = frozenset({Kind.DAY, Kind.YEAR, Kind.COUNT, Kind.MONEY})
NO_VALUE = "-"
"""Asked of a filter: rows about which nothing is known."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What was asked for, tidied; `filters` holds texts by parameter, `unread` those that could not be read."""

    words: str = ""
    state: str = IN_USE
    sort: str = ""
    page: int = 1
    columns: tuple[str, ...] = ()
    filters: Mapping[str, str] = with_default(default_factory=dict)
    unread: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out that the list would show without asking."""
        return bool(self.words or self.filters or self.state != IN_USE)


def filters_of(register: Register, person: Person) -> tuple[Field, ...]:
    """The fields by which somebody may filter."""
    return tuple(field for field in fields_seen(register, person) if field.is_filter)


def columns_offered(register: Register, person: Person) -> tuple[Field, ...]:
    """The fields that can be columns of the list."""
    return tuple(field for field in fields_seen(register, person) if field.kind is not Kind.ROWS)


def parameters_of(field: Field) -> tuple[str, ...]:
    """The names under which an address asks for a filter."""
    return (f"{field.name}_from", f"{field.name}_to") if field.kind in RANGES else (field.name,)


def listing_of(register: Register, asked: Mapping[str, str], person: Person) -> Listing:
    """Tidy what an address asks for."""
    offered = [field.name for field in columns_offered(register, person)]
    chosen = [name for name in asked.get("columns", "").split(",") if name in offered]
    names = [name for field in filters_of(register, person) for name in parameters_of(field)]
    filters = {name: asked[name].strip()[:200] for name in names if asked.get(name, "").strip()}
    sort = asked.get("sort", "")
    page = asked.get("page", "1")
    state = asked.get("state", IN_USE)
    listing = Listing(
        words=" ".join(asked.get("q", "").replace("\x00", "").split())[:100],
        state=state if state in (RETIRED, ALL) else IN_USE,
        sort=sort if sort.removeprefix("-") in _sortable(register, person) else "",
        page=min(max(int(page), 1), _LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
        columns=tuple(chosen) or tuple(f.name for f in columns_offered(register, person) if f.is_listed),
        filters=filters,
    )
    unread = tuple(name for name, text in filters.items() if _condition(register, name, text, person) is None)
    return Listing(**{**_parts(listing), "unread": unread})


def rows_of(register: Register, listing: Listing, person: Person) -> QuerySet[RegisterRow]:
    """The rows asked for, in order, within the reach of the person."""
    rows = visible(register, person)
    if listing.state != ALL:
        rows = rows.filter(retired_on__isnull=listing.state == IN_USE)
    for word in listing.words.split()[:_MOST_WORDS]:
        rows = rows.filter(_holding(register, word, person))
    for name, text in listing.filters.items():
        condition = _condition(register, name, text, person)
        if condition is not None:
            rows = _with_texts(register, name, rows).filter(condition)
    return rows.order_by(*_order(register, listing.sort))


def page_of(rows: QuerySet[RegisterRow], page: int) -> tuple[list[RegisterRow], bool]:
    """The rows of a page and whether there are more; one row is read ahead instead of counting all."""
    start = (page - 1) * ON_A_PAGE
    found = list(rows[start : start + ON_A_PAGE + 1])
    return found[:ON_A_PAGE], len(found) > ON_A_PAGE


def _parts(listing: Listing) -> dict[str, Any]:
    return {name: getattr(listing, name) for name in Listing.__dataclass_fields__}


def _sortable(register: Register, person: Person) -> frozenset[str]:
    return frozenset(
        field.name
        for field in fields_seen(register, person)
        if not stands_aside(field) and field.kind not in (Kind.ROW, Kind.CODES, Kind.LONG_TEXT)
    )


def _order(register: Register, sort: str) -> list[str | OrderBy]:
    if not sort:
        return list(register.order)
    name = sort.removeprefix("-")
    is_falling = sort.startswith("-")
    # what is alike stands in the register's own order, turned round with the rest: one index serves both directions
    rest = [
        _turned(each) if is_falling else each
        for each in dict.fromkeys((*register.order, "key"))
        if each.removeprefix("-") != name
    ]
    column = F(name)
    if register.model._meta.get_field(name).null:
        # the two databases disagree where nothing stands; ours stands last
        return [column.desc(nulls_last=True) if is_falling else column.asc(nulls_last=True), *rest]
    return [sort, *rest]


def _turned(order: str) -> str:
    return order.removeprefix("-") if order.startswith("-") else f"-{order}"


def _holding(register: Register, word: str, person: Person) -> Q:
    fields = [f for f in fields_seen(register, person) if f.is_searched and not stands_aside(f)]
    code = tidy(word)
    coded = [field.name for field in fields if field.kind is Kind.CREDIT_CODE]
    if coded and len(code) == LENGTH and code.isascii() and code.isalnum():
        return Q((coded[0], code))  # a whole code is looked up, not searched for
    # folding the case of every row costs the most; Chinese has none to fold
    lookup = "contains" if word.lower() == word.upper() else "icontains"
    found = Q(pk__in=())
    for field in fields:
        found |= Q((f"{field.name}__{lookup}", word))
    return found & may_hold(register.model, word)


def _field_of(register: Register, parameter: str) -> tuple[Field, str]:
    for field in register.fields:
        if field.is_filter and parameter in parameters_of(field):
            return field, parameter.removeprefix(field.name)
    raise KeyError(parameter)


def _with_texts(register: Register, parameter: str, rows: QuerySet[RegisterRow]) -> QuerySet[RegisterRow]:
    field, _ = _field_of(register, parameter)
    if field.kind is not Kind.CODES:
        return rows
    # SQLite cannot look into JSON by containment; the text of a list of ASCII codes can be looked into everywhere
    return rows.annotate(**{f"{field.name}_text": Cast(field.name, TextField())})


def _condition(register: Register, parameter: str, text: str, person: Person) -> Q | None:
    """A filter as a condition; None where its text cannot be read."""
    field, end = _field_of(register, parameter)
    try:
        if text == NO_VALUE and not end:
            return _unknown(register, field)
        match field.kind:
            case Kind.CODE:
                return Q((f"{field.name}__in", _with_all_below(field, str(read_value(field, text)))))
            case Kind.CODES:
                return Q((f"{field.name}_text__contains", f'"{read_value(field, code_half(text))[0]}"'))
            case Kind.ROW:
                references = References(field, person)
                references.find([text])
                return Q((field.name, references.read(text)))
            case kind if kind in RANGES:
                return Q((f"{field.name}__{'gte' if end == '_from' else 'lte'}", read_value(field, text)))
            case Kind.TEXT | Kind.LONG_TEXT:
                return Q((f"{field.name}__icontains", text))
        return Q((field.name, read_value(field, text)))
    except UnableToReadValue:
        return None


def _unknown(register: Register, field: Field) -> Q:
    if register.model._meta.get_field(field.name).null:
        return Q((f"{field.name}__isnull", True))
    return Q((field.name, [] if field.kind is Kind.CODES else ""))


def _with_all_below(field: Field, code: str) -> list[str]:
    codes = field.code_list()
    found, waiting = [code], [code]
    while waiting:
        below = [entry.code for entry in codes.children(waiting.pop())]
        found += below
        waiting += below
    return found
