"""Polars: the engine that is always there; files larger than memory are streamed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import narwhals as nw
import polars as pl
from polars.exceptions import PolarsError

from lingqu.law.bulk.engine import Frame, UnableToWriteAnswers

# a stream reads this many row groups ahead; Polars' own number takes a gigabyte for a register of eighty columns
os.environ.setdefault("POLARS_ROW_GROUP_PREFETCH_SIZE", "2")

# what several expressions ask has a column of its own already; to look for more costs more than it finds
_NAMED = pl.QueryOptFlags(comm_subexpr_elim=False)


class PolarsEngine:
    """Runs on Polars."""

    name = "polars"
    divides_by_floats = False

    def table(self, frame: pl.DataFrame) -> Frame:
        """A small table of ours on the engine's side."""
        made: Frame = nw.from_native(frame.lazy())
        return made

    def looked_up(self, frame: Frame, table: pl.DataFrame, *, on: str) -> Frame:
        """The columns of a small table put beside the rows that have its key; each row is kept, in its order."""
        native: pl.LazyFrame = frame.to_native()
        joined: Frame = nw.from_native(native.join(table.lazy(), on=on, how="left", maintain_order="left"))
        return joined

    def scan(self, path: Path) -> Frame:
        """A Parquet file, not read before it is needed."""
        made: Frame = nw.from_native(pl.scan_parquet(path))
        return made

    def spelled(self, column: str) -> str:
        """As it is."""
        return column

    def collect(self, frame: Frame) -> pl.DataFrame:
        """Run it in memory."""
        native: pl.LazyFrame = frame.to_native()
        return native.collect(optimizations=_NAMED)

    def gathered(self, frame: Frame) -> pl.DataFrame:
        """Run it as a stream."""
        native: pl.LazyFrame = frame.to_native()
        return native.collect(engine="streaming", optimizations=_NAMED)

    def held(self, frame: Frame) -> Frame:
        """The frame as it is: working out the columns of one measure again costs less than keeping all."""
        return frame

    def distinct(self, frame: Frame, columns: Sequence[str]) -> dict[str, list[int]]:
        """The different whole numbers that stand in each column, in one pass."""
        native: pl.LazyFrame = frame.to_native()
        found = native.select(pl.col(column).unique().implode() for column in columns).collect(engine="streaming")
        return {column: sorted(each for each in found[column][0] if each is not None) for column in columns}

    def write(self, frames: Sequence[Frame], path: Path) -> None:
        """Run all, streaming, and write one Parquet file."""
        whole: pl.LazyFrame = pl.concat([frame.to_native() for frame in frames])
        # to keep what the frames have in common would be to keep the whole register
        apart = pl.QueryOptFlags(comm_subplan_elim=False)
        try:
            whole.sink_parquet(
                path, compression="zstd", compression_level=1, row_group_size=250_000, optimizations=apart
            )
        except PolarsError as error:
            raise UnableToWriteAnswers(error) from error

    def close(self) -> None:
        """Nothing is open."""
