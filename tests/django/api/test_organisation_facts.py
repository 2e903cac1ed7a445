"""Facts of organisations by the API: stated, corrected, withdrawn, and what they come to."""

from __future__ import annotations

import pytest
from tests.django.api.conftest import Program
from tests.django.registers.zone import ACT, Zone

from lingqu.books.registers import facts
from lingqu.books.registers.models import Fact
from lingqu.processes.assessments.packs import POLICY, pack_of_day

Programs = dict[str, Program]
STATED = {"code": "rd_expenditure_yuan", "value": "20000000", "year": 2025}


def at(zone: Zone, tail: str = "facts") -> str:
    """The address of what belongs to the near organisation."""
    return f"/organisations/{zone.near.key}/{tail}"


def test_a_fact_is_stated_once_corrected_and_withdrawn(programs: Programs, the_zone: Zone) -> None:
    member = programs["member"]

    made = member.ask("POST", at(the_zone), STATED)
    again = member.ask("POST", at(the_zone), STATED)
    fact = at(the_zone, f"facts/{made.json()['key']}")
    corrected = member.ask("PATCH", fact, {"value": "21000000.50", "version": 1})
    late = member.ask("PATCH", fact, {"value": "1", "version": 1})
    withdrawn = member.ask("POST", f"{fact}/withdraw", {"version": 2, "reason": "重复"})

    assert [each.status_code for each in (made, again, corrected, late, withdrawn)] == [201, 201, 200, 409, 200]
    assert made.json()["key"] == again.json()["key"]
    assert late.json()["row"]["declared_value"] == "21000000.50"
    assert member.ask("GET", at(the_zone)).json()["facts"] == []


def test_what_an_office_verified_stands(programs: Programs, the_zone: Zone) -> None:
    made = programs["member"].ask("POST", at(the_zone), STATED).json()
    pack = pack_of_day(POLICY, ACT.at.date())
    facts.verify(pack=pack, key=made["key"], version=1, typed="20000000", office="science", act=ACT)

    answer = programs["member"].ask("PATCH", at(the_zone, f"facts/{made['key']}"), {"value": "1", "version": 2})

    assert answer.status_code == 409
    assert answer.json()["row"]["verified_value"] == "20000000.00"


def test_an_applicant_does_not_speak_for_an_authority(programs: Programs, the_zone: Zone) -> None:
    answer = programs["admin"].ask("POST", at(the_zone), {**STATED, "source": "authority"})

    assert answer.status_code == 403
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"code": "no_such_fact"}, "code"),
        ({"value": "plenty"}, "value"),
        ({"value": 1.5}, "value"),
        ({"year": None}, "year"),
        ({"value": "0"}, "is_confirmed_zero"),
        ({"subject": "project:00000000-0000-4000-8000-000000000000"}, "subject"),
        ({"verified_value": "1"}, "verified_value"),
        ({"organisation": "x"}, "organisation"),
    ],
)
def test_faults_of_a_statement_are_told(
    change: dict[str, object], where: str, programs: Programs, the_zone: Zone
) -> None:
    answer = programs["member"].ask("POST", at(the_zone), {**STATED, **change})

    assert answer.status_code == 422
    assert any(where in fault["where"] for fault in answer.json()["faults"])


@pytest.mark.parametrize(
    ("who", "method", "tail", "status"),
    [
        ("city", "GET", "facts", 200),
        ("county", "GET", "facts", 200),
        ("finance", "GET", "facts", 200),
        ("finance", "POST", "facts", 403),
        ("stranger", "GET", "facts", 404),
        ("stranger", "POST", "facts", 404),
        ("stranger", "GET", "assessment", 404),
        ("member", "GET", "assessment", 200),
        ("public", "GET", "facts", 401),
        ("public", "GET", "assessment", 401),
    ],
)
def test_own_and_foreign_organisations(
    who: str, method: str, tail: str, status: int, programs: Programs, the_zone: Zone
) -> None:
    body = STATED if method == "POST" else None

    assert programs[who].ask(method, at(the_zone, tail), body).status_code == status


def test_a_fact_of_another_organisation_is_not_under_this_one(programs: Programs, the_zone: Zone) -> None:
    made = programs["member"].ask("POST", at(the_zone), STATED).json()
    elsewhere = f"/organisations/{the_zone.far.key}/facts/{made['key']}"

    answer = programs["city"].ask("PATCH", elsewhere, {"value": "1", "version": 1})

    assert answer.status_code == 404


def test_an_assessment_tells_subjects_sums_and_what_is_only_declared(programs: Programs, the_zone: Zone) -> None:
    programs["member"].ask("POST", at(the_zone), STATED)

    answer = programs["member"].ask("GET", at(the_zone, "assessment?as_of=2026-11-24&lang=en")).json()

    own = answer["subjects"][0]
    assert own["kind"] == "organisation"
    assert "rd_expenditure_yuan" in own["only_declared"]
    assert own["answer"]["as_of"] == "2026-11-24"
    assert {"project", "platform"} <= {each["kind"] for each in answer["subjects"]}
    assert float(answer["certain_yuan"]) <= float(answer["most_yuan"])
