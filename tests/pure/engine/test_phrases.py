"""One atom said in both languages, as tables: what is asked; facts; Chinese; English.

Each word of law is said for a value on its side, on the other side, and for a value that is not known.
"""

from __future__ import annotations

from typing import Any

import pytest

from lingqu.law.engine.answers import assess
from lingqu.law.engine.formula import atoms_of
from lingqu.law.engine.phrases import say_atom
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.parser import parse_award, parse_condition
from lingqu.law.lang.tree import Measure
from pure.engine.hand_made import HERE, measure, pack_of


def say(asked: Measure, facts: dict[str, Any]) -> tuple[str, str]:
    """Judge the measure and say its last atom, in Chinese and English."""
    program = compile_program(pack_of(asked))
    subject = SubjectReader(program).read({"id": "A", "facts": {**HERE, **facts}})
    outcome = assess(program, subject).outcomes[0]
    atom = atoms_of(outcome.compiled.variants[0].formula)[-1]
    truth = outcome.judgement.truths[atom.index]
    return say_atom(program, atom, truth, subject.values, "zh"), say_atom(program, atom, truth, subject.values, "en")


# condition; millions; the end of what is said in Chinese; in English
WORDS = [
    ("「设备」高于 1000万元", 9, "不高于1000万元", "not more than"),
    ("「设备」高于 1000万元", 11, "高于1000万元", "more than"),
    ("「设备」高于 1000万元", None, "须高于1000万元", "must be more than"),
    ("「设备」超过 1000万元", 9, "未超过1000万元", "not more than"),
    ("「设备」超过 1000万元", 11, "超过1000万元", "more than"),
    ("「设备」超过 1000万元", None, "须超过1000万元", "must be more than"),
    ("「设备」突破 1000万元", 9, "未突破1000万元", "not more than"),
    ("「设备」突破 1000万元", 11, "突破1000万元", "more than"),
    ("「设备」突破 1000万元", None, "须突破1000万元", "must be more than"),
    ("「设备」大于 1000万元", 9, "不大于1000万元", "not more than"),
    ("「设备」大于 1000万元", 11, "大于1000万元", "more than"),
    ("「设备」大于 1000万元", None, "须大于1000万元", "must be more than"),
    ("「设备」达到 1000万元", 9, "未达到1000万元", "not at least"),
    ("「设备」达到 1000万元", 11, "达到1000万元", "at least"),
    ("「设备」达到 1000万元", None, "须达到1000万元", "must be at least"),
    ("「设备」不低于 1000万元", 9, "低于1000万元", "not at least"),
    ("「设备」不低于 1000万元", 11, "不低于1000万元", "at least"),
    ("「设备」不低于 1000万元", None, "须不低于1000万元", "must be at least"),
    ("「设备」在 1000万元以上", 9, "不足1000万元", "not at least"),
    ("「设备」在 1000万元以上", 11, "在1000万元以上", "at least"),
    ("「设备」在 1000万元以上", None, "须在1000万元以上", "must be at least"),
    ("「设备」低于 1000万元", 9, "低于1000万元", "less than"),
    ("「设备」低于 1000万元", 11, "不低于1000万元", "not less than"),
    ("「设备」低于 1000万元", None, "须低于1000万元", "must be less than"),
    ("「设备」不满 1000万元", 9, "不满1000万元", "less than"),
    ("「设备」不满 1000万元", 11, "已满1000万元", "not less than"),
    ("「设备」不满 1000万元", None, "须不满1000万元", "must be less than"),
    ("「设备」不超过 1000万元", 9, "不超过1000万元", "at most"),
    ("「设备」不超过 1000万元", 11, "已超过1000万元", "not at most"),
    ("「设备」不超过 1000万元", None, "须不超过1000万元", "must be at most"),
    ("「设备」在 1000万元以下", 9, "在1000万元以下", "at most"),
    ("「设备」在 1000万元以下", 11, "高于1000万元", "not at most"),
    ("「设备」在 1000万元以下", None, "须在1000万元以下", "must be at most"),
    ("「设备」在 1000万元以内", 9, "在1000万元以内", "at most"),
    ("「设备」在 1000万元以内", 11, "超出1000万元", "not at most"),
    ("「设备」在 1000万元以内", None, "须在1000万元以内", "must be at most"),
    ("「设备」等于 1000万元", 9, "不等于1000万元", "not equal to"),
    ("「设备」等于 1000万元", 10, "等于1000万元", "equal to"),
    ("「设备」等于 1000万元", None, "须等于1000万元", "must be equal to"),
]  # fmt: skip

