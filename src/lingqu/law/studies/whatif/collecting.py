"""All that a what-if asks of a register, collected in one run: tallies, groups and the rows that change.

Its one law: a row that does not change is counted and not brought here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, or_

import polars as pl

from lingqu.law.studies.whatif.counting import (
    change_of,
    differs,
    joined,
    moves_of,
    read_moves,
    read_tally,
    row_sums,
    tally_of,
    turned,
    verdict_of,
)
from lingqu.law.studies.whatif.effects import GroupEffect, Grouping, Moves, Tally, group_column
from lingqu.law.studies.whatif.sides import SIDES, WIDE, BothSides, Side

_MOVED = ("newly_eligible", "no_longer_eligible", "newly_undetermined", "settled")
_ROW_SUMS = ("due", "ceiling", "at_most", "eligible", "undetermined")
_PARTS = ("", ".fen", ".most")
Pair = tuple[Side | None, Side | None]


@dataclass(frozen=True, slots=True)
class Collected:
    """What one run gives; tallies by measure, before and after."""

    tallies: tuple[dict[str, Tally], dict[str, Tally]]
    changed: pl.DataFrame
    touched: tuple[str, ...]
    moves: Moves
    moves_by_measure: dict[str, Moves]
    groupings: tuple[Grouping, ...]


class Run:
    """Everything that is asked of the register, collected in one go."""

    def __init__(self, parts: Sequence[BothSides], groups: Sequence[str], keep: Sequence[str]) -> None:
        self._parts = parts
        self._groups = groups
        self._keep = tuple(each for each in keep if each not in groups) + tuple(map(group_column, groups))

    def collected(self) -> Collected:
        """Run it."""
        done = pl.collect_all([frame for part in self._parts for frame in self._frames(part)])
        width = 2 + len(self._groups)
        by_part = [done[start : start + width] for start in range(0, len(done), width)]
        changed = pl.concat([each[1] for each in by_part])
        groupings = (
            self._grouping(column, pl.concat([each[2 + place] for each in by_part]), changed)
            for place, column in enumerate(self._groups)
        )
        return Collected(
            tallies=self._tallies([each[0].row(0, named=True) for each in by_part]),
            changed=changed,
            touched=self._parts[0].touched,
            moves=read_moves(changed.select(*_moves_of_rows()).row(0, named=True)),
            moves_by_measure=self._moves(changed),
            groupings=tuple(groupings),
        )

    def _tallies(self, totals: Sequence[Mapping[str, int]]) -> tuple[dict[str, Tally], dict[str, Tally]]:
        one, other = (
            {id: joined([read_tally(row, f"{name} {id} ") for row in totals], side.kind) for id, side in sides.items()}
            for name, sides in _named_sides(self._parts[0])
        )
        return one, other

    def _moves(self, changed: pl.DataFrame) -> dict[str, Moves]:
        first = self._parts[0]
        asked = [each for id in first.touched for each in moves_of(first.before.get(id), first.after.get(id), f"{id} ")]
        found = changed.select(*asked).row(0, named=True) if asked else {}
        return {id: read_moves(found, f"{id} ") for id in first.touched}

    def _frames(self, part: BothSides) -> list[pl.LazyFrame]:
        sides = _named_sides(part)
        grouped = (pl.col(each).alias(group_column(each)) for each in self._groups)
        frame = part.frame.with_columns(*grouped, *(each for name, side in sides for each in row_sums(side, name)))
        totals = frame.select(
            *(each for name, side in sides for id, one in side.items() for each in tally_of(one, f"{name} {id} "))
        )
        return [totals, self._changed(part, frame), *(self._grouped(column, frame) for column in self._groups)]

    def _changed(self, part: BothSides, frame: pl.LazyFrame) -> pl.LazyFrame:
        pairs: list[Pair] = [(part.before.get(id), part.after.get(id)) for id in part.touched]
        rows = frame.filter(reduce(or_, (differs(*pair) for pair in pairs), pl.lit(False)))
        change = reduce(add, (change_of(*pair) for pair in pairs), pl.lit(0, pl.Int64))
        rows = rows.with_columns(change.alias("change"), *_turns(pairs), *_absent(part))
        turned_out = (pl.col("eligible after") - pl.col("eligible before")).sign()
        way = pl.when(pl.col("change") != 0).then(pl.col("change").sign()).otherwise(turned_out)
        columns = [f"{side} {id}{end}" for id in part.touched for side in SIDES for end in _PARTS]
        return rows.select(*self._keep, *columns, *_of_rows(), "change", way.alias("way"), *_MOVED)

    def _grouped(self, column: str, frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.group_by(group_column(column)).agg(
            pl.len().alias("subjects"), *(pl.col(each).cast(WIDE).sum() for each in _of_rows())
        )

    def _grouping(self, column: str, rows: pl.DataFrame, changed: pl.DataFrame) -> Grouping:
        by = group_column(column)
        sums = rows.group_by(by).agg(pl.col("subjects").sum(), *(pl.col(each).sum() for each in _of_rows()))
        moves = {row[by]: read_moves(row) for row in changed.group_by(by).agg(*_moves_of_rows()).iter_rows(named=True)}
        part = self._parts[0]
        groups = [
            GroupEffect(
                None if row[by] is None else str(row[by]),
                row["subjects"],
                _tally_of_group(row, "before", len(part.before)),
                _tally_of_group(row, "after", len(part.after)),
                moves.get(row[by], Moves()),
            )
            for row in sums.iter_rows(named=True)
        ]
        return Grouping(column, tuple(sorted(groups, key=lambda each: (each.value is None, each.value or ""))))


def _of_rows() -> list[str]:
    return [f"{name} {side}" for name in _ROW_SUMS for side in SIDES]


def _turns(pairs: Sequence[Pair]) -> list[pl.Expr]:
    verdicts = [(verdict_of(one), verdict_of(other)) for one, other in pairs]
    return [
        reduce(or_, (turned(before, after, how) for before, after in verdicts), pl.lit(False)).alias(how)
        for how in _MOVED
    ]


def _absent(part: BothSides) -> list[pl.Expr]:
    """A side that does not have a measure refuses everybody."""
    made = []
    for name, sides in _named_sides(part):
        for id in part.touched:
            if id not in sides:
                made.append(pl.lit(False).alias(f"{name} {id}"))
                made += [pl.lit(None, pl.Int64).alias(f"{name} {id}{end}") for end in _PARTS[1:]]
    return made


def _named_sides(part: BothSides) -> tuple[tuple[str, dict[str, Side]], tuple[str, dict[str, Side]]]:
    return (SIDES[0], part.before), (SIDES[1], part.after)


def _moves_of_rows() -> list[pl.Expr]:
    change, way = pl.col("change"), pl.col("way")
    return [
        *(pl.col(how).sum() for how in _MOVED),
        (way > 0).sum().alias("gainers"),
        (way < 0).sum().alias("losers"),
        change.clip(lower_bound=0).cast(WIDE).sum().alias("gain"),
        (-change).clip(lower_bound=0).cast(WIDE).sum().alias("loss"),
    ]


def _tally_of_group(row: Mapping[str, int], side: str, measures: int) -> Tally:
    found = {name: int(row[f"{name} {side}"]) for name in _ROW_SUMS}
    refused = row["subjects"] * measures - found["eligible"] - found["undetermined"]
    return Tally(not_eligible=refused, **found)
