"""Rules and applications brought together: checked against each other, items put in the order of the tie rule.

Its one law: a rule that cannot be counted, because a column is unknown or empty, is a fault and not a rule that holds.
It does not know how a rule is spelt as rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lingqu.law.studies.allocation.applications import Application, Applications
from lingqu.law.studies.allocation.goals import goal_of, total_of
from lingqu.law.studies.allocation.programme import Item, Programme, never_taken
from lingqu.law.studies.allocation.rows import rows_of
from lingqu.law.studies.allocation.rules import Rank, Rules
from lingqu.law.studies.allocation.sayings import AllocationFault, Saying, UnableToAllocate, nearest

_PAID = Saying("有资金池支付的措施：{}", "a measure that a pool pays: {}")
_COLUMN = Saying("申请表的列：{}", "a column of the applications: {}")
_COUNTED = Saying("不空：规则「{}」按它计数", "a value: the rule {} counts by it")
_YEAR = Saying("资金池「{}」有 {} 年的金额：分期要用", "a sum for {1} in the pool {0}: instalments fall into it")
_ITEM = Saying("申请表里的编号", "the id of an application")
_NO_VALUE = Saying("规则「{}」里的 {}：没有一项申请是这样", "{1} in the rule {0}: no application has it")
_NEAR = Saying("（最接近的是 {}）", " (nearest {})")
_IDLE_POOL = Saying("资金池「{}」支付的措施没有申请", "no application is under a measure that the pool {} pays")
_UNUSED_MINIMUM = Saying(
    "{} 项申请写了最低金额，但规则不许它们的措施（{}）部分支持：这 {} 项要么按全额支持，要么不支持",
    "{} applications give a minimum, but the rules allow no partial awards under their measures ({}): "
    "these {} get all they asked for or nothing",
)
_UNDATED = Saying(
    "{} 项申请没有申报日期：按日期比较时排在最后",
    "{} applications have no day of filing: they come last where days are compared",
)


def bind(applications: Applications, rules: Rules) -> Programme:
    """Bind rules to applications. Raises `UnableToAllocate` with all that does not fit."""
    faults = [*_faults(applications, rules)]
    if faults:
        raise UnableToAllocate(faults)
    items = tuple(_item(each, rules) for each in sorted(applications.items, key=_rank(rules.objective.ranks)))
    totals = tuple(total_of(name, items) for name in rules.objective.totals)
    notes = tuple(_notes(applications, rules))
    rows = rows_of(items, rules)
    return Programme(rules, items, rows, goal_of(items, rules), totals, notes, never_taken(rows))


def _rank(ranks: Sequence[Rank]) -> Callable[[Application], tuple[object, ...]]:
    def key(each: Application) -> tuple[object, ...]:
        found: dict[Rank, object] = {
            "score": -each.score,
            "smaller_request": each.requested,
            "larger_request": -each.requested,
            "earlier": (each.filed is None, each.filed.toordinal() if each.filed else 0),
            "id": each.id,
        }
        return tuple(found[rank] for rank in ranks)

    return key


def _item(application: Application, rules: Rules) -> Item:
    rule = rules.partial_of(application.measure)
    high = application.requested
    if rule is None:
        return Item(application, high)
    low = application.minimum
    if low is None and rule.minimum_percent is not None:
        low = -(-high * rule.minimum_percent // 100)
    if low is None:
        return Item(application, high)
    steps = (high - low) // rule.step
    return Item(application, high - steps * rule.step, rule.step if steps else 0, steps)


# what does not fit


def _faults(applications: Applications, rules: Rules) -> Iterator[AllocationFault]:
    file = applications.file
    paid = [measure for pool in rules.pools for measure in pool.measures]
    for each in applications.items:
        if each.measure not in paid:
            near = nearest(each.measure, paid)
            expected = Saying(*(text.format(", ".join(paid[:24])) for text in _PAID))
            yield AllocationFault(file, each.measure, expected, near or paid[0], each.row, "measure", near)
    yield from _column_faults(applications, rules)
    ids = {each.id for each in applications.items}
    for exclusion in rules.item_exclusions:
        for id in exclusion.items:
            if id not in ids:
                near = nearest(id, ids)
                yield AllocationFault(rules.file, id, _ITEM, near or min(ids), None, exclusion.name, near)
    yield from _instalment_faults(applications, rules)


def _column_faults(applications: Applications, rules: Rules) -> Iterator[AllocationFault]:
    known = ("measure", *(column for column in applications.columns if column != "measure"))
    for column, rule in dict.fromkeys(rules.columns_counted()):
        if column not in known:
            near = nearest(column, known)
            expected = Saying(*(text.format(", ".join(known[:24])) for text in _COLUMN))
            yield AllocationFault(rules.file, column, expected, near or known[0], None, rule, near)
            continue
        expected = Saying(*(text.format(rule) for text in _COUNTED))
        for each in applications.items:
            if not each.facet(column):
                yield AllocationFault(applications.file, "", expected, "阳朔县", each.row, column)


def _instalment_faults(applications: Applications, rules: Rules) -> Iterator[AllocationFault]:
    for measure in dict.fromkeys(each.measure for each in applications.items):
        pool = rules.pool_of(measure)
        for number in range(len(rules.percents_of(measure))):
            year = rules.year + number
            if pool is not None and pool.sum_of(year) is None:
                expected = Saying(*(text.format(pool.name, year) for text in _YEAR))
                yield AllocationFault(rules.file, measure, expected, f'{year} = "8000万元"', None, pool.name)


def _notes(applications: Applications, rules: Rules) -> Iterator[Saying]:
    items = applications.items
    measures = {each.measure for each in items}
    for pool in rules.pools:
        if not measures & {*pool.measures}:
            yield Saying(*(text.format(pool.name) for text in _IDLE_POOL))
    for limit in rules.limits:
        for column, values in limit.where.tests:
            present = {each.facet(column) for each in items}
            for value in values:
                if value not in present:
                    near = nearest(value, present)
                    added = Saying(*(text.format(near) for text in _NEAR)) if near else Saying("", "")
                    yield Saying(*(a.format(limit.name, value) + b for a, b in zip(_NO_VALUE, added, strict=True)))
    unused = [each.measure for each in items if each.minimum is not None and rules.partial_of(each.measure) is None]
    if unused:
        named = sorted({*unused})
        words = zip(_UNUSED_MINIMUM, ("、".join(named), ", ".join(named)), strict=True)
        yield Saying(*(text.format(len(unused), names, len(unused)) for text, names in words))
    undated = sum(1 for each in items if each.filed is None)
    if undated and undated < len(items) and "earlier" in rules.objective.ranks:
        yield Saying(*(text.format(undated) for text in _UNDATED))
