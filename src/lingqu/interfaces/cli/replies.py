"""What a person types in the interview: a value in the words of the field, or a word that steers.

Its one law: a reply becomes exactly the value it says or is refused with an example; nothing is guessed, and nothing
typed is zero or no but what says so. It does not know which question comes next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from lingqu.interfaces.cli.bilingual import Words
from lingqu.law.lang.tree import FactDeclaration, Unit

STEERING: Mapping[str, tuple[str, ...]] = {
    "back": ("back", "b", "撤销", "返回", "上一题"),
    "why": ("why", "w", "为什么", "为何"),
    "quit": ("quit", "q", "exit", "退出", "结束"),
    "help": ("help", "h", "帮助"),
    "skip": ("", "?", "？", "skip", "不知道", "跳过", "不清楚", "未知", "unknown"),
}
_YES = ("是", "有", "对", "yes", "y", "true", "t")
_NO = ("否", "不是", "没有", "无", "不", "no", "n", "false", "f")
_UNITS = {
    "": 100, "元": 100, "yuan": 100, "千": 10**5, "千元": 10**5, "万": 10**6, "万元": 10**6, "百万": 10**8,
    "百万元": 10**8, "千万": 10**9, "千万元": 10**9, "亿": 10**10, "亿元": 10**10,
    "thousand": 10**5, "million": 10**8, "billion": 10**11,
}  # fmt: skip
_NUMBER = re.compile(r"(-?[0-9]{1,15})(?:\.([0-9]{1,6}))?\s*([^0-9.\s-]*(?:\s*yuan)?)", re.ASCII)
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?", re.ASCII)
_YEAR = re.compile(r"([12][0-9]{3})年?\s*[=:]\s*(.+)", re.ASCII)

EXAMPLES = {
    Unit.MONEY: Words("2000万、1.2亿元、300000、0（确认为零）", "20 million, 300000, 0 (confirmed as zero)"),
    Unit.RATIO: Words("5%、0.05", "5%, 0.05"),
    Unit.COUNT: Words("3、0（确认为零）", "3, 0 (confirmed as zero)"),
    Unit.DATE: Words("2027-06-30、2027年6月30日", "2027-06-30"),
    Unit.YES_NO: Words("是、否", "yes, no"),
    Unit.CHOICE: Words("写出名称或序号", "the name or its number"),
}


class UnableToUnderstand(Exception):
    """A reply that is no value of the fact asked for; `expected` shows what is."""

    def __init__(self, expected: Words) -> None:
        super().__init__(expected.en)
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Steer:
    """A word that steers: back, why, quit, help or skip."""

    way: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it stands in the facts of a record."""

    wire: Any


def read_reply(text: str, fact: FactDeclaration) -> Steer | Value:
    """Read what was typed. Raises `UnableToUnderstand`."""
    typed = _folded(text)
    for way, words in STEERING.items():
        if typed in words:
            return Steer(way)
    if fact.unit in (Unit.MONEY, Unit.COUNT, Unit.RATIO) and fact.yearly and _YEAR.match(typed):
        return Value(_series(typed, fact))
    return Value(_value(typed, fact))


def _folded(text: str) -> str:
    """Half-width, lower case, without blanks around it."""
    folded = "".join(chr(ord(each) - 0xFEE0) if "！" <= each <= "～" else each for each in text)
    return folded.replace("\u3000", " ").strip().lower()


def _value(typed: str, fact: FactDeclaration) -> Any:
    if fact.unit is Unit.YES_NO:
        return _yes_or_no(typed)
    if fact.unit is Unit.CHOICE:
        return _choice(typed, fact)
    if fact.unit is Unit.DATE:
        return _day(typed)
    if fact.unit is Unit.MONEY:
        return _money(typed)
    if fact.unit is Unit.COUNT:
        return _count(typed)
    if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?%?", typed, re.ASCII):
        return typed
    raise UnableToUnderstand(EXAMPLES[fact.unit])


def _series(typed: str, fact: FactDeclaration) -> dict[str, Any]:
    """Several years: 2025=2200万，2026=3600万."""
    series: dict[str, Any] = {}
    for piece in re.split(r"[,，;；、]", typed):
        found = _YEAR.fullmatch(piece.strip())
        if not found or found.group(1) in series:
            raise UnableToUnderstand(Words("2025=2200万，2026=3600万", "2025=22 million, 2026=36 million"))
        series[found.group(1)] = _value(found.group(2).strip(), fact)
    return series


def _yes_or_no(typed: str) -> bool:
    if typed in _YES:
        return True
    if typed in _NO:
        return False
    raise UnableToUnderstand(EXAMPLES[Unit.YES_NO])


def _choice(typed: str, fact: FactDeclaration) -> str:
    for number, (name, code) in enumerate(fact.choices, 1):
        if typed in (name.lower(), code.lower(), str(number)):
            return code
    names = "、".join(name for name, _ in fact.choices)
    raise UnableToUnderstand(Words(names, ", ".join(code for _, code in fact.choices)))


def _day(typed: str) -> str:
    found = _DAY.fullmatch(typed)
    try:
        if not found:
            raise ValueError
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        raise UnableToUnderstand(EXAMPLES[Unit.DATE]) from None


def _money(typed: str) -> int | str:
    """Yuan as they stand on the wire: whole yuan as a number, else text with two decimals."""
    plain = typed.lstrip("¥￥").replace(",", "").removesuffix("yuan").strip()
    found = _NUMBER.fullmatch(plain)
    unit = _UNITS.get(found.group(3).strip()) if found else None
    if not found or unit is None:
        raise UnableToUnderstand(EXAMPLES[Unit.MONEY])
    digits = found.group(2) or ""
    fen = Fraction(int(found.group(1) + digits), 10 ** len(digits)) * unit
    if fen.denominator != 1:
        raise UnableToUnderstand(EXAMPLES[Unit.MONEY])
    whole, part = divmod(abs(fen.numerator), 100)
    if not part:
        return whole if fen >= 0 else -whole
    return f"{'-' if fen < 0 else ''}{whole}.{part:02d}"


def _count(typed: str) -> int:
    found = re.fullmatch(r"([0-9]{1,9})\s*[家项件人个]?", typed, re.ASCII)
    if not found:
        raise UnableToUnderstand(EXAMPLES[Unit.COUNT])
    return int(found.group(1))
