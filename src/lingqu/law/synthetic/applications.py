"""Made applications of one call: who asks for how much under which measure, with the score that reviewers gave.

Its one law: scores stand on a grid so that many are equal, and nobody asks for more than the ceiling of the measure.
It knows no rule of choice; the columns are those that `law.studies.allocation` reads.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from lingqu.law.synthetic.draws import Code, Fen, Generator, Rows, choose, likely
from lingqu.law.synthetic.industries import INDUSTRIES
from lingqu.law.synthetic.kinds import Kind
from lingqu.law.synthetic.places import DISTRICTS
from lingqu.law.synthetic.register_file import Progress, generator_of, notes_of
from lingqu.law.synthetic.roster import roster_of
from lingqu.law.synthetic.spelling import Spelling, spelled
from lingqu.law.synthetic.words import names_of
from lingqu.law.synthetic.written import check_file, put_all, sink_at

CALL = (date(2027, 3, 1), date(2027, 4, 15))
WAN_FEN = 10_000
MEAN_SCORE, SCORE_SIGMA, LOWEST, HIGHEST = 78.0, 7.0, 50.0, 98.0
HALF = 2  # scores come in halves of a point
AGAIN, PARTIAL, MUST, CLASH = 0.25, 0.35, 0.01, 0.08


class Asked(NamedTuple):
    """A measure that is applied for: how often, by which kind of subject, and the most that it gives in yuan."""

    measure: str
    weight: float
    kind: Kind
    most: int


ASKED = (
    Asked("F02", 3, Kind.SERVICE_PLATFORM, 3_000_000),
    Asked("F03", 5, Kind.AI_ENTERPRISE, 1_000_000),
    Asked("F05", 8, Kind.INNOVATION_PLATFORM, 5_000_000),
    Asked("F06", 4, Kind.RESEARCH_INSTITUTE, 5_000_000),
    Asked("F08", 12, Kind.UNIVERSITY_TEAM, 1_000_000),
    Asked("F09", 2, Kind.ASEAN_LABORATORY, 10_000_000),
    Asked("F10", 6, Kind.PUBLIC_INSTITUTION, 1_000_000),
    Asked("F11", 30, Kind.ENTERPRISE, 5_000_000),
    Asked("F12", 5, Kind.LED_PROJECT, 20_000_000),
    Asked("F13", 7, Kind.CONSORTIUM, 5_000_000),
    Asked("F14", 5, Kind.ENTERPRISE, 500_000),
    Asked("F15", 6, Kind.CONCEPT_PROJECT, 1_500_000),
    Asked("F16", 2, Kind.CONCEPT_CENTRE, 1_000_000),
    Asked("F19", 5, Kind.NEW_TYPE_INSTITUTION, 10_000_000),
)
"""The sum of F15 is ours: the plan gives a yearly pool and says nothing of a single project."""


def make_applications(rows: int, generator: Generator, *, days: tuple[date, date] = CALL) -> pl.DataFrame:
    """Make the applications of one call; they are filed between the two days."""
    asked = choose(generator, [each.weight for each in ASKED], rows)
    kind = np.array([int(each.kind) for each in ASKED], dtype=np.int8)[asked]
    roster = roster_of(kind, generator)
    owner = _owners(kind, generator)
    requested = _requested(asked, roster.size[owner], generator)
    firsts = names_of(roster, generator)
    numbers = pl.Series("id", np.arange(1, rows + 1)).cast(pl.String).str.zfill(5)
    columns = {
        "id": "S" + numbers,
        "name": firsts.gather(owner)
        + pl.Series(["·研发", "·转化", "·提升", "·攻关"]).gather(_any_of(4, rows, generator)),
        "organisation": firsts.gather(owner),
        "measure": pl.Series([each.measure for each in ASKED]).gather(asked),
        "district": pl.Series([each.name for each in DISTRICTS]).gather(roster.district[owner]),
        "industry": pl.Series([each.title for each in INDUSTRIES]).gather(roster.industry[owner]),
        "score": _scores(rows, generator),
        "requested_yuan": pl.Series(requested),
        "minimum_yuan": _minimum(requested, generator),
        "mandatory": pl.Series(likely(generator, MUST, rows)),
        "excludes": _clashes(owner, generator),
        "filed": pl.Series([days[0]]).gather(np.zeros(rows, dtype=np.int64)) + _after(days, rows, generator),
    }
    return pl.DataFrame(columns)


def write_applications(
    path: Path,
    *,
    rows: int,
    seed: np.random.SeedSequence,
    days: tuple[date, date] = CALL,
    spelling: Spelling | None = None,
    progress: Progress | None = None,
) -> None:
    """Write applications to a Parquet, CSV or Excel file. Raises `UnableToWrite` and OSError."""
    check_file(path, rows)
    with sink_at(path, notes_of("applications", rows, seed)) as sink:
        put_all(sink, spelled(make_applications(rows, generator_of(seed, 0), days=days), spelling), progress)


def _owners(kind: Code, generator: Generator) -> Rows:
    """The row whose organisation files each application: itself, or for some an earlier one of the same kind."""
    owner = np.arange(len(kind), dtype=np.int64)
    for each in np.unique(kind):
        group = np.flatnonzero(kind == each)
        again = likely(generator, AGAIN, len(group))
        earlier = np.cumsum(~again)[again]  # how many file for themselves before this one
        chosen = (earlier * generator.random(len(earlier))).astype(np.int64)
        itself = group[~again]
        owner[group[again]] = itself[chosen] if len(itself) else group[again]
        first = np.flatnonzero(again)[earlier == 0]
        owner[group[first]] = group[first]
    return owner


def _requested(asked: Code, size: Code, generator: Generator) -> Fen:
    """Sums in whole 万元, the larger the applicant the nearer to the ceiling."""
    most = np.array([each.most for each in ASKED])[asked]
    share = generator.beta(2.0 + size, 1.6)
    return np.maximum(np.rint(most * share / WAN_FEN).astype(np.int64), 1) * WAN_FEN


def _minimum(requested: Fen, generator: Generator) -> pl.Series:
    least = np.rint(requested * (0.5 + 0.3 * generator.random(len(requested))) / WAN_FEN).astype(np.int64)
    told = likely(generator, PARTIAL, len(requested))
    return pl.Series(np.maximum(least, 1) * WAN_FEN).zip_with(pl.Series(told), pl.Series([None], dtype=pl.Int64))


def _scores(rows: int, generator: Generator) -> pl.Series:
    drawn = np.clip(MEAN_SCORE + SCORE_SIGMA * generator.standard_normal(rows), LOWEST, HIGHEST)
    halves = pl.Series(np.rint(drawn * HALF).astype(np.int64))
    return halves.cast(pl.Decimal(9, 1)) / HALF


def _clashes(owner: Rows, generator: Generator) -> pl.Series:
    """The application that each excludes: for some organisations with several, one of their others."""
    rows = len(owner)
    other = np.flatnonzero((owner != np.arange(rows)) & likely(generator, min(1.0, CLASH / AGAIN), rows))
    numbers = np.full(rows, -1, dtype=np.int64)
    numbers[other] = owner[other]
    known = pl.Series(numbers >= 0)
    names = "S" + pl.Series(numbers + 1).cast(pl.String).str.zfill(5)
    return names.zip_with(known, pl.Series([None], dtype=pl.String))


def _after(days: tuple[date, date], rows: int, generator: Generator) -> pl.Series:
    length = (days[1] - days[0]) // timedelta(days=1)
    return pl.Series(generator.integers(0, length + 1, rows) * 86_400_000).cast(pl.Duration("ms"))


def _any_of(count: int, rows: int, generator: Generator) -> Rows:
    return generator.integers(0, count, rows)
