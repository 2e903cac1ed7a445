"""How values, rows and standings of an allocation are said in both languages.

Its one law: an exact value is said exactly; what is rounded says so. It does not know where it is shown.
"""

from __future__ import annotations

from fractions import Fraction

from lingqu.interfaces.cli.bilingual import Words
from lingqu.law.lang.money import money_en, money_zh
from lingqu.law.studies.allocation.allocation import Allocation
from lingqu.law.studies.allocation.programme import Goal, Row

PRICE_OF_FEN = 10_000_000
"""Prices of money are told for ten times ten thousand yuan (10万元)."""

AIMS = {
    "score": Words("总分最高", "the highest total score"),
    "score_times_sum": Words("分数×金额之和最大", "the largest sum of score times money"),
    "number": Words("项数最多", "the largest number of awards"),
}
UNITS = {
    "score": Words("分", "points"),
    "score_times_sum": Words("分·万元", "points x 10,000 yuan"),
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
_GAP = Words("与最优相差至多 {}%（上界 {}）", "at most {}% below the optimum (bound {})")
_MOST = Words("至多 {}", "at most {}")
_LEAST = Words("至少 {}", "at least {}")
_COUNT = Words("{} 项", "{}")
_ABOUT = Words("约 {}", "about {}")


def money(fen: int, lang: str) -> str:
    """Say a sum exactly."""
    return money_en(fen) if lang == "en" else money_zh(fen)


def worth(goal: Goal, value: int | Fraction, lang: str) -> str:
    """Say a value of the goal with its unit; a fraction of its unit is rounded to two decimals and says so."""
    exact = goal.unit * value / (10_000 if goal.name == "score_times_sum" else 1)
    unit = UNITS[goal.name].said(lang)
    text, rounded = _decimal(exact)
    said = f"{text} {unit}"
    return _ABOUT.said(lang).format(said) if rounded else said


def _decimal(exact: Fraction) -> tuple[str, bool]:
    """A fraction with at most six decimals where they say it exactly, else with two."""
    for digits in range(7):
        scaled = exact * 10**digits
        if scaled.denominator == 1:
            return f"{int(scaled) / 10**digits:,.{digits}f}" if digits else f"{int(scaled):,}", False
    return f"{round(float(exact), 2):,.2f}", True


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
