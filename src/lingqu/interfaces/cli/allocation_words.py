"""How values, rows and standings of an allocation are said in both languages.

Its one law: an exact value is said exactly; what is rounded says so. It does not know where it is shown.
"""

from __future__ import annotations

from fractions import Fraction

from lingqu.interfaces.cli.allocation_numbers import decimals_needed, in_line, told_value
from lingqu.law.lang.money import money_en, money_zh
from lingqu.law.studies.allocation.allocation import Allocation
from lingqu.law.studies.allocation.programme import Goal, Row
from lingqu.reports.numbers import cell_text
from lingqu.reports.wording import Words

PRICE_OF_FEN = 10_000_000
"""Prices of money are told for ten times ten thousand yuan (10万元)."""

AIMS = {
    "score": Words("总分最高", "the highest total score"),
    "score_times_sum": Words(
        "评分×金额合计最大：每项评分乘以支持金额（万元）再相加，80 分的得 100万元计 8,000 分×万元",
        "the largest sum of score × money: 80 points and one million yuan count 8,000 points × 10,000 yuan",
    ),
    "number": Words("项数最多", "the largest number of awards"),
}
VALUES = {
    "score": Words("总分", "the total score"),
    "score_times_sum": Words("评分×金额合计", "the sum of score × money"),
    "number": Words("支持项数", "the number of awards"),
}
UNITS = {
    "score": Words("分", "points"),
    "score_times_sum": Words("分×万元", "points × 10,000 yuan"),
    "number": Words("项", "awards"),
}
TIES = {
    "more_money": Words("金额合计大者", "more money in all"),
    "less_money": Words("金额合计小者", "less money in all"),
    "more_awards": Words("项数多者", "more awards"),
    "fewer_awards": Words("项数少者", "fewer awards"),
    "more_score": Words("总分高者", "a higher total score"),
    "score": Words("分高的先", "the higher score first"),
    "smaller_request": Words("申请少的先", "the smaller request first"),
    "larger_request": Words("申请多的先", "the larger request first"),
    "earlier": Words("申报早的先", "the earlier filed first"),
    "id": Words("编号小的先", "the lower id first"),
}
_PROVEN = Words("已证明是最优：没有更好的选法", "proven optimal: no choice is better")
_GAP = Words("与最优相差至多 {}%（任何选法都不超过 {}）", "at most {}% below the optimum (no choice exceeds {})")
_MOST = Words("至多 {}", "at most {}")
_LEAST = Words("至少 {}", "at least {}")
_COUNT = Words("{} 项", "{}")
_ABOUT = Words("约 {}", "about {}")


def money(fen: int, lang: str) -> str:
    """Say a sum exactly."""
    return money_en(fen) if lang == "en" else money_zh(fen)


def worth(goal: Goal, value: int | Fraction, lang: str) -> str:
    """Say a value of the goal with its unit; a fraction of its unit is rounded to two decimals and says so."""
    exact = [told_value(goal, value)]
    said = f"{cell_text(in_line(exact)[0], 'number')} {UNITS[goal.name].said(lang)}"
    return _ABOUT.said(lang).format(said) if decimals_needed(exact) is None else said


def value_name(allocation: Allocation, lang: str) -> str:
    """What is made as large as can be, as a noun."""
    return VALUES[allocation.programme.goal.name].said(lang)


def unit_of(allocation: Allocation, lang: str) -> str:
    """The unit of what is made as large as can be."""
    return UNITS[allocation.programme.goal.name].said(lang)


def amount(row: Row, number: int, lang: str) -> str:
    """Say what a row has, needs or has left."""
    return money(number, lang) if row.money else _COUNT.said(lang).format(number)


def bound(row: Row, lang: str) -> str:
    """Say what a row asks for."""
    words = _MOST if row.sense == "most" else _LEAST
    return words.said(lang).format(amount(row, row.bound, lang))


def standing(allocation: Allocation, lang: str) -> str:
    """Say how far the choice is proven."""
    if allocation.standing == "optimal":
        return _PROVEN.said(lang)
    gap = f"{allocation.gap * 100:.4f}"
    return _GAP.said(lang).format(gap, worth(allocation.programme.goal, allocation.bound, lang))


def ties(allocation: Allocation, lang: str) -> str:
    """Say the tie rule."""
    objective = allocation.programme.rules.objective
    return ("、" if lang == "zh" else ", ").join(
        TIES[each].said(lang) for each in (*objective.totals, *objective.ranks)
    )
