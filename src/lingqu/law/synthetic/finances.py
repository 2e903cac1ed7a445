"""Revenue, main business revenue and R&D of made enterprises over the years.

Its one law: revenue follows size and grows from year to year, main business revenue is never more than revenue, and
R&D is revenue times an intensity of the industry. Some intensities are planted just above the line of the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lingqu.law.synthetic.draws import Fen, Generator, Real, Rows, likely, part_of, to_fen
from lingqu.law.synthetic.industries import INDUSTRIES
from lingqu.law.synthetic.kinds import Kind
from lingqu.law.synthetic.roster import Roster
from lingqu.law.synthetic.sheet import Sheet


class OfSize(NamedTuple):
    """What a size of firm is like: median revenue in yuan, and the share that does R&D."""

    revenue: float
    researches: float


BY_SIZE = (OfSize(1.2e6, 0.12), OfSize(1.2e7, 0.25), OfSize(1.2e8, 0.45), OfSize(1.2e9, 0.65))
REVENUE_SIGMA = 0.75
GROWTH, GROWTH_SIGMA = 0.05, 0.14
AI_GROWTH = 0.22
NEW_FIRMS, NO_REVENUE, NEGATIVE = 0.06, 0.01, 0.001
ONLY_MAIN = 0.15
INTENSITY_SIGMA = 0.75
HEAVY_FROM, HEAVY_TIMES, LIGHT_BELOW, LIGHT_TIMES = 0.03, 1.5, 0.01, 0.3
LINE = 0.05
BUNCHED_FROM, BUNCHED, BUNCHED_WITHIN = 0.04, 0.12, 0.003


@dataclass(frozen=True, slots=True)
class Finances:
    """The figures of the enterprises at `where`, a row of the arrays for each year."""

    where: Rows
    revenue: list[Fen]
    main: list[Fen]
    research: list[Fen]


def put_finances(sheet: Sheet, roster: Roster, years: tuple[int, ...], generator: Generator) -> None:
    """Put the yearly figures of all enterprises, those that hold a project or a platform among them."""
    made = make_finances(roster, years, generator)
    for code, series in (
        ("main_business_revenue_yuan", made.main),
        ("rd_expenditure_yuan", made.research),
        ("revenue_yuan", made.revenue),
    ):
        for year, fen in zip(years, series, strict=True):
            sheet.money(f"{code}_{year}", fen, made.where)


def make_finances(roster: Roster, years: tuple[int, ...], generator: Generator) -> Finances:
    """Draw the figures."""
    where = np.flatnonzero(roster.enterprise)
    born = _born(len(where), len(years), generator)
    revenue = _revenues(roster, where, born, len(years), generator)
    share = np.where(likely(generator, ONLY_MAIN, len(where)), 1.0, generator.beta(12, 1.2, len(where)))
    intensity = _intensity(roster, where, generator)
    main, research = [], []
    for year, fen in enumerate(revenue):
        main.append(np.where(fen > 0, part_of(fen, share), fen))
        research.append(_research(fen, np.where(year < born, 0.0, intensity), roster.size[where], generator))
    return Finances(where, revenue, main, research)


def _born(rows: int, years: int, generator: Generator) -> Rows:
    """The year, by its place, in which each firm begins: for most before the first."""
    return np.where(likely(generator, NEW_FIRMS, rows), generator.integers(1, max(years, 2), rows), 0)


def _revenues(roster: Roster, where: Rows, born: Rows, years: int, generator: Generator) -> list[Fen]:
    rows = len(where)
    base = np.array([each.revenue for each in BY_SIZE])[roster.size[where]]
    yuan: Real = base * np.exp(REVENUE_SIGMA * generator.standard_normal(rows))
    growth = np.where(roster.is_of(Kind.AI_ENTERPRISE)[where], AI_GROWTH, GROWTH)
    made = []
    for year in range(years):
        if year:
            yuan = yuan * np.exp(growth + GROWTH_SIGMA * generator.standard_normal(rows))
        fen = np.where(year < born, 0, to_fen(yuan))
        fen[likely(generator, NO_REVENUE, rows)] = 0
        refunded = likely(generator, NEGATIVE, rows)
        fen[refunded] = -(fen[refunded] // 100)
        made.append(fen)
    return made


def _intensity(roster: Roster, where: Rows, generator: Generator) -> Real:
    """Draw the share of revenue that goes into R&D: none for most, a heavy tail around the line."""
    median = np.array([each.intensity for each in INDUSTRIES])[roster.industry[where]]
    times = np.where(median >= HEAVY_FROM, HEAVY_TIMES, np.where(median < LIGHT_BELOW, LIGHT_TIMES, 1.0))
    active = np.array([each.researches for each in BY_SIZE])[roster.size[where]] * times
    active = np.where(roster.is_of(Kind.AI_ENTERPRISE, Kind.LED_PROJECT)[where], 0.9, np.minimum(active, 0.95))
    drawn = median * np.exp(INTENSITY_SIGMA * generator.standard_normal(len(where)))
    intensity: Real = np.where(likely(generator, active, len(where)), drawn, 0.0)
    return intensity


def _research(revenue: Fen, intensity: Real, size: np.ndarray, generator: Generator) -> Fen:
    rows = len(revenue)
    year = np.minimum(intensity * np.exp(0.15 * generator.standard_normal(rows)), 3.0)
    moved = (year >= BUNCHED_FROM) & (year < LINE) & likely(generator, BUNCHED, rows)
    year[moved] = LINE + BUNCHED_WITHIN * (1 - generator.random(int(moved.sum())))
    # a firm that sells nothing may still research: counted on a tenth of what its size would sell
    usual = np.array([each.revenue / 10 for each in BY_SIZE])[size]
    return to_fen(np.where(revenue > 0, revenue / 100, usual) * year)
