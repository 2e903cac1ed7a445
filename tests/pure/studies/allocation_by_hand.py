"""Allocation by trying every choice, written apart from the product: sums and instalments counted anew from the rules.

Its one law: it follows docs/allocation.md word for word and knows no row, no goal and no solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from lingqu.law.studies.allocation.applications import Application, Applications
from lingqu.law.studies.allocation.rules import Limit, Rules

Given = dict[str, int]
"""Id -> sum in fen, for those taken."""


def sums_allowed(item: Application, rules: Rules) -> list[int]:
    """What an application can be given, the least first."""
    for rule in rules.partials:
        if item.measure in rule.measures:
            least = item.minimum
            if least is None and rule.minimum_percent is not None:
                least = -(-item.requested * rule.minimum_percent // 100)
            if least is not None:
                return sorted(range(item.requested, least - 1, -rule.step))
    return [item.requested]


def paid_in(item: Application, given: int, year: int, rules: Rules) -> int:
    """What of a sum is paid in one year."""
    percents = next((each.percents for each in rules.instalments if item.measure in each.measures), (100,))
    parts = [given * percent // 100 for percent in percents]
    parts[-1] = given - sum(parts[:-1])
    number = year - rules.year
    return parts[number] if 0 <= number < len(parts) else 0


def keeps(given: Given, items: Sequence[Application], rules: Rules) -> bool:
    """Whether a choice keeps all rules."""
    chosen = [item for item in items if item.id in given]
    if any(item.mandatory and item.id not in given for item in items):
        return False
    for pool in rules.pools:
        for year, most in pool.sums:
            if sum(paid_in(i, given[i.id], year, rules) for i in chosen if i.measure in pool.measures) > most:
                return False
    if not all(_limit_kept(limit, given, items, rules) for limit in rules.limits):
        return False
    for exclusion in rules.measure_exclusions:
        for one, other in combinations(chosen, 2):
            both = one.measure in exclusion.measures and other.measure in exclusion.measures
            if both and one.organisation == other.organisation and one.measure != other.measure:
                return False
    if any(len(given.keys() & {*each.items}) > 1 for each in rules.item_exclusions):
        return False
    return not any(other in given for item in chosen for other in item.excludes)


def _limit_kept(limit: Limit, given: Given, items: Sequence[Application], rules: Rules) -> bool:
    counted = [i for i in items if all(i.facet(column) in values for column, values in limit.where.tests)]
    groups = {i.facet(limit.by) for i in counted} if limit.by else {None}
    for group in groups:
        taken = [i for i in counted if i.id in given and (group is None or i.facet(limit.by or "") == group)]
        if limit.year is None:
            money = sum(given[i.id] for i in taken)
        else:
            percents = {m: r.percents for r in rules.instalments for m in r.measures}
            taken = [i for i in taken if 0 <= limit.year - rules.year < len(percents.get(i.measure, (100,)))]
            money = sum(paid_in(i, given[i.id], limit.year, rules) for i in taken)
        for found, bound in ((len(taken), limit.number), (money, limit.sum)):
            if bound is not None and (found > bound if limit.side == "ceiling" else found < bound):
                return False
    return True


def ranked(items: Sequence[Application], rules: Rules) -> list[Application]:
    """Items in the order of the tie rule."""
    keys = {
        "score": lambda i: -i.score,
        "smaller_request": lambda i: i.requested,
        "larger_request": lambda i: -i.requested,
        "earlier": lambda i: i.filed.isoformat() if i.filed else "9999",
        "id": lambda i: i.id,
    }
    found = sorted(items, key=lambda i: i.id)
    for rank in reversed(rules.objective.ranks):
        found.sort(key=keys[rank])
    return found


def merit(given: Given, items: Sequence[Application], rules: Rules) -> tuple[object, ...]:
    """What a choice is compared by, the aim first."""
    chosen = [item for item in items if item.id in given]
    money = sum(given.values())
    points = sum((item.score for item in chosen), Decimal(0))
    aims = {
        "score": points,
        "number": Decimal(len(chosen)),
        "score_times_sum": sum((item.score * given[item.id] for item in chosen), Decimal(0)),
    }
    totals = {
        "more_money": money,
        "less_money": -money,
        "more_awards": len(chosen),
        "fewer_awards": -len(chosen),
        "more_score": points,
    }
    order = ranked(items, rules)
    return (
        aims[rules.objective.aim],
        *(totals[each] for each in rules.objective.totals),
        tuple(item.id in given for item in order),
        tuple(given.get(item.id, 0) for item in order),
    )


def every_choice(items: Sequence[Application], rules: Rules) -> Iterator[Given]:
    """Every choice that keeps the rules."""
    options = [[None, *sums_allowed(item, rules)] for item in items]
    for sums in product(*options):
        given = {item.id: each for item, each in zip(items, sums, strict=True) if each is not None}
        if keeps(given, items, rules):
            yield given


def best_by_hand(applications: Applications, rules: Rules) -> Given | None:
    """The choice that the rules want; None where they cannot be kept."""
    items = applications.items
    return max(every_choice(items, rules), key=lambda given: merit(given, items, rules), default=None)
