"""Write drafts: start one, save the next state, rename, put away, take out again, go back to an earlier state.

Its one law: nothing is lost. Each save is a state of its own, and whoever saves on a state that is no longer the newest
is told instead of writing over it. It does not know whether the rules in it are sound.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import SYSTEM, Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.rulebooks import own_registers
from lingqu.books.rulebooks.models import Draft, DraftFile, DraftState, RuleText
from lingqu.law.editing.workspace import UnableToOpen, open_workspace
from lingqu.reports.wording import Words

_LONGEST_TITLE = 120
_LONGEST_NOTE = 200
_NO_TITLE = Words("须写草稿的名称，例如：2027 年调整研发奖补", "give the draft a name, e.g. R&D awards of 2027")
_IS_ARCHIVED = Words("草稿已经归档，先取出再改", "the draft has been archived; take it out first")


class UnableToChangeDraft(Exception):
    """What was asked for cannot be done to the draft; `words` say why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.zh)
        self.words = words


_PRESSED_TWICE = timedelta(minutes=1)


class DraftConflict(Exception):
    """Somebody else has saved meanwhile; `latest` is the state that stands."""

    def __init__(self, latest: DraftState) -> None:
        super().__init__(latest.number)
        self.latest = latest


def start(
    *,
    policy: str,
    title: str,
    texts: Mapping[str, str],
    base_digest: str,
    act: Act,
    parent: DraftState | None = None,
) -> Draft:
    """Start a draft as a copy of a version, or of a state of another draft. Raises UnableToChangeDraft.

    A form sent twice is one draft: the second of two presses is given what the first has made.
    """
    _check_texts(policy, texts)
    with transaction.atomic():
        # on PostgreSQL the second press waits here for the first; SQLite has one writer anyway
        if act.person != SYSTEM:
            User.objects.select_for_update().filter(pseudonym=act.person.pseudonym).first()
        twin = Draft.objects.filter(
            policy=policy,
            title=_title(title),
            base_digest=base_digest,
            parent=parent,
            made_by=act.person.pseudonym,
            made_at__gt=act.at - _PRESSED_TWICE,
            archived_at=None,
        ).first()
        if twin is not None:
            return twin
        draft = Draft.objects.create(
            policy=policy,
            title=_title(title),
            base_digest=base_digest,
            parent=parent,
            made_by=act.person.pseudonym,
            made_at=act.at,
            changed_at=act.at,
        )
        _add_state(draft, texts, act, note="", is_change=False)
        _record("draft.start", draft, act, base=base_digest)
    return draft


def save(*, key: UUID, upon: int, texts: Mapping[str, str], note: str, act: Act) -> DraftState:
    """Save the next state of a draft upon the one that the writer saw; the very same texts change nothing.

    Raises DraftConflict and UnableToChangeDraft.
    """
    with transaction.atomic():
        draft = _locked(key)
        texts = _even(texts)
        _check_texts(draft.policy, texts)
        latest = state_of(draft)
        if latest.digest == digest_of(texts):
            return latest
        if upon != latest.number:
            raise DraftConflict(latest)
        return _add_state(draft, texts, act, note=note, is_change=True)


def go_back(*, key: UUID, number: int, upon: int, act: Act) -> DraftState:
    """Make an earlier state the newest one, as a state of its own. Raises DraftConflict."""
    draft = Draft.objects.get(pk=key)
    earlier = state_of(draft, number)
    note = act.reason or f"← {number}"
    return save(key=key, upon=upon, texts=texts_of_state(earlier), note=note, act=act)


def go_back_to_version(*, key: UUID, digest: str, act: Act) -> None:
    """Say which version a draft goes back to from now on: one it was brought up to, or that came out of it."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=key)
        if draft.base_digest != digest:
            draft.base_digest = digest
            draft.save(update_fields=["base_digest"])
            _record("draft.base", draft, act, base=digest)


def rename(*, key: UUID, title: str, act: Act) -> Draft:
    """Give a draft another name."""
    with transaction.atomic():
        draft = _locked(key)
        title = _title(title)
        if draft.title != title:
            draft.title = title
            draft.changed_at = act.at
            draft.save(update_fields=["title", "changed_at"])
            _record("draft.rename", draft, act)
    return draft


def archive(*, key: UUID, act: Act) -> Draft:
    """Put a draft away; all its states are kept, registers brought to it are not."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=key)
        if draft.archived_at is None:
            draft.archived_at = act.at
            draft.save(update_fields=["archived_at"])
            _record("draft.archive", draft, act)
    own_registers.forget_all(key)
    return draft


