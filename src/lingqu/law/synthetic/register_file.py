"""A made register of any length written to a file, piece by piece in bounded memory.

Its one law: rows, seed and wish decide every byte of it; each piece has a seed of its own, so none hangs on another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import polars as pl

from lingqu.law.synthetic.draws import Generator
from lingqu.law.synthetic.register import VERSION, Wish, make_piece
from lingqu.law.synthetic.spelling import Spelling, spelled
from lingqu.law.synthetic.written import check_file, put_all, sink_at

ROWS_OF_A_PIECE = 250_000
Progress = Callable[[int], None]


def write_register(
    path: Path,
    *,
    rows: int,
    seed: np.random.SeedSequence,
    wish: Wish | None = None,
    spelling: Spelling | None = None,
    progress: Progress | None = None,
) -> None:
    """Write a register to a Parquet, CSV or Excel file; `progress` is told of each part how many rows it had.

    Raises `UnableToWrite` for a file of no such kind, `UnableToMake`, and OSError.
    """
    wish = wish or Wish()
    check_file(path, rows)
    with sink_at(path, notes_of("register", rows, seed, wish)) as sink:
        for piece in pieces(rows=rows, seed=seed, wish=wish):
            put_all(sink, spelled(piece, spelling), progress)


def pieces(*, rows: int, seed: np.random.SeedSequence, wish: Wish | None = None) -> Iterator[pl.DataFrame]:
    """The pieces of a register in order, at least one, so that a register without rows has its columns."""
    for number, first in enumerate(range(0, max(rows, 1), ROWS_OF_A_PIECE)):
        generator = generator_of(seed, number)
        yield make_piece(wish or Wish(), rows=min(ROWS_OF_A_PIECE, rows - first), first=first, generator=generator)


def generator_of(seed: np.random.SeedSequence, number: int) -> Generator:
    """The generator of one piece. The bit generator is named, since numpy may change its default."""
    child = np.random.SeedSequence(seed.entropy, spawn_key=(*seed.spawn_key, number))
    return np.random.Generator(np.random.PCG64(child))


def notes_of(what: str, rows: int, seed: np.random.SeedSequence, wish: Wish | None = None) -> dict[str, str]:
    """What the file says of itself."""
    notes = {"synthetic": "true", "what": what, "version": str(VERSION), "seed": str(seed.entropy), "rows": str(rows)}
    if wish is not None:
        notes["years"] = f"{wish.years[0]}-{wish.years[-1]}"
        notes["unknown"] = str(wish.unknown)
        notes["findings_unknown"] = str(wish.findings_unknown)
    return notes
