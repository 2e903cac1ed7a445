"""The sentence that says why, for the Guilin policy: facts; measure; Chinese; English."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from lingqu.law.engine.answers import assess, select_measures
from lingqu.law.engine.explanations import Ground, explain
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.reasons import because
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.engine.wire import answer_record
from lingqu.law.lang.truth import NO, YES
from lingqu.law.packs.folders import load_pack

HERE = {"application_date": "2027-06-30", "located_in_guilin": True}
THEN = "2024-01-02"
FIRM = {**HERE, "is_enterprise": True}
EQUIPMENT = {**HERE, "is_industrial_project": True, "enclave_result_landed": True}


@cache
def program() -> Program:
    return compile_program(load_pack("guilin2026"))


def say(measure: str, facts: dict[str, Any], lang: str) -> str:
    answer = assess(program(), SubjectReader(program()).read({"id": "A", "facts": facts}))
    outcome = next(each for each in answer.outcomes if each.measure == measure)
    return because(program(), answer, outcome, lang)


SENTENCES = [
    (
        "F11",
        {**FIRM, "rd_expenditure_yuan": 20_000_000},
        "符合：「在桂林」；「企业」；研发投入为2000万元，在2000万元以上。最高500万元，是上限而非应得数。",
        "Eligible: “In Guilin”; “Enterprise”; R&D expenditure is 20 million yuan, at least 20 million yuan. "
        "Up to 5 million yuan, a ceiling and no sum owed.",
    ),
    (
        "F11",
        {**FIRM, "rd_expenditure_yuan": 10_000_000, "revenue_yuan": 200_000_000},
        "不符合：研发投入÷营业收入为5%，不高于5%；研发投入为1000万元，不足2000万元。",
        "Not eligible: R&D expenditure divided by operating revenue is 5%, not more than 5%; "
        "R&D expenditure is 10 million yuan, not at least 20 million yuan.",
    ),
    (
        "F11",
        {**FIRM, "rd_expenditure_yuan": 15_000_000},
        "待定：还缺「营业收入」；若符合，至多500万元。",
        "Undetermined: missing “Operating revenue”; if eligible, at most 5 million yuan.",
    ),
    (
        "F11",
        {**FIRM, "rd_expenditure_yuan": 15_000_000, "revenue_yuan": 0},
        "待定：有一个比值的分母不大于零，无法计算；若符合，至多500万元。",
        "Undetermined: a ratio has a denominator of zero or less and no value; if eligible, at most 5 million yuan.",
    ),
    (
        "F11",
        {**FIRM, "application_date": "2031-01-01", "rd_expenditure_yuan": 1},
        "不符合：2031年1月1日不在政策施行期（2026年1月24日至2030年12月31日）内。",
        "Not eligible: 2031-01-01 is not within the time in force (2026-01-24 to 2030-12-31).",
    ),
    (
        "F04",
        {**EQUIPMENT, "production_equipment_investment_in_year_yuan": 4_000_000},
        "符合：「在桂林」；「工业项目」；「飞地成果落地」；当年生产设备投资为400万元，达到300万元。"
        "应得60万元（400万元的15%；基数是当年生产设备投资）。",
        "Eligible: “In Guilin”; “Industrial project”; “Enclave result landed”; production equipment investment of the "
        "year is 4 million yuan, at least 3 million yuan. Due: 600,000 yuan (15% of 4 million yuan; the base is "
        "production equipment investment of the year).",
    ),
    (
        "F04",
        {**EQUIPMENT, "production_equipment_investment_in_year_yuan": 40_000_000},
        "符合：「在桂林」；「工业项目」；「飞地成果落地」；当年生产设备投资为4000万元，达到300万元。"
        "应得100万元（4000万元的15%，以上限为止；基数是当年生产设备投资）。",
        None,
    ),
    (
        "F17",
        {
            **HERE,
            "is_pilot_platform": True,
            "serves_external_users": True,
            "service_income_received_yuan": 1_000_000,
            "fiscal_appropriation_in_income_yuan": 1_000_000,
        },
        "不符合：计算基数服务收入到账减其中财政拨付为0元，不大于零。",
        None,
    ),
    (
        "F17",
        {**HERE, "is_pilot_platform": True, "serves_external_users": True},
        "符合：「在桂林」；「中试平台」；「对外服务」。应得数待算，还缺「服务收入到账」、「其中财政拨付」；至多100万元。",
        None,
    ),
    (
        "F08",
        {
            **HERE,
            "is_university_staff_student_team": True,
            "converts_research_result": True,
            "starts_business": True,
            "in_national_university_science_park": True,
        },
        "符合：「在桂林」；「高校师生团队」；「转化科技成果」；「创办企业」；「在国家大学科技园」。可竞争，单项最高100万元。",
        None,
    ),
    (
        "F15",
        {**HERE, "is_proof_of_concept_project": True},
        "符合：「在桂林」；「概念验证项目」。年度资金池共1000万元，由多方分享。",
        None,
    ),
    (
        "F05",
        {
            **HERE,
            "is_innovation_platform": True,
            "platform_level": "regional",
            "conversion_annual_output_yuan": 60_000_000,
            "conversion_received_yuan": 1,
        },
        "待定：口径「到账要到多少」尚未采用任何一种读法，读法不同结论不同；若符合，至多500万元。",
        None,
    ),
    (
        "F03",
        {**HERE, "is_ai_enterprise": True, "main_business_revenue_yuan": {"2024": 20_000_000, "2026": 31_000_000}},
        "待定：还缺「往年最高主营业务收入」；若符合，至多100万元。",
        None,
    ),
    (
        "F09",
        {**HERE, "is_regional_asean_joint_laboratory": True, "recognition_is_new": True, "recognition_date": THEN},
        "不符合：自「认定日」起3年内，已于2027年1月4日（推算）届满。",
        None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "facts", "chinese", "english"), SENTENCES)
def test_the_sentence_says_why(measure: str, facts: dict[str, Any], chinese: str, english: str | None) -> None:
    assert say(measure, facts, "zh") == chinese
    if english is not None:
        assert say(measure, facts, "en") == english


def test_a_ceiling_is_never_said_as_a_sum_owed() -> None:
    for kind in ("up_to", "competitive", "pool"):
        measures = [
            each.measure for each in program().measures if each.measure.award and each.measure.award.kind == kind
        ]
        assert measures
        for measure, _, chinese, _ in SENTENCES:
            if measure in [each.id for each in measures]:
                assert "应得" not in chinese.replace("而非应得数", "")


def explained(measure: str, facts: dict[str, Any]) -> Any:
    answer = assess(program(), SubjectReader(program()).read({"id": "A", "facts": facts}))
    (outcome,) = (each for each in answer.outcomes if each.measure == measure)
    return explain(program(), answer, outcome)


def leaves(ground: Ground) -> list[Ground]:
    return [leaf for child in ground.children for leaf in leaves(child)] if ground.children else [ground]


def test_the_reason_tree_shows_every_part_with_its_truth() -> None:
    found = explained("F11", {**FIRM, "rd_expenditure_yuan": 20_000_000, "revenue_yuan": 900_000_000})

    ((choice, tree),) = found.trees
    assert not choice
    assert tree.truth is YES
    assert [leaf.truth for leaf in leaves(tree)] == [YES, YES, YES, NO, YES]


def test_the_verdict_under_each_alternative_is_told() -> None:
    facts = {**FIRM, "rd_expenditure_yuan": 6, "revenue_yuan": 200, "main_business_revenue_yuan": 100}

    found = explained("F11", facts)

    assert {each.alternative: each.verdict for each in found.under_readings} == {
        "operating_revenue": Verdict.NOT_ELIGIBLE,
        "main_business_revenue": Verdict.ELIGIBLE,
    }
    assert not found.same_under_all
    assert [each.followed for each in found.under_readings] == [True, False]


def test_an_open_reading_gives_one_tree_for_each_alternative() -> None:
    found = explained("F05", {**HERE, "conversion_received_yuan": 1})

    assert [dict(choice) for choice, _ in found.trees] == [
        {"f05_arrival": "any_part"},
        {"f05_arrival": "over_line"},
        {"f05_arrival": "whole"},
    ]


def test_all_the_shapes_of_the_contract_are_there() -> None:
    compiled = program()
    answer = assess(
        compiled, SubjectReader(compiled).read({"id": "A", "facts": FIRM}), select_measures(compiled, ["F12"])
    )

    record = answer_record(compiled, answer)

    assert set(record) == {"id", "policy", "policy_digest", "as_of", "outcomes"}
    (outcome,) = record["outcomes"]
    assert outcome == {
        "measure": "F12",
        "verdict": "undetermined",
        "award": None,
        "at_most_yuan": "20000000.00",
        "missing": [
            "is_enterprise_led_project",
            "is_regional_key_core_technology_industrialisation_project",
            "meets_programme_conditions",
        ],
        "missing_sets": [
            [
                "is_enterprise_led_project",
                "is_regional_key_core_technology_industrialisation_project",
                "meets_programme_conditions",
            ]
        ],
        "needs_finding": ["meets_programme_conditions"],
        "undefined": [],
        "readings": ["programme_conditions", "investment_stage"],
        "cites": {"task": 10, "sentence": 3},
        "unchecked": ["general_conditions"],
        "because": outcome["because"],
    }
