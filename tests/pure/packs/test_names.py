"""Names: twice declared, never declared, circular; each slip told once."""

from __future__ import annotations

import pytest

from pure.packs.small_policy import DEPARTMENTS, FACTS, POLICY, READINGS, SOUND, compiled, faults_with, measure

SLIPS = [
    # more blocks; what is given; the example
    (measure("「设备投入」高于 5万元"), "设备投入", "设备"),
    (measure("「企业」", more="  部门  kjtt"), "kjtt", "kjt"),
    (measure("「企业」", more="  口径  bases"), "bases", "base"),
    (measure("依口径 bases（all：「企业」）"), "bases", "base"),
    (measure("「企业」").replace("示例  非「企业」", "示例  非「企」"), "企", "企业"),
    ("关系 R01\n  择高  F01、F20\n", "F20", "F02"),
    ("关系 R01\n  择高  F01、F02\n  口径  base=machine\n", "machine", "machines"),
    ("指标 T01「增长」\n  英文  Growth\n  依据  第1条第1句\n  目标  15%以上\n  性质  增速\n  单位  %\n  期限  2030年\n"
     "  责任  czzt\n", "czzt", "czt"),
    ("措施 F01「再来」\n  英文  Again\n  依据  第1条第1句\n  对象  组织\n", "F01", ""),
    ("部门 kjt「另一厅」 英文 Another\n", "kjt", ""),
    ("部门 gxt「科技厅」 英文 Another\n", "科技厅", ""),
    (FACTS.split("\n\n")[2].replace("is_enterprise", "is_firm"), "企业", ""),
    (FACTS.split("\n\n")[2].replace("「企业」", "「公司」"), "is_enterprise", ""),
]  # fmt: skip


@pytest.mark.parametrize(("more", "given", "example"), SLIPS)
def test_a_wrong_name_is_one_fault_with_the_nearest(more: str, given: str, example: str) -> None:
    faults = faults_with(more)

    assert [fault.given for fault in faults] == [given], [fault.said() for fault in faults]
    assert example in faults[0].example


def test_a_circular_derivation_is_named_whole() -> None:
    facts = FACTS.replace("  含义  设备投资", "  推算  「研发」 + 上年「收入」\n  含义  设备投资").replace(
        "  含义  收入\n", "  推算  「设备」\n  含义  收入\n"
    )

    faults = compiled({**SOUND, "vocabulary.lq": DEPARTMENTS + "\n" + facts})[1]

    assert [fault.given for fault in faults] == ["收入 → 设备 → 收入"]


def test_no_policy_and_two_policies_are_faults() -> None:
    none = compiled({**SOUND, "policy.lq": ""})[1]
    two = compiled({**SOUND, "policy.lq": POLICY, "other.lq": POLICY.replace("small", "other")})[1]

    assert "恰有一个" in none[0].expected
    assert [fault.file for fault in two] == ["small/other.lq"]


def test_a_block_that_cannot_be_parsed_does_not_make_its_users_wrong() -> None:
    spoiled = READINGS.replace("  问题  以何为分母\n", "  问是  以何为分母\n")

    faults = compiled({**SOUND, "readings.lq": spoiled})[1]

    assert {fault.file for fault in faults} == {"small/readings.lq"}, [fault.said() for fault in faults]


def test_once_sentences_are_listed_every_citation_must_be_among_them() -> None:
    rows = (
        "文句 第1条第1句 3f2a9c0123456789 措施 F01\n\n文句 第1条第2句 3f2a9c0123456780 措施 F02、登记 parks「园区」\n"
    )

    sound = compiled({**SOUND, "sentences.lq": rows})[1]
    spoiled = compiled({**SOUND, "sentences.lq": rows.replace("第1条第2句", "第1条第3句").replace("F01", "F11")})[1]

    assert sound == ()
    assert [fault.given for fault in spoiled] == ["第1条第2句", "F11"]


PLACES = [
    # more; line behind the sound measures, and column, of the fault
    (measure("「企业」", more="  部门  kjt、czz"), "  部门  kjt、czz", 11),
    (measure("「企业」", more="  口径  bases"), "  口径  bases", 7),
    (measure("「企业」", more="  拨付  立项时 60%、验收后 50%"), "  拨付  立项时 60%、验收后 50%", 3),
    ("关系 R01\n  择高  F01、F20\n", "  择高  F01、F20", 11),
]


@pytest.mark.parametrize(("more", "line", "column"), PLACES)
def test_a_name_in_a_list_is_told_where_it_stands(more: str, line: str, column: int) -> None:
    (fault,) = faults_with(more)

    assert (fault.line_text, fault.column) == (line, column)
