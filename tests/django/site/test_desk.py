"""The desk: for each role the work that waits within its reach, the last changes, and nothing invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.django.conftest import ACT, MOMENT
from tests.django.matrix_world import PERSONS, World, _kept, made_world

from lingqu.books.accounts import operations
from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import Act, Person, person_of
from lingqu.books.audit import operations as audit
from lingqu.books.registers import models
from lingqu.books.registers.declared.organisations import ORGANISATIONS
from lingqu.books.registers.declared.platforms import PLATFORMS
from lingqu.books.registers.operations import change, make
from lingqu.books.registers.ticking import tick
from lingqu.books.rulebooks.models import Draft, PolicyVersion, VersionAuthor
from lingqu.config.data_folder import DataFolder
from lingqu.interfaces.web.site.waiting import Waiting
from lingqu.processes.assessments.models import SavedAnswer

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own."""
    monkeypatch.setattr(settings, "DATA", DataFolder(tmp_path).made())
    return tmp_path


@pytest.fixture
def world() -> World:
    """One organisation with something of everything, of which some runs out soon."""
    found = made_world()
    soon = timezone.localdate() + timedelta(days=30)
    for name in ("recognitions", "people"):
        row = found.rows[name]
        type(row).objects.filter(pk=row.pk).update(valid_to=soon)
    models.Award.objects.update(award_year=timezone.localdate().year)
    return found


def desk(world: World, signed_in: SignedIn, name: str) -> Any:
    """What somebody finds."""
    return signed_in(world.users[name]).get("/desk/").context["desk"]


def lines(waiting: tuple[Waiting, ...]) -> dict[str, Waiting]:
    """The lines by what they say in English."""
    return {each.words.en: each for each in waiting}


def line(found: Any, words: str) -> Waiting | None:
    """The line that says this."""
    return next((each for said, each in lines((*found.waiting, *found.health)).items() if words in said), None)


WAITS = """
本单位成员   ; declared facts have no evidence yet
本单位成员   ; assessment
本单位成员   ; awards drawn
本单位成员   ; titles run out within 90 days
本单位管理员 ; invitations are not answered yet
本人         ; claims of yours wait
本人         ; organisations invite you
推荐（本县） ; claims wait for you to vouch
推荐（本县） ; declared facts without evidence
推荐（本县） ; titles run out within 90 days
推荐（本县） ; certificates of people run out
推荐（本园） ; claims wait for you to vouch
管理机构     ; declared facts without evidence
部门         ; declared facts without evidence
财政         ; awards of
督导         ; entries in the audit chain
督导         ; the chain has never been checked
督导         ; titles run out within 90 days
政策         ; titles run out within 90 days
系统管理员   ; lingqu tick never ran
系统管理员   ; of disk free
系统管理员   ; accounts with roles have no second step
"""


@pytest.mark.parametrize("row", WAITS.strip().splitlines())
def test_each_role_finds_its_work(world: World, signed_in: SignedIn, row: str) -> None:
    name, words = (part.strip() for part in row.split(";"))

    found = line(desk(world, signed_in, name), words)

    assert found is not None
    assert found.count is None or found.count > 0


WAITS_NOT = """
外单位管理员 ; declared facts
外单位管理员 ; titles run out
推荐（外县） ; claims wait
推荐（外县） ; declared facts
推荐（外县） ; titles run out
推荐（外园） ; declared facts
财政         ; declared facts
督导         ; claims wait
专家         ; titles run out
政策         ; certificates of people
政策         ; audit chain
本单位成员   ; invitations are not answered
本单位成员   ; lingqu tick
"""


@pytest.mark.parametrize("row", WAITS_NOT.strip().splitlines())
def test_nobody_finds_what_is_not_theirs(world: World, signed_in: SignedIn, row: str) -> None:
    name, words = (part.strip() for part in row.split(";"))

    assert line(desk(world, signed_in, name), words) is None


@pytest.mark.parametrize("name", [name for name in PERSONS if name != "公众"])
def test_every_line_leads_to_a_page_that_opens(world: World, signed_in: SignedIn, name: str) -> None:
    changed_lately(world)
    browser = signed_in(world.users[name])

    found = browser.get("/desk/").context["desk"]

    for each in (*found.waiting, *found.health, *found.latest):
        address = each.address.partition("#")[0]
        assert browser.get(address).status_code == 200, (name, address)
    for each in found.ways:
        assert browser.get(each.address).status_code == 200


