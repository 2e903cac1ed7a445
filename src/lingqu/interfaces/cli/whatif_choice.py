"""Which policy a what-if begins with and what it changes: the options of the command, understood.

Its one law: today's policy is the one in force under its id, the other one a folder or an id given; every fault of the
choice is told before a register is read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.policy_choice import DEFAULT_POLICY, compiled, judging_pack, wrong
from lingqu.law.packs.folders import PolicyFolder, UnableToLoadPack, find_policies
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.changes import Change, FollowReading, SetNumber, TakeOver, applied
from lingqu.law.studies.whatif.comparison import UnableToCompare, differences, shared_vocabulary
from lingqu.law.studies.whatif.settings import UnableToSet, read_settings
from lingqu.reports.wording import Words

_OPTION = "--policy / --against"
_FOLDER = Words("一个政策文件夹，或已有政策的 ID：{}", "a policy folder, or the id of a policy there is: {}")
_ONE = Words("只含一个政策的文件夹；这里有：{}", "a folder with one policy; here are: {}")
_SAME_MEANING = Words("在两个政策里意思相同的事实", "a fact that means the same in both policies")
_NOTHING = Words(
    "没有要比较的变动：用 --set、--reading 或 --against（--policy 后写文件夹也可以）",
    "nothing to compare: use --set, --reading or --against (or a folder behind --policy)",
)
_EXAMPLE = Words(
    "例如 lingqu whatif REGISTER --set 'F11.上限=400万元'", "e.g. lingqu whatif REGISTER --set 'F11.ceiling=400万元'"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Today's policy with the vocabulary of both, and what changes."""

    pack: Pack
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PolicyAsked:
    """The options that say which policies are compared, as given."""

    policy: str
    policies: tuple[str, ...]
    against: str | None
    supplements: tuple[str, ...]
    day: date | None


def todays_pack(asked: PolicyAsked, lang: str) -> tuple[Pack, Pack | None]:
    """Load today's policy, and the other one where one is named. Raises `Refusal`."""
    known = _known(asked.policies, lang)
    policy, other = asked.policy, asked.against
    if policy not in known and _is_path(policy):
        folder = _folder("--policy", policy, lang)
        if other is not None:  # two policies are named: the first is today's
            return _loaded_from(folder, asked, lang), _other(other, known, asked, lang)
        today = folder.id if folder.id in known else DEFAULT_POLICY
        return judging_pack(today, asked.policies, asked.supplements, asked.day, lang), _loaded_from(
            folder, asked, lang
        )
    today_pack = judging_pack(policy, asked.policies, asked.supplements, asked.day, lang)
    return today_pack, None if other is None else _other(other, known, asked, lang)


def changes_asked(
    today: Pack, other: Pack | None, sets: Sequence[str], readings: Sequence[str], lang: str, faults: Sequence[str]
) -> Asked:
    """Understand all changes. Raises `Refusal`."""
    told = [*faults]
    taken: tuple[TakeOver, ...] = ()
    pack = today
    if other is not None:
        try:
            pack, taken = shared_vocabulary(today, other), differences(today, other)
        except UnableToCompare as error:
            expected = _SAME_MEANING.said(lang)
            raise Refusal(
                [*told, *(wrong(_OPTION, each, expected, other.id, lang) for each in error.clashes)]
            ) from None
    settings: tuple[SetNumber, ...] = ()
    try:
        settings = read_settings(applied(pack, taken).pack, sets)
    except UnableToSet as error:
        for fault in error.faults:
            expected = fault.expected_english if lang == "en" else fault.expected
            told.append(wrong("--set", fault.given, expected, fault.example, lang, fault.nearest))
    compiled(pack, readings, lang, told)  # refuses readings there are not, with all that is told so far
    followed = tuple(FollowReading(*_split(each)) for each in dict.fromkeys(readings))
    if not settings and not followed and other is None:
        raise Refusal([_NOTHING.said(lang), _EXAMPLE.said(lang)])
    return Asked(pack, (*taken, *settings, *followed))


def _split(text: str) -> tuple[str, str]:
    reading, _, alternative = text.partition("=")
    return reading, alternative


def _known(policies: Sequence[str], lang: str) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(each.id for each in find_policies([Path(each) for each in policies])))
    except UnableToLoadPack as error:
        raise Refusal([fault.said(lang) for fault in error.faults]) from None


def _is_path(text: str) -> bool:
    return os.sep in text or text.startswith(".") or Path(text).is_dir()


def _other(text: str, known: Sequence[str], asked: PolicyAsked, lang: str) -> Pack:
    if text in known:
        return judging_pack(text, asked.policies, asked.supplements, asked.day, lang)
    if not _is_path(text):
        raise Refusal(
            [wrong("--against", text, _FOLDER.said(lang).format(", ".join(known)), "drafts/guilin2026", lang)]
        )
    return _loaded_from(_folder("--against", text, lang), asked, lang)


def _folder(where: str, text: str, lang: str) -> PolicyFolder:
    try:
        found = [each for each in find_policies([Path(text)]) if not each.built_in]
        if not found:  # one of the shipped folders, named by its path
            found = [each for each in find_policies([Path(text)]) if each.path.resolve() == Path(text).resolve()]
    except UnableToLoadPack as error:
        raise Refusal([f"{where}: {fault.said(lang)}" for fault in error.faults]) from None
    if len({each.id for each in found}) != 1:
        ids = ", ".join(each.id for each in found)
        raise Refusal([wrong(where, text, _ONE.said(lang).format(ids), f"{text}/{found[0].path.name}", lang)])
    return found[0]


def _loaded_from(folder: PolicyFolder, asked: PolicyAsked, lang: str) -> Pack:
    return judging_pack(folder.id, (str(folder.path),), asked.supplements, asked.day, lang)
