"""A register read: one row a subject, each fact a typed column, what could not be read listed.

Its one law: no row is dropped. A faulty cell is unknown and listed; a row that cannot be told from another refuses all.
Money is fen, a ratio millionths; it does not know how a cell is spelled or where a file's rows stand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from lingqu.law.bulk.register_faults import RegisterFault, UnableToReadRegister
from lingqu.law.packs.pack import Pack

__all__ = ["Progress", "Register", "RegisterFault", "UnableToReadRegister", "read_register"]

Progress = Callable[[int, int], None]
"""Told how much is done of how much; the unit is the reader's own."""


@dataclass(frozen=True, slots=True)
class Register:
    """The subjects of one file in its order. See the glossary for what a column of each unit holds."""

    frame: pl.LazyFrame
    rows: int
    facts: frozenset[str]
    carried: tuple[str, ...]
    faults: tuple[RegisterFault, ...] = ()
    fault_count: int = 0
    path: Path | None = None
    rows_read: int = 0  # other than `rows` only in the long form, where a subject has several
    warnings: tuple[tuple[str, str], ...] = ()  # (Chinese, English)
    fault_frame: pl.LazyFrame | None = None  # every fault: row, id, column, given, expected, expected_english, example


def read_register(
    path: Path,
    pack: Pack,
    *,
    mapping: Path | None = None,
    sheet: str | None = None,
    strict: bool = False,
    progress: Progress | None = None,
    work_dir: Path | None = None,
) -> Register:
    """Read a register. Raises `UnableToReadRegister` with every reason found.

    Without `work_dir` what is read is held in memory; with it, large text files are kept there as Parquet.
    """
    raise NotImplementedError
