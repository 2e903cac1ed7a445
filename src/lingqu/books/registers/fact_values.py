"""Values of facts: read from what people type, kept as texts, spelled for the engine and for the eye.

Its one law: a value is read by the unit that the policy declares and kept in one spelling only, so that equal values
are equal texts. Nothing is guessed: what cannot be read is told with what is expected and an example.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from lingqu.law.engine.inputs import UnableToReadValue, reader_of
from lingqu.law.engine.phrases import say_number
from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.law.lang.truth import YES
from lingqu.reports.wording import Words

_SUM = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?)(亿|万)?元?")
# full-width letters, digits and signs only: a wider folding would read 10² as 102
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
_TIMES = {None: 1, "万": 10_000, "亿": 100_000_000}
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_TRUTHS = {"true": True, "yes": True, "是": True, "1": True, "false": False, "no": False, "否": False, "0": False}
YES_WORDS, NO_WORDS = Words("是", "yes"), Words("否", "no")


class UnableToReadFact(Exception):
    """What was typed is no value of the fact; `words` say what was given, what is expected and an example."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.zh)
        self.words = words


def kept_text(fact: FactDeclaration, typed: str) -> str:
    """Read what was typed into the one spelling a value is kept in. Raises `UnableToReadFact`."""
    text = typed.translate(_FULL_WIDTH).strip()
    try:
        value = _parsed(fact, text)
        reader_of(fact)(value)
    except UnableToReadValue as wrong:
        raise UnableToReadFact(_fault(fact, typed, wrong)) from None
    return _spelled(fact, value)


def on_wire(fact: FactDeclaration, text: str) -> Any:
    """A kept text as the engine's JSON takes it."""
    if fact.unit is Unit.YES_NO:
        return text == "true"
    return int(text) if fact.unit is Unit.COUNT else text


def is_zero(fact: FactDeclaration, text: str) -> bool:
    """Whether a kept text is the number zero."""
    return fact.unit in (Unit.MONEY, Unit.COUNT, Unit.RATIO) and Decimal(text.rstrip("%")) == 0


def said(fact: FactDeclaration, text: str, lang: str) -> str:
    """A kept text for the eye; an empty one is unknown."""
    if not text:
        return "未知" if lang == "zh" else "unknown"
    value = reader_of(fact)(on_wire(fact, text))
    if fact.unit is Unit.YES_NO:
        return (YES_WORDS if value is YES else NO_WORDS).said(lang)
    if fact.unit is Unit.CHOICE and lang == "zh":
        return next(name for name, code in fact.choices if code == text)
    return say_number(value, fact.unit, lang)


def expected(fact: FactDeclaration) -> Words:
    """What may be typed, with an example."""
    if fact.unit is Unit.CHOICE:
        codes = " | ".join(code for _, code in fact.choices)
        return Words("、".join(name for name, _ in fact.choices), codes)
    return _EXPECTED[fact.unit]


_EXPECTED = {
    Unit.MONEY: Words(
        "金额（元），至多两位小数，也可写万、亿；例 2000000 或 200万",
        "money in yuan with at most two decimals; e.g. 2000000 or 200万",
    ),
    Unit.RATIO: Words("比例；例 25% 或 0.25", "a ratio; e.g. 25% or 0.25"),
    Unit.COUNT: Words("不小于 0 的整数；例 3", "a whole number, zero or more; e.g. 3"),
    Unit.DATE: Words("日历上有的日期；例 2026-05-01", "a day of the calendar; e.g. 2026-05-01"),
    Unit.YES_NO: Words("是或否", "yes or no"),
}


def _parsed(fact: FactDeclaration, text: str) -> Any:
    """What was typed in the shape of the engine's JSON; what has no such shape stays as it is, to be refused there."""
    if fact.unit is Unit.MONEY:
        found = _SUM.fullmatch(text.replace(",", "").replace(" ", ""))
        return _plain(Decimal(found[1]) * _TIMES[found[2]]) if found and len(found[1]) < 20 else text
    if fact.unit is Unit.COUNT:
        digits = text.replace(",", "")
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else text
    if fact.unit is Unit.DATE:
        found = _DAY.fullmatch(text)
        return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else text
    if fact.unit is Unit.YES_NO:
        return _TRUTHS.get(text.casefold(), text)
    if fact.unit is Unit.CHOICE:
        return dict(fact.choices).get(text, text)
    return text.replace(" ", "")


def _plain(number: Decimal) -> str:
    """A decimal without exponent and without needless zeros behind its second place."""
    try:
        exact = number.quantize(Decimal("0.01"))
    except InvalidOperation:
        return format(number, "f")
    return format(exact if exact == number else number, "f")


def _spelled(fact: FactDeclaration, value: Any) -> str:
    if fact.unit is Unit.YES_NO:
        return "true" if value else "false"
    if fact.unit is Unit.MONEY:
        return "0.00" if Decimal(value) == 0 else str(Decimal(value).quantize(Decimal("0.01")))
    return _ratio(str(value)) if fact.unit is Unit.RATIO else str(value)


def _ratio(text: str) -> str:
    number = Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") or "0" if "." in plain else plain


def _fault(fact: FactDeclaration, typed: str, wrong: UnableToReadValue) -> Words:
    given = typed.strip()[:40] or "—"
    wanted = expected(fact)
    _, zh, en, _, _ = wrong.parts
    is_bound = fact.unit in (Unit.MONEY, Unit.COUNT) and zh.startswith(("绝对值", "不小于"))
    limit = Words(f"；还须{zh}", f"; also {en}") if is_bound else Words("", "")
    return Words(f"填的是“{given}”，应为{wanted.zh}{limit.zh}", f"“{given}” was given; expected {wanted.en}{limit.en}")
