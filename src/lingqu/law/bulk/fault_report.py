"""The report of a register's faults as a file: CSV that Excel opens, one line for each fault.

Its one law: the file holds all of them or does not stand there at all; an earlier one is replaced whole.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

import polars as pl

from lingqu.law.bulk.inspection import PLACE
from lingqu.law.bulk.register_faults import RegisterFault

COLUMNS = {
    "row": pl.Int64(),
    "id": pl.String(),
    "column": pl.String(),
    "given": pl.String(),
    "expected": pl.String(),
    "expected_english": pl.String(),
    "example": pl.String(),
}
_HEADINGS = {
    "zh": {"row": "行", "id": "编号", "column": "列", "given": "给出", "expected": "应为", "example": "例如"},
    "en": {
        "row": "row",
        "id": "id",
        "column": "column",
        "given": "given",
        "expected_english": "expected",
        "example": "example",
    },
}
_MOST_SORTED = 1_000_000  # more than these stay in the order of their columns


def faults_as_frame(faults: Sequence[RegisterFault]) -> pl.LazyFrame:
    """Faults as rows of a report; those of the file as a whole come first."""
    return pl.LazyFrame([astuple(each) for each in faults], schema=COLUMNS, orient="row").with_row_index(PLACE)


def write_fault_report(faults: pl.LazyFrame, path: Path, *, lang: str, count: int = 0) -> None:
    """Write the report; raises `OSError`. `count`: how many faults there are, if that is known."""
    if count <= _MOST_SORTED:
        faults = faults.sort("row", PLACE)
    headings = _HEADINGS[lang]
    told = faults.select(pl.col(name).alias(heading) for name, heading in headings.items())
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with open(beside, "wb") as file:
            told.sink_csv(file, include_bom=True)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
