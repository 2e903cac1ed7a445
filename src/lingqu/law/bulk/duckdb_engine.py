"""DuckDB: the same rules on a database that many offices have already; works within the memory it is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import polars as pl

from lingqu.law.bulk.engine import Frame, UnableToWriteAnswers


@contextmanager
def _interrupted_as_such() -> Iterator[None]:
    """Ctrl-C while a query runs reaches DuckDB first, which makes a RuntimeError of it."""
    try:
        yield
    except RuntimeError as error:
        if "interrupt" in str(error).casefold():
            raise KeyboardInterrupt from None
        raise


class DuckDbEngine:
    """Runs on DuckDB, on a connection of its own."""

    name = "duckdb"
    divides_by_floats = False

    def __init__(self) -> None:
        self._connection = duckdb.connect()
        self._tables = 0
        self._connection.execute("SET preserve_insertion_order = true")

    def table(self, frame: pl.DataFrame) -> Frame:
        """A small table of ours on the engine's side."""
        made: Frame = nw.from_native(self._connection.from_arrow(frame.to_arrow()))
        return made

    def looked_up(self, frame: Frame, table: pl.DataFrame, *, on: str) -> Frame:
        """The columns of a small table put beside the rows that have its key; rows have no order here."""
        return frame.join(self.table(table), on=on, how="left")

    def scan(self, path: Path) -> Frame:
        """A Parquet file, not read before it is needed."""
        made: Frame = nw.from_native(self._connection.read_parquet(str(path)))
        return made

    def spelled(self, column: str) -> str:
        """As it is."""
        return column

    def collect(self, frame: Frame) -> pl.DataFrame:
        """Run it and bring the rows here."""
        relation: Any = frame.to_native()
        with _interrupted_as_such():
            made: pl.DataFrame = relation.pl()
        return made

    def gathered(self, frame: Frame) -> pl.DataFrame:
        """Run it; DuckDB streams by itself."""
        return self.collect(frame)

    def held(self, frame: Frame) -> Frame:
        """The rows as a temporary table, on disk where memory does not hold them."""
        self._tables += 1
        name = f"held_{self._tables}"
        relation: Any = frame.to_native()
        relation.create_view(f"{name}_asked")
        with _interrupted_as_such():
            held = "CREATE TEMP TABLE NAME AS SELECT * FROM NAME_asked"
            self._connection.execute(held.replace("NAME", name))
        made: Frame = nw.from_native(self._connection.table(name))
        return made

    def distinct(self, frame: Frame, columns: Sequence[str]) -> dict[str, list[int]]:
        """The different whole numbers that stand in each column, in one pass."""
        relation: Any = frame.to_native()
        if not columns:
            return {}
        asked = ", ".join(f'list(DISTINCT "{column}")' for column in columns)
        with _interrupted_as_such():
            [row] = relation.aggregate(asked).fetchall()
        found = zip(columns, row, strict=True)
        return {column: sorted(each for each in values or () if each is not None) for column, values in found}

    def write(self, frames: Sequence[Frame], path: Path) -> None:
        """Run all, one after the other, and write one Parquet file."""
        first, *others = [frame.to_native() for frame in frames]
        whole: Any = first
        for each in others:
            whole = whole.union(each)
        try:
            with _interrupted_as_such():
                whole.write_parquet(str(path), compression="zstd")
        except duckdb.Error as error:
            raise UnableToWriteAnswers(error) from error

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
