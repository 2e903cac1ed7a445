"""The calendar of versions: which of them answers for which days.

Its one law: each day from the first version on is answered by one version; what is only proposed answers for none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lingqu.books.rulebooks.models import PolicyVersion, VersionState
from lingqu.law.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class Period:
    """The days that one version answers for; `last` is None where no other follows, `version` for the shipped one."""

    first: date
    last: date | None
    label: str
    version: PolicyVersion | None
    is_proposed: bool
    today: date

    @property
    def is_now(self) -> bool:
        """Whether it answers today."""
        return not self.is_proposed and self.first <= self.today and (self.last is None or self.today <= self.last)

    @property
    def is_past(self) -> bool:
        """Whether its days are over."""
        return self.last is not None and self.last < self.today

    @property
    def days_ahead(self) -> int:
        """How many days until it begins; 0 where it has."""
        return max(0, (self.first - self.today).days)


def calendar_of(rows: Sequence[PolicyVersion], force: Pack, today: date) -> tuple[Period, ...]:
    """All periods, the earliest first; proposals behind the day they would begin."""
    published = sorted((each for each in rows if each.state == VersionState.PUBLISHED), key=lambda each: each.begins)
    begun: list[tuple[date, str, PolicyVersion | None]] = [(each.begins, each.label, each) for each in published]
    if not begun:
        begun = [(date.fromisoformat(force.policy.since.iso), force.policy.version, None)]
    lasts = [*(first - timedelta(days=1) for first, _, _ in begun[1:]), None]
    periods = [
        Period(first, last, label, version, False, today)
        for (first, label, version), last in zip(begun, lasts, strict=True)
    ]
    proposed = (each for each in rows if each.state == VersionState.PROPOSED)
    periods += [Period(each.begins, None, each.label, each, True, today) for each in proposed]
    return tuple(sorted(periods, key=lambda each: (each.first, each.is_proposed)))
