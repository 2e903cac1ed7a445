"""What an officer finds on the desk: whose turn it is, comments, files, what was published meanwhile, the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from tests.django.lab.made import act, begun, changed, shipped
from tests.django.lab.test_lab_pages import asked, form

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Role
from lingqu.books.rulebooks import comments, drafts, versions
from lingqu.books.rulebooks.drafts import UnableToChangeDraft
from lingqu.books.rulebooks.models import Draft, DraftComment, PolicyVersion
from lingqu.books.rulebooks.standing import Stand, standings

pytestmark = pytest.mark.django_db
Signed = Callable[[User], Client]


def proposal(first: User, draft: Draft, *, days: int = 1) -> PolicyVersion:
    """The draft lowered and proposed, to begin so many days from now."""
    drafts.save(key=draft.key, upon=1, texts=changed(shipped()), note="", act=act(first))
    today = timezone.localdate()
    return versions.propose(
        draft=draft.key,
        upon=2,
        number="试发1号",
        title="通知",
        begins=today + timedelta(days=days),
        today=today,
        act=act(first),
    )


def stand(draft: Draft) -> Stand:
    """Where a draft stands now."""
    (found,) = standings([Draft.objects.get(pk=draft.key)])
    return found.stand


def test_where_a_draft_stands_and_whose_turn_it_is(first: User, second: User, account: Callable[..., User]) -> None:
    third = account("third", HeldRole(Role.POLICY_OFFICER))
    draft = begun(first)
    stood = [stand(draft)]
    version = proposal(first, draft)
    stood.append(stand(draft))
    (waiting,) = standings([Draft.objects.get(pk=draft.key)])
    turns = [waiting.is_turn_of(str(each.pseudonym)) for each in (first, second, third)]
    versions.send_back(key=version.key, act=act(second, "示例不全"))
    stood.append(stand(draft))
    drafts.save(key=draft.key, upon=3, texts={**changed(shipped()), "x.lq": "# 注\n"}, note="", act=act(third))
    stood.append(stand(draft))
    drafts.archive(key=draft.key, act=act(first))
    stood.append(stand(draft))

    assert stood == [Stand.WRITTEN, Stand.PROPOSED, Stand.RETURNED, Stand.WRITTEN, Stand.ARCHIVED]
    assert turns == [False, True, True]


def test_the_list_says_whose_turn_it_is_and_why_something_was_returned(
    first: User, second: User, signed_in: Signed
) -> None:
    draft = begun(first)
    version = proposal(first, draft)

    mine, theirs = (signed_in(each).get("/lab/").content.decode() for each in (first, second))
    versions.send_back(key=version.key, act=act(second, "示例不全"))
    back = signed_in(first).get("/lab/").content.decode()
    page = signed_in(first).get(f"/lab/{draft.key}/").content.decode()

    assert "另一位政策经办人" in mine
    assert "轮到您" in theirs
    assert "示例不全" in back
    assert "轮到您" in back
    assert page.count("示例不全") == 2  # above the editor, and among the comments


def test_a_comment_is_about_a_state_and_stays_what_it_was(first: User, second: User, signed_in: Signed) -> None:
    draft = begun(first)
    given = {"number": "1", "text": "这里为何是 15%？\n<b>请说明</b>", "file": "measures.lq", "line": "115"}

    signed_in(second).post(f"/lab/{draft.key}/comment/", given)
    made = DraftComment.objects.get()
    page = signed_in(first).get(f"/lab/{draft.key}/").content.decode()
    signed_in(first).post(f"/lab/{draft.key}/comment/{made.key}/settle/")

    assert "1 条意见待处理" in page
    assert "measures.lq:115" in page
    assert "<b>请说明" not in page
    made.refresh_from_db()
    assert made.settled_by == str(first.pseudonym)
    for change in ({"text": "别的"}, {"settled_by": "somebody"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            DraftComment.objects.filter(pk=made.key).update(**change)


@pytest.mark.parametrize(
    "given",
    [{"text": "  "}, {"text": "x" * 1001}, {"number": 9}, {"file": "nothing.lq"}, {"line": 99999}, {"file": ""}],
)
def test_a_comment_on_nothing_is_refused(first: User, given: dict[str, Any]) -> None:
    draft = begun(first)
    whole = {"number": 1, "text": "意见", "file": "measures.lq", "line": 1, **given}

    with pytest.raises(UnableToChangeDraft):
        comments.say(draft=draft.key, act=act(first), **whole)

    assert not DraftComment.objects.exists()


def test_files_are_added_renamed_and_deleted_in_the_browser_and_taken_back(first: User, signed_in: Signed) -> None:
    draft, client = begun(first), signed_in(first)
    address, texts = f"/lab/{draft.key}/save/", shipped()

    added = client.post(address, form(texts, 1, file_do="add", file_name="pilot", note="试点"))
    texts = drafts.texts_of_state(drafts.state_of(draft, 2))
    client.post(address, form(texts, 2, file_do="rename", file_old="pilot.lq", file_name="trial.lq"))
    texts = drafts.texts_of_state(drafts.state_of(draft, 3))
    client.post(address, form(texts, 3, file_do="drop", file_old="trial.lq"))
    refused = client.post(address, form(texts, 4, file_do="drop", file_old="measures.lq"))
    client.post(f"/lab/{draft.key}/change/", {"do": "go_back", "number": "3", "upon": "4"})

    assert added.headers["Location"].endswith("?file=pilot.lq")
    assert [each.note for each in draft.states.all()][1:4] == [
        "试点；新增 pilot.lq", "pilot.lq 改名为 trial.lq", "删除 trial.lq",
    ]  # fmt: skip
    assert refused.status_code == 422
    assert "每份政策都要有" in refused.content.decode()
    assert "trial.lq" in drafts.texts_of_state(drafts.state_of(draft, 5))
    page = client.get(f"/lab/{draft.key}/history/?from=2&to=3").content.decode()
    assert "改名，内容不变" in page


def test_a_draft_behind_says_so_and_is_brought_up_in_the_browser(first: User, second: User, signed_in: Signed) -> None:
    draft, client = begun(first, "落后的"), signed_in(first)
    mine = changed(shipped())
    mine["measures.lq"] = mine["measures.lq"].replace("生产设备投资」的 4%", "生产设备投资」的 5%")
    drafts.save(key=draft.key, upon=1, texts=mine, note="", act=act(first))
    version = proposal(first, begun(first))
    versions.publish(key=version.key, today=timezone.localdate(), act=act(second))

    told = [client.get(path).content.decode() for path in ("/lab/", f"/lab/{draft.key}/", f"/lab/{draft.key}/propose/")]
    page = client.get(f"/lab/{draft.key}/catch-up/").content.decode()
    given = {"upon": "2", "digest": version.pack_digest}
    undecided = client.post(f"/lab/{draft.key}/catch-up/", given)
    done = client.post(f"/lab/{draft.key}/catch-up/", {**given, "conflict-1": "theirs"})

    assert "落后于已发布的版本" in told[0]
    assert all("这份草稿落后了" in each for each in told[1:])
    assert "1 处两边都改过" in page
    assert undecided.status_code == 422
    assert done.status_code == 302
    assert "落后了" not in client.get(f"/lab/{draft.key}/").content.decode()
    assert client.get(f"/lab/{draft.key}/catch-up/").status_code == 302


def test_a_draft_is_compared_with_any_version(first: User, second: User, signed_in: Signed) -> None:
    version = proposal(first, begun(first))
    versions.publish(key=version.key, today=timezone.localdate(), act=act(second))
    draft = begun(first)

    page = signed_in(first).get(f"/lab/{draft.key}/history/?from=version-{version.key.hex}&to=1").content.decode()

    assert "4% → 15%" in page
    assert "版本 2" in page
    assert signed_in(first).get(f"/lab/{draft.key}/history/?from=version-0&to=1").status_code == 404


def test_the_calendar_says_which_version_answers_when(first: User, second: User, signed_in: Signed) -> None:
    before = signed_in(first).get("/lab/versions/").content.decode()
    version = proposal(first, begun(first), days=10)
    proposed = signed_in(first).get("/lab/versions/").content.decode()
    versions.publish(key=version.key, today=timezone.localdate(), act=act(second))
    page = signed_in(first).get("/lab/versions/").content.decode()

    assert "现行" in before
    assert "待发布）" in proposed
    assert "还有 10 天" in page
    assert page.count('aria-current="date"') == 1


def test_the_editor_is_told_where_a_name_is_declared(first: User, signed_in: Signed) -> None:
    draft, texts = begun(first), shipped()
    lines = texts["measures.lq"].splitlines()
    line = next(number for number, each in enumerate(lines) if "「飞地成果落地」 且" in each)
    place = {"line": line, "column": lines[line].index("飞地成果落地") + 1}

    answer = signed_in(first).post(f"/lab/{draft.key}/ask/definition/", **asked(texts, **place))

    (spot,) = answer.json()["spots"]
    declared = texts[spot["file"]].splitlines()[spot["span"]["start"]["line"]]
    assert declared.startswith("事实「飞地成果落地」")
