"""`lingqu assess` for machines: the shapes, the order and the statuses that its contract fixes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Answered = Callable[..., dict[str, Any]]

BASE = {"application_date": "2027-06-30", "located_in_guilin": True}
ENTERPRISE = {"id": "A1", "facts": {**BASE, "is_enterprise": True, "rd_expenditure_yuan": 20000000}}
APPLICANT_MEASURES = [f"F{number:02d}" for number in range(1, 20)]
OUTCOME_FIELDS = [
    "measure",
    "verdict",
    "award",
    "at_most_yuan",
    "missing",
    "missing_sets",
    "needs_finding",
    "undefined",
    "readings",
    "cites",
    "unchecked",
    "because",
]


def outcome(answer: dict[str, Any], measure: str) -> dict[str, Any]:
    return next(each for each in answer["outcomes"] if each["measure"] == measure)


def test_the_example_of_the_contract_comes_out(answered: Answered) -> None:
    answer = answered(ENTERPRISE["facts"])

    assert [answer[key] for key in ("id", "policy", "as_of")] == ["A1", "guilin2026", "2027-06-30"]
    assert len(answer["policy_digest"]) == 64
    assert [each["measure"] for each in answer["outcomes"]] == APPLICANT_MEASURES
    found = outcome(answer, "F11")
    assert list(found) == OUTCOME_FIELDS
    assert found["verdict"] == "eligible"
    assert found["award"] == {
        "kind": "up_to",
        "yuan": "5000000.00",
        "at_most_yuan": "5000000.00",
        "remaining_yuan": None,
        "missing": [],
    }
    assert found["readings"] == ["rd_intensity_base"]
    assert found["cites"] == {"task": 10, "sentence": 1}
    assert found["unchecked"] == ["general_conditions"]
    assert found["because"].startswith("符合：")


def test_an_undetermined_outcome_names_what_would_settle_it(answered: Answered) -> None:
    found = outcome(answered(ENTERPRISE["facts"]), "F12")

    assert found["verdict"] == "undetermined"
    assert found["award"] is None
    assert found["at_most_yuan"] == "20000000.00"
    assert found["missing"] == [
        "is_enterprise_led_project",
        "is_regional_key_core_technology_industrialisation_project",
        "meets_programme_conditions",
    ]
    assert found["missing_sets"] == [found["missing"]]
    assert found["needs_finding"] == ["meets_programme_conditions"]


def test_what_was_paid_leaves_a_remaining_sum(answered: Answered) -> None:
    facts = {**BASE, "is_incubator": True, "facilitated_venture_investment": True}
    facts |= {"financing_facilitated_in_year_yuan": "24999999.99", "paid_same_clause_same_year_yuan": {"F01": 300000}}

    award = outcome(answered(facts), "F01")["award"]

    assert award["yuan"] == "499999.99"
    assert award["remaining_yuan"] == "199999.99"


def test_as_of_outranks_the_fact(answered: Answered) -> None:
    answer = answered(ENTERPRISE["facts"], "--as-of", "2031-01-01")

    assert answer["as_of"] == "2031-01-01"
    assert {each["verdict"] for each in answer["outcomes"]} == {"not_eligible"}


def test_nothing_is_assumed_of_a_subject_without_facts(answered: Answered) -> None:
    answer = answered({})

    assert answer["as_of"] is None
    assert {each["verdict"] for each in answer["outcomes"]} == {"undetermined"}


def test_measures_are_answered_in_the_order_of_the_policy(answered: Answered) -> None:
    answer = answered(ENTERPRISE["facts"], "--measure", "F12", "--measure", "F03")

    assert [each["measure"] for each in answer["outcomes"]] == ["F03", "F12"]


def test_a_reading_that_is_asked_for_outranks_the_adopted_one(answered: Answered) -> None:
    facts = {**ENTERPRISE["facts"], "rd_expenditure_yuan": 16000000, "revenue_yuan": 300000000}
    facts["main_business_revenue_yuan"] = 400000000

    adopted = outcome(answered(facts), "F11")
    other = outcome(answered(facts, "--reading", "rd_intensity_base=main_business_revenue"), "F11")

    assert (adopted["verdict"], other["verdict"]) == ("eligible", "not_eligible")


def test_a_reading_that_changes_no_answer_is_noted(lingqu: Run) -> None:
    def run(*options: str) -> Result:
        return lingqu("assess", "--format", "json", *options, "-", input=json.dumps(ENTERPRISE))

    plain = run()
    idle = run("--reading", "cap_year=data_year")
    at_work = run("--reading", "rd_intensity_base=main_business_revenue", "--reading", "cumulation=additive")

    assert idle.stdout == plain.stdout
    assert len(idle.stderr.splitlines()) == 1
    assert "cap_year=data_year" in idle.stderr
    assert at_work.stderr == ""


def test_a_supplement_is_asked_and_no_longer_unchecked(answered: Answered) -> None:
    plain = answered(ENTERPRISE["facts"])
    found = answered(ENTERPRISE["facts"], "--with", "general_conditions")

    assert outcome(plain, "F11")["verdict"] == "eligible"
    assert outcome(found, "F11")["verdict"] == "undetermined"
    assert outcome(found, "F11")["unchecked"] == []
    assert found["policy_digest"] != plain["policy_digest"]


def test_json_is_a_list_and_jsonl_a_line_for_each_record(lingqu: Run) -> None:
    records = [{**ENTERPRISE, "id": name} for name in ("B", "A", "C")]
    lines = "\n".join(json.dumps(record) for record in records)

    of_document = lingqu("assess", "--format", "json", "-", input=json.dumps(records))
    of_lines = lingqu("assess", "--format", "jsonl", "-", input=lines)

    answers = json.loads(of_document.stdout)
    assert [answer["id"] for answer in answers] == ["B", "A", "C"]
    assert [json.loads(line) for line in of_lines.stdout.splitlines()] == answers


def test_a_single_object_is_answered_by_a_list_of_one(lingqu: Run) -> None:
    result = lingqu("assess", "--format", "json", "-", input=json.dumps(ENTERPRISE))

    assert len(json.loads(result.stdout)) == 1


def test_the_same_input_gives_the_same_bytes(lingqu: Run, samples: Path) -> None:
    first, second = (lingqu("assess", "--format", "json", str(samples)).stdout_bytes for _ in range(2))

    assert first == second


def test_the_reason_is_english_where_that_is_asked_for(lingqu: Run) -> None:
    result = lingqu("assess", "--format", "json", "--lang", "en", "-", input=json.dumps(ENTERPRISE))

    assert outcome(json.loads(result.stdout)[0], "F11")["because"].startswith("Eligible: ")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_machines_read_does_not_rest_on_the_environment(lingqu: Run, form: str) -> None:
    command = ["assess", "--format", form, "-"]

    plain = lingqu(*command, input=json.dumps(ENTERPRISE))
    elsewhere = lingqu(*command, input=json.dumps(ENTERPRISE), LINGQU_LANG="en")
    said = lingqu("--lang", "en", *command, input=json.dumps(ENTERPRISE))

    assert elsewhere.stdout == plain.stdout
    assert "符合：" in plain.stdout
    assert "Eligible: " in said.stdout


def test_a_language_that_there_is_not_is_noted(lingqu: Run) -> None:
    unknown = lingqu("version", LINGQU_LANG="fr")
    outranked = lingqu("version", "--lang", "en", LINGQU_LANG="fr")

    assert unknown.exit_code == 0
    assert "LINGQU_LANG=fr" in unknown.stderr
    assert len(unknown.stderr.splitlines()) == 1
    assert outranked.stderr == ""


def test_a_reader_that_goes_away_is_no_failure_to_be_told(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({**ENTERPRISE, "id": f"A{number}"}) for number in range(3000))
    (tmp_path / "many.jsonl").write_text(lines, encoding="utf-8")
    command = [sys.executable, "-m", "lingqu.interfaces.cli.main", "assess", "--format", "jsonl", "many.jsonl"]

    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "LINGQU_CACHE": "off"}
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()

    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 141


def test_machines_get_utf_8_whatever_the_terminal_says(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(ENTERPRISE), encoding="utf-8")
    command = [sys.executable, "-m", "lingqu.interfaces.cli.main", "assess", "--format", "json", "one.json"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LINGQU_CACHE": "off"}

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=environment, check=True)

    assert "符合" in json.loads(done.stdout.decode("utf-8"))[0]["outcomes"][10]["because"]
