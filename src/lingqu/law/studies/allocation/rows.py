"""Every rule spelt out as rows of whole numbers over the items: for each pool and year, each value counted, each pair.

Its one law: a row says exactly what its rule says, in fen or in numbers; rows that no choice could break are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from lingqu.law.studies.allocation.programme import Item, Kind, Row, Sense, Term
from lingqu.law.studies.allocation.rules import Limit, MeasureExclusion, Rules
from lingqu.law.studies.allocation.sayings import Saying

FEW_PAIRS = 1000
"""Up to here each two items of one organisation that exclude each other make a row; beyond it they are put together."""

_WHAT = {False: Saying("项数", "number"), True: Saying("金额", "sum")}


def rows_of(items: Sequence[Item], rules: Rules) -> tuple[Row, ...]:
    """Spell out all rules, in the order of the file, that some choice could break."""
    return tuple(row for row in _rows(items, rules) if _can_be_broken(row, items))


def instalments_of(sum: int, percents: Sequence[int]) -> tuple[int, ...]:
    """Split a sum over years: each year cut down to whole fen, the last one gets the rest.

    >>> instalments_of(1001, (40, 30, 30))
    (400, 300, 301)
    """
    shares = [sum * percent // 100 for percent in percents[:-1]]
    rest = sum
    for share in shares:
        rest -= share
    return (*shares, rest)


def _rows(items: Sequence[Item], rules: Rules) -> Iterator[Row]:
    yield from _pool_rows(items, rules)
    for limit in rules.limits:
        yield from _limit_rows(items, rules, limit)
    for exclusion in rules.measure_exclusions:
        yield from _measure_rows(items, exclusion)
    places = {item.id: place for place, item in enumerate(items)}
    for each in rules.item_exclusions:
        terms = tuple(Term(place, 1) for place in sorted(places[id] for id in each.items))
        yield Row(each.name, Saying(each.name, each.name), "exclusion", "most", 1, terms, False)
    pairs = {tuple(sorted((place, places[id]))) for place, item in enumerate(items) for id in item.application.excludes}
    for one, other in sorted(pairs):
        names = items[one].id, items[other].id
        label = Saying("{} 与 {} 互斥".format(*names), "{} excludes {}".format(*names))
        yield Row(label.zh, label, "exclusion", "most", 1, (Term(one, 1), Term(other, 1)), False)
    for place, item in enumerate(items):
        if item.application.mandatory:
            yield must_take(item, place, "mandatory")


def must_take(item: Item, place: int, kind: Kind) -> Row:
    """The row that an item be taken: it is mandatory, or somebody asks what would follow."""
    label = (
        Saying(f"必选 {item.id}", f"mandatory {item.id}")
        if kind == "mandatory"
        else Saying(f"放入 {item.id}", f"letting {item.id} in")
    )
    return Row(label.zh, label, kind, "least", 1, (Term(place, 1),), False)


def _pool_rows(items: Sequence[Item], rules: Rules) -> Iterator[Row]:
    for pool in rules.pools:
        for year, fen in pool.sums:
            terms = _money_terms(
                items, rules, [p for p, i in enumerate(items) if i.application.measure in pool.measures], year
            )
            label = Saying(f"{pool.name}（{year}年）", f"{pool.name} ({year})")
            yield Row(pool.name, label, "pool", "most", fen, terms, True, year)


def _limit_rows(items: Sequence[Item], rules: Rules, limit: Limit) -> Iterator[Row]:
    groups: dict[str, list[int]] = {} if limit.by else {"": []}
    for place, item in enumerate(items):
        if all(item.application.facet(column) in values for column, values in limit.where.tests):
            groups.setdefault(item.application.facet(limit.by) if limit.by else "", []).append(place)
    for value, places in sorted(groups.items()):
        notes = [each for each in (value, f"{limit.year}" if limit.year else "") if each]
        for money, bound in ((False, limit.number), (True, limit.sum)):
            if bound is None:
                continue
            if money:
                terms = _money_terms(items, rules, places, limit.year)
            else:
                terms = _count_terms(items, rules, places, limit.year)
            what = [] if (limit.number is None) != (limit.sum is None) else [_WHAT[money]]
            zh = "，".join([*notes, *(each.zh for each in what)])
            en = ", ".join([*notes, *(each.en for each in what)])
            label = Saying(limit.name + (f"（{zh}）" if zh else ""), limit.name + (f" ({en})" if en else ""))
            sense: Sense = "most" if limit.side == "ceiling" else "least"
            yield Row(limit.name, label, limit.side, sense, bound, terms, money, limit.year)


def _measure_rows(items: Sequence[Item], exclusion: MeasureExclusion) -> Iterator[Row]:
    organisations: dict[str, dict[str, list[int]]] = {}
    for place, item in enumerate(items):
        each = item.application
        if each.measure in exclusion.measures:
            organisations.setdefault(each.organisation, {}).setdefault(each.measure, []).append(place)
    for organisation, measures in sorted(organisations.items()):
        if len(measures) < 2:
            continue
        label = Saying(f"{exclusion.name}（{organisation}）", f"{exclusion.name} ({organisation})")
        for terms, bound in _apart([*measures.values()]):
            yield Row(exclusion.name, label, "exclusion", "most", bound, terms, False)


def _apart(groups: Sequence[Sequence[int]]) -> Iterator[tuple[tuple[Term, ...], int]]:
    """Rows that let items of one group only be taken: one row where each group has one item."""
    if all(len(group) == 1 for group in groups):
        yield tuple(Term(place, 1) for place in sorted(group[0] for group in groups)), 1
        return
    pairs = [(one, other) for a, b in combinations(groups, 2) for one in a for other in b]
    if len(pairs) <= FEW_PAIRS:
        yield from ((tuple(Term(place, 1) for place in sorted(pair)), 1) for pair in pairs)
        return
    for group in groups:
        others = sorted(place for each in groups if each is not group for place in each)
        weight = len(others)
        for place in group:
            yield (Term(place, weight), *(Term(other, 1) for other in others)), weight


def _money_terms(items: Sequence[Item], rules: Rules, places: Sequence[int], year: int | None) -> tuple[Term, ...]:
    terms = []
    for place in places:
        item = items[place]
        if year is None:
            terms.append(Term(place, item.low, item.step))
            continue
        percents = rules.percents_of(item.application.measure)
        number = year - rules.year
        if 0 <= number < len(percents):
            fixed = instalments_of(item.low, percents)[number]
            terms.append(Term(place, fixed, item.step * percents[number] // 100))
    return tuple(terms)


def _count_terms(items: Sequence[Item], rules: Rules, places: Sequence[int], year: int | None) -> tuple[Term, ...]:
    if year is None:
        return tuple(Term(place, 1) for place in places)
    paid = [
        place for place in places if 0 <= year - rules.year < len(rules.percents_of(items[place].application.measure))
    ]
    return tuple(Term(place, 1) for place in paid)


def _can_be_broken(row: Row, items: Sequence[Item]) -> bool:
    if row.sense == "least":
        return row.bound > 0
    most = 0
    for term in row.terms:
        most += term.fixed + term.per_step * items[term.item].steps
    return most > row.bound
