"""Bad and hostile calls of the MCP server: every fault told at once, the nearest name beside, nothing of the inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anyio
import pytest
from mcp.types import CallToolResult

from lingqu.interfaces.mcp.server import Desk
from lingqu.law.inquiries import judging
from lingqu.law.inquiries.arguments import LARGEST_CALL, MOST_SUBJECTS
from lingqu.law.inquiries.shelf import Shelf

Call = Callable[..., CallToolResult]
Faults = Callable[..., list[dict[str, Any]]]

GOOD = {"id": "A1", "facts": {"is_enterprise": True}}


@pytest.mark.parametrize(
    ("tool", "arguments", "where", "nearest"),
    [
        ("asess", {}, "tool", "assess"),
        ("assess", {"subjects": [GOOD], "mesures": ["F11"]}, "mesures", "measures"),
        ("assess", {"subjects": [GOOD], "policy": "guilin2025"}, "policy", "guilin2026"),
        ("assess", {"subjects": [GOOD], "policy": "../../etc/passwd"}, "policy", None),
        ("assess", {"subjects": [GOOD], "measures": ["F111"]}, "measures", "F11"),
        ("assess", {"subjects": [GOOD], "measures": ["F20"]}, "measures", None),
        ("assess", {"subjects": [GOOD], "supplements": ["general_condition"]}, "supplements", "general_conditions"),
        ("assess", {"subjects": [GOOD], "readings": {"f05_arival": "whole"}}, "readings f05_arival=whole",
         "f05_arrival"),
        ("assess", {"subjects": [{"id": "A1", "facts": {"is_enterprize": True}}]}, "A1 is_enterprize",
         "is_enterprise"),
        ("assess", {"subjects": [{"id": "A1", "fact": {}}]}, "A1 fact", "facts"),
        ("explain_measure", {"measure": "F011"}, "measure", "F11"),
        ("describe_fact", {"fact": "研发投人"}, "fact", "研发投入"),
        ("next_question", {"facts": {"is_enterprize": True}}, "facts is_enterprize", "is_enterprise"),
        ("next_question", {"facts": {}, "passed_over": ["is_enterprize"]}, "passed_over", "is_enterprise"),
        ("list_tasks", {"task": 190}, "task", "19"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_told_with_the_nearest(
    faults: Faults, tool: str, arguments: dict[str, Any], where: str, nearest: str | None
) -> None:
    found = {each["where"]: each for each in faults(tool, **arguments)}

    assert found[where]["nearest"] == nearest
    assert all(each["given"] and each["expected"] and each["expected_english"] for each in found.values())


def test_all_faults_of_a_call_are_told_at_once(call: Call) -> None:
    result = call(
        "assess",
        subjects=[{"id": "A1", "facts": {"revenue_yuan": 1.5, "x": 1}}, {"id": "A1", "facts": {}}, {"id": ""}],
        as_of="2027-02-30",
        measures=["F99"],
        readings={"f05_arrival": "never", "nonsense": "x"},
    )

    assert result.is_error
    assert result.structured_content is not None
    assert [each["where"] for each in result.structured_content["faults"]] == [
        "as_of", "readings f05_arrival=never", "readings nonsense=x", "measures",
        "A1 revenue_yuan", "A1 x", "A1 id", "#3 id", "#3 facts",
    ]  # fmt: skip
    assert len(result.content[0].text.split("\n")) == 9  # type: ignore[union-attr]


def test_what_was_passed_over_is_checked_with_the_facts(faults: Faults) -> None:
    found = faults("next_question", facts={"x": 1}, passed_over=["y"], as_of="never")

    assert [each["where"] for each in found] == ["as_of", "passed_over", "facts x"]


@pytest.mark.parametrize(
    ("tool", "arguments", "where"),
    [
        ("assess", {}, "subjects"),
        ("assess", {"subjects": []}, "subjects"),
        ("assess", {"subjects": [GOOD] * (MOST_SUBJECTS + 1)}, "subjects"),
        ("assess", {"subjects": "hello"}, "?"),
        ("assess", {"subjects": None}, "?"),
        ("assess", {"subjects": [[GOOD]]}, "?"),
        ("assess", {"subjects": [{"id": "\ud800", "facts": {}}]}, "id"),
        ("assess", {"subjects": [{"id": "A1", "facts": {"revenue_yuan": 1e300}}]}, "A1 revenue_yuan"),
        ("assess", {"subjects": [{"id": "A1", "facts": {"revenue_yuan": 10**5000}}]}, "arguments"),
        ("assess", {"subjects": [{"id": "A1", "facts": {"note": "x" * LARGEST_CALL}}]}, "arguments"),
        ("assess", {"subjects": [GOOD], "lang": "fr"}, "lang"),
        ("assess", {"subjects": [GOOD], "measures": "F11"}, "measures"),
        ("assess", {"subjects": [GOOD], "measures": [11]}, "measures.0"),
        ("assess", {"subjects": [GOOD], "as_of": "30 June 2027"}, "as_of"),
        ("explain_verdict", {"subject": [GOOD], "measure": "F11"}, "subject"),
        ("next_question", {"facts": [1]}, "facts"),
        ("explain_verdict", {"subject": GOOD, "measure": "F20"}, "measure"),
        ("list_measures", {"at_least_yuan": 1.5}, "at_least_yuan"),
        ("list_measures", {"kind": "firm"}, "kind"),
        ("list_measures", {"words": "字" * 201}, "words"),
        ("search_plan", {"words": ""}, "words"),
        ("search_plan", {"words": "中试", "limit": 10**9}, "limit"),
    ],
)
def test_bad_input_is_refused_with_what_is_expected(
    faults: Faults, tool: str, arguments: dict[str, Any], where: str
) -> None:
    found = faults(tool, **arguments)

    assert [each["where"] for each in found] == [where]
    assert found[0]["expected"]
    assert "Traceback" not in str(found)


def test_nesting_without_end_is_refused(shelf: Shelf) -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]

    result = anyio.run(Desk(shelf).call_tool, "assess", {"subjects": deep})  # no client would send it

    assert isinstance(result, CallToolResult)
    assert result.structured_content is not None
    assert [each["where"] for each in result.structured_content["faults"]] == ["arguments"]


def test_refusals_are_said_in_the_language_asked_for(call: Call) -> None:
    said = [call("assess", subjects=[], lang=lang).content[0].text for lang in ("zh", "en")]  # type: ignore[union-attr]

    assert said[0].startswith("subjects：给出 0；应为")
    assert said[1].startswith("subjects: given 0; expected")


def test_a_fault_of_the_program_shows_nothing_of_its_inside(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(judging, "hear", fails)

    result = call("assess", subjects=[GOOD])

    assert result.is_error
    text = result.content[0].text  # type: ignore[union-attr]
    assert "RuntimeError" in text
    assert "secret" not in text


def test_nothing_of_what_was_asked_is_logged(call: Call, caplog: pytest.LogCaptureFixture) -> None:
    call("assess", subjects=[{"id": "王某某", "facts": {"x": "王某某"}}])

    assert "王某某" not in "\n".join(record.getMessage() for record in caplog.records if record.levelno > 10)
