"""A Parquet file as a table that stays on disk.

Its one law: nothing but its foot is read here. The first row has the number 1.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from lingqu.law.bulk.carried_names import is_pattern
from lingqu.law.bulk.layout import MOST_COLUMNS, column_count_refused
from lingqu.law.bulk.register_faults import UnableToReadRegister, refusal
from lingqu.law.bulk.tables import LARGEST_IN_MEMORY, ROW, Table


def parquet_table(path: Path) -> Table:
    """Open a Parquet file. Raises `UnableToReadRegister`."""
    frame = pl.scan_parquet(path, glob=False, hive_partitioning=False)
    try:
        schema = frame.collect_schema()
    except (PolarsError, OSError) as error:
        raise unreadable_parquet(path, error) from None
    if len(schema) > MOST_COLUMNS:
        raise column_count_refused(len(schema))
    # what Polars would take for a pattern of names, or for the number of the row, is called otherwise here
    called = {name: f"\x1f{place}" for place, name in enumerate(schema) if name == ROW or is_pattern(name)}
    if called:
        frame = frame.rename(called)
        schema = frame.collect_schema()
    headings = {spelled: name for name, spelled in called.items()}
    numbered = frame.with_row_index(ROW, offset=1)
    on_disk = path.stat().st_size > LARGEST_IN_MEMORY
    return Table(
        numbered, tuple((name, headings.get(name, name)) for name in schema), schema, on_disk=on_disk, is_typed=True
    )


def unreadable_parquet(path: Path, error: Exception) -> UnableToReadRegister:
    """The refusal of a Parquet file that breaks off or is damaged."""
    reason = str(error).split("\n")[0][:120]
    return refusal(f"{path.name}: {reason}", "完整的 Parquet 文件", "a whole Parquet file", "register.parquet")
