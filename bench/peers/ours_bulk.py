"""Lingqu over a whole register as one of the contenders: the public steps of `law/bulk`, on any of its engines.

Its one law: nothing is prepared that a caller could not prepare. The pack is read and compiled before; building means
the expressions over the register's columns. Bits are put into the shared order after timing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import narwhals as nw
import polars

from lingqu.law.bulk.answers import answered_frame
from lingqu.law.bulk.engines import open_engine
from lingqu.law.bulk.long_answers import long_frames
from lingqu.law.bulk.program import BulkMeasure, compile_bulk
from lingqu.law.bulk.register import Register
from lingqu.law.bulk.totals import totals
from lingqu.law.engine.program import compile_program
from lingqu.law.packs.folders import load_pack
from lingqu.law.studies.whatif.settings import read_settings
from lingqu.law.studies.whatif.whatif import what_if
from peers.wide import BITS, COLUMNS, DAY, Totals
from peers.wide_polars import FACTS

PARTS = ("fen", "most", "missing")  # what is left of a yearly ceiling is asked of nobody else
CHANGE = "F11.rd_expenditure_yuan/revenue_yuan=4%"


class Lingqu:
    """The contender: the Guilin policy under its adopted readings, on the engine named."""

    def __init__(self, engine: str) -> None:
        self._engine = open_engine(engine)
        self._is_spark = engine == "spark"
        self._program = compile_program(load_pack("guilin2026"))
        self._register: Any = None
        self._query: Any = None

    def build(self) -> None:
        """Build the expressions, and the query over an empty register of the same columns."""
        self._bulk = compile_bulk(self._program, FACTS, day=DAY, divides_by_floats=self._engine.divides_by_floats)
        empty = polars.DataFrame(schema={"id": polars.String, **{name: _type_of(name) for name in FACTS}})
        answered_frame(self._bulk, self._engine.table(empty), self._engine, parts=PARTS)

    def load(self, path: Path) -> None:
        """Read the columns that the rules ask for into memory; Spark keeps them in its own."""
        if self._is_spark:
            self._register = self._engine.held(self._engine.scan(path).select("id", *FACTS))
            self._register.to_native().count()
        else:
            self._register = self._engine.table(polars.read_parquet(path, columns=["id", *FACTS]))
        self._query = answered_frame(self._bulk, self._register, self._engine, parts=PARTS)

    def compute(self) -> object:
        """Answer all nineteen. Spark works every row out and keeps none: its driver is not where rows belong."""
        if self._is_spark:
            self._query.to_native().write.format("noop").mode("overwrite").save()
            return None
        return self._engine.collect(self._query)

    def frame(self, result: object) -> polars.DataFrame:
        """Put the bits into the shared order and leave out what is left of a yearly ceiling."""
        rows = result if isinstance(result, polars.DataFrame) else self._engine.collect(self._query)
        named = rows.rename(lambda name: name.replace(" ", "."))
        return named.with_columns(_bits(measure) for measure in self._bulk.measures).select(COLUMNS)

    def write_long(self, path: Path) -> None:
        """Write the columns that everybody writes."""
        wide = self._query
        self._engine.write([_long(measure, wide) for measure in self._bulk.measures], path)

    def write_rows(self, path: Path) -> None:
        """Write what `lingqu bulk --out` does: yuan, what is left, lists of missing facts and of readings."""
        self._engine.write(long_frames(self._bulk, self._register, self._engine), path)

    def totals(self, path: Path) -> Totals:
        """Sum up from the file."""
        return {
            total.measure: {
                "eligible": total.eligible,
                "not_eligible": total.not_eligible,
                "undetermined": total.undetermined,
                "fen": total.due + total.ceiling + total.pool,
                "undetermined_most": total.undetermined_at_most,
            }
            for total in totals(self._bulk, self._engine.scan(path), self._engine)
        }


class WhatIf:
    """One number of F11 set anew, 5 % to 4 %: a whole what-if over a register in memory."""

    def __init__(self, path: Path) -> None:
        self._pack = load_pack("guilin2026")
        frame = polars.read_parquet(path)
        facts = frozenset(frame.columns) - {"id", "district"}
        self._register = Register(frame.lazy(), frame.height, facts, ("district",))

    def run(self) -> object:
        """From the words of the change to who gains and who loses."""
        changes = read_settings(self._pack, [CHANGE])
        return what_if(self._pack, changes, self._register, day=DAY)


def _type_of(column: str) -> type[polars.DataType]:
    if "_yuan" in column:
        return polars.Int64
    if column.endswith("_date"):
        return polars.Date
    return polars.String if column == "platform_level" else polars.Boolean


def _long(measure: BulkMeasure, wide: nw.LazyFrame) -> nw.LazyFrame:
    code = measure.id
    return wide.select(
        "id",
        nw.lit(code).alias("measure"),
        nw.col(code).alias("verdict"),
        nw.when(nw.col(code)).then(nw.lit(measure.kind)).alias("award_kind"),
        *(nw.col(f"{code} {part}").alias(part) for part in ("fen", "most", "missing")),
    )


def _bits(measure: BulkMeasure) -> polars.Expr:
    order = BITS[measure.id]
    places = [order.index(name) if name in order else None for name in measure.facts]
    renumbered = []
    for mask in range(1 << len(places)):
        set_ = [place for bit, place in enumerate(places) if mask >> bit & 1]
        renumbered.append(-1 if None in set_ else sum(1 << place for place in set_ if place is not None))
    table = polars.Series(renumbered, dtype=polars.Int32)
    return polars.lit(table).gather(polars.col(f"{measure.id}.missing")).alias(f"{measure.id}.missing")
