"""The audit pages: narrowed, exported without formulas, checked; a break is shown and nothing is changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.django.assessments.made import tell
from tests.django.conftest import ACT

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Role
from lingqu.books.audit.models import Entry, Head
from lingqu.books.audit.operations import record
from lingqu.books.registers.declared.organisations import ORGANISATIONS
from lingqu.books.registers.operations import make

pytestmark = pytest.mark.django_db
A, B = "aaaaaaaa-0000-4000-8000-000000000000", "bbbbbbbb-0000-4000-8000-000000000000"
MOMENT = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def supervisor(account: Callable[..., User], signed_in: Callable[[User], Client]) -> Client:
    """A supervisor's browser."""
    return signed_in(account("supervisor", HeldRole(Role.SUPERVISOR)))


def entry(action: str = "claims.make", *, actor: str = A, key: str = "k", at: datetime = MOMENT) -> int:
    """One entry."""
    return record(at=at, actor=actor, action=action, object_kind="claim", object_key=key)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (f"actor={A}", {"one", "two"}),
        ("actor=%23AAAAAA", {"one", "two"}),
        ("actor=bbbbbb", {"three"}),
        ("actor=bbbbb", set()),
        ("action=claims", set()),
        ("action=claims.make", {"one", "three"}),
        ("action=claims.", {"one", "three"}),
        ("kind=claim&key=k2", {"two"}),
        ("since=2026-12-01&kind=claim", {"three"}),
        ("until=2026-11-30&kind=claim", {"one", "two"}),
        ("since=not-a-day&kind=claim", {"one", "two", "three"}),
        ("since=2026-13-40&kind=claim&page=999", {"one", "two", "three"}),
        ("actor=nobody", set()),
    ],
)
def test_the_list_is_narrowed(supervisor: Client, query: str, numbers: set[str]) -> None:
    made = {
        "one": entry(),
        "two": entry("other.make", key="k2"),
        "three": entry(actor=B, at=datetime(2026, 12, 5, tzinfo=UTC)),
    }

    page = supervisor.get(f"/audit/?{query}")

    assert {each.row.number for each in page.context["rows"]} == {made[name] for name in numbers}


def test_an_organisation_is_found_by_name_code_or_key_with_all_that_is_its_own(supervisor: Client) -> None:
    values = {"name": "漓江甲", "kind": "enterprise", "region": "450305", "credit_code": "91450300HCQ0J1XK5B"}
    of = make(register=ORGANISATIONS, values=values, act=ACT)
    make(register=ORGANISATIONS, values={**values, "name": "漓江乙", "credit_code": ""}, act=ACT)
    fact = tell(of, "revenue_yuan", "1", 2025)  # type: ignore[arg-type]  # the register knows the kind of its rows
    for_them = record(
        at=MOMENT, actor=A, action="evidence.keep", object_kind="evidence", object_key="x", party=str(of.key)
    )
    entry()

    found = {
        query: supervisor.get(f"/audit/?organisation={query}") for query in ("漓江甲", "91450300hcq0j1xk5b", of.key)
    }
    several, nobody = supervisor.get("/audit/?organisation=漓江"), supervisor.get("/audit/?organisation=没有")

    for page in found.values():
        rows = [each.row for each in page.context["rows"]]
        assert {row.action for row in rows} == {"organisations.make", "facts.declare", "evidence.keep"}
        assert {row.object_key for row in rows} == {str(of.key), str(fact.key), "x"}
        assert for_them in {row.number for row in rows}
    assert [each.name for each in several.context["asked"].offered] == ["漓江乙", "漓江甲"]
    assert not several.context["rows"]
    assert "没有这样的单位" in nobody.text
    assert not nobody.context["rows"]


def test_a_sign_in_name_is_taken_from_those_who_look_after_accounts_only(
    supervisor: Client, account: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    reader = account("reader")
    record(at=MOMENT, actor=str(reader.pseudonym), action="claims.make", object_kind="claim", object_key="k")
    boss = signed_in(account("boss", HeldRole(Role.ADMINISTRATOR)))

    theirs, ours = supervisor.get("/audit/?actor=reader"), boss.get("/audit/?actor=reader")

    assert not theirs.context["rows"]
    assert "没有这样的人" in theirs.text
    assert [each.row.object_key for each in ours.context["rows"]] == ["k"]


def test_codes_have_words_and_the_system_is_no_pseudonym(supervisor: Client) -> None:
    record(at=MOMENT, actor="system", action="evidence.open", object_kind="evidence", object_key="k")
    record(at=MOMENT, actor="", action="session.failed")

    page = supervisor.get("/audit/?until=2026-11-24&kind=evidence")

    for words in ("打开证明材料", "系统", "证明材料"):
        assert words in page.text
    assert "未登录的人" in supervisor.get("/audit/?action=session.failed").text


def test_the_export_is_what_is_listed(supervisor: Client) -> None:
    entry()
    entry("claims.refused", actor=B)

    answer = supervisor.get("/audit/export.csv?action=claims.refused")
    (row,) = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))  # type: ignore[attr-defined]

    assert (row["actor"], row["act"]) == (B, "不予确认")


def test_the_list_asks_the_database_the_same_however_long_the_chain(
    supervisor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(60):
        entry()
    supervisor.get("/audit/")

    with django_assert_max_num_queries(10):
        supervisor.get("/audit/?kind=claim")


def test_the_export_holds_no_formula(supervisor: Client) -> None:
    entry(actor='=HYPERLINK("http://example.org")', key="+1")

    answer = supervisor.get("/audit/export.csv?kind=claim")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    (row,) = list(csv.DictReader(io.StringIO(text)))

    assert row["actor"].startswith("'=")
    assert row["object_key"] == "'+1"
    assert Entry.objects.filter(action="audit.export").exists()


def test_the_check_says_that_the_chain_holds_and_is_told_itself(supervisor: Client) -> None:
    entry()

    page = supervisor.post("/audit/check/")

    assert "审计链完好" in page.text
    told = Entry.objects.get(action="audit.check")
    assert told.facts["holds"] is True


def test_the_check_shows_where_the_chain_is_broken(supervisor: Client) -> None:
    number = entry()
    Head.objects.update(digest="0" * 64)  # as if the last entry had been taken away and another put in its place

    page = supervisor.post("/audit/check/")

    assert "审计链断了" in page.text
    assert f"/audit/{number}/" in page.text


def test_an_entry_leads_to_its_object_and_its_neighbours(supervisor: Client) -> None:
    number = entry()
    entry()

    page = supervisor.get(f"/audit/{number}/")

    assert "kind=claim&amp;key=k" in page.text
    assert f"/audit/{number - 1}/" in page.text
    assert f"/audit/{number + 1}/" in page.text
    assert supervisor.get("/audit/999999/").status_code == 404
