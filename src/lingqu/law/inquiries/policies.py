"""The tool that lists the policies a server can answer from.

Its one law: a policy with faults is listed with how many it has, not hidden; where a folder lies is not told.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.law.inquiries.policy_shapes import Policies, PolicyFound
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.packs.folders import PolicyFolder, UnableToLoadPack


@dataclass(frozen=True, slots=True)
class PolicyTools:
    """The policies on a shelf."""

    shelf: Shelf

    def list_policies(self) -> Policies:
        """List the policies that can be found."""
        return Policies(policies=[self._found(folder) for folder in self.shelf.found()])

    def _found(self, folder: PolicyFolder) -> PolicyFound:
        is_default = folder.id == self.shelf.policy
        try:
            pack = self.shelf.in_folder(folder)
        except UnableToLoadPack as error:
            return PolicyFound(
                id=folder.id, title="", english="", since=None, until=None, version="", measures=0, supplements=[],
                unchecked=[], digest=None, is_default=is_default, shipped=folder.built_in, faults=len(error.faults),
            )  # fmt: skip
        policy = pack.policy
        return PolicyFound(
            id=policy.id,
            title=policy.title,
            english=policy.english,
            since=policy.since.iso,
            until=policy.until.iso if policy.until else None,
            version=policy.version,
            measures=len(pack.measures),
            supplements=list(policy.supplements),
            unchecked=list(policy.unchecked),
            digest=pack.digest,
            is_default=is_default,
            shipped=folder.built_in,
            faults=0,
        )
