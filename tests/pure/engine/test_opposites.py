"""What must not be so, in the reason tree; what can only be refused any more; codes of choices with several words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lingqu.law.engine.answers import Answer, assess
from lingqu.law.engine.explanations import explain
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.reasons import because
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.parser import parse_condition
from lingqu.law.lang.tree import Unit
from pure.engine.hand_made import FACTS, HERE, fact, measure, pack_of

STAGE = fact("阶段", "stage", Unit.CHOICE, choices=(("试点", "pilot_run"), ("推广", "roll_out_wide")))


def answer_for(condition: str, facts: dict[str, Any]) -> tuple[Program, Answer]:
    pack = replace(pack_of(measure("A", condition=parse_condition(condition))), facts=(*FACTS, STAGE))
    program = compile_program(pack)
    return program, assess(program, SubjectReader(program).read({"id": "A", "facts": {**HERE, **facts}}))


def last_ground(condition: str, facts: dict[str, Any], lang: str) -> tuple[str, str, int]:
    program, answer = answer_for(condition, facts)
    ((_, tree),) = explain(program, answer, answer.outcomes[0], lang).trees
    ground = tree.children[-1]
    return ground.text, ground.truth.name, len(ground.children)


# condition; millions; Chinese; English; its truth
OPPOSITES = [
    (
        "不（「设备」高于 1000万元）", None, "设备未知，须不超过1000万元",
        "machines is unknown, must not be more than 10 million yuan", "UNKNOWN",
    ),
    (
        "不（「设备」达到 1000万元）", None, "设备未知，须低于1000万元",
        "machines is unknown, must not be at least 10 million yuan", "UNKNOWN",
    ),
    (
        "不（「设备」在 1000万元以内）", None, "设备未知，须超过1000万元",
        "machines is unknown, must not be at most 10 million yuan", "UNKNOWN",
    ),
    (
        "不（「设备」低于 1000万元）", None, "设备未知，须不低于1000万元",
        "machines is unknown, must not be less than 10 million yuan", "UNKNOWN",
    ),
    (
        "不（「设备」等于 1000万元）", None, "设备未知，须不等于1000万元",
        "machines is unknown, must not be equal to 10 million yuan", "UNKNOWN",
    ),
    (
        "不（「设备」高于 1000万元）", 9, "设备为900万元，不高于1000万元",
        "machines is 9 million yuan, not more than 10 million yuan", "YES",
    ),
    (
        "不（「设备」高于 1000万元）", 11, "设备为1100万元，高于1000万元",
        "machines is 11 million yuan, more than 10 million yuan", "NO",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "millions", "chinese", "english", "truth"), OPPOSITES)
def test_a_comparison_that_must_not_hold_is_said_as_one_condition(
    condition: str, millions: int | None, chinese: str, english: str, truth: str
) -> None:
    facts = {"machines": millions and millions * 1_000_000}

    assert last_ground(condition, facts, "zh") == (chinese, truth, 0)
    assert last_ground(condition, facts, "en") == (english, truth, 0)


# condition; facts; what the missing facts could settle; the sets
SETTLES: list[tuple[str, dict[str, Any], Verdict, tuple[tuple[str, ...], ...]]] = [
    ("「成效好」", {}, Verdict.ELIGIBLE, (("good",),)),
    # the ratio has no value, so that no fact can bring a yes; each of these can still bring a no
    ("「研发」÷「设备」高于 5%且「成效好」", {"research": 1, "machines": 0}, Verdict.NOT_ELIGIBLE, (("good",),)),
    (
        "「研发」÷「设备」高于 5%且「成效好」且「人数」高于 1人", {"research": 1, "machines": 0},
        Verdict.NOT_ELIGIBLE, (("heads",), ("good",)),
    ),
    (
        "「研发」÷「设备」高于 5%且（「企业」或「成效好」）", {"research": 1, "machines": 0, "firm": False},
        Verdict.NOT_ELIGIBLE, (("good",),),
    ),
    ("「研发」÷「设备」高于 5%或「成效好」", {"research": 1, "machines": 0}, Verdict.ELIGIBLE, (("good",),)),
    ("「研发」÷「设备」高于 5%", {"research": 1, "machines": 0}, Verdict.NOT_ELIGIBLE, ()),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "facts", "settles", "sets"), SETTLES)
def test_what_the_missing_facts_can_bring_about(
    condition: str, facts: dict[str, Any], settles: Verdict, sets: tuple[tuple[str, ...], ...]
) -> None:
    _, answer = answer_for(condition, facts)

    judgement = answer.outcomes[0].judgement
    assert judgement.verdict is Verdict.UNDETERMINED
    assert judgement.settles is settles
    assert judgement.missing_sets == sets


def test_codes_of_several_words_are_said_with_blanks() -> None:
    program, answer = answer_for("「阶段」属于（试点、推广）", {})
    ((_, tree),) = explain(program, answer, answer.outcomes[0], "en").trees
    chosen, refused = answer_for("「阶段」为 试点", {"stage": "roll_out_wide"})

    assert tree.children[-1].text == "“stage” is unknown, must be pilot run or roll out wide"
    assert because(chosen, refused, refused.outcomes[0], "en") == (
        "Not eligible: “stage” is roll out wide, not pilot run."
    )
