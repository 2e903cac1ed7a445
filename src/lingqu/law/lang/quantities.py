"""Quantities as a plan writes them: 2000万元, 15%, 千分之五, 3家, 2026年1月24日; read exactly and written back.

Its one law: nothing is rounded; what cannot be held exactly is refused. It does not know where a quantity stands.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from lingqu.law.lang.tree import Day, Quantity, Unit

FEN = {"元": 100, "千元": 10**5, "万元": 10**6, "百万元": 10**8, "千万元": 10**9, "亿元": 10**10, "万亿元": 10**14}
MOST_DIGITS = 18
_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10000}


class UnableToHold(ValueError):
    """A quantity that cannot be held exactly, or a day that does not exist; `expected` says what can be."""

    def __init__(self, code: str, zh: str, en: str, example: str) -> None:
        self.code = code
        self.expected = (zh, en)
        self.example = example
        super().__init__(en)


def read_money(text: str) -> Quantity:
    """Read a sum of money into fen.

    >>> read_money("1.2亿元").numerator, read_money("0.01元").numerator
    (12000000000, 1)
    """
    number, unit = _number_and_rest(text)
    fen = number * FEN[unit]
    if fen.denominator != 1:
        raise UnableToHold("below-fen", "不小于一分的金额（最多到 0.01 元）", "a sum of whole fen", "0.01元")
    return Quantity(Unit.MONEY, fen.numerator, written=_squeezed(text))


def read_ratio(text: str) -> Quantity:
    """Read 5%, 5‰, 1.5倍, 千分之五 or 3分之1 into a ratio in lowest terms.

    >>> read_ratio("千分之五"), read_ratio("1.5倍").numerator
    (Quantity(unit=<Unit.RATIO: '比例'>, numerator=1, denominator=200, written='千分之五'), 3)
    """
    if "分之" in text:
        whole, _, part = text.partition("分之")
        below = numeral(whole)
        if below == 0:
            raise UnableToHold("zero-parts", "大于零的分母", "a denominator above zero", "千分之五")
        above = _number_and_rest(part)[0] if part[0].isdecimal() else Fraction(numeral(part))
        ratio = above / below
    else:
        number, sign = _number_and_rest(text)
        ratio = number / {"%": 100, "‰": 1000, "倍": 1}[sign]
    return Quantity(Unit.RATIO, ratio.numerator, ratio.denominator, written=_squeezed(text))


def read_count(text: str) -> Quantity:
    """Read a number, with or without the word for what is counted.

    >>> read_count("3家").written
    '3家'
    """
    number, _ = _number_and_rest(text)
    return Quantity(Unit.COUNT, number.numerator, number.denominator, written=_squeezed(text))


def read_day(text: str) -> Day:
    """Read 2026年1月24日 or 2026-01-24.

    >>> read_day("2026年1月24日").iso
    '2026-01-24'
    """
    year, month, day = (int(part) for part in re.findall(r"\d+", text)[:3])
    try:
        return Day(date(year, month, day).isoformat())
    except ValueError:
        raise UnableToHold("no-such-day", "历法里有的日期", "a day of the calendar", "2026年1月24日") from None


def negative(quantity: Quantity) -> Quantity:
    """Give the quantity below zero."""
    return Quantity(quantity.unit, -quantity.numerator, quantity.denominator, written=f"-{quantity.written}")


def numeral(text: str) -> int:
    """Read a whole number in digits or in Chinese numerals below ten times ten thousand.

    >>> numeral("12"), numeral("十二"), numeral("两百零三"), numeral("百"), numeral("二〇二六")
    (12, 12, 203, 100, 2026)
    """
    if text[:1].isdecimal():
        return _bounded(text)
    if not any(character in _TENS for character in text):
        return _bounded("".join(str(_DIGITS[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += max(digit, 1) * _TENS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def spelled(quantity: Quantity) -> str:
    """Write a quantity as the language does: as it was written, else in its shortest spelling.

    >>> spelled(Quantity(Unit.MONEY, 12000000000)), spelled(Quantity(Unit.RATIO, 1, 3))
    ('1.2亿元', '3分之1')
    """
    if quantity.written:
        return quantity.written
    sign = "-" if quantity.numerator < 0 else ""
    amount = Fraction(abs(quantity.numerator), quantity.denominator)
    if quantity.unit is Unit.MONEY:
        return sign + _money(amount)
    if quantity.unit is Unit.RATIO:
        percent = decimal(amount * 100)
        return sign + (f"{percent}%" if percent else f"{amount.denominator}分之{amount.numerator}")
    return sign + (decimal(amount) or str(amount))


def spelled_day(day: Day) -> str:
    """Write a day as a plan does.

    >>> spelled_day(Day("2026-01-24"))
    '2026年1月24日'
    """
    year, month, date_ = day.iso.split("-")
    return f"{year}年{int(month)}月{int(date_)}日"


def decimal(number: Fraction, places: int = 9) -> str:
    """Write a number as a decimal that ends within so many places; "" if it does not.

    >>> decimal(Fraction(3, 2)), decimal(Fraction(1, 3))
    ('1.5', '')
    """
    scaled = number * 10**places
    if scaled.denominator != 1:
        return ""
    whole, part = divmod(abs(scaled.numerator), 10**places)
    shown = f"{whole}.{part:0{places}d}".rstrip("0").rstrip(".")
    return f"-{shown}" if number < 0 else shown


def _money(fen: Fraction) -> str:
    for unit, places in (("亿元", 4), ("万元", 4)):
        shown = decimal(fen / FEN[unit], places)
        if shown and fen >= FEN[unit]:
            return shown + unit
    return (decimal(fen / 100) or str(fen / 100)) + "元"


def _number_and_rest(text: str) -> tuple[Fraction, str]:
    match = _NUMBER.match(text)
    if match is None:
        raise UnableToHold("no-number", "数字", "a number", "5%")
    whole, part = match.group(1), match.group(2) or ""
    if len(whole) > MOST_DIGITS or len(part) > 9:
        zh, en = "整数部分不超过18位、小数不超过9位的数", "at most 18 digits and 9 decimals"
        raise UnableToHold("too-long", zh, en, "2000万元")
    return Fraction(int(whole + part), 10 ** len(part)), text[match.end() :].strip()


def _bounded(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise UnableToHold("too-long", "不超过18位的数", "a number of at most 18 digits", "3年")
    return int(digits)


def _squeezed(text: str) -> str:
    return "".join(text.split())
