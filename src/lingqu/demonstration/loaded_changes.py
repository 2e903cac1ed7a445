"""What happened in the zone: an organisation renamed, one merged into another, one split off.

Its one law: each change goes through the operation that records it, with a day and a document number for show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lingqu.books.accounts.person import Act
from lingqu.books.registers.models import Organisation
from lingqu.books.registers.successions import merge, rename, split
from lingqu.demonstration.content import MADE_MARK, OrganisationRow, ZoneContent
from lingqu.demonstration.loaded_rows import Rows
from lingqu.demonstration.small_zone import plain_enterprises

_FORMER_ENDING, _COMPANY_ENDINGS = "厂", ("科技有限公司", "股份有限公司", "有限公司")
_MERGED_DAYS, _RENAMED_DAYS = 60, 150
_NEEDED = 5


class UnableToChoose(LookupError):
    """The content has too few plain enterprises for the changes."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Which organisations change: all are plain enterprises, so that nobody's measures hang on it."""

    renamed: OrganisationRow
    merged: OrganisationRow
    taking_in: OrganisationRow
    divided: OrganisationRow
    split_off: OrganisationRow

    @property
    def former_names(self) -> dict[str, str]:
        """The name under which the renamed one is entered first, by key."""
        name = self.renamed.name.zh.removesuffix(MADE_MARK.zh)
        ending = next((each for each in _COMPANY_ENDINGS if name.endswith(each)), "")
        return {self.renamed.key: f"{name.removesuffix(ending)}{_FORMER_ENDING}{MADE_MARK.zh}"}


def chosen_changes(content: ZoneContent) -> Changes:
    """Choose by age: the youngest was split off, the oldest ones took in, were divided or changed their name."""
    plain = plain_enterprises(content)
    if len(plain) < _NEEDED:
        raise UnableToChoose(f"{len(plain)} plain enterprises, {_NEEDED} needed")
    by_age = sorted(plain, key=lambda each: (each.founded_on or date.min, each.key))
    taking_in, divided, renamed, merged, *_ = by_age
    return Changes(renamed, merged, taking_in, divided, by_age[-1])


def record_changes(*, changes: Changes, rows: Rows, day: date, act: Act) -> None:
    """Record the three changes."""
    renamed = rows.organisation(changes.renamed.key)
    rename(
        organisation=renamed,
        version=renamed.version,
        name=changes.renamed.name.zh,
        on=day - timedelta(days=_RENAMED_DAYS),
        document=_document(day, 1),
        act=act,
    )
    merge(
        predecessors=_of(rows, [changes.merged]),
        successor=rows.organisation(changes.taking_in.key),
        on=day - timedelta(days=_MERGED_DAYS),
        document=_document(day, 2),
        act=act,
    )
    split(
        predecessor=rows.organisation(changes.divided.key),
        successors=_of(rows, [changes.split_off]),
        on=changes.split_off.founded_on or day,
        document=_document(day, 3),
        is_dissolved=False,
        act=act,
    )


def _of(rows: Rows, chosen: Sequence[OrganisationRow]) -> list[Organisation]:
    return [rows.organisation(each.key) for each in chosen]


def _document(day: date, number: int) -> str:
    return f"演示变更〔{day.year}〕{number:02}号"
