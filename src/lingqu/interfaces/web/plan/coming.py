"""Versions published for a later day, with what they change, for the public pages of the plan and its measures.

Its one law: until its first day a coming version answers nothing; it is told beside the rules in force, never in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lingqu.books.rulebooks.differences import RuleDifference, difference
from lingqu.books.rulebooks.models import PolicyVersion
from lingqu.books.rulebooks.version_folders import versions_of
from lingqu.books.rulebooks.versions import coming_versions
from lingqu.law.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class Coming:
    """A coming version and the rules it changes from those before it; None where they cannot be compared."""

    version: PolicyVersion
    rules: tuple[RuleDifference, ...] | None

    def of_measure(self, measure: str) -> tuple[RuleDifference, ...]:
        """What it changes in one measure."""
        return tuple(each for each in self.rules or () if each.measure == measure)


def coming(pack: Pack, today: date) -> tuple[Coming, ...]:
    """Every coming version, the next one first, each beside the one before it. One query."""
    rows = coming_versions(pack.id, today)
    by_digest = {each.digest: each for each in versions_of(pack.id)} if rows else {}
    found, before = [], pack
    for row in rows:
        after = by_digest.get(row.pack_digest)
        found.append(Coming(row, None if after is None else _changed(before, after)))
        before = after or before
    return tuple(found)


@lru_cache(maxsize=8)
def _changed(before: Pack, after: Pack) -> tuple[RuleDifference, ...] | None:
    return difference({}, {}, packs=(before, after)).rules
