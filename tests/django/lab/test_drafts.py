"""Drafts: every save is a state, nothing is lost, a conflict is told."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from tests.django.lab.made import POLICY, act, begun, changed, shipped

from lingqu.books.accounts.models import User
from lingqu.books.audit.models import Entry
from lingqu.books.rulebooks import drafts
from lingqu.books.rulebooks.differences import difference
from lingqu.books.rulebooks.draft_checks import checked
from lingqu.books.rulebooks.drafts import DraftConflict, UnableToChangeDraft
from lingqu.books.rulebooks.models import DraftState, RuleText

pytestmark = pytest.mark.django_db


def test_each_save_is_a_state_of_its_own_and_the_same_text_is_none(first: User) -> None:
    draft = begun(first)
    texts = changed(shipped())

    saved = drafts.save(key=draft.key, upon=1, texts=texts, note="降到 4%", act=act(first))
    again = drafts.save(key=draft.key, upon=1, texts=texts, note="按了两次", act=act(first))

    assert (saved.number, again.number) == (2, 2)
    assert drafts.texts_of_state(drafts.state_of(draft, 1)) == shipped()
    assert drafts.texts_of_state(saved) == texts
    assert (saved.author, saved.note) == (str(first.pseudonym), "降到 4%")
    assert RuleText.objects.count() == len(texts) + 1


def test_a_form_with_other_line_ends_changes_nothing(first: User) -> None:
    draft = begun(first)
    sent = {name: text.replace("\n", "\r\n") for name, text in shipped().items()}

    assert drafts.save(key=draft.key, upon=1, texts=sent, note="", act=act(first)).number == 1


def test_who_saves_upon_an_older_state_is_told_and_nothing_is_written_over(first: User, second: User) -> None:
    draft = begun(first)
    drafts.save(key=draft.key, upon=1, texts=changed(shipped()), note="", act=act(second))

    with pytest.raises(DraftConflict) as told:
        drafts.save(key=draft.key, upon=1, texts={**shipped(), "more.lq": "# 我的\n"}, note="", act=act(first))

    assert told.value.latest.number == 2
    draft.refresh_from_db()
    assert draft.latest == 2


def test_going_back_is_a_state_of_its_own(first: User) -> None:
    draft = begun(first)
    drafts.save(key=draft.key, upon=1, texts=changed(shipped()), note="", act=act(first))

    state = drafts.go_back(key=draft.key, number=1, upon=2, act=act(first))

    assert state.number == 3
    assert drafts.texts_of_state(state) == shipped()


@pytest.mark.parametrize("texts", [{"../evil.lq": "x"}, {"a/b.lq": "x"}, {"measures.lq": "a\0b"}, {"notes.txt": "x"}])
def test_what_is_no_policy_folder_is_refused(first: User, texts: dict[str, str]) -> None:
    draft = begun(first)

    with pytest.raises(UnableToChangeDraft):
        drafts.save(key=draft.key, upon=1, texts={**shipped(), **texts}, note="", act=act(first))


def test_an_archived_draft_is_kept_and_must_be_taken_out_before_it_is_changed(first: User) -> None:
    draft = begun(first)
    drafts.archive(key=draft.key, act=act(first))

    with pytest.raises(UnableToChangeDraft):
        drafts.save(key=draft.key, upon=1, texts=changed(shipped()), note="", act=act(first))
    drafts.take_out(key=draft.key, act=act(first))
    drafts.rename(key=draft.key, title=" 另一个名称 ", act=act(first))

    assert drafts.save(key=draft.key, upon=1, texts=changed(shipped()), note="", act=act(first)).number == 2
    actions = list(Entry.objects.filter(object_key=str(draft.key)).order_by("number").values_list("action", flat=True))
    assert actions == ["draft.start", "draft.archive", "draft.take_out", "draft.rename", "draft.save"]


def test_the_database_lets_nobody_edit_a_state(first: User) -> None:
    draft = begun(first)

    with pytest.raises(DatabaseError), transaction.atomic():
        DraftState.objects.filter(draft=draft).update(author="somebody else")


def test_who_wrote_on_the_draft_it_was_copied_from_is_an_author(first: User, second: User) -> None:
    parent = begun(first)
    state = drafts.save(key=parent.key, upon=1, texts=changed(shipped()), note="", act=act(first))

    copy = drafts.start(
        policy=POLICY,
        title="另起",
        texts=drafts.texts_of_state(state),
        base_digest=parent.base_digest,
        parent=state,
        act=act(second),
    )

    assert drafts.authors_of(drafts.state_of(copy)) == {str(first.pseudonym)}


def test_a_difference_says_which_number_of_which_rule_changes() -> None:
    before, after = shipped(), changed(shipped())
    packs = (checked(POLICY, before).pack, checked(POLICY, after).pack)

    found = difference(before, after, packs=packs)

    assert [each.name for each in found.files] == ["measures.lq"]
    assert found.rules is not None
    [rule] = found.rules
    assert rule.measure == "F04"
    assert "15% → 4%" in rule.words.zh
    assert "15% → 4%" in rule.words.en


def test_rules_with_faults_are_compared_by_their_lines_alone() -> None:
    broken = {**shipped(), "measures.lq": shipped()["measures.lq"].replace("的 15%", "的 许多", 1)}

    found = difference(shipped(), broken, packs=(checked(POLICY, shipped()).pack, checked(POLICY, broken).pack))

    assert found.rules is None
    assert found.why is not None
    assert [(each.added, each.removed) for each in found.files] == [(1, 1)]
