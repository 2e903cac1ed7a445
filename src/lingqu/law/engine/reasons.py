"""The one sentence that says why: which parts decided, what the sum is, what is missing, which reading is open.

Its one law: a ceiling is never said as a sum owed, and what a person cannot supply is said to be another's to find.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from lingqu.law.engine.answers import Answer, AwardOutcome, Outcome
from lingqu.law.engine.formula import (
    Agreed,
    AllOf,
    AnyOf,
    Atom,
    Formula,
    InForce,
    Opposite,
    PositiveBase,
    truth_of_formula,
)
from lingqu.law.engine.judgement import Judgement, Verdict
from lingqu.law.engine.phrases import phrase_of, say_as_followed, say_number, say_percent
from lingqu.law.engine.program import Program
from lingqu.law.engine.values import ValueCompiler
from lingqu.law.lang.money import grouped, money_en, money_zh
from lingqu.law.lang.tree import Matching, Rate, Unit
from lingqu.law.lang.truth import NO, YES, Truth

_NO_RATIO = ("有一个比值的分母不大于零，无法计算", "a ratio has a denominator of zero or less and no value")


def because(program: Program, answer: Answer, outcome: Outcome, lang: str = "zh") -> str:
    """Say why, in one sentence of Chinese or English."""
    texts = outcome.judgement.texts
    key = f"because {lang}"
    text = texts.get(key)
    if text is None:
        text, holds_for_all = _because(program, answer, outcome, lang)
        if holds_for_all:
            texts[key] = text
    return str(text)


def _because(program: Program, answer: Answer, outcome: Outcome, lang: str) -> tuple[str, bool]:
    """The sentence, and whether it is the same for every subject of the pattern."""
    shared = outcome.judgement.outcome is outcome
    if outcome.verdict is Verdict.UNDETERMINED:
        return _undetermined(program, outcome, lang), shared
    is_eligible = outcome.verdict is Verdict.ELIGIBLE
    phrases = _phrases(program, outcome, YES if is_eligible else NO, lang)
    values = answer.subject.values
    grounds = [text if text.__class__ is str else text(values) for text in phrases]
    shared = shared and all(text.__class__ is str for text in phrases)
    if is_eligible:
        tail = _award(program, answer, outcome, lang)
        if lang == "zh":
            return f"符合：{'；'.join(grounds)}。{tail}", shared
        return f"Eligible: {'; '.join(grounds)}. {tail}".rstrip(), shared
    return (f"不符合：{'；'.join(grounds)}。" if lang == "zh" else f"Not eligible: {'; '.join(grounds)}."), shared


def deciding_atoms(formula: Formula, judgement: Judgement, goal: Truth) -> tuple[tuple[Atom, Truth], ...]:
    """The atoms that make the formula what it is: for NO those that refuse it, for YES those that carry it."""
    truths = dict(judgement.truths)
    found: dict[int, tuple[Atom, Truth]] = {}
    _decide(formula, truths, goal, found)
    return tuple(found.values())


def _decide(formula: Formula, truths: dict[int, Truth], goal: Truth, found: dict[int, tuple[Atom, Truth]]) -> None:
    if isinstance(formula, Atom):
        found.setdefault(formula.index, (formula, truths[formula.index]))
    elif isinstance(formula, Opposite):
        _decide(formula.item, truths, NO if goal is YES else YES, found)
    else:
        agreeing = [item for item in formula.items if truth_of_formula(item, truths) is goal]
        # of several that would each do, one carries an "or"; of several that each refuse an "and", all are told
        one_is_enough = isinstance(formula, Agreed) or (goal is YES and isinstance(formula, AnyOf))
        for item in agreeing[:1] if one_is_enough else agreeing:
            _decide(item, truths, goal, found)


def _phrases(program: Program, outcome: Outcome, goal: Truth, lang: str) -> tuple[Any, ...]:
    """The grounds as texts, or as functions of the subject's values."""
    judgement = outcome.judgement
    phrases = judgement.texts.get(lang)
    if phrases is None:
        number = judgement.by_variant.index(goal)
        atoms = deciding_atoms(outcome.compiled.variants[number].formula, judgement, goal)
        told = [each for each in atoms if goal is NO or not isinstance(each[0].source, InForce | PositiveBase)]
        outside = [each for each in told if isinstance(each[0].source, InForce) and each[0].source.whole_policy]
        phrases = tuple(phrase_of(program, atom, truth, lang) for atom, truth in outside or told)
        judgement.texts[lang] = phrases
    return tuple(phrases)


def _award(program: Program, answer: Answer, outcome: Outcome, lang: str) -> str:
    award = outcome.award
    if award is None:
        return ""
    chinese = lang == "zh"
    money = _money_zh if chinese else money_en
    lacking = _labels(program, award.missing, lang) if award.missing else ""
    if award.kind == "none":
        return "本条不涉及金额。" if chinese else "No sum of money is involved."
    if award.kind == "pool":
        shown = money(award.fen or 0)
        return f"年度资金池共{shown}，由多方分享。" if chinese else f"A yearly pool of {shown}, shared by several."
    if award.fen is None:
        return _not_yet(program, outcome, award, lacking, lang)
    shown = money(award.fen)
    if award.kind == "due":
        working = _working(program, answer, outcome, lang)
        text = f"应得{shown}{working}" if chinese else f"Due: {shown}{working}"
    elif award.kind == "competitive":
        text = f"可竞争，单项最高{shown}" if chinese else f"May compete for up to {shown}"
    else:
        text = f"最高{shown}，是上限而非应得数" if chinese else f"Up to {shown}, a ceiling and no sum owed"
    if award.remaining is not None:
        text += f"，尚余{money(award.remaining)}" if chinese else f", {money(award.remaining)} of it left"
    if lacking:
        text += f"；金额还要看{lacking}" if chinese else f"; the sum also looks at {lacking}"
    return text + ("。" if chinese else ".")


