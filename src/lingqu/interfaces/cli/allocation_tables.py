"""The tables of an allocation: pools by year, what is taken with its sums a year, what is not and by what.

Its one law: every application stands in one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lingqu.interfaces.cli.allocation_numbers import in_line, told_value
from lingqu.interfaces.cli.allocation_reasons import reasons_said
from lingqu.interfaces.cli.allocation_words import unit_of
from lingqu.law.studies.allocation.allocation import Allocation
from lingqu.law.studies.allocation.programme import Choice, Item
from lingqu.law.studies.allocation.questions import Consequence
from lingqu.law.studies.allocation.reasons import Refused
from lingqu.law.studies.allocation.rows import instalments_of
from lingqu.reports.document import Cell, Column, Table
from lingqu.reports.wording import Words

POOLS = Words("各资金池逐年收支", "Pools by year")
CHOSEN = Words("支持的申请", "Taken")
REFUSED = Words("未支持的申请及原因", "Not taken, and why")
ID = Words("编号", "id")
NAME = Words("名称", "name")
ORGANISATION = Words("单位", "organisation")
MEASURE = Words("措施", "measure")
DISTRICT = Words("县区", "district")
SCORE = Words("评分", "score")
REQUESTED = Words("申请金额", "requested")
GIVEN = Words("支持金额", "given")
_PAID_IN = Words("{} 年", "{}")
_POOL = Words("资金池", "pool")
_YEAR = Words("年度", "year")
_HAS = Words("可用", "available")
_PAYS = Words("支付", "paid")
_LEFT = Words("余", "left")
_TOTAL = Words("合计 {} 项", "total of {}")
_WHY = Words("挡住它的限制", "kept out by")
_WITHOUT_COSTS = 6  # columns of what is not taken
_AT_LEAST = Words("放入它至少减少（{}）", "letting it in costs at least ({})")


def years_paid(allocation: Allocation) -> tuple[int, ...]:
    """The years in which something can be paid."""
    rules = allocation.programme.rules
    longest = max((len(rules.percents_of(item.application.measure)) for item in allocation.programme.items), default=1)
    return tuple(rules.year + number for number in range(longest))


def paid_by_year(allocation: Allocation, item: Item, given: int) -> tuple[int, ...]:
    """What an award comes to in each of these years."""
    parts = instalments_of(given, allocation.programme.rules.percents_of(item.application.measure))
    return (*parts, *(0 for _ in range(len(years_paid(allocation)) - len(parts))))


def pools_table(allocation: Allocation, lang: str) -> Table:
    """Every pool in every year: what it has, what is paid from it, what is left."""
    rules = allocation.programme.rules
    years = years_paid(allocation)
    paid: dict[tuple[str, int], int] = {}
    for place, item in enumerate(allocation.programme.items):
        pool = rules.pool_of(item.application.measure)
        parts = paid_by_year(allocation, item, allocation.choice.sum_of(item, place))
        for year, fen in zip(years, parts, strict=True):
            if pool is not None:
                paid[pool.name, year] = paid.get((pool.name, year), 0) + fen
    rows = [
        (pool.name, str(year), fen, paid.get((pool.name, year), 0), fen - paid.get((pool.name, year), 0))
        for pool in rules.pools
        for year, fen in pool.sums
    ]
    columns = (
        Column(_POOL.said(lang), width=28),
        Column(_YEAR.said(lang), width=8),
        Column(_HAS.said(lang), "money", 18),
        Column(_PAYS.said(lang), "money", 18),
        Column(_LEFT.said(lang), "money", 18),
    )
    return Table(POOLS.said(lang), columns, rows)


def chosen_table(allocation: Allocation, lang: str) -> Table:
    """What is taken, the highest score first."""
    years = years_paid(allocation)
    columns = [
        Column(ID.said(lang)),
        Column(NAME.said(lang), width=28),
        Column(MEASURE.said(lang), width=8),
        Column(DISTRICT.said(lang)),
        Column(SCORE.said(lang), "number", 8),
        Column(REQUESTED.said(lang), "money", 18),
        Column(GIVEN.said(lang), "money", 18),
        *(Column(_PAID_IN.said(lang).format(year), "money", 18) for year in years if len(years) > 1),
    ]
    scores = scores_told(allocation)
    rows: list[tuple[Cell, ...]] = []
    sums = [0] * (2 + len(years))
    for place in by_score(allocation, allocation.choice):
        item = allocation.programme.items[place]
        each = item.application
        given = allocation.choice.sum_of(item, place)
        paid = paid_by_year(allocation, item, given)
        numbers = (each.requested, given, *paid)
        sums = [one + other for one, other in zip(sums, numbers, strict=True)]
        told = numbers if len(years) > 1 else numbers[:2]
        rows.append((item.id, each.name, each.measure, each.facet("district"), scores[place], *told))
    told_sums = sums if len(years) > 1 else sums[:2]
    return Table(
        CHOSEN.said(lang), tuple(columns), rows, (_TOTAL.said(lang).format(len(rows)), "", "", "", "", *told_sums)
    )


def by_score(allocation: Allocation, choice: Choice) -> list[int]:
    items = allocation.programme.items
    places = [place for place, taken in enumerate(choice.taken) if taken]
    return sorted(places, key=lambda place: (-items[place].application.score, place))


def refused_table(allocation: Allocation, answer: Consequence | None, lang: str) -> Table:
    """What is not taken, the highest score first, with what keeps it out and what it costs, where known."""
    items = allocation.programme.items
    scores = scores_told(allocation)
    order = refused_by_score(allocation)
    rows: list[tuple[Cell, ...]] = []
    for refused in order:
        each = items[refused.place].application
        why = reasons_said(allocation, refused, lang)
        rows.append((each.id, each.name, each.measure, scores[refused.place], each.requested, why))
    columns: tuple[Column, ...] = (
        Column(ID.said(lang)),
        Column(NAME.said(lang), width=28),
        Column(MEASURE.said(lang), width=8),
        Column(SCORE.said(lang), "number", 8),
        Column(REQUESTED.said(lang), "money", 18),
        Column(_WHY.said(lang), width=60),
    )
    costs = _least_costs(allocation, order, answer)
    if any(cost is not None for cost in costs):
        columns = (*columns, Column(_AT_LEAST.said(lang).format(unit_of(allocation, lang)), "number", 18))
        rows = [(*row, cost) for row, cost in zip(rows, in_line(costs), strict=True)]
    return Table(REFUSED.said(lang), columns, rows)


def refused_by_score(allocation: Allocation) -> list[Refused]:
    """What is not taken, the highest score first."""
    items = allocation.programme.items
    return sorted(allocation.refused, key=lambda each: (-items[each.place].application.score, each.place))


def is_exact(answer: Consequence | None) -> bool:
    """Whether an answer says exactly what letting an application in costs."""
    return answer is not None and answer.asked == "in" and answer.choice is not None and answer.loss == answer.most


def has_costs(table: Table) -> bool:
    """Whether the table of what is not taken says of anything what it would cost."""
    return len(table.columns) > _WITHOUT_COSTS


def _least_costs(allocation: Allocation, order: Sequence[Refused], answer: Consequence | None) -> list[Fraction | None]:
    """What each costs beyond doubt; exactly for the one asked about, unknown where no cost follows from the bound."""
    exact = {answer.place: answer.loss} if answer is not None and is_exact(answer) else {}
    costs = [exact.get(each.place, each.at_least or None) for each in order]
    return [None if cost is None else told_value(allocation.programme.goal, cost) for cost in costs]


def scores_told(allocation: Allocation) -> list[str | None]:
    """The scores of all items with as many decimals."""
    return in_line([Fraction(item.application.score) for item in allocation.programme.items])


def money_by(allocation: Allocation, column: str) -> Sequence[tuple[str, int, int]]:
    """Money and number given for each value of a column, the most first; nothing where the column is empty."""
    found: dict[str, tuple[int, int]] = {}
    for place, item in enumerate(allocation.programme.items):
        name = item.application.facet(column)
        if allocation.choice.taken[place] and name:
            fen, count = found.get(name, (0, 0))
            found[name] = fen + allocation.choice.sum_of(item, place), count + 1
    return sorted(((name, fen, count) for name, (fen, count) in found.items()), key=lambda each: (-each[1], each[0]))
