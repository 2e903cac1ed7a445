"""Evidence by the API: brought, listed, fetched, attached, withdrawn; judged by its bytes, and each fetch recorded."""

from __future__ import annotations

from typing import Any

import pytest
from tests.django.api.conftest import Program
from tests.django.api.test_organisation_facts import STATED, at
from tests.django.evidence.test_evidence_files import HOSTILE, KEPT, PDF
from tests.django.registers.zone import Zone

from lingqu.books.audit.models import Entry
from lingqu.books.registers.models import Evidence

Programs = dict[str, Program]


def test_a_file_is_brought_once_listed_and_fetched_as_it_was(programs: Programs, the_zone: Zone) -> None:
    member = programs["member"]

    made = member.bring(at(the_zone, "evidence"), PDF, "../审计.exe", kind="审计报告", issued_on="2026-05-01")
    again = member.bring(at(the_zone, "evidence"), PDF)
    listed = member.ask("GET", at(the_zone, "evidence")).json()["evidence"]
    fetched = member.ask("GET", made["Location"].removeprefix("/api/v1"))

    assert (made.status_code, again.status_code) == (201, 201)
    assert made.json()["key"] == again.json()["key"]
    assert [each["name"] for each in listed] == ["审计.exe.pdf"]
    assert listed[0]["issued_on"] == "2026-05-01"
    assert b"".join(fetched.streaming_content) == PDF  # type: ignore[attr-defined]
    assert fetched["Content-Type"] == "application/pdf"
    assert fetched["Content-Disposition"].startswith("attachment")
    assert fetched["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_whoever_fetches_is_recorded_with_what_was_fetched(programs: Programs, the_zone: Zone) -> None:
    made = programs["member"].bring(at(the_zone, "evidence"), PDF).json()

    programs["county"].ask("GET", at(the_zone, f"evidence/{made['key']}"))

    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    assert (entry.action, entry.object_key, entry.facts["digest"]) == ("evidence.open", made["key"], made["digest"])


@pytest.mark.parametrize("content", [content for content, _ in KEPT])
def test_what_the_pages_keep_is_kept(content: bytes, programs: Programs, the_zone: Zone) -> None:
    assert programs["member"].bring(at(the_zone, "evidence"), content, "x.bin").status_code == 201


@pytest.mark.parametrize("content", HOSTILE)
def test_what_the_pages_refuse_is_refused(content: bytes, programs: Programs, the_zone: Zone) -> None:
    answer = programs["member"].bring(at(the_zone, "evidence"), content, "a.pdf")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert not Evidence.objects.exists()


def test_a_file_of_more_than_the_limit_is_refused(programs: Programs, the_zone: Zone, settings: Any) -> None:
    settings.EVIDENCE_LARGEST = len(PDF) + 10

    answer = programs["member"].bring(at(the_zone, "evidence"), PDF + b"\n" * 11)

    assert answer.status_code == 413
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"issued_on": "2026-02-30"}, "issued_on"),
        ({"kind": "x" * 61}, "kind"),
        ({"fact": "x"}, "fact"),
        ({"digest": "0"}, "digest"),
    ],
)
def test_faults_of_a_form_are_told(fields: dict[str, str], where: str, programs: Programs, the_zone: Zone) -> None:
    answer = programs["member"].bring(at(the_zone, "evidence"), PDF, **fields)

    assert answer.status_code == 422
    assert any(where in fault["where"] for fault in answer.json()["faults"])


def test_a_form_without_a_file_is_refused(programs: Programs, the_zone: Zone) -> None:
    answer = programs["member"].bring(at(the_zone, "evidence"), None, kind="审计报告")

    assert answer.status_code == 422
    assert "file" in answer.json()["faults"][0]["where"]


def test_a_file_brought_for_a_fact_proves_it(programs: Programs, the_zone: Zone) -> None:
    member = programs["member"]
    fact = member.ask("POST", at(the_zone), STATED).json()

    brought = member.bring(at(the_zone, "evidence"), PDF, fact=fact["key"]).json()

    assert brought["facts"] == [fact["key"]]
    assert member.ask("GET", at(the_zone)).json()["facts"][0]["evidence"] == [brought["key"]]


def test_files_are_attached_later_and_only_those_of_the_organisation(programs: Programs, the_zone: Zone) -> None:
    member = programs["member"]
    fact = member.ask("POST", at(the_zone), STATED).json()
    own = member.bring(at(the_zone, "evidence"), PDF).json()
    foreign = programs["stranger"].bring(f"/organisations/{the_zone.far.key}/evidence", PDF).json()
    address = at(the_zone, f"facts/{fact['key']}/evidence")

    attached = member.ask("POST", address, {"evidence": [own["key"]]})
    refused = member.ask("POST", address, {"evidence": [own["key"], foreign["key"]]})

    assert attached.json()["evidence"] == [own["key"]]
    assert refused.status_code == 422
    assert refused.json()["faults"][0]["where"] == "evidence.1"


def test_a_file_is_withdrawn_unless_it_proves_a_verified_figure(programs: Programs, the_zone: Zone) -> None:
    member = programs["member"]
    fact = member.ask("POST", at(the_zone), STATED).json()
    file = member.bring(at(the_zone, "evidence"), PDF, fact=fact["key"]).json()
    verify, back = (at(the_zone, f"facts/{fact['key']}/{step}") for step in ("verify", "take-back"))
    withdraw = at(the_zone, f"evidence/{file['key']}/withdraw")
    programs["city"].ask("POST", verify, {"value": "20000000", "version": 1})

    kept = member.ask("POST", withdraw)
    programs["city"].ask("POST", back, {"version": 2, "reason": "重核"})
    gone = member.ask("POST", withdraw)

    assert [kept.status_code, gone.status_code] == [409, 200]
    assert member.ask("GET", at(the_zone, f"evidence/{file['key']}")).status_code == 404
    assert member.ask("GET", at(the_zone, "evidence")).json()["evidence"] == []


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [
        ("member", 200, 201),
        ("county", 200, 201),
        ("finance", 200, 403),
        ("stranger", 404, 404),
        ("public", 401, 401),
    ],
)
def test_own_and_foreign_organisations(who: str, read: int, write: int, programs: Programs, the_zone: Zone) -> None:
    file = programs["member"].bring(at(the_zone, "evidence"), PDF).json()

    assert programs[who].ask("GET", at(the_zone, "evidence")).status_code == read
    assert programs[who].ask("GET", at(the_zone, f"evidence/{file['key']}")).status_code == read
    assert programs[who].bring(at(the_zone, "evidence"), PDF + b"\n").status_code == write


def test_a_file_is_not_under_another_organisation(programs: Programs, the_zone: Zone) -> None:
    file = programs["member"].bring(at(the_zone, "evidence"), PDF).json()

    answer = programs["city"].ask("GET", f"/organisations/{the_zone.far.key}/evidence/{file['key']}")

    assert answer.status_code == 404
