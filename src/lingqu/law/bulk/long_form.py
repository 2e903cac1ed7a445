"""The long form: a subject has several rows, one for each year, or one for each fact and year; made wide here.

Its one law: one value for one fact of one year. Two are refused with their subject; facts that are not yearly, and what
is carried, have to agree where they stand several times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from lingqu.law.bulk.cells import Cells, given_text
from lingqu.law.bulk.inspection import ReadColumn
from lingqu.law.bulk.layout import SPELLED, CarriedColumn, ColumnLayout, FactColumn, spelled_out
from lingqu.law.bulk.mapping import Mapping
from lingqu.law.bulk.register_faults import MOST_FAULTS, RegisterFault, UnableToReadRegister
from lingqu.law.bulk.tables import ROW, Table
from lingqu.law.packs.pack import Pack

_ID, _YEAR = "\x1fid", "\x1fyear"
YEAR_EXPECTED = ("四位数的年份", "a year of four digits", "2025")


@dataclass(frozen=True, slots=True)
class Widened:
    """The wide frame with its columns of facts, in order."""

    frame: pl.LazyFrame
    facts: tuple[str, ...]


def spread(table: Table, layout: ColumnLayout, pack: Pack, mapping: Mapping) -> tuple[Table, tuple[FactColumn, ...]]:
    """Give each fact that the rows name a column of its own. Raises `UnableToReadRegister`."""
    if not layout.spelled:
        return table, layout.facts
    named = given_text(pl.col(layout.spelled).cast(pl.String))
    found = table.frame.select(named.alias("fact").unique()).collect(engine="streaming").to_series().drop_nulls().sort()
    facts = spelled_out(found.to_list(), pack, mapping)
    columns = [
        pl.when(named == each.heading).then(pl.col(layout.value)).alias(f"{SPELLED}{each.heading}") for each in facts
    ]
    frame = table.frame.with_columns(columns)
    schema = pl.Schema({**table.schema, **dict.fromkeys((each.source for each in facts), table.schema[layout.value])})
    made = Table(frame, table.sources, schema, table.on_disk, table.is_typed, table.warnings)
    return made, (*layout.facts, *facts)


def year_cells(layout: ColumnLayout, columns: Sequence[ReadColumn], default_year: int | None) -> Cells:
    """Read the column of years: a fault where it holds no year, or none beside the value of a yearly fact."""
    text = given_text(pl.col(layout.year).cast(pl.String))
    year = text.str.extract(r"^([12][0-9]{3})(?:年|年度|\.0)?$", 1).cast(pl.Int64, strict=False)
    if default_year is not None:
        given = text.fill_null(str(default_year))
        return Cells(given, pl.when(text.is_null()).then(pl.lit(default_year, pl.Int64)).otherwise(year))
    yearly = [each.cells.given.is_not_null() for each in columns if each.fact.said.fact.yearly]
    asked = pl.any_horizontal(yearly) if yearly else pl.lit(False)
    return Cells(pl.when(asked & text.is_null()).then(pl.lit("")).otherwise(text), year)


def widened(
    frame: pl.LazyFrame, ids: Cells, years: Cells, columns: Sequence[ReadColumn], carried: Sequence[CarriedColumn]
) -> Widened:
    """Make the long form wide, subjects in the order of their first rows. Raises `UnableToReadRegister`."""
    long = frame.select(
        pl.col(ROW),
        ids.value.alias(_ID),
        years.value.alias(_YEAR),
        *(each.cells.value.alias(each.fact.column) for each in columns),
        *(pl.col(each.source).alias(each.column) for each in carried),
    ).collect(engine="streaming")
    known_years = long[_YEAR].drop_nulls().unique().sort().to_list()
    parts = [part for each in columns for part in _parts(each, known_years)]
    _refuse_conflicts(long, parts)
    wide = long.group_by(_ID, maintain_order=True).agg(
        *(kept.first().alias(name) for name, kept, _ in parts),
        *(pl.col(each.column).drop_nulls().first() for each in carried),
    )
    filled = [name for name, _, _ in parts if wide[name].null_count() < len(wide) or not _is_of_year(name, columns)]
    frame = wide.lazy().select(pl.col(_ID).alias("id"), *filled, *(each.column for each in carried))
    return Widened(frame, tuple(filled))


def _parts(each: ReadColumn, years: Sequence[int]) -> list[tuple[str, pl.Expr, str]]:
    """The wide columns of one fact: name, the values that a subject has for it, and what they are told as."""
    name = each.fact.column
    if not each.fact.said.fact.yearly:
        return [(name, pl.col(name).drop_nulls().unique(maintain_order=True), each.fact.heading)]
    return [
        (f"{name}_{year}", pl.col(name).filter(pl.col(_YEAR) == year).drop_nulls(), f"{each.fact.heading} {year}")
        for year in years
    ]


def _is_of_year(name: str, columns: Sequence[ReadColumn]) -> bool:
    return all(each.fact.column != name for each in columns)


def _refuse_conflicts(long: pl.DataFrame, parts: Sequence[tuple[str, pl.Expr, str]]) -> None:
    counted = long.group_by(_ID, maintain_order=True).agg(
        pl.col(ROW).alias(ROW), *(kept.len().alias(name) for name, kept, _ in parts)
    )
    faults: list[RegisterFault] = []
    more = 0
    for name, _, told in parts:
        for identifier, rows in counted.filter(pl.col(name) > 1).select(_ID, ROW).iter_rows():
            if len(faults) < MOST_FAULTS:
                shown = ", ".join(map(str, rows[:5]))
                faults.append(
                    RegisterFault(
                        rows[1], identifier, told, f"×2 ({shown})", "每个主体、每个年度一个值",
                        "one value for each subject and year", "100",
                    )
                )  # fmt: skip
            else:
                more += 1
    if faults:
        raise UnableToReadRegister(faults, more)
