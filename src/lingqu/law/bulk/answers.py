"""A register answered: for each measure a column of verdicts, sums, what is left and the bits of what is missing.

Its one law: the columns follow the register's rows, none is left out. Column "M" is Boolean (null: undetermined),
"M fen", "M most", "M left" are whole fen, "M missing" the bits over the measure's facts. Spark takes
a dot in a name for a field, so there is none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import narwhals as nw
import polars as pl

from lingqu.law.bulk.engine import Engine, Frame
from lingqu.law.bulk.polars_engine import PolarsEngine
from lingqu.law.bulk.program import BulkProgram

PARTS = ("fen", "most", "left", "missing")


def answered_frame(
    bulk: BulkProgram,
    frame: Frame,
    engine: Engine,
    *,
    keep: Sequence[str] = ("id",),
    parts: Collection[str] = PARTS,
) -> Frame:
    """The frame of answers, still to be run.

    `keep` names the register's columns that go with them, `parts` what is wanted beside the verdicts: what is not
    asked for costs nothing.
    """
    frame = bulk.stages.worked_out(bulk.days.prepared(frame, engine))
    frame = frame.with_columns(**{measure.id: measure.verdict for measure in bulk.measures})
    made: dict[str, nw.Expr] = {}
    for measure in bulk.measures:
        made[f"{measure.id} fen"] = measure.fen
        made[f"{measure.id} most"] = measure.most
        made[f"{measure.id} missing"] = measure.missing
    wanted = {*parts, "fen"} if "left" in parts else {*parts}
    frame = frame.with_columns(**{name: each for name, each in made.items() if name.rpartition(" ")[2] in wanted})
    if "left" in wanted:
        frame = frame.with_columns(**{f"{measure.id} left": measure.left for measure in bulk.measures})
    return frame.select(*keep, *columns_of_answers(bulk, parts))


def columns_of_answers(bulk: BulkProgram, parts: Collection[str] = PARTS) -> list[str]:
    """The columns of all answers, measure by measure."""
    asked = ["", *(f" {part}" for part in PARTS if part in parts)]
    return [f"{measure.id}{part}" for measure in bulk.measures for part in asked]


def answered(
    bulk: BulkProgram,
    frame: pl.LazyFrame | pl.DataFrame,
    *,
    keep: Sequence[str] = ("id",),
    parts: Collection[str] = PARTS,
) -> pl.DataFrame:
    """Answer a register on Polars and bring the answers into memory, in the order of its rows."""
    engine = PolarsEngine()
    return engine.collect(answered_frame(bulk, nw.from_native(frame.lazy()), engine, keep=keep, parts=parts))
