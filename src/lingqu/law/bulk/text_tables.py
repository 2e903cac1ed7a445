"""A CSV file as a table of text: UTF-8 or GB18030, separated by comma, semicolon or tab.

Its one law: every row has as many cells as there are headings, or the file is refused with the rows that have not. The
row of the headings has the number 1 unless the mapping says otherwise; blank rows are numbered, passed over and told.
"""

from __future__ import annotations

import csv
import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as arrow_parquet

from lingqu.law.bulk.encodings import Encoding, encoding_of
from lingqu.law.bulk.layout import MOST_COLUMNS, Said, column_count_refused
from lingqu.law.bulk.register_faults import MOST_FAULTS, RegisterFault, UnableToReadRegister, refusal
from lingqu.law.bulk.tables import LARGEST_IN_MEMORY, ROW, Progress, Table
from lingqu.law.bulk.workbooks import blank_rows_told

_BLOCK = 4 * 1024 * 1024
_LONGEST_CELL = 1024 * 1024
_LONGEST_FIELD = 2**31 - 1  # what csv can be told to take; by itself it gives up at 128 KiB
_SEPARATORS = (",", "\t", ";", "，")


@dataclass(frozen=True, slots=True)
class _Form:
    path: Path
    encoding: Encoding
    separator: str
    headings: tuple[str, ...]
    header_row: int

    @property
    def columns(self) -> list[str]:
        return [f"c{place}" for place in range(len(self.headings))]


def text_table(path: Path, *, header_row: int | None, work_dir: Path | None, progress: Progress | None) -> Table:
    """Read a CSV file. Raises `UnableToReadRegister`."""
    form = _form(path, encoding_of(path), header_row or 1)
    if form.encoding.quotes % 2:
        _refuse_open_quote(form)
    on_disk = work_dir is not None and path.stat().st_size > LARGEST_IN_MEMORY
    ragged: list[Any] = []
    batches = _batches(form, ragged, progress)
    if work_dir is not None and on_disk:
        frame = _kept(batches, form, work_dir / "lingqu cells.parquet")
    else:
        cells = pa.Table.from_batches(batches, schema=_schema(form))
        frame = pl.DataFrame(pl.from_arrow(cells)).lazy()
    if ragged:
        _refuse_ragged(form)
    numbered, told = _numbered(frame, form)
    schema = pl.Schema(dict.fromkeys(form.columns, pl.String()))
    kept = _kept_columns(numbered, form)
    return Table(numbered, kept, schema, on_disk=on_disk, is_typed=False, warnings=told)


def _form(path: Path, encoding: Encoding, header_row: int) -> _Form:
    with open(path, encoding=_codec(encoding), newline="") as file:
        lines = (file.readline(_LONGEST_CELL) for _ in range(header_row + 1000))
        first = ""
        for number, line in enumerate(lines, 1):
            if number >= header_row and line.strip():
                first, header_row = line, number
                break
            if not line:
                break
    if not first:
        raise _no_rows(path)
    separator = max(_SEPARATORS, key=lambda each: _outside_quotes(first).count(each))
    if separator == "，":
        raise refusal(
            first.strip()[:60], "半角逗号、分号或制表符分隔", "comma, semicolon or tab between cells", "id,name"
        )
    with open(path, encoding=_codec(encoding), newline="") as file:
        for _ in range(header_row - 1):
            file.readline()
        csv.field_size_limit(_LONGEST_FIELD)
        rows = csv.reader(file, delimiter=separator)
        headings = next(rows)
        if len(headings) > MOST_COLUMNS:
            raise column_count_refused(len(headings))
        if next(rows, None) is None:
            raise _no_rows(path)
    return _Form(path, encoding, separator, tuple(" ".join(each.split()) for each in headings), header_row)


def _no_rows(path: Path) -> UnableToReadRegister:
    return refusal(f"{path.name}: 0", "标题行和至少一行数据", "a row of headings and at least one row", "id,name")


def _codec(encoding: Encoding) -> str:
    return "utf-8-sig" if encoding.codec == "utf-8" else encoding.codec


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _schema(form: _Form) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in form.columns])


