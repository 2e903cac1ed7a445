"""The sentence that says why, for each form of award, of condition and of open point: Chinese; English."""

from __future__ import annotations

from typing import Any

import pytest

from lingqu.law.engine.answers import assess
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.reasons import because
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.parser import parse_award, parse_condition
from pure.engine.hand_made import HERE, MEASURES, measure, pack_of

OTHER = measure("R", award=parse_award("按「设备」的 10%，最高 5元"))


def say(condition: str | None, award: str | None, facts: dict[str, Any]) -> tuple[str, str]:
    """Judge one measure and say why, in Chinese and English."""
    asked = measure(
        "A",
        condition=parse_condition(condition) if condition else None,
        award=parse_award(award) if award else None,
    )
    program = compile_program(pack_of(asked, OTHER))
    answer = assess(program, SubjectReader(program).read({"id": "A", "facts": {**HERE, **facts}}))
    return because(program, answer, answer.outcomes[0], "zh"), because(program, answer, answer.outcomes[0], "en")


# 支持; facts; Chinese; English. Everyone in the city is eligible; where "firm" stands, firms alone.
AWARDS = [
    ("按「设备」的 15%，最高 15元", {"machines": 10},
     "符合：「在本市」。应得1.5元（10元的15%；基数是设备）。",
     "Eligible: “here”. Due: 1.50 yuan (15% of 10 yuan; the base is machines)."),
    ("按「设备」的 15%，最高 15元", {"machines": 100},
     "符合：「在本市」。应得15元（100元的15%，以上限为止；基数是设备）。",
     "Eligible: “here”. Due: 15 yuan (15% of 100 yuan, up to the ceiling; the base is machines)."),
    ("按「设备」的 15%，最高 15元", {"machines": 900},
     "符合：「在本市」。应得15元（900元的15%，以上限为止；基数是设备）。",
     "Eligible: “here”. Due: 15 yuan (15% of 900 yuan, up to the ceiling; the base is machines)."),
    ("按「设备」的 15%", {"machines": 900},
     "符合：「在本市」。应得135元（900元的15%；基数是设备）。",
     "Eligible: “here”. Due: 135 yuan (15% of 900 yuan; the base is machines)."),
    ("按「设备」的 15%，每年", {"machines": 10, "paid_year": 1},
     "符合：「在本市」。应得1.5元（10元的15%；基数是设备），尚余0.5元。",
     "Eligible: “here”. Due: 1.50 yuan (15% of 10 yuan; the base is machines), 0.50 yuan of it left."),
    ("按「设备」的 15%，最高 15元", {},
     "符合：「在本市」。应得数待算，还缺「设备」；至多15元。",
     "Eligible: “here”. The sum due needs “machines”; at most 15 yuan."),
    ("按「设备」的 15%", {},
     "符合：「在本市」。应得数待算，还缺「设备」。",
     "Eligible: “here”. The sum due needs “machines”."),
    ("按不超过「设备」的 15%，最高 15元", {"machines": 10},
     "符合：「在本市」。最高1.5元，是上限而非应得数。",
     "Eligible: “here”. Up to 1.50 yuan, a ceiling and no sum owed."),
    ("按不超过「设备」的 15%，最高 15元", {},
     "符合：「在本市」。最高15元，是上限而非应得数；金额还要看「设备」。",
     "Eligible: “here”. Up to 15 yuan, a ceiling and no sum owed; the sum also looks at “machines”."),
    ("按（「研发」－「设备」）的 15%", {"machines": 10, "research": 30},
     "符合：「在本市」。应得3元（20元的15%；基数是研发减设备）。",
     "Eligible: “here”. Due: 3 yuan (15% of 20 yuan; the base is research less machines)."),
    ("按 R 的 150%", {"machines": 10},
     "符合：「在本市」。应得1.5元。",
     "Eligible: “here”. Due: 1.50 yuan."),
    ("依 R 改按 20%", {"machines": 10},
     "符合：「在本市」。应得2元。",
     "Eligible: “here”. Due: 2 yuan."),
    ("定额 30万元", {},
     "符合：「在本市」。应得30万元。",
     "Eligible: “here”. Due: 300,000 yuan."),
    ("最高 500万元，每家", {},
     "符合：「在本市」。最高500万元，是上限而非应得数。",
     "Eligible: “here”. Up to 5 million yuan, a ceiling and no sum owed."),
    ("最高 500万元，每家，3年合计", {"paid_total": 1_000_000},
     "符合：「在本市」。最高500万元，是上限而非应得数，尚余400万元。",
     "Eligible: “here”. Up to 5 million yuan, a ceiling and no sum owed, 4 million yuan of it left."),
    ("择优，最高 100元", {},
     "符合：「在本市」。可竞争，单项最高100元。",
     "Eligible: “here”. May compete for up to 100 yuan."),
    ("资金池，最高 100元", {},
     "符合：「在本市」。年度资金池共100元，由多方分享。",
     "Eligible: “here”. A yearly pool of 100 yuan, shared by several."),
    ("视「到账」情况，最高 100元", {},
     "符合：「在本市」。最高100元，是上限而非应得数；金额还要看「到账」。",
     "Eligible: “here”. Up to 100 yuan, a ceiling and no sum owed; the sum also looks at “received”."),
    ("按不超过「设备」的 15%", {},
     "符合：「在本市」。最高数待算，还缺「设备」。",
     "Eligible: “here”. The ceiling needs “machines”."),
    ("按依口径 base（all_income：「到账」；machines：「设备」）的 10%，最高 3元", {"machines": 60, "received": 100},
     "符合：「在本市」。应得3元（100元的10%，以上限为止；基数是到账）。",
     "Eligible: “here”. Due: 3 yuan (10% of 100 yuan, up to the ceiling; the base is received)."),
    ("按依口径 arrival（any：「到账」；whole：「设备」）的 10%", {"machines": 60},
     "符合：「在本市」。应得数待算，还缺「到账」。",
     "Eligible: “here”. The sum due needs “received”."),
    ("不涉金额「人才推荐」", {},
     "符合：「在本市」。本条不涉及金额。",
     "Eligible: “here”. No sum of money is involved."),
    (None, {},
     "符合：「在本市」。",
     "Eligible: “here”."),
    ("资金池，最高 100元", {"firm": None},
     "待定：还缺「企业」；若符合，可争取年度资金池100元的一份。",
     "Undetermined: missing “firm”; if eligible, a share of a pool of 100 yuan."),
    ("最高 100元", {"firm": None},
     "待定：还缺「企业」；若符合，至多100元。",
     "Undetermined: missing “firm”; if eligible, at most 100 yuan."),
    ("不涉金额「人才推荐」", {"firm": None},
     "待定：还缺「企业」。",
     "Undetermined: missing “firm”."),
    (None, {"firm": None},
     "待定：还缺「企业」。",
     "Undetermined: missing “firm”."),
    ("按依口径 arrival（any：「到账」；whole：「设备」）的 10%", {"machines": 60, "received": 100},
     "符合：「在本市」。应得数待算，口径「到账范围」尚未采用任何一种读法，读法不同金额不同；至多10元。",
     "Eligible: “here”. The sum due rests on the reading “What arrived”, which is open; at most 10 yuan."),
    ("按依口径 arrival（any：「到账」；whole：「设备」）的 10%，最高 3元", {"machines": 60, "received": 100},
     "符合：「在本市」。应得3元（100元的10%，以上限为止；基数是依口径“到账范围”（取“任何部分”的，"
     "到账；取“全部”的，设备））。",
     "Eligible: “here”. Due: 3 yuan (10% of 100 yuan, up to the ceiling; the base is by the reading "
     "“What arrived” (if “any part”: received; if “the whole”: machines))."),
]  # fmt: skip


