"""What a budget rests on: those found eligible, the undetermined, and measures of which a register says nothing."""

from __future__ import annotations

from typing import Any

import pytest

from lingqu.law.studies.budget.ground import Counted, is_silent
from pure.studies.budget_by_hand import YUAN, measure_of, pool_of, register_of, study

FIRM: dict[str, Any] = {"is_enterprise": True, "rd_yuan_2026": 1_000_000, "notable": False}

COUNTED = [
    ("nobody is settled", [Counted(0, 5)], True, True),
    ("one is refused, by facts of its own", [Counted(0, 4)], True, False),
    ("one is refused, and it has no facts of its own", [Counted(0, 4)], False, True),
    ("one is eligible", [Counted(1, 4)], False, False),
    ("one becomes eligible later", [Counted(0, 5), Counted(1, 4)], True, False),
    ("all are refused", [Counted(0, 0)], False, False),
    ("nobody is settled before it ends", [Counted(0, 5), Counted(0, 0)], True, True),
]


@pytest.mark.parametrize(
    ("years", "has_facts", "expected"), [row[1:] for row in COUNTED], ids=[row[0] for row in COUNTED]
)
def test_a_register_says_nothing_of_a_measure(years: list[Counted], has_facts: bool, expected: bool) -> None:
    assert is_silent(years, 5, has_facts=has_facts) is expected


def test_the_known_the_undetermined_and_the_assumed_are_told_apart() -> None:
    # C01: the second is undetermined, the first refused; T01 and others: nothing is known of either
    budget = study(register_of(FIRM, {**FIRM, "notable": None}), years=[2027])

    ceiling, rate = measure_of(budget, "C01"), measure_of(budget, "D01")
    assert (ceiling.ground.p50, ceiling.ground.undetermined, ceiling.ground.assumed) == (200_000 * YUAN,) * 2 + (0,)
    assert (rate.ground.p50, rate.ground.undetermined) == (200_000 * YUAN, 0)
    assert "D01" not in [each.drawing.id for each in budget.silent]
    assert {"T01", "S01", "I01"} <= {each.drawing.id for each in budget.silent}
    for each in budget.silent:
        assert each.ground.assumed == each.ground.undetermined == each.ground.p50
    assert budget.ground.at_most_known == 200_000 * YUAN
    assert budget.ground.p50 - budget.ground.assumed == 400_000 * YUAN


def test_a_pool_is_held_against_the_known_alone_too() -> None:
    budget = study(register_of(FIRM, FIRM, FIRM), years=[2027])

    ground = budget.pool_grounds["G01"]
    assert pool_of(budget, "G01").dry["p50"] == 2027
    assert ground.known.dry["p50"] is None
    assert ground.known.total.p50.fen == ground.ground.p50_known == 300_000 * YUAN
    assert ground.ground.is_assumed


@pytest.mark.parametrize("shock", ["none", "measure", "measure_year"])
def test_no_part_is_above_the_whole(shock: str) -> None:
    subjects = [{**FIRM, "notable": [True, None, False][number % 3]} for number in range(9)]
    spread = {"default": {"triangular": [0.1, 0.4, 0.9]}}
    assumed = {"common_shock": shock, "take_up": spread, "becomes_eligible": spread, "share_of_ceiling": spread}

    budget = study(register_of(*subjects), assumed=assumed, draws=40)

    grounds = [budget.ground, *(each.ground for each in budget.measures)]
    grounds += [each.ground for each in budget.pool_grounds.values()]
    for each in grounds:
        assert 0 <= each.p50_known <= each.p50_told <= each.p50
        assert 0 <= each.at_most_known <= each.at_most
    assert 0 < budget.ground.p50_known < budget.ground.p50_told < budget.ground.p50


def test_a_pool_inside_another_bears_its_known_part_there() -> None:
    budget = study(register_of({"level": "regional"}), pays="inside", years=[2027])

    assert budget.pool_grounds["P01"].known.total.at_most == 1_000_000 * YUAN
    assert budget.pool_grounds["G01"].known.total.at_most == 1_000_000 * YUAN


def test_single_awards_are_counted_by_measure_and_standing() -> None:
    budget = study(register_of({"level": "national"}, {}), years=[2027])

    group = {each.measure: each for each in budget.single_groups}["T01"]
    assert (group.count, group.undetermined, group.years, group.fen) == (2, 2, (2027,), 900_000 * YUAN)
    assert budget.single_count == sum(each.count for each in budget.single_groups)
