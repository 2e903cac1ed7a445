"""What a parameter is set to: a sum, a ratio, a number, a day or a period, read and written as the language does.

Its one law: a text is read as what the parameter is today, or refused; nothing is converted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from unicodedata import normalize

from lingqu.law.lang.quantities import (
    UnableToHold,
    negative,
    numeral,
    read_count,
    read_day,
    read_money,
    read_ratio,
    spelled,
    spelled_day,
)
from lingqu.law.lang.tree import Day, Place, Quantity, Unit


@dataclass(frozen=True, slots=True)
class Span:
    """So many 年, 个月, 日 or 个工作日 of a period, 年合计 of a ceiling or series, 项 of a list."""

    length: int
    unit: str


Setting = Quantity | Day | Span

_NUMERAL = "[零〇一二两三四五六七八九十百]+"
_MONEY = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:万亿|千万|百万|亿|万|千)?元")
_RATIO = re.compile(
    rf"-?[0-9]+(?:\.[0-9]+)?[%‰倍]|(?:[0-9]+|[百千万]|{_NUMERAL})分之(?:[0-9]+(?:\.[0-9]+)?|{_NUMERAL})"
)
_COUNT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?[\u4e00-\u9fff]{0,2}")
_DAY = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPAN = re.compile(rf"([0-9]+|{_NUMERAL})(年|个月|日|天|个工作日|项)")
_FORMS = {Unit.MONEY: (_MONEY, read_money), Unit.RATIO: (_RATIO, read_ratio), Unit.COUNT: (_COUNT, read_count)}
_FIXED = {"年合计": "年", "项": "项"}  # what can be counted in nothing else
_UNIT_SAID = {
    Unit.MONEY: ("金额", "money"),
    Unit.RATIO: ("比例", "a ratio"),
    Unit.COUNT: ("数量", "a number"),
}
_SPAN_SAID = {"年合计": ("年数", "a number of years"), "项": ("项数", "a number of items")}


class UnableToReadValue(ValueError):
    """A text that is no value of the parameter's kind; `expected` in Chinese and English."""

    def __init__(self, expected: tuple[str, str]) -> None:
        super().__init__(expected[1])
        self.expected = expected


def read_setting(text: str, today: Setting, place: Place) -> Setting:
    """Read what a parameter is set to; it must be of the kind that it is today. Raises `UnableToReadValue`."""
    given = re.sub(r"\s", "", normalize("NFKC", text)).replace("−", "-")
    try:
        if isinstance(today, Day):
            if not _DAY.fullmatch(given):
                raise UnableToReadValue(kind_said(today))
            return replace(read_day(given), at=place)
        if isinstance(today, Span):
            found = _SPAN.fullmatch(given)
            fixed = _FIXED.get(today.unit)
            if found is None or (found[2] != fixed if fixed else found[2] == "项"):
                raise UnableToReadValue(kind_said(today))
            unit = "日" if found[2] == "天" else found[2]
            return Span(numeral(found[1]), today.unit if fixed else unit)
        form, read = _FORMS[today.unit]
        if not form.fullmatch(given):
            raise UnableToReadValue(kind_said(today))
        quantity = read(given.lstrip("-"))
    except UnableToHold as error:
        raise UnableToReadValue(error.expected) from None
    return replace(negative(quantity) if given.startswith("-") else quantity, at=place)


def kind_said(value: Setting) -> tuple[str, str]:
    """Say what kind of value a parameter takes."""
    if isinstance(value, Day):
        return "日期", "a day"
    if isinstance(value, Span):
        return _SPAN_SAID.get(value.unit, ("期限", "a length of time"))
    return _UNIT_SAID[value.unit]


def said(value: Setting) -> str:
    """Write a value as the language does."""
    if isinstance(value, Day):
        return spelled_day(value)
    if isinstance(value, Span):
        return f"{value.length}{_FIXED.get(value.unit, value.unit)}"
    return spelled(value)


def another(value: Setting) -> str:
    """A value of the same kind that differs a little: an example of what could be set.

    >>> another(Quantity(Unit.RATIO, 1, 20)), another(Span(3, "年")), another(Day("2026-01-24"))
    ('4%', '2年', '2027年1月24日')
    """
    if isinstance(value, Day):
        day = date.fromisoformat(value.iso)
        return f"{day.year + 1}年{day.month}月{min(day.day, 28) if day.month == 2 else day.day}日"
    if isinstance(value, Span):
        least = 2 if value.unit == "年合计" else 1  # a ceiling over one year is written 每年
        return said(Span(value.length - 1 if value.length > least else value.length + 1, value.unit))
    if value.numerator == 0:
        instead = {Unit.MONEY: "1万元", Unit.RATIO: "1%", Unit.COUNT: "1"}
        return instead[value.unit]
    if value.unit is Unit.COUNT:
        return str(value.numerator - 1 if value.numerator > 1 else value.numerator + 1)
    changed = Fraction(value.numerator * 4, value.denominator * 5)
    if value.unit is Unit.MONEY and changed.denominator != 1:
        changed = Fraction(value.numerator + 1)
    return spelled(Quantity(value.unit, changed.numerator, changed.denominator))
