"""Lingqu over a whole register as one of the contenders: the public steps of `law/bulk`, on any of its engines.

Its one law: nothing is prepared that a caller could not prepare. The pack is read and compiled before; building means
the expressions over the register's columns. Bits are put into the shared order after timing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars

from lingqu.law.bulk.answers import answered_frame
from lingqu.law.bulk.engines import open_engine
from lingqu.law.bulk.program import BulkMeasure, compile_bulk
from lingqu.law.engine.program import compile_program
from lingqu.law.packs.folders import load_pack
from peers.wide import BITS, COLUMNS, DAY, Totals
from peers.wide_polars import FACTS


class Lingqu:
    """The contender: the Guilin policy under its adopted readings, on the engine named."""

    def __init__(self, engine: str) -> None:
        self._engine = open_engine(engine)
        self._program = compile_program(load_pack("guilin2026"))
        self._register: Any = None

    def build(self) -> None:
        """Build the expressions, and the query over an empty register of the same columns."""
        self._bulk = compile_bulk(self._program, FACTS, day=DAY, divides_by_floats=self._engine.divides_by_floats)

    def load(self, path: Path) -> None:
        """Read the columns that the rules ask for; the engine is handed them in memory."""
        self._register = self._engine.table(polars.read_parquet(path, columns=["id", *FACTS]))

    def compute(self) -> polars.DataFrame:
        """Answer all nineteen."""
        return self._engine.collect(answered_frame(self._bulk, self._register, self._engine))

    def frame(self, result: object) -> polars.DataFrame:
        """Put the bits into the shared order and leave out what is left of a yearly ceiling."""
        assert isinstance(result, polars.DataFrame)
        named = result.rename(lambda name: name.replace(" ", "."))
        return named.with_columns(_bits(measure) for measure in self._bulk.measures).select(COLUMNS)

    def write_long(self, path: Path) -> None:
        """Write the long form."""
        raise NotImplementedError

    def totals(self, path: Path) -> Totals:
        """Sum up from the file."""
        raise NotImplementedError


def _bits(measure: BulkMeasure) -> polars.Expr:
    order = BITS[measure.id]
    places = [order.index(name) if name in order else None for name in measure.facts]
    renumbered = []
    for mask in range(1 << len(places)):
        set_ = [place for bit, place in enumerate(places) if mask >> bit & 1]
        renumbered.append(-1 if None in set_ else sum(1 << place for place in set_ if place is not None))
    table = polars.Series(renumbered, dtype=polars.Int32)
    return polars.lit(table).gather(polars.col(f"{measure.id}.missing")).alias(f"{measure.id}.missing")
