"""How two states of a policy differ: line by line in each file, and rule by rule in words.

Its one law: the rules are compared only where both sides have no fault, and where they are not it is said.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.changes import Change, TakeOver
from lingqu.law.studies.whatif.comparison import UnableToCompare, shared_vocabulary
from lingqu.law.studies.whatif.comparison import differences as rule_differences
from lingqu.reports.studies.whatif_words import change_said
from lingqu.reports.wording import Words

CONTEXT = 3  # lines shown around a change


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: `sign` is + (new), - (gone), a blank (both) or … (lines left out)."""

    sign: str
    text: str
    old: int | None = None
    new: int | None = None


@dataclass(frozen=True, slots=True)
class FileDifference:
    """One file: its lines around what differs, and how many lines came and went."""

    name: str
    lines: tuple[Line, ...]
    fate: str = ""  # new, gone, or renamed with its text as it was
    became: str = ""  # the name it was given

    @property
    def added(self) -> int:
        """Lines that are new."""
        return sum(each.sign == "+" for each in self.lines)

    @property
    def removed(self) -> int:
        """Lines that are gone."""
        return sum(each.sign == "-" for each in self.lines)


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """One rule that answers differently, in words; `measure` is empty where it is no measure."""

    measure: str
    words: Words


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs. `rules` is None where the rules could not be compared, with the reason in `why`."""

    files: tuple[FileDifference, ...]
    rules: tuple[RuleDifference, ...] | None
    why: Words | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the texts are the same."""
        return not self.files


def difference(
    before: Mapping[str, str], after: Mapping[str, str], *, packs: tuple[Pack | None, Pack | None]
) -> Difference:
    """Compare two states by their texts and, where both have one, their packs."""
    files = tuple(_files(before, after))
    one, other = packs
    if one is None or other is None:
        which = Words(
            "规则有错误，改好后才能逐条比较", "the rules have faults; they can be compared once these are mended"
        )
        return Difference(files, None, which)
    try:
        changes = rule_differences(one, other)
        shared = shared_vocabulary(one, other)
    except UnableToCompare as error:
        names = "、".join(error.clashes)
        return Difference(
            files,
            None,
            Words(
                f"这些事实两边名同义不同，不能逐条比较：{names}",
                f"these facts do not mean the same on both sides: {', '.join(error.clashes)}",
            ),
        )
    told = (RuleDifference(_measure_of(each), _words(each, shared)) for each in changes)
    return Difference(files, tuple(told))


def _files(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FileDifference]:
    moved = {
        old: name
        for old in before
        if old not in after
        for name in [next((each for each in after if each not in before and after[each] == before[old]), "")]
        if name
    }
    for name in dict.fromkeys((*before, *after)):
        if name in moved:
            yield FileDifference(name, (), "renamed", moved[name])
        elif before.get(name) != after.get(name) and name not in moved.values():
            fate = "new" if name not in before else "gone" if name not in after else ""
            yield FileDifference(name, tuple(_lines(before.get(name, ""), after.get(name, ""))), fate)


def _words(change: Change, pack: Pack) -> Words:
    return Words(change_said(change, pack, "zh"), change_said(change, pack, "en"))


def _measure_of(change: Change) -> str:
    kind, _, name = change.part.partition(":") if isinstance(change, TakeOver) else ("", "", "")
    return name if kind == "measure" else ""


def _lines(before: str, after: str) -> Iterator[Line]:
    one, other = before.splitlines(), after.splitlines()
    groups = list(difflib.SequenceMatcher(None, one, other, autojunk=False).get_grouped_opcodes(CONTEXT))
    for number, group in enumerate(groups):
        if number or group[0][1] > 0:
            yield Line("…", "")
        for kind, i, i_end, j, j_end in group:
            if kind == "equal":
                for step in range(i_end - i):
                    yield Line(" ", one[i + step], i + step + 1, j + step + 1)
                continue
            for place in range(i, i_end):
                yield Line("-", one[place], place + 1, None)
            for place in range(j, j_end):
                yield Line("+", other[place], None, place + 1)