def test_an_officer_does_not_find_the_facts_of_an_organisation_of_their_own(world: World, signed_in: SignedIn) -> None:
    officer = world.users["推荐（本县）"]
    operations.join(user=officer, organisation=world.organisation.key, is_admin=False, since=date(2020, 1, 1), act=ACT)

    assert line(desk(world, signed_in, "推荐（本县）"), "are not verified") is None
    assert "甲" not in [
        row["organisation__name"] for row in signed_in(officer).get("/desk/facts/").context["page"].object_list
    ]


def test_the_queue_of_facts_is_what_was_counted(world: World, signed_in: SignedIn) -> None:
    row = world.fact
    models.EvidenceLink.objects.create(evidence=world.evidence, fact=row)

    found, page = desk(world, signed_in, "部门"), signed_in(world.users["部门"]).get("/desk/facts/")

    waits = line(found, "with evidence wait for you")
    assert waits is not None
    assert (waits.count, waits.presses) == (1, True)
    (told,) = page.context["page"].object_list
    assert (told["organisation__name"], told["waiting"], told["proven"]) == ("甲", 1, 1)
    assert not signed_in(world.users["推荐（外县）"]).get("/desk/facts/").context["page"].object_list


def test_what_runs_out_is_listed_within_reach_without_names(world: World, signed_in: SignedIn) -> None:
    ours, theirs = (signed_in(world.users[name]).get("/desk/expiring/") for name in ("推荐（本县）", "推荐（外县）"))

    assert len(ours.context["titles"]) == len(ours.context["people"]) == 1
    assert not theirs.context["titles"]
    assert not theirs.context["people"]
    assert "没有称号在 90 天内到期" in theirs.text


@pytest.mark.parametrize(("days", "is_told"), [(-1, False), (0, True), (90, True), (91, False)])
def test_ninety_days_are_counted_from_today(world: World, signed_in: SignedIn, days: int, is_told: bool) -> None:
    models.Recognition.objects.update(valid_to=timezone.localdate() + timedelta(days=days))

    assert (line(desk(world, signed_in, "部门"), "titles run out") is not None) is is_told


def test_a_saved_answer_is_told_to_have_changed_when_what_it_rests_on_has(world: World, signed_in: SignedIn) -> None:
    from lingqu.interfaces.web.today import pack_today

    SavedAnswer.objects.update(pack_digest=pack_today().digest, made_at=MOMENT + timedelta(days=1))
    before = line(desk(world, signed_in, "本单位成员"), "assessment")
    models.Fact.objects.filter(pk=world.fact.pk).update(changed_at=MOMENT + timedelta(days=2))
    after = line(desk(world, signed_in, "本单位成员"), "assessment")
    SavedAnswer.objects.update(pack_digest="1" * 64, made_at=MOMENT + timedelta(days=3))
    other_rules = line(desk(world, signed_in, "本单位成员"), "assessment")

    assert before is not None
    assert after is not None
    assert other_rules is not None
    assert "neither" in before.words.en
    assert after.words.en.startswith("facts and rows changed")
    assert other_rules.words.en.startswith("the rules changed")


def test_a_version_waits_for_the_second_person_only(world: World, account: Any, signed_in: SignedIn) -> None:
    author, second = world.users["政策"], account("second", *person_of(world.users["政策"], on=MOMENT.date()).held)
    me = str(author.pseudonym)
    Draft.objects.create(
        policy="p", title="t", base_digest="0" * 64, made_by=me, made_at=MOMENT, changed_at=MOMENT
    )  # fmt: skip
    version = PolicyVersion.objects.create(
        policy="p", pack_digest="0" * 64, begins=date(2027, 1, 1), document_number="1", document_title="t",
        state="proposed", proposed_by=me, proposed_at=MOMENT,
    )  # fmt: skip
    VersionAuthor.objects.create(version=version, author=me)

    theirs, ours = desk(world, signed_in, "政策"), signed_in(second).get("/desk/").context["desk"]

    assert line(theirs, "versions wait for a second person") is None
    assert line(theirs, "wait for somebody else") is not None
    assert line(theirs, "drafts of yours") is not None
    assert line(ours, "versions wait for a second person") is not None
    assert line(ours, "drafts of yours") is None


