"""The page of one row: its fields, what belongs to it, its past, and how it stood on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lingqu.books.accounts.permissions import (
    AUDIT_READ,
    PEOPLE_MEMBERS,
    PEOPLE_SUCCESSIONS,
    PEOPLE_VOUCH,
    may,
)
from lingqu.books.accounts.person import Person
from lingqu.books.registers.aside import stands_aside
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.declared.all_registers import register as register_named
from lingqu.books.registers.declared.all_registers import registers
from lingqu.books.registers.models import Organisation, RegisterRow
from lingqu.books.registers.past import as_of, changes_of
from lingqu.books.registers.queries import fields_seen, related_rows
from lingqu.books.registers.showing import Showing, shown, titles
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.facts.ways import ways_of
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.registers.loading import row_of
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class Line:
    """A field of the page: its text, and where it leads."""

    field: Field
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of another register that belong here: title, address, and where all of them are."""

    register: Register
    field: Field
    rows: tuple[tuple[str, str], ...]
    has_more: bool


def row(register: Register, request: HttpRequest, key: UUID) -> HttpResponse:
    """The row as it is, or as it stood at the end of a day."""
    person, found = asking(request), row_of(request)
    day = _day(request)
    stood = as_of(register, found, day) if day is not None else found
    context = {
        "register": register,
        "row": found,
        "title": titles(register, [found], lang())[found.key],
        "day": day,
        "day_is_wrong": bool(request.GET.get("day")) and day is None,
        "stood": stood,
        "lines": _lines(register, stood, person, is_past=day is not None) if stood is not None else [],
        "ways": ways_of(person, register.concern(found), found.key)
        if day is None and isinstance(found, Organisation)
        else [],
        "affairs": _affairs(register, found, person) if day is None else [],
        "related": _related(register, found, person) if day is None else [],
        "sayings": register.sayings(found) if day is None else [],
        # who did what is for those who work here; the public sees what is so
        "changes": changes_of(register, found, person) if person.is_signed_in else [],
        "may": {str(right): register.may(person, right, register.concern(found)) for right in Right},
        "at": _addresses(register, found),
    }
    return render(request, "registers/row.html", context)


def show(register: Register, request: HttpRequest, key: UUID) -> HttpResponse:
    """The personal values of the row, unmasked; looking is recorded."""
    found = row_of(request)
    values = shown(register=register, row=found, act=act_of(request))
    lines = [Line(field, values.get(field.name, "")) for field in register.fields if field.is_personal]
    template = "registers/personal.html" if request.headers.get("HX-Request") else "registers/personal_page.html"
    context = {"register": register, "row": found, "lines": lines, "at": _addresses(register, found)}
    return render(request, template, context)


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def _lines(register: Register, row: RegisterRow, person: Person, *, is_past: bool) -> list[Line]:
    fields = [
        field for field in fields_seen(register, person, register.concern(row)) if not (is_past and stands_aside(field))
    ]
    showing = Showing(register, [row], fields)
    return [Line(field, showing.said(row, field, lang()), _address(showing, row, field, person)) for field in fields]


def _address(showing: Showing, row: RegisterRow, field: Field, person: Person) -> str:
    """Where a reference leads, for those who may go there."""
    if field.kind is not Kind.ROW or (named := showing.value(row, field)) is None:
        return ""
    of = register_named(field.of)
    return row_address(of, named) if of.may(person, Right.SEE, of.concern(named)) else ""


def row_address(register: Register, row: RegisterRow) -> str:
    """The page of a row."""
    return reverse(f"registers-{register.name}-row", args=[row.key])


def _related(register: Register, row: RegisterRow, person: Person) -> list[Group]:
    groups = []
    for each in related_rows(register, row, person, registers()):
        named = titles(each.register, each.rows, lang())
        rows = tuple((named[other.key], row_address(each.register, other)) for other in each.rows)
        groups.append(Group(each.register, each.field, rows, each.has_more))
    return groups


def _affairs(register: Register, row: RegisterRow, person: Person) -> list[tuple[str, str, Words]]:
    """From an organisation to its members, succession, claims and audit, for those who may: address, icon, words."""
    if not isinstance(row, Organisation):
        return []
    concern, of = register.concern(row), {"key": row.key}
    found = []
    if may(person, PEOPLE_MEMBERS, concern):
        found.append((reverse("members", kwargs=of), "users", Words("成员与管理员", "Members and admins")))
    if may(person, PEOPLE_SUCCESSIONS, concern):
        words = Words("更名、合并、分立", "Renaming, merger, split")
        found.append((reverse("successions", kwargs=of), "history", words))
    if may(person, PEOPLE_VOUCH, concern):
        words = Words("认领申请", "Claims to it")
        found.append((f"{reverse('claims')}?state=all&organisation={row.key}", "user-check", words))
    if may(person, AUDIT_READ):
        found.append((f"{reverse('audit')}?organisation={row.key}", "shield-check", Words("审计记录", "Audit")))
    return found


def _addresses(register: Register, row: RegisterRow) -> dict[str, str]:
    name = f"registers-{register.name}"
    found = {"list": reverse(f"{name}-list"), "row": row_address(register, row)}
    steps = (
        (Right.CHANGE, ("edit",)),
        (Right.RETIRE, ("retire", "restore")),
        (Right.SHOW, ("show",)),
    )
    for right, names in steps:
        if right in register.rights:
            found |= {step: reverse(f"{name}-{step}", args=[row.key]) for step in names}
    return found
