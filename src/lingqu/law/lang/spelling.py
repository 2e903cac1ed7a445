"""Spelling: conditions, values and awards of the tree written in the language, one way each.

Its one law: what is written here reads back as an equal tree. It does not know fields, lines or comments.
"""

from __future__ import annotations

import re

from lingqu.law.lang.quantities import spelled, spelled_day
from lingqu.law.lang.tree import (
    BEHIND_THE_NUMBER,
    Among,
    And,
    AtLeastOf,
    Award,
    Band,
    Bands,
    Between,
    ByReading,
    Compare,
    Condition,
    Considering,
    Day,
    DividedBy,
    EarlierMaximum,
    Fact,
    FirstTime,
    Flat,
    Greater,
    Holds,
    Increase,
    Lesser,
    Marginal,
    Matching,
    Minus,
    Multiple,
    Not,
    Or,
    Override,
    Period,
    Plus,
    PreviousYear,
    Quantity,
    Rate,
    Steps,
    SumOfYears,
    Times,
    Value,
    ValueByReading,
    Within,
    WithoutSum,
    YearByYear,
)

_BARE_CHOICE = re.compile(r"(?!为|未知)[A-Za-z\u3400-\u9fff][A-Za-z0-9_\u3400-\u9fff]*")
_SLUG = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_OPENING = "「（"
_CLOSING = "」）"


def print_quantity(quantity: Quantity) -> str:
    """Write a quantity as it was written, else in its shortest spelling."""
    return spelled(quantity)


def print_value(node: Value) -> str:
    """Write a value.

    >>> print_value(DividedBy(Fact("研发投入"), Fact("营业收入")))
    '「研发投入」÷「营业收入」'
    """
    match node:
        case Quantity():
            return spelled(node)
        case Day():
            return spelled_day(node)
        case Fact(name):
            return f"「{name}」"
        case PreviousYear(name):
            return f"上年「{name}」"
        case EarlierMaximum(name):
            return f"往年最高「{name}」"
        case SumOfYears(name, years):
            return f"近{years}年合计「{name}」"
        case Increase(name):
            return f"同比增加「{name}」"
        case Plus(left, right):
            return beside(print_value(left), "+", _inside(right, Plus, Minus))
        case Minus(left, right):
            return beside(print_value(left), "−", _inside(right, Plus, Minus))
        case Times(left, right):
            return beside(_inside(left, Plus, Minus), "×", spelled(right))
        case DividedBy(left, right):
            return beside(_inside(left, Plus, Minus), "÷", _inside(right, Plus, Minus, Times, DividedBy))
        case Lesser(items):
            return f"较小者（{'，'.join(print_value(item) for item in items)}）"
        case Greater(items):
            return f"较大者（{'，'.join(print_value(item) for item in items)}）"
        case ValueByReading():
            return _by_reading(node, [print_value(value) for _, value in node.alternatives])


def print_condition(node: Condition) -> str:
    """Write a condition.

    >>> print_condition(And((Holds("企业"), Not(Holds("已获奖补"), "未"))))
    '「企业」 且 未「已获奖补」'
    """
    match node:
        case Holds(name):
            return f"「{name}」"
        case Compare(left, word, right):
            if word in BEHIND_THE_NUMBER:
                return f"{print_value(left)}在 {print_value(right)}{word}"
            return beside(print_value(left), word, print_value(right))
        case Among(name, choices, word):
            if word == "为":
                return f"「{name}」为 {print_choice(choices[0])}"
            return f"「{name}」属于（{'、'.join(print_choice(each) for each in choices)}）"
        case Within(start, length, unit):
            return f"自{print_value(start)}起{length}{unit}内"
        case FirstTime(name, word, threshold):
            return f"「{name}」首次{word} {spelled(threshold)}"
        case Not(item, word):
            return word + (print_condition(item) if isinstance(item, Holds) else f"（{print_condition(item)}）")
        case And(items):
            return " 且 ".join(_grouped(item, And, Or) for item in items)
        case Or(items):
            return " 或 ".join(_grouped(item, And, Or) for item in items)
        case AtLeastOf(number, items):
            return f"至少{number}项（{'；'.join(print_condition(item) for item in items)}）"
        case ByReading():
            return _by_reading(node, [print_condition(item) for _, item in node.alternatives])


def print_award(award: Award) -> str:
    """Write an award, its parts in their one order."""
    parts = ["资金池"] if award.pool else []
    if award.competitive:
        parts.append("择优")
    if award.amount is not None:
        parts.append(_amount(award))
    if award.ceiling is not None:
        parts.append(f"最高 {spelled(award.ceiling)}")
    if award.per:
        parts.append(award.per)
    if award.period is not Period.NONE:
        parts.append(print_period(award.period, award.years))
    if isinstance(award.amount, WithoutSum) and award.amount.english:
        parts.append(f"英文 {award.amount.english}")
    return "，".join(parts)


