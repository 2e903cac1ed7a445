"""The changes of a what-if and what comes of them for one subject, in words.

Its one law: a change is said with what stands today and what stands instead. It does not know sums over a register.
"""

from __future__ import annotations

import re
from fractions import Fraction

from lingqu.law.lang.spelling import print_condition, print_value
from lingqu.law.lang.tree import Adoption, Condition, Day, Measure, Quantity
from lingqu.law.lang.words import fact_label, say_condition, say_day, say_quantity, say_value
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.changes import Change, FollowReading, SetNumber, TakeOver
from lingqu.law.studies.whatif.effects import Turn
from lingqu.law.studies.whatif.parameters import Parameter, parameters_of
from lingqu.law.studies.whatif.quantities import Setting, said
from lingqu.reports.studies.citations import alternative_of, title_of
from lingqu.reports.sums_said import money_said
from lingqu.reports.wording import Words

VERDICTS: dict[bool | None, Words] = {
    True: Words("符合", "eligible"),
    False: Words("不符合", "not eligible"),
    None: Words("待定", "undetermined"),
}
_SPANS = {
    "年": "years",
    "年合计": "years",
    "个月": "months",
    "日": "days",
    "个工作日": "working days",
    "项": "items",
}
_CODE = re.compile("[a-z][a-z0-9_]*")
_SET = Words("{}「{}」：{} → {}", "{}, {}: {} → {}")
_READING = Words("口径「{}」：{} → {}", "reading “{}”: {} → {}")
_OPEN = Words("未定", "none adopted")
_HEADER = Words("政策的施行日期或共同条件", "the policy's dates or common condition")
_FACT = Words("事实「{}」的推算", "how the fact “{}” is derived")
_MEASURE = Words("{} {}：{}", "{} {}: {}")
_REWRITTEN = Words("规则改写", "the rule is rewritten")
_ADDED = Words("新增", "added")
_DROPPED = Words("取消", "dropped")
_UNKNOWN_SUM = Words("金额未知", "sum not known")
_AT_MOST = Words("最高 {}", "at most {}")


def change_said(change: Change, pack: Pack, lang: str) -> str:
    """Say a change; `pack` is today's policy with the names of both."""
    if isinstance(change, SetNumber):
        parameter = change.parameter
        name = name_said(parameter, pack, lang)
        title = title_of(parameter.measure, lang)
        values = (value_said(parameter.today, lang), value_said(change.value, lang))
        return _SET.said(lang).format(f"{parameter.measure.id} {title}", name, *values)
    if isinstance(change, FollowReading):
        return _reading_said(change.reading, change.alternative, pack, lang)
    return _taken_over(change, pack, lang)


def _reading_said(id: str, alternative: str | None, pack: Pack, lang: str) -> str:
    reading = pack.reading(id)
    codes = (reading.adopted.alternative if reading.adopted else None, alternative)
    names = [_OPEN.said(lang) if code is None else title_of(alternative_of(reading, code), lang) for code in codes]
    return _READING.said(lang).format(title_of(reading, lang), *names)


def _taken_over(change: TakeOver, pack: Pack, lang: str) -> str:
    kind, _, name = change.part.partition(":")
    if kind == "reading":
        code = change.block.alternative if isinstance(change.block, Adoption) else None
        return _reading_said(name, code, pack, lang)
    if kind == "fact":
        return _FACT.said(lang).format(name if lang == "zh" else pack.fact_named(name).english or name)
    if kind != "measure":
        return _HEADER.said(lang)
    today = next((each for each in pack.measures if each.id == name), None)
    block = change.block if isinstance(change.block, Measure) else None
    if today is None or block is None:
        one = block or today
        assert one is not None
        return _MEASURE.said(lang).format(name, title_of(one, lang), (_DROPPED if block is None else _ADDED).said(lang))
    return _MEASURE.said(lang).format(name, title_of(block, lang), _numbers_said(pack, today, block, lang))


def _numbers_said(pack: Pack, today: Measure, block: Measure, lang: str) -> str:
    """The numbers that differ, where the two rules have the same ones; else only that the rule is another."""
    try:
        before, after = parameters_of(pack, today), parameters_of(pack, block)
    except LookupError:
        return _REWRITTEN.said(lang)
    told = []
    if [each.address for each in before] == [each.address for each in after]:
        for one, other in zip(before, after, strict=True):
            if one.today != other.today:
                name = name_said(one, pack, lang)
                told.append(f"{name} {value_said(one.today, lang)} → {value_said(other.today, lang)}")
    return ("、" if lang == "zh" else ", ").join(told) or _REWRITTEN.said(lang)


def name_said(parameter: Parameter, pack: Pack, lang: str) -> str:
    """What a number of a measure is called, without the measure: in English by the English names of facts."""
    name = parameter.address if lang == "en" else parameter.alias
    name = name.removeprefix(f"{parameter.measure.id}.")
    if lang != "en":
        return name
    names = {fact.code: fact_label(fact.name, pack, "en") for fact in pack.facts}
    return _CODE.sub(lambda code: names.get(code[0], code[0]), name).replace("/", " / ").replace("#", " #")


def clause_said(parameter: Parameter, pack: Pack, lang: str) -> str:
    """What a number stands in: in Chinese as it is written, in English in plain words."""
    clause = parameter.clause
    if clause is None:
        return ""
    if isinstance(clause, Condition):
        return say_condition(clause, pack, "en") if lang == "en" else print_condition(clause)
    return say_value(clause, pack, "en") if lang == "en" else print_value(clause)


def value_said(value: Setting, lang: str) -> str:
    """Say a value."""
    if lang == "zh":
        return said(value)
    if isinstance(value, Quantity):
        return say_quantity(value, lang)
    if isinstance(value, Day):
        return say_day(value, lang)
    return f"{value.length} {_SPANS[value.unit]}"


def turn_said(turn: Turn, kind: str, lang: str) -> str:
    """Say how one answer turns: F11 不符合 → 符合（最高 500万元）."""
    before = _answer_said(turn.before, turn.fen_before, turn.most_before, kind, lang)
    after = _answer_said(turn.after, turn.fen_after, turn.most_after, kind, lang)
    return f"{turn.measure} {before} → {after}"


def _answer_said(verdict: bool | None, fen: int | None, most: int | None, kind: str, lang: str) -> str:
    word = VERDICTS[verdict].said(lang)
    if verdict is False or kind in ("none", "pool"):
        return word
    told = ""
    if verdict and fen is not None:
        told = money_said(fen, lang) if kind == "due" else _AT_MOST.said(lang).format(money_said(fen, lang))
    elif most is not None:
        told = _AT_MOST.said(lang).format(money_said(most, lang))
    elif verdict:
        told = _UNKNOWN_SUM.said(lang)
    if not told:
        return word
    return f"{word}（{told}）" if lang == "zh" else f"{word} ({told})"


def fraction_said(number: Fraction) -> str:
    """Say a share of a count exactly: 12, 7/2."""
    return f"{number.numerator:,}" if number.denominator == 1 else str(number)
