"""DuckDB: the same rules on a database that many offices have already; works within the memory it is given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import polars as pl


class DuckDbEngine:
    """Runs on DuckDB, on a connection of its own."""

    name = "duckdb"
    divides_by_floats = False

    def __init__(self) -> None:
        self._connection = duckdb.connect()
        self._connection.execute("SET preserve_insertion_order = true")

    def table(self, frame: pl.DataFrame) -> nw.LazyFrame:
        """A small table of ours on the engine's side."""
        return nw.from_native(self._connection.from_arrow(frame.to_arrow()))

    def scan(self, path: Path) -> nw.LazyFrame:
        """A Parquet file, not read before it is needed."""
        return nw.from_native(self._connection.read_parquet(str(path)))

    def collect(self, frame: nw.LazyFrame) -> pl.DataFrame:
        """Run it and bring the rows here."""
        relation: Any = frame.to_native()
        made: pl.DataFrame = relation.pl()
        return made

    def write(self, frames: Sequence[nw.LazyFrame], path: Path) -> None:
        """Run all, one after the other, and write one Parquet file."""
        first, *others = [frame.to_native() for frame in frames]
        whole: Any = first
        for each in others:
            whole = whole.union(each)
        whole.write_parquet(str(path), compression="zstd")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
