"""What is nearly reached, and what a subject could get in all: the range, the best combination, what was left out.

Its one law: a ceiling or an open verdict counts towards the most, never towards what is certain.
"""

from __future__ import annotations

from lingqu.interfaces.cli.screen import BLANK, Line, Part, flowed
from lingqu.law.engine.amounts import PAID_IN_TOTAL, PAID_IN_YEAR
from lingqu.law.engine.answers import Answer
from lingqu.law.engine.combinations import Combination, prospect
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.nearness import NearMiss
from lingqu.law.engine.phrases import say_number
from lingqu.law.engine.program import Program
from lingqu.law.lang.tree import Unit
from lingqu.law.packs.pack import Pack
from lingqu.reports.studies.citations import alternative_of, fact_said, listed, title_of
from lingqu.reports.sums_said import money_said
from lingqu.reports.wording import Words

MOST_NEAR = 5

_NEAR = Words("差一点就到", "Nearly reached")
_SHORT = Words("{}还差 {}（现 {}，线 {}）", "{} is {} short (now {}, line {})")
_OVER = Words("{}超出 {}（现 {}，线 {}）", "{} is {} over (now {}, line {})")
_THEN = {
    "due": Words("；达到时应得 {}", "; at the line {} is due"),
    "competitive": Words("；达到时可竞争，最高 {}", "; at the line it may compete for up to {}"),
    "pool": Words("；达到时可分享资金池 {}", "; at the line it may share a pool of {}"),
}
_THEN_CEILING = Words("；达到时最高 {}", "; at the line up to {}")
_THEN_OPEN = Words("，但仍有待定之处", ", other points still open")

_TOTAL = Words("合计", "In all")
_CERTAIN = Words("已确定应得 {}；连同上限与待定，最多 {}", "certain: {}; with ceilings and open verdicts at most {}")
_NOTHING = Words("目前没有可得的金额。", "No sum can be had at present.")
_DRAWN = Words("{} 本年已领满，没有可再领的金额。", "{}: drawn in full for this year, nothing is left.")
_DRAWN_IN_ALL = Words("{} 合计已领满，没有可再领的金额。", "{}: drawn in full, nothing is left.")
_UNDER = Words("若「{}」取「{}」：最多 {}，即 {}", "if “{}” is read as “{}”: at most {}, by {}")
_BEST = Words("最优组合：{}，最多 {}", "best combination: {}, at most {}")
_EXCLUDED = Words("；不能与之同享：{}（关系 {}）", "; not beside these: {} (relation {})")
_CUT = Words("；受 {} 的合计上限所限", "; cut by the shared ceiling of {}")
_POOLS = Words("另可分享资金池（不计入合计）：{}", "pools that may be shared (not in the total): {}")
_UNBOUNDED = Words("原文未写数额、无法计入的：{}", "no sum named, so not counted: {}")
_UNCHECKED = Words("方案没有写、这里也没有查的：{}", "Not in the plan and not checked here: {}")
_GENERAL = Words(
    "一般申报条件（法人资格、信用、科研诚信、逾期项目等；general_conditions）",
    "general conditions (legal person, credit, research integrity, overdue projects …; general_conditions)",
)


def near_lines(program: Program, misses: tuple[NearMiss, ...], lang: str, width: int) -> list[Line]:
    """What is nearly reached."""
    if not misses:
        return []
    lines: list[Line] = [BLANK, (Part(_NEAR.said(lang), "head"),)]
    for miss in misses[:MOST_NEAR]:
        parts = [Part(f"{miss.measure} ", "quiet"), Part(near_said(program, miss, lang))]
        lines += flowed(parts, width, indent=2, hanging=6)
    return lines


