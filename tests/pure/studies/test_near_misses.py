"""Near misses over a register: which line, how far to the fen, what lies beyond; as tables over hand-made rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from lingqu.law.studies.nearness.misses import asked_of, near_misses_of
from pure.studies.near_by_hand import DAY, TENTH, near, only_line, program_of, register_of, told

# condition; facts; gap in the units of the register and distance in millionths of the line, None where it is not near
GAPS: list[tuple[str, dict[str, Any], tuple[int, int] | None]] = [
    # on the line: inside where the word takes it in, one fen short where it does not
    ("「设备」达到 5元", {"machines": 5}, None),
    ("「设备」高于 5元", {"machines": 5}, (1, 0)),
    ("「设备」高于 5元", {"machines": "5.01"}, None),
    ("「设备」达到 5元", {"machines": "4.99"}, (1, 2_000)),
    ("「设备」达到 5元", {"machines": "4.50"}, (50, 100_000)),
    ("「设备」达到 5元", {"machines": "4.49"}, None),
    # the tenth is one of the line, not of what is still lacking past it
    ("「设备」高于 5元", {"machines": "4.50"}, (51, 100_000)),
    ("「设备」低于 5元", {"machines": 5}, (-1, 0)),
    ("「设备」低于 5元", {"machines": "5.50"}, (-51, 100_000)),
    ("「设备」不超过 5元", {"machines": "5.50"}, (-50, 100_000)),
    ("「设备」不超过 5元", {"machines": 5}, None),
    ("「设备」等于 5元", {"machines": "4.90"}, (10, 20_000)),
    ("「设备」等于 5元", {"machines": "5.10"}, (-10, 20_000)),
    ("「人数」高于 100人", {"heads": 95}, (6, 50_000)),
    ("「人数」不低于 100人", {"heads": 95}, (5, 50_000)),
    ("「占比」达到 5%", {"share": "4.9%"}, (1_000, 20_000)),
    ("「占比」高于 5%", {"share": "5%"}, (1, 0)),
    # a line between two units: the nearest that holds
    ("「占比」达到 5%", {"share": "4.9999%"}, (1, 20)),
    # under a negation the other side counts
    ("不「设备」高于 5元", {"machines": "5.10"}, (-10, 20_000)),
    ("不「设备」达到 5元", {"machines": "5.10"}, (-11, 20_000)),
    # nothing, less than nothing and unknown are far from every line
    ("「设备」达到 5元", {"machines": 0}, None),
    ("「设备」达到 5元", {"machines": -5}, None),
    ("「设备」达到 5元", {"machines": None}, None),
    ("「设备」不低于「到账」× 50%", {"machines": 5, "received": "10.01"}, (1, 1_000)),
    ("「设备」高于「到账」× 50%", {"machines": "5.00", "received": "10.01"}, (1, 1_000)),
]


@pytest.mark.parametrize(("condition", "facts", "gap"), GAPS)
def test_the_gap_is_the_least_change_that_lies_on_the_side_that_counts(
    condition: str, facts: dict[str, Any], gap: tuple[int, int] | None
) -> None:
    found = only_line(condition, [facts])

    assert told(found, "gap", "share") == ([] if gap is None else [gap])


# condition; facts; gap of the value, change of the divisor that would do as well
RATIOS: list[tuple[str, dict[str, Any], tuple[int, int | None] | None]] = [
    ("「设备」÷「到账」达到 5%", {"machines": "4.90", "received": 100}, (10, -200)),
    ("「设备」÷「到账」高于 5%", {"machines": "4.90", "received": 100}, (11, -201)),
    ("「设备」÷「到账」高于 5%", {"machines": 5, "received": 100}, (1, -1)),
    ("「设备」÷「到账」达到 5%", {"machines": 5, "received": 100}, None),
    ("「设备」÷「到账」达到 5%", {"machines": "5.00", "received": "100.01"}, (1, -1)),
    ("「设备」÷「到账」不超过 5%", {"machines": "5.10", "received": 100}, (-10, 200)),
    ("「设备」÷「到账」低于 5%", {"machines": 5, "received": 100}, (-1, 1)),
    # a divisor of zero or less: there is no quotient, so nothing is short of anything
    ("「设备」÷「到账」达到 5%", {"machines": "4.90", "received": 0}, None),
    ("「设备」÷「到账」达到 5%", {"machines": "4.90", "received": -100}, None),
    ("「设备」÷「到账」达到 5%", {"machines": "4.90"}, None),
    # the largest sums that can be given do not overflow
    (
        "「设备」÷「到账」达到 5%",
        {"machines": 49_000_000_000, "received": 999_999_999_999},
        (999_999_999_95, -19_999_999_999_00),
    ),
]


@pytest.mark.parametrize(("condition", "facts", "gap"), RATIOS)
def test_a_ratio_is_told_by_either_of_its_terms(
    condition: str, facts: dict[str, Any], gap: tuple[int, int | None] | None
) -> None:
    found = only_line(condition, [facts])

    assert told(found, "gap", "divisor_gap") == ([] if gap is None else [gap])


def test_who_is_refused_for_another_reason_is_no_near_miss() -> None:
    rows = [{"machines": "4.90"}, {"machines": "4.90", "firm": False}, {"machines": "4.90", "here": False}]

    found = only_line("「企业」 且 「设备」达到 5元", rows)

    assert told(found, "id") == [("R0",)]


def test_who_has_it_by_another_way_is_no_near_miss() -> None:
    rows = [{"machines": "4.90", "heads": 1}, {"machines": "4.90", "heads": 500}]

    first, second = near("「设备」达到 5元 或 「人数」达到 100人", rows).lines

    assert told(first, "id") == [("R0",)]
    assert told(second, "id") == []


def test_unknown_facts_are_listed_apart_and_named() -> None:
    rows = [{"machines": "4.90"}, {"machines": "4.95", "firm": None}, {"machines": "4.95", "firm": None, "here": None}]

    found = only_line("「企业」 且 「设备」达到 5元", rows)

    lacking = [found.facts_of(mask) for mask in found.frame["missing"]]
    assert told(found, "id", "standing") == [("R1", "with_unknowns"), ("R2", "with_unknowns"), ("R0", "only")]
    assert lacking == [("firm",), ("here", "firm"), ()]


def test_a_line_that_settles_what_an_unknown_leaves_open_counts_alone() -> None:
    rows = [{"machines": "4.90", "heads": None}]

    line, _ = near("「设备」达到 5元 或 「人数」达到 100人", rows).lines

    assert told(line, "standing") == [("only",)]


def test_two_lines_short_at_once_are_no_near_miss_of_either() -> None:
    rows = [{"machines": "4.90", "heads": 95}, {"machines": "4.90", "heads": 100}]

    first, second = near("「设备」达到 5元 且 「人数」达到 100人", rows).lines

    assert told(first, "id") == [("R1",)]
    assert told(second, "id") == []


def test_the_sum_beyond_the_line_is_that_of_the_changed_value() -> None:
    rows = [{"machines": "2999999.99"}, {"machines": "2800000"}]

    found = only_line("「设备」达到 300万元", rows, award="按「设备」的 15%，最高 100万元，每个")

    assert told(found, "gap", "gain") == [(1, 450_000_00), (200_000_00, 450_000_00)]
    assert found.kind == "due"


def test_a_ceiling_is_told_as_one() -> None:
    found = only_line("「设备」达到 5元", [{"machines": "4.90"}], award="最高 300万元，每家")

    assert (found.kind, told(found, "gain")) == ("up_to", [(3_000_000_00,)])


def test_yearly_figures_are_those_of_the_year_relied_on_with_the_growth_of_the_year_before() -> None:
    rows = [
        {"research": {"2025": "80", "2026": "96"}},  # grew by a fifth, needs a twenty-fourth
        {"research": {"2025": "95.90", "2026": "96"}},  # grew by less than it needs
        {"research": {"2026": "96"}},  # the year before is not given
        {"research": {"2025": "-1", "2026": "96"}},  # nothing grows from below zero
        {"research": {"2025": "96"}},  # the year relied on is not given
    ]

    found = only_line("「研发」达到 100元", rows)

    assert told(found, "id", "gap", "year", "growth_had", "growth_needed", "in_step") == [
        ("R0", 400, 2026, 200_000, 41_667, True),
        ("R1", 400, 2026, 1_042, 41_667, False),
        ("R2", 400, 2026, None, None, None),
        ("R3", 400, 2026, None, None, None),
    ]


def test_a_sum_of_years_is_closed_by_the_year_relied_on() -> None:
    rows = [{"research": {"2024": "1", "2025": "1", "2026": "2.80"}}]

    found = only_line("近3年合计「研发」达到 5元", rows)

    assert told(found, "has", "gap", "standing") == [(480, 20, "only")]


def test_each_row_is_judged_on_the_day_of_its_own_column() -> None:
    program = program_of("「研发」达到 100元")
    rows = [
        {"day": "2027-06-30", "research": {"2026": "95", "2027": "10"}},
        {"day": "2028-06-30", "research": {"2026": "10", "2027": "96"}},
        {"research": {"2026": "95", "2027": "95"}},
    ]

    found = near_misses_of(asked_of(program, register_of(program, rows), carried=("id",)), within=TENTH)

    assert told(found.lines[0], "id", "gap", "year", "standing") == [
        ("R1", 400, 2027, "only"),
        ("R0", 500, 2026, "only"),
    ]


def test_without_a_day_what_has_no_year_waits_for_the_day() -> None:
    found = only_line("「设备」达到 5元", [{"machines": "4.90"}], day=None)

    assert told(found, "standing") == [("with_unknowns",)]
    assert found.facts_of(found.frame["missing"][0]) == ("day",)


# start of three years that end on or before 30 June 2027; days short
PERIODS = [
    ("2024-06-30", None),  # ends on the day itself
    ("2024-06-29", 1),
    ("2024-06-01", 29),
    ("2024-01-01", None),  # more than a tenth too late
    ("2027-07-02", -2),  # has not begun
]


@pytest.mark.parametrize(("start", "days"), PERIODS)
def test_a_period_that_has_just_ended_is_told_in_days(start: str, days: int | None) -> None:
    found = only_line("自「认定日」起3年内", [{"recognised_on": start}])

    assert told(found, "gap", "standing") == ([] if days is None else [(days, "only")])


def test_what_is_no_line_is_told_with_its_reason() -> None:
    found = near("「营收」首次突破 5元 且 「设备」大于 0元 且 较大者（「设备」，「到账」）达到 5元", [{"machines": 1}])

    assert [line.line.said[0] for line in found.lines] == ["营收突破5元"]
    assert [each.why[1].split(":")[0] for each in found.left_out] == [
        "looks at earlier years alone, which cannot change",
        "the line is not above zero",
        "is worked out from several facts",
    ]


def test_a_value_that_moves_its_own_line_is_left_out() -> None:
    found = near("「设备」÷（「设备」＋「到账」）达到 50%", [{"machines": 1, "received": 2}])

    assert (found.lines, len(found.left_out)) == ((), 1)


def test_an_open_reading_is_asked_each_way() -> None:
    condition = "依口径 arrival（any：「到账」达到 5元；whole：「到账」达到 10元）"
    rows = [{"received": "4.90"}, {"received": "9.90"}, {"received": "10"}]

    low, high = near(condition, rows).lines

    assert told(low, "id", "standing") == [("R0", "with_unknowns")]
    assert told(high, "id", "standing") == [("R1", "only")]


def test_lists_are_in_order_of_distance_and_keep_the_order_of_the_register() -> None:
    rows = [{"machines": each} for each in ("4.80", "4.99", "4.80", "4.95")]

    found = only_line("「设备」达到 5元", rows)

    assert told(found, "id") == [("R1",), ("R3",), ("R0",), ("R2",)]


@pytest.mark.parametrize("within", [0, -1, 1_000_000])
def test_a_distance_of_nothing_or_of_the_whole_line_is_refused(within: int) -> None:
    with pytest.raises(ValueError, match="millionths"):
        near("「设备」达到 5元", [{"machines": 1}], within=within)


def test_a_register_without_the_column_has_no_near_misses() -> None:
    program = program_of("「设备」达到 5元")
    frame = pl.DataFrame({"id": ["a"], "here": [True]})

    found = near_misses_of(asked_of(program, frame, as_of=DAY), within=TENTH)

    assert [len(each.frame) for each in found.lines] == [0]


def test_a_derived_fact_without_a_column_is_measured_by_what_it_is_derived_from() -> None:
    from lingqu.law.engine.program import compile_program
    from lingqu.law.packs.folders import load_pack

    program = compile_program(load_pack("example_bands"))
    frame = pl.DataFrame({"id": ["a"], "rd_yuan_2026": [290_00], "revenue_yuan_2026": [10_000_00]})

    found = near_misses_of(asked_of(program, frame, as_of=date(2027, 6, 30)), within=TENTH)

    line = next(each for each in found.lines if each.line.measure == "B03")
    assert told(line, "has", "divisor", "gap") == [(290_00, 10_000_00, 10_00)]