def test_an_import_that_can_be_taken_back_is_told_to_who_brought_it(world: World, signed_in: SignedIn) -> None:
    batch = models.ImportBatch.objects.create(
        register="organisations", imported_by=str(world.users["管理机构"].pseudonym), imported_at=MOMENT,
        file_name="单位.xlsx", file_digest="0" * 64, rows=[["a", 0, 1], ["b", 0, 1]],
    )  # fmt: skip

    ours, theirs = (line(desk(world, signed_in, name), "can still be taken back") for name in ("管理机构", "部门"))
    models.ImportBatch.objects.filter(pk=batch.pk).update(undone_at=MOMENT)

    assert ours is not None
    assert ours.count == 2
    assert theirs is None
    assert line(desk(world, signed_in, "管理机构"), "can still be taken back") is None


def test_the_administrator_reads_when_the_tick_last_ran(world: World, signed_in: SignedIn) -> None:
    tick(at=datetime.now(UTC))
    fresh = line(desk(world, signed_in, "系统管理员"), "lingqu tick")
    tick(at=datetime.now(UTC) - timedelta(days=3))
    late = line(desk(world, signed_in, "系统管理员"), "lingqu tick")

    assert fresh is not None
    assert late is not None
    assert (fresh.presses, late.presses) == (False, True)


def test_the_supervisor_reads_how_the_last_check_came_out(world: World, signed_in: SignedIn) -> None:
    for holds in (True, False):
        audit.record(at=datetime.now(UTC), actor="x", action="audit.check", object_kind="audit", facts={"holds": holds})
        found = line(desk(world, signed_in, "督导"), "the chain")
        assert found is not None
        assert found.presses is not holds


def changed_lately(world: World) -> None:
    """A change of something that everybody sees, and one of an organisation."""
    officer = person_of(world.users["管理机构"], on=MOMENT.date())
    act = Act(officer, MOMENT)
    make(
        register=PLATFORMS,
        values={"name": "新台", "kind": "pilot_platform", "organisation": world.organisation},
        act=act,
    )
    change(register=ORGANISATIONS, key=world.organisation.key, version=1, values={"address": "某路"}, act=act)


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("本单位成员", ["甲", "新台"]),
        ("推荐（本县）", ["甲", "新台"]),
        ("推荐（外县）", ["新台"]),
        ("外单位管理员", []),
        ("专家", ["新台"]),
        ("系统管理员", ["甲", "新台"]),
    ],
)
def test_the_last_changes_are_those_within_reach(
    world: World, signed_in: SignedIn, name: str, titles: list[str]
) -> None:
    changed_lately(world)

    found = desk(world, signed_in, name).latest

    assert [each.title.zh for each in found] == titles
    assert all(world.users["管理机构"].username not in each.who.zh for each in found)


def test_a_role_without_work_reads_so(world: World, signed_in: SignedIn) -> None:
    page = signed_in(world.users["专家"]).get("/desk/")

    assert not page.context["desk"].waiting
    assert "现在没有等您处理的事" in page.text
    assert "先认领或登记您的单位" in signed_in(world.users["无角色"]).get("/desk/").text


@pytest.mark.parametrize(("name", "most"), [("本单位成员", 40), ("部门", 45), ("系统管理员", 45), ("督导", 45)])
def test_the_desk_asks_the_database_the_same_however_much_there_is(
    world: World, signed_in: SignedIn, name: str, most: int
) -> None:
    changed_lately(world)
    browser = signed_in(world.users[name])
    browser.get("/desk/")

    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get("/desk/")
    for number in range(30):
        _kept(models.Recognition, kind="k", organisation=world.organisation, valid_to=timezone.localdate())
        _kept(
            models.Fact, organisation=world.organisation, subject_key=world.organisation.key, code=f"f{number}",
            declared_value="1",
        )  # fmt: skip
        make(
            register=PLATFORMS,
            values={"name": f"台{number}", "kind": "pilot_platform", "organisation": world.organisation},
            act=replace(ACT, person=Person(pseudonym=str(world.users["部门"].pseudonym))),
        )
    with CaptureQueriesContext(connection) as many:
        browser.get("/desk/")

    assert len(many) <= len(few) + 1, [each["sql"][:120] for each in many.captured_queries]
    assert len(many) <= most
