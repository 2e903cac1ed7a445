"""The budget of registers made by hand: with constants for shares every figure is known beforehand."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingqu.law.bulk.register import Register
from lingqu.law.studies.budget import budget as budget_module
from lingqu.law.studies.budget.assumptions_file import assumptions_of
from lingqu.law.studies.budget.cohorts import DUE, Gathering
from lingqu.law.studies.budget.shortage import LEVELS
from lingqu.law.studies.budget.years import carried_on
from pure.studies.budget_by_hand import (
    MEASURES,
    SURE,
    YUAN,
    hand_pack,
    measure_of,
    pool_of,
    register_of,
    study,
    yuan_by_year,
)

FIRM = {
    "is_enterprise": True, "rd_yuan_2026": 1_000_000, "notable": False, "revenue_yuan_2026": 0, "revenue_yuan_2025": 0,
    "level": "municipal", "patents": 0,
}  # fmt: skip
NATIONAL = {"level": "national", "recognised_on": date(2026, 9, 1)}

PACK = hand_pack()

TABLE: list[tuple[str, dict[str, Any], str, str, list[int]]] = [
    ("a rate is due in every year of which the figure is carried on", FIRM, "D01", "certain", [100_000] * 4),
    ("a rate stops at its ceiling", {**FIRM, "rd_yuan_2026": 9_000_000}, "D01", "certain", [500_000] * 4),
    ("what was paid this year lessens the first year alone", {**FIRM, "paid_in_year_yuan:D01": 30_000}, "D01",
     "p50", [70_000, 100_000, 100_000, 100_000]),
    ("a ceiling is never certain", {**FIRM, "notable": True}, "C01", "certain", [0] * 4),
    ("a ceiling granted in full", {**FIRM, "notable": True}, "C01", "p50", [200_000] * 4),
    ("the undetermined is at most", {"is_enterprise": True}, "C01", "at_most", [200_000] * 4),
    ("a total falls due in equal parts while the recognition lasts", NATIONAL, "T01", "p50",
     [300_000, 300_000, 300_000, 0]),
    ("a total is less by what was paid in all", {**NATIONAL, "paid_in_all_yuan:T01": 300_000}, "T01", "at_most",
     [200_000, 200_000, 200_000, 0]),
    ("a recognition that ends soon leaves the total to fewer years",
     {"level": "national", "recognised_on": date(2025, 9, 1)}, "T01", "p50", [450_000, 450_000, 0, 0]),
    ("a first time comes once",
     {**FIRM, "revenue_yuan_2025": 9_000_000, "revenue_yuan_2026": 11_000_000}, "N01", "certain", [100_000, 0, 0, 0]),
    ("a first time that was before comes no more",
     {**FIRM, "revenue_yuan_2025": 12_000_000, "revenue_yuan_2026": 13_000_000}, "N01", "at_most", [0] * 4),
    ("a competition is drawn once", {"level": "municipal", "patents": 3}, "S01", "p90", [400_000, 0, 0, 0]),
    ("a shared pool counts once a year", {"level": "regional"}, "P01", "at_most", [1_000_000] * 4),
    ("instalments go on into the next year", {"patents": 5}, "I01", "certain", [90_000, 60_000, 0, 0]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "measure", "level", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_one_subject_by_hand(subject: dict[str, Any], measure: str, level: str, expected: list[int]) -> None:
    budget = study(register_of(subject))

    assert yuan_by_year(budget, measure, level) == expected


def test_a_shared_pool_counts_once_however_many_apply() -> None:
    budget = study(register_of(*[{"level": "regional"}] * 50))

    assert yuan_by_year(budget, "P01", "p50") == [1_000_000] * 4
    assert pool_of(budget, "P01").years[0].probability == 0


def test_an_instalment_after_the_last_year_is_told_apart() -> None:
    budget = study(register_of({"patents": 9}), years=[2029])

    assert yuan_by_year(budget, "I01", "p50") == [90_000]
    assert measure_of(budget, "I01").after == 60_000 * YUAN


def test_a_total_falls_due_at_once_where_that_is_assumed() -> None:
    budget = study(register_of(NATIONAL), assumed={"totals_in_parts": False})

    assert yuan_by_year(budget, "T01", "p50") == [900_000, 0, 0, 0]


def test_what_is_drawn_once_waits_for_the_first_year_in_which_it_is_sure() -> None:
    known_later = {**FIRM, "revenue_yuan_2025": 1_000_000, "revenue_yuan_2026": None, "revenue_yuan_2027": 20_000_000}

    budget = study(register_of({**known_later, "highest_before_yuan": None}), pack=PACK)

    standing = [(each.eligible, each.undetermined) for each in measure_of(budget, "N01").years]
    assert standing == [(0, 1), (0, 0), (0, 0), (0, 0)]
    budget = study(register_of({**known_later, "highest_before_yuan_2027": 9_000_000}), pack=PACK)
    standing = [(each.eligible, each.undetermined) for each in measure_of(budget, "N01").years]
    assert standing == [(0, 0), (1, 0), (0, 0), (0, 0)]


def test_growth_stops_before_a_number_overflows() -> None:
    subject = {**FIRM, "rd_yuan_2026": 9 * 10**11}

    budget = study(register_of(subject), assumed={"growth": {"default": "100%"}})

    assert yuan_by_year(budget, "D01", "certain") == [500_000] * 4


def test_growth_makes_a_first_time_come_later() -> None:
    subject = {**FIRM, "revenue_yuan_2025": 8_000_000, "revenue_yuan_2026": 9_000_000}

    budget = study(register_of(subject), assumed={"growth": {"revenue_yuan": "10%"}})

    # 9 million grow to 9.9 in 2027 and 10.89 in 2028, the year relied on in 2029
    assert yuan_by_year(budget, "N01", "certain") == [0, 0, 100_000, 0]


def test_a_maximum_that_was_given_takes_in_the_years_that_pass() -> None:
    revenue = {f"revenue_yuan_{year}": fen for year, fen in ((2026, 11_000_000), (2027, 8_000_000))}
    register = register_of(*({**revenue, "highest_before_yuan": each} for each in (9_000_000, 12_000_000, None)))
    assumptions = assumptions_of(SURE, PACK)

    seen = {
        year: carried_on(register.frame, register.facts, PACK, assumptions, first=2027, year=year).frame.collect()
        for year in (2027, 2028, 2030)
    }

    given = {year: frame["highest_before_yuan"].to_list() for year, frame in seen.items()}
    assert given[2027] == [900_000_000, 1_200_000_000, None]
    assert given[2028] == given[2030] == [1_100_000_000, 1_200_000_000, None]


def test_growth_is_exact_and_cut_down() -> None:
    budget = study(register_of({**FIRM, "rd_yuan_2026": 1_000_001}), assumed={"growth": {"default": "3.3333%"}})

    fen = 100_000_100
    for year, each in zip((2027, 2028, 2029, 2030), measure_of(budget, "D01").years, strict=True):
        assert each.figures.certain == fen // 10, year
        fen = fen * 1_033_333 // 1_000_000


def test_without_carrying_on_later_years_are_unknown_and_not_zero() -> None:
    budget = study(register_of(FIRM), assumed={"carry_forward": False})

    assert yuan_by_year(budget, "D01", "certain") == [100_000, 0, 0, 0]
    assert yuan_by_year(budget, "D01", "at_most") == [100_000, 500_000, 500_000, 500_000]


def test_what_is_unknown_stays_unknown_when_years_pass() -> None:
    register = register_of({**FIRM, "rd_yuan_2026": None}, FIRM)

    budget = study(register)

    assert [each.due for each in measure_of(budget, "D01").years] == [100_000 * YUAN] * 4


def test_a_pool_is_short_in_the_year_in_which_more_is_asked_than_it_holds() -> None:
    firms = [{**FIRM, "rd_yuan_2026": 5_000_000, "rd_yuan_2027": 2_000_000}] * 2

    pool = pool_of(study(register_of(*firms), years=[2027, 2028, 2029]), "G01")

    # two firms of 500 000 ask for a million of the 800 000, then for 400 000
    assert [each.asked.certain // YUAN for each in pool.years] == [1_000_000, 400_000, 400_000]
    assert pool.dry == dict.fromkeys(LEVELS, 2027)
    assert [each.short["certain"] // YUAN for each in pool.years] == [200_000, 0, 0]
    assert [each.probability for each in pool.years] == [1_000_000, 0, 0]


def test_a_pool_that_is_asked_for_all_it_holds_is_not_short() -> None:
    firms = [{**FIRM, "rd_yuan_2026": 4_000_000}] * 2

    pool = pool_of(study(register_of(*firms)), "G01")

    assert pool.years[0].asked.certain == pool.pool.fen
    assert pool.dry == dict.fromkeys(LEVELS, None)


def test_what_a_pool_leaves_goes_on_only_where_that_is_assumed() -> None:
    firms = [{**FIRM, "rd_yuan_2026": 2_000_000, "rd_yuan_2027": 5_000_000}] * 2
    register, years = register_of(*firms), [2027, 2028, 2029]

    lapsing = pool_of(study(register, years=years), "G01")
    going_on = pool_of(study(register, years=years, assumed={"carry_over": True}), "G01")

    # 400 000 are left of 2027; 200 000 are lacking in 2028 and again in 2029
    assert (lapsing.dry["p50"], going_on.dry["p50"]) == (2028, None)


def test_a_pool_inside_another_counts_there_too() -> None:
    register = register_of({**FIRM, "is_enterprise": False, "level": "regional"})

    beside = pool_of(study(register), "G01")
    inside = pool_of(study(register, pays="inside"), "G01")

    assert [each.asked.p50.fen for each in beside.years] == [0] * 4
    assert [each.asked.p50.fen for each in inside.years] == [1_000_000 * YUAN] * 4
    assert inside.dry["p50"] == 2027


def test_measures_that_no_pool_pays_are_told_apart() -> None:
    budget = study(register_of(FIRM), pays="elsewhere")

    assert pool_of(budget, "G01").measures == ()
    assert [each.certain // YUAN for each in budget.outside] == [100_000] * 4
    assert budget.total.certain == 400_000 * YUAN


def test_single_awards_above_their_pool_are_named() -> None:
    pack = hand_pack(measures=MEASURES.replace("支持  最高 20万元，每家", "支持  最高 90万元，每家"))

    budget = study(register_of({**FIRM, "notable": True}, {**FIRM, "notable": None}), pack=pack, years=[2027])

    assert [(each.measure, each.pool, each.subject, each.is_certain) for each in budget.singles] == [
        ("C01", "G01", "A0", True),
        ("C01", "G01", "A1", False),
    ]
    assert budget.texts_above == (("C01", "G01", 900_000 * YUAN), ("T01", "G01", 900_000 * YUAN))


HIGHER = """
关系 R01
  择高  D01、C01
  依据  第1条第1句
  口径  「分母」=「设备」
