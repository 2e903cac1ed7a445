"""What a condition can come to: a table of conditions that never hold, always hold, or may do either."""

from __future__ import annotations

import pytest

from lingqu.law.packs.findings import Grade, findings_of
from pure.packs.small_policy import MEASURE, SOUND, compiled, measure, pack_with

CONDITIONS = [
    ("「设备」超过 10万元 且 「设备」低于 5万元", "never_holds"),
    ("「设备」超过 10万元 且 「设备」不超过 10万元", "never_holds"),
    ("「设备」超过 10万元 且 「设备」低于 100000.01元", "never_holds"),
    ("「设备」超过 10万元 且 「设备」低于 100000.02元", ""),
    ("「设备」低于 0元", "never_holds"),
    ("「收入」低于 0元", ""),
    ("「设备」不低于 0元", "always_holds"),
    ("「设备」超过 10万元 或 「设备」不超过 20万元", "always_holds"),
    ("「设备」超过 10万元 或 「设备」不超过 5万元", ""),
    ("「专利」超过 3 且 「专利」低于 4", "never_holds"),
    ("「占比」超过 3% 且 「占比」低于 4%", ""),
    ("「企业」且 非「企业」", "never_holds"),
    ("非「企业」", "never_holds"),  # the subject asks 「企业」
    ("「企业」或 非「企业」", "always_holds"),
    ("「级别」为 市级 且 「级别」为 国家级", "never_holds"),
    ("「级别」属于（市级、自治区级、国家级）", "always_holds"),
    ("「级别」属于（市级、自治区级）", ""),
    ("至少2项（「级别」为 市级；「级别」为 国家级）", "never_holds"),
    ("「研发」÷「收入」高于 5% 且 「研发」÷「收入」低于 3%", "never_holds"),
    ("「研发」÷「收入」高于 5% 且 「研发」÷「设备」低于 3%", ""),
    ("「研发」÷「收入」低于 0%", "never_holds"),
    ("10万元 低于「设备」且 「设备」低于 5万元", "never_holds"),
    ("依口径 base（all：「设备」超过 5万元；machines：「设备」低于 0元）", "never_holds"),
    ("「收入」首次突破 5万元 且 「收入」低于 5万元", ""),  # first times are not followed
    ("较小者（「设备」，10万元）高于 20万元", "never_holds"),
    ("较大者（「设备」，10万元）高于 5万元", "always_holds"),
]


@pytest.mark.parametrize(("condition", "kind"), CONDITIONS)
def test_a_condition_is_found_where_it_decides_nothing(condition: str, kind: str) -> None:
    found = [finding for finding in findings_of(pack_with(measure(condition))) if finding.about == "F03"]

    assert [finding.kind for finding in found if finding.kind.endswith("holds")] == ([kind] if kind else [])


AWARDS = [
    ("「设备」不低于 1000万元", "按「设备」的 10%，最高 50万元", "ceiling_below"),
    ("「设备」不低于 500万元", "按「设备」的 10%，最高 50万元", ""),
    ("「设备」不超过 100万元", "按「设备」的 10%，最高 50万元", "ceiling_unreached"),
    ("", "定额 20万元，最高 10万元", "ceiling_below"),
    ("", "按「设备」分档（不满 1000万元：5万元；1000万元以上：10万元），最高 50万元", "ceiling_unreached"),
    ("", "按「设备」分档（不满 1000万元：5万元；1000万元以上：10万元），最高 10万元", ""),
    ("", "由 kjt 在 10万元 至 50万元 之间核定，最高 5万元", "ceiling_below"),
    ("", "按「设备」分档（不满 1000万元：10万元；1000万元以上：5万元），最高 10万元", "sum_falls"),
    ("", "按「设备」分档（不满 1000万元：2%；1000万元以上：1%），最高 50万元", "sum_falls"),
    ("", "按「研发」− 「设备」的 10%，最高 50万元", "sum_falls"),
    ("「设备」不超过 1000万元", "按「设备」的 10%，最高 50万元", "sum_falls"),
]


@pytest.mark.parametrize(("condition", "award", "kind"), AWARDS)
def test_an_award_is_found_where_its_ceiling_or_course_is_odd(condition: str, award: str, kind: str) -> None:
    award = award.replace("「研发」− 「设备」", "（「研发」−「设备」）")
    found = {finding.kind for finding in findings_of(pack_with(measure(condition, award))) if finding.about == "F03"}

    assert (kind in found) if kind else not found


def test_what_nobody_uses_and_what_has_no_example_is_found() -> None:
    bare = "\n".join(line for line in MEASURE.splitlines() if "示例" not in line and "  口径" not in line)
    texts = {**SOUND, "measures.lq": bare.replace("依口径 base（all：「收入」；machines：「设备」）", "「设备」")}
    pack, faults = compiled(texts)

    assert pack is not None, [fault.said() for fault in faults]
    found = {(finding.kind, finding.about) for finding in findings_of(pack)}
    assert found == {
        ("fact_unused", "「收入」"),
        ("reading_uncited", "base"),
        ("no_example", "F01"),
        ("no_example", "F02"),
    }


def test_the_sound_policy_has_no_warning() -> None:
    assert [finding for finding in findings_of(pack_with()) if finding.grade is Grade.WARNING] == []


DERIVED = [
    ("「收入」首次突破 5万元", set()),
    ("往年最高「收入」高于 5万元", set()),
    ("上年「收入」高于 5万元", {"「最高」"}),
    ("「最高」高于 5万元", set()),
]


@pytest.mark.parametrize(("condition", "unused"), DERIVED)
def test_a_fact_derived_by_the_very_look_that_a_rule_takes_is_used(condition: str, unused: set[str]) -> None:
    fact = (
        "事实「最高」 highest_yuan\n  类型  金额\n  英文  Highest\n  含义  最高\n  释义  Highest\n  提供  推算\n"
        "  推算  往年最高「收入」\n\n"
    )

    found = findings_of(pack_with(fact + measure(condition)))

    assert {finding.about for finding in found if finding.kind == "fact_unused"} == unused
