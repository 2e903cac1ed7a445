"""All columns of a register looked through at once: how many cells stand in each, how many of them are faults.

Its one law: what it finds is counted here, in memory that does not grow with the rows, and listed only where asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from lingqu.law.bulk.cells import Cells
from lingqu.law.bulk.expectations import Expected, expected_of
from lingqu.law.bulk.layout import FactColumn
from lingqu.law.bulk.register_faults import MOST_FAULTS, RegisterFault
from lingqu.law.bulk.tables import ROW
from lingqu.law.bulk.typed_cells import shown

PLACE = "place"
"""The column of a fault frame by which faults of one row are put in order."""

_LEAST_TO_CONDEMN = 2


@dataclass(frozen=True, slots=True)
class CheckedColumn:
    """A column whose cells can be faults: its heading, what is expected of a cell, the expressions that read it."""

    heading: str
    expected: Expected
    cells: Cells


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A fact's column with the expressions that read it."""

    fact: FactColumn
    cells: Cells

    @property
    def checked(self) -> CheckedColumn:
        """The column as far as faults go."""
        return CheckedColumn(self.fact.heading, expected_of(self.fact.reading), self.cells)


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands in one column."""

    given: int
    faulty: int
    bare: int
    united: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """How many rows there are, how many of them without an id that can be used, and the counts of each column."""

    rows: int
    without_id: int
    columns: tuple[Counts, ...]

    @property
    def faulty(self) -> int:
        """How many cells are faults."""
        return sum(each.faulty for each in self.columns)


def plain_columns(frame: pl.LazyFrame, patterns: Mapping[str, str]) -> frozenset[str]:
    """The columns of text all of whose cells look as the pattern for that column says."""
    if not patterns:
        return frozenset()
    wanted = [
        (pl.col(column).str.contains(pattern).sum() == pl.col(column).count()).alias(column)
        for column, pattern in patterns.items()
    ]
    found = frame.select(wanted).collect(engine="streaming").row(0, named=True)
    return frozenset(column for column, is_plain in found.items() if is_plain)


def inspected(frame: pl.LazyFrame, ids: Cells, columns: Sequence[CheckedColumn], *, at_once: int) -> Inspection:
    """Count all columns, `at_once` of them in one pass: memory grows with that number and not with the rows."""
    made = frame.select(ids.value.alias("id"))
    rows, without = made.select(pl.len(), pl.col("id").null_count().alias("n")).collect(engine="streaming").row(0)
    # a column whose cells are its values has no faults: nothing to count
    asked = [place for place, each in enumerate(columns) if each.cells.given is not each.cells.value]
    counts = dict.fromkeys(range(len(columns)), Counts(0, 0, 0, 0))
    for start in range(0, len(asked), at_once):
        places = asked[start : start + at_once]
        counts |= zip(places, _counted(frame, [columns[place].cells for place in places]), strict=True)
    return Inspection(rows, without, tuple(counts.values()))


def _counted(frame: pl.LazyFrame, columns: Sequence[Cells]) -> list[Counts]:
    made, wanted = [], []
    for place, cells in enumerate(columns):
        made += [cells.given.is_not_null().alias(f"{place}g"), cells.value.is_not_null().alias(f"{place}v")]
        wanted += [pl.col(f"{place}g").sum(), pl.col(f"{place}v").sum()]
        if cells.bare is not None and cells.united is not None:
            made += [cells.bare.alias(f"{place}b"), cells.united.alias(f"{place}u")]
            wanted += [pl.col(f"{place}b").sum(), pl.col(f"{place}u").sum()]
    # in two steps: a sum of an expression would work it out again for each sum
    found = frame.select(made).select(wanted).collect(engine="streaming").row(0, named=True)
    return [
        Counts(
            found[f"{place}g"],
            found[f"{place}g"] - found[f"{place}v"],
            found.get(f"{place}b") or 0,
            found.get(f"{place}u") or 0,
        )
        for place in range(len(columns))
    ]


def condemned(frame: pl.LazyFrame, columns: Sequence[CheckedColumn], found: Inspection) -> list[RegisterFault]:
    """The columns that cannot be used at all: counted in several units, or wholly of another kind than their fact."""
    faults = []
    for each, counts in zip(columns, found.columns, strict=True):
        if counts.bare and counts.united:
            faults.append(_mixed(frame, each))
        elif counts.faulty == counts.given >= _LEAST_TO_CONDEMN and counts.given * 2 >= found.rows:
            faults.append(_wholly_wrong(frame, each, counts))
    return faults


def fault_frame(
    frame: pl.LazyFrame, ids: Cells, columns: Sequence[CheckedColumn], found: Inspection
) -> pl.LazyFrame | None:
    """Every faulty cell as a row of the report, with the place of its column; None where there is none."""
    parts = [
        frame.filter(each.cells.faulty).select(
            pl.col(ROW).cast(pl.Int64).alias("row"),
            ids.value.alias("id"),
            pl.lit(each.heading).alias("column"),
            shown(each.cells.given).alias("given"),
            *(pl.lit(text).alias(name) for name, text in zip(_EXPECTED, each.expected, strict=True)),
            pl.lit(place).alias(PLACE),
        )
        for place, (each, counts) in enumerate(zip(columns, found.columns, strict=True))
        if counts.faulty
    ]
    return pl.concat(parts) if parts else None


def first_faults(frame: pl.LazyFrame | None) -> tuple[RegisterFault, ...]:
    """The first faults by row."""
    if frame is None:
        return ()
    order = ["row", PLACE]
    rows = frame.bottom_k(MOST_FAULTS, by=order).collect(engine="streaming").sort(order).drop(PLACE)
    return tuple(RegisterFault(*row) for row in rows.iter_rows())


def wrong_type(column: str, dtype: object, fact: FactColumn) -> RegisterFault:
    """A column whose type its fact cannot have."""
    return RegisterFault(None, "", column, str(dtype), *expected_of(fact.reading))


_EXPECTED = ("expected", "expected_english", "example")


def _wholly_wrong(frame: pl.LazyFrame, each: CheckedColumn, counts: Counts) -> RegisterFault:
    row, given = _first(frame, each, each.cells.faulty)
    return RegisterFault(row, "", each.heading, f"{given} … ×{counts.given}", *each.expected)


def _mixed(frame: pl.LazyFrame, each: CheckedColumn) -> RegisterFault:
    bare_row, bare = _first(frame, each, each.cells.bare)
    united_row, united = _first(frame, each, each.cells.united)
    return RegisterFault(
        min(bare_row, united_row),
        "",
        each.heading,
        f"{bare} ({bare_row}), {united} ({united_row})",
        "一列一个单位：写在标题里，或每格都写",
        "one unit for a column: in its heading, or in each cell",
        "营业收入（万元）",
    )


def _first(frame: pl.LazyFrame, each: CheckedColumn, which: pl.Expr | None) -> tuple[int, str]:
    assert which is not None
    row = frame.filter(which).select(pl.col(ROW), shown(each.cells.given)).head(1).collect(engine="streaming").row(0)
    return int(row[0]), str(row[1])