def print_period(period: Period, years: int) -> str:
    """Write the time a ceiling covers."""
    return f"{years}年合计" if period is Period.YEARS else period.value


def print_choice(name: str) -> str:
    """Write the name of a choice, in quotation marks where it would not be read as one word.

    >>> print_choice("国家级"), print_choice("甲或乙"), print_choice("3A级")
    ('国家级', '「甲或乙」', '「3A级」')
    """
    bare = _BARE_CHOICE.fullmatch(name) and not any(word in name for word in ("且", "或", "分之"))
    return name if bare else f"「{name}」"


def print_called(name: str) -> str:
    """Write the id or code of a reading or alternative as it is, its title or name in quotation marks.

    >>> print_called("f05_arrival"), print_called("到账要到多少")
    ('f05_arrival', '「到账要到多少」')
    """
    return name if _SLUG.fullmatch(name) else f"「{name}」"


def print_behind(word: str, called: str) -> str:
    """Put a word before an id or title: with a blank where no quotation mark parts them.

    >>> print_behind("口径", "arrival"), print_behind("口径", "「到账」")
    ('口径 arrival', '口径「到账」')
    """
    return f"{word}{called}" if called[:1] in _OPENING else f"{word} {called}"


def beside(left: str, word: str, right: str) -> str:
    """Put a word between two texts: with a blank where no quotation mark or parenthesis parts them.

    >>> beside("「a」", "高于", "5%"), beside("5%", "+", "「a」")
    ('「a」高于 5%', '5% +「a」')
    """
    before = "" if left[-1:] in _CLOSING else " "
    behind = "" if right[:1] in _OPENING else " "
    return f"{left}{before}{word}{behind}{right}"


def _inside(node: Value, *kinds: type[Value]) -> str:
    text = print_value(node)
    return f"（{text}）" if isinstance(node, kinds) else text


def _grouped(node: Condition, *kinds: type[Condition]) -> str:
    text = print_condition(node)
    return f"（{text}）" if isinstance(node, kinds) else text


def _by_reading(node: ByReading | ValueByReading, texts: list[str]) -> str:
    codes = [code for code, _ in node.alternatives]
    reading, *names = node.written if len(node.written) == len(codes) + 1 else (node.reading, *codes)
    rows = "；".join(f"{print_called(name)}：{text}" for name, text in zip(names, texts, strict=True))
    return f"{print_behind('依口径', print_called(reading))}（{rows}）"


def _operand(node: Value) -> str:
    text = _inside(node, Plus, Minus, Times, DividedBy)
    return text if text[:1] in _OPENING else f" {text}"


def _base(node: Value) -> str:
    text = _operand(node)
    return text if text[-1:] in _CLOSING else f"{text} "


def _amount(award: Award) -> str:
    match award.amount:
        case Flat() | Rate():
            return _flat_or_rate(award.amount)
        case Bands(base, rows):
            return f"按{_base(base)}分档（{'；'.join(_band(row) for row in rows)}）"
        case Marginal(base, lines):
            said = "；".join(f"超过 {spelled(line)} 部分：{spelled(ratio)}" for line, ratio in lines)
            return f"按{_base(base)}累进（{said}）"
        case Steps(base, step, each):
            return f"按{_base(base)}每满 {spelled(step)} 给 {spelled(each)}"
        case Multiple(measure, ratio):
            return f"按 {measure} 的 {spelled(ratio)}"
        case Override(measure, ratio):
            return f"依 {measure} 改按 {spelled(ratio)}"
        case YearByYear(start, years):
            said = "；".join(f"第{year}年：{_flat_or_rate(row)}" for year, row in years)
            return f"自{print_value(start)}起分年（{said}）"
        case Matching(base, ratio):
            return f"配套{_base(base)}的 {spelled(ratio)}"
        case Between(department, low, high):
            return f"由 {department} 在 {spelled(low)} 至 {spelled(high)} 之间核定"
        case Considering(base):
            return f"视{_base(base)}情况"
        case None:
            return ""
        case _:
            return f"不涉金额「{award.amount.what}」"


def _flat_or_rate(amount: Flat | Rate) -> str:
    if isinstance(amount, Flat):
        return f"定额 {spelled(amount.sum)}"
    return f"按{'不超过' if amount.at_most else ''}{_base(amount.base)}的 {spelled(amount.ratio)}"


def _band(row: Band) -> str:
    ends = []
    if row.lower is not None:
        number = spelled(row.lower.number)
        ends.append(f"{number}以上" if row.lower.inclusive else f"超过 {number}")
    if row.upper is not None:
        number = spelled(row.upper.number)
        ends.append(f"不超过 {number}" if row.upper.inclusive else f"不满 {number}")
    return f"{'、'.join(ends)}：{spelled(row.amount)}"
