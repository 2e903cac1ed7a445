"""What each tool of the MCP server gives, and that all of them say what they are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client import Client
from mcp.shared.exceptions import MCPError
from mcp.types import Tool

from lingqu.interfaces.mcp.server import Desk
from lingqu.law.inquiries.arguments import MOST_SUBJECTS
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.inquiries.vocabulary import values_like
from lingqu.law.plans import read_plan_file

Told = Callable[..., dict[str, Any]]

NAMES = [
    "list_policies", "list_measures", "explain_measure", "list_facts", "describe_fact", "list_readings",
    "list_targets", "list_tasks", "assess", "explain_verdict", "next_question", "search_plan",
]  # fmt: skip
ENTERPRISE = {"application_date": "2027-06-30", "located_in_guilin": True, "is_enterprise": True}


def test_every_tool_is_listed_with_both_schemas_and_says_that_it_only_reads(tools: list[Tool]) -> None:
    assert [tool.name for tool in tools] == NAMES
    for tool in tools:
        hints = tool.annotations
        assert hints is not None
        assert (hints.read_only_hint, hints.destructive_hint, hints.open_world_hint) == (True, False, False), tool.name
        assert tool.input_schema["type"] == "object"
        assert tool.output_schema is not None
        assert tool.output_schema["type"] == "object"


def test_every_tool_and_argument_is_told_in_chinese_first_and_has_an_example(tools: list[Tool]) -> None:
    for tool in tools:
        chinese, english = (tool.description or "").split("\n")
        assert not chinese.isascii()
        assert english.replace("“", "").replace("”", "").replace("左右", "").isascii()
        for name, schema in tool.input_schema["properties"].items():
            assert schema["examples"], f"{tool.name}.{name}"
            assert " / " in schema["description"], f"{tool.name}.{name}"


def test_the_policies_say_which_is_the_default(told: Told) -> None:
    policies = told("list_policies")["policies"]

    assert {each["id"]: each["is_default"] for each in policies}["guilin2026"]
    assert all(each["faults"] == 0 and each["digest"] for each in policies)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"task": 10}, ["F11", "F12", "F13"]),
        ({"kind": "platform", "words": "中试"}, ["F17", "F18"]),
        ({"kind": "team"}, ["F08"]),
        ({"words": "PILOT-scale platform 对外服务"}, ["F17"]),
        ({"words": "月球"}, []),
        ({"at_least_yuan": "80000000.01", "only_for_applicants": True}, ["F07"]),
    ],
)
def test_measures_are_found_by_task_kind_words_and_sum(told: Told, arguments: Any, expected: list[str]) -> None:
    found = [each["measure"] for each in told("list_measures", **arguments)["measures"]]

    assert found == expected


def test_a_measure_is_explained_with_all_it_rests_on(told: Told) -> None:
    found = told("explain_measure", measure="f05")

    assert found["measure"] == "F05"
    assert found["rule"].startswith("措施 F05")
    assert [(each["task"], each["sentence"], each["text"]) for each in found["sentences"]] == [(5, 4, None)]
    arrival = next(each for each in found["readings_shown"] if each["reading"] == "f05_arrival")
    assert arrival["adopted"] is None
    assert [each["code"] for each in arrival["alternatives"]] == ["any_part", "over_line", "whole"]
    assert all(each["evidence"] for each in found["facts"] if each["asked_by_the_rule"])
    assert found["examples"]


def test_the_examples_of_a_measure_can_be_assessed_as_they_stand(told: Told) -> None:
    examples = [each for each in told("explain_measure", measure="F11")["examples"] if not each["readings"]]
    subjects = [{"id": str(number), "facts": each["facts"]} for number, each in enumerate(examples)]

    answers = told("assess", subjects=subjects, measures=["F11"])["answers"]

    assert len(examples) > 3
    assert [each["outcomes"][0]["verdict"] for each in answers] == [each["verdict"] for each in examples]


@pytest.mark.parametrize("name", ["rd_expenditure_yuan", "研发投入", "「研发投入」", "R&D expenditure"])
def test_a_fact_is_described_under_each_of_its_names(told: Told, name: str) -> None:
    found = told("describe_fact", fact=name)

    assert found["fact"] == "rd_expenditure_yuan"
    assert found["yearly"]
    assert found["measures"] == ["F11"]


def test_every_value_a_description_shows_is_taken_by_assess(told: Told, shelf: Shelf) -> None:
    pack = shelf.pack(None)
    shown = [(fact.code, value) for fact in pack.facts for value in values_like(pack, fact)]
    subjects = [{"id": str(number), "facts": {code: value}} for number, (code, value) in enumerate(shown)]

    assert all(values_like(pack, fact) for fact in pack.facts)
    for start in range(0, len(subjects), MOST_SUBJECTS):
        told("assess", subjects=subjects[start : start + MOST_SUBJECTS], measures=["F11"])


def test_facts_are_found_by_words_and_by_who_supplies_them(told: Told) -> None:
    findings = told("list_facts", source="finding")["facts"]

    assert {each["source"] for each in findings} == {"finding"}
    assert [each["fact"] for each in told("list_facts", words="研发 支出")["facts"]] == ["rd_expenditure_yuan"]


def test_targets_tasks_and_readings_are_those_of_the_policy(told: Told) -> None:
    assert told("list_targets")["targets"][0]["due"] == 2030
    assert len(told("list_tasks")["tasks"]) == 19
    assert [each["task"] for each in told("list_tasks", task=10)["tasks"]] == [10]
    branching = {each["reading"] for each in told("list_readings")["readings"] if each["branches"]}
    assert {"f05_arrival", "rd_intensity_base"} <= branching


def test_a_verdict_is_explained_under_every_open_reading(told: Told, root: Path) -> None:
    sample = json.loads((root / "src/lingqu/samples/guilin2026.json").read_text("utf-8"))

    found = told("explain_verdict", subject=next(each for each in sample if each["id"] == "S5"), measure="F05")

    assert found["outcome"]["verdict"] == "undetermined"
    assert not found["same_under_all_readings"]
    assert {json.dumps(each["under"]) for each in found["trees"]} >= {'{"f05_arrival": "any_part"}'}
    assert {each["verdict"] for each in found["under_readings"]} == {"eligible", "not_eligible"}


def test_a_near_miss_is_told_in_yuan(told: Told) -> None:
    facts = {**ENTERPRISE, "rd_expenditure_yuan": 19900000, "revenue_yuan": 900000000}

    near = told("explain_verdict", subject={"id": "A", "facts": facts}, measure="F11")["near_misses"]

    assert ("rd_expenditure_yuan", "100000.00") in [(each["fact"], each["gap"]) for each in near]


def test_the_interview_ends_and_never_asks_what_was_passed_over(told: Told) -> None:
    facts: dict[str, Any] = {**ENTERPRISE}
    asked: list[str] = []
    while (step := told("next_question", facts=facts, passed_over=asked[:1]))["question"] is not None:
        code = step["question"]["fact"]
        assert code not in asked
        assert step["question"]["bears_on"]
        asked.append(code)
        if len(asked) > 1:
            facts[code] = None
        assert len(asked) <= 70

    assert step["progress"]["total"] == 19
    assert step["progress"]["questions_left_at_most"] == 0


def test_without_a_document_the_search_says_that_it_looked_in_its_own_words(told: Told) -> None:
    found = told("search_plan", words="中试平台", limit=1)

    assert found["searched"] == "policy"
    assert "--plan" in found["said"]
    assert [each["id"] for each in found["hits"]] == ["F17"]
    assert found["found"] > 1


def test_with_a_document_its_sentences_are_searched(told: Told, invented_plan: Path) -> None:
    plan = read_plan_file(path=invented_plan)

    found = told("search_plan", words="新水车", server={"plan": plan})

    assert found["searched"] == "plan"
    assert [each["text"] for each in found["hits"]] == ["对装了新水车的磨坊，给予一次帮助。", "水车要转得快。"]
    assert found["hits"][0]["became"] == []


def test_a_sentence_of_another_document_is_shown_as_not_the_one_recorded(told: Told, invented_plan: Path) -> None:
    text = invented_plan.read_text("utf-8").replace("1.水车改造", "2.水车改造")
    invented_plan.write_text(text, "utf-8")
    plan = read_plan_file(path=invented_plan)

    sentences = told("explain_measure", measure="F01", server={"plan": plan})["sentences"]

    assert sentences[0]["text"] == "水车要转得快。"
    assert sentences[0]["text_is_the_one_recorded"] is False


def test_rule_texts_are_resources(shelf: Shelf) -> None:
    async def read(uri: str) -> str:
        async with Client(Desk(shelf)) as client:
            return (await client.read_resource(uri)).contents[0].text  # type: ignore[union-attr]

    rule = anyio.run(read, "lingqu://policies/guilin2026/measures/F11")

    assert rule.startswith("措施 F11")
    assert anyio.run(read, "lingqu://policies/guilin2026/readings/f05_arrival").startswith("口径 f05_arrival")
    with pytest.raises((MCPError, ExceptionGroup)):
        anyio.run(read, "lingqu://policies/guilin2026/measures/F99")


@pytest.mark.parametrize("file", ["mcp.md", "mcp.zh-CN.md"])
def test_the_pages_tell_every_tool_with_arguments_that_it_takes(told: Told, root: Path, file: str) -> None:
    text = (root / "docs" / file).read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| .* \| `(\{.*\})` \|$", text, re.MULTILINE)

    assert [name for name, _ in rows] == NAMES
    for name, arguments in rows:
        told(name, **json.loads(arguments))
