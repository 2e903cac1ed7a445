"""Versions: proposed with a document, published by a second person, chosen by the day, never edited."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.django.lab.made import POLICY, TODAY, act, begun, changed, shipped

from lingqu.books.accounts.models import User
from lingqu.books.audit.models import Entry
from lingqu.books.rulebooks import drafts, version_folders, versions
from lingqu.books.rulebooks.models import PolicyVersion, VersionState
from lingqu.books.rulebooks.versions import UnableToPublish
from lingqu.config.data_folder import DataFolder
from lingqu.law.packs.folders import load_pack
from lingqu.processes.assessments.packs import pack_of_day

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def proposed(
    user: User, *, begins: date = TODAY, number: str = "试发〔2026〕1号", texts: dict[str, str] | None = None
) -> PolicyVersion:
    """A proposal of the changed draft."""
    # two drafts of one title within seconds are one form sent twice
    draft = begun(user, title=f"试算 {number}")
    drafts.save(key=draft.key, upon=1, texts=texts or changed(shipped()), note="", act=act(user))
    return versions.propose(
        draft=draft.key, upon=2, number=number, title="关于调整的通知", begins=begins, today=TODAY, act=act(user)
    )


def test_a_published_version_answers_from_its_first_day_and_the_one_before_until_then(
    first: User, second: User
) -> None:
    before = pack_of_day(POLICY, TODAY).digest
    version = proposed(first, begins=TOMORROW)

    versions.publish(key=version.key, today=TODAY, act=act(second))

    assert pack_of_day(POLICY, TODAY).digest == before
    assert pack_of_day(POLICY, TOMORROW).digest == version.pack_digest
    assert pack_of_day(POLICY, TOMORROW).policy.version == "2"


def test_the_front_page_tells_the_public_of_a_version_from_its_publication_to_its_first_day(
    first: User, second: User, client: Client
) -> None:
    version = proposed(first, begins=timezone.localdate() + timedelta(days=1))
    before = client.get("/").text

    versions.publish(key=version.key, today=TODAY, act=act(second))

    assert "试发〔2026〕1号" not in before
    assert "起施行新的规则：试发〔2026〕1号《关于调整的通知》" in client.get("/").text


def test_plan_and_measure_tell_what_a_coming_version_changes(first: User, second: User, client: Client) -> None:
    version = proposed(first, begins=timezone.localdate() + timedelta(days=1))
    before = client.get("/plan/").text + client.get("/measures/F04/").text

    versions.publish(key=version.key, today=TODAY, act=act(second))
    plan, changing, other = (client.get(each).text for each in ("/plan/", "/measures/F04/", "/measures/F11/"))

    assert "关于调整的通知" not in before
    assert 'id="coming"' in plan
    assert "15% → 4%" in plan
    assert "起本条按新的规则：试发〔2026〕1号《关于调整的通知》" in changing
    assert "15% → 4%" in changing
    assert "/plan/#coming" in changing
    assert "关于调整的通知" not in other


def test_the_command_line_finds_what_was_published(first: User, second: User, data: DataFolder) -> None:
    version = proposed(first, begins=TOMORROW)
    versions.publish(key=version.key, today=TODAY, act=act(second))

    found = [load_pack(POLICY, folders=[data.policies / POLICY], day=day).digest for day in (TODAY, TOMORROW)]

    assert found == [version.base_digest, version.pack_digest]


def test_the_folder_is_named_by_the_rules_and_holds_the_very_texts(first: User, second: User, data: DataFolder) -> None:
    version = proposed(first)
    versions.publish(key=version.key, today=TODAY, act=act(second))

    folder = data.policies / POLICY / version.pack_digest
    assert version.source is not None
    assert {each.name: each.read_text() for each in folder.iterdir()} == drafts.texts_of_state(version.source)
    assert not [each for each in folder.parent.iterdir() if each.name.startswith(".staged")]
    assert not any(each.stat().st_mode & 0o222 for each in folder.iterdir())


def test_neither_proposer_nor_author_publishes(first: User, second: User) -> None:
    draft = begun(first)
    drafts.save(key=draft.key, upon=1, texts=changed(shipped()), note="", act=act(second))
    version = versions.propose(
        draft=draft.key, upon=2, number="试发1号", title="通知", begins=TODAY, today=TODAY, act=act(first)
    )

    for user in (first, second):
        with pytest.raises(UnableToPublish, match="second person"):
            versions.publish(key=version.key, today=TODAY, act=act(user))

    version.refresh_from_db()
    assert version.state == VersionState.PROPOSED


def test_the_database_holds_the_second_eyes_against_code_that_forgets_them(first: User, second: User) -> None:
    draft = begun(first)
    drafts.save(key=draft.key, upon=1, texts=changed(shipped()), note="", act=act(second))
    version = versions.propose(
        draft=draft.key, upon=2, number="试发1号", title="通知", begins=TODAY, today=TODAY, act=act(first)
    )

    for user in (first, second):
        with pytest.raises(IntegrityError), transaction.atomic():
            PolicyVersion.objects.filter(pk=version.key).update(
                state=VersionState.PUBLISHED, decided_by=str(user.pseudonym)
            )


def test_the_database_lets_nobody_edit_a_published_version(first: User, second: User) -> None:
    version = proposed(first)
    versions.publish(key=version.key, today=TODAY, act=act(second))

    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersion.objects.filter(pk=version.key).update(document_number="别的文号")


def test_publishing_twice_changes_nothing(first: User, second: User) -> None:
    version = proposed(first)

    one = versions.publish(key=version.key, today=TODAY, act=act(second))
    other = versions.publish(key=version.key, today=TODAY, act=act(second))

    assert one.key == other.key
    assert Entry.objects.filter(action="version.publish").count() == 1


@pytest.mark.parametrize(
    ("number", "begins", "expected"),
    [
        ("", TODAY, "number of the document"),
        ("1号", None, "the day it begins"),
        ("1号", TODAY - timedelta(days=1), "before today"),
        ("1号", date(2026, 1, 24), "must begin after 2026-01-24"),
        ("1号", date(2031, 1, 1), "faults"),
    ],
)
def test_what_lacks_is_told_all_at_once(first: User, number: str, begins: date | None, expected: str) -> None:
    draft = begun(first)
    drafts.save(key=draft.key, upon=1, texts=changed(shipped()), note="", act=act(first))

    with pytest.raises(UnableToPublish, match=expected):
        versions.propose(
            draft=draft.key, upon=2, number=number, title="通知", begins=begins, today=TODAY, act=act(first)
        )

    assert not PolicyVersion.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [("的 15%", "的 许多", "faults"), ("的 15%", "的 14%", "examples"), ("", "", "do not differ")],
)
def test_only_sound_rules_that_differ_are_proposed(first: User, old: str, new: str, expected: str) -> None:
    texts = shipped()
    if old:
        texts["measures.lq"] = texts["measures.lq"].replace(old, new, 1)

    with pytest.raises(UnableToPublish, match=expected):
        proposed(first, texts={**texts, "more.lq": "# 注\n"})


def test_two_versions_do_not_begin_on_one_day_and_the_later_replaces_the_earlier(first: User, second: User) -> None:
    versions.publish(key=proposed(first, begins=TOMORROW).key, today=TODAY, act=act(second))

    with pytest.raises(UnableToPublish, match="must begin after"):
        proposed(first, begins=TOMORROW)


def test_a_proposal_is_made_again_when_another_version_came_between(first: User, second: User) -> None:
    late = proposed(first, begins=TOMORROW + timedelta(days=9), number="2号")
    versions.publish(key=proposed(first, begins=TOMORROW).key, today=TODAY, act=act(second))

    with pytest.raises(UnableToPublish, match="compare and propose again"):
        versions.publish(key=late.key, today=TODAY, act=act(second))


def test_a_version_is_withdrawn_before_it_begins_and_not_after(first: User, second: User) -> None:
    before = pack_of_day(POLICY, TOMORROW).digest
    version = proposed(first, begins=TOMORROW)
    versions.publish(key=version.key, today=TODAY, act=act(second))

    with pytest.raises(UnableToPublish, match="has begun"):
        versions.withdraw(key=version.key, today=TOMORROW, act=act(second, "撤"))
    with pytest.raises(UnableToPublish, match="reason"):
        versions.withdraw(key=version.key, today=TODAY, act=act(second))
    versions.withdraw(key=version.key, today=TODAY, act=act(second, "文件未印发"))

    assert pack_of_day(POLICY, TOMORROW).digest == before
    assert Entry.objects.filter(action="version.withdraw").count() == 1


def test_a_returned_proposal_keeps_the_reason_and_may_be_made_again(first: User, second: User) -> None:
    version = proposed(first)

    versions.send_back(key=version.key, act=act(second, "示例不全"))

    version.refresh_from_db()
    assert (version.state, version.reason) == (VersionState.RETURNED, "示例不全")
    with pytest.raises(UnableToPublish, match="decided meanwhile"):
        versions.publish(key=version.key, today=TODAY, act=act(second))
    again = versions.propose(
        draft=version.source.draft_id,  # type: ignore[union-attr]  # it has one
        upon=3,
        number="2号",
        title="通知",
        begins=TODAY,
        today=TODAY,
        act=act(first),
    )
    assert again.state == VersionState.PROPOSED


def test_a_full_disk_publishes_nothing(first: User, second: User, monkeypatch: pytest.MonkeyPatch) -> None:
    version = proposed(first)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(version_folders, "_write", full)
    with pytest.raises(UnableToPublish, match="could not be written"):
        versions.publish(key=version.key, today=TODAY, act=act(second))

    version.refresh_from_db()
    assert version.state == VersionState.PROPOSED
    assert version_folders.published_digests(POLICY) == ()
