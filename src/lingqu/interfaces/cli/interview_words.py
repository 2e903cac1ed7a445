"""What the interview says: a question with its meaning, unit and proof, what became certain, and how far it has come.

Its one law: a question is asked in the words of the policy's vocabulary; why it is asked is told in measures and money.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from lingqu.interfaces.cli.answer_page import MARKS, VERDICT_STYLES, VERDICT_WORDS
from lingqu.interfaces.cli.replies import EXAMPLES, series_example
from lingqu.interfaces.cli.screen import Line, Part, flowed
from lingqu.law.engine.answers import Answer
from lingqu.law.engine.combinations import prospect
from lingqu.law.engine.interview import Question, progress
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program
from lingqu.law.lang.money import money_en, money_zh
from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.reports.studies.citations import SUPPLIERS, anchors_said, listed, title_of
from lingqu.reports.sums_said import money_said, sum_said
from lingqu.reports.wording import Words

HELP = Words(
    "金额可写 2000万、1.2亿元、300000；是否写 是/否；日期写 2027-06-30。"
    "空行或 ? 表示不知道；0 是确认为零。back 撤销上一答，why 问为什么，quit 存好退出。",
    "Sums: 20 million, 300000; yes or no; days: 2027-06-30. "
    "An empty line or ? means unknown; 0 confirms zero. back takes the last answer back, why, quit saves and leaves.",
)

_HELLO = Words("{}：{} 条措施，一次问一项。", "{}: {} measures, one question at a time.")
_GOING_ON = Words("接着上次的 {} 项答案。", "Going on from {} answers.")
_YEAR_OF = Words("（{} 年度）", " (of the year {})")
_YEAR_RELIED_ON = Words("（判断日前最近一个完整年度）", " (last year closed before the day judged)")
_CHOICES = Words("可选：{}", "choices: {}")
_ANSWER_LIKE = Words("答法：{}；不知道就空着", "answer like {}; leave empty if unknown")
_SERIES = Words("；多年写 {}", "; several years as {}")
_PROOF = Words("凭 {}", "proof: {}")
_PROGRESS = Words(
    "已定 {}/{}；符合 {}；已确定应得 {}，最多 {}；至多还有 {} 问",
    "settled {}/{}; eligible {}; certain {}, at most {}; at most {} questions left",
)
_FOR_SUM = Words("问这一项是为了算出金额。", "It is asked to work the sum out.")
_WHY = Words("关系到：", "It bears on:")
_UNDERSTOOD = Words("记下：{}", "noted: {}")
_YES_NO = {True: Words("是", "yes"), False: Words("否", "no")}


def opening_lines(program: Program, answer: Answer, facts: Mapping[str, Any], lang: str, width: int) -> list[Line]:
    """Greet, and say how far an earlier run came."""
    policy = program.pack.policy
    title = policy.english if lang == "en" and policy.english else policy.title
    lines = flowed([Part(_HELLO.said(lang).format(title, len(answer.outcomes)), "head")], width)
    lines += flowed([Part(HELP.said(lang), "quiet")], width)
    if facts:
        lines += flowed([Part(_GOING_ON.said(lang).format(len(facts)))], width)
        lines += progress_lines(program, answer, [code for code, value in facts.items() if value is None], lang, width)
    return lines


def question_lines(program: Program, question: Question, answer: Answer, lang: str, width: int) -> list[Line]:
    """Ask for one fact."""
    fact = question.fact
    name = fact.english if lang == "en" else fact.name
    year = ""
    if fact.yearly:
        year = _YEAR_RELIED_ON.said(lang) if answer.as_of is None else _YEAR_OF.said(lang).format(answer.as_of.year - 1)
    lines = flowed([Part(f"{name}{year}", "head"), Part(f"  {SUPPLIERS[fact.source].said(lang)}", "quiet")], width)
    meaning = fact.meaning_english if lang == "en" else fact.meaning
    if meaning:
        lines += flowed([Part(meaning)], width, indent=2)
    evidence = fact.evidence_english if lang == "en" else fact.evidence
    if evidence:
        lines += flowed([Part(_PROOF.said(lang).format(evidence), "quiet")], width, indent=2)
    if fact.unit is Unit.CHOICE:
        names = [f"{number} {code if lang == 'en' else name}" for number, (name, code) in enumerate(fact.choices, 1)]
        lines += flowed([Part(_CHOICES.said(lang).format(listed(names, lang)))], width, indent=2)
    example = EXAMPLES[fact.unit].said(lang)
    series = series_example(fact)
    if series is not None:
        example += _SERIES.said(lang).format(series.said(lang))
    return lines + flowed([Part(_ANSWER_LIKE.said(lang).format(example), "quiet")], width, indent=2)


def answer_said(fact: FactDeclaration, wire: Any, lang: str, width: int) -> list[Line]:
    """Say back what was understood: 2000万 typed is 20000000 kept, and the person should see it."""
    return flowed([Part(_UNDERSTOOD.said(lang).format(_shown(fact, wire, lang)), "quiet")], width, indent=2)


def _shown(fact: FactDeclaration, wire: Any, lang: str) -> str:
    if isinstance(wire, dict):
        return listed([f"{year}: {_shown(fact, value, lang)}" for year, value in wire.items()], lang)
    if isinstance(wire, bool):
        return _YES_NO[wire].said(lang)
    if fact.unit is Unit.MONEY:
        whole, _, part = str(wire).partition(".")
        fen = int(whole + part.ljust(2, "0"))
        return money_en(fen) if lang == "en" else money_zh(fen)
    if fact.unit is Unit.CHOICE and lang == "zh":
        return next(name for name, code in fact.choices if code == wire)
    return str(wire)


def why_lines(program: Program, question: Question, answer: Answer, lang: str, width: int) -> list[Line]:
    """Say which measures and sums the question bears on."""
    lines = flowed([Part(_WHY.said(lang))], width, indent=2)
    for outcome in answer.outcomes:
        if outcome.measure in question.measures:
            measure = outcome.compiled.measure
            parts = (title_of(measure, lang), sum_said(outcome, lang), anchors_said(measure.cites, lang))
            text = ("；" if lang == "zh" else "; ").join(part for part in parts if part)
            lines += flowed([Part(f"{measure.id} ", "quiet"), Part(text)], width, indent=4, hanging=8)
    if question.for_sum_only:
        lines += flowed([Part(_FOR_SUM.said(lang))], width, indent=2)
    return lines


def settled_lines(program: Program, before: Answer, after: Answer, lang: str, width: int) -> list[Line]:
    """Say which verdicts have become certain, or have changed, since the answer before."""
    lines: list[Line] = []
    refused = []
    for old, new in zip(before.outcomes, after.outcomes, strict=True):
        if new.verdict is old.verdict and sum_said(new, lang) == sum_said(old, lang):
            continue
        if new.verdict is Verdict.NOT_ELIGIBLE:
            refused.append(new.measure)
        elif new.verdict is Verdict.ELIGIBLE or old.verdict is not Verdict.UNDETERMINED:
            mark = Part(f"{MARKS[new.verdict]} ", VERDICT_STYLES[new.verdict])
            text = f"{new.measure} {title_of(new.compiled.measure, lang)}  {sum_said(new, lang)}"
            lines += flowed([mark, Part(text)], width, indent=2, hanging=4)
    if refused:
        verdict = Verdict.NOT_ELIGIBLE
        text = f"{VERDICT_WORDS[verdict].said(lang)} {listed(refused, lang)}"
        lines += flowed([Part(f"{MARKS[verdict]} ", VERDICT_STYLES[verdict]), Part(text)], width, indent=2, hanging=4)
    return lines


def progress_lines(program: Program, answer: Answer, passed_over: Collection[str], lang: str, width: int) -> list[Line]:
    """Say how far the interview has come."""
    come = progress(answer, passed_over)
    found = prospect(program, answer)
    text = _PROGRESS.said(lang).format(
        come.settled,
        come.total,
        len(come.eligible),
        money_said(found.certain, lang),
        money_said(found.most, lang),
        come.questions_left_at_most,
    )
    return flowed([Part(text, "quiet")], width, indent=2)