def take_out(*, key: UUID, act: Act) -> Draft:
    """Take an archived draft out again."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=key)
        if draft.archived_at is not None:
            draft.archived_at = None
            draft.save(update_fields=["archived_at"])
            _record("draft.take_out", draft, act)
    return draft


def state_of(draft: Draft, number: int | None = None) -> DraftState:
    """One state of a draft, the newest where no number is given. Raises DraftState.DoesNotExist."""
    return DraftState.objects.select_related("draft").get(draft=draft, number=number or draft.latest)


def texts_of_state(state: DraftState) -> dict[str, str]:
    """The files of a state by name. One query."""
    return {each.name: each.text.text for each in state.files.select_related("text")}


def authors_of(state: DraftState) -> frozenset[str]:
    """Everybody who wrote on a draft up to a state, and on the drafts it was copied from up to there."""
    found: set[str] = set()
    reached: DraftState | None = state
    while reached is not None:
        written = DraftState.objects.filter(draft=reached.draft, number__lte=reached.number, is_change=True)
        found |= set(written.values_list("author", flat=True))
        reached = reached.draft.parent
    return frozenset(found)


def digest_of(texts: Mapping[str, str]) -> str:
    """A digest over names and texts, whatever their order."""
    digest = hashlib.sha256()
    for name in sorted(texts):
        data = texts[name].encode("utf-8", "surrogatepass")
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
        digest.update(data)
    return digest.hexdigest()


def _even(texts: Mapping[str, str]) -> dict[str, str]:
    """Browsers send forms with other line ends than they were given."""
    return {name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in texts.items()}


def _check_texts(policy: str, texts: Mapping[str, str]) -> None:
    try:
        open_workspace(policy, texts)
    except UnableToOpen as error:
        zh, en = ("；".join(each) for each in zip(*error.reasons, strict=True))
        raise UnableToChangeDraft(Words(zh, en)) from None
    if any("\0" in text for text in texts.values()):
        raise UnableToChangeDraft(Words("文件里有空字符，不是规则文本", "a file holds a null character: no rule text"))


def _title(given: str) -> str:
    title = "".join(each for each in given if each.isprintable()).strip()[:_LONGEST_TITLE]
    if not title:
        raise UnableToChangeDraft(_NO_TITLE)
    return title


def _locked(key: UUID) -> Draft:
    draft = Draft.objects.select_for_update().get(pk=key)
    if draft.is_archived:
        raise UnableToChangeDraft(_IS_ARCHIVED)
    return draft


def _add_state(draft: Draft, texts: Mapping[str, str], act: Act, *, note: str, is_change: bool) -> DraftState:
    digests = {name: hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for name, text in texts.items()}
    RuleText.objects.bulk_create(
        [RuleText(digest=digests[name], text=text) for name, text in texts.items()], ignore_conflicts=True
    )
    number = draft.latest + 1
    state = DraftState.objects.create(
        draft=draft,
        number=number,
        author=act.person.pseudonym,
        at=act.at,
        note=note.strip()[:_LONGEST_NOTE],
        digest=digest_of(texts),
        is_change=is_change,
    )
    DraftFile.objects.bulk_create([DraftFile(state=state, name=name, text_id=digests[name]) for name in texts])
    draft.latest = number
    draft.changed_at = act.at
    draft.save(update_fields=["latest", "changed_at"])
    if is_change:
        _record("draft.save", draft, act, number=number, digest=state.digest)
    return state


def _record(action: str, draft: Draft, act: Act, **facts: object) -> None:
    record_act(
        act,
        action=action,
        object_kind="draft",
        object_key=str(draft.key),
        facts={"policy": draft.policy, **facts},
    )
