"""`Idempotency-Key`: done once, answered alike, refused for another call, forgotten after a day, safe in a race."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.django.api.conftest import Program
from tests.django.api.test_organisation_facts import STATED, at
from tests.django.evidence.test_evidence_files import PDF, PNG
from tests.django.registers.zone import ACT, Zone

from lingqu.books.accounts.answered_calls import KEPT_FOR
from lingqu.books.accounts.erasing import erase_account
from lingqu.books.accounts.expiring import expire
from lingqu.books.accounts.models import AnsweredCall, User
from lingqu.books.accounts.person import SYSTEM, Act
from lingqu.books.registers.models import Evidence, Project
from lingqu.interfaces.api.openapi import description

Programs = dict[str, Program]
PROJECTS = "/registers/projects"
KEY = {"Idempotency-Key": "6f1c0f0a"}


def project(zone: Zone, name: str = "再试") -> dict[str, Any]:
    """A row that would be made anew each time."""
    return {"values": {"name": name, "kind": "industrial", "organisation": str(zone.near.key)}, "reason": "r"}


def test_the_same_call_is_done_once_and_answered_alike(programs: Programs, the_zone: Zone) -> None:
    before = Project.objects.count()

    first = programs["admin"].ask("POST", PROJECTS, project(the_zone), **KEY)
    again = programs["admin"].ask("POST", PROJECTS, project(the_zone), **KEY)

    assert first.status_code == 201, first.json()
    assert (again.status_code, again.content) == (201, first.content)
    assert all(again[name] == first[name] for name in ("Location", "ETag", "Content-Type"))
    assert (first.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert Project.objects.count() == before + 1


def test_another_call_under_the_key_is_refused(programs: Programs, the_zone: Zone) -> None:
    programs["admin"].ask("POST", PROJECTS, project(the_zone), **KEY)

    other_body = programs["admin"].ask("POST", PROJECTS, project(the_zone, "另一个"), **KEY)
    other_call = programs["admin"].ask("POST", at(the_zone), STATED, **KEY)

    for answer in (other_body, other_call):
        assert answer.status_code == 422
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["faults"][0]["where"] == "Idempotency-Key"


def test_a_key_belongs_to_its_token(programs: Programs, the_zone: Zone) -> None:
    before = Project.objects.count()

    for name in ("admin", "city"):
        assert programs[name].ask("POST", PROJECTS, project(the_zone), **KEY).status_code == 201

    assert Project.objects.count() == before + 2


def test_a_refusal_is_not_kept(programs: Programs, the_zone: Zone) -> None:
    member = programs["member"]

    refused = member.ask("POST", at(the_zone), {**STATED, "value": "plenty"}, **KEY)
    made = member.ask("POST", at(the_zone), STATED, **KEY)
    fact = at(the_zone, f"facts/{made.json()['key']}")
    late = member.ask("PATCH", fact, {"value": "1", "version": 9}, **{"Idempotency-Key": "k2"})

    assert [each.status_code for each in (refused, made, late)] == [422, 201, 409]
    assert [each.key for each in AnsweredCall.objects.all()] == ["6f1c0f0a"]


def test_a_day_later_the_key_is_free_and_what_is_over_is_gone(programs: Programs, the_zone: Zone) -> None:
    programs["admin"].ask("POST", PROJECTS, project(the_zone), **KEY)
    programs["city"].ask("POST", PROJECTS, project(the_zone), **KEY)
    for row in AnsweredCall.objects.all():
        row.made_at -= KEPT_FOR + timedelta(seconds=1)
        row.save()

    answer = programs["admin"].ask("POST", PROJECTS, project(the_zone, "次日"), **KEY)

    assert answer.status_code == 201
    assert AnsweredCall.objects.count() == 1


def test_what_the_clock_starts_forgets_answers_of_a_day_ago(programs: Programs, the_zone: Zone) -> None:
    for name in ("admin", "city"):
        programs[name].ask("POST", PROJECTS, project(the_zone), **KEY)
    AnsweredCall.objects.filter(user__username="admin").update(made_at=timezone.now() - KEPT_FOR)

    expire(act=Act(SYSTEM, timezone.now()))

    assert [row.user.username for row in AnsweredCall.objects.all()] == ["city"]


def test_an_upload_is_known_again_by_its_bytes(programs: Programs, the_zone: Zone) -> None:
    bring = programs["member"].bring

    first = bring(at(the_zone, "evidence"), PDF, kind="甲", header_Idempotency_Key="k")
    again = bring(at(the_zone, "evidence"), PDF, kind="甲", header_Idempotency_Key="k")
    other_bytes = bring(at(the_zone, "evidence"), PNG, kind="甲", header_Idempotency_Key="k")
    other_field = bring(at(the_zone, "evidence"), PDF, kind="乙", header_Idempotency_Key="k")

    assert (again.status_code, again.content) == (201, first.content)
    assert (other_bytes.status_code, other_field.status_code) == (422, 422)
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("key", ["", "a b", "键", "x" * 256])
def test_a_key_that_is_none_is_told(key: str, programs: Programs, the_zone: Zone) -> None:
    answer = programs["member"].ask("POST", at(the_zone), STATED, **{"Idempotency-Key": key})

    assert answer.status_code == 422
    assert answer.json()["faults"][0]["where"] == "Idempotency-Key"


def test_a_session_of_a_browser_may_bear_a_key(
    the_zone: Zone, programs: Programs, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(User.objects.get(username="member"))

    answers = [
        client.post(f"/api/v1{at(the_zone)}", STATED, content_type="application/json", headers=KEY) for _ in range(2)
    ]

    assert [each.status_code for each in answers] == [201, 201]
    assert answers[1]["Idempotency-Replayed"] == "true"


def test_erasing_a_person_takes_what_they_were_answered(programs: Programs, the_zone: Zone) -> None:
    programs["member"].ask("POST", at(the_zone), STATED, **KEY)
    user = User.objects.get(username="member")

    erase_account(user=user, on=ACT.at.date(), act=ACT)

    assert not AnsweredCall.objects.filter(user=user).exists()


def test_every_operation_that_writes_takes_a_key_and_no_other() -> None:
    for path, methods in description()["paths"].items():
        for method, details in methods.items():
            takes = any(each["name"] == "Idempotency-Key" for each in details["parameters"])
            writes = not details["x-scope"].startswith("read:")
            assert takes == writes, (method, path)


RACE = """
import json, threading
from lingqu.interfaces.cli.installation import opened
opened(None, lang="en")
from datetime import date
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils import timezone
from lingqu.books.accounts import operations
from lingqu.books.accounts.person import SYSTEM, Act, HeldRole, Person
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.accounts.tokens import Scope, make_token
from lingqu.books.registers.models import Project, Organisation
act = Act(SYSTEM, timezone.now(), reason="race")
user = operations.make_account(username="racer", password=None, act=act)
operations.grant(user=user, role=HeldRole(Role.AGENCY, Level.REGION), since=date(2020, 1, 1), act=act)
(home,) = Organisation.objects.bulk_create(
    [Organisation(name="甲", kind="enterprise", made_at=act.at, changed_at=act.at)]
)
own = Act(Person(pseudonym=str(user.pseudonym)), timezone.now())
token = make_token(user=user, name="race", scopes=[*Scope], days=1, act=own).secret
body = {"values": {"name": "竞", "kind": "industrial", "organisation": str(home.key)}, "reason": "r"}
answers, gate = [], threading.Barrier(8)
def ask():
    gate.wait()
    try:
        for _ in range(20):  # a database that is busy for too long says so, and a program asks again
            answer = Client(headers={"host": "127.0.0.1"}).post(
                "/api/v1/registers/projects", body, content_type="application/json",
                headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "one"},
            )
            if answer.status_code != 503: break
        answers.append((answer.status_code, answer.json().get("key"), answer.get("Idempotency-Replayed", "")))
    finally:
        connection.close()
