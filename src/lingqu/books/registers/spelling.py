"""Values of fields into texts: what people read, and what a file holds so that it can be read back.

Its one law: what is written by `written` is read back by values.py and references.py as the same value. Personal values
are masked before they come here.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.models import RegisterRow
from lingqu.reports.wording import Words

YES, NO = Words("是", "yes"), Words("否", "no")
_SAYS_YES_NO = {True: YES, False: NO}
WITH_CODE = frozenset({Kind.CODE, Kind.CODES, Kind.ROW, Kind.ROWS})
"""Kinds whose values have a title for people and a code for machines."""


def said_value(field: Field, value: Any, lang: str, *, of: Register | None = None) -> str:
    """What people read of a value; empty where it is unknown. `of` is the register of a reference."""
    if value is None or value in ("", []):
        return ""
    match field.kind:
        case Kind.CODE:
            return _title(field, value, lang)
        case Kind.CODES:
            return ("、" if lang == "zh" else ", ").join(_title(field, each, lang) for each in value)
        case Kind.YES_NO:
            return _SAYS_YES_NO[bool(value)].said(lang)
        case Kind.ROW:
            return of.called(value, lang) if of is not None else str(value)
        case Kind.ROWS:
            called = [of.called(each, lang) if of is not None else str(each) for each in value]
            return ("、" if lang == "zh" else ", ").join(called)
    return written(field, value, of=of)


def written(field: Field, value: Any, *, of: Register | None = None) -> str:
    """The value as a text that is read back: codes, days as 2026-05-01, money in yuan."""
    if value is None or value in ("", []):
        return ""
    match field.kind:
        case Kind.CODES:
            return "、".join(value)
        case Kind.DAY:
            return value.isoformat() if isinstance(value, date) else str(value)
        case Kind.YES_NO:
            return _SAYS_YES_NO[bool(value)].zh
        case Kind.MONEY:
            return yuan_text(value)
        case Kind.ROW:
            return reference(value, of)
        case Kind.ROWS:
            return "、".join(reference(each, of) for each in value)
    return str(value)


def yuan_text(fen: int) -> str:
    """Fen as yuan with two decimals, exactly.

    >>> yuan_text(45000000), yuan_text(-5)
    ('450000.00', '-0.05')
    """
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02d}"


def reference(row: RegisterRow, of: Register | None) -> str:
    """How a file names a row of another register: by its key field, else by its key."""
    named = getattr(row, of.key_field, "") if of is not None and of.key_field else ""
    return str(named or row.key)


def masked(field: Field, value: str) -> str:
    """A personal value with what names the person taken out.

    >>> name, phone = Field("name", Words("姓名", "Name")), Field("phone", Words("电话", "Phone"), Kind.PHONE)
    >>> masked(name, "张三丰"), masked(phone, "13800001234")
    ('张**', '138****1234')
    """
    if not value:
        return ""
    if field.kind is Kind.PHONE:
        return f"{value[:3]}****{value[-4:]}" if len(value) >= 10 else f"{value[:1]}****"
    if field.kind is Kind.MAIL:
        return f"{value[:1]}***@***"
    return value[0] + "**"


def _title(field: Field, code: str, lang: str) -> str:
    codes = field.code_list()
    # a code taken off its list later is still shown, as itself
    return codes.said(code, lang) if code in codes else str(code)
