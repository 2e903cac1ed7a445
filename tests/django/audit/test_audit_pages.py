"""The audit pages: narrowed, exported without formulas, checked; a break is shown and nothing is changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Role
from lingqu.books.audit.models import Entry, Head
from lingqu.books.audit.operations import record

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def supervisor(account: Callable[..., User], signed_in: Callable[[User], Client]) -> Client:
    """A supervisor's browser."""
    return signed_in(account("supervisor", HeldRole(Role.SUPERVISOR)))


def entry(action: str = "claims.make", *, actor: str = "a", key: str = "k", at: datetime = MOMENT) -> int:
    """One entry."""
    return record(at=at, actor=actor, action=action, object_kind="claim", object_key=key)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("actor=a", {"one", "two"}),
        ("actor=b", {"three"}),
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
        "three": entry(actor="b", at=datetime(2026, 12, 5, tzinfo=UTC)),
    }

    page = supervisor.get(f"/audit/?{query}")

    assert {row.number for row, _ in page.context["rows"]} == {made[name] for name in numbers}


def test_the_list_asks_the_database_the_same_however_long_the_chain(
    supervisor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(60):
        entry()
    supervisor.get("/audit/")

    with django_assert_max_num_queries(8):
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
