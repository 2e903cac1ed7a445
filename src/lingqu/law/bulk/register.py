"""A register read: one row a subject, each fact a typed column, what could not be read listed.

Its one law: no row is dropped in silence. A faulty cell is unknown and listed; a row that is no subject is told and
counted; a row that cannot be told from another refuses all.
Money is fen, a ratio millionths; it does not know how a cell is spelled or where a file's rows stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from lingqu.law.bulk.cells import Cells, plain_cells, plain_pattern
from lingqu.law.bulk.constants import ONCE, with_constants
from lingqu.law.bulk.formats import opened_table
from lingqu.law.bulk.headings import CARRIED_NAMES
from lingqu.law.bulk.identifiers import id_cells, missing_ids, repeated_ids
from lingqu.law.bulk.inspection import (
    CheckedColumn,
    Inspection,
    ReadColumn,
    condemned,
    fault_frame,
    first_faults,
    inspected,
    plain_columns,
    wrong_type,
)
from lingqu.law.bulk.layout import CarriedColumn, FactColumn, laid_out
from lingqu.law.bulk.long_form import YEAR_EXPECTED, spread, widened, year_cells
from lingqu.law.bulk.mapping import Mapping, read_mapping
from lingqu.law.bulk.parquet_tables import unreadable_parquet
from lingqu.law.bulk.register_faults import RegisterFault, UnableToReadRegister, refusal
from lingqu.law.bulk.rows_apart import first_text, without_rows_apart
from lingqu.law.bulk.tables import Progress, Table, kept_as_parquet
from lingqu.law.bulk.typed_cells import WrongType, cells_of, is_text
from lingqu.law.lang.tree import Unit
from lingqu.law.packs.pack import Pack

__all__ = ["Progress", "Register", "RegisterFault", "UnableToReadRegister", "read_register"]


_AT_ONCE = 4  # columns of a file on disk that are looked through in one pass


@dataclass(frozen=True, slots=True)
class Register:
    """The subjects of one file in its order, one column for each fact: see the glossary for what it holds."""

    frame: pl.LazyFrame
    rows: int
    facts: frozenset[str]
    carried: tuple[str, ...]
    faults: tuple[RegisterFault, ...] = ()
    fault_count: int = 0
    path: Path | None = None
    rows_read: int = 0  # `rows` and `rows_apart`; in the long form, where a subject has several, more than that
    rows_apart: int = 0  # totals and what stands below a list: no subjects
    warnings: tuple[tuple[str, str], ...] = ()  # (Chinese, English)
    fault_frame: pl.LazyFrame | None = None  # every fault, as `fault_report` writes it


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
    """Read a register. Raises `UnableToReadRegister` with every reason found, and `OSError`.

    Without `work_dir` what is read is held in memory; with it, large text files are kept there as Parquet.
    """
    said = read_mapping(mapping, pack) if mapping is not None else Mapping()
    table = opened_table(path, said, sheet=sheet, work_dir=work_dir, progress=progress)
    try:
        return _Reading(table, pack, said, work_dir).register(strict=strict)
    except PolarsError as error:
        if table.is_typed:  # a Parquet file with a good foot and damaged pages
            raise unreadable_parquet(path, error) from None
        raise


class _Reading:
    def __init__(self, table: Table, pack: Pack, mapping: Mapping, work_dir: Path | None) -> None:
        self._mapping = mapping
        self._work_dir = work_dir
        self._layout = laid_out(table.sources, pack, mapping)
        self._apart = without_rows_apart(table, self._layout)
        self._table, facts = spread(self._apart.table, self._layout, pack, mapping)
        self._refuse_constants(facts)
        self._ids, self._columns = self._cells(facts)

    def _refuse_constants(self, facts: Sequence[FactColumn]) -> None:
        """Refuse what stands both in a column and in the mapping for all rows. Raises `UnableToReadRegister`."""
        faults = [
            RegisterFault(None, "", constant.said.column, f"{fact.heading}, [constants] {constant.written}", *ONCE)
            for constant in self._mapping.constants
            for fact in facts
            if constant.is_given_by(fact.said)
        ]
        if faults:
            raise UnableToReadRegister(faults)

    def _cells(self, facts: Sequence[FactColumn]) -> tuple[Cells, list[ReadColumn]]:
        schema = self._table.schema
        faults, columns = [], []
        plain = self._plain(facts)
        for each in facts:
            try:
                if each.source in plain:
                    cells = plain_cells(pl.col(each.source), each.reading)
                else:
                    cells = cells_of(each.source, schema[each.source], each.reading)
                columns.append(ReadColumn(each, cells))
            except WrongType as error:
                faults.append(wrong_type(each.heading, error.dtype, each))
        ids = Cells(pl.lit(None), pl.lit(None))
        try:
            ids = id_cells(self._layout.id, schema[self._layout.id])
        except WrongType as error:
            faults.append(
                RegisterFault(None, "", self._heading(self._layout.id), str(error.dtype), "文本", "text", "A1")
            )
        if faults:
            raise UnableToReadRegister(faults)
        return ids, columns

    def _plain(self, facts: Sequence[FactColumn]) -> frozenset[str]:
        patterns = {
            each.source: pattern
            for each in facts
            if self._table.schema[each.source] == pl.String and (pattern := plain_pattern(each.reading))
        }
        return plain_columns(self._table.frame, patterns)

    def _heading(self, source: str) -> str:
        return dict(self._table.sources)[source]

    @property
    def _is_long(self) -> bool:
        return bool(self._layout.year)

    def register(self, *, strict: bool) -> Register:
        """The whole register. Raises `UnableToReadRegister`."""
        frame = self._table.frame
        years = year_cells(self._layout, self._columns, self._mapping.default_year) if self._is_long else None
        checked = [each.checked for each in self._columns]
        if years:
            checked.append(CheckedColumn(self._heading(self._layout.year), YEAR_EXPECTED, years))
        found = inspected(frame, self._ids, checked, at_once=_AT_ONCE if self._table.on_disk else len(checked) or 1)
        self._refuse(found, checked)
        told = fault_frame(frame, self._ids, checked, found)
        faults = first_faults(told)
        if strict and faults:
            raise UnableToReadRegister(faults, found.faulty - len(faults))
        if years:
            wide = widened(frame, self._ids, years, self._columns, self._layout.carried)
            made, facts = wide.frame, wide.facts
        else:
            made, facts = self._wide(frame), tuple(each.fact.column for each in self._columns)
        made = with_constants(made, self._mapping.constants)
        made, path = self._settled(made)
        return Register(
            frame=made,
            rows=int(made.select(pl.len()).collect().item()) if years else found.rows,
            facts=frozenset((*facts, *(each.said.column for each in self._mapping.constants))),
            carried=tuple(each.column for each in self._layout.carried),
            faults=faults,
            fault_count=found.faulty,
            path=path,
            rows_read=found.rows + self._apart.count,
            rows_apart=self._apart.count,
            warnings=(*self._table.warnings, *self._apart.told, *self._mapping.warnings, *self._layout.warnings),
            fault_frame=told,
        )

    def _refuse(self, found: Inspection, checked: Sequence[CheckedColumn]) -> None:
        """Refuse what cannot be used at all, every reason at once."""
        if not found.rows:
            raise refusal("0", "标题行和至少一行数据", "a row of headings and at least one row", "id, name")
        frame, heading = self._table.frame, self._heading(self._layout.id)
        faults = condemned(frame, checked, found)
        more = 0
        if found.without_id:
            missing = missing_ids(frame, self._ids, heading, beside=first_text(self._table))
            faults += missing
            more += found.without_id - len(missing)
        if not self._is_long:
            repeated, count = repeated_ids(frame, self._ids, heading)
            faults += repeated
            more += count - len(repeated)
        if faults:
            raise UnableToReadRegister(faults, more)

    def _wide(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.select(
            self._ids.value.alias("id"),
            *(each.cells.value.alias(each.fact.column) for each in self._columns),
            *(_carried(each, self._table.schema[each.source]) for each in self._layout.carried),
        )

    def _settled(self, frame: pl.LazyFrame) -> tuple[pl.LazyFrame, Path | None]:
        """Keep the frame where reading it again costs nothing: in memory, or as Parquet in the folder given for it."""
        if not self._table.on_disk:
            return frame.collect(engine="streaming").lazy(), None
        if self._work_dir is None or (self._table.is_typed and not self._reads_numbers_from_text()):
            return frame, None
        path = self._work_dir / "lingqu register.parquet"
        kept_as_parquet(frame, path)
        return pl.scan_parquet(path, glob=False), path

    def _reads_numbers_from_text(self) -> bool:
        words = (Unit.YES_NO, Unit.CHOICE)
        texts = (each for each in self._columns if is_text(self._table.schema[each.fact.source]))
        return any(each.fact.said.fact.unit not in words for each in texts)


def _carried(column: CarriedColumn, dtype: pl.DataType) -> pl.Expr:
    given = pl.col(column.source)
    if column.column in CARRIED_NAMES and not is_text(dtype):
        is_whole = dtype.is_float() and column.column != "id"
        given = (given.cast(pl.Int64, strict=False) if is_whole else given).cast(pl.String, strict=False)
    elif is_text(dtype):
        given = given.cast(pl.String)
    return given.alias(column.column)