"""


@pytest.mark.parametrize(
    ("base", "certain", "most"), [("all", 100_000, 300_000), ("machines", 0, 200_000)], ids=["add up", "higher only"]
)
def test_only_the_higher_is_drawn_where_a_relation_says_so(base: str, certain: int, most: int) -> None:
    pack = hand_pack(HIGHER)

    budget = study(register_of({**FIRM, "notable": True}), pack=pack, readings={"base": base}, years=[2027])

    assert (budget.total.certain // YUAN, budget.total.at_most // YUAN) == (certain, most)


TOGETHER = """
关系 R02
  合计封顶  25万元，每年：D01、C01
  依据  第1条第1句
"""


def test_a_ceiling_over_several_measures_cuts_them_in_their_order() -> None:
    budget = study(register_of({**FIRM, "notable": True}), pack=hand_pack(TOGETHER), years=[2027])

    assert yuan_by_year(budget, "D01", "p50") == [100_000]
    assert yuan_by_year(budget, "C01", "p50") == [150_000]


CHANCES: dict[str, Any] = {
    "take_up": {"default": {"triangular": [0.4, 0.6, 0.9]}},
    "becomes_eligible": {"default": {"beta": [2, 5]}},
    "share_of_ceiling": {"default": {"triangular": [0.2, 0.5, 1]}},
    "selected": {"default": 0.3},
}

subjects = st.fixed_dictionaries(
    {},
    optional={
        "is_enterprise": st.one_of(st.none(), st.booleans()),
        "notable": st.one_of(st.none(), st.booleans()),
        "rd_yuan_2026": st.one_of(st.none(), st.integers(0, 9_000_000)),
        "level": st.sampled_from(["municipal", "regional", "national"]),
        "recognised_on": st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2027, 1, 1))),
        "patents": st.one_of(st.none(), st.integers(0, 9)),
        "paid_in_all_yuan:T01": st.one_of(st.none(), st.integers(0, 1_000_000)),
    },
)
EMPTY = {
    "is_enterprise": None, "notable": None, "rd_yuan_2026": None, "level": None, "recognised_on": None,
    "patents": None, "paid_in_all_yuan:T01": None,
}  # fmt: skip


def typed_register(rows: list[dict[str, Any]]) -> Any:
    made = register_of(*({**EMPTY, **row} for row in rows))
    types = {"is_enterprise": pl.Boolean, "notable": pl.Boolean, "rd_yuan_2026": pl.Int64, "level": pl.String,
             "recognised_on": pl.Date, "patents": pl.Int64, "paid_in_all_yuan:T01": pl.Int64}  # fmt: skip
    return Register(made.frame.cast(types), made.rows, made.facts, ())  # type: ignore[arg-type]


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(subjects, min_size=1, max_size=12), shock=st.sampled_from(["none", "measure", "measure_year"]))
def test_the_five_figures_stand_in_order_and_within_the_most(rows: list[dict[str, Any]], shock: str) -> None:
    budget = study(typed_register(rows), pack=PACK, assumed={**CHANCES, "common_shock": shock}, draws=60)

    for each in (*(year.figures for course in budget.measures for year in course.years), budget.total):
        low, middle, high = each.p10.fen, each.p50.fen, each.p90.fen
        assert 0 <= low <= middle <= high <= each.at_most
        assert each.certain <= each.at_most
        assert all(one.low <= one.fen <= one.high for one in (each.p10, each.p50, each.p90))


@settings(max_examples=6, deadline=None)
@given(rows=st.lists(subjects, min_size=1, max_size=12))
def test_if_all_apply_nothing_falls_below_what_is_certain(rows: list[dict[str, Any]]) -> None:
    budget = study(typed_register(rows), pack=PACK, assumed={**CHANCES, "take_up": {"default": 1}}, draws=40)

    for course in budget.measures:
        assert all(year.figures.p10.fen >= year.figures.certain for year in course.years)


@settings(max_examples=6, deadline=None)
@given(rows=st.lists(subjects, min_size=1, max_size=12))
def test_with_constants_of_one_all_that_is_possible_is_drawn(rows: list[dict[str, Any]]) -> None:
    budget = study(typed_register(rows), pack=PACK)

    for course in budget.measures:
        assert [year.figures.p50.fen for year in course.years] == [year.figures.at_most for year in course.years]


def many(count: int) -> list[dict[str, Any]]:
    return [
        {
            "is_enterprise": number % 3 != 0 or None,
            "notable": (None, True, False)[number % 3],
            "rd_yuan_2026": number * 997,
        }
        for number in range(count)
    ]


@pytest.mark.parametrize("shock", ["none", "measure", "measure_year"])
def test_the_same_seed_gives_the_same_and_another_seed_another(shock: str) -> None:
    register, assumed = typed_register(many(300)), {**CHANCES, "common_shock": shock}

    first, again, other = (study(register, pack=PACK, assumed=assumed, draws=200, seed=seed) for seed in (1, 1, 2))

    assert first == again
    assert first.total != other.total


@pytest.mark.parametrize("kind", ["take_up", "becomes_eligible", "share_of_ceiling"])
def test_more_of_a_share_never_lowers_what_is_drawn(kind: str) -> None:
    register = typed_register(many(300))

    totals = [
        study(register, pack=PACK, assumed={kind: {"default": share}}, draws=400).total
        for share in (0, 0.2, 0.4, 0.6, 0.8, 1)
    ]

    for lower, higher in pairwise(totals):
        assert (lower.p10.fen, lower.p50.fen, lower.p90.fen) <= (higher.p10.fen, higher.p50.fen, higher.p90.fen)


def test_changing_one_measure_leaves_the_draws_of_the_others() -> None:
    register = typed_register(many(100))

    plain = study(register, pack=PACK, assumed=CHANCES, draws=100)
    changed = {**CHANCES, "take_up": {**CHANCES["take_up"], "C01": 0.1}}
    other = study(register, pack=PACK, assumed=changed, draws=100)

    assert measure_of(plain, "D01") == measure_of(other, "D01")
    assert measure_of(plain, "C01") != measure_of(other, "C01")


def test_means_lie_between_nothing_and_the_most_and_add_up() -> None:
    budget = study(typed_register(many(100)), pack=PACK, assumed=CHANCES, draws=101)

    for course in budget.measures:
        assert all(0 <= year.mean <= year.figures.at_most for year in course.years)
    sure = study(typed_register(many(100)), pack=PACK)
    assert sum(year.mean for course in sure.measures for year in course.years) == sure.total.p50.fen


def test_a_common_shock_spreads_a_large_register_wider_than_independence() -> None:
    register = typed_register(many(600))

    width = {}
    for shock in ("none", "measure_year", "measure"):
        total = study(register, pack=PACK, assumed={**CHANCES, "common_shock": shock}, draws=600).total
        width[shock] = total.p90.fen - total.p10.fen

    assert width["none"] * 2 < width["measure_year"] < width["measure"]


def test_drawn_means_lie_where_the_assumptions_put_them() -> None:
    register = typed_register([{"is_enterprise": True, "notable": True, "rd_yuan_2026": 0}] * 200)

    for shock in ("none", "measure_year"):
        budget = study(register, pack=PACK, assumed={**CHANCES, "common_shock": shock}, draws=1500, years=[2027])
        middle = measure_of(budget, "C01").total.p50.fen
        expected = 200 * 200_000 * YUAN * (0.4 + 0.6 + 0.9) / 3 * (0.2 + 0.5 + 1) / 3
        assert abs(middle / expected - 1) < 0.06, shock


def test_a_register_cut_into_slices_gives_the_same_totals(monkeypatch: pytest.MonkeyPatch) -> None:
    register = typed_register(many(101))
    whole = study(register, pack=PACK, assumed=CHANCES, draws=50)

    monkeypatch.setattr(budget_module, "ROWS_AT_ONCE", 10)
    sliced = study(register, pack=PACK, assumed=CHANCES, draws=50)

    assert whole == sliced


def test_new_entrants_come_in_later_years_and_are_within_the_most() -> None:
    register = register_of(*[{**FIRM, "notable": True}] * 10)

    budget = study(register, assumed={"new_entrants": {"default": 0.25}})

    drawn = yuan_by_year(budget, "C01", "p50")
    most = yuan_by_year(budget, "C01", "at_most")
    assert drawn[0] == 2_000_000
    assert all(2_400_000 <= each <= 2_600_000 == top for each, top in zip(drawn[1:], most[1:], strict=True))
    assert yuan_by_year(budget, "D01", "certain") == [1_000_000] * 4


def test_many_different_sums_are_pooled_without_losing_a_fen() -> None:
    generator = np.random.default_rng(5)
    sums = generator.integers(1, 10**10, 5000)
    gathering = Gathering(1)

    for part in np.split(sums, 10):
        gathering.add(pl.DataFrame({"s0": [DUE] * len(part), "v0": part}, schema={"s0": pl.Int8, "v0": pl.Int64}))
    cohorts = gathering.cohorts()

    assert len(cohorts.count) < 300
    assert cohorts.total(DUE).tolist() == [int(sums.sum())]
    assert cohorts.subjects(DUE).tolist() == [5000]


def test_a_policy_without_anybody_to_draw_asks_nothing_of_its_pools() -> None:
    budget = study(register_of({"is_enterprise": False, "level": "municipal", "patents": 0, "located_here": False}))

    assert budget.total.at_most == 0
    assert all(each.dry == dict.fromkeys(LEVELS, None) for each in budget.pools)


def test_a_sum_without_any_bound_is_counted_and_not_taken_as_zero() -> None:
    more = """
措施 U01「无上限」
  英文  No ceiling
  依据  第1条第9句
  对象  组织：「企业」
  支持  按「设备」的 10%
  示例前提  「申请日」2027年6月30日，「在本市」
  示例  非「企业」 → 不符合
"""

    budget = study(register_of(FIRM, {**FIRM, "machines_yuan": 1000}), pack=hand_pack(more))

    assert dict(budget.unbounded) == {"U01": 1}
    assert yuan_by_year(budget, "U01", "certain") == [100] * 4
