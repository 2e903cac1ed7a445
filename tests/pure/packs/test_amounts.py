"""Amounts: one row a slip, and bands on every kind of seam."""

from __future__ import annotations

import pytest

from pure.packs.small_policy import faults_with, measure, pack_with

SLIPS = [
    # award; part of what is given; part of what is expected
    ("按「专利」的 5%，最高 50万元", "「专利」（数量）", "金额（比例的基数）"),
    ("按「设备」的 0%，最高 50万元", "0%", "大于零的比例"),
    ("最高 0元", "0元", "大于零的金额"),
    ("按 F09 的 150%，最高 50万元", "F09", "已声明的措施"),
    ("依 F02 改按 5%，最高 50万元", "依 F02 改按", "按比例计"),
    ("由 xyz 在 10万元 至 50万元 之间核定", "xyz", "已声明的部门"),
    ("由 kjt 在 50万元 至 10万元 之间核定", "50万元 至 10万元", "前小后大"),
    ("按「设备」累进（超过 1000万元 部分：2%；超过 0元 部分：1%），最高 5万元", "超过 1000万元", "由低到高"),
    ("按「设备」每满 1项 给 100元，最高 5万元", "1项", "大于零的金额"),
    ("自「设备」起分年（第1年：定额 5万元）", "「设备」（金额）", "日期（分年"),
    ("自「认定日」起分年（第1年：定额 5万元；第3年：定额 5万元）", "第1年、第3年", "自第1年起"),
    ("自「认定日」起分年（第1年：「专利」的 5%）", "「专利」（数量）", "金额（比例的基数）"),
]


@pytest.mark.parametrize(("award", "given", "expected"), SLIPS)
def test_a_slip_in_an_award_is_one_fault(award: str, given: str, expected: str) -> None:
    faults = faults_with(measure(award=award))

    assert len(faults) == 1, [fault.said() for fault in faults]
    assert given in faults[0].given
    assert expected in faults[0].expected


BANDS = [
    # rows; part of what is expected, empty where all is well
    ("不满 1000万元：5万元；1000万元以上：10万元", ""),
    ("不满 1000万元：5万元；1000万元以上、不满 5000万元：10万元；5000万元以上：1%", ""),
    ("不超过 1000万元：5万元；超过 1000万元：10万元", ""),
    ("不满 1000万元：5万元；超过 1000万元：10万元", "不留空"),
    ("不超过 1000万元：5万元；1000万元以上：10万元", "不重叠"),
    ("不满 1000万元：5万元；2000万元以上：10万元", "不留空"),
    ("不满 2000万元：5万元；1000万元以上：10万元", "不重叠"),
    ("1000万元以上：5万元；不满 1000万元：10万元", "由低到高"),
    ("2000万元以上、不满 1000万元：5万元", "下限低于上限"),
    ("不满 5%：5万元；5%以上：10万元", "大于零的金额"),
]


@pytest.mark.parametrize(("rows", "expected"), BANDS)
def test_bands_meet_without_gap_or_overlap(rows: str, expected: str) -> None:
    faults = faults_with(measure(award=f"按「设备」分档（{rows}），最高 50万元"))

    assert bool(faults) == bool(expected), [fault.said() for fault in faults]
    assert all(expected in fault.expected for fault in faults)


GOOD = [
    "择优，最高 100万元，每个团队",
    "资金池，最高 1000万元，每年",
    "最高 1000万元，每个，3年合计",
    "视「收入」情况，最高 1000万元，每家，每年",
    "按不超过「设备」的 15%，最高 2000万元，每个",
    "按「设备」每满 1万元 给 100元，最高 5万元",
    "按「专利」每满 1项 给 5万元，最高 50万元",
    "按「设备」累进（超过 0元 部分：1%；超过 1000万元 部分：2%），最高 50万元",
    "按 F01 的 150%，最高 75万元",
    "依 F01 改按 5%，最高 75万元",
    "配套「设备」的 100%，最高 75万元",
    "由 kjt 在 10万元 至 50万元 之间核定",
    "不涉金额「优先推荐」",
    "自「认定日」起分年（第1年：「设备」的 50%；第2年：定额 5万元），最高 50万元",
]


@pytest.mark.parametrize("award", GOOD)
def test_every_kind_of_amount_passes(award: str) -> None:
    assert pack_with(measure(award=award)).measure("F03").award is not None


@pytest.mark.parametrize("award", ["按 F04 的 150%", "依 F04 改按 15%"])
def test_what_is_only_at_most_cannot_become_due_by_way_of_another(award: str) -> None:
    second = measure(award="按不超过「设备」的 10%，最高 5万元").replace("F03「试写」", "F04「再试」")
    faults = faults_with(measure(award=award) + "\n" + second)

    assert [fault.given for fault in faults] == ["F04：按不超过 …"]
    assert "应得的金额" in faults[0].expected


def test_two_measures_that_multiply_each_other_are_a_circle() -> None:
    second = measure(award="按 F03 的 50%，最高 5万元").replace("F03「试写」", "F04「再试」")
    faults = faults_with(measure(award="按 F04 的 50%，最高 5万元") + "\n" + second)

    assert [fault.given for fault in faults] == ["F03 → F04 → F03"]
