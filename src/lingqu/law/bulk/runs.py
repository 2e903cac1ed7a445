"""A register made ready to be answered on an engine: in one part, or in two where some rows have no day.

Its one law: every row of the register is in exactly one part. What another engine than Polars reads is a Parquet file
in canonical form, written once if the register has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import narwhals as nw
import polars as pl

from lingqu.law.bulk.engine import Engine, Frame
from lingqu.law.bulk.program import BulkProgram, compile_bulk
from lingqu.law.bulk.register import Register
from lingqu.law.bulk.tables import kept_as_parquet
from lingqu.law.engine.program import CompiledMeasure, Program


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that are judged alike: by one compiled program."""

    bulk: BulkProgram
    frame: Frame


def parts_of(
    program: Program,
    register: Register,
    engine: Engine,
    *,
    work_dir: Path,
    as_of: date | None = None,
    measures: Sequence[CompiledMeasure] | None = None,
) -> list[Part]:
    """Compile the program for a register. Raises `UnableToCompile`.

    Without `as_of` the register's own column of days counts; rows without a day are answered as of an unknown day.
    """
    frame = _on_engine(register, engine, work_dir)
    day = program.pack.day_fact.code
    if as_of is not None or day not in register.facts:
        return [Part(_compiled(program, register, engine, measures, as_of), frame)]
    days = engine.gathered(frame.select(day).unique())[day].to_list()
    known = sorted(each for each in days if each is not None)
    parts = []
    if known:
        bulk = (
            _compiled(program, register, engine, measures, known[0])
            if len(known) == 1
            else compile_bulk(
                program, register.facts, days=known, measures=measures, divides_by_floats=engine.divides_by_floats
            )
        )
        parts.append(Part(bulk, frame.filter(~nw.col(day).is_null()) if None in days else frame))
    if None in days or not known:
        unknown = frame.filter(nw.col(day).is_null()) if known else frame
        parts.append(Part(_compiled(program, register, engine, measures, None), unknown))
    return parts


def _compiled(
    program: Program,
    register: Register,
    engine: Engine,
    measures: Sequence[CompiledMeasure] | None,
    day: date | None,
) -> BulkProgram:
    return compile_bulk(program, register.facts, day=day, measures=measures, divides_by_floats=engine.divides_by_floats)


def _on_engine(register: Register, engine: Engine, work_dir: Path) -> Frame:
    if engine.name == "polars":
        here: Frame = nw.from_native(register.frame)
        return here
    path = register.path
    if path is None:
        path = work_dir / "canonical.parquet"
        kept_as_parquet(register.frame, path)
    return engine.scan(path)


def rows_in(path: Path) -> int:
    """How many rows a written Parquet file holds."""
    found: int = pl.scan_parquet(path, glob=False).select(pl.len()).collect().item()
    return found
