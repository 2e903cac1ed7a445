"""The tables of an allocation: what is taken with its sums a year, what is not and by what, limits and their prices.

Its one law: every row of the programme and every application stands in one of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from lingqu.interfaces.cli.allocation_words import PRICE_OF_FEN, amount, bound, worth
from lingqu.interfaces.cli.bilingual import Words
from lingqu.law.studies.allocation.allocation import Allocation
from lingqu.law.studies.allocation.programme import Choice, Item
from lingqu.law.studies.allocation.reasons import Hindrance, Refused
from lingqu.law.studies.allocation.rows import instalments_of
from lingqu.reports.document import Cell, Column, Table

POOLS = Words("各资金池逐年收支", "Pools by year")
CHOSEN = Words("支持的申请", "Taken")
LIMITS = Words("各项限制与价格", "Limits and prices")
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
_LIMIT = Words("限制", "limit")
_BOUND = Words("要求", "bound")
_USED = Words("已用", "used")
_LEFT = Words("余", "left")
_PRICE = Words("价格（每 10万元或每项）", "price (100,000 yuan, or one)")
_WHY = Words("挡住它的限制", "kept out by")
_PRICE_OF_ITEM = Words("松弛代价", "price")
_AT_LEAST = Words("至少损失", "least loss")
_LEFT_NEEDED = Words("{}（余 {}，需 {}）", "{} (left {}, needs {})")
_NEVER = Words("自身就超过：", "by itself above: ")
_NOTHING = Words(
    "没有限制挡住：放入它不增加目标值，按先后规则不取", "no limit: it adds nothing, and the tie rule leaves it out"
)
_MORE = Words("另有 {} 条限制也挡住它", "{} more limits keep it out")
_SPARE = Words(
    "另有 {} 条限制不起作用（有余量且价格为零），全部在工作簿里",
    "{} more limits do not bind (room left, price zero); the workbook has all",
)
_FEW_LIMITS = 40
_FEW_REASONS = 3


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
        Column(SCORE.said(lang), width=8),
        Column(REQUESTED.said(lang), "money", 18),
        Column(GIVEN.said(lang), "money", 18),
        *(Column(_PAID_IN.said(lang).format(year), "money", 18) for year in years if len(years) > 1),
    ]
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
        rows.append((item.id, each.name, each.measure, each.facet("district"), str(each.score), *told))
    told_sums = sums if len(years) > 1 else sums[:2]
    return Table(CHOSEN.said(lang), tuple(columns), rows, (str(len(rows)), "", "", "", "", *told_sums))


def by_score(allocation: Allocation, choice: Choice) -> list[int]:
    items = allocation.programme.items
    places = [place for place, taken in enumerate(choice.taken) if taken]
    return sorted(places, key=lambda place: (-items[place].application.score, place))


def limits_table(allocation: Allocation, lang: str) -> Table:
    """Every limit with what is used and left, the dearest first, then the fullest."""
    programme = allocation.programme
    prices = allocation.prices
    rows = []
    spare = 0
    for number, row in enumerate(programme.rows):
        used = row.activity(allocation.choice)
        left = row.bound - used if row.sense == "most" else used - row.bound
        price = prices.price(number) * (PRICE_OF_FEN if row.money else 1) if prices else None
        binds = bool(price) or (left == 0 and row.kind in ("pool", "ceiling", "floor"))
        spare += not binds
        told = None if price is None else worth(programme.goal, price, lang)
        cells = (row.label.said(lang), bound(row, lang), amount(row, used, lang), amount(row, left, lang), told)
        worth_of = price * programme.goal.unit if price else 0
        rows.append(((not binds, -worth_of, number), cells))
    rows.sort(key=lambda each: each[0])
    columns = (
        Column(_LIMIT.said(lang), width=34),
        Column(_BOUND.said(lang), width=18),
        Column(_USED.said(lang)),
        Column(_LEFT.said(lang)),
        Column(_PRICE.said(lang), width=24),
    )
    shown = min(_FEW_LIMITS, max(1, len(rows) - spare))
    note = _SPARE.said(lang).format(spare) if spare else ""
    return Table(LIMITS.said(lang), columns, [cells for _, cells in rows], shown=shown, note=note)


def refused_table(allocation: Allocation, lang: str) -> Table:
    """What is not taken, the highest score first, with what keeps it out."""
    programme = allocation.programme
    order = sorted(allocation.refused, key=lambda each: (-programme.items[each.place].application.score, each.place))
    rows: list[tuple[Cell, ...]] = []
    for refused in order:
        each = programme.items[refused.place].application
        price = None if refused.price is None else worth(programme.goal, refused.price, lang)
        least = None if refused.at_least is None else worth(programme.goal, refused.at_least, lang)
        why = reasons_said(refused, lang)
        rows.append((each.id, each.name, each.measure, str(each.score), each.requested, why, price, least))
    columns = (
        Column(ID.said(lang)),
        Column(NAME.said(lang), width=28),
        Column(MEASURE.said(lang), width=8),
        Column(SCORE.said(lang), width=8),
        Column(REQUESTED.said(lang), "money", 18),
        Column(_WHY.said(lang), width=60),
        Column(_PRICE_OF_ITEM.said(lang), width=18),
        Column(_AT_LEAST.said(lang), width=18),
    )
    return Table(REFUSED.said(lang), columns, rows)


def reasons_said(refused: Refused, lang: str, most: int = _FEW_REASONS) -> str:
    """Say the limits that keep an item out."""
    if not refused.hindrances:
        return _NOTHING.said(lang)
    told = [hindrance_said(each, lang) for each in refused.hindrances[:most]]
    more = len(refused.hindrances) - most
    head = _NEVER.said(lang) if refused.never else ""
    mark = "；" if lang == "zh" else "; "
    return head + mark.join(told) + (mark + _MORE.said(lang).format(more) if more > 0 else "")


def hindrance_said(each: Hindrance, lang: str) -> str:
    """Say one limit, what is left in it and what the item needs."""
    left, needed = amount(each.row, each.left, lang), amount(each.row, each.needed, lang)
    if each.row.kind == "exclusion":
        return each.row.label.said(lang)
    return _LEFT_NEEDED.said(lang).format(each.row.label.said(lang), left, needed)


def money_by(allocation: Allocation, column: str) -> Sequence[tuple[str, int, int]]:
    """Money and number given for each value of a column, the most first; nothing where the column is empty."""
    found: dict[str, tuple[int, int]] = {}
    for place, item in enumerate(allocation.programme.items):
        name = item.application.facet(column)
        if allocation.choice.taken[place] and name:
            fen, count = found.get(name, (0, 0))
            found[name] = fen + allocation.choice.sum_of(item, place), count + 1
    return sorted(((name, fen, count) for name, (fen, count) in found.items()), key=lambda each: (-each[1], each[0]))
