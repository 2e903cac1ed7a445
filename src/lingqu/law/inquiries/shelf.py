"""What a server answers from: the policies it can find, the one it takes by default, and the operator's plan document.

Its one law: a policy is loaded anew for each call, so an edited rule is never answered from an older one, and calls
share nothing; who keeps them says so by `load`. It does not know what is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lingqu.law.engine.inputs import UnableToReadValue, read_day
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.inquiries.refusals import CallFault, UnableToAnswer, fault_of_value, faults_of_policy, unknown_name
from lingqu.law.packs.cache import PackCache
from lingqu.law.packs.folders import PolicyFolder, UnableToLoadPack, find_policies, load_folder, load_pack
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.supplements import UnableToSupplement, with_supplement
from lingqu.law.plans import Plan


@dataclass(frozen=True, slots=True)
class Shelf:
    """The policies of one server; `supplements` go with the default policy, `plan` is what the operator named."""

    policy: str
    folders: tuple[Path, ...] = ()
    supplements: tuple[str, ...] = ()
    plan: Plan | None = None
    lang: str = "zh"
    cache: PackCache | None = None

    def found(self) -> tuple[PolicyFolder, ...]:
        """The policy folders that can be found. Raises `UnableToAnswer`."""
        try:
            return find_policies(self.folders)
        except UnableToLoadPack as error:
            raise UnableToAnswer(faults_of_policy(error.faults)) from None

    def in_folder(self, folder: PolicyFolder) -> Pack:
        """The pack of one folder. Raises `UnableToLoadPack`."""
        return load_folder(folder.path, cache=self.cache)

    def load(self, policy: str, day: date | None) -> Pack:
        """Load a policy in the version of a day. Raises `UnableToLoadPack`; kept by shelves that live long."""
        return load_pack(policy, folders=self.folders, day=day, cache=self.cache)

    def program(self, pack: Pack, readings: Mapping[str, str]) -> Program:
        """Compile a pack under a choice of readings."""
        return compile_program(pack, dict(readings))

    def pack(self, policy: str | None, as_of: str | None = None) -> Pack:
        """The policy named, else the default one, in the version of the day. Raises `UnableToAnswer`."""
        day, faults = day_of(as_of)
        pack = self._pack_of(policy or self.policy, day, faults)
        if faults:
            raise UnableToAnswer(faults)
        return pack

    def judging_pack(
        self, policy: str | None, supplements: Sequence[str] | None, day: date | None, faults: Sequence[CallFault]
    ) -> Pack:
        """The policy with its supplements switched on. Raises `UnableToAnswer`, with `faults` among what it tells."""
        chosen = policy or self.policy
        if supplements is None:
            supplements = self.supplements if chosen == self.policy else ()
        pack = self._pack_of(chosen, day, faults)
        found = [*faults]
        for each in dict.fromkeys(supplements):
            if each not in pack.policy.supplements:
                expected = ("政策在「补充」里列出的", "a policy named under 补充")
                found.append(unknown_name("supplements", each, pack.policy.supplements, expected))
                continue
            try:
                pack = with_supplement(pack, self._pack_of(each, day, ()))
            except UnableToAnswer as refused:
                found += refused.faults
            except UnableToSupplement as error:
                found += [_clash(each, name) for name in error.clashes]
        if len(found) > len(faults):
            raise UnableToAnswer(found)
        return pack

    def _pack_of(self, policy: str, day: date | None, faults: Sequence[CallFault]) -> Pack:
        known = tuple(dict.fromkeys(folder.id for folder in self.found()))
        if policy not in known:
            expected = ("已有的政策", "a policy there is")
            raise UnableToAnswer([*faults, unknown_name("policy", policy, known, expected)])
        try:
            return self.load(policy, day)
        except UnableToLoadPack as error:
            raise UnableToAnswer([*faults, *faults_of_policy(error.faults)]) from None


def day_of(as_of: str | None) -> tuple[date | None, list[CallFault]]:
    """Read the day judged; the second part tells what is wrong with it."""
    if as_of is None:
        return None, []
    try:
        return read_day(as_of), []
    except UnableToReadValue as error:
        return None, [fault_of_value("as_of", error)]


def _clash(supplement: str, name: str) -> CallFault:
    return CallFault(
        "supplements", f"{supplement}: {name}", "在两个政策里意思相同的名称", "a name that means the same in both", "-"
    )
