"""What a register comes to, measure by measure: how many of each verdict, and the sums apart by what they mean.

Its one law: sums owed, ceilings and pools are never added up together; a pool counts once. Nothing but the totals is
brought into memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw

from lingqu.law.bulk.answers import answered_frame
from lingqu.law.bulk.engine import Engine, Frame
from lingqu.law.bulk.program import BulkMeasure, BulkProgram
from lingqu.law.bulk.ternary import counted, whole


@dataclass(frozen=True, slots=True)
class Total:
    """One measure over a register; money in fen."""

    measure: str
    eligible: int
    not_eligible: int
    undetermined: int
    due: int
    ceiling: int
    pool: int
    undetermined_at_most: int
    is_pool: bool = False

    def plus(self, other: Total) -> Total:
        """The totals of two parts of a register; the pool is the same one, drawn on once by whoever may."""
        pool = max(self.pool, other.pool)
        at_most = [self.undetermined_at_most, other.undetermined_at_most]
        return Total(
            self.measure,
            self.eligible + other.eligible,
            self.not_eligible + other.not_eligible,
            self.undetermined + other.undetermined,
            self.due + other.due,
            self.ceiling + other.ceiling,
            pool,
            (0 if pool else max(at_most)) if self.is_pool else sum(at_most),
            self.is_pool,
        )


def totals(bulk: BulkProgram, frame: Frame, engine: Engine) -> tuple[Total, ...]:
    """Add a register up, in one pass."""
    wide = answered_frame(bulk, frame, engine, parts=("fen", "most"))
    sums: dict[str, nw.Expr] = {}
    for number, measure in enumerate(bulk.measures):
        for part, expression in _summed(measure).items():
            sums[f"{part} {number}"] = expression.sum()
    [row] = engine.gathered(wide.select(**sums)).to_dicts()
    return tuple(_total(measure, number, row) for number, measure in enumerate(bulk.measures))


def _summed(measure: BulkMeasure) -> dict[str, nw.Expr]:
    verdict = nw.col(measure.id)
    return {
        "eligible": counted(verdict),
        "not": counted(~verdict),
        "undetermined": counted(verdict.is_null()),
        "fen": nw.col(f"{measure.id} fen"),
        "open": nw.when(verdict.is_null()).then(nw.col(f"{measure.id} most")).otherwise(whole(0)),
    }


def _total(measure: BulkMeasure, number: int, row: dict[str, int | None]) -> Total:
    found = {part: int(row[f"{part} {number}"] or 0) for part in ("eligible", "not", "undetermined", "fen", "open")}
    award = measure.measure.award
    kind = measure.kind
    ceiling = award.ceiling.numerator if award is not None and award.ceiling else 0
    is_pool = kind == "pool"
    return Total(
        measure.id,
        found["eligible"],
        found["not"],
        found["undetermined"],
        found["fen"] if kind == "due" else 0,
        found["fen"] if kind in ("up_to", "competitive") else 0,
        ceiling if is_pool and found["eligible"] else 0,
        # a pool that only undetermined subjects may draw on is drawn on once as well
        found["open"] if not is_pool else (ceiling if found["undetermined"] and not found["eligible"] else 0),
        is_pool,
    )


def joined(parts: Sequence[Sequence[Total]]) -> tuple[Total, ...]:
    """The totals of a register that was answered in parts."""
    first, *others = parts
    whole_register = list(first)
    for other in others:
        whole_register = [one.plus(two) for one, two in zip(whole_register, other, strict=True)]
    return tuple(whole_register)
