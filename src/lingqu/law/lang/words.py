"""Plain words: every value and condition said in Chinese and in English from the tree, never from a second text.

Its one law: the word of law that was written is the word that is said. It does not know a subject's own figures (the
engine says those), nor awards (see `measures_said`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Protocol

from lingqu.law.lang.money import money_en, money_zh
from lingqu.law.lang.quantities import decimal, spelled, spelled_day
from lingqu.law.lang.tree import (
    AT_LEAST,
    AT_MOST,
    BEHIND_THE_NUMBER,
    EQUAL,
    STRICTLY_ABOVE,
    STRICTLY_BELOW,
    Among,
    And,
    AtLeastOf,
    Compare,
    Condition,
    Day,
    Department,
    DividedBy,
    EarlierMaximum,
    Fact,
    FactDeclaration,
    FirstTime,
    Greater,
    Holds,
    Increase,
    Lesser,
    Measure,
    Minus,
    Not,
    Or,
    Plus,
    PreviousYear,
    Quantity,
    Reading,
    SumOfYears,
    Times,
    Unit,
    Value,
    ValueByReading,
    Within,
)

_ENGLISH_BOUNDS = (
    (STRICTLY_ABOVE, "more than"),
    (AT_LEAST, "at least"),
    (STRICTLY_BELOW, "less than"),
    (AT_MOST, "at most"),
    (EQUAL, "equal to"),
)
_FIRST_WORD = re.compile(r"[A-Za-z][A-Za-z&-]*")
_NAMES_OF_PLACES = frozenset({"Guilin", "Guangxi", "China", "Chinese"})
_ENGLISH_PERIODS = {"年": "year", "个月": "month", "日": "day", "个工作日": "working day"}


class Vocabulary(Protocol):
    """What the words need to know of a policy; a checked Pack is one."""

    def fact_named(self, name: str, /) -> FactDeclaration:
        """Find a fact by its Chinese name."""

    def reading(self, id: str, /) -> Reading:
        """Find a reading by its id."""

    def department(self, code: str, /) -> Department:
        """Find a department by its code."""

    def measure(self, id: str, /) -> Measure:
        """Find a measure by its id."""


def bound_word(word: str, lang: str = "zh") -> str:
    """Say a word of law.

    >>> bound_word("突破", "en"), bound_word("以上", "en"), bound_word("不满", "en")
    ('more than', 'at least', 'less than')
    """
    if lang == "zh":
        return word
    return next(english for words, english in _ENGLISH_BOUNDS if word in words)


def say_quantity(quantity: Quantity, lang: str = "zh") -> str:
    """Say a written number.

    >>> say_quantity(Quantity(Unit.MONEY, 2_000_000_000), "en"), say_quantity(Quantity(Unit.RATIO, 1, 200), "en")
    ('20 million yuan', '0.5%')
    """
    if quantity.unit is Unit.MONEY:
        if quantity.denominator != 1:
            return spelled(quantity)
        return money_zh(quantity.numerator) if lang == "zh" else money_en(quantity.numerator)
    if lang == "zh":
        return spelled(quantity)
    number = Fraction(quantity.numerator, quantity.denominator)
    if quantity.unit is Unit.RATIO:
        percent = decimal(number * 100)
        return f"{percent}%" if percent else str(number)
    return decimal(number) or str(number)


def say_day(day: Day, lang: str = "zh") -> str:
    """Say a day."""
    return spelled_day(day) if lang == "zh" else day.iso


def say_value(node: Value, vocabulary: Vocabulary, lang: str = "zh") -> str:
    """Say a value: 研发投入÷营业收入, "R&D expenditure divided by operating revenue"."""
    zh = lang == "zh"

    def said(part: Value) -> str:
        return say_operand(part, vocabulary, lang)

    match node:
        case Quantity():
            return say_quantity(node, lang)
        case Day():
            return say_day(node, lang)
        case Fact():
            return fact_label(node.name, vocabulary, lang)
        case PreviousYear(name):
            label = fact_label(name, vocabulary, lang)
            return f"上年{label}" if zh else f"{label} of the year before"
        case EarlierMaximum(name):
            label = fact_label(name, vocabulary, lang)
            return f"往年最高{label}" if zh else f"the highest {label} of any earlier year"
        case SumOfYears(name, years):
            label = fact_label(name, vocabulary, lang)
            return f"近{years}年合计{label}" if zh else f"{label} of the last {counted(years, 'year')} together"
        case Increase(name):
            label = fact_label(name, vocabulary, lang)
            return f"同比增加{label}" if zh else f"the increase of {label} over the year before"
        case Plus(left, right):
            return said(left) + ("加" if zh else " plus ") + said(right)
        case Minus(left, right):
            return said(left) + ("减" if zh else " less ") + said(right)
        case Times(left, right):
            if zh:
                return f"{said(left)}×{said(right)}"
            return f"{said(right)} of {said(left)}" if right.unit is Unit.RATIO else f"{said(left)} times {said(right)}"
        case DividedBy(left, right):
            return said(left) + ("÷" if zh else " divided by ") + said(right)
        case Lesser(items) | Greater(items):
            words = ("较小者", "the lesser of") if isinstance(node, Lesser) else ("较大者", "the greater of")
            items_said = [said(item) for item in items]
            if zh:
                return f"{listed(items_said, '和')}中的{words[0]}"
            return f"{words[1]} {listed(items_said, 'and')}"
    rows = [(code, say_value(value, vocabulary, lang)) for code, value in node.alternatives]
    return _by_reading(node.reading, rows, vocabulary, lang)


def say_operand(node: Value, vocabulary: Vocabulary, lang: str = "zh") -> str:
    """Say a value that stands inside another: in parentheses unless it is simple."""
    text = say_value(node, vocabulary, lang)
    if isinstance(node, Plus | Minus | Times | DividedBy | ValueByReading):
        return f"（{text}）" if lang == "zh" else f"({text})"
    return text


def say_condition(node: Condition, vocabulary: Vocabulary, lang: str = "zh") -> str:
    """Say a condition: 研发投入达到2000万元, "R&D expenditure is at least 20 million yuan"."""
    zh = lang == "zh"

    def said(part: Condition) -> str:
        text = say_condition(part, vocabulary, lang)
        if isinstance(part, And | Or):
            return f"（{text}）" if zh else f"({text})"
        return text

    match node:
        case Holds(name):
            return fact_label(name, vocabulary, lang)
        case Compare(left, word, right):
            number = say_value(right, vocabulary, lang)
            bound = bounded(word, number, lang)
            return say_value(left, vocabulary, lang) + (bound if zh else f" is {bound}")
        case Among():
            return _among(node, vocabulary, lang)
        case Within(start, length, unit):
            since = say_value(start, vocabulary, lang)
            if zh:
                return f"自{since}起{length}{unit}内"
            return f"within {counted(length, _ENGLISH_PERIODS[unit])} of {since}"
        case FirstTime(name, word, threshold):
            label = fact_label(name, vocabulary, lang)
            if zh:
                return f"{label}首次{bounded(word, say_quantity(threshold), 'zh')}"
            return f"{label} is for the first time {bounded(word, say_quantity(threshold, 'en'), 'en')}"
        case Not(item):
            inner = say_condition(item, vocabulary, lang)
            return f"不是“{inner}”" if zh else f"not ({inner})"
        case And(items):
            return ("，且" if zh else ", and ").join(said(item) for item in items)
        case Or(items):
            return ("，或" if zh else ", or ").join(said(item) for item in items)
        case AtLeastOf(number, items):
            rows = ("；" if zh else "; ").join(say_condition(item, vocabulary, lang) for item in items)
            return f"至少符合以下{number}项（{rows}）" if zh else f"at least {number} of these ({rows})"
    alternatives = [(code, say_condition(item, vocabulary, lang)) for code, item in node.alternatives]
    return _by_reading(node.reading, alternatives, vocabulary, lang)


def fact_label(name: str, vocabulary: Vocabulary, lang: str = "zh") -> str:
    """Give the name of a fact as it stands inside a sentence, in the language asked for."""
    return name if lang == "zh" else within_sentence(vocabulary.fact_named(name).english or name)


def within_sentence(text: str) -> str:
    """Begin an English text small, for the middle of a sentence, unless it begins with a name or an abbreviation.

    >>> within_sentence("Operating revenue"), within_sentence("R&D expenditure"), within_sentence("Guilin firm")
    ('operating revenue', 'R&D expenditure', 'Guilin firm')
    """
    first = _FIRST_WORD.match(text)
    if first is None or first[0] in _NAMES_OF_PLACES or any(letter.isupper() for letter in first[0][1:]):
        return text
    return text[0].lower() + text[1:]


def bounded(word: str, number: str, lang: str = "zh") -> str:
    """Put a word of law and a number together: 达到2000万元, 500万元以上, "at least 20 million yuan".

    >>> bounded("以上", "500万元"), bounded("高于", "5%"), bounded("高于", "5%", "en")
    ('在500万元以上', '高于5%', 'more than 5%')
    """
    if lang == "zh":
        return f"在{number}{word}" if word in BEHIND_THE_NUMBER else f"{word}{number}"
    return f"{bound_word(word, 'en')} {number}"


def listed(items: Sequence[str], last: str) -> str:
    """List words: 甲、乙和丙, "a, b and c".

    >>> listed(["a", "b", "c"], "and"), listed(["甲", "乙"], "或")
    ('a, b and c', '甲或乙')
    """
    latin = last.isascii()
    if len(items) < 2:
        return "".join(items)
    head = (", " if latin else "、").join(items[:-1])
    return f"{head} {last} {items[-1]}" if latin else f"{head}{last}{items[-1]}"


def counted(number: int, word: str) -> str:
    """Count in English.

    >>> counted(1, "year"), counted(3, "year")
    ('1 year', '3 years')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _among(node: Among, vocabulary: Vocabulary, lang: str) -> str:
    label = fact_label(node.name, vocabulary, lang)
    if lang == "zh":
        return f"{label}{node.word}{listed(node.choices, '或')}"
    codes = dict(vocabulary.fact_named(node.name).choices)
    return f"{label} is {listed([codes.get(each, each).replace('_', ' ') for each in node.choices], 'or')}"


def _by_reading(id: str, rows: Iterable[tuple[str, str]], vocabulary: Vocabulary, lang: str) -> str:
    reading = vocabulary.reading(id)
    names = {each.code: each.name if lang == "zh" else each.english for each in reading.alternatives}
    if lang == "zh":
        said = "；".join(f"取“{names.get(code, code)}”的，{text}" for code, text in rows)
        return f"依口径“{reading.title}”（{said}）"
    said = "; ".join(f"if “{names.get(code, code)}”: {text}" for code, text in rows)
    return f"by the reading “{reading.english}” ({said})"
