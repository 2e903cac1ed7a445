"""Cells that have a type of their own (Parquet, Excel): integers, decimals, floats, days and truths of a column.

Its one law: a float counts only where it is the nearest float to an exact value of its unit; a column of a type that
its fact cannot have is refused as a whole.
"""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
from polars import DataType, Expr

from lingqu.law.bulk.cells import LIMITS, Cells, Reading, text_cells, within
from lingqu.law.bulk.headings import MONEY_UNITS
from lingqu.law.lang.tree import Unit

_FIRST_DAY, _LAST_DAY = date(1, 1, 1), date(9999, 12, 31)


class WrongType(Exception):
    """A column whose type its fact cannot have; `dtype` says which it has."""

    def __init__(self, dtype: DataType) -> None:
        super().__init__(str(dtype))
        self.dtype = dtype


def cells_of(column: str, dtype: DataType, reading: Reading) -> Cells:
    """Read a column by its type. Raises `WrongType`."""
    given = pl.col(column)
    if dtype == pl.Null or is_text(dtype) or (reading.words and dtype.is_integer()):
        return text_cells(given.cast(pl.String), reading)
    return Cells(given, _value(given, dtype, reading))


def is_text(dtype: DataType) -> bool:
    """Say whether a column holds text, in whatever way it is stored."""
    return isinstance(dtype, pl.String | pl.Categorical | pl.Enum)


def _value(given: Expr, dtype: DataType, reading: Reading) -> Expr:
    unit = reading.fact.unit
    if unit is Unit.YES_NO and dtype == pl.Boolean:
        return given
    if unit is Unit.YES_NO and dtype.is_numeric():
        return pl.when(given == 1).then(pl.lit(True)).when(given == 0).then(pl.lit(False))
    if unit is Unit.DATE and dtype == pl.Date:
        return pl.when(given.is_between(_FIRST_DAY, _LAST_DAY)).then(given)
    if unit is Unit.DATE and isinstance(dtype, pl.Datetime):
        return _midnight(given)
    if unit in (Unit.MONEY, Unit.RATIO, Unit.COUNT) and dtype.is_numeric():
        return within(_scaled(given, dtype, _power(reading), LIMITS[unit]), reading.fact)
    raise WrongType(dtype)


def _power(reading: Reading) -> int:
    """Powers of ten between the number in the cell and the integer held inside."""
    if reading.fact.unit is Unit.MONEY:
        return 2 + MONEY_UNITS.get(reading.unit, 0)
    if reading.fact.unit is Unit.RATIO:
        return 4 if reading.unit else 6
    return 0


def _midnight(given: Expr) -> Expr:
    naive = given.dt.replace_time_zone(None)
    is_day = (naive.dt.truncate("1d") == naive) & naive.is_between(datetime(1, 1, 1), datetime(9999, 12, 31))
    return pl.when(is_day).then(naive.dt.date())


def _scaled(given: Expr, dtype: DataType, power: int, limit: int) -> Expr:
    """The number times ten to the power, as Int64; null where that is no whole number or could not be held."""
    factor = 10**power
    if dtype.is_integer():
        return _multiplied(given, factor, limit)
    if dtype.is_float():
        wide = given.cast(pl.Float64)
        whole = pl.when(wide.is_finite() & (wide.abs() < limit / factor)).then((wide * factor).round())
        # The decimal is read as text, which gives the float nearest to it; Polars divides a column by multiplying with
        # the reciprocal, which does not (14939 / 100 becomes 149.39000000000001). Float32 is compared in its own width.
        parts = whole.cast(pl.Int64)
        nearest = pl.concat_str([parts.cast(pl.String), pl.lit(f"e-{power}")]).cast(pl.Float64, strict=False)
        return pl.when(nearest.cast(dtype) == given).then(parts)
    if isinstance(dtype, pl.Decimal):
        return _of_decimal(given, dtype.scale, power, limit)
    raise WrongType(dtype)


def _of_decimal(given: Expr, scale: int, power: int, limit: int) -> Expr:
    physical = given.to_physical()
    if scale <= power:
        return _multiplied(physical, 10 ** (power - scale), limit)
    # more decimals than the unit has: they must be zeros, and 10^(scale - power) parts make one
    parts = 10 ** (scale - power)
    in_reach = physical.cast(pl.Int64, strict=False)
    if parts >= 2**63:
        return pl.when(physical == 0).then(pl.lit(0, pl.Int64))
    return pl.when(in_reach % parts == 0).then(in_reach // parts)


def _multiplied(number: Expr, factor: int, limit: int) -> Expr:
    most = (limit - 1) // factor
    held = pl.when(number.is_between(-most, most)).then(number.cast(pl.Int64, strict=False))
    return held * pl.lit(factor, pl.Int64)


def shown(given: Expr) -> Expr:
    """What stands in a cell, as text that can be told."""
    return given.cast(pl.String, strict=False).str.slice(0, 80)
