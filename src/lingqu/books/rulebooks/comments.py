"""Say something about a draft, and say that it has been dealt with.

Its one law: a remark is about the state that its author saw, and stays what it was. It does not know who may publish.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.rulebooks import drafts
from lingqu.books.rulebooks.drafts import UnableToChangeDraft
from lingqu.books.rulebooks.models import Draft, DraftComment, DraftState
from lingqu.reports.wording import Words

LONGEST = 1000
_NO_TEXT = Words("请写意见", "write the comment")
_TOO_LONG = Words(f"意见太长，至多 {LONGEST} 字", f"the comment is too long; at most {LONGEST} characters")
_NO_STATE = Words("没有这一次保存", "there is no such state")


def say(*, draft: UUID, number: int, text: str, file: str, line: int, act: Act) -> DraftComment:
    """Say something about a state of a draft, or about a line of it (0: none). Raises UnableToChangeDraft."""
    text = "".join(each for each in text if each.isprintable() or each == "\n").strip()
    if not text:
        raise UnableToChangeDraft(_NO_TEXT)
    if len(text) > LONGEST:
        raise UnableToChangeDraft(_TOO_LONG)
    with transaction.atomic():
        row = Draft.objects.select_for_update().get(pk=draft)
        same = DraftComment.objects.filter(
            draft=row, number=number, file=file, line=line or None, text=text, author=act.person.pseudonym
        ).first()
        if same is not None:  # the second of two presses
            return same
        try:
            texts = drafts.texts_of_state(drafts.state_of(row, number))
        except DraftState.DoesNotExist:
            raise UnableToChangeDraft(_NO_STATE) from None
        if file and file not in texts:
            raise UnableToChangeDraft(Words(f"没有文件 {file[:80]}", f"there is no file {file[:80]}"))
        if line and not (file and line <= texts[file].count("\n") + 1):
            raise UnableToChangeDraft(Words(f"没有第 {line} 行", f"there is no line {line}"))
        made = DraftComment.objects.create(
            draft=row,
            number=number,
            file=file,
            line=line or None,
            text=text,
            author=act.person.pseudonym,
            at=act.at,
        )
        _record("draft.comment", made, act)
    return made


def settle(*, key: UUID, act: Act) -> DraftComment:
    """Say that a remark has been dealt with; said before, nothing changes."""
    with transaction.atomic():
        comment = DraftComment.objects.select_for_update().get(pk=key)
        if comment.is_open:
            comment.settled_by, comment.settled_at = act.person.pseudonym, act.at
            comment.save(update_fields=["settled_by", "settled_at"])
            _record("draft.comment_settled", comment, act)
    return comment


def _record(action: str, comment: DraftComment, act: Act) -> None:
    record_act(
        act,
        action=action,
        object_kind="draft",
        object_key=str(comment.draft_id),
        facts={"comment": str(comment.key), "number": comment.number},
    )