threads = [threading.Thread(target=ask) for _ in range(8)]
for each in threads: each.start()
for each in threads: each.join()
print(json.dumps({"answers": answers, "rows": Project.objects.count()}))
"""


@pytest.fixture
def race_database() -> Any:
    """An empty database beside the one of the tests, where they run on PostgreSQL; else a file."""
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        yield ""
        return
    server, _, _ = address.rpartition("/")
    name = f"lingqu_race_{os.getpid()}"
    subprocess.run(["psql", "-qd", address, "-c", f"CREATE DATABASE {name}"], check=True)
    yield f"{server}/{name}"
    subprocess.run(["psql", "-qd", address, "-c", f"DROP DATABASE {name} WITH (FORCE)"], check=True)


def test_of_eight_at_once_one_does_it_and_all_are_answered_alike(tmp_path: Path, race_database: str) -> None:
    environment = {**os.environ, "LINGQU_DATA": str(tmp_path), "LINGQU_LANG": "en"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("DATABASE_URL", None)
    if race_database:
        environment["DATABASE_URL"] = race_database

    done = subprocess.run(
        [sys.executable, "-c", RACE], env=environment, capture_output=True, text=True, timeout=300, check=False
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["rows"] == 1
    assert {(status, key) for status, key, _ in told["answers"]} == {(201, told["answers"][0][1])}, told
    assert sorted(repeated for _, _, repeated in told["answers"]) == [""] + ["true"] * 7
