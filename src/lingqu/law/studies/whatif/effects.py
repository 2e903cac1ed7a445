"""What a what-if finds, as plain data: counts and sums before and after, who gains and loses, whose change did what.

Its one law: sums are whole fen; a ceiling is never added to a sum owed, a pool counts once, what is unknown is counted
and never taken for nothing. It does not know how it was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import polars as pl

from lingqu.law.lang.tree import Measure
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.changes import Change


@dataclass(frozen=True, slots=True)
class Tally:
    """One side of a comparison: numbers of answers, sums in fen. `unknown_sums`: eligible, but the sum is not known."""

    eligible: int = 0
    not_eligible: int = 0
    undetermined: int = 0
    due: int = 0
    ceiling: int = 0
    pool: int = 0
    at_most: int = 0  # of the undetermined
    unknown_sums: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Add counts and sums."""
        return Tally(
            self.eligible + other.eligible,
            self.not_eligible + other.not_eligible,
            self.undetermined + other.undetermined,
            self.due + other.due,
            self.ceiling + other.ceiling,
            self.pool + other.pool,
            self.at_most + other.at_most,
            self.unknown_sums + other.unknown_sums,
        )


@dataclass(frozen=True, slots=True)
class Moves:
    """How answers moved: numbers of subjects, and sums (due and ceilings) gained and lost in fen."""

    newly_eligible: int = 0
    no_longer_eligible: int = 0
    newly_undetermined: int = 0
    settled: int = 0
    gainers: int = 0
    losers: int = 0
    gain: int = 0
    loss: int = 0


@dataclass(frozen=True, slots=True)
class MeasureEffect:
    """One measure before and after. Of a measure that only one side has the other side is all nought."""

    measure: Measure
    before: Tally
    after: Tally
    moves: Moves
    is_touched: bool


@dataclass(frozen=True, slots=True)
class GroupEffect:
    """The subjects that have one value of a column (None: it is empty), before and after."""

    value: str | None
    subjects: int
    before: Tally
    after: Tally
    moves: Moves


@dataclass(frozen=True, slots=True)
class Grouping:
    """All groups by one column, in the order of their names, those without a value last."""

    column: str
    groups: tuple[GroupEffect, ...]


@dataclass(frozen=True, slots=True)
class LargestShare:
    """The subject with the largest part of all that is gained, or lost."""

    id: str
    name: str | None
    fen: int
    of: int

    @property
    def share(self) -> Fraction:
        """Its part of the whole, exactly."""
        return Fraction(self.fen, self.of)


@dataclass(frozen=True, slots=True)
class Turn:
    """One measure's answer for one subject, before and after: verdict (None: undetermined), sum, the most, in fen."""

    measure: str
    before: bool | None
    after: bool | None
    fen_before: int | None
    fen_after: int | None
    most_before: int | None
    most_after: int | None


@dataclass(frozen=True, slots=True)
class SubjectEffect:
    """One subject whose answers change.

    `due` and `ceiling` are sums over all measures; `change` is what it gains in fen over the answers whose sums are
    known on both sides, negative where it loses.
    """

    id: str
    name: str | None
    carried: tuple[str | None, ...]
    due_before: int
    due_after: int
    ceiling_before: int
    ceiling_after: int
    change: int
    turns: tuple[Turn, ...]


EFFECTS = ("due", "ceiling", "pool", "at_most", "eligible", "undetermined")
"""What is shared out over the changes, in this order."""

Effect = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one of several changes does: its fair part, what it does alone, and what is lacking without it."""

    change: Change
    fair: Effect
    alone: Effect
    without: Effect  # the effect of all changes less that of all but this one


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows of a register whose answers change; kept as columns, told one by one on demand."""

    rows: pl.DataFrame
    measures: tuple[str, ...]  # those answered again
    carried: tuple[str, ...]

    def __len__(self) -> int:
        """How many subjects change."""
        return len(self.rows)

    def gainers(self, most: int | None = None) -> Iterator[SubjectEffect]:
        """Those who gain, the largest gain first."""
        chosen = self.rows.filter(pl.col("way") > 0).sort("change", descending=True, maintain_order=True)
        return self._told(chosen, most)

    def losers(self, most: int | None = None) -> Iterator[SubjectEffect]:
        """Those who lose, the largest loss first."""
        chosen = self.rows.filter(pl.col("way") < 0).sort("change", maintain_order=True)
        return self._told(chosen, most)

    def others(self, most: int | None = None) -> Iterator[SubjectEffect]:
        """Those who neither gain nor lose and still have another answer, in the register's order."""
        return self._told(self.rows.filter(pl.col("way") == 0), most)

    def _told(self, rows: pl.DataFrame, most: int | None) -> Iterator[SubjectEffect]:
        for row in (rows if most is None else rows.head(most)).iter_rows(named=True):
            turns = [
                Turn(id, *(row[f"{side} {id}{part}"] for part in ("", ".fen", ".most") for side in ("before", "after")))
                for id in self.measures
            ]
            yield SubjectEffect(
                id=row["id"],
                name=row.get("name"),
                carried=tuple(None if row[by] is None else str(row[by]) for by in map(group_column, self.carried)),
                due_before=row["due before"],
                due_after=row["due after"],
                ceiling_before=row["ceiling before"],
                ceiling_after=row["ceiling after"],
                change=row["change"],
                turns=tuple(each for each in turns if _differs(each)),
            )


def group_column(column: str) -> str:
    """The column that holds what subjects are grouped by, whatever the register calls it."""
    return f"by {column}"


def _differs(turn: Turn) -> bool:
    return (turn.before, turn.fen_before, turn.most_before) != (turn.after, turn.fen_after, turn.most_after)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A whole what-if."""

    before: Pack
    after: Pack
    day: date | None
    changes: tuple[Change, ...]
    subjects: int
    total_before: Tally
    total_after: Tally
    moves: Moves  # of subjects over all measures
    turns: Moves  # of answers, measure by measure
    measures: tuple[MeasureEffect, ...]
    groupings: tuple[Grouping, ...]
    changed: Changes
    largest_gain: LargestShare | None
    largest_loss: LargestShare | None
    parts: tuple[Part, ...]  # none for a single change

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes for anybody."""
        return not len(self.changed) and self.total_before == self.total_after
