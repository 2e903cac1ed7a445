"""One value of the machine interface read exactly: money into fen, a ratio into a fraction, a day into a date.

Its one law: nothing is mended. A float, a day that the calendar lacks, a number out of bounds are refused with what was
given, what is expected and an example. Limits are those of `packs.limits`; shapes are those of the contract.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from lingqu.law.lang import tree
from lingqu.law.lang.tree import Unit
from lingqu.law.lang.truth import NO, YES
from lingqu.law.packs.limits import COUNT_LIMIT, MONEY_LIMIT_FEN, RATIO_DENOMINATOR, RATIO_LIMIT_NUMERATOR

_MONEY = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?%?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)


class UnableToReadValue(Exception):
    """A value refused: `parts` are what was given, what is expected (two languages), an example, the inner key."""

    def __init__(self, given: str, expected: str, expected_english: str, example: str, field: str = "") -> None:
        super().__init__(given)
        self.parts = (given, expected, expected_english, example, field)


class FloatGiven(str):
    """A JSON number with a fraction or an exponent, or NaN or Infinity, as written: refused wherever it stands."""

    __slots__ = ()


class RepeatedKeys(dict[str, Any]):
    """A JSON object in which a key stood twice; refused where it stands, beside all other faults."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)


EACH_KEY_ONCE = ("每个键只出现一次", "each key once", '{"id": "A1", "facts": {"is_enterprise": true}}')

_KINDS = {bool: "yes/no", int: "number", FloatGiven: "float", str: "text", dict: "object", list: "list"}


def shown(value: object) -> str:
    """Show what was given, with its kind, in no more than a line."""
    if value is None:
        return "null"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**40:
        return "… (number of more than 40 digits)"
    text = ascii(value) if value.__class__ is str and not str(value).isprintable() else str(value)
    text = text if len(text) <= 60 else text[:57] + "…"
    kind = _KINDS.get(type(value))
    return f"{text} ({kind})" if kind else text


def printable(name: str) -> str:
    """A name as it can be printed, cut to eighty characters."""
    return name[:80] if name.isprintable() else ascii(name[:80])


def read_money(value: object) -> int:
    """Read yuan into fen.

    >>> read_money("499999.98")
    49999998
    """
    if value.__class__ is int:
        fen = value * 100
    elif value.__class__ is str and _MONEY.fullmatch(value):
        whole, _, part = value.partition(".")
        fen = int(whole) * 100 + (int((part + "0")[:2]) * (-1 if whole.startswith("-") else 1) if part else 0)
    else:
        raise UnableToReadValue(
            shown(value),
            "金额（元）：整数，或至多两位小数的文本；不收浮点数",
            "money in yuan: an integer, or text with at most two decimals; no floats",
            '2000000 | "499999.98"',
        )
    if not -MONEY_LIMIT_FEN < fen < MONEY_LIMIT_FEN:
        raise UnableToReadValue(shown(value), "绝对值小于 10^12 元", "less than 10^12 yuan in size", "2000000")
    return int(fen)


def _read_count(value: object) -> int:
    if value.__class__ is int and 0 <= value < COUNT_LIMIT:
        return int(value)
    raise UnableToReadValue(shown(value), "0 至 10^9 的整数", "a whole number from 0 to 10^9", "3")


def _read_ratio(value: object) -> Fraction:
    ratio = None
    if value.__class__ is int:
        ratio = Fraction(value)
    elif value.__class__ is str and _DECIMAL.fullmatch(value):
        ratio = Fraction(value[:-1]) / 100 if value.endswith("%") else Fraction(value)
    is_within = ratio is not None and abs(ratio) * RATIO_DENOMINATOR < RATIO_LIMIT_NUMERATOR
    if ratio is None or not is_within or RATIO_DENOMINATOR % ratio.denominator:
        raise UnableToReadValue(
            shown(value),
            "比例：小数或百分数的文本，小于 1000，至多六位小数",
            "a ratio as text, decimal or percentage, below 1000 and with at most six decimals",
            '"0.25" | "25%"',
        )
    return ratio


def _read_truth(value: object) -> Any:
    if value is True:
        return YES
    if value is False:
        return NO
    raise UnableToReadValue(shown(value), "true 或 false", "true or false", "true")


def read_day(value: object) -> date:
    """Read an ISO day; refuses what is no day of the calendar."""
    if value.__class__ is str and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise UnableToReadValue(
                shown(value), "日历上有的日期", "a day that the calendar has", '"2027-06-30"'
            ) from None
    raise UnableToReadValue(shown(value), "日期文本 年-月-日", "a day as ISO text", '"2027-06-30"')


def _choice_reader(fact: tree.FactDeclaration) -> Callable[[object], str]:
    codes = tuple(code for _, code in fact.choices)

    def read(value: object) -> str:
        if value.__class__ is str and value in codes:
            return str(value)
        raise UnableToReadValue(shown(value), "、".join(codes), " | ".join(codes), f'"{codes[0]}"')

    return read


def nonnegative(read: Callable[[object], Any]) -> Callable[[object], Any]:
    """Refuse what is below zero."""

    def checked(value: object) -> Any:
        number = read(value)
        if number < 0:
            raise UnableToReadValue(shown(value), "不小于 0", "zero or more", "0")
        return number

    return checked


_READERS: dict[Unit, Callable[[object], Any]] = {
    Unit.MONEY: read_money,
    Unit.RATIO: _read_ratio,
    Unit.COUNT: _read_count,
    Unit.DATE: read_day,
    Unit.YES_NO: _read_truth,
}


def reader_of(fact: tree.FactDeclaration) -> Callable[[object], Any]:
    """Give the function that reads one value of a fact."""
    read = _choice_reader(fact) if fact.unit is Unit.CHOICE else _READERS[fact.unit]
    return nonnegative(read) if fact.nonnegative and fact.unit is not Unit.COUNT else read


def read_series(given: dict[str, object], read: Callable[[object], Any]) -> dict[int, int | None]:
    """Read a series: values by year of four digits; null is a year not known."""
    series: dict[int, int | None] = {}
    for year, value in given.items():
        if not _YEAR.fullmatch(year):
            raise UnableToReadValue(
                shown(year), "四位数的年份", "a year of four digits", '{"2025": 22000000, "2026": 36000000}', year
            )
        try:
            series[int(year)] = None if value is None else read(value)
        except UnableToReadValue as wrong:
            raise UnableToReadValue(*wrong.parts[:4], field=year) from None
    return series