@pytest.mark.parametrize(("award", "facts", "chinese", "english"), AWARDS)
def test_the_sum_is_said(award: str | None, facts: dict[str, Any], chinese: str, english: str) -> None:
    assert say("「企业」" if "firm" in facts else None, award, facts) == (chinese, english)


# 条件; facts; Chinese; English
CONDITIONS = [
    ("「企业」且「成效好」", {"good": True},
     "符合：「在本市」；「企业」；「成效好」。最高5元，是上限而非应得数。",
     "Eligible: “here”; “firm”; “good”. Up to 5 yuan, a ceiling and no sum owed."),
    ("「企业」且「成效好」", {"good": False, "firm": False},
     "不符合：「企业」为否；「成效好」为否。",
     "Not eligible: “firm” is not so; “good” is not so."),
    ("「企业」且「成效好」", {},
     "待定：「成效好」须由主管部门认定；若符合，至多5元。",
     "Undetermined: “good” must be found by the authority; if eligible, at most 5 yuan."),
    ("「企业」且「成效好」", {"firm": None},
     "待定：还缺「企业」；「成效好」须由主管部门认定；若符合，至多5元。",
     "Undetermined: missing “firm”; “good” must be found by the authority; if eligible, at most 5 yuan."),
    ("「企业」或「成效好」", {"good": True},
     "符合：「在本市」；「企业」。最高5元，是上限而非应得数。",
     "Eligible: “here”; “firm”. Up to 5 yuan, a ceiling and no sum owed."),
    ("「企业」或「成效好」", {"good": True, "firm": False},
     "符合：「在本市」；「成效好」。最高5元，是上限而非应得数。",
     "Eligible: “here”; “good”. Up to 5 yuan, a ceiling and no sum owed."),
    ("「企业」或「成效好」", {"good": False, "firm": False},
     "不符合：「企业」为否；「成效好」为否。",
     "Not eligible: “firm” is not so; “good” is not so."),
    ("不（「企业」）", {},
     "不符合：「企业」。",
     "Not eligible: “firm”."),
    ("不（「企业」或「成效好」）", {"firm": False, "good": False},
     "符合：「在本市」；「企业」为否；「成效好」为否。最高5元，是上限而非应得数。",
     "Eligible: “here”; “firm” is not so; “good” is not so. Up to 5 yuan, a ceiling and no sum owed."),
    ("不（「企业」且「成效好」）", {"firm": True, "good": True},
     "不符合：「企业」；「成效好」。",
     "Not eligible: “firm”; “good”."),
    ("不（「企业」且「成效好」）", {"firm": False, "good": False},
     "符合：「在本市」；「企业」为否；「成效好」为否。最高5元，是上限而非应得数。",
     "Eligible: “here”; “firm” is not so; “good” is not so. Up to 5 yuan, a ceiling and no sum owed."),
    ("至少2项（「企业」；「成效好」；「有规模」）", {"good": True, "heads": 5},
     "符合：「在本市」；「企业」；「成效好」。最高5元，是上限而非应得数。",
     "Eligible: “here”; “firm”; “good”. Up to 5 yuan, a ceiling and no sum owed."),
    ("至少2项（「企业」；「成效好」；「有规模」）", {"good": False, "heads": 5},
     "不符合：「成效好」为否；「有规模」为否。",
     "Not eligible: “good” is not so; “sizeable” is not so."),
    ("依口径 arrival（any：「企业」；whole：「成效好」）", {"good": False},
     "待定：口径「到账范围」尚未采用任何一种读法，读法不同结论不同；若符合，至多5元。",
     "Undetermined: the reading “What arrived” is open and decides it; if eligible, at most 5 yuan."),
    ("依口径 arrival（any：「企业」；whole：「成效好」）", {},
     "待定：「成效好」须由主管部门认定；口径「到账范围」尚未采用任何一种读法，读法不同结论不同；若符合，至多5元。",
     "Undetermined: “good” must be found by the authority; the reading “What arrived” is open and "
     "decides it; if eligible, at most 5 yuan."),
    ("依口径 arrival（any：「企业」；whole：「成效好」）", {"good": True},
     "符合：「在本市」；「企业」。最高5元，是上限而非应得数。",
     "Eligible: “here”; “firm”. Up to 5 yuan, a ceiling and no sum owed."),
    ("依口径 arrival（any：「企业」；whole：「成效好」）", {"good": False, "firm": False},
     "不符合：「企业」为否。",
     "Not eligible: “firm” is not so."),
    ("依口径 base（all_income：「企业」；machines：「成效好」）", {},
     "符合：「在本市」；「企业」。最高5元，是上限而非应得数。",
     "Eligible: “here”; “firm”. Up to 5 yuan, a ceiling and no sum owed."),
    ("「研发」÷「设备」高于 5%", {"research": 1, "machines": 0},
     "待定：有一个比值的分母不大于零，无法计算；若符合，至多5元。",
     "Undetermined: a ratio has a denominator of zero or less and no value; if eligible, at most 5 yuan."),
    ("「研发」÷「设备」高于 5%", {"research": None, "machines": 0},
     "待定：有一个比值的分母不大于零，无法计算；若符合，至多5元。",
     "Undetermined: a ratio has a denominator of zero or less and no value; if eligible, at most 5 yuan."),
    ("「营收」首次突破 3000万元", {"income": {"2025": 1, "2026": 30_000_001}},
     "符合：「在本市」；营收为3000.0001万元，突破3000万元；往年最高营收为1元，未突破3000万元。"
     "最高5元，是上限而非应得数。",
     "Eligible: “here”; income is 30,000,001 yuan, more than 30 million yuan; the highest income of "
     "any earlier year is 1 yuan, not more than 30 million yuan. Up to 5 yuan, a ceiling and no sum owed."),
    ("「营收」首次突破 3000万元", {"income": {"2025": 30_000_001, "2026": 30_000_001}},
     "不符合：往年最高营收为3000.0001万元，突破3000万元。",
     "Not eligible: the highest income of any earlier year is 30,000,001 yuan, more than 30 million yuan."),
    ("「营收」首次突破 3000万元", {"income": {"2024": 1, "2026": 30_000_001}},
     "待定：还缺「往年最高营收」；若符合，至多5元。",
     "Undetermined: missing “income_before”; if eligible, at most 5 yuan."),
    ("「企业」", {"here": False},
     "不符合：「在本市」为否。",
     "Not eligible: “here” is not so."),
    ("「企业」", {"here": None},
     "待定：还缺「在本市」；若符合，至多5元。",
     "Undetermined: missing “here”; if eligible, at most 5 yuan."),
    ("「企业」", {"day": "2031-01-01", "firm": False, "here": False},
     "不符合：2031年1月1日不在政策施行期（2026年1月24日至2030年12月31日）内。",
     "Not eligible: 2031-01-01 is not within the time in force (2026-01-24 to 2030-12-31)."),
    ("「企业」", {"day": None},
     "待定：还缺「申请日」；若符合，至多5元。",
     "Undetermined: missing “day”; if eligible, at most 5 yuan."),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "facts", "chinese", "english"), CONDITIONS)
