"""Small allocations worked out by hand: partial awards, instalments, ties, clashes, prices, greedy."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from lingqu.law.studies.allocation.allocation import Allocation, UnableToFinish, UnableToSatisfy, allocate
from lingqu.law.studies.allocation.applications import Application, Applications
from lingqu.law.studies.allocation.binding import bind
from lingqu.law.studies.allocation.prices import FINENESS, priced
from lingqu.law.studies.allocation.programme import Programme
from lingqu.law.studies.allocation.questions import ask
from lingqu.law.studies.allocation.rules_file import rules_of
from lingqu.law.studies.allocation.solver import Effort

WAN = 1_000_000
COLUMNS = ("measure", "organisation", "district")


def programme(items: list[tuple[object, ...]], rules: str, pool: str = "{ 2027 = '100万元' }") -> Programme:
    """Items are (id, measure, score, 万元) and, as wanted, organisation, district, the least in 万元."""
    made = []
    for id, measure, score, wan, *rest in items:
        organisation, district, least = (*rest, *("甲", "阳朔县", None)[len(rest) :])
        application = Application(
            str(id), str(measure), Decimal(str(score)), int(Decimal(str(wan)) * WAN), organisation=str(organisation)
        )
        minimum = None if least is None else int(str(least)) * WAN
        made.append(replace(application, minimum=minimum, facets=(("district", str(district)),)))
    text = f'{rules}\n[[pool]]\nname = "池"\nmeasures = ["F1", "F2", "F3"]\nsums = {pool}\n'
    return bind(Applications("a", tuple(made), COLUMNS), rules_of(text.encode(), file="r"))


def given(allocation: Allocation) -> dict[str, float]:
    pairs = enumerate(allocation.programme.items)
    return {i.id: allocation.choice.sum_of(i, p) / WAN for p, i in pairs if allocation.choice.taken[p]}


PARTIAL = '[[partial]]\nname = "部"\nmeasures = ["F1"]\nstep = "10万元"\n'
CASES = [
    (
        "two small ones beat a large one",
        [("A", "F1", 90, 100), ("B", "F1", 60, 50), ("C", "F1", 55, 50)],
        "",
        {"B": 50, "C": 50},
    ),
    ("greedy's first is right where nothing beats it", [("A", "F1", 90, 100), ("B", "F1", 60, 60)], "", {"A": 100}),
    (
        "an award is cut so that another fits",
        [("A", "F1", 90, 80, "甲", "阳朔县", 40), ("B", "F2", 60, 50)],
        PARTIAL,
        {"A": 50, "B": 50},
    ),
    (
        "an award is cut by whole steps from what is requested, never below the minimum",
        [("A", "F1", 90, 75, "甲", "阳朔县", 60), ("B", "F2", 60, 36)],
        PARTIAL,
        {"A": 75},
    ),
    ("one organisation has one of two measures", [("A", "F1", 90, 10), ("B", "F2", 80, 10), ("C", "F2", 70, 10)],
     '[[exclusion]]\nname = "互"\nmeasures = ["F1", "F2"]\n', {"B": 10, "C": 10}),
    ("a floor brings in a weaker one", [("A", "F1", 90, 60, "甲", "七星区"), ("B", "F1", 50, 60)],
     '[[floor]]\nname = "县域"\nwhere = { district = "阳朔县" }\nnumber = 1\n', {"B": 60}),
    ("a ceiling by district", [("A", "F1", 90, 30), ("B", "F1", 80, 30), ("C", "F1", 10, 30, "甲", "七星区")],
     '[[ceiling]]\nname = "县"\nby = "district"\nnumber = 1\n', {"A": 30, "C": 30}),
    ("equal scores: the smaller request first", [("A", "F1", 90, 60), ("B", "F1", 90, 50)], "", {"B": 50}),
    ("equal in all: the lower id", [("B", "F1", 90, 60), ("A", "F1", 90, 60)], "", {"A": 60}),
    ("less money decides before ranks", [("A", "F1", 90, 90), ("B", "F1", 50, 40), ("C", "F1", 40, 40)],
     '[objective]\ntie_break = ["less_money"]\n', {"B": 40, "C": 40}),
    ("score times money", [("A", "F1", 90, 100), ("B", "F1", 95, 50), ("C", "F1", 80, 40)],
     '[objective]\nmaximise = "score_times_sum"\n', {"A": 100}),
    ("the number of awards", [("A", "F1", 99, 100), ("B", "F1", 1, 50), ("C", "F1", 1, 50)],
     '[objective]\nmaximise = "number"\n', {"B": 50, "C": 50}),
]  # fmt: skip


@pytest.mark.parametrize(("items", "rules", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_choice(items: list[tuple[object, ...]], rules: str, expected: dict[str, float]) -> None:
    allocation = allocate(programme(items, rules), Effort())

    assert given(allocation) == expected
    assert allocation.standing == "optimal"


def test_each_instalment_counts_against_the_pool_of_its_year() -> None:
    rules = 'year = 2027\n[[instalments]]\nname = "分"\nmeasures = ["F2"]\npercents = [40, 60]\n'
    items: list[tuple[object, ...]] = [("A", "F1", 90, 60), ("B", "F2", 80, 100), ("C", "F2", 70, 10)]

    tight = allocate(programme(items, rules, "{ 2027 = '100万元', 2028 = '60万元' }"), Effort())
    short = allocate(programme(items, rules, "{ 2027 = '100万元', 2028 = '59万元' }"), Effort())

    assert given(tight) == {"A": 60, "B": 100}
    assert given(short) == {"A": 60, "C": 10}
    # with A and C 64 are paid in 2027 already, so that B's 40 would break that year as well
    assert {each.row.label.en for each in short.refused[0].hindrances} == {"池 (2027)", "池 (2028)"}


CLASHES = [
    # nothing but the two rules that contradict each other is named
    (20, '[[floor]]\nname = "下"\nnumber = 3\n[[ceiling]]\nname = "上"\nnumber = 2\n', {"下", "上"}),
    (50, '[[floor]]\nname = "下"\nnumber = 3\n[[ceiling]]\nname = "宽"\nsum = "400万元"\n', {"下", "池"}),
    # more than there are: the floor clashes by itself
    (10, '[[floor]]\nname = "一"\nnumber = 9\n', {"一"}),
]


@pytest.mark.parametrize(("wan", "rules", "names"), CLASHES)
def test_rules_that_clash_are_told_by_the_smallest_set(wan: int, rules: str, names: set[str]) -> None:
    items: list[tuple[object, ...]] = [(id, "F1", 80, wan) for id in ("A", "B", "C")]

    with pytest.raises(UnableToSatisfy) as caught:
        allocate(programme(items, rules), Effort())

    assert {row.rule for row in caught.value.clash.rows} == names
    assert caught.value.clash.minimal


def test_a_question_names_the_loss_and_who_leaves() -> None:
    allocation = allocate(programme([("A", "F1", 90, 60), ("B", "F1", 85.5, 60), ("C", "F1", 10, 40)], ""), Effort())

    inside = ask(allocation, "B", Effort())
    outside = ask(allocation, "A", Effort())

    assert given(allocation) == {"A": 60, "C": 40}
    assert (inside.asked, inside.loss * allocation.programme.goal.unit) == ("in", Fraction(9, 2))
    assert (outside.asked, outside.loss * allocation.programme.goal.unit) == ("out", Fraction(9, 2))


def test_an_item_too_large_for_a_limit_is_marked_and_its_question_names_that_limit() -> None:
    rules = '[[ceiling]]\nname = "单位"\nby = "organisation"\nsum = "50万元"\n'
    allocation = allocate(programme([("A", "F1", 90, 60), ("B", "F1", 50, 30, "乙")], rules), Effort())

    answer = ask(allocation, "A", Effort())

    assert allocation.refused[0].never
    assert answer.choice is None
    assert answer.clash is not None
    assert {row.kind for row in answer.clash.rows} == {"ceiling", "forced"}


def test_any_prices_at_all_give_a_bound() -> None:
    found = programme([("A", "F1", 90, 60), ("B", "F1", 80, 60), ("C", "F1", 10, 30)], "")
    best = allocate(found, Effort()).value

    for price in (0, 1, FINENESS // WAN, FINENESS, FINENESS * 1000):
        assert priced(found, [price] * len(found.rows)).bound >= best


def test_a_divisible_problem_is_priced_exactly() -> None:
    # one pool, awards of one size: one more place of 10万元 is worth the best score left out
    found = programme([(f"A{score}", "F1", score, 10) for score in range(60, 80)], "")
    allocation = allocate(found, Effort())

    assert allocation.prices is not None
    price = allocation.prices.price(0) * 10 * WAN * found.goal.unit
    assert 69 <= round(price, 6) <= 70
    assert allocation.bound == allocation.value == sum(range(70, 80))


def test_greedy_goes_down_the_scores_and_tells_no_lie_about_floors() -> None:
    rules = '[[floor]]\nname = "县域"\nwhere = { district = "阳朔县" }\nnumber = 1\n'
    items: list[tuple[object, ...]] = [
        ("A", "F1", 90, 70, "甲", "七星区"),
        ("B", "F1", 80, 30, "甲", "七星区"),
        ("C", "F1", 70, 70),
    ]
    found = programme(items, rules)
    allocation = allocate(found, Effort())

    greedy = {item.id for place, item in enumerate(found.items) if allocation.greedy.taken[place]}

    assert greedy == {"A", "B"}
    assert [row.rule for row in found.broken(allocation.greedy)] == ["县域"]
    assert given(allocation) == {"B": 30, "C": 70}


def test_odd_fen_are_never_rounded_into_a_pool() -> None:
    # each a fen more than a third of the pool: in doubles three of them are all but the pool
    third = Decimal("33333333.34")
    items: list[tuple[object, ...]] = [(f"A{n}", "F1", 80, third / 10_000) for n in range(3)]
    allocation = allocate(programme(items, "", "{ 2027 = '1亿元' }"), Effort())

    assert len(given(allocation)) == 2
    assert allocation.standing == "optimal"


def test_no_time_at_all_is_told_or_bounded() -> None:
    items: list[tuple[object, ...]] = [(f"A{n:03}", "F1", 50 + n % 37, 3 + n % 11) for n in range(200)]
    found = programme(items, '[objective]\nmaximise = "score_times_sum"\n')

    try:
        allocation = allocate(found, Effort(left=lambda: 0.0))
    except UnableToFinish:
        return

    assert not found.broken(allocation.choice)
    assert allocation.bound >= allocation.value
    assert allocation.standing in ("optimal", "out_of_time")
