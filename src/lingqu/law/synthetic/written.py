"""A made table that goes to a file in pieces: one sink for Parquet, CSV and Excel, by the ending of the name.

Its one law: the file is written beside and put in place by one rename, so that an end in the middle leaves the earlier
file; Parquet and Excel say inside that they are made. It does not know what stands in the table.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import polars as pl
import pyarrow as pa  # carries no types
import pyarrow.parquet as pq

from lingqu.law.synthetic.workbook import LARGEST_SHEET, WorkbookSink

ENDINGS = (".parquet", ".csv", ".xlsx")
_BOM = b"\xef\xbb\xbf"  # without it Excel takes UTF-8 for the local encoding
_LONG_NAME = 50


class UnableToWrite(Exception):
    """A file that cannot be of this kind; `words` says why, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = (zh, en)


class Sink(Protocol):
    """What takes the pieces of a table, all with the same columns, at most `at_once` rows of them."""

    at_once: int

    def put(self, piece: pl.DataFrame) -> None:
        """Take one piece."""

    def close(self) -> None:
        """Finish the file."""

    def abandon(self) -> None:
        """Let go of what is open; the file will be thrown away."""


class ParquetSink:
    """Parquet with one row group a piece and the notes in its metadata."""

    at_once = 1_000_000

    def __init__(self, file: BinaryIO, notes: Mapping[str, str]) -> None:
        self._file = file
        self._notes = notes
        self._writer: pq.ParquetWriter | None = None

    def put(self, piece: pl.DataFrame) -> None:
        """Take one piece."""
        table = piece.to_arrow(compat_level=pl.CompatLevel.oldest()).replace_schema_metadata(dict(self._notes))
        if self._writer is None:
            words = [field.name for field in table.schema if pa.types.is_large_string(field.type)]
            self._writer = pq.ParquetWriter(
                self._file,
                table.schema,
                compression="zstd",
                use_dictionary=[name for name in words if name not in ("id", "name")],
                store_decimal_as_integer=True,
            )
        self._writer.write_table(table, row_group_size=max(len(piece), 1))

    def close(self) -> None:
        """Finish the file."""
        if self._writer is not None:
            self._writer.close()

    def abandon(self) -> None:
        """Let go of the writer, which would otherwise finish when it is collected."""
        self.close()


class CsvSink:
    """CSV in UTF-8 with a mark that Excel asks for; the heading stands once."""

    at_once = 50_000

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._begun = False

    def put(self, piece: pl.DataFrame) -> None:
        """Take one piece."""
        if not self._begun:
            self._file.write(_BOM)
        # written by Python, whose errors say what is wrong with a disk
        self._file.write(piece.write_csv(include_header=not self._begun).encode())
        self._begun = True

    def close(self) -> None:
        """Finish the file."""

    def abandon(self) -> None:
        """Nothing is open."""


def put_all(sink: Sink, piece: pl.DataFrame, told: Callable[[int], None] | None = None) -> None:
    """Put a piece in parts that the sink takes; `told` hears how many rows each part had."""
    for part in piece.iter_slices(sink.at_once) if len(piece) else (piece,):
        sink.put(part)
        if told is not None:
            told(len(part))


def check_file(path: Path, rows: int) -> None:
    """Refuse a file that cannot hold this. Raises `UnableToWrite`."""
    if path.suffix.lower() not in ENDINGS:
        known = "、".join(ENDINGS)
        raise UnableToWrite(
            f"{path}：给出 {path.suffix or '没有后缀'}；应为 {known}；例如 register.parquet",
            f"{path}: given {path.suffix or 'no ending'}; expected {' | '.join(ENDINGS)}; e.g. register.parquet",
        )
    if path.suffix.lower() == ".xlsx" and rows > LARGEST_SHEET:
        raise UnableToWrite(
            f"{path}：给出 {rows} 行；Excel 至多 {LARGEST_SHEET} 行，更多请用 .parquet",
            f"{path}: given {rows} rows; Excel takes at most {LARGEST_SHEET}, for more take .parquet",
        )


@contextmanager
def sink_at(path: Path, notes: Mapping[str, str]) -> Iterator[Sink]:
    """Give the sink for a file; when the block ends well the file takes its place. Raises OSError with its name."""
    target = path.resolve()
    beside = target.with_name(f".{target.name[:_LONG_NAME]}.{os.getpid()}.new")
    try:
        with open(beside, "wb") as file:
            sink = _sink(path, file, notes)
            try:
                yield sink
                sink.close()
            except BaseException:
                with contextlib.suppress(Exception):
                    sink.abandon()
                raise
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            beside.chmod(target.stat().st_mode & 0o7777)
        os.replace(beside, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        if isinstance(error, OSError) and error.errno is not None:
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise


def _sink(path: Path, file: BinaryIO, notes: Mapping[str, str]) -> Sink:
    if path.suffix.lower() == ".xlsx":
        return WorkbookSink(file, notes)
    return CsvSink(file) if path.suffix.lower() == ".csv" else ParquetSink(file, notes)