OTHERS = [
    ("「企业」", {}, "「企业」", "“firm”"),
    ("「企业」", {"firm": False}, "「企业」为否", "“firm” is not so"),
    ("「企业」", {"firm": None}, "「企业」未知", "“firm” is unknown"),
    ("「级别」属于（省级、国家级）", {},
     "「级别」未知，须为省级、国家级",
     "“level” is unknown, must be province or nation"),
    ("「级别」属于（省级、国家级）", {"level": "nation"}, "「级别」为国家级", "“level” is nation"),
    ("「级别」属于（省级、国家级）", {"level": "city"},
     "「级别」为市级，不是省级、国家级",
     "“level” is city, not province or nation"),
    ("「级别」为 省级", {"level": "city"}, "「级别」为市级，不是省级", "“level” is city, not province"),
    ("自「认定日」起3年内", {},
     "「认定日」未知，须在其后3年内",
     "“recognised_on” is unknown, the day must lie within 3 years of it"),
    ("自「认定日」起3年内", {"recognised_on": "2097-06-30", "day": "2098-01-01"},
     "自「认定日」起3年内，至2100年6月30日（推算）届满",
     "within 3 years of “recognised_on”: until 2100-06-30 (estimated)"),
    ("自「认定日」起3年内", {"recognised_on": "2023-06-29"},
     "自「认定日」起3年内，已于2026年6月29日届满",
     "within 3 years of “recognised_on”: until 2026-06-29, not met"),
    ("自「认定日」起3年内", {"recognised_on": "2027-07-01"},
     "2027年6月30日在「认定日」之前",
     "2027-06-30 is before “recognised_on”"),
    ("自「认定日」起1年内", {"recognised_on": "2097-06-30", "day": "2097-06-30"},
     "自「认定日」起1年内，至2098年6月30日（推算）届满",
     "within 1 year of “recognised_on”: until 2098-06-30 (estimated)"),
    ("自「认定日」起3年内", {"recognised_on": "2097-06-30", "day": None},
     "自「认定日」起3年内，至2100年6月30日（推算）届满",
     "within 3 years of “recognised_on”: until 2100-06-30 (estimated)"),
    ("自「认定日」起1年内", {"recognised_on": "9999-06-30", "day": None}, "「认定日」", "“recognised_on”"),
    ("自「认定日」起6个月内", {},
     "「认定日」未知，须在其后6个月内",
     "“recognised_on” is unknown, the day must lie within 6 months of it"),
    ("自「认定日」起30日内", {"recognised_on": "2024-01-02"},
     "自「认定日」起30日内，已于2024年2月1日届满",
     "within 30 days of “recognised_on”: until 2024-02-01, not met"),
    ("自「认定日」起5个工作日内", {"recognised_on": "2024-01-02"},
     "自「认定日」起5个工作日内，已于2024年1月9日届满",
     "within 5 working days of “recognised_on”: until 2024-01-09, not met"),
    ("自「认定日」起1日内", {},
     "「认定日」未知，须在其后1日内",
     "“recognised_on” is unknown, the day must lie within 1 day of it"),
    ("自2096年1月24日起3年内", {"day": "2097-06-30"},
     "自2096年1月24日起3年内，至2099年1月26日（推算）届满",
     "within 3 years of 2096-01-24: until 2099-01-26 (estimated)"),
    ("自2028年1月24日起3年内", {}, "2027年6月30日在2028年1月24日之前", "2027-06-30 is before 2028-01-24"),
    ("「占比」高于 12.5%", {"share": "12.55%"}, "占比为12.55%，高于12.5%", "share is 12.55%, more than 12.5%"),
    ("「占比」高于 12.5%", {"share": "1.005%"},
     "占比为≈1.00%，不高于12.5%",
     "share is ≈1.00%, not more than 12.5%"),
    ("「占比」高于 12.5%", {"share": "0"}, "占比为0%，不高于12.5%", "share is 0%, not more than 12.5%"),
    ("「占比」高于 12.5%", {"share": "-1.5%"}, "占比为-1.5%，不高于12.5%", "share is -1.5%, not more than 12.5%"),
    ("「占比」高于 12.5%", {"share": "1000%"}, "占比为1000%，高于12.5%", "share is 1000%, more than 12.5%"),
    ("「人数」在 100以上", {"heads": 99}, "人数为99，不足100", "heads is 99, not at least 100"),
    ("「认定日」不低于 2026年1月24日", {"recognised_on": "2026-01-23"},
     "认定日为2026年1月23日，低于2026年1月24日",
     "recognised_on is 2026-01-23, not at least 2026-01-24"),
    ("「研发」÷「设备」高于 5%", {},
     "研发÷设备未知，须高于5%",
     "research divided by machines is unknown, must be more than 5%"),
    ("「研发」÷「设备」高于 5%", {"research": {"2025": 1, "2026": 2}, "machines": 20},
     "研发÷设备为10%，高于5%",
     "research divided by machines is 10%, more than 5%"),
    ("「研发」＋「设备」高于 5元", {"research": {"2025": 1, "2026": 2}, "machines": 20},
     "研发加设备为22元，高于5元",
     "research plus machines is 22 yuan, more than 5 yuan"),
    ("「研发」－「设备」高于 5元", {"research": {"2025": 1, "2026": 2}, "machines": 20},
     "研发减设备为-18元，不高于5元",
     "research less machines is -18 yuan, not more than 5 yuan"),
    ("「研发」× 2 高于 5元", {"research": {"2025": 1, "2026": 2}, "machines": 20},
     "研发×2为4元，不高于5元",
     "research times 2 is 4 yuan, not more than 5 yuan"),
    ("「研发」× 50% 高于 5元", {"research": {"2025": 1, "2026": 2}, "machines": 20},
     "研发×50%为1元，不高于5元",
     "50% of research is 1 yuan, not more than 5 yuan"),
    ("「人数」× 2 高于 5", {"heads": 3}, "人数×2为6，高于5", "heads times 2 is 6, more than 5"),
    ("较小者（「研发」，「设备」）高于 5元", {"research": {"2025": 1, "2026": 2}, "machines": 20},
     "研发和设备中的较小者为2元，不高于5元",
     "the lesser of research and machines is 2 yuan, not more than 5 yuan"),
    ("较大者（「研发」，「设备」）高于 5元", {"research": {"2025": 1, "2026": 2}, "machines": 20},
     "研发和设备中的较大者为20元，高于5元",
     "the greater of research and machines is 20 yuan, more than 5 yuan"),
    ("往年最高「营收」高于 5元", {"income": {"2024": 3, "2026": 1}},
     "往年最高营收为至少3元，须高于5元",
     "the highest income of any earlier year is at least 3 yuan, must be more than 5 yuan"),
    ("往年最高「营收」高于 5元", {"income": {"2024": 7, "2026": 1}},
     "往年最高营收为至少7元，高于5元",
     "the highest income of any earlier year is at least 7 yuan, more than 5 yuan"),
    ("往年最高「营收」高于 5元", {},
     "往年最高营收未知，须高于5元",
     "the highest income of any earlier year is unknown, must be more than 5 yuan"),
    ("同比增加「研发」高于 5元", {"research": {"2025": 1, "2026": 2}, "machines": 20},
     "同比增加研发为1元，不高于5元",
     "the increase of research over the year before is 1 yuan, not more than 5 yuan"),
    ("上年「研发」高于 5元", {"research": {"2025": 1, "2026": 2}, "machines": 20},
     "上年研发为1元，不高于5元",
     "research of the year before is 1 yuan, not more than 5 yuan"),
    ("近2年合计「研发」高于 5元", {"research": {"2025": 1, "2026": 2}, "machines": 20},
     "近2年合计研发为3元，不高于5元",
     "research of the last 2 years together is 3 yuan, not more than 5 yuan"),
    ("「往年最高营收」高于 5元", {"income": {"2024": 3, "2026": 1}},
     "往年最高营收为至少3元，须高于5元",
     "income_before is at least 3 yuan, must be more than 5 yuan"),
    ("依口径 base（all_income：「营收」；machines：「设备」）高于 5元",
     {"income": 4},
     "营收为4元，不高于5元",
     "income is 4 yuan, not more than 5 yuan"),
    ("「研发」÷依口径 base（all_income：「营收」；machines：「设备」）高于 5%",
     {"income": 100, "research": 4},
     "研发÷营收为4%，不高于5%",
     "research divided by income is 4%, not more than 5%"),
    ("较大者（「研发」，依口径 base（all_income：「营收」；machines：「设备」））高于 5元",
     {"income": 4, "research": 5},
     "研发和营收中的较大者为5元，不高于5元",
     "the greater of research and income is 5 yuan, not more than 5 yuan"),
    ("依口径 arrival（any：「营收」；whole：「设备」）高于 5元", {"income": 4, "machines": 3},
     "依口径“到账范围”（取“任何部分”的，营收；取“全部”的，设备）不高于5元",
     "by the reading “What arrived” (if “any part”: income; if “the whole”: machines) not more than 5 yuan"),
    ("依口径 arrival（any：「营收」；whole：「设备」）高于 5元", {"income": 6, "machines": 7},
     "依口径“到账范围”（取“任何部分”的，营收；取“全部”的，设备）高于5元",
     "by the reading “What arrived” (if “any part”: income; if “the whole”: machines) more than 5 yuan"),
    ("「设备」不低于「研发」", {"machines": 3, "research": 2},
     "设备为3元，不低于研发",
     "machines is 3 yuan, at least research"),
    ("「设备」不低于「研发」× 2", {"machines": 3, "research": 2},
     "设备为3元，低于研发×2",
     "machines is 3 yuan, not at least research times 2"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "millions", "chinese", "english"), WORDS)
