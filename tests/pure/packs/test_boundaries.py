"""Generated examples: on, under and over each line, with what must come out."""

from __future__ import annotations

import pytest

from lingqu.law.lang.tree import Day, Given, Quantity
from lingqu.law.lang.truth import Truth
from lingqu.law.packs.boundaries import boundaries_of
from pure.packs.small_policy import measure, pack_with


def said(given: tuple[Given, ...]) -> str:
    """Spell givens in fen, counts and days, short enough for a table."""
    words = []
    for each in given:
        year = f"@{each.year}" if each.year else ""
        if isinstance(each.value, Quantity):
            words.append(f"{each.name}{year}={each.value.numerator}")
        elif isinstance(each.value, Day):
            words.append(f"{each.name}={each.value.iso}")
    return " ".join(words)


LINES = [
    ("「设备」超过 10元", ["设备=999 NO", "设备=1000 NO", "设备=1001 YES"]),
    ("「设备」达到 10元", ["设备=999 NO", "设备=1000 YES", "设备=1001 YES"]),
    ("「设备」不满 10元", ["设备=999 YES", "设备=1000 NO", "设备=1001 NO"]),
    ("「设备」10元以下", ["设备=999 YES", "设备=1000 YES", "设备=1001 NO"]),
    ("10元 低于「设备」", ["设备=999 NO", "设备=1000 NO", "设备=1001 YES"]),
    ("「设备」大于 0元", ["设备=0 NO", "设备=1 YES"]),
    ("「专利」不低于 3项", ["专利=2 NO", "专利=3 YES", "专利=4 YES"]),
    ("上年「收入」高于 1元", ["收入@2024=99 申请日=2026-01-24 NO", "收入@2024=100 申请日=2026-01-24 NO",
                       "收入@2024=101 申请日=2026-01-24 YES"]),
    ("「认定日」不低于 2026年3月1日", ["认定日=2026-02-28 NO", "认定日=2026-03-01 YES", "认定日=2026-03-02 YES"]),
    ("「研发」−「设备」高于 1元", ["研发=99 设备=0 NO", "研发=100 设备=0 NO", "研发=101 设备=0 YES"]),
    ("「设备」× 50% 不低于 1元", ["设备=198 NO", "设备=200 YES", "设备=202 YES"]),
    ("「研发」高于「设备」", []),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "rows"), LINES)
def test_each_line_has_its_rows(condition: str, rows: list[str]) -> None:
    cases = [case for case in boundaries_of(pack_with(measure(condition))).lines if case.measure == "F03"]

    assert [f"{said(case.given)} {case.expected.name}" for case in cases] == rows


def test_a_ratio_is_put_one_fen_beside_its_line_under_each_reading() -> None:
    cases = [case for case in boundaries_of(pack_with()).lines if case.measure == "F01" and case.chosen]

    assert [(said(case.given), case.chosen[0][1], case.expected) for case in cases] == [
        ("研发=999999999 收入=20000000000", "all", Truth.NO),
        ("研发=1000000000 收入=20000000000", "all", Truth.NO),
        ("研发=1000000001 收入=20000000000", "all", Truth.YES),
        ("研发=999999999 设备=20000000000", "machines", Truth.NO),
        ("研发=1000000000 设备=20000000000", "machines", Truth.NO),
        ("研发=1000000001 设备=20000000000", "machines", Truth.YES),
    ]


def test_a_first_time_has_rows_for_this_year_and_for_an_earlier_one() -> None:
    cases = [case for case in boundaries_of(pack_with(measure("「收入」首次突破 1元"))).lines if case.measure == "F03"]

    assert [f"{said(case.given)} {case.expected.name}" for case in cases] == [
        "收入@2024=0 收入@2025=99 申请日=2026-01-24 NO",
        "收入@2024=0 收入@2025=100 申请日=2026-01-24 NO",
        "收入@2024=0 收入@2025=101 申请日=2026-01-24 YES",
        "收入@2024=99 收入@2025=101 申请日=2026-01-24 YES",
        "收入@2024=100 收入@2025=101 申请日=2026-01-24 YES",
        "收入@2024=101 收入@2025=101 申请日=2026-01-24 NO",
    ]


SUMS = [
    ("按「设备」的 3%，最高 1元", [(3333, 99), (3334, 100), (3335, 100)]),
    ("按「设备」分档（不满 10元：1元；10元以上：20%），最高 50元", [(999, 100), (1000, 200), (1001, 200)]),
    ("按「设备」累进（超过 0元 部分：1%；超过 10元 部分：2%），最高 50元", [(1, 0), (999, 9), (1000, 10), (1001, 10)]),
    ("按「专利」每满 2项 给 5元，最高 10元", [(1, 0), (2, 500), (3, 500), (4, 1000), (5, 1000)]),
    ("定额 5元", []),
]


@pytest.mark.parametrize(("award", "rows"), SUMS)
def test_each_amount_has_rows_at_its_lines_and_its_cap(award: str, rows: list[tuple[int, int]]) -> None:
    cases = [case for case in boundaries_of(pack_with(measure(award=award))).sums if case.measure == "F03"]

    found = [(case.base, case.expected_fen) for case in cases]
    assert [row for row in found if row in rows] == rows
    assert bool(found) == bool(rows)
