"""Cells of a workbook: what a value is written as, and in which format.

Its one law: a text stays text, also where it looks like a formula, an error or a control character's code; a sum is a
number with exactly two decimals. It does not know sheets.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lingqu.reports.document import Cell, Kind
from lingqu.reports.numbers import MILLION, NUMBERS, amount_text, plain_decimal

LONGEST_TEXT = 32_767
_MOST_DIGITS = 15  # a spreadsheet keeps so many of a number
_MOST_FEN = 10**_MOST_DIGITS
_FORMATS: dict[Kind, str] = {"money": "#,##0.00", "count": "#,##0", "share": "0.00##%", "day": "yyyy-mm-dd"}
_FIRST_SAFE_DAY = date(1900, 3, 1)  # before it the day numbers of spreadsheets are off by one
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Written(NamedTuple):
    """What stands in a cell: the value, its number format, and whether a program could take the text for a formula."""

    value: str | int | Decimal | date | None
    format: str = "General"
    is_quoted: bool = False


def written(value: Cell, kind: Kind) -> Written:
    """Say what is written for a value of a kind; unknown is an empty cell."""
    if value is None:
        return Written(None)
    if isinstance(value, int) and kind in NUMBERS:
        return _number(value, kind)
    if kind == "number" and isinstance(value, str) and (number := plain_decimal(value)) is not None:
        return _decimal(number)
    if kind == "day" and isinstance(value, str) and (day := _day(value)) is not None:
        return Written(day, _FORMATS["day"])
    text = safe_text(str(value))
    return Written(text, "@", text.startswith(_STARTS_FORMULA))


def _number(value: int, kind: Kind) -> Written:
    if abs(value) >= _MOST_FEN:
        return Written(amount_text(value) if kind == "money" else str(value), "@")
    if kind == "money":
        return Written(Decimal(value).scaleb(-2), _FORMATS[kind])
    if kind == "share":
        return Written(Decimal(value) / MILLION, _FORMATS[kind])
    return Written(value, _FORMATS[kind])


def _decimal(number: Decimal) -> Written:
    _, digits, exponent = number.as_tuple()
    if len(digits) > _MOST_DIGITS or not isinstance(exponent, int):
        return Written(f"{number:,f}", "@")
    return Written(number, f"#,##0.{'0' * -exponent}" if exponent else "#,##0")


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= _FIRST_SAFE_DAY else None


def safe_text(text: str) -> str:
    """The text as the format can hold it: what it forbids is replaced, what it would decode is kept from that.

    >>> safe_text("a\\x00b"), safe_text("_x0041_")
    ('a\ufffdb', '_x005F_x0041_')
    """
    kept = _CODED.sub("_x005F_", _ILLEGAL.sub("\ufffd", text))
    return kept if len(kept) <= LONGEST_TEXT else kept[: LONGEST_TEXT - 1] + "…"
