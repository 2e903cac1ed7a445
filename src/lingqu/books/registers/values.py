"""Texts of people into values of fields: forms, CSV and workbooks alike.

Its one law: a text is read exactly or refused with what is expected and an example; nothing is guessed and nothing
rounded. Rows of other registers are found by references.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Any
from uuid import UUID

from lingqu.books.registers.declaration import Field, Kind
from lingqu.books.registers.faults import Fault, UnableToReadValue
from lingqu.books.registers.own_lists import list_named
from lingqu.law.codes.code_list import CodeList
from lingqu.law.codes.credit_codes import EXAMPLE, UnableToReadCreditCode, check_credit_code
from lingqu.reports.wording import Words

BETWEEN = " · "
"""Stands between a title and its code where both are shown to be chosen ("七星区 · 450305")."""

MASK = "*"
_YES = frozenset({"是", "有", "yes", "y", "true", "1", "√", "✓"})
_NO = frozenset({"否", "无", "no", "n", "false", "0", "×", "✗"})
_UNKNOWN = frozenset({"", "未知", "unknown", "—", "-"})
_DAY = re.compile(r"^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?)?$")
_PLAIN_DAY = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_THOUSANDS = re.compile(r"^-?\d{1,3}(,\d{3})+(\.\d+)?$")
_PHONE = re.compile(r"^\+?[0-9][0-9\- ]{4,18}[0-9]$")
_MAIL = re.compile(r"^[^@\s<>\"]{1,64}@[^@\s<>\"]{1,180}\.[^@\s<>\".]{2,60}$")
_SEVERAL = re.compile(r"[、，,;；\n]+")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MOST = 2**31 - 1
_MOST_FEN = 10**17


def nothing(field: Field) -> Any:
    """The value of a field about which nothing is known: empty text, an empty list, or None."""
    if field.kind in (Kind.CODES, Kind.ROWS):
        return []
    return "" if field.kind in _TEXTS else None


def read_value(field: Field, text: str, *, longest: int | None = None) -> Any:
    """Read one value; an empty text is unknown. Raises `UnableToReadValue`."""
    text = _tidied(field, text)
    if not text:
        return nothing(field)
    value = _READERS[field.kind](field, text)
    if longest is not None and isinstance(value, str) and len(value) > longest:
        raise _refused(
            field,
            text,
            f"不超过 {longest} 个字，现有 {len(value)} 个",
            f"at most {longest} characters, not {len(value)}",
        )
    return value


def several(text: str) -> list[str]:
    """The parts of a text that names several things."""
    return [part.strip() for part in _SEVERAL.split(text) if part.strip()]


def code_half(text: str) -> str:
    """What stands after the mark between title and code, or the whole text.

    >>> code_half("七星区 · 450305"), code_half("七星区")
    ('450305', '七星区')
    """
    return text.rsplit(BETWEEN, 1)[-1].strip()


def _tidied(field: Field, text: str) -> str:
    if field.kind is Kind.LONG_TEXT:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    elif field.kind is not Kind.CODES:
        text = " ".join(text.split())
    return text.strip()


def _text(field: Field, text: str) -> str:
    strange = next((each for each in text if unicodedata.category(each) in ("Cc", "Cs") and each not in "\n\t"), None)
    if strange is not None:
        raise _refused(
            field, text, f"不含控制字符（U+{ord(strange):04X}）", f"no control character (U+{ord(strange):04X})"
        )
    return text


def _code(field: Field, text: str) -> str:
    codes = list_named(field.codes)
    for candidate in (text, code_half(text)):
        if candidate in codes:
            return candidate
    folded = text.casefold()
    titled = [entry.code for entry in codes if folded in (entry.title.zh.casefold(), entry.title.en.casefold())]
    if len(titled) == 1:
        return titled[0]
    if titled:
        raise _refused(
            field,
            text,
            "有几个代码叫这个名称，请写代码",
            "several codes have this title: write the code",
            "、".join(titled[:4]),
        )
    near = _nearest(codes.name, text)
    raise _refused(
        field, text,
        f"应为{codes.title.zh}中的代码或名称", f"expected a code or title of “{codes.title.en}”",
        "、".join(f"{codes.said(code, 'zh')}{BETWEEN}{code}" for code in near),
    )  # fmt: skip


@cache
def _spellings(name: str) -> dict[str, str]:
    codes: CodeList = list_named(name)
    return {spelled: entry.code for entry in codes for spelled in (entry.code, entry.title.zh, entry.title.en)}


@cache
def _nearest(name: str, text: str) -> tuple[str, ...]:
    spellings = _spellings(name)
    near = [spellings[each] for each in get_close_matches(text[:60], spellings, n=3, cutoff=0.5)]
    return tuple(dict.fromkeys(near)) or tuple(entry.code for entry in list_named(name).entries[:2])


def _codes(field: Field, text: str) -> list[str]:
    return list(dict.fromkeys(_code(field, part) for part in several(text)))


def _credit_code(field: Field, text: str) -> str:
    try:
        return check_credit_code(text).text
    except UnableToReadCreditCode as error:
        example = "" if EXAMPLE in error.said("zh") else EXAMPLE
        raise _refused(field, text, error.said("zh"), error.said("en"), example) from error


def _day(field: Field, text: str) -> date:
    found = _DAY.match(text) or _PLAIN_DAY.match(text)
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise _refused(field, text, "应为年月日", "expected a day", "2026-05-01")
    return day


def _yes_no(field: Field, text: str) -> bool | None:
    word = text.casefold()
    if word in _UNKNOWN:
        return None
    if word not in _YES | _NO:
        raise _refused(field, text, "应为“是”“否”或留空（未知）", "expected yes, no or nothing (unknown)", "是")
    return word in _YES


def _year(field: Field, text: str) -> int:
    digits = text.removesuffix("年").removesuffix(".0")
    if not (digits.isascii() and digits.isdigit() and _FIRST_YEAR <= int(digits) <= _LAST_YEAR):
        raise _refused(field, text, "应为四位年份", "expected a year of four digits", "2026")
    return int(digits)


def _count(field: Field, text: str) -> int:
    digits = text.replace(",", "") if _THOUSANDS.match(text) else text
    digits = digits.removesuffix(".0")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 10 and int(digits) <= _MOST):
        raise _refused(field, text, f"应为 0 至 {_MOST} 的整数", f"expected a whole number from 0 to {_MOST}", "12")
    return int(digits)


def _money(field: Field, text: str) -> int:
    """Yuan with at most two decimals into whole fen; 万元 and 元 may stand behind."""
    body = unicodedata.normalize("NFKC", text).removeprefix("¥").strip()
    body, factor = (body[:-2].strip(), 10_000) if body.endswith("万元") else (body.removesuffix("元").strip(), 1)
    if _THOUSANDS.match(body):
        body = body.replace(",", "")
    fen = Decimal(body) * 100 * factor if re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", body, re.ASCII) else None
    if fen is None or fen != fen.to_integral_value() or abs(fen) >= _MOST_FEN:
        raise _refused(
            field, text, "应为以元计的金额，至多两位小数", "expected yuan with at most two decimals", "450000.00"
        )
    return int(fen)


def _phone(field: Field, text: str) -> str:
    if not _PHONE.match(text):
        raise _refused(field, text, "应为电话号码", "expected a telephone number", "138 0000 0000")
    return text


def _mail(field: Field, text: str) -> str:
    if not _MAIL.match(text):
        raise _refused(field, text, "应为邮箱地址", "expected a mail address", "name@example.org")
    return text


def _key(field: Field, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise _refused(field, text, "应为标识（UUID）", "expected a key (UUID)", str(UUID(int=0x1234))) from error


def _refused(field: Field, given: str, zh: str, en: str, example: str = "") -> UnableToReadValue:
    return UnableToReadValue(Fault(field.name, given, Words(zh, en), example))


_READERS: dict[Kind, Callable[[Field, str], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.CREDIT_CODE: _credit_code,
    Kind.DAY: _day,
    Kind.YES_NO: _yes_no,
    Kind.YEAR: _year,
    Kind.COUNT: _count,
    Kind.MONEY: _money,
    Kind.PHONE: _phone,
    Kind.MAIL: _mail,
    Kind.KEY: _key,
}
_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.CODE, Kind.CREDIT_CODE, Kind.PHONE, Kind.MAIL})
