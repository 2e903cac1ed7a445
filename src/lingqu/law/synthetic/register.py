"""A made register as one table in outward form: codes of the machine interface, money in yuan, years in the columns.

Its one law: the same generator state gives the same rows, and every row says by its name that it is made. It writes no
file and chooses no seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
import pyarrow as pa  # carries no types

from lingqu.law.synthetic.credit_codes import MOST
from lingqu.law.synthetic.draws import Generator, Rows
from lingqu.law.synthetic.finances import put_finances
from lingqu.law.synthetic.industries import INDUSTRIES
from lingqu.law.synthetic.kinds import KINDS, SIZES
from lingqu.law.synthetic.organisations import put_organisations
from lingqu.law.synthetic.payments import put_payments
from lingqu.law.synthetic.places import DISTRICTS
from lingqu.law.synthetic.platforms import put_platforms
from lingqu.law.synthetic.projects import put_projects
from lingqu.law.synthetic.roster import Roster, codes_of, make_roster
from lingqu.law.synthetic.sheet import Sheet
from lingqu.law.synthetic.sources import SOURCES
from lingqu.law.synthetic.words import names_of

VERSION = 1
"""Raised whenever the same seed gives other rows than before."""

YEARS = (2024, 2025, 2026)
UNKNOWN = 0.12
FINDINGS_UNKNOWN = 0.75
CARRIED = ("id", "name", "district", "industry", "size", "kind")


class UnableToMake(Exception):
    """What was asked for cannot be made; `words` says why, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = (zh, en)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a made register is to be like. `days` are the first and last day of application; None leaves the day out."""

    years: tuple[int, ...] = YEARS
    unknown: float = UNKNOWN
    findings_unknown: float = FINDINGS_UNKNOWN
    days: tuple[date, date] | None = None

    def __post_init__(self) -> None:
        """Refuse what no register can be like."""
        if not self.years or list(self.years) != list(range(self.years[0], self.years[-1] + 1)):
            raise UnableToMake(
                f"年度：给出 {self.years}；应为连续的年份，例如 2024-2026",
                f"years: given {self.years}; expected consecutive years, e.g. 2024-2026",
            )
        if not 1950 <= self.years[0] <= self.years[-1] <= 2200:
            raise UnableToMake(
                f"年度：给出 {self.years[0]}-{self.years[-1]}；应在 1950 至 2200 之间",
                f"years: given {self.years[0]}-{self.years[-1]}; expected within 1950 to 2200",
            )
        for share in (self.unknown, self.findings_unknown):
            if not 0 <= share <= 1:
                raise UnableToMake(
                    f"未知的比例：给出 {share}；应为 0 至 1，例如 0.12",
                    f"share of the unknown: given {share}; expected 0 to 1, e.g. 0.12",
                )
        if self.days is not None and self.days[0] > self.days[1]:
            raise UnableToMake(
                f"申请日：给出 {self.days[0]}..{self.days[1]}；先写早的一天",
                f"day judged: given {self.days[0]}..{self.days[1]}; the earlier day comes first",
            )


def make_register(
    *,
    rows: int,
    generator: Generator,
    years: tuple[int, ...] = YEARS,
    unknown: float = UNKNOWN,
    findings_unknown: float = FINDINGS_UNKNOWN,
    days: tuple[date, date] | None = None,
    first: int = 0,
) -> pl.DataFrame:
    """Make the rows of a register. `first` is the number of the first row, where a register is made in pieces."""
    return make_piece(Wish(years, unknown, findings_unknown, days), rows=rows, first=first, generator=generator)


def make_piece(wish: Wish, *, rows: int, first: int, generator: Generator) -> pl.DataFrame:
    """Make the rows numbered from `first`. Raises `UnableToMake` where there are not that many codes."""
    if rows < 0 or first < 0 or first + rows > MOST:
        raise UnableToMake(
            f"行数：给出 {first + rows}；应为 0 至 {MOST}", f"rows: given {first + rows}; expected 0 to {MOST}"
        )
    roster = make_roster(rows, generator)
    sheet = Sheet(rows, generator, unknown=wish.unknown, findings_unknown=wish.findings_unknown)
    if wish.days is not None:
        sheet.days("application_date", _days(wish.days, rows, generator))
    put_organisations(sheet, roster, wish.years, generator)
    put_finances(sheet, roster, wish.years, generator)
    put_platforms(sheet, roster, wish.years, generator)
    put_projects(sheet, roster, generator)
    put_payments(sheet, roster, generator)
    carried = _carried(roster, np.arange(first, first + rows, dtype=np.int64), generator)
    facts = pl.from_arrow(pa.table(sheet.columns(tuple(SOURCES))))
    assert isinstance(facts, pl.DataFrame)
    return carried.hstack(facts)


def column_names(wish: Wish) -> list[str]:
    """The columns that a register has."""
    return make_piece(wish, rows=0, first=0, generator=np.random.Generator(np.random.PCG64(0))).columns


def _carried(roster: Roster, numbers: Rows, generator: Generator) -> pl.DataFrame:
    codes = pl.from_arrow(codes_of(roster, numbers))
    assert isinstance(codes, pl.Series)
    sizes = np.where(roster.enterprise, roster.size, len(SIZES))
    columns = (
        codes,
        names_of(roster, generator),
        pl.Series([each.name for each in DISTRICTS]).gather(roster.district),
        pl.Series([each.title for each in INDUSTRIES]).gather(roster.industry),
        pl.Series([*SIZES, None]).gather(sizes),
        pl.Series([each.name for each in KINDS]).gather(roster.kind),
    )
    return pl.DataFrame([column.alias(name) for name, column in zip(CARRIED, columns, strict=True)])


def _days(days: tuple[date, date], rows: int, generator: Generator) -> Rows:
    start, end = ((each - date(1970, 1, 1)).days for each in days)
    return generator.integers(start, end + 1, rows)
