"""A value as a person types it, read exactly: 2000万, 1.2亿元, 是, 2027年6月30日, 2025=2200万.

Its one law: a text becomes exactly the value it says, as it stands on the wire, or is refused with an example; nothing
is guessed, and nothing typed is zero or no but what says so. It does not know who asks, or which fact comes next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from lingqu.law.lang.spoken_sums import UnableToReadSum, read_sum
from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.law.packs.limits import COUNT_LIMIT, MONEY_LIMIT_FEN

Said = tuple[str, str]
"""A text in Chinese and in English."""

_YES = ("是", "有", "对", "yes", "y", "true", "t")
_NO = ("否", "不是", "没有", "无", "不", "no", "n", "false", "f")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?", re.ASCII)
_LONG = re.compile(r"[-¥￥]*[0-9,]{16,}(?:\.[0-9]*)?\s*\w*")
_YEAR = re.compile(r"([12][0-9]{3})年?\s*[=:]\s*(.+)", re.ASCII)

EXAMPLES: Mapping[Unit, Said] = {
    Unit.MONEY: ("2000万、1.2亿元、10亿5000万、300000、0（确认为零）", "20 million, 300000, 0 (confirmed as zero)"),
    Unit.RATIO: ("5%、0.05", "5%, 0.05"),
    Unit.COUNT: ("3、0（确认为零）", "3, 0 (confirmed as zero)"),
    Unit.DATE: ("2027-06-30、2027年6月30日", "2027-06-30"),
    Unit.YES_NO: ("是、否", "yes, no"),
    Unit.CHOICE: ("写出名称或序号", "the name or its number"),
}


_REASONS: Mapping[Unit, Said] = {
    Unit.MONEY: ("这里要一笔金额", "a sum of money is asked for"),
    Unit.RATIO: ("这里要一个百分数或小数", "a percentage or a decimal is asked for"),
    Unit.COUNT: ("这里要一个整数", "a whole number is asked for"),
    Unit.DATE: ("这里要一个日期", "a day is asked for"),
    Unit.YES_NO: ("这里要答是或否", "yes or no is asked for"),
    Unit.CHOICE: ("这里要从列出的几项里选", "one of the choices is asked for"),
}
_SERIES = ("2025=2200万，2026=3600万", "2025=22 million, 2026=36 million")
_SERIES_OF_COUNTS = ("2025=3，2026=5", "2025=3, 2026=5")
_TOO_EXACT = ("金额到分为止，至多两位小数", "sums go down to the fen: two decimals at most")
_AMBIGUOUS = ("这个数可以有两种意思，请写全，如 3亿5000万", "this can mean two sums; write it out, e.g. 350 million")
_TOO_LARGE = ("金额太大，要小于 1万亿元", "the sum is too large, it must be below 1,000 billion yuan")
_TOO_MANY = ("数太大，要小于 10亿", "the number is too large, it must be below 1 billion")
_NO_SUCH_DAY = ("日历上没有这一天", "the calendar has no such day")
_ONE_A_YEAR = ("逐年写，每年一个数", "year by year, one number for each year")


class UnableToUnderstand(Exception):
    """A reply that is no value of the fact asked for: `reason` says why not, `expected` shows what is."""

    def __init__(self, reason: Said, expected: Said) -> None:
        super().__init__(reason[1])
        self.reason = reason
        self.expected = expected


def read_spoken(text: str, fact: FactDeclaration) -> Any:
    """Read what was typed as the value of a fact; several years give a series. Raises `UnableToUnderstand`."""
    typed = folded(text)
    if fact.unit in (Unit.MONEY, Unit.COUNT, Unit.RATIO) and fact.yearly and _YEAR.match(typed):
        return _series(typed, fact)
    return _value(typed, fact)


def folded(text: str) -> str:
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
    raise UnableToUnderstand(_REASONS[fact.unit], EXAMPLES[fact.unit])


def series_example(fact: FactDeclaration) -> Said | None:
    """How several years are given at once, of a fact that has a value for each year."""
    if not fact.yearly:
        return None
    return _SERIES_OF_COUNTS if fact.unit is Unit.COUNT else _SERIES


def _series(typed: str, fact: FactDeclaration) -> dict[str, Any]:
    """Several years: 2025=2200万，2026=3600万."""
    series: dict[str, Any] = {}
    for piece in re.split(r"[,，;；、]", typed):
        found = _YEAR.fullmatch(piece.strip())
        if not found or found.group(1) in series:
            raise UnableToUnderstand(_ONE_A_YEAR, series_example(fact) or _SERIES)
        series[found.group(1)] = _value(found.group(2).strip(), fact)
    return series


def _yes_or_no(typed: str) -> bool:
    if typed in _YES:
        return True
    if typed in _NO:
        return False
    raise UnableToUnderstand(_REASONS[Unit.YES_NO], EXAMPLES[Unit.YES_NO])


def _choice(typed: str, fact: FactDeclaration) -> str:
    for number, (name, code) in enumerate(fact.choices, 1):
        if typed in (name.lower(), code.lower(), str(number)):
            return code
    names = "、".join(name for name, _ in fact.choices)
    raise UnableToUnderstand(_REASONS[Unit.CHOICE], (names, ", ".join(code for _, code in fact.choices)))


def _day(typed: str) -> str:
    found = _DAY.fullmatch(typed)
    if not found:
        raise UnableToUnderstand(_REASONS[Unit.DATE], EXAMPLES[Unit.DATE])
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        raise UnableToUnderstand(_NO_SUCH_DAY, EXAMPLES[Unit.DATE]) from None


def _money(typed: str) -> int | str:
    """Yuan as they stand on the wire: whole yuan as a number, else text with two decimals."""
    try:
        fen = read_sum(typed) * 100
    except UnableToReadSum as error:
        reason = _AMBIGUOUS if error.is_ambiguous else _TOO_LARGE if _LONG.fullmatch(typed) else _REASONS[Unit.MONEY]
        raise UnableToUnderstand(reason, EXAMPLES[Unit.MONEY]) from None
    if fen.denominator != 1:
        raise UnableToUnderstand(_TOO_EXACT, EXAMPLES[Unit.MONEY])
    if abs(fen) >= MONEY_LIMIT_FEN:
        raise UnableToUnderstand(_TOO_LARGE, EXAMPLES[Unit.MONEY])
    whole, part = divmod(abs(fen.numerator), 100)
    if not part:
        return whole if fen >= 0 else -whole
    return f"{'-' if fen < 0 else ''}{whole}.{part:02d}"


def _count(typed: str) -> int:
    found = re.fullmatch(r"([0-9]+)\s*[家项件人个名]?", typed, re.ASCII)
    if not found:
        raise UnableToUnderstand(_REASONS[Unit.COUNT], EXAMPLES[Unit.COUNT])
    if len(found.group(1)) > len(str(COUNT_LIMIT)) or int(found.group(1)) >= COUNT_LIMIT:
        raise UnableToUnderstand(_TOO_MANY, EXAMPLES[Unit.COUNT])
    return int(found.group(1))
