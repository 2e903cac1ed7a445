"""The answer to one question about one application: what leaves, what enters, what changes, and what it costs.

Its one law: every application that fares otherwise is named.
"""

from __future__ import annotations

from lingqu.interfaces.cli.allocation_tables import scores_told
from lingqu.interfaces.cli.allocation_words import bound, money, value_name, worth
from lingqu.law.studies.allocation.allocation import Allocation
from lingqu.law.studies.allocation.questions import Consequence
from lingqu.reports.document import Cell, Column, Section, Table
from lingqu.reports.wording import Words

_IN = Words("若放入 {}", "If {} is let in")
_OUT = Words("{} 已支持；若不支持它", "{} is taken; if it were left out")
_LOSS = Words("{}减少 {}", "{} falls by {}")
_NO_LOSS = Words("{}一样多", "{} stays the same")
_RANGE = Words("{}减少 {} 至 {}", "{} falls by between {} and {}")
_MONEY = Words("；支持金额合计从 {} 变为 {}。", "; money in all from {} to {}.")
_SAME_MONEY = Words("；支持金额合计不变，仍是 {}。", "; money in all stays {}.")
_NOT = Words(
    "做不到：以下各条不能同时满足，去掉其中任何一条就可以：",
    "It cannot be had: these cannot be kept together, any one taken away they can:",
)
_CHANGED = Words("有变化的申请", "Applications that change")
_WHAT = Words("变化", "change")
_LEAVES, _ENTERS = Words("退出", "leaves"), Words("进入", "enters")
_MORE, _LESS = Words("增加", "more"), Words("减少", "less")
_BEFORE, _AFTER = Words("原来", "before"), Words("之后", "after")
_ID, _NAME, _SCORE = Words("编号", "id"), Words("名称", "name"), Words("评分", "score")


def question_section(allocation: Allocation, answer: Consequence, lang: str) -> Section:
    """The section of a report that answers --why."""
    programme = allocation.programme
    words = _IN if answer.asked == "in" else _OUT
    title = words.said(lang).format(programme.items[answer.place].id)
    if answer.choice is None:
        rows = [] if answer.clash is None else answer.clash.rows
        texts = [_NOT.said(lang), *(f"· {row.label.said(lang)} {bound(row, lang)}" for row in rows)]
        return Section(title, tuple(texts))
    return Section(title, (_cost(allocation, answer, lang),), tables=(_changes(allocation, answer, lang),))


def _cost(allocation: Allocation, answer: Consequence, lang: str) -> str:
    words = _RANGE if answer.loss != answer.most else _LOSS if answer.loss else _NO_LOSS
    losses = (worth(allocation.programme.goal, each, lang) for each in (answer.loss, answer.most))
    before, after = allocation.money(), allocation.money(answer.choice)
    sums = _SAME_MONEY if before == after else _MONEY
    return words.said(lang).format(value_name(allocation, lang), *losses) + sums.said(lang).format(
        money(before, lang), money(after, lang)
    )


def _changes(allocation: Allocation, answer: Consequence, lang: str) -> Table:
    assert answer.choice is not None
    rows: list[tuple[Cell, ...]] = []
    scores = scores_told(allocation)
    for place, item in enumerate(allocation.programme.items):
        before = allocation.choice.sum_of(item, place)
        after = answer.choice.sum_of(item, place)
        if before != after:
            words = _ENTERS if not before else _LEAVES if not after else _MORE if after > before else _LESS
            each = item.application
            rows.append((words.said(lang), each.id, each.name, scores[place], before or None, after or None))
    columns = (
        Column(_WHAT.said(lang), width=8),
        Column(_ID.said(lang)),
        Column(_NAME.said(lang), width=28),
        Column(_SCORE.said(lang), "number", 8),
        Column(_BEFORE.said(lang), "money", 18),
        Column(_AFTER.said(lang), "money", 18),
    )
    return Table(_CHANGED.said(lang), columns, rows)