def _batches(form: _Form, ragged: list[Any], progress: Progress | None) -> Iterator[pa.RecordBatch]:
    def noted(row: Any) -> str:
        ragged.append(row)
        return "skip"

    size = form.path.stat().st_size
    done = 0
    try:
        reader = arrow_csv.open_csv(
            form.path,
            read_options=arrow_csv.ReadOptions(
                column_names=form.columns,
                skip_rows_after_names=form.header_row,
                encoding=form.encoding.codec.replace("utf-8", "utf8"),
                block_size=_BLOCK,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=form.separator,
                newlines_in_values=form.encoding.quotes > 0,
                ignore_empty_lines=False,
                invalid_row_handler=noted,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=_schema(form), strings_can_be_null=False, check_utf8=False
            ),
        )
        for batch in reader:
            yield batch
            done += batch.nbytes
            if progress is not None:
                progress(min(done, size), size)
    except pa.ArrowInvalid as error:
        given = f"{form.path.name}: {str(error)[:120]}"
        expected = "每行列数相同的 CSV"
        raise refusal(given, expected, "CSV with the same columns in each row", "id,name") from None


def _kept(batches: Iterator[pa.RecordBatch], form: _Form, path: Path) -> pl.LazyFrame:
    try:
        with arrow_parquet.ParquetWriter(path, _schema(form), compression="lz4") as writer:
            for batch in batches:
                writer.write_batch(batch)
    except OSError as error:  # a full disk; Arrow does not say which file
        raise OSError(error.errno, os.strerror(error.errno or errno.EIO), str(path)) from None
    return pl.scan_parquet(path, glob=False)


def _numbered(frame: pl.LazyFrame, form: _Form) -> tuple[pl.LazyFrame, tuple[Said, ...]]:
    """Number the rows, empty cells made null, and pass over those in which nothing stands."""
    cells = [pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in form.columns]
    numbered = frame.with_row_index(ROW, offset=form.header_row + 1).with_columns(cells)
    anything = pl.any_horizontal(pl.col(name).is_not_null() for name in form.columns)
    blank = int(numbered.select((~anything).sum()).collect(engine="streaming").item())
    if not blank:
        return numbered, ()
    return numbered.filter(anything), (blank_rows_told(blank),)


def _kept_columns(frame: pl.LazyFrame, form: _Form) -> tuple[tuple[str, str], ...]:
    """The columns with their headings; one without heading and without cells is none."""
    nameless = [name for name, heading in zip(form.columns, form.headings, strict=True) if not heading]
    filled: set[str] = set()
    if nameless:
        counted = frame.select(pl.col(nameless).count()).collect(engine="streaming").row(0)
        filled = {name for name, count in zip(nameless, counted, strict=True) if count}
    return tuple(
        (name, heading or f"列{place}")
        for place, (name, heading) in enumerate(zip(form.columns, form.headings, strict=True), 1)
        if heading or name in filled
    )


def _records(form: _Form, *, strict: bool = False) -> Iterator[tuple[int, list[str]]]:
    """The rows one by one, with their numbers: slow, and only to find what is wrong."""
    csv.field_size_limit(_LONGEST_FIELD)
    with open(form.path, encoding=_codec(form.encoding), newline="") as file:
        yield from enumerate(csv.reader(file, delimiter=form.separator, strict=strict), 1)


def _refuse_ragged(form: _Form) -> None:
    width = len(form.headings)
    faults: list[RegisterFault] = []
    more = 0
    for number, row in _records(form):
        if number > form.header_row and len(row) not in (0, width):
            if len(faults) == MOST_FAULTS:
                more += 1
                continue
            faults.append(
                RegisterFault(
                    number, row[0][:80], "", f"{len(row)} 列", f"与标题行相同的 {width} 列",
                    f"{width} columns as in the row of headings", ",".join(form.headings)[:60],
                )
            )  # fmt: skip
    raise UnableToReadRegister(faults, more)


def _refuse_open_quote(form: _Form) -> None:
    last = 0
    try:
        for number, _ in _records(form, strict=True):
            last = number
    except csv.Error as error:
        if "end of data" in str(error):
            fault = RegisterFault(last + 1, "", "", '"', "成对的引号", "quotes that are closed", '"甲公司"')
            raise UnableToReadRegister([fault]) from None