def near_said(program: Program, miss: NearMiss, lang: str) -> str:
    """Say one line that was nearly reached."""
    fact = program.pack.fact_coded(miss.fact)
    gap, has, needs = (_number(each, miss.unit, lang) for each in (miss.gap, miss.has, miss.needs))
    text = (_SHORT if miss.upwards else _OVER).said(lang).format(fact_said(fact, lang), gap, has, needs)
    award = program.pack.measure(miss.measure).award
    if miss.award_at_line is not None and award is not None:
        words = _THEN.get(award.kind, _THEN_CEILING)
        text += words.said(lang).format(money_said(miss.award_at_line, lang))
    return text if miss.then is Verdict.ELIGIBLE else text + _THEN_OPEN.said(lang)


def _number(value: object, unit: Unit, lang: str) -> str:
    return say_number(value, unit, lang)


def total_lines(program: Program, answer: Answer, lang: str, width: int) -> list[Line]:
    """What the subject could get in all."""
    found = prospect(program, answer)
    lines: list[Line] = [BLANK, (Part(_TOTAL.said(lang), "head"),)]
    drawn = _drawn_said(answer, lang)
    if not found.most and not found.pools and not found.unbounded:
        for text in drawn or [_NOTHING.said(lang)]:
            lines += flowed([Part(text)], width, indent=2, hanging=4)
        return lines
    certain, most = money_said(found.certain, lang), money_said(found.most, lang)
    lines += flowed([Part(_CERTAIN.said(lang).format(certain, most), "money")], width, indent=2)
    for text in (*drawn, *_combinations(program, found.best, lang)):
        lines += flowed([Part(text)], width, indent=2, hanging=4)
    for words, measures in ((_POOLS, found.pools), (_UNBOUNDED, found.unbounded)):
        if measures:
            lines += flowed([Part(words.said(lang).format(listed(measures, lang)))], width, indent=2, hanging=4)
    return lines


def _drawn_said(answer: Answer, lang: str) -> list[str]:
    """Say which measures the subject has drawn in full already."""
    drawn = [each for each in answer.outcomes if each.award is not None and each.award.remaining == 0]
    told = []
    for words, paid in ((_DRAWN, PAID_IN_YEAR), (_DRAWN_IN_ALL, PAID_IN_TOTAL)):
        measures = [each.measure for each in drawn if any(award.paid == paid for award in each.judgement.awards)]
        if measures:
            told.append(words.said(lang).format(listed(measures, lang)))
    return told


def _combinations(program: Program, best: tuple[Combination, ...], lang: str) -> list[str]:
    """The best combination under each choice of the readings between clauses; told once where all agree."""
    told = [each for each in best if each.chosen]
    if len({(each.chosen, each.total) for each in told}) == 1:
        each = told[0]
        if len(each.chosen) < 2 and not each.excluded:
            return []
        return [_BEST.said(lang).format(" + ".join(each.chosen), money_said(each.total, lang)) + _left_out(each, lang)]
    texts = []
    for each in told:
        names = [(program.pack.reading(reading), code) for reading, code in each.choice.items()]
        readings = listed([title_of(reading, lang) for reading, _ in names], lang)
        choices = listed([title_of(alternative_of(reading, code), lang) for reading, code in names], lang)
        chosen = " + ".join(each.chosen)
        text = _UNDER.said(lang).format(readings, choices, money_said(each.total, lang), chosen)
        texts.append(text + _left_out(each, lang))
    return texts


def _left_out(combination: Combination, lang: str) -> str:
    by_relation: dict[str, list[str]] = {}
    for each in combination.excluded:
        by_relation.setdefault(each.relation, []).append(each.measure)
    text = "".join(
        _EXCLUDED.said(lang).format(listed(measures, lang), relation) for relation, measures in by_relation.items()
    )
    return text + (_CUT.said(lang).format(listed(combination.cut_by, lang)) if combination.cut_by else "")


def unchecked_lines(pack: Pack, lang: str, width: int) -> list[Line]:
    """What the plan does not say and the product did not check."""
    unchecked = [_GENERAL.said(lang) if each == "general_conditions" else each for each in pack.policy.unchecked]
    if not unchecked:
        return []
    text = _UNCHECKED.said(lang).format(listed(unchecked, lang))
    return [BLANK, *flowed([Part(text, "quiet")], width, hanging=2)]