def test_what_decided_is_said(condition: str, facts: dict[str, Any], chinese: str, english: str) -> None:
    assert say(condition, "最高 5元", facts) == (chinese, english)


def test_what_is_kept_for_a_pattern_is_said_anew_where_a_value_shows() -> None:
    program = compile_program(pack_of(*MEASURES))
    reader = SubjectReader(program)

    said = []
    for machines, lang in ((3_000_000, "zh"), (4_000_000, "zh"), (3_000_000, "en"), (4_000_000, "en")):
        answer = assess(program, reader.read({"id": "A", "facts": {**HERE, "machines": machines}}))
        said.append(because(program, answer, answer.outcomes[1], lang))

    assert said == [
        "符合：「在本市」；「企业」；设备为300万元，达到300万元。应得45万元（300万元的15%；基数是设备）。",
        "符合：「在本市」；「企业」；设备为400万元，达到300万元。应得60万元（400万元的15%；基数是设备）。",
        "Eligible: “here”; “firm”; machines is 3 million yuan, at least 3 million yuan. "
        "Due: 450,000 yuan (15% of 3 million yuan; the base is machines).",
        "Eligible: “here”; “firm”; machines is 4 million yuan, at least 3 million yuan. "
        "Due: 600,000 yuan (15% of 4 million yuan; the base is machines).",
    ]
