"""A draft overtaken by a newer version: whether it has been, and bringing it up to that version.

Its one law: what was published meanwhile gets into a draft only as a state of its own that somebody has looked at; till
then the draft cannot be proposed, or it would take back in silence what was published.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from lingqu.books.accounts.person import Act
from lingqu.books.rulebooks import drafts, version_folders
from lingqu.books.rulebooks.drafts import DraftConflict, UnableToChangeDraft
from lingqu.books.rulebooks.merging import Merge, merged
from lingqu.books.rulebooks.models import Draft, DraftState, PolicyVersion
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

_NOT_BEHIND = Words("草稿已经是从最新一版改起的", "the draft goes back to the newest version already")


def newer_version(draft: Draft) -> Pack | None:
    """The newest version, where it begins after the one that the draft goes back to; else None."""
    versions = version_folders.versions_of(draft.policy)
    newest = max(versions, key=lambda each: each.policy.since.iso, default=None)
    if newest is None or newest.digest == draft.base_digest:
        return None
    base = _begins_of(draft, versions)
    return newest if base is None or base < newest.policy.since.iso else None


def merge_of(draft: Draft, state: DraftState, version: Pack) -> Merge:
    """A state of a draft brought together with a version."""
    theirs = version_folders.texts_of_version(draft.policy, version.digest)
    return merged(base_texts(draft), drafts.texts_of_state(state), theirs)


def catch_up(*, key: UUID, upon: int, digest: str, choices: Mapping[int, str], act: Act) -> DraftState:
    """Bring a draft up to the newest version, each conflict decided, as the next state.

    Raises DraftConflict, and UnableToChangeDraft where conflicts are undecided or another version came meanwhile.
    """
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=key)
        version = newer_version(draft)
        if version is None or version.digest != digest:
            raise UnableToChangeDraft(_NOT_BEHIND)
        state = drafts.state_of(draft)
        if upon != state.number:
            raise DraftConflict(state)
        merge = merge_of(draft, state, version)
        lacking = [each for each in merge.conflicts if choices.get(each.number) not in each.choices]
        if lacking:
            raise UnableToChangeDraft(
                Words(f"还有 {len(lacking)} 处冲突没有选", f"{len(lacking)} conflicts are undecided")
            )
        note = f"并入版本 {version.policy.version}（{version.policy.since.iso} 施行）"
        made = drafts.save(key=key, upon=upon, texts=merge.texts(choices), note=note, act=act)
        drafts.go_back_to_version(key=key, digest=version.digest, act=act)
    return made


def base_texts(draft: Draft) -> dict[str, str]:
    """The files of the version that a draft goes back to, wherever they are still kept."""
    if draft.base_digest in version_folders.published_digests(draft.policy):
        return version_folders.texts_of_version(draft.policy, draft.base_digest)
    row = PolicyVersion.objects.filter(pack_digest=draft.base_digest, source__isnull=False).first()
    if row is not None and row.source is not None:  # withdrawn since
        return drafts.texts_of_state(row.source)
    root = draft
    while root.parent is not None:
        root = root.parent.draft
    return drafts.texts_of_state(drafts.state_of(root, 1))  # what came with the product, as it was then


def _begins_of(draft: Draft, versions: tuple[Pack, ...]) -> str | None:
    found = next((each.policy.since.iso for each in versions if each.digest == draft.base_digest), None)
    if found is not None:
        return found
    row = PolicyVersion.objects.filter(policy=draft.policy, pack_digest=draft.base_digest).first()
    return row.begins.isoformat() if row is not None else None
