"""The assumptions of a budget: the file shipped is sound, every fault of another is told at once, nothing is silent."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lingqu.law.engine.program import compile_program
from lingqu.law.packs.folders import load_pack
from lingqu.law.studies.budget.assumptions import CHANCES, told
from lingqu.law.studies.budget.assumptions_file import SHIPPED, assumptions_of, read_assumptions
from lingqu.law.studies.budget.faults import UnableToBudget
from lingqu.law.studies.budget.pools import payers_chosen, pools_of
from lingqu.law.studies.budget.ranks import quantiles, rank
from lingqu.law.studies.budget.spreads import MILLION, Spread, millionths, share_of
from pure.studies.budget_by_hand import SURE, hand_pack

GUILIN = load_pack("guilin2026", examples=False)
PACK = hand_pack()

BAD: list[tuple[dict[str, Any], list[str]]] = [
    ({"take_upp": {}}, ["take_upp"]),
    ({"policy": "other"}, ["policy"]),
    ({"common_shock": "all"}, ["common_shock"]),
    ({"carry_over": "yes"}, ["carry_over"]),
    ({"take_up": 0.5}, ["take_up", "take_up.default"]),
    ({"take_up": {"default": 1.5}}, ["take_up.default"]),
    ({"take_up": {"default": True}}, ["take_up.default"]),
    ({"take_up": {"default": "0.5"}}, ["take_up.default"]),
    ({"take_up": {"default": -0.1}}, ["take_up.default"]),
    ({"take_up": {"default": float("nan")}}, ["take_up.default"]),
    ({"take_up": {"default": {"triangular": [0.5, 0.4, 0.9]}}}, ["take_up.default"]),
    ({"take_up": {"default": {"triangular": [0.5, 0.9]}}}, ["take_up.default"]),
    ({"take_up": {"default": {"beta": [0, 1]}}}, ["take_up.default"]),
    ({"take_up": {"default": {"beta": [2, 3], "constant": 1}}}, ["take_up.default"]),
    ({"take_up": {"default": {"normal": [0, 1]}}}, ["take_up.default.normal", "take_up.default"]),
    ({"take_up": {"default": {"constant": 1, "note": 3}}}, ["take_up.default.note"]),
    ({"take_up": {"default": 1, "D99": 0.5}}, ["take_up.D99"]),
    ({"recurrence": {"once": ["D99"], "yearly": "C01"}}, ["recurrence.once", "recurrence.yearly"]),
    ({"recurrence": {"once": ["C01"], "yearly": ["C01"]}}, ["recurrence.yearly"]),
    ({"growth": {"rd_yuan": 0.03}}, ["growth.rd_yuan"]),
    ({"growth": {"rd_yuan": "300%"}}, ["growth.rd_yuan"]),
    ({"growth": {"level": "3%"}}, ["growth.level"]),
    ({"pays": []}, ["pays"]),
    ({"pays": [{"name": "a"}, {"name": "a"}]}, ["pays"]),
    ({"pays": [{"name": "a", "otherwise": "X"}]}, ["pays a otherwise"]),
    ({"pays": [{"name": "a", "by": {"D01": "X", "X": "G01"}}]}, ["pays a by.X", "pays a by.D01"]),
    ({"pays": [{"name": "a", "inside": {"G01": "G01"}}]}, ["pays a inside"]),
    ({"pays": [{"name": "a", "inside": {"G01": "P01", "P01": "G01"}}]}, ["pays a inside", "pays a inside"]),
    ({"pays": [{"name": "a", "follows": {"base": "none"}}]}, ["pays a follows.base"]),
]


@pytest.mark.parametrize(("spoilt", "where"), BAD, ids=lambda value: str(value)[:60])
def test_each_fault_is_told_with_its_place_and_what_is_expected(spoilt: dict[str, Any], where: list[str]) -> None:
    with pytest.raises(UnableToBudget) as told_faults:
        assumptions_of({**SURE, **spoilt}, PACK, file="mine.toml")

    faults = told_faults.value.faults
    assert Counter(each.where for each in faults) == Counter(f"mine.toml {each}" for each in where)
    assert all(
        each.expected.zh and each.expected.en and "{" not in each.expected.en.replace("{ ", "") for each in faults
    )


def test_all_faults_of_a_file_are_told_at_once() -> None:
    everything = {key: value for spoilt, _ in BAD[:5] for key, value in spoilt.items()}

    with pytest.raises(UnableToBudget) as told_faults:
        assumptions_of({**SURE, **everything}, PACK)

    assert len(told_faults.value.faults) == 6


def test_a_misspelled_key_is_told_with_the_nearest() -> None:
    with pytest.raises(UnableToBudget) as told_faults:
        assumptions_of({**SURE, "take_upp": {}}, PACK)

    assert told_faults.value.faults[0].nearest == "take_up"


@pytest.mark.parametrize("content", [b"\xff\xfe", b"policy = ", b"a = 1\na = 2", b"x" * (1 << 21)], ids=range(4))
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)

    with pytest.raises(UnableToBudget):
        read_assumptions(path, GUILIN)


def test_a_file_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[take_up]\nF11 = { beta = [8, 2], source = "2025 年决算" }\n[growth]\nrevenue_yuan = "-2.5%"\n', "utf-8"
    )

    shipped, mine = read_assumptions(None, GUILIN), read_assumptions(path, GUILIN)

    assert mine.chance("take_up", "F11") == Spread("beta", (8.0, 2.0), "2025 年决算")
    assert mine.chance("take_up", "F07") == shipped.chance("take_up", "F07")
    assert (mine.growth_of("revenue_yuan"), mine.growth_of("rd_expenditure_yuan")) == (-25_000, 0)


def test_every_key_of_the_shipped_file_comes_out_as_a_told_row_with_its_source() -> None:
    content = tomllib.loads(SHIPPED.read_text("utf-8"))
    assumptions = read_assumptions(None, GUILIN)
    measures = {each.id: "yearly" for each in GUILIN.applicant_measures}

    rows = told(assumptions, assumptions.payers[0], measures)  # type: ignore[arg-type]

    names = Counter(row.name for row in rows)
    assert {*content} - {"policy", "pays"} <= {*names}
    assert names["take_up"] == len(content["take_up"])
    assert all(row.source == "assumption" and row.meaning.zh and row.meaning.en for row in rows)


@pytest.mark.parametrize("policy", ["example_bands", "general_conditions"])
def test_the_shipped_assumptions_serve_other_policies_without_their_measures(policy: str) -> None:
    pack = load_pack(policy, examples=False)

    assumptions = read_assumptions(None, pack)

    assert assumptions.chance("take_up", "F07") == assumptions.chances["take_up"].otherwise
    assert {*assumptions.chances} == {*CHANCES}


def test_pools_and_their_sizes_are_those_of_the_policy() -> None:
    pools = [(pool.id, pool.fen, pool.shared, pool.yearly) for pool in pools_of(GUILIN)]

    assert pools == [("F20", 8_000_000_000, False, True), ("F15", 1_000_000_000, True, True)]


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ({}, "general"),
        ({"poc_pool_inside_80m": "inside"}, "proof_inside"),
        ({"money_source": "department_budget"}, "departments"),
        ({"money_source": "city_budget"}, "city"),
    ],
)
def test_the_readings_chosen_say_who_pays(readings: dict[str, str], expected: str) -> None:
    assumptions = read_assumptions(None, GUILIN)
    chosen = compile_program(GUILIN, readings).chosen

    assert payers_chosen(assumptions.payers, chosen, None).name == expected


def test_a_name_that_contradicts_a_reading_is_refused() -> None:
    assumptions = read_assumptions(None, GUILIN)
    chosen = compile_program(GUILIN, {"money_source": "city_budget"}).chosen

    with pytest.raises(UnableToBudget, match="--pays general"):
        payers_chosen(assumptions.payers, chosen, "general")
    with pytest.raises(UnableToBudget) as told_faults:
        payers_chosen(assumptions.payers, chosen, "citty")
    assert told_faults.value.faults[0].nearest == "city"


@pytest.mark.parametrize(
    "spread",
    [Spread("triangular", (0.2, 0.5, 0.9)), Spread("beta", (2.0, 5.0)), Spread("constant", (0.37,))],
    ids=lambda spread: spread.shape,
)
def test_drawn_shares_have_the_mean_and_the_spread_that_is_said(spread: Spread) -> None:
    drawn = spread.drawn(np.random.default_rng(3), (200_000,))

    assert abs(drawn.mean() - spread.mean) < 0.002
    assert abs(drawn.var() - spread.variance) < 0.001
    assert drawn.min() >= 0
    assert drawn.max() <= spread.highest


def test_the_mean_of_many_shares_varies_by_their_number() -> None:
    spread, counts = Spread("triangular", (0.2, 0.5, 0.9)), np.full(100_000, 25)

    drawn = spread.mean_of(counts, np.random.default_rng(3))

    assert abs(drawn.mean() - spread.mean) < 0.001
    assert abs(drawn.var() * 25 / spread.variance - 1) < 0.03


def test_a_share_of_a_sum_is_exact_and_never_above_it() -> None:
    sums = np.array([0, 1, 999_999, 1_000_000, 10**14, 10**14 + 7, 123_456_789_012_345])
    parts = np.array([0, 1, 333_333, 500_000, 999_999, MILLION])

    for part in parts:
        found = share_of(sums, part)
        assert found.tolist() == [fen * int(part) // MILLION for fen in sums.tolist()]
    assert millionths(np.array([0.1, 1 / 3, 1.0])).tolist() == [100_000, 333_333, MILLION]


def test_the_nearest_rank_is_a_sum_that_was_drawn_and_its_range_holds_it() -> None:
    generator = np.random.default_rng(9)
    truth = int(np.quantile(np.arange(10**6), 0.9))

    held = 0
    for _ in range(400):
        sums = generator.integers(0, 10**6, 500)
        found = quantiles(sums)[2]
        assert found.fen in sums
        assert found.fen == sorted(sums)[rank(500, 90) - 1]
        held += found.low <= truth <= found.high

    assert 370 <= held <= 396  # 95 of 100, give or take
