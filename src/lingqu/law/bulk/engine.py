"""What a bulk computation asks of the engine that runs it: Polars, DuckDB or Spark.

Its one law: the rules know Narwhals alone; all that differs between engines beyond it stands behind this protocol.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from errno import EIO, ENOSPC
from pathlib import Path
from typing import Any, Protocol

import narwhals as nw
import polars as pl

Frame = nw.LazyFrame[Any]
"""Rows of any engine, still to be worked out."""


class UnableToUseEngine(Exception):
    """An engine that is not installed, or that cannot do what was asked; the reason in two languages."""

    def __init__(self, name: str, reason: str, reason_english: str) -> None:
        super().__init__(f"{name}: {reason_english}")
        self.name = name
        self.reason = reason
        self.reason_english = reason_english


class UnableToWriteAnswers(OSError):
    """The answers could not be written: what the engine says of the reason, such as a full disk."""

    def __init__(self, error: Exception) -> None:
        text = str(error)
        super().__init__(text)
        full = "No space left" in text or "os error 28" in text or "errno 28" in text.casefold()
        self.errno = ENOSPC if full else EIO
        self.strerror = os.strerror(self.errno) if full else text.split("\n")[0][:300]


class Engine(Protocol):
    """One engine, open for one run."""

    name: str
    divides_by_floats: bool
    """Whether its whole-number division goes by way of floats, so that quotients must be made exact."""

    def table(self, frame: pl.DataFrame) -> Frame:
        """A small table of ours on the engine's side."""
        ...

    def looked_up(self, frame: Frame, table: pl.DataFrame, *, on: str) -> Frame:
        """The columns of a small table put beside the rows that have its key; each row is kept, in its order."""
        ...

    def scan(self, path: Path) -> Frame:
        """A Parquet file, not read before it is needed."""
        ...

    def spelled(self, column: str) -> str:
        """How a scanned column is called on this engine; what is written has its own name again."""
        ...

    def collect(self, frame: Frame) -> pl.DataFrame:
        """Run it and bring the rows here; only for results that fit into memory."""
        ...

    def gathered(self, frame: Frame) -> pl.DataFrame:
        """Run what is long and comes to little, such as sums, in memory that does not grow with the rows."""
        ...

    def held(self, frame: Frame) -> Frame:
        """The frame to be used many times: an engine that would work it out anew each time keeps its rows."""
        ...

    def distinct(self, frame: Frame, columns: Sequence[str]) -> dict[str, list[int]]:
        """The different whole numbers that stand in each column, in one pass."""
        ...

    def write(self, frames: Sequence[Frame], path: Path) -> None:
        """Run all and write their rows as one Parquet file. Raises `UnableToWriteAnswers`."""
        ...

    def close(self) -> None:
        """Let go of what was opened."""
        ...
