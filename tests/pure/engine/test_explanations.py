"""The reason tree of a hand-made policy: its texts, truths and parts, and the verdict under each alternative."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lingqu.law.engine.answers import assess
from lingqu.law.engine.explanations import Explanation, Ground, explain
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.parser import parse_award, parse_condition
from lingqu.law.lang.truth import NO, UNKNOWN, YES
from pure.engine.hand_made import HERE, MEASURES, measure, pack_of

M = 1_000_000


def explained(
    condition: str | None,
    facts: dict[str, Any],
    *,
    award: str | None = None,
    lang: str = "zh",
    asked: dict[str, str] | None = None,
    common: str | None = None,
) -> Explanation:
    rule = measure(
        "A",
        condition=parse_condition(condition) if condition else None,
        award=parse_award(award) if award else None,
    )
    pack = pack_of(*MEASURES[:2], rule)
    if common:
        pack = replace(pack, policy=replace(pack.policy, common=parse_condition(common)))
    program = compile_program(pack, asked)
    answer = assess(program, SubjectReader(program).read({"id": "A", "facts": {**HERE, **facts}}))
    return explain(program, answer, answer.outcomes[2], lang)


def shape(ground: Ground) -> Any:
    """A tree as nested tuples: text, name of the truth, parts."""
    return (ground.text, ground.truth.name, *(shape(child) for child in ground.children))


IN_FORCE = ("2027年6月30日在政策施行期（2026年1月24日至2030年12月31日）内", "YES")
CITY = ("「在本市」", "YES")

# condition; facts; the parts of the tree behind the two that every measure has
TREES: list[tuple[str | None, dict[str, Any], list[Any]]] = [
    (None, {}, []),
    ("「企业」", {}, [("「企业」", "YES")]),
    (
        "「企业」且「成效好」",
        {"good": False},
        [("全部满足", "NO", ("「企业」", "YES"), ("「成效好」为否", "NO"))],
    ),
    (
        "「企业」或「成效好」",
        {},
        [("满足其一", "YES", ("「企业」", "YES"), ("「成效好」未知", "UNKNOWN"))],
    ),
    ("不（「企业」）", {}, [("不应如此", "NO", ("「企业」", "YES"))]),
    (
        "至少2项（「企业」；「成效好」；「有规模」）",
        {"heads": 3},
        [("至少满足 2 项", "UNKNOWN", ("「企业」", "YES"), ("「成效好」未知", "UNKNOWN"), ("「有规模」为否", "NO"))],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "facts", "parts"), TREES)
def test_every_part_of_a_rule_stands_in_the_tree(
    condition: str | None, facts: dict[str, Any], parts: list[Any]
) -> None:
    ((choice, tree),) = explained(condition, facts).trees

    assert choice == {}
    found = shape(tree)
    assert found[0] == "符合条件"
    assert found[2:] == (IN_FORCE, CITY, *parts)


def test_the_tree_is_told_in_english_as_well() -> None:
    condition = "（「企业」或「成效好」）且 不（「有规模」）且 至少1项（「企业」；「成效好」）"

    ((_, tree),) = explained(condition, {"good": True, "heads": 3}, lang="en").trees

    assert shape(tree) == (
        "eligible",
        "YES",
        ("2027-06-30 is within the time in force (2026-01-24 to 2030-12-31)", "YES"),
        ("“here”", "YES"),
        (
            "all of",
            "YES",
            ("one of", "YES", ("“firm”", "YES"), ("“good”", "YES")),
            ("must not be so", "YES", ("“sizeable” is not so", "NO")),
            ("at least 1 of", "YES", ("“firm”", "YES"), ("“good”", "YES")),
        ),
    )


def test_a_base_is_told_only_where_it_refuses() -> None:
    def texts(facts: dict[str, Any]) -> list[str]:
        ((_, tree),) = explained(None, facts, award="按「设备」的 15%").trees
        return [child.text for child in tree.children]

    assert texts({"machines": 1}) == [IN_FORCE[0], CITY[0]]
    assert texts({}) == [IN_FORCE[0], CITY[0]]
    assert texts({"machines": 0}) == [IN_FORCE[0], CITY[0], "计算基数设备为0元，不大于零"]


BY_READING = "依口径 arrival（any：「到账」大于 0元；whole：「到账」不低于「设备」）"


def test_each_open_choice_has_a_tree_and_each_alternative_its_verdict() -> None:
    found = explained(BY_READING, {"received": 4 * M, "machines": 5 * M})

    assert [(dict(choice), tree.truth, tree.children[-1].text) for choice, tree in found.trees] == [
        ({"arrival": "any"}, YES, "到账为400万元，大于0元"),
        ({"arrival": "whole"}, NO, "到账为400万元，低于设备"),
    ]
    assert [(each.reading, each.alternative, each.followed, each.verdict) for each in found.under_readings] == [
        ("arrival", "any", False, Verdict.ELIGIBLE),
        ("arrival", "whole", False, Verdict.NOT_ELIGIBLE),
    ]
    assert not found.same_under_all


def test_a_choice_that_is_followed_has_one_tree_and_is_marked() -> None:
    found = explained(BY_READING, {"received": 4 * M, "machines": 5 * M}, asked={"arrival": "any"})

    ((choice, tree),) = found.trees
    assert (choice, tree.truth) == ({}, YES)
    assert [(each.alternative, each.followed, each.verdict) for each in found.under_readings] == [
        ("any", True, Verdict.ELIGIBLE),
        ("whole", False, Verdict.NOT_ELIGIBLE),
    ]
    assert not found.same_under_all


def test_the_verdict_may_be_the_same_under_all() -> None:
    assert explained(BY_READING, {"received": 5 * M, "machines": 5 * M}).same_under_all
    assert explained(BY_READING, {"received": 0, "machines": 5 * M}).same_under_all
    assert explained("「企业」", {}).same_under_all
    assert explained("「企业」", {}).under_readings == ()


def test_a_common_condition_that_is_open_is_agreed_on() -> None:
    common = "依口径 arrival（any：「企业」；whole：「成效好」）"

    found = explained(None, {"good": False}, common=common)
    english = explained(None, {"good": True}, common=common, lang="en")

    ((_, tree),) = found.trees
    assert shape(tree)[3] == ("各种读法都如此", "UNKNOWN", ("「企业」", "YES"), ("「成效好」为否", "NO"))
    assert shape(english.trees[0][1])[3] == ("under every open reading", "YES", ("“firm”", "YES"), ("“good”", "YES"))
    assert [(each.alternative, each.verdict) for each in found.under_readings] == [
        ("any", Verdict.ELIGIBLE),
        ("whole", Verdict.NOT_ELIGIBLE),
    ]


LOOKS = "依口径 base（all_income：上年「研发」高于 5元；machines：近2年合计「研发」高于 9元）"

# condition; series; day; the verdicts under the two alternatives
CARRIED = [
    (LOOKS, {"2025": 4, "2026": 6}, "2027-06-30", Verdict.NOT_ELIGIBLE, Verdict.ELIGIBLE),
    (LOOKS, {"2025": 6, "2026": 3}, "2027-06-30", Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE),
    (LOOKS, {"2025": 6}, "2027-06-30", Verdict.ELIGIBLE, Verdict.UNDETERMINED),
    (LOOKS, {"2025": 6, "2026": 4}, None, Verdict.UNDETERMINED, Verdict.UNDETERMINED),
    (
        f"同比增加「研发」高于 1元且{LOOKS}",
        {"2025": 4, "2026": 6},
        "2027-06-30",
        Verdict.NOT_ELIGIBLE,
        Verdict.ELIGIBLE,
    ),
    (
        "依口径 base（all_income：上年「研发」高于 5元；machines：往年最高「研发」低于 9元）",
        {"2023": 4, "2026": 6},
        "2027-06-30",
        Verdict.UNDETERMINED,
        Verdict.UNDETERMINED,  # the years between were not given: the highest is only known as "at least"
    ),
]


@pytest.mark.parametrize(("condition", "series", "day", "as_followed", "otherwise"), CARRIED)
def test_another_reading_may_look_into_a_series_otherwise(
    condition: str, series: dict[str, int], day: str | None, as_followed: Verdict, otherwise: Verdict
) -> None:
    found = explained(condition, {"research": series, "day": day})

    assert [(each.followed, each.verdict) for each in found.under_readings] == [(True, as_followed), (False, otherwise)]


def test_readings_are_found_in_the_subject_and_in_the_award_as_well() -> None:
    branching = "依口径 arrival（any：「企业」；whole：「成效好」）"
    rules = [
        replace(measure("SUBJECT"), subject=parse_condition(branching)),
        measure("AWARD", award=parse_award("按依口径 base（all_income：「到账」；machines：「设备」）的 10%")),
    ]
    program = compile_program(pack_of(*rules))
    answer = assess(program, SubjectReader(program).read({"id": "A", "facts": {**HERE, "good": False, "received": 1}}))

    by_subject, by_award = (explain(program, answer, outcome) for outcome in answer.outcomes)

    assert [(each.alternative, each.verdict) for each in by_subject.under_readings] == [
        ("any", Verdict.ELIGIBLE),
        ("whole", Verdict.NOT_ELIGIBLE),
    ]
    assert [(each.reading, each.followed) for each in by_award.under_readings] == [("base", True), ("base", False)]


def test_what_is_unknown_stays_unknown_under_the_other_reading() -> None:
    found = explained(BY_READING, {"machines": 5 * M})

    assert [each.verdict for each in found.under_readings] == [Verdict.UNDETERMINED, Verdict.UNDETERMINED]
    assert all(tree.truth is UNKNOWN for _, tree in found.trees)
