"""Policies and assessments by the API: what MCP and the command line give, in the same words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

import lingqu
from lingqu.interfaces.cli.main import main
from lingqu.law.inquiries.measures import MeasureTools
from lingqu.law.inquiries.shelf import Shelf

pytestmark = pytest.mark.django_db
SAMPLE = Path(lingqu.__file__).parent / "samples" / "guilin2026.json"


def got(client: Client, address: str) -> Any:
    """An answer."""
    answer = client.get("/api/v1" + address)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("options", "query"),
    [
        ([], ""),
        (["--as-of", "2027-03-01", "--measure", "F11", "--measure", "F01"], "as_of=2027-03-01&measure=F11&measure=F01"),
        (["--with", "general_conditions"], "with=general_conditions"),
        (["--reading", "rd_intensity_base=total_revenue"], "reading=rd_intensity_base=total_revenue"),
    ],
)
def test_an_assessment_is_that_of_the_command_to_the_byte(
    options: list[str], query: str, lang: str, client: Client
) -> None:
    document = SAMPLE.read_bytes()

    said = CliRunner().invoke(main, ["--lang", lang, "assess", "--format", "json", *options, str(SAMPLE)])
    answer = client.post(f"/api/v1/assess?{query}&lang={lang}", document, content_type="application/json")

    expected = 200 if said.exit_code == 0 else 422
    assert answer.status_code == expected, (said.output, answer.content)
    if expected == 200:
        assert answer.content == said.stdout_bytes


def test_one_subject_and_none_are_answered_as_lists(client: Client) -> None:
    one = client.post("/api/v1/assess", '{"id": "A", "facts": {}}', content_type="application/json")
    none = client.post("/api/v1/assess", "[]", content_type="application/json")

    assert [each["id"] for each in one.json()] == ["A"]
    assert none.json() == []


def test_lines_are_taken_as_well(client: Client) -> None:
    lines = '{"id": "A", "facts": {}}\n{"id": "B", "facts": {}}\n'

    answer = client.post("/api/v1/assess?measure=F11", lines, content_type="application/x-ndjson")

    assert [each["id"] for each in answer.json()] == ["A", "B"]


def test_too_many_subjects_are_sent_to_the_command(client: Client) -> None:
    many = json.dumps([{"id": str(number), "facts": {}} for number in range(501)])

    answer = client.post("/api/v1/assess", many, content_type="application/json")

    assert answer.status_code == 422
    assert "lingqu bulk" in answer.json()["faults"][0]["expected"]


def test_measures_are_filtered_by_kind_words_and_sum(client: Client) -> None:
    everything = got(client, "/measures")["measures"]
    platforms = got(client, "/measures?kind=platform")["measures"]
    large = got(client, "/measures?at_least_yuan=10000000&only_for_applicants=true")["measures"]

    assert 0 < len(platforms) < len(everything)
    assert {each["kind"] for each in platforms} == {"platform"}
    assert 0 < len(large) < len(everything)
    assert got(client, "/measures?words=zzzz")["measures"] == []


def test_a_measure_is_explained_as_mcp_explains_it(client: Client) -> None:
    answer = got(client, "/measures/f11")

    expected = MeasureTools(Shelf("guilin2026")).explain_measure("F11")
    assert answer == json.loads(expected.model_dump_json())
    assert answer["rule"]
    assert answer["examples"]
    assert answer["facts"][0]["evidence_english"]


def test_the_other_lists_hold_what_the_policy_holds(client: Client) -> None:
    assert got(client, "/policies")["policies"][0]["id"]
    assert got(client, "/facts?source=finding")["facts"]
    assert got(client, "/facts/rd_expenditure_yuan")["evidence"]
    assert got(client, "/readings")["readings"]
    assert got(client, "/targets")["targets"]
    assert [each["task"] for each in got(client, "/tasks?task=10")["tasks"]] == [10]
    assert len(got(client, "/code-lists/regions")["codes"]) > 10


def test_the_next_question_follows_from_the_facts(client: Client) -> None:
    def asked(**facts: Any) -> Any:
        answer = client.post("/api/v1/next-question", json.dumps({"facts": facts}), content_type="application/json")
        assert answer.status_code == 200, answer.content
        return answer.json()

    first = asked()
    second = asked(application_date="2027-06-30")

    assert first["question"]["fact"] == "application_date"
    assert second["question"]["fact"] != "application_date"
    assert second["progress"]["total"] == 19


def test_what_is_public_asks_the_database_nothing(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        got(client, "/measures")
        client.post("/api/v1/assess", '{"id": "A", "facts": {}}', content_type="application/json")
