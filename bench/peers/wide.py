"""What all bulk contenders share: the day, the columns they answer with, the order of the bits, the three-year line.

Its one law: the same columns from everybody. For each measure F: `F` yes, no or null · `F.fen` the sum of an eligible
subject · `F.most` the most it may get or could come to · `F.missing` a bit for each unknown fact that lies in a
smallest set able to settle, 32 bits wide. The kind of award hangs on the measure alone: a column of the long form only.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import polars

from peers.given import FACTS, last_day_of_three_years
from peers.measures import BASES, CAPS_YUAN, CONDITIONS, KINDS, MEASURES

DAY = datetime.date(2027, 6, 30)
"""The day judged: in force, so no measure asks for it."""

FOR_THE_SUM_ALONE = {code: tuple(BASES[code]) for code in ("F01", "F12", "F17", "F19")}
"""Bases that no condition looks at: unknown, they leave the verdict alone, so they are never missing."""

BITS: dict[str, tuple[str, ...]] = {
    code: tuple(
        name
        for name in FACTS
        if name in ("located_in_guilin", *CONDITIONS[code].split()) and name not in FOR_THE_SUM_ALONE.get(code, ())
    )
    for code in MEASURES
}
"""Measure -> the facts its verdict asks for, the first of them the lowest bit; in the order of facts.yaml."""

COLUMNS = ("id", *(f"{code}{part}" for code in MEASURES for part in ("", ".fen", ".most", ".missing")))
LONG_COLUMNS = ("id", "measure", "verdict", "award_kind", "fen", "most", "missing")
TOTALS = ("eligible", "not_eligible", "undetermined", "fen", "undetermined_most")
"""What is summed for each measure: three counts, the sums of the eligible, the most of the undetermined."""

Totals = Mapping[str, Mapping[str, int]]


def pool_once(found: Totals) -> Totals:
    """A pool is one sum for all: count it once where somebody is eligible, else once where somebody may be."""
    once = {code: dict(each) for code, each in found.items()}
    for code, each in once.items():
        if KINDS[code] == "pool":
            cap = CAPS_YUAN[code] * 100
            each["fen"] = cap if each["eligible"] else 0
            each["undetermined_most"] = cap if each["undetermined"] and not each["eligible"] else 0
    return once


def first_recognition(day: datetime.date) -> datetime.date:
    """Find the earliest recognition whose three years have not ended: one line, so that no engine needs a calendar.

    >>> first_recognition(datetime.date(2029, 6, 29))
    datetime.date(2026, 6, 29)
    """
    start = day - datetime.timedelta(days=1200)
    while last_day_of_three_years(start) < day:
        start += datetime.timedelta(days=1)
    return start


FIRST_RECOGNITION = first_recognition(DAY)


class Peer(Protocol):
    """A contender: built, given a register, asked for one of the four things that are timed."""

    def build(self) -> None:
        """Make the expressions, the SQL, the system: once, before any register is seen."""

    def load(self, path: Path) -> None:
        """Read what the rules ask for from canonical Parquet into memory."""

    def compute(self) -> object:
        """Answer all nineteen, the wide result materialised."""

    def frame(self, result: object) -> polars.DataFrame:
        """Give a computed result in the shared columns; not timed."""

    def write_long(self, path: Path) -> None:
        """Write one row for each subject and measure as Parquet, from the register in memory."""

    def totals(self, path: Path) -> Totals:
        """Count and sum straight from canonical Parquet."""
