"""Which of several statements of one fact counts, and where they contradict each other.

Its one law, stated once: a verified value before one that nobody verified; then authority before register before
declared; figures of different reckonings (accounting, tax, statistics, recognition) are never merged: a reading says
which counts, and while it is open they count only where all agree. It reads no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lingqu.books.registers.models import Fact
from lingqu.reports.wording import Words

SOURCE_ORDER = (Fact.Source.AUTHORITY, Fact.Source.REGISTER, Fact.Source.DECLARED)
"""Who is believed first where nobody has verified, or several values are verified."""

STATED = Words(
    "先看核定数，再看来源：部门认定在前，登记次之，申报最后。不同口径的数不合并，由政策的口径定哪一个算；口径未定时，几个数一致才算。",
    "Verified values come first; then authority before register before declared. Figures of different reckonings are "
    "never merged: the policy's reading says which counts, and while it is open they count only where all agree.",
)


@dataclass(frozen=True, slots=True)
class Settled:
    """What counts of several rows: the row (None: unknown), those that say otherwise, and whether a reading is open."""

    row: Fact | None
    others: tuple[Fact, ...] = ()
    is_open: bool = False  # the reckonings disagree, and no reading says which counts

    @property
    def value(self) -> str:
        """The value that counts; empty where it is unknown."""
        return self.row.value if self.row else ""

    @property
    def has_conflict(self) -> bool:
        """Whether something else was said as well."""
        return bool(self.others)


def rank(row: Fact) -> tuple[bool, int]:
    """How far in front a row stands; the smallest counts."""
    return (not row.verified_value, SOURCE_ORDER.index(Fact.Source(row.source)))


def settled(rows: Sequence[Fact], *, reckoning: str | None = None) -> Settled:
    """Settle rows of one fact, subject and year.

    `reckoning` is the figure kind that a reading follows; "" where the reading is open; None where the fact has none.
    """
    if not rows:
        return Settled(None)
    best = {kind: min((row for row in rows if row.figure_kind == kind), key=rank) for kind in _kinds(rows)}
    if reckoning:
        # a figure whose reckoning nobody stated stands in only where the one asked for is missing
        row = best.get(reckoning) or best.get("")
    else:
        row = min(best.values(), key=rank)
        if len({each.value for each in best.values()}) > 1:
            return Settled(None, tuple(rows), is_open=True)
    if row is None:
        return Settled(None, tuple(rows))
    others = tuple(each for each in rows if each.figure_kind == row.figure_kind and each.value != row.value)
    return Settled(row, others)


def _kinds(rows: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.figure_kind for row in rows))