def test_each_word_of_law_is_said_on_both_sides_and_of_what_is_not_known(
    condition: str, millions: int | None, chinese: str, english: str
) -> None:
    said = say(measure("A", condition=parse_condition(condition)), {"machines": millions and millions * 1_000_000})

    if millions is None:
        assert said == (f"设备未知，{chinese}", f"machines is unknown, {english} 10 million yuan")
    else:
        assert said == (
            f"设备为{millions}00万元，{chinese}",
            f"machines is {millions} million yuan, {english} 10 million yuan",
        )


@pytest.mark.parametrize(("condition", "facts", "chinese", "english"), OTHERS)
def test_a_condition_is_said_as_it_stands(condition: str, facts: dict[str, Any], chinese: str, english: str) -> None:
    assert say(measure("A", condition=parse_condition(condition)), facts) == (chinese, english)


BASES = [
    ("按「设备」的 15%", {"machines": 0},
     "计算基数设备为0元，不大于零",
     "the base machines is 0 yuan, not above zero"),
    ("按「设备」的 15%", {"machines": -2},
     "计算基数设备为-2元，不大于零",
     "the base machines is -2 yuan, not above zero"),
    ("按「设备」的 15%", {}, "计算基数设备", "the base machines"),
    ("按依口径 arrival（any：「到账」；whole：「设备」）的 10%", {"machines": 0, "received": 0},
     "计算基数依口径“到账范围”（取“任何部分”的，到账；取“全部”的，设备）",
     "the base by the reading “What arrived” (if “any part”: received; if “the whole”: machines)"),
    ("按依口径 base（all_income：「到账」；machines：「设备」）的 10%",
     {"machines": 0, "received": 0},
     "计算基数到账为0元，不大于零",
     "the base received is 0 yuan, not above zero"),
    ("按「研发」－「设备」的 10%", {"research": 3, "machines": 5},
     "计算基数研发减设备为-2元，不大于零",
     "the base research less machines is -2 yuan, not above zero"),
    ("按「人数」每满2人 给 3元", {"heads": 0}, "计算基数人数为0，不大于零", "the base heads is 0, not above zero"),
]  # fmt: skip


@pytest.mark.parametrize(("award", "facts", "chinese", "english"), BASES)
def test_a_base_that_gives_nothing_is_said(award: str, facts: dict[str, Any], chinese: str, english: str) -> None:
    assert say(measure("A", award=parse_award(award)), facts) == (chinese, english)
