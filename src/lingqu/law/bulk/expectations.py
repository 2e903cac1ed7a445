"""What a cell of a fact should be, in two languages, with an example.

Its one law: what is told as expected is what is read. It does not know where the cell stands.
"""

from __future__ import annotations

from collections.abc import Mapping

from lingqu.law.bulk.cells import NO_WORDS, YES_WORDS, Reading
from lingqu.law.bulk.headings import MONEY_UNITS
from lingqu.law.lang.tree import FactDeclaration, Unit

Expected = tuple[str, str, str]
"""What a cell should be: Chinese, English, an example."""


def expected_of(reading: Reading) -> Expected:
    """What a cell read so should be, in two languages, with an example."""
    fact = reading.fact
    if reading.words:
        known = [spelled for spelled, _ in reading.words]
        return "、".join(known), " | ".join(known), known[0]
    if fact.unit is Unit.MONEY:
        return _money_expected(fact, reading.unit)
    if fact.unit is Unit.CHOICE:
        known = [f"{word}（{code}）" for word, code in fact.choices]
        return "、".join(known), " | ".join(code for _, code in fact.choices), fact.choices[0][0]
    return _PLAIN[fact.unit]


def _money_expected(fact: FactDeclaration, unit: str) -> tuple[str, str, str]:
    decimals = 2 + MONEY_UNITS.get(unit, 0)
    sign, english_sign = ("不小于 0 的", "of zero or more ") if fact.nonnegative else ("", "")
    said = unit or "元"
    return (
        f"{sign}金额（{said}），至多 {decimals} 位小数，小于 10^12 元",
        f"money {english_sign}in {said} with at most {decimals} decimals, below 10^12 yuan",
        "1,234.50" if not unit else "300" if unit == "元" else "300.5",
    )


_PLAIN: Mapping[Unit, Expected] = {
    Unit.YES_NO: (
        f"是或否（{'、'.join(YES_WORDS[:4])}；{'、'.join(NO_WORDS[:4])}）",
        "yes or no: true | false | 1 | 0",
        "是",
    ),
    Unit.RATIO: (
        "比例：小数或百分数，小于 1000，至多六位小数",
        "a ratio, decimal or per cent, below 1000, with at most six decimals",
        "25%",
    ),
    Unit.COUNT: ("0 至 10^9 的整数", "a whole number from 0 to 10^9", "3"),
    Unit.DATE: ("日历上有的日期", "a day of the calendar", "2027-06-30"),
}
