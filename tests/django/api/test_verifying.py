"""Verification by the API: by offices within reach, beside what was declared, with a reason where it differs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.django.api.conftest import Program
from tests.django.api.test_organisation_facts import STATED, at
from tests.django.registers.zone import ACT, Zone

from lingqu.books.accounts import operations as accounts
from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.accounts.tokens import Scope

Programs = dict[str, Program]


@pytest.fixture
def fact(programs: Programs, the_zone: Zone) -> str:
    """The address of a fact that is declared."""
    made = programs["member"].ask("POST", at(the_zone), STATED).json()
    return at(the_zone, f"facts/{made['key']}")


def test_a_fact_is_verified_and_that_is_taken_back(programs: Programs, fact: str) -> None:
    city = programs["city"]

    verified = city.ask("POST", f"{fact}/verify", {"value": "20000000", "version": 1})
    late = city.ask("POST", f"{fact}/verify", {"value": "20000000", "version": 1})
    back = city.ask("POST", f"{fact}/take-back", {"version": 2, "reason": "重核"})

    assert [each.status_code for each in (verified, late, back)] == [200, 409, 200]
    assert verified.json()["verified_value"] == "20000000.00"
    assert verified.json()["vouched_for"]
    assert late.json()["row"]["version"] == 2
    assert (back.json()["declared_value"], back.json()["verified_value"]) == ("20000000.00", None)


@pytest.mark.parametrize(
    ("step", "body", "where"),
    [
        ("verify", {"value": "19000000", "version": 1}, "reason"),
        ("verify", {"value": "plenty", "version": 1}, "value"),
        ("verify", {"value": "20000000"}, "version"),
        ("verify", {"value": "20000000", "version": 1, "office": "kjj"}, "office"),
        ("take-back", {"version": 1}, "reason"),
    ],
)
def test_faults_are_told(step: str, body: dict[str, object], where: str, programs: Programs, fact: str) -> None:
    answer = programs["city"].ask("POST", f"{fact}/{step}", body)

    assert answer.status_code == 422
    assert any(where in fault["where"] for fault in answer.json()["faults"])


@pytest.mark.parametrize(
    ("who", "status"), [("member", 403), ("admin", 403), ("finance", 403), ("stranger", 403), ("public", 401)]
)
def test_only_an_office_within_reach_verifies(who: str, status: int, programs: Programs, fact: str) -> None:
    answer = programs[who].ask("POST", f"{fact}/verify", {"value": "20000000", "version": 1})

    assert answer.status_code == status


def test_an_officer_who_is_a_member_verifies_nothing_of_their_own(
    fact: str, the_zone: Zone, account: Callable[..., User], program: Callable[..., Program]
) -> None:
    both = account("both", HeldRole(Role.DEPARTMENT_OFFICER, Level.CITY))
    accounts.join(user=both, organisation=the_zone.near.key, is_admin=False, since=date(2020, 1, 1), act=ACT)

    answer = program(both).ask("POST", f"{fact}/verify", {"value": "20000000", "version": 1})

    assert answer.status_code == 403


def test_writing_facts_is_no_scope_to_verify_them(
    fact: str, account: Callable[..., User], program: Callable[..., Program]
) -> None:
    officer = account("another", HeldRole(Role.DEPARTMENT_OFFICER, Level.CITY))

    answer = program(officer, Scope.WRITE_FACTS).ask("POST", f"{fact}/verify", {"value": "20000000", "version": 1})

    assert answer.status_code == 403
    assert "verify:facts" in answer.json()["detail"]
