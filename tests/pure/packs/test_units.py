"""Units: one row a misuse, with what must be said and where."""

from __future__ import annotations

import pytest

from pure.packs.small_policy import faults_with, measure, pack_with

MISUSED = [
    # condition; what is said to stand there; part of what is expected
    ("「设备」+「专利」高于 5万元", "「设备」+「专利」（金额 + 数量）", "同为金额"),
    ("「占比」高于 5万元", "「占比」高于 5万元（比例比金额）", "同一单位相比"),
    ("「设备」高于 5%", "「设备」高于 5%（金额比比例）", "同一单位相比"),
    ("「设备」高于 5", "「设备」高于 5（金额比数量）", "同一单位相比"),
    ("「申请日」+「认定日」高于 3", "「申请日」+「认定日」（日期 + 日期）", "同为金额"),
    ("「设备」首次突破 5万元", "「设备」（金额）", "逐年的事实"),
    ("往年最高「设备」高于 5万元", "「设备」（金额）", "逐年的事实"),
    ("近3年合计「设备」高于 5万元", "「设备」（金额）", "逐年的事实"),
    ("近30年合计「收入」高于 5万元", "近30年合计", "1 至 10 年"),
    ("「收入」首次突破 5%", "「收入」首次突破 5%（金额比比例）", "同一单位相比"),
    ("自「设备」起3年内", "「设备」（金额）", "日期（自…起）"),
    ("「设备」", "「设备」（金额）", "是否（单独"),
    ("「级别」", "「级别」（选项）", "是否（单独"),
    ("「企业」高于 3", "「企业」（是否）", "一个数或日期"),
    ("「级别」等于 3", "「级别」（选项）", "一个数或日期"),
    ("「设备」为 国家级", "「设备」（金额）", "选项（「为」之前）"),
    ("「级别」为 省级", "省级", "「级别」的选项"),
    ("「设备」÷「专利」高于 5%", "「设备」÷「专利」（金额 ÷ 数量）", "同一单位相除"),
    ("「专利」× 50% 高于 3", "「专利」× 50%（数量 × 比例）", "数量只乘数量"),
    ("较小者（「设备」，「专利」）高于 3", "较小者（「设备」，「专利」）（金额、数量）", "各项同一单位"),
    ("至少3项（「企业」；「在本市」）", "至少3项，列出 2 项", "1 至 2"),
    ("依口径 base（all：「企业」）", "依口径 base（all）", "每个备选各一次"),
    ("依口径 base（all：「企业」；machines：「企业」；machines：「企业」）", "依口径 base", "每个备选各一次"),
]


@pytest.mark.parametrize(("condition", "given", "expected"), MISUSED)
def test_a_misuse_of_a_unit_is_one_fault_with_its_place(condition: str, given: str, expected: str) -> None:
    faults = faults_with(measure(condition))

    assert len(faults) == 1, [fault.said() for fault in faults]
    (fault,) = faults
    assert fault.given.startswith(given)
    assert expected in fault.expected
    assert fault.example
    assert fault.example_english
    assert fault.file == "small/measures.lq"
    assert "  条件  " in fault.line_text


GOOD = [
    "「研发」÷「收入」高于 5%",
    "（「研发」＋「设备」）÷「收入」达到 千分之五",
    "「研发」÷「收入」高于 上年「研发」÷ 近3年合计「收入」 或 「企业」",
    "「专利」× 3 不低于 9",
    "较大者（「研发」，「设备」）在 5万元以上",
    "「认定日」等于「申请日」",
    "「级别」为 国家级",
    "自「认定日」起6个月内",
    "「收入」首次突破 3000万元",
    "同比增加「收入」超过 1万元",
    "至少2项（「企业」；「在本市」；「专利」不低于 1件）",
]


@pytest.mark.parametrize("condition", [row for row in GOOD if "÷ 近3年" not in row])
def test_what_fits_is_no_fault(condition: str) -> None:
    assert pack_with(measure(condition)).measure("F03").condition is not None


def test_a_comparison_of_two_ratios_of_money_could_leave_64_bits() -> None:
    (fault,) = faults_with(measure("「研发」÷「收入」高于 上年「研发」÷ 上年「收入」"))

    assert fault.code == "numbers-bounded"
    assert "2^63" in fault.expected
