"""What a bulk computation asks of the engine that runs it: Polars, DuckDB or Spark.

Its one law: the rules know Narwhals alone; all that differs between engines beyond it stands behind this protocol.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import narwhals as nw
import polars as pl


class UnableToUseEngine(Exception):
    """An engine that is not installed, or that cannot do what was asked; the reason in two languages."""

    def __init__(self, name: str, reason: str, reason_english: str) -> None:
        super().__init__(f"{name}: {reason_english}")
        self.name = name
        self.reason = reason
        self.reason_english = reason_english


class Engine(Protocol):
    """One engine, open for one run."""

    name: str
    divides_by_floats: bool
    """Whether its whole-number division goes by way of floats, so that quotients must be made exact."""

    def table(self, frame: pl.DataFrame) -> nw.LazyFrame:
        """A small table of ours on the engine's side."""
        ...

    def scan(self, path: Path) -> nw.LazyFrame:
        """A Parquet file, not read before it is needed."""
        ...

    def collect(self, frame: nw.LazyFrame) -> pl.DataFrame:
        """Run it and bring the rows here; only for results that fit into memory."""
        ...

    def held(self, frame: nw.LazyFrame) -> nw.LazyFrame:
        """The frame to be used many times: an engine that would work it out anew each time keeps its rows."""
        ...

    def distinct(self, frame: nw.LazyFrame, columns: Sequence[str]) -> dict[str, list[int]]:
        """The different whole numbers that stand in each column, in one pass."""
        ...

    def write(self, frames: Sequence[nw.LazyFrame], path: Path) -> None:
        """Run all and write their rows, one after the other, as one Parquet file. Only a finished file is left."""
        ...

    def close(self) -> None:
        """Let go of what was opened."""
        ...
