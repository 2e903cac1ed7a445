"""One atom said with the subject's own value: "研发投入为1500万元，未达到2000万元".

Its one law: it says what is so, what is not so and what is not known in different words. Texts come from the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from lingqu.law.engine.formula import Atom, InForce, PositiveBase
from lingqu.law.engine.periods import last_day
from lingqu.law.engine.program import Program
from lingqu.law.engine.slots import AtLeast, Values
from lingqu.law.engine.values import ValueCompiler, constant, resolved
from lingqu.law.lang import tree
from lingqu.law.lang.money import grouped, money_en, money_zh
from lingqu.law.lang.tree import Unit
from lingqu.law.lang.truth import NO, YES, Truth
from lingqu.law.lang.words import counted, say_value
from lingqu.law.packs.walk import Node, rebuilt

_NOT_SO = {
    "高于": "不高于",
    "超过": "未超过",
    "突破": "未突破",
    "大于": "不大于",
    "达到": "未达到",
    "不低于": "低于",
    "低于": "不低于",
    "不满": "已满",
    "不超过": "已超过",
    "以上": "不足",
    "以下": "高于",
    "以内": "超出",
    "等于": "不等于",
}
# the word that says the opposite, as one may ask for it
_MUST_NOT = {
    "高于": "不超过",
    "超过": "不超过",
    "突破": "不超过",
    "大于": "不超过",
    "达到": "低于",
    "不低于": "低于",
    "以上": "低于",
    "低于": "不低于",
    "不满": "不低于",
    "不超过": "超过",
    "以下": "高于",
    "以内": "超过",
    "等于": "不等于",
}
_ENGLISH = {
    "高于": "more than",
    "超过": "more than",
    "突破": "more than",
    "大于": "more than",
    "达到": "at least",
    "不低于": "at least",
    "以上": "at least",
    "低于": "less than",
    "不满": "less than",
    "不超过": "at most",
    "以下": "at most",
    "以内": "at most",
    "等于": "equal to",
}


def say_number(value: Any, unit: Unit, lang: str) -> str:
    """Say an exact value in the words of its unit."""
    if isinstance(value, AtLeast):
        inner = say_number(value.floor, unit, lang)
        return f"至少{inner}" if lang == "zh" else f"at least {inner}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日" if lang == "zh" else value.isoformat()
    if unit is Unit.MONEY:
        return grouped(money_zh(int(value))) if lang == "zh" else money_en(int(value))
    if unit is Unit.RATIO:
        return say_percent(Fraction(value))
    return str(value)


def say_percent(ratio: Fraction) -> str:
    """Say a ratio in per cent: exact where it ends within two decimals, else marked as rounded.

    >>> say_percent(Fraction(1, 20)), say_percent(Fraction(1, 3))
    ('5%', '≈33.33%')
    """
    hundredths = ratio * 10000
    if hundredths.denominator == 1:
        whole, part = divmod(abs(hundredths.numerator), 100)
        sign = "-" if hundredths < 0 else ""
        return f"{sign}{whole}.{part:02d}".rstrip("0").rstrip(".") + "%"
    return f"≈{float(ratio) * 100:.2f}%"


Phrase = str | Callable[[Values], str]


def phrase_of(program: Program, atom: Atom, truth: Truth, lang: str) -> Phrase:
    """One atom said as it stands: a text, or a function of the values where the text shows one. Made once, kept."""
    key = (atom.index, truth, lang)
    found = program.phrases.get(key)
    if found is None:
        found = program.phrases[key] = _make(program, atom, truth, lang)
    return found


def say_opposite(program: Program, atom: Atom, truth: Truth, values: Values, lang: str) -> str | None:
    """Say that a comparison must not hold, as one condition; None where the atom is no comparison."""
    source = atom.source
    if not isinstance(source, tree.Compare):
        return None
    if truth in (YES, NO):
        return say_atom(program, atom, truth, values, lang)
    limit = say_as_followed(program, source.right, lang)
    must = _tail(source.word, limit, truth, lang)
    if lang == "zh":
        must_not = _tail(_MUST_NOT[source.word], limit, truth, lang)
    else:
        must_not = must.replace("must be ", "must not be ", 1)
    return say_atom(program, atom, truth, values, lang).removesuffix(must) + must_not


def say_atom(program: Program, atom: Atom, truth: Truth, values: Values, lang: str) -> str:
    """Say one atom as it stands for this subject."""
    phrase = phrase_of(program, atom, truth, lang)
    return phrase if isinstance(phrase, str) else phrase(values)


def _make(program: Program, atom: Atom, truth: Truth, lang: str) -> Phrase:
    source = atom.source
    if isinstance(source, InForce):
        return lambda values: _in_force(program, source, truth, values, lang)
    if isinstance(source, PositiveBase):
        return _positive_base(program, source, lang)
    if isinstance(source, tree.Compare):
        return _compare(program, source, truth, lang)
    if isinstance(source, tree.Among):
        return lambda values: _among(program, source, truth, values, lang)
    if isinstance(source, tree.Within):
        return lambda values: _within(program, source, truth, values, lang)
    return _holds(program, source, truth, lang)


def fact_label(program: Program, name: str, lang: str) -> str:
    """The name of a fact on screen."""
    return f"「{name}」" if lang == "zh" else f"“{program.pack.fact_named(name).english}”"


def _holds(program: Program, source: tree.Holds, truth: Truth, lang: str) -> str:
    label = fact_label(program, source.name, lang)
    if lang == "zh":
        return label if truth is YES else f"{label}为否" if truth is NO else f"{label}未知"
    return label if truth is YES else f"{label} is not so" if truth is NO else f"{label} is unknown"


def _compare(program: Program, source: tree.Compare, truth: Truth, lang: str) -> Phrase:
    subject, limit = say_as_followed(program, source.left, lang), say_as_followed(program, source.right, lang)
    unit = unit_of(program, source.left)
    tail = _tail(source.word, limit, truth, lang)
    unknown = f"{subject}未知，{tail}" if lang == "zh" else f"{subject} is unknown, {tail}"
    try:
        get = ValueCompiler(program.layout, dict(program.chosen), []).compile(source.left).get
    except KeyError:  # it branches by an open reading; the words of the rule have to do
        return f"{subject}{tail}" if lang == "zh" else f"{subject} {tail}"
    link = "为" if lang == "zh" else " is "
    comma = "，" if lang == "zh" else ", "

    def phrase(values: Values) -> str:
        value = get(values)
        return unknown if value is None else f"{subject}{link}{say_number(value, unit, lang)}{comma}{tail}"

    return phrase


def _tail(word: str, limit: str, truth: Truth, lang: str) -> str:
    if lang != "zh":
        before = "not " if truth is NO else "" if truth is YES else "must be "
        return f"{before}{_ENGLISH[word]} {limit}"
    if truth is NO:
        return f"{_NOT_SO[word]}{limit}"
    must = "" if truth is YES else "须"
    return f"{must}在{limit}{word}" if word in tree.BEHIND_THE_NUMBER else f"{must}{word}{limit}"


def say_as_followed(program: Program, node: tree.Value, lang: str) -> str:
    """Say a value with the readings that are followed in their place."""
    if isinstance(node, tree.Quantity):
        return say_number(constant(node), node.unit, lang)
    return say_value(_followed(node, program), program.pack, lang)


def _followed(node: tree.Value, program: Program) -> tree.Value:
    """The value with every reading that is followed put in its place: the words of one way to read, not of all."""

    def change(each: Node) -> Node:
        is_followed = isinstance(each, tree.ValueByReading) and each.reading in program.chosen
        return resolved(each, program.chosen) if is_followed else each  # type: ignore[arg-type]

    return rebuilt(node, change)


def unit_of(program: Program, node: tree.Value) -> Unit:
    """The unit of a value node."""
    if isinstance(node, tree.Quantity):
        return node.unit
    if isinstance(node, tree.Day):
        return Unit.DATE
    if isinstance(node, tree.DividedBy):
        return Unit.RATIO
    if isinstance(node, tree.Plus | tree.Minus):
        return unit_of(program, node.left)
    if isinstance(node, tree.Times):
        left = unit_of(program, node.left)
        return node.right.unit if left is Unit.RATIO else left
    if isinstance(node, tree.Lesser | tree.Greater):
        return unit_of(program, node.items[0])
    if isinstance(node, tree.ValueByReading):
        return unit_of(program, node.alternatives[0][1])
    return program.pack.fact_named(node.name).unit


def _among(program: Program, source: tree.Among, truth: Truth, values: Values, lang: str) -> str:
    fact = program.pack.fact_named(source.name)
    label = fact_label(program, source.name, lang)
    by_code = {code: name for name, code in fact.choices}
    by_name = dict(fact.choices)
    value = values[program.layout.of_fact[source.name]]
    if lang == "zh":
        wanted = "、".join(source.choices)
        has = f"{label}未知，须为{wanted}" if value is None else f"{label}为{by_code[value]}"
        return f"{has}，不是{wanted}" if truth is NO else has
    wanted = " or ".join(by_name[each].replace("_", " ") for each in source.choices)
    has = f"{label} is unknown, must be {wanted}" if value is None else f"{label} is {value.replace('_', ' ')}"
    return f"{has}, not {wanted}" if truth is NO else has


def _within(program: Program, source: tree.Within, truth: Truth, values: Values, lang: str) -> str:
    compiler = ValueCompiler(program.layout, dict(program.chosen), [])
    start = compiler.compile(source.start).get(values)
    if isinstance(source.start, tree.Fact):
        name = fact_label(program, source.start.name, lang)
    else:
        name = say_number(start, Unit.DATE, lang)
    if start is None:
        return f"{name}未知，须在其后{source.length}{source.unit}内" if lang == "zh" else (
            f"{name} is unknown, the day must lie within {_length_en(source)} of it"
        )  # fmt: skip
    day = values[program.layout.of_fact[program.pack.policy.day_fact]]
    if day is not None and day < start:  # not so, but nothing has ended
        shown = say_number(day, Unit.DATE, lang)
        return f"{shown}在{name}之前" if lang == "zh" else f"{shown} is before {name}"
    try:
        end = last_day(start, source.length, source.unit)
    except OverflowError:
        return name
    shown = say_number(end.day, Unit.DATE, lang)
    if lang == "zh":
        estimated = "（推算）" if end.estimated else ""
        return f"自{name}起{source.length}{source.unit}内，{'已于' if truth is NO else '至'}{shown}{estimated}届满"
    estimated = " (estimated)" if end.estimated else ""
    not_met = ", not met" if truth is NO else ""
    return f"within {_length_en(source)} of {name}: until {shown}{estimated}{not_met}"


def _length_en(source: tree.Within) -> str:
    return counted(source.length, {"年": "year", "个月": "month", "日": "day", "个工作日": "working day"}[source.unit])


def _in_force(program: Program, source: InForce, truth: Truth, values: Values, lang: str) -> str:
    day = values[program.layout.of_fact[program.pack.policy.day_fact]]
    since = date.fromisoformat(source.since) if source.since else None
    until = date.fromisoformat(source.until) if source.until else None
    if lang == "zh":
        first, last = (say_number(each, Unit.DATE, lang) if each else "" for each in (since, until))
        span = f"{first}至{last or '另行通知'}"
        what = "政策施行期" if source.whole_policy else "本条施行期"
        if day is None:
            return f"申请日未知，须在{what}（{span}）内"
        inside = "在" if truth is YES else "不在"
        return f"{say_number(day, Unit.DATE, lang)}{inside}{what}（{span}）内"
    span = f"{since} to {until or 'further notice'}" if since else f"until {until}"
    if day is None:
        return f"the day judged is unknown, must lie in force ({span})"
    return f"{day} is {'' if truth is YES else 'not '}within the time in force ({span})"


def _positive_base(program: Program, source: PositiveBase, lang: str) -> Phrase:
    try:
        get = ValueCompiler(program.layout, dict(program.chosen), []).compile(source.base).get
    except KeyError:
        get = None
    label = say_as_followed(program, source.base, lang)
    unit = unit_of(program, source.base)

    def phrase(values: Values) -> str:
        value = get(values) if get else None
        if value is None:
            return f"计算基数{label}" if lang == "zh" else f"the base {label}"
        shown = say_number(value, unit, lang)
        return f"计算基数{label}为{shown}，不大于零" if lang == "zh" else f"the base {label} is {shown}, not above zero"

    return phrase
