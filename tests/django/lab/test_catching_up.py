"""A draft that a newer version has overtaken, and the files of a draft: nothing is lost, nothing goes in silence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.django.lab.made import POLICY, TODAY, act, begun, changed, shipped

from lingqu.books.accounts.models import User
from lingqu.books.rulebooks import catching_up, drafts, version_folders, versions
from lingqu.books.rulebooks.differences import difference
from lingqu.books.rulebooks.draft_files import renamed, with_file, without_file
from lingqu.books.rulebooks.drafts import DraftConflict, UnableToChangeDraft
from lingqu.books.rulebooks.models import Draft, PolicyVersion
from lingqu.books.rulebooks.versions import UnableToPublish

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def published(first: User, second: User) -> PolicyVersion:
    """A version in which F04 is lower, from tomorrow on."""
    draft = begun(first, "先发的")
    drafts.save(key=draft.key, upon=1, texts=changed(shipped()), note="", act=act(first))
    version = versions.propose(
        draft=draft.key, upon=2, number="1号", title="通知", begins=TOMORROW, today=TODAY, act=act(first)
    )
    return versions.publish(key=version.key, today=TODAY, act=act(second))


def elsewhere(texts: dict[str, str]) -> dict[str, str]:
    """The rules with a remark in another file."""
    return {**texts, "targets.lq": texts["targets.lq"] + "# 我的注\n"}


def test_a_draft_of_the_newest_version_is_not_behind_nor_is_the_one_it_came_out_of(first: User, second: User) -> None:
    fresh = begun(first)

    assert catching_up.newer_version(fresh) is None
    version = published(first, second)
    source = Draft.objects.get(title="先发的")

    assert catching_up.newer_version(source) is None
    newer = catching_up.newer_version(fresh)
    assert newer is not None
    assert newer.digest == version.pack_digest


def test_a_draft_behind_is_not_proposed_before_it_is_brought_up(first: User, second: User) -> None:
    draft = begun(first)
    drafts.save(key=draft.key, upon=1, texts=elsewhere(shipped()), note="", act=act(first))
    version = published(first, second)

    with pytest.raises(UnableToPublish, match="is behind version 2"):
        versions.propose(
            draft=draft.key,
            upon=2,
            number="2号",
            title="通知",
            begins=TOMORROW + timedelta(days=1),
            today=TODAY,
            act=act(first),
        )
    made = catching_up.catch_up(key=draft.key, upon=2, digest=version.pack_digest, choices={}, act=act(first))

    texts = drafts.texts_of_state(made)
    theirs = version_folders.texts_of_version(POLICY, version.pack_digest)
    assert texts["measures.lq"] == theirs["measures.lq"]
    assert texts["targets.lq"].endswith("# 我的注\n")
    assert "版本 2" in made.note
    draft.refresh_from_db()
    assert catching_up.newer_version(draft) is None


def test_what_both_changed_is_a_conflict_that_a_person_decides(first: User, second: User) -> None:
    draft = begun(first)
    mine = changed(shipped())
    mine["measures.lq"] = mine["measures.lq"].replace("生产设备投资」的 4%", "生产设备投资」的 5%")
    drafts.save(key=draft.key, upon=1, texts=mine, note="", act=act(first))
    version = published(first, second)
    given = {"key": draft.key, "digest": version.pack_digest, "act": act(first)}

    with pytest.raises(UnableToChangeDraft, match="没有选"):
        catching_up.catch_up(upon=2, choices={}, **given)
    with pytest.raises(DraftConflict):
        catching_up.catch_up(upon=1, choices={}, **given)
    draft.refresh_from_db()
    newer = catching_up.newer_version(draft)
    assert newer is not None
    (conflict,) = catching_up.merge_of(draft, drafts.state_of(draft), newer).conflicts
    made = catching_up.catch_up(upon=2, choices={conflict.number: "mine"}, **given)

    assert "15%" in conflict.base
    assert "4%" in (conflict.theirs or "")
    assert "的 5%" in drafts.texts_of_state(made)["measures.lq"]


def test_a_withdrawn_version_takes_nothing_back(first: User, second: User) -> None:
    version = published(first, second)
    versions.withdraw(key=version.key, today=TODAY, act=act(second, "文件未印发"))

    source = Draft.objects.get(title="先发的")

    assert catching_up.newer_version(source) is None
    assert catching_up.base_texts(source) == drafts.texts_of_state(drafts.state_of(source))


def test_files_are_added_renamed_and_left_out_and_the_difference_says_so() -> None:
    before = {**shipped(), "old.lq": "# 旧\n", "away.lq": "# 去\n"}

    after, added = with_file(before, " pilot ")
    after, name = renamed(after, "old.lq", "new.lq")
    after = without_file(after, "away.lq")

    assert (added, name) == ("pilot.lq", "new.lq")
    found = difference(before, after, packs=(None, None))
    told = {each.name: (each.fate, each.became) for each in found.files}
    assert told == {"pilot.lq": ("new", ""), "old.lq": ("renamed", "new.lq"), "away.lq": ("gone", "")}


@pytest.mark.parametrize("name", ["", "measures.lq", "MEASURES", "  "])
def test_a_file_without_a_name_of_its_own_is_refused(name: str) -> None:
    with pytest.raises(UnableToChangeDraft):
        with_file(shipped(), name)


@pytest.mark.parametrize("name", ["policy.lq", "vocabulary.lq", "measures.lq", "nothing.lq"])
def test_what_every_policy_has_stays(name: str) -> None:
    with pytest.raises(UnableToChangeDraft):
        without_file(shipped(), name)
    with pytest.raises(UnableToChangeDraft):
        renamed(shipped(), name, "x.lq")
