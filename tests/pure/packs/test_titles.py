"""Readings by their titles: the same pack as by their ids, and one fault with the nearest title where none bears it."""

from __future__ import annotations

import pytest

from lingqu.law.lang.printer import print_condition
from lingqu.law.lang.tree import ByReading
from pure.packs.small_policy import MEASURE, SOUND, compiled, faults_with, measure, pack_with

TARGET = """\
指标 T01「增长」
  英文  Growth
  依据  第1条第1句
  目标  15%以上
  性质  增速
  单位  %
  期限  2030年
  基期  base
"""
DERIVED = """\
事实「够多」 enough
  类型  是否
  英文  Enough
  含义  够多
  释义  Enough
  提供  推算
  推算  依口径 base（all：「收入」大于 0元；machines：「设备」大于 0元）
  口径  base
"""
BY_TITLE = [
    # blocks with ids; what is put for what in them
    (measure("依口径 base（all：「企业」；machines：「设备」大于 0元）"), " base（all：", "「分母」（「全部」："),
    (measure("依口径 base（all：「企业」；machines：「设备」大于 0元）"), "machines：", "「设备」："),
    (measure("不（依口径 base（all：「企业」；machines：「设备」大于 0元） 或 「企业」）"), " base（", "「分母」（"),
    (measure("至少1项（「收入」÷ 依口径 base（all：「研发」；machines：「设备」）高于 5%）"), "all：", "「全部」："),
    (measure(award="按依口径 base（all：「收入」；machines：「设备」）的 5%"), " base（all：", "「分母」（「全部」："),
    (measure(more="  口径  number_words、base"), "number_words、base", "「数词」、「分母」"),
    (MEASURE.replace("F0", "F1").replace("→ 符合", "→ 符合，系于 base"), "系于 base", "系于「分母」"),
    (measure() + "  示例  「企业」，口径 base=all → 符合\n", " base=all", "「分母」=「全部」"),
    ("关系 R01\n  择高  F01、F02\n  口径  base=machines\n", "base=machines", "「分母」=「设备」"),
    ("关系 R01\n  择高  F01、F02\n  口径  base=machines\n", "base", "「分母」"),
    (TARGET, "  base", "  「分母」"),
    (DERIVED, " base（all：", "「分母」（「全部」："),
    (DERIVED, "口径  base", "口径  「分母」"),
]


@pytest.mark.parametrize(("blocks", "id", "title"), BY_TITLE)
def test_ids_and_titles_are_one_pack(blocks: str, id: str, title: str) -> None:
    assert id in blocks
    by_id, by_title = pack_with(blocks), pack_with(blocks.replace(id, title))

    assert by_title == by_id
    assert by_title.digest == by_id.digest


def test_the_policy_may_list_its_readings_by_title() -> None:
    policy = SOUND["policy.lq"].replace("共同口径  number_words", "共同口径  「数词」")

    pack, faults = compiled({**SOUND, "policy.lq": policy})

    assert pack == pack_with(), faults
    assert pack.policy.common_readings == ("number_words",)


def test_width_of_letters_and_punctuation_does_not_matter() -> None:
    readings = SOUND["readings.lq"].replace("「分母」", "「分母(A)」")
    blocks = measure("依口径「分母（Ａ）」（all：「企业」；machines：「设备」大于 0元）")

    pack, faults = compiled({**SOUND, "readings.lq": readings, "more.lq": blocks})

    assert pack is not None, [fault.said() for fault in faults]


def test_what_was_written_is_what_is_shown() -> None:
    pack = pack_with(measure("依口径「分母」（「全部」：「企业」；machines：「设备」大于 0元）"))

    condition = pack.measure("F03").condition

    assert isinstance(condition, ByReading)
    assert condition.reading == "base"
    assert [code for code, _ in condition.alternatives] == ["all", "machines"]
    assert print_condition(condition) == "依口径「分母」（「全部」：「企业」；machines：「设备」大于 0元）"


UNKNOWN = [
    # more blocks; what is given; the mend
    (measure("依口径「分子」（「全部」：「企业」）"), "分子", "分母"),
    (measure(more="  口径  「数字」"), "数字", "数词"),
    ("关系 R01\n  择高  F01、F02\n  口径  「分母」=「设施」\n", "设施", "设备"),
    ("关系 R01\n  择高  F01、F02\n  口径  「分每」=「设备」\n", "分每", "分母"),
    (measure() + "  示例  「企业」，口径「分母」=「全不」 → 符合\n", "全不", "全部"),
]


@pytest.mark.parametrize(("more", "given", "mend"), UNKNOWN)
def test_an_unknown_title_is_told_with_the_nearest(more: str, given: str, mend: str) -> None:
    faults = faults_with(more)

    assert [(fault.given, fault.example) for fault in faults] == [(given, mend)], [fault.said() for fault in faults]


def test_an_alternative_left_out_is_told_in_the_words_written() -> None:
    (fault,) = faults_with(measure("依口径「分母」（「全部」：「企业」）"))

    assert fault.given == "依口径「分母」（「全部」）"
    assert "machines" in fault.example


def test_two_readings_or_alternatives_of_one_title_are_a_fault() -> None:
    two = SOUND["readings.lq"].replace("base「分母」", "base「数词」").replace("wide「从宽」", "wide「通常」")

    faults = compiled({**SOUND, "readings.lq": two})[1]

    assert [fault.given for fault in faults] == ["通常", "数词"], [fault.said() for fault in faults]
