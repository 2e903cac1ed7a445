"""Operations that tell how registers are declared, and the code lists their values come from.

Its one law: a field is told to those who see it, and to nobody else.
"""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema

from lingqu.books.accounts.permissions import SITE_READ
from lingqu.books.accounts.tokens import Scope
from lingqu.books.registers.declaration import Field, Right
from lingqu.books.registers.declared.all_registers import registers
from lingqu.books.registers.own_lists import list_named
from lingqu.books.registers.queries import fields_seen
from lingqu.interfaces.api.asker import asker_of
from lingqu.interfaces.api.declaring import operation
from lingqu.law.codes.code_list import CodeList
from lingqu.reports.wording import Words

router = Router()
TAG = "登记册 / Registers"


class FieldTold(Schema):
    """一个字段 / a field."""

    name: str
    label: str
    label_english: str
    kind: str
    codes: str | None
    """代码表 / its code list"""
    of: str | None
    """所指的登记册 / the register that it names rows of"""
    is_required: bool
    is_filter: bool
    is_personal: bool


class RegisterTold(Schema):
    """一本登记册 / a register, as far as you see it."""

    name: str
    label: str
    label_english: str
    note: str
    note_english: str
    may: list[str]
    """您可以做的 / what you may do"""
    fields: list[FieldTold]


class RegistersTold(Schema):
    """登记册 / the registers that you see."""

    registers: list[RegisterTold]


class CodeTold(Schema):
    """一个代码 / a code."""

    code: str
    title: str
    title_english: str
    parent: str | None


class CodesTold(Schema):
    """代码表 / a code list."""

    name: str
    title: str
    title_english: str
    codes: list[CodeTold]


@operation(
    router, "GET", "/registers", name="registers", tag=TAG, permission=SITE_READ, scope=Scope.READ_REGISTERS,
    words=Words("您能看的登记册及其字段", "The registers that you see, with their fields"), answers=RegistersTold,
)  # fmt: skip
def told(request: HttpRequest) -> dict[str, object]:
    """Tell the declarations."""
    person = asker_of(request).person
    return {
        "registers": [
            {
                "name": register.name,
                "label": register.words.zh,
                "label_english": register.words.en,
                "note": register.note.zh,
                "note_english": register.note.en,
                "may": [str(right) for right in Right if register.may(person, right)],
                "fields": [_field(field) for field in fields_seen(register, person)],
            }
            for register in registers().values()
            if register.may(person, Right.SEE)
        ]
    }


@operation(
    router, "GET", "/code-lists/{name}", name="code_list", tag=TAG, permission=SITE_READ, scope=Scope.READ_PUBLIC,
    words=Words("一张代码表", "A code list"), answers=CodesTold,
)  # fmt: skip
def codes(
    request: HttpRequest,
    name: Annotated[str, Path(max_length=60, description="代码表的名称 / its name", examples=["organisation_kinds"])],
) -> dict[str, object]:
    """Tell the codes."""
    found = _code_lists().get(name)
    if found is None:
        raise Http404
    return {
        "name": found.name,
        "title": found.title.zh,
        "title_english": found.title.en,
        "codes": [
            {"code": each.code, "title": each.title.zh, "title_english": each.title.en, "parent": each.parent}
            for each in found
        ],
    }


def _field(field: Field) -> dict[str, object]:
    return {
        "name": field.name,
        "label": field.words.zh,
        "label_english": field.words.en,
        "kind": str(field.kind),
        "codes": field.codes or None,
        "of": field.of or None,
        "is_required": field.is_required,
        "is_filter": field.is_filter,
        "is_personal": field.is_personal,
    }


def _code_lists() -> dict[str, CodeList]:
    """The lists that the registers use."""
    names = {field.codes for register in registers().values() for field in register.fields if field.codes}
    return {name: list_named(name) for name in sorted(names)}
