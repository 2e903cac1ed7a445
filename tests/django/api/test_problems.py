"""Whatever goes wrong under /api/v1/ is a problem document: never a page, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from tests.django.api.conftest import Program

from lingqu.books.accounts.models import User
from lingqu.books.accounts.permissions import SITE_READ, UnknownPermission
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.accounts.tokens import Scope
from lingqu.interfaces.api import policies, urls
from lingqu.interfaces.api.admission import LARGEST_BODY
from lingqu.interfaces.api.declaring import declared, operation
from lingqu.interfaces.api.openapi import description
from lingqu.reports.wording import Words

pytestmark = pytest.mark.django_db
FACTS = {"application_date": "2027-06-30", "located_in_guilin": True}


def is_problem(answer: HttpResponse, status: int) -> dict[str, Any]:
    """Hold an answer against what a problem document has to be."""
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = json.loads(answer.content)
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    assert found["type"] == f"/api/#problem-{status}"
    assert all({"where", "given", "expected", "expected_english", "example"} <= set(each) for each in found["faults"])
    return found


@pytest.mark.parametrize(
    ("method", "address", "body", "content_type", "status"),
    [
        ("GET", "/nothing", None, "", 404),
        ("GET", "/measures/", None, "", 404),
        ("GET", "/measures/F99", None, "", 404),
        ("GET", "/facts/nothing_such", None, "", 404),
        ("GET", "/code-lists/x", None, "", 404),
        ("GET", "/measures?policy=atlantis", None, "", 422),
        ("GET", "/measures?task=ten", None, "", 422),
        ("GET", "/measures?kind=dragon", None, "", 422),
        ("GET", "/measures?at_least_yuan=1e9", None, "", 422),
        ("GET", "/tasks?as_of=2026-02-30", None, "", 422),
        ("DELETE", "/measures", None, "", 405),
        ("OPTIONS", "/assess", None, "", 405),
        ("POST", "/assess", "{", "application/json", 422),
        ("POST", "/assess", "[" * 100_000, "application/json", 422),
        ("POST", "/assess", '"\ud800"'.encode("utf-8", "surrogatepass"), "application/json", 422),
        ("POST", "/assess", "{}", "text/plain", 415),
        ("POST", "/assess", " " * (LARGEST_BODY + 1), "application/json", 413),
        ("POST", "/next-question", "{", "application/json", 400),
        ("POST", "/next-question", "[" * 100_000, "application/json", 400),
        ("POST", "/next-question", '{"facts": [1]}', "application/json", 422),
        ("POST", "/next-question", '{"facts": {}, "facs": 1}', "application/json", 422),
        ("POST", "/next-question", '{"facts": {"rd_expenditure": 1}}', "application/json", 422),
        ("GET", "/registers/people", None, "", 401),
    ],
)  # fmt: skip
def test_it_is_told_as_a_problem(
    method: str, address: str, body: str | bytes | None, content_type: str, status: int, client: Client
) -> None:
    sent = {} if body is None else {"data": body, "content_type": content_type}

    for language in ("zh", "en-GB,zh;q=0.3"):
        answer = client.generic(method, "/api/v1" + address, headers={"Accept-Language": language}, **sent)
        found = is_problem(answer, status)
        assert answer["Content-Language"] == ("en" if language.startswith("en") else "zh-Hans")
        assert found["faults"] or status != 422


def test_faults_of_an_assessment_are_told_all_together_with_the_nearest_name(client: Client) -> None:
    subjects = [{"id": "A", "facts": {"rd_expenditur_yuan": 1}}, {"id": "A", "facts": {"is_enterprise": "maybe"}}]

    answer = client.post("/api/v1/assess?measure=F77&reading=x", json.dumps(subjects), content_type="application/json")

    faults = is_problem(answer, 422)["faults"]
    assert len(faults) >= 5
    assert "rd_expenditure_yuan" in {fault["nearest"] for fault in faults}


def test_what_the_program_itself_breaks_is_told_with_a_number_and_without_its_inside(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(policies, "PolicyTools", broken)

    found = is_problem(client.get("/api/v1/policies"), 500)

    assert "secret" not in json.dumps(found)
    assert found["number"] in caplog.text


def test_a_database_that_cannot_answer_is_no_fault_of_the_asker(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(policies, "PolicyTools", gone)

    answer = client.get("/api/v1/policies")

    is_problem(answer, 503)
    assert answer["Retry-After"]


def test_a_host_that_is_not_ours_is_told_as_a_problem(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["lingqu.example.cn"]

    is_problem(client.get("/api/v1/policies", headers={"Host": "evil.example.org"}), 400)


def test_too_many_requests_are_told_with_when_to_come_back(
    client: Client, settings: Any, account: Callable[..., User], program: Callable[..., Program]
) -> None:
    settings.LINGQU_API_RATES = {"address": 3, "token": 2}
    bearer = program(account("somebody"))

    by_address = [client.get("/api/v1/policies").status_code for _ in range(5)]
    by_token = [bearer.ask("GET", "/policies").status_code for _ in range(4)]

    assert by_address.count(200) >= 3
    assert by_address[-1] == 429
    assert by_token.count(200) >= 2
    answer = bearer.ask("GET", "/policies")
    is_problem(answer, 429)
    assert 0 < int(answer["Retry-After"]) <= 61


def test_guessing_tokens_is_slowed_down_like_any_asking(client: Client, settings: Any) -> None:
    settings.LINGQU_API_RATES = {"address": 3}

    statuses = [client.get("/api/v1/policies", HTTP_AUTHORIZATION=f"Bearer lq_{n}").status_code for n in range(6)]

    assert set(statuses) == {401, 429}


def test_no_other_site_is_let_in(client: Client) -> None:
    answer = client.get("/api/v1/policies", headers={"Origin": "https://evil.example.org"})

    assert "Access-Control-Allow-Origin" not in answer


def test_an_operation_without_a_permission_cannot_be_declared() -> None:
    with pytest.raises(UnknownPermission):
        operation(
            policies.router, "GET", "/secret", name="secret", tag="x", words=Words("甲", "a"), permission="no.such",
            scope=Scope.READ_PUBLIC, answers=None,
        )  # fmt: skip


def test_every_address_of_the_api_is_an_operation_or_carries_a_permission() -> None:
    named = {f"api-{name}": each for name, each in declared().items()}

    for pattern in urls.urlpatterns:
        operation_of = named.get(str(pattern.name))
        expected = operation_of.permission if operation_of else SITE_READ
        assert pattern.callback.permission == expected, pattern.name
    assert set(named) <= {pattern.name for pattern in urls.urlpatterns}
    assert get_resolver().resolve("/api/v1/policies").func.permission == SITE_READ


def test_every_operation_says_what_it_refuses() -> None:
    for path, methods in description()["paths"].items():
        for method, details in methods.items():
            where = f"{method} {path}"
            refused = {int(status) for status in details["responses"] if int(status) >= 400}
            assert {401, 403, 422, 429} <= refused, where
            assert ("{" not in path) or 404 in refused, where
            assert ("requestBody" not in details) or {400, 413, 415} <= refused, where
            for status in refused:
                assert [
                    *details["responses"][str(status) if str(status) in details["responses"] else status]["content"]
                ] == ["application/problem+json"], where


def test_the_page_shows_every_operation_in_both_languages(
    client: Client, account: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    chinese = client.get("/api/").content.decode()
    client.cookies["lingqu_language"] = "en"
    english = client.get("/api/").content.decode()

    for name, each in declared().items():
        assert f'id="{name}"' in chinese
        assert each.words.zh in chinese
    assert "Assess subjects" in english
    assert (
        'href="/account/tokens/"'
        in signed_in(account("officer", HeldRole(Role.AGENCY, Level.CITY))).get("/api/").content.decode()
    )
    assert 'href="/api/"' in client.get("/").content.decode()
