"""Answers spelled for machines: sums, citations, whole records, and the line that is put together from kept parts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lingqu.law.engine.answers import Answer, assess
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.engine.wire import answer_line, answer_record, cite_record, yuan
from lingqu.law.lang.tree import Anchor
from pure.engine.hand_made import HERE, pack_of

M = 1_000_000


def answer_for(program: Program, facts: dict[str, Any], id: str = "A") -> Answer:
    return assess(program, SubjectReader(program).read({"id": id, "facts": facts}))


SUMS = [
    (0, "0.00"),
    (1, "0.01"),
    (99, "0.99"),
    (100, "1.00"),
    (-1, "-0.01"),
    (-250, "-2.50"),
    (10**13, "100000000000.00"),
    (None, None),
]


@pytest.mark.parametrize(("fen", "spelled"), SUMS)
def test_fen_are_spelled_as_yuan(fen: int | None, spelled: str | None) -> None:
    assert yuan(fen) == spelled


CITES = [
    (Anchor("第10条", 3), {"task": 10, "sentence": 3}),
    (Anchor("第1条"), {"task": 1, "sentence": 0}),
    (Anchor("保障措施", 2), {"task": "safeguards", "sentence": 2}),
    (Anchor("总体要求", 1), {"task": "general", "sentence": 1}),
    (Anchor("施行", 1), {"task": "validity", "sentence": 1}),
    (Anchor("引言", 4), {"task": "preamble", "sentence": 4}),
    (Anchor("附则", 1), {"task": "附则", "sentence": 1}),
    (Anchor("第二章", 1), {"task": "第二章", "sentence": 1}),
    (Anchor("本条", 1), {"task": "本条", "sentence": 1}),
]


@pytest.mark.parametrize(("anchor", "record"), CITES)
def test_a_citation_names_the_task_or_the_section(anchor: Anchor, record: dict[str, Any]) -> None:
    assert cite_record(anchor) == record


FACTS = {**HERE, "machines": 3 * M, "paid_year": 50_000, "research": 15 * M, "level": "nation", "good": True}


def test_an_answer_is_spelled_whole() -> None:
    program = compile_program(pack_of())

    record = answer_record(program, answer_for(program, {**FACTS, "recognised_on": "2026-06-30", "heads": 5}, "甲"))

    assert list(record) == ["id", "policy", "policy_digest", "as_of", "outcomes"]
    assert (record["id"], record["policy"], record["policy_digest"]) == ("甲", "made", "0" * 64)
    assert record["as_of"] == "2027-06-30"
    first, second, _, _, fifth = record["outcomes"]
    assert {key: value for key, value in first.items() if key != "because"} == {
        "measure": "M1",
        "verdict": "undetermined",
        "award": None,
        "at_most_yuan": "5000000.00",
        "missing": ["income"],
        "missing_sets": [["income"]],
        "needs_finding": [],
        "undefined": [],
        "readings": ["base"],
        "cites": {"task": 1, "sentence": 1},
        "unchecked": ["general_conditions"],
    }
    assert (second["verdict"], second["at_most_yuan"]) == ("eligible", None)
    assert second["award"] == {
        "kind": "due",
        "yuan": "450000.00",
        "at_most_yuan": "450000.00",
        "remaining_yuan": "400000.00",
        "missing": [],
    }
    assert fifth["award"] == {
        "kind": "up_to",
        "yuan": "800000.00",
        "at_most_yuan": "800000.00",
        "remaining_yuan": None,
        "missing": [],
    }


def test_without_a_day_there_is_none_to_tell() -> None:
    program = compile_program(pack_of())

    answer = answer_for(program, {"here": True})

    assert answer_record(program, answer)["as_of"] is None
    assert json.loads(answer_line(program, answer))["as_of"] is None


SUBJECTS: list[dict[str, Any]] = [
    FACTS,
    {**FACTS, "machines": 4 * M},
    {**FACTS, "machines": 4 * M, "paid_year": None},
    {**FACTS, "machines": 2 * M},
    {**FACTS, "research": 20 * M},
    {**FACTS, "income": 0},
    {**FACTS, "machines": 3 * M, "firm": None},
    {**FACTS, "machines": 5 * M, "firm": None},
    {**FACTS, "firm": False},
    {**HERE, "day": "2031-01-01"},
    {},
    {**HERE, "received": 3, "machines": 4},
    {**HERE, "received": 4, "machines": 4, "paid_total": 1},
    {**HERE, "received": 4, "machines": 4, "paid_total": 2},
    {**HERE, "recognised_on": "2023-01-02", "level": "city"},
]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_line_says_what_the_record_says_for_one_subject_after_another(lang: str) -> None:
    program = compile_program(pack_of())

    for number, facts in enumerate([*SUBJECTS, *SUBJECTS]):
        fresh = compile_program(program.pack)
        line = answer_line(program, answer_for(program, facts, f"S{number}"), lang)

        assert "\n" not in line
        assert json.loads(line) == answer_record(fresh, answer_for(fresh, facts, f"S{number}"), lang)
        assert list(json.loads(line)["outcomes"][0]) == list(
            answer_record(fresh, answer_for(fresh, facts), lang)["outcomes"][0]
        )


def test_the_languages_do_not_get_mixed_up_in_what_is_kept() -> None:
    program = compile_program(pack_of())

    for _ in range(2):
        for lang, other in (("zh", "Eligible"), ("en", "符合")):
            line = answer_line(program, answer_for(program, SUBJECTS[0]), lang)
            assert other not in line


def test_a_line_is_plain_chinese_without_blanks() -> None:
    program = compile_program(pack_of())

    line = answer_line(program, answer_for(program, {**HERE, "machines": 3 * M}, "甲"))

    assert line.startswith(
        '{"id":"甲","policy":"made","policy_digest":"'
        + "0" * 64
        + '","as_of":"2027-06-30","outcomes":[{"measure":"M1",'
    )
    assert (
        '"award":{"kind":"due","yuan":"450000.00","at_most_yuan":"450000.00","remaining_yuan":null,"missing":[]}'
        in line
    )
    assert line.endswith('"}]}')
    assert "符合：" in line
    assert "Eligible" not in line


def test_what_holds_for_a_pattern_is_spelled_once_and_taken_from_then_on() -> None:
    program = compile_program(pack_of())
    facts = {**HERE, "machines": 3 * M}
    first = answer_line(program, answer_for(program, facts), "zh")
    parts, whole = (outcome.judgement.texts for outcome in answer_for(program, facts).outcomes[1:3])

    assert {"open zh", "because zh", "line", "line zh"} <= set(whole)  # no value shows: the same for all of the pattern
    assert all(whole.values())
    assert {"zh", "line"} <= set(parts)  # a sum from values: its parts alone are kept
    assert "line zh" not in parts
    assert "because zh" not in parts
    whole["line zh"] = '{"kept":"whole"}'
    parts["line"] = ('{"kept":', ",")
    parts["zh"] = ("底",)
    again = answer_line(program, answer_for(program, facts), "zh")

    assert again != first
    assert '{"kept":{"kind":"due"' in again
    assert '},{"kept":"whole"},{' in again
    assert '"because":"符合：底。' in again
