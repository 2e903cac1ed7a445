"""What each kind of block asks: days in order, shares that add up, examples that can be run."""

from __future__ import annotations

import pytest

from pure.packs.small_policy import DEPARTMENTS, FACTS, MEASURE, POLICY, READINGS, SOUND, compiled

SPOILED = [
    # file; from; to; what is given; part of what is expected
    ("policy.lq", "失效  2030年12月31日", "失效  2025年12月31日", "2026-01-24 起，2025-12-31 止", "不晚于"),
    ("policy.lq", "申请日  「申请日」", "申请日  「企业」", "申请日 「企业」（是否）", "日期（申请日）"),
    ("measures.lq", "  口径  base\n", "  拨付  立项时 60%、验收后 50%\n", "拨付 立项时 60%、验收后 50%", "100%"),
    ("measures.lq", "  口径  base\n", "  起  2028年1月1日\n  止  2027年1月1日\n", "2028-01-01 起", "不晚于"),
    ("measures.lq", "「研发」100万元，", "「研发」100万元，「研发」200万元，", "「研发」", "给一次"),
    ("measures.lq", "「研发」100万元，", "「研发」5%，", "「研发」（比例）", "金额"),
    ("measures.lq", "「设备」1000万元 →", "「设备」2025年 1000万元 →", "「设备」2025年", "逐年"),
    ("measures.lq", "「级别」市级 → 不符合", "「级别」县级 → 不符合", "县级", "「级别」的选项"),
    ("measures.lq", "「级别」市级 → 不符合", "「企业」2亿元 → 不符合", "「企业」（金额）", "是否"),
    ("measures.lq", "「级别」市级 → 不符合", "「级别」市级 → 不符合，应得 5万元", "不符合，…", "没有金额"),
    ("measures.lq", "「级别」市级 → 不符合", "「级别」市级 → 待定，缺「认证日」", "认证日", "已声明的事实"),
    ("measures.lq", "→ 符合，应得 10万元", "→ 符合，应得 10万元，系于 bas", "bas", "已声明的口径"),
    ("measures.lq", "「专利」不低于 3项", "「专利」不低于 3000000000项", "3000000000项", "小于 10亿"),
    ("readings.lq", "采用  usual", "采用  usuall", "usuall", "「number_words」的备选"),
    ("readings.lq", "  备选  machines「设备」 英文 Machines\n", "", "口径 base，1 个备选", "至少两个"),
    ("vocabulary.lq", "类型  金额\n", "类型  金额\n  用途标记  已付本年\n", "", ""),
    ("vocabulary.lq", "限制  非负", "限制  非负、仅供参考", "「研发」", "不入规则"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "given", "expected"), SPOILED)
def test_one_spoiled_line_is_told(file: str, old: str, new: str, given: str, expected: str) -> None:
    assert old in SOUND[file]

    faults = compiled({**SOUND, file: SOUND[file].replace(old, new, 1)})[1]

    if not given:
        assert faults == ()
        return
    assert faults, "nothing was told"
    assert any(fault.given.startswith(given) and expected in fault.expected for fault in faults), [
        fault.said() for fault in faults
    ]


def test_the_sound_folder_has_no_fault() -> None:
    pack, faults = compiled(SOUND)

    assert faults == ()
    assert pack is not None
    assert [measure.id for measure in pack.applicant_measures] == ["F01", "F02"]


def test_the_digest_does_not_see_layout_but_sees_the_law() -> None:
    pack, _ = compiled(SOUND)
    laid_out = {
        **SOUND,
        "vocabulary.lq": FACTS,
        "departments.lq": DEPARTMENTS.replace("「", " 「"),
        "measures.lq": "# a comment\n" + MEASURE.replace("5%", "百分之五").replace("50万元", "500000元"),
    }
    changed = {**SOUND, "measures.lq": MEASURE.replace("高于 5%", "达到 5%")}

    same, _ = compiled(laid_out)
    other, _ = compiled(changed)

    assert pack is not None
    assert same is not None
    assert other is not None
    assert same.digest == pack.digest
    assert other.digest != pack.digest


def test_ten_faults_in_four_files_are_told_at_once_in_order() -> None:
    texts = {
        "policy.lq": POLICY.replace("「在本市」", "「在本地」").replace("2030年12月31日", "2020年12月31日"),
        "vocabulary.lq": DEPARTMENTS
        + "\n部门 kjt「科技局」 英文 Bureau\n\n"
        + FACTS.replace("类型  金额，每年", "类型  比例，每年", 1).replace("  提供  登记", "  提共  登记", 1),
        "readings.lq": READINGS.replace("采用  usual", "采用  unusual"),
        "measures.lq": MEASURE.replace("「专利」不低于 3项", "「专利」不低于 3万元")
        .replace("  部门  kjt、czt", "  部门  kjt、cz")
        .replace("的 10%", "的 10万元")
        .replace("「级别」属于（自治区级、国家级）", "「级别」属于（自治区级、国家级别）"),
    }

    faults = compiled(texts)[1]

    assert len(faults) >= 10, "\n".join(fault.said() for fault in faults)
    assert len({fault.file for fault in faults}) == 4
    assert [(fault.file, fault.line) for fault in faults] == sorted((fault.file, fault.line) for fault in faults)
    for fault in faults:
        assert fault.said("zh")
        assert fault.said("en")
