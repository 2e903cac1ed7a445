"""Registers by the API: lists, rows, what may be written, and two who write at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.django.api.conftest import Program
from tests.django.registers.zone import Zone, credit_code, organisation

from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.audit.models import Entry
from lingqu.books.registers.models import Organisation

LIST = "/registers/organisations"
Programs = dict[str, Program]


def told(answer: Any) -> dict[str, dict[str, Any]]:
    """The faults of an answer by where they stand."""
    return {fault["where"]: fault for fault in answer.json()["faults"]}


def test_a_list_holds_what_somebody_may_see(programs: Programs, the_zone: Zone) -> None:
    def titles(who: str) -> set[str]:
        return {row["title"] for row in programs[who].ask("GET", LIST).json()["rows"]}

    assert titles("city") == {"近水科技", "远山药业"}
    assert titles("county") == {"近水科技"}
    assert titles("member") == {"近水科技"}
    assert titles("stranger") == {"远山药业"}
    assert programs["public"].ask("GET", LIST).status_code == 401


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=近水", {"近水科技"}),
        ("region=450303", {"远山药业"}),
        ("region=七星区", {"近水科技"}),
        ("sort=-name&fields=name", {"近水科技", "远山药业"}),
        ("state=retired", set()),
        ("page=2", set()),
    ],
)
def test_a_list_is_searched_filtered_and_paged(query: str, expected: set[str], programs: Programs) -> None:
    answer = programs["city"].ask("GET", f"{LIST}?{query}").json()

    assert {row["title"] for row in answer["rows"]} == expected
    if "fields=" in query:
        assert {name for row in answer["rows"] for name in row["values"]} == {"name"}


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("colour=red", "colour"),
        ("region=nowhere", "region"),
        ("sort=secret", "sort"),
        ("fields=name,secret", "fields"),
        ("page=0", "page"),
        ("state=gone", "state"),
        ("q=%00", "q"),
        ("lang=fr", "lang"),
    ],
)
def test_what_a_list_does_not_take_is_told(query: str, where: str, programs: Programs) -> None:
    answer = programs["city"].ask("GET", f"{LIST}?{query}")

    assert answer.status_code == 422
    fault = told(answer)[where]
    assert fault["expected"]
    assert fault["expected_english"]


def test_values_are_spelled_for_machines_and_said_for_people(programs: Programs, the_zone: Zone) -> None:
    answer = programs["city"].ask("GET", f"{LIST}/{the_zone.near.key}?lang=en")

    row = answer.json()
    assert answer["ETag"] == '"1"'
    assert row["values"]["founded_on"] == "2019-05-01"
    assert row["values"]["place"] == str(the_zone.valley.key)
    assert row["values"]["address"] is None
    assert row["said"]["place"] == "花江谷"
    assert row["said"]["kind"] == "Enterprise"


def test_personal_values_leave_masked(programs: Programs, the_zone: Zone) -> None:
    for address in ("/registers/people", f"/registers/people/{the_zone.person.key}"):
        text = programs["city"].ask("GET", address).content.decode()
        assert "张三丰" not in text
        assert "13800001234" not in text
        assert "138****1234" in text


def test_a_row_is_made_changed_retired_and_restored_with_its_history(programs: Programs) -> None:
    city = programs["city"]
    values = {"name": "新泉智能", "kind": "enterprise", "region": "450305", "credit_code": credit_code(77)}

    made = city.ask("POST", LIST, {"values": values, "reason": "新登记"})
    address = f"{LIST}/{made.json()['key']}"
    changed = city.ask("PATCH", address, {"values": {"size": "small"}}, **{"If-Match": '"1"'})
    retired = city.ask("POST", f"{address}/retire", {"version": 2, "reason": "注销"})
    restored = city.ask("POST", f"{address}/restore", {"version": 3})

    assert [each.status_code for each in (made, changed, retired, restored)] == [201, 200, 200, 200]
    assert made["Location"] == f"/api/v1{address}"
    assert retired.json()["retired_because"] == "注销"
    changes = city.ask("GET", f"{address}/history?lang=en").json()["changes"]
    assert [each["version"] for each in changes] == [4, 3, 2, 1]
    assert changes[0]["who_english"] == "you"
    actions = [*Entry.objects.order_by("-number").values_list("action", flat=True)[:4]]
    assert actions == [f"organisations.{each}" for each in ("restore", "retire", "change", "make")]


def test_who_writes_an_older_version_sees_how_the_row_stands(programs: Programs, the_zone: Zone) -> None:
    address = f"{LIST}/{the_zone.near.key}"
    programs["city"].ask("PATCH", address, {"values": {"address": "东路 1 号"}, "version": 1})

    late = programs["admin"].ask("PATCH", address, {"values": {"address": "西路 2 号"}, "version": 1})

    assert late.status_code == 409
    assert late["Content-Type"] == "application/problem+json"
    assert late.json()["row"]["version"] == 2
    assert late.json()["row"]["values"]["address"] == "东路 1 号"
    assert Organisation.objects.get(key=the_zone.near.key).address == "东路 1 号"


def test_a_change_names_the_version_it_read(programs: Programs, the_zone: Zone) -> None:
    address = f"{LIST}/{the_zone.near.key}"

    for body, headers in (
        ({"values": {}}, {}),
        ({"values": {}, "version": 1}, {"If-Match": '"2"'}),
        ({"values": {}}, {"If-Match": "*"}),
    ):
        answer = programs["city"].ask("PATCH", address, body, **headers)
        assert answer.status_code == 422
        assert "version" in told(answer)


@pytest.mark.parametrize("name", ["version", "key", "made_at", "retired_on", "is_synthetic", "history", "facts", "pk"])
def test_what_is_no_field_cannot_be_set(name: str, programs: Programs, the_zone: Zone) -> None:
    address = f"{LIST}/{the_zone.near.key}"

    answer = programs["city"].ask("PATCH", address, {"values": {name: "1"}, "version": 1})

    assert answer.status_code == 422
    assert f"values.{name}" in told(answer)
    assert Organisation.objects.get(key=the_zone.near.key).version == 1


def test_a_field_that_somebody_may_not_set_is_refused_not_passed_over(programs: Programs, the_zone: Zone) -> None:
    address = f"{LIST}/{the_zone.near.key}"

    answer = programs["admin"].ask(
        "PATCH",
        address,
        {"values": {"stage": "leading", "credit_code": credit_code(5), "address": "新路"}, "version": 1},
    )

    assert answer.status_code == 422
    assert set(told(answer)) == {"values.stage", "values.credit_code"}
    assert Organisation.objects.get(key=the_zone.near.key).address == ""


def test_every_fault_of_a_row_is_told_at_once(programs: Programs) -> None:
    values = {"kind": "company", "credit_code": "9145", "founded_on": "yesterday", "place": "Atlantis"}

    answer = programs["city"].ask("POST", LIST, {"values": values})

    assert answer.status_code == 422
    faults = told(answer)
    assert set(faults) == {f"values.{name}" for name in ("name", "kind", "credit_code", "founded_on", "place")}
    assert faults["values.founded_on"]["given"] == "yesterday"
    assert faults["values.founded_on"]["example"] == "2026-05-01"


@pytest.mark.parametrize(
    ("who", "method", "tail", "status"),
    [
        ("member", "GET", "", 200),
        ("member", "PATCH", "", 403),
        ("finance", "PATCH", "", 403),
        ("stranger", "GET", "", 404),
        ("stranger", "PATCH", "", 404),
        ("stranger", "GET", "/history", 404),
        ("admin", "POST", "/retire", 403),
        ("public", "GET", "", 401),
        ("public", "PATCH", "", 401),
    ],
)
def test_own_and_foreign_rows(
    who: str, method: str, tail: str, status: int, programs: Programs, the_zone: Zone
) -> None:
    body = None if method == "GET" else {"values": {"address": "x"}, "version": 1} if not tail else {"version": 1}

    answer = programs[who].ask(method, f"{LIST}/{the_zone.near.key}{tail}", body)

    assert answer.status_code == status
    assert Organisation.objects.get(key=the_zone.near.key).version == 1


def test_a_row_cannot_be_moved_out_of_reach_nor_name_what_is_out_of_it(programs: Programs, the_zone: Zone) -> None:
    moved = programs["county"].ask(
        "PATCH", f"{LIST}/{the_zone.near.key}", {"values": {"region": "450303"}, "version": 1}
    )
    named = programs["county"].ask(
        "POST", "/registers/platforms",
        {"values": {"name": "台", "kind": "pilot_platform", "organisation": str(the_zone.far.key)}},
    )  # fmt: skip

    assert (moved.status_code, named.status_code) == (422, 422)
    assert "values.organisation" in told(named)


def test_html_and_formulas_stay_text(programs: Programs, the_zone: Zone) -> None:
    address = f"{LIST}/{the_zone.near.key}"
    written = "<script>alert(1)</script>=1+1"

    answer = programs["city"].ask("PATCH", address, {"values": {"address": written}, "version": 1})

    assert answer.json()["values"]["address"] == written
    assert answer["Content-Type"].startswith("application/json")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_list_asks_no_more_queries_for_more_rows(programs: Programs, the_zone: Zone) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert programs["city"].ask("GET", address).status_code == 200
        return len(caught)

    programs["city"].ask("GET", LIST)
    few = queries(LIST)
    for number in range(100, 160):
        organisation(number, f"单位{number}", place=the_zone.valley)

    assert queries(LIST) == few
    answer = programs["city"].ask("GET", LIST).json()
    assert len(answer["rows"]) == 50
    assert answer["next"] == "/api/v1/registers/organisations?page=2"


def test_a_browser_writes_only_with_the_token_of_its_pages(
    the_zone: Zone, account: Callable[..., Any], signed_in: Callable[..., Any]
) -> None:
    browser = Client(enforce_csrf_checks=True)
    user = account("officer", HeldRole(Role.AGENCY, Level.CITY))
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/api/v1{LIST}/{the_zone.near.key}"
    body = {"values": {"address": "x"}, "version": 1}

    forged = browser.patch(address, body, content_type="application/json")
    browser.get("/account/tokens/")
    right = browser.patch(
        address, body, content_type="application/json", headers={"X-CSRFToken": browser.cookies["csrftoken"].value}
    )

    assert (forged.status_code, right.status_code) == (403, 200)
    assert forged["Content-Type"] == "application/problem+json"
