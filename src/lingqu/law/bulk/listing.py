"""Who gets what, and of whom something is still missing: the rows of a register that a person wants to read.

Its one law: the eligible and the undetermined are listed apart, in the order of the measures; those refused are not. No
more rows are brought into memory than were asked for, and whether there are more is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw

from lingqu.law.bulk.answers import answered_frame
from lingqu.law.bulk.engine import Engine, Frame
from lingqu.law.bulk.program import BulkMeasure, BulkProgram

_FEN, _MOST, _LEFT, _MISSING = "lingqu fen", "lingqu most", "lingqu left", "lingqu missing"


@dataclass(frozen=True, slots=True)
class Listed:
    """One subject and one measure; money in fen. `missing` are codes of facts, in vocabulary order."""

    id: str
    carried: tuple[str, ...]
    measure: str
    kind: str
    fen: int | None
    most: int | None
    left: int | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Both lists; `cut` says that there are more rows than were asked for."""

    eligible: tuple[Listed, ...]
    undetermined: tuple[Listed, ...]
    cut: bool


def listing(
    parts: Sequence[tuple[BulkProgram, Frame]], engine: Engine, *, carried: Sequence[str], most_rows: int
) -> Listing:
    """List the eligible and the undetermined, at most `most_rows` of each."""
    lists: dict[bool, list[Listed]] = {True: [], False: []}
    cut = False
    for bulk, frame in parts:
        wide = engine.held(answered_frame(bulk, frame, engine, keep=("id", *carried)))
        for measure in bulk.measures:
            for is_eligible, rows in lists.items():
                room = most_rows - len(rows)
                found = _rows(measure, wide, engine, carried, is_eligible=is_eligible, room=room)
                cut = cut or len(found) > room
                rows += found[:room]
    order = {measure.id: number for bulk, _ in parts for number, measure in enumerate(bulk.measures)}
    eligible, undetermined = (tuple(sorted(rows, key=lambda row: order[row.measure])) for rows in lists.values())
    return Listing(eligible, undetermined, cut)


def _rows(
    measure: BulkMeasure, wide: Frame, engine: Engine, carried: Sequence[str], *, is_eligible: bool, room: int
) -> list[Listed]:
    verdict = nw.col(measure.id)
    wanted = wide.filter(verdict if is_eligible else verdict.is_null())
    named = {_FEN: "fen", _MOST: "most", _LEFT: "left", _MISSING: "missing"}
    columns = (nw.col(f"{measure.id} {part}").alias(name) for name, part in named.items())
    rows = engine.gathered(wanted.select("id", *carried, *columns).head(room + 1))
    return [
        Listed(
            row["id"],
            tuple("" if row[name] is None else str(row[name]) for name in carried),
            measure.id,
            measure.kind,
            row[_FEN],
            row[_MOST],
            row[_LEFT],
            measure.facts_of(row[_MISSING]),
        )
        for row in rows.iter_rows(named=True)
    ]
