"""What the pages of the Lab show of drafts, states and versions: names of people, words of states, packs of texts.

Its one law: a person is shown by the name of the account, an erased one by the beginning of the pseudonym.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import SYSTEM
from lingqu.books.rulebooks import drafts
from lingqu.books.rulebooks.differences import Difference, difference
from lingqu.books.rulebooks.draft_checks import workspace_of
from lingqu.books.rulebooks.models import Draft, DraftState, PolicyVersion, VersionState
from lingqu.books.rulebooks.standing import Stand
from lingqu.books.rulebooks.version_folders import texts_of_version
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.today import pack_today
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

STATES = {
    VersionState.PROPOSED: Words("待发布", "proposed"),
    VersionState.RETURNED: Words("已退回", "returned"),
    VersionState.PUBLISHED: Words("已发布", "published"),
    VersionState.WITHDRAWN: Words("已撤回", "withdrawn"),
}
STANDS = {
    Stand.WRITTEN: Words("编写中", "being written"),
    Stand.PROPOSED: Words("待发布", "proposed"),
    Stand.RETURNED: Words("已退回，待修改", "returned, to be changed"),
    Stand.PUBLISHED: Words("已发布", "published"),
    Stand.ARCHIVED: Words("已归档", "archived"),
}
IN_FORCE = "in-force"
_OF_VERSION = "version-"
_SYSTEM = Words("随产品附带", "shipped with the product")
_IN_FORCE = Words("现行版本", "version in force")
_STATE = Words("第 {} 次保存", "state {}")


def names_of(pseudonyms: Iterable[str]) -> Mapping[str, str]:
    """Who the pseudonyms are. One query."""
    wanted = {each for each in pseudonyms if each}
    people = wanted - {SYSTEM.pseudonym}
    found = {
        str(key): name for key, name in User.objects.filter(pseudonym__in=people).values_list("pseudonym", "username")
    }
    return {
        each: _SYSTEM.said(lang()) if each == SYSTEM.pseudonym else found.get(each, f"{each[:8]}…") for each in wanted
    }


def pack_of_texts(policy: str, texts: Mapping[str, str]) -> Pack | None:
    """The pack of files; None while they have a fault."""
    return workspace_of(policy, texts).pack


def side_of(draft: Draft, given: str) -> tuple[str, Words, dict[str, str]]:
    """One side of a comparison: a state by its number, a version by its key, or the version in force.

    Raises DraftState.DoesNotExist.
    """
    if given == IN_FORCE:
        return IN_FORCE, _IN_FORCE, texts_of_version(draft.policy, pack_today().digest)
    if given.startswith(_OF_VERSION):
        version = next((each for each in versions_to_compare(draft.policy) if side_name(each) == given), None)
        if version is None:
            raise DraftState.DoesNotExist
        return given, version_said(version), texts_of_row(version)
    if not given.isdecimal() or len(given) > 9:
        raise DraftState.DoesNotExist
    state = drafts.state_of(draft, int(given))
    words = Words(_STATE.zh.format(state.number), _STATE.en.format(state.number))
    return given, words, drafts.texts_of_state(state)


def versions_to_compare(policy: str) -> tuple[PolicyVersion, ...]:
    """All versions and proposals of a policy, the newest first. One query."""
    return tuple(PolicyVersion.objects.filter(policy=policy).select_related("source__draft"))


def side_name(version: PolicyVersion) -> str:
    """How an address names a version as one side of a comparison."""
    return f"{_OF_VERSION}{version.key.hex}"


def version_said(version: PolicyVersion) -> Words:
    """A version in a few words: label, first day, state."""
    state = STATES[VersionState(version.state)]
    day = version.begins.isoformat()
    return Words(f"版本 {version.label}（{day} 起，{state.zh}）", f"version {version.label} (from {day}, {state.en})")


def texts_of_row(version: PolicyVersion) -> dict[str, str]:
    """The files of a version: of the state it came from, or from its folder."""
    if version.source is not None:
        return drafts.texts_of_state(version.source)
    return texts_of_version(version.policy, version.pack_digest)


def compared(policy: str, before: Mapping[str, str], after: Mapping[str, str]) -> Difference:
    """How two sets of files differ."""
    return difference(before, after, packs=(pack_of_texts(policy, before), pack_of_texts(policy, after)))