def _not_yet(program: Program, outcome: Outcome, award: AwardOutcome, lacking: str, lang: str) -> str:
    """Why there is no sum yet: facts are lacking, a ratio has no value, or open readings give different sums."""
    most = "" if award.at_most is None else (_money_zh if lang == "zh" else money_en)(award.at_most)
    readings = _open_readings(program, outcome, lang)
    if lang == "zh":
        if lacking:
            why = f"还缺{lacking}"
        elif outcome.undefined:
            why = _NO_RATIO[0]
        else:
            why = f"{'、'.join(readings)}尚未采用任何一种读法，读法不同金额不同"
        return f"{'应得数' if award.kind == 'due' else '最高数'}待算，{why}{f'；至多{most}' if most else ''}。"
    if lacking:
        why = f" needs {lacking}"
    elif outcome.undefined:
        why = f" is not known: {_NO_RATIO[1]}"
    else:
        why = f" rests on {', '.join(readings)}, which is open"
    return f"{'The sum due' if award.kind == 'due' else 'The ceiling'}{why}{f'; at most {most}' if most else ''}."


def _working(program: Program, answer: Answer, outcome: Outcome, lang: str) -> str:
    """How a sum due by a rate was worked out: the base, the rate, and the ceiling where it cut."""
    declared = outcome.compiled.measure.award
    amount = declared.amount if declared else None
    award = outcome.award
    if not isinstance(amount, Rate | Matching) or declared is None or award is None:
        return ""
    compiler = ValueCompiler(program.layout, dict(outcome.compiled.variants[0].choice), [])
    base = compiler.compile(amount.base).get(answer.subject.values)
    shown = say_number(base, Unit.MONEY, lang)
    ratio = say_percent(Fraction(amount.ratio.numerator, amount.ratio.denominator))
    label = say_as_followed(program, amount.base, lang)
    is_cut = declared.ceiling is not None and award.fen == declared.ceiling.numerator
    if lang == "zh":
        return f"（{shown}的{ratio}{'，以上限为止' if is_cut else ''}；基数是{label}）"
    return f" ({ratio} of {shown}{', up to the ceiling' if is_cut else ''}; the base is {label})"


def _undetermined(program: Program, outcome: Outcome, lang: str) -> str:
    texts = outcome.judgement.texts
    key = f"open {lang}"
    if key not in texts:
        texts[key] = tuple(_open_points(program, outcome, lang))
    parts = list(texts[key])
    if outcome.at_most is not None:
        parts.append(_at_most(outcome, outcome.at_most, lang))
    return f"待定：{'；'.join(parts)}。" if lang == "zh" else f"Undetermined: {'; '.join(parts)}."


def _open_points(program: Program, outcome: Outcome, lang: str) -> Iterator[str]:
    chinese = lang == "zh"
    judgement = outcome.judgement
    findings = judgement.needs_finding
    own = tuple(code for code in judgement.missing if code not in findings)
    if own:
        names = _labels(program, own, lang)
        yield f"还缺{names}" if chinese else f"missing {names}"
    if findings:
        names = _labels(program, findings, lang)
        yield f"{names}须由主管部门认定" if chinese else f"{names} must be found by the authority"
    if outcome.undefined:
        yield _NO_RATIO[0 if chinese else 1]
    if names_of_readings := _open_readings(program, outcome, lang):
        names = ("、" if chinese else ", ").join(names_of_readings)
        yield f"{names}尚未采用任何一种读法，读法不同结论不同" if chinese else f"{names} is open and decides it"


def _at_most(outcome: Outcome, fen: int, lang: str) -> str:
    shown = (_money_zh if lang == "zh" else money_en)(fen)
    award = outcome.compiled.measure.award
    if award is not None and award.kind == "pool":
        return (
            f"若符合，可争取年度资金池{shown}的一份" if lang == "zh" else f"if eligible, a share of a pool of {shown}"
        )
    return f"若符合，至多{shown}" if lang == "zh" else f"if eligible, at most {shown}"


def _open_readings(program: Program, outcome: Outcome, lang: str) -> list[str]:
    """The readings that are open and decide the verdict: their alternatives lead to different truths."""
    judgement = outcome.judgement
    variants = outcome.compiled.variants
    deciding: dict[str, None] = {}
    if len(set(judgement.by_variant)) > 1 or (len(variants) > 1 and not judgement.missing):
        for reading in outcome.readings:
            if reading not in program.chosen and len({variant.choice.get(reading) for variant in variants}) > 1:
                deciding.setdefault(reading)
    truths = dict(judgement.truths)
    for part in _agreements(variants[0].formula):
        if {YES, NO} <= {truth_of_formula(item, truths) for item in part.items}:
            for reading in part.readings:
                deciding.setdefault(reading)
    found = [program.pack.reading(reading) for reading in deciding]
    return [f"口径「{each.title}」" if lang == "zh" else f"the reading “{each.english}”" for each in found]


def _agreements(formula: Formula) -> Iterator[Agreed]:
    if isinstance(formula, Agreed):
        yield formula
    elif isinstance(formula, AllOf):
        for item in formula.items:
            yield from _agreements(item)


def _labels(program: Program, codes: tuple[str, ...], lang: str) -> str:
    facts = [program.pack.fact_coded(code) for code in codes]
    if lang == "zh":
        return "、".join(f"「{fact.name}」" for fact in facts)
    return ", ".join(f"“{fact.english}”" for fact in facts)


def _money_zh(fen: int) -> str:
    return grouped(money_zh(fen))
