"""Made registers in canonical form, one row a subject, written as Parquet: what the bulk benchmark reads.

Its one law: the same count and seed give the same file; columns are drawn whole, a block of rows at a time.
They are invented; nobody is meant by them. The kinds, statuses and lines are those of `subjects.py`.
`./run bench registers --count 100000 --out FILE` writes one.
"""

from __future__ import annotations

import argparse
import datetime
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import polars
from subjects import KINDS, LINES_YUAN, STATUSES

Array = numpy.ndarray[Any, Any]

BLOCK = 250_000
YEARS = (2024, 2025, 2026)
YEARLY = "main_business_revenue_yuan"
"""The one fact given by year, `main_business_revenue_yuan_2024` and on; all others stand in one column each."""
DISTRICTS = ("450302", "450303", "450304", "450305", "450311", "450312", "450321", "450323")
KIND_NAMES = tuple(KINDS)
FACTS = sorted({name for names in KINDS.values() for name in names.split()} | set(STATUSES))
BIGGEST_FEN = 99_999_999_999_999


@dataclass(frozen=True, slots=True)
class Block:
    """Rows being drawn: what kind each is of, and how full its record is."""

    chance: numpy.random.Generator
    rows: int
    kind: Array
    of_own_kind: Array
    filled: Array

    def drawn(self, share: Any) -> Array:
        """Draw yes with a probability for all rows, or one for each."""
        return self.chance.random(self.rows, dtype=numpy.float32) < share


def write_register(*, count: int, seed: int, path: Path) -> None:
    """Write a register of `count` subjects: mostly of one kind, some with facts of every kind, a few nearly empty."""
    with tempfile.TemporaryDirectory(prefix="register-", dir=path.parent) as folder:
        for number, first in enumerate(range(0, count, BLOCK)):
            frame = drawn_rows(first=first, rows=min(BLOCK, count - first), seed=(seed, number))
            frame.write_parquet(Path(folder) / f"{number:05d}.parquet", compression="lz4")
        whole = Path(folder) / "whole"
        polars.scan_parquet(f"{folder}/*.parquet").sink_parquet(whole, compression="zstd", row_group_size=BLOCK // 2)
        whole.replace(path)


def drawn_rows(*, first: int, rows: int, seed: tuple[int, int]) -> polars.DataFrame:
    """Draw one block of rows, numbered from `first`."""
    chance = numpy.random.default_rng(seed)
    draw = chance.random(rows)
    filled = numpy.where(draw < 0.96, chance.uniform(0.1, 1.0, rows), 0.03)
    block = Block(chance, rows, chance.integers(0, len(KINDS), rows), draw < 0.72, filled)
    columns: dict[str, polars.Series] = {
        "id": polars.select(
            polars.format("S{}", polars.int_range(first, first + rows).cast(polars.String).str.zfill(8))
        ).to_series(),
        "district": _chosen(block, DISTRICTS, given=numpy.ones(rows, dtype=bool)),
        "located_in_guilin": _yes_or_no(block.drawn(0.95), given=block.drawn(0.93)),
    }
    for name in FACTS:
        given, likely = _given(block, name), _likely(block, name)
        if name == "platform_level":
            columns[name] = _chosen(block, ("municipal", "regional", "regional", "national"), given=given)
        elif name == "recognition_date":
            start = datetime.date(2022, 1, 1).toordinal() - datetime.date(1970, 1, 1).toordinal()
            days = start + chance.integers(0, 2370, rows, dtype=numpy.int32)
            columns[name] = _masked(days, given).cast(polars.Date)
        elif name == "patents_converted_count":
            columns[name] = _masked(chance.integers(0, 41, rows), given)
        elif name == YEARLY:
            for year in YEARS:
                columns[f"{name}_{year}"] = _masked(_money(block, name), given & block.drawn(0.9))
        elif name.endswith("_yuan"):
            columns[name] = _masked(_money(block, name), given)
        else:
            columns[name] = _yes_or_no(block.drawn(likely), given=given)
    return _without_the_corner(polars.DataFrame(columns))


def _without_the_corner(frame: polars.DataFrame) -> polars.DataFrame:
    """Give a revenue where R&D is nothing: the one corner where sets by atom and by value differ (decision 0004)."""
    spent, revenue = polars.col("rd_expenditure_yuan"), polars.col("revenue_yuan")
    return frame.with_columns(
        polars.when(revenue.is_null() & (spent <= 0)).then(0).otherwise(revenue).alias("revenue_yuan")
    )


def _given(block: Block, name: str) -> Array:
    own = numpy.zeros(len(KINDS), dtype=numpy.float32)
    for place, kind in enumerate(KIND_NAMES):
        names = KINDS[kind].split()
        if name in names:
            own[place] = 0.97 if names[0] == name else 0.85
        elif name in STATUSES:
            own[place] = 0.25
    return block.drawn(numpy.where(block.of_own_kind, own[block.kind], block.filled))


def _likely(block: Block, name: str) -> Array:
    own = numpy.full(len(KINDS), 0.05, dtype=numpy.float32)
    for place, kind in enumerate(KIND_NAMES):
        names = KINDS[kind].split()
        if name in names:
            own[place] = 0.95 if names[0] == name else 0.85
    likely = numpy.where(block.of_own_kind, own[block.kind], 0.8)
    return 1 - likely if name == "previously_received_f14" else likely


def _money(block: Block, name: str) -> Array:
    """A third on a line or one fen beside it, a few extremes, the rest around a line, mostly whole yuan."""
    chance, rows = block.chance, block.rows
    line = numpy.array(LINES_YUAN.get(name, [30_000_000]), dtype=numpy.int64)
    line = line[chance.integers(0, len(line), rows)] * 100
    around = (line * chance.lognormal(0.2, 0.8, rows)).astype(numpy.int64)
    around = numpy.where(block.drawn(0.6), around - around % 100, around)
    extremes = numpy.array([0, 0, 1, BIGGEST_FEN, -100 if name == "revenue_yuan" else 0], dtype=numpy.int64)
    draw = chance.random(rows)
    fen = numpy.where(draw < 0.35, line + chance.integers(-1, 2, rows), around)
    return numpy.where(draw > 0.95, extremes[chance.integers(0, len(extremes), rows)], fen)


def _yes_or_no(values: Array, *, given: Array) -> polars.Series:
    return _masked(values, given)


def _chosen(block: Block, choices: tuple[str, ...], *, given: Array) -> polars.Series:
    places = polars.Series(block.chance.integers(0, len(choices), block.rows))
    return _where(polars.Series(choices).gather(places), given)


def _masked(values: Array, given: Array) -> polars.Series:
    return _where(polars.Series(values), given)


def _where(values: polars.Series, given: Array) -> polars.Series:
    return values.to_frame("x").select(polars.when(polars.Series(given)).then(polars.col("x"))).to_series()


def main() -> None:
    """Write a made register."""
    parser = argparse.ArgumentParser(prog="bench registers", description=main.__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--out", type=Path, required=True)
    choices = parser.parse_args()
    write_register(count=choices.count, seed=choices.seed, path=choices.out)


if __name__ == "__main__":
    main()
