"""Allocation against trying every choice: the same optimum, tie rule and fen, whatever the order of the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lingqu.law.studies.allocation.allocation import Allocation, UnableToSatisfy, allocate
from lingqu.law.studies.allocation.applications import Application, Applications
from lingqu.law.studies.allocation.binding import bind
from lingqu.law.studies.allocation.questions import ask
from lingqu.law.studies.allocation.rules import (
    AIMS,
    DEFAULT_RANKS,
    TOTALS,
    Instalments,
    Limit,
    MeasureExclusion,
    Objective,
    Partial,
    Pool,
    Rules,
    Where,
)
from lingqu.law.studies.allocation.solver import Effort
from pure.studies.allocation_by_hand import best_by_hand, every_choice, keeps, merit

QUICK = settings(suppress_health_check=[HealthCheck.too_slow])
MEASURES = ("F01", "F02", "F03")
DISTRICTS = ("七星区", "阳朔县")
YUAN = 100


@st.composite
def applications(draw: st.DrawFn, most: int = 7) -> Applications:
    # few different scores and sums, so that ties are many; odd fen, so that doubles would show
    count = draw(st.integers(1, most))
    ids = [f"A{number}" for number in range(count)]
    items = []
    for id in ids:
        requested = draw(st.sampled_from((30_000, 50_000, 50_001, 120_000, 99_999_999)))
        others = [each for each in ids if each != id]
        items.append(
            Application(
                id=id,
                measure=draw(st.sampled_from(MEASURES)),
                score=Decimal(draw(st.sampled_from(("60", "60.5", "75", "90.25", "0")))),
                requested=requested,
                organisation=draw(st.sampled_from(("甲", "乙", "丙"))),
                minimum=draw(st.sampled_from((None, 20_000, requested // 2))),
                mandatory=draw(st.sampled_from((False,) * 9 + (True,))),
                excludes=tuple(draw(st.lists(st.sampled_from(others), max_size=1))) if others else (),
                filed=draw(st.sampled_from((None, date(2027, 3, 1), date(2027, 3, 2)))),
                facets=(("district", draw(st.sampled_from(DISTRICTS))), ("industry", "人工智能")),
            )
        )
    items = [replace(i, minimum=min(i.minimum, i.requested) if i.minimum else None) for i in items]
    return Applications("a.csv", tuple(items), ("measure", "organisation", "district", "industry"))


@st.composite
def limits(draw: st.DrawFn, number: int) -> Limit:
    side = draw(st.sampled_from(("ceiling", "ceiling", "floor")))
    where = draw(st.sampled_from((Where(), Where((("district", ("阳朔县",)),)), Where((("measure", ("F01", "F02")),)))))
    by = draw(st.sampled_from((None, "organisation", "district", "measure")))
    count = draw(st.sampled_from((None, 1, 2)))
    money = (
        draw(st.sampled_from((None, 50_000, 130_001))) if side == "ceiling" else draw(st.sampled_from((None, 40_000)))
    )
    if count is None and money is None:
        count = 1
    year = draw(st.sampled_from((None, None, 2027, 2028)))
    return Limit(f"限{number}", side, where, by if side == "ceiling" else None, count, money, year)


@st.composite
def rule_sets(draw: st.DrawFn) -> Rules:
    sums = (
        (2027, draw(st.sampled_from((0, 90_000, 150_001, 200_000_000)))),
        (2028, draw(st.sampled_from((60_000, 10**8)))),
    )
    second = st.sampled_from(((2027, 50_000), (2027, 120_000)))
    aim = draw(st.sampled_from(AIMS))
    return Rules(
        file="r.toml",
        title="试",
        year=2027,
        pools=(Pool("一", ("F01", "F02"), sums), Pool("二", ("F03",), (draw(second),))),
        objective=Objective(
            aim,
            tuple(draw(st.lists(st.sampled_from(TOTALS), max_size=2, unique=True))),
            draw(st.sampled_from((DEFAULT_RANKS, ("id",), ("larger_request", "id"), ("earlier", "score", "id")))),
        ),
        limits=tuple(draw(limits(number)) for number in range(draw(st.integers(0, 3)))),
        measure_exclusions=draw(st.sampled_from(((), (MeasureExclusion("互", ("F01", "F03")),)))),
        item_exclusions=(),
        partials=draw(
            st.sampled_from(
                ((), (Partial("部", ("F01", "F03"), 100 * YUAN),), (Partial("部", ("F01",), 75 * YUAN, 60),))
            )
        ),
        instalments=draw(st.sampled_from(((), (Instalments("分", ("F02",), (67, 33)),)))),
    )


def small_steps(found: Applications, rules: Rules) -> Applications:
    """Leave few steps to each partial award, so that every choice can be tried."""
    step = rules.partials[0].step if rules.partials else 100
    items = [replace(i, minimum=max(i.minimum, i.requested - 2 * step)) if i.minimum else i for i in found.items]
    if rules.partials and rules.partials[0].minimum_percent:
        items = [replace(i, minimum=i.minimum or max(1, i.requested - 2 * step)) for i in items]
    return replace(found, items=tuple(items))


def given_by(allocation: Allocation) -> dict[str, int]:
    choice, items = allocation.choice, allocation.programme.items
    return {item.id: choice.sum_of(item, place) for place, item in enumerate(items) if choice.taken[place]}


@QUICK
@given(applications(), rule_sets())
def test_the_choice_is_the_best_of_all_choices(found: Applications, rules: Rules) -> None:
    found = small_steps(found, rules)
    expected = best_by_hand(found, rules)

    try:
        allocation = allocate(bind(found, rules), Effort())
    except UnableToSatisfy:
        assert expected is None
        return

    assert expected is not None
    assert allocation.standing == "optimal"
    assert allocation.ties
    assert allocation.bound == allocation.value
    assert merit(given_by(allocation), found.items, rules) == merit(expected, found.items, rules)
    assert given_by(allocation) == expected


@QUICK
@given(applications(), rule_sets(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_leaves_no_trace(found: Applications, rules: Rules, random: object) -> None:
    shuffled = [*found.items]
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def outcome(items: Applications) -> object:
        try:
            return given_by(allocate(bind(items, rules), Effort()))
        except UnableToSatisfy as error:
            return [row.label.zh for row in error.clash.rows]

    assert outcome(found) == outcome(replace(found, items=tuple(shuffled)))


@QUICK
@given(applications(most=6), rule_sets())
def test_a_clash_is_minimal(found: Applications, rules: Rules) -> None:
    programme = bind(small_steps(found, rules), rules)
    try:
        allocate(programme, Effort())
        return
    except UnableToSatisfy as error:
        clash = error.clash

    assert clash.minimal
    assert clash.rows
    for left_out in clash.rows:
        rest = tuple(row for row in clash.rows if row is not left_out)
        assert any_choice_keeps(programme, rest)
    assert not any_choice_keeps(programme, clash.rows)


def any_choice_keeps(programme, rows) -> bool:  # type: ignore[no-untyped-def]
    from itertools import product

    from lingqu.law.studies.allocation.programme import Choice

    options = [[(False, 0), *((True, steps) for steps in range(item.steps + 1))] for item in programme.items]
    return any(
        not programme.broken(Choice(tuple(t for t, _ in picks), tuple(s for _, s in picks)), rows)
        for picks in product(*options)
    )


@QUICK
@given(applications(most=6), rule_sets())
def test_a_question_is_answered_as_trying_every_choice_does(found: Applications, rules: Rules) -> None:
    found = small_steps(found, rules)
    choices = [*every_choice(found.items, rules)]
    if not choices:
        return
    allocation = allocate(bind(found, rules), Effort())

    for item in found.items:
        consequence = ask(allocation, item.id, Effort())

        inside = item.id in given_by(allocation)
        others = [each for each in choices if (item.id in each) != inside]
        assert (consequence.choice is None) == (not others)
        if others:
            best = max(merit(each, found.items, rules)[0] for each in others)
            unit = allocation.programme.goal.unit
            value = allocation.value - consequence.loss
            scale = 100 if rules.objective.aim == "score_times_sum" else 1
            assert consequence.loss == consequence.most
            assert value * unit * scale == best  # type: ignore[operator]


@QUICK
@given(applications(most=7), rule_sets())
def test_prices_promise_no_more_than_the_truth(found: Applications, rules: Rules) -> None:
    found = small_steps(found, rules)
    choices = [*every_choice(found.items, rules)]
    if not choices:
        return
    allocation = allocate(bind(found, rules), Effort())

    assert allocation.prices is not None
    assert allocation.prices.bound >= allocation.value
    for refused in allocation.refused:
        consequence = ask(allocation, allocation.programme.items[refused.place].id, Effort())
        assert consequence.choice is None or not refused.never
        if consequence.choice is not None:
            assert refused.at_least is not None
            assert refused.at_least <= consequence.loss


@QUICK
@given(applications(), rule_sets())
def test_each_hindrance_named_is_broken_by_letting_the_item_in(found: Applications, rules: Rules) -> None:
    programme = bind(small_steps(found, rules), rules)
    try:
        allocation = allocate(programme, Effort())
    except UnableToSatisfy:
        return
    choice = allocation.choice

    for refused in allocation.refused:
        taken = tuple(each or place == refused.place for place, each in enumerate(choice.taken))
        with_it = replace(choice, taken=taken)
        broken = [row for row in programme.rows if row.broken_by(with_it)]
        assert {id(each.row) for each in refused.hindrances} == {id(row) for row in broken}
        if not broken and not rules.objective.totals:
            assert refused.worth == 0


@QUICK
@given(applications(), rule_sets())
def test_greedy_keeps_whatever_limits_from_above(found: Applications, rules: Rules) -> None:
    programme = bind(found, rules)
    from lingqu.law.studies.allocation.filling import greedy

    choice = greedy(programme)

    given = {i.id: choice.sum_of(i, p) for p, i in enumerate(programme.items) if choice.taken[p]}
    ceilings = replace(rules, limits=tuple(each for each in rules.limits if each.side == "ceiling"))
    loose = [replace(i, mandatory=False) for i in found.items]
    assert keeps(given, loose, ceilings)
