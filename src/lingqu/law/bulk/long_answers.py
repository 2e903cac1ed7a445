"""Answers laid out long: one row for each subject and measure, as the contract of `lingqu bulk` has it.

Its one law: row for row what `assess` answers, money as decimals of yuan. Which facts and readings a number of bits
stands for is looked up in a small table, made of the numbers that occur.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import narwhals as nw
import polars as pl

from lingqu.law.bulk.answers import answered_frame
from lingqu.law.bulk.engine import Engine, Frame
from lingqu.law.bulk.program import BulkMeasure, BulkProgram
from lingqu.law.engine.judgement import Verdict

COLUMNS = (
    "id", "measure", "verdict", "award_kind", "yuan", "at_most_yuan", "remaining_yuan", "missing", "readings",
)  # fmt: skip
_BITS = "lingqu bits"


def long_frames(bulk: BulkProgram, frame: Frame, engine: Engine, *, carried: Sequence[str] = ()) -> list[Frame]:
    """The answers of each measure as a frame of COLUMNS and the register's carried columns, still to be run.

    The numbers of bits that occur are looked for at once, in a pass of its own.
    """
    carried = [engine.spelled(each) for each in carried]
    wide = engine.held(answered_frame(bulk, frame, engine, keep=("id", *carried)))
    masks = engine.distinct(wide, [f"{measure.id} missing" for measure in bulk.measures])
    return [_long(measure, wide, engine, masks, carried) for measure in bulk.measures]


def _long(
    measure: BulkMeasure,
    wide: Frame,
    engine: Engine,
    masks: Mapping[str, Sequence[int]],
    carried: Sequence[str],
) -> Frame:
    name = measure.id
    verdict = nw.col(name)
    words = _table_of_bits(measure, masks[f"{name} missing"])
    # the join is on a column of its own: engines differ in which of two equal names they keep
    rows = wide.select(
        "id",
        nw.lit(name).alias("measure"),
        nw.when(verdict)
        .then(nw.lit(Verdict.ELIGIBLE.value))
        .otherwise(
            nw.when(verdict.is_null())
            .then(nw.lit(Verdict.UNDETERMINED.value))
            .otherwise(nw.lit(Verdict.NOT_ELIGIBLE.value))
        )
        .alias("verdict"),
        _kind(measure).alias("award_kind"),
        yuan(nw.col(f"{name} fen")).alias("yuan"),
        yuan(nw.col(f"{name} most")).alias("at_most_yuan"),
        yuan(nw.col(f"{name} left")).alias("remaining_yuan"),
        nw.col(f"{name} missing").cast(nw.Int64).alias(_BITS),
        *carried,
    )
    return engine.looked_up(rows, words, on=_BITS).select(*COLUMNS, *carried)


def _kind(measure: BulkMeasure) -> nw.Expr:
    if measure.measure.award is None:
        return nw.lit(None, nw.String)
    return nw.when(nw.col(measure.id)).then(nw.lit(measure.kind))


def _table_of_bits(measure: BulkMeasure, masks: Sequence[int]) -> pl.DataFrame:
    given = list(masks) or [0]
    return pl.DataFrame(
        {
            _BITS: given,
            "missing": [list(measure.facts_of(mask)) for mask in given],
            "readings": [list(measure.readings)] * len(given),
        },
        schema={_BITS: pl.Int64, "missing": pl.List(pl.String), "readings": pl.List(pl.String)},
    )


def yuan(fen: nw.Expr) -> nw.Expr:
    """Fen as yuan: a decimal of 18 digits, two of them behind the point."""
    return (fen.cast(nw.Decimal(16, 0)) * nw.lit(Decimal("0.01"))).cast(nw.Decimal(18, 2))
