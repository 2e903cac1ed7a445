"""Made innovation platforms with their level, pilot-scale platforms with their service income, and recognitions.

Its one law: the higher level goes with the larger size; what was received is never more than the output it belongs to.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from lingqu.law.synthetic.draws import Fen, Generator, Rows, choose, likely, money, part_of
from lingqu.law.synthetic.kinds import Kind
from lingqu.law.synthetic.roster import Roster
from lingqu.law.synthetic.sheet import Sheet

LEVELS = ("municipal", "regional", "national")
LEVEL_BY_SIZE = ((0.80, 0.18, 0.02), (0.60, 0.36, 0.04), (0.35, 0.53, 0.12), (0.15, 0.55, 0.30))
HAS_PLATFORM = np.array([0.01, 0.05, 0.22, 0.50])
OUTPUT_BY_SIZE = np.array([6e6, 2.5e7, 6e7, 2e8])
SERVICE_BY_SIZE = np.array([8e5, 2.2e6, 6e6, 1.5e7])
RECOGNISED = (
    Kind.INNOVATION_PLATFORM, Kind.INTERNATIONAL_BASE, Kind.ASEAN_LABORATORY, Kind.SERVICE_PLATFORM,
)  # fmt: skip


def put_platforms(sheet: Sheet, roster: Roster, years: tuple[int, ...], generator: Generator) -> None:
    """Put platforms, pilot-scale platforms and recognitions."""
    holds = roster.enterprise & likely(generator, HAS_PLATFORM[roster.size], roster.rows)
    platform = holds | roster.is_of(Kind.INNOVATION_PLATFORM)
    sheet.yes("is_innovation_platform", platform)
    sheet.yes("itbpsp_recognised", roster.is_of(Kind.SERVICE_PLATFORM))
    sheet.yes("is_most_international_cooperation_base", roster.is_of(Kind.INTERNATIONAL_BASE))
    sheet.yes("is_regional_asean_joint_laboratory", roster.is_of(Kind.ASEAN_LABORATORY))
    _recognitions(sheet, roster, np.flatnonzero(platform | roster.is_of(*RECOGNISED)), years, generator)
    _output(sheet, roster, np.flatnonzero(platform), years, generator)
    _pilots(sheet, roster, years, generator)


def _recognitions(sheet: Sheet, roster: Roster, where: Rows, years: tuple[int, ...], generator: Generator) -> None:
    rows = len(where)
    level = np.zeros(rows, dtype=np.int8)
    for size, weights in enumerate(LEVEL_BY_SIZE):
        here = np.flatnonzero(roster.size[where] == size)
        level[here] = choose(generator, weights, len(here))
    level[roster.kind[where] == Kind.INTERNATIONAL_BASE] = 2
    level[roster.kind[where] == Kind.ASEAN_LABORATORY] = 1
    first, last = _day(years[0] - 2, 1), _day(years[-1] + 1, 1)
    days = (first + (last - first) * np.sqrt(generator.random(rows))).astype(np.int64)
    recent = days >= _day(years[-1], 1)
    sheet.choice("platform_level", level, LEVELS, where)
    sheet.days("recognition_date", days, where)
    sheet.yes("recognition_is_new", likely(generator, np.where(recent, 0.9, 0.15), rows), where)
    regional = np.zeros(roster.rows, dtype=np.bool_)
    regional[where] = level == 1
    firms = roster.enterprise[where]
    drew = likely(generator, np.where(recent, 0.03, 0.3), rows)
    sheet.yes("regional_innovation_platform_recognised", regional)
    sheet.yes("first_recognition", likely(generator, 0.7, rows)[firms], where[firms])
    sheet.yes("previously_received_f14", (drew & (level >= 1))[firms], where[firms])


def _output(sheet: Sheet, roster: Roster, where: Rows, years: tuple[int, ...], generator: Generator) -> None:
    output = money(generator, OUTPUT_BY_SIZE[roster.size[where]], 0.8, len(where), 100)
    for year in years:
        if year != years[0]:
            output = _grown(output, generator)
        sheet.money(f"conversion_annual_output_yuan_{year}", output, where)
    sheet.money("conversion_received_yuan", _arrived(output, generator), where)


def _arrived(output: Fen, generator: Generator) -> Fen:
    """Draw how much of the output was received: all of it for a third, nothing for some, else most."""
    draw = generator.random(len(output))
    share = np.where(draw < 0.33, 1.0, np.where(draw < 0.38, 0.0, generator.beta(6, 2, len(output))))
    return part_of(output, share)


def _pilots(sheet: Sheet, roster: Roster, years: tuple[int, ...], generator: Generator) -> None:
    sheet.yes("is_pilot_platform", roster.is_of(Kind.PILOT_PLATFORM))
    where = roster.of(Kind.PILOT_PLATFORM)
    rows = len(where)
    listed = likely(generator, np.array([0.02, 0.06, 0.2, 0.45])[roster.size[where]], rows)
    everywhere = np.zeros(roster.rows, dtype=np.bool_)
    everywhere[where] = listed
    sheet.yes("on_national_pilot_platform_cultivation_list", everywhere)
    sheet.yes("listing_is_new", likely(generator, 0.55, int(listed.sum())), where[listed])
    serves = likely(generator, 0.8, rows)
    sheet.yes("serves_external_users", serves, where)
    contracted = money(generator, SERVICE_BY_SIZE[roster.size[where]], 0.8, rows, 100)
    for year in years:
        contracted = _grown(contracted, generator)
        received = part_of(contracted, generator.beta(9, 1.5, rows))
        share = np.where(likely(generator, 0.5, rows), 0.0, generator.beta(1.2, 6, rows))
        sheet.money(f"service_income_received_yuan_{year}", received, where)
        sheet.money(f"service_income_contracted_yuan_{year}", contracted, where)
        sheet.money(f"fiscal_appropriation_in_income_yuan_{year}", part_of(received, share), where)


def _grown(fen: Fen, generator: Generator) -> Fen:
    """The sums of the next year."""
    return np.rint(fen * np.exp(0.05 + 0.15 * generator.standard_normal(len(fen)))).astype(np.int64)


def _day(year: int, month: int) -> int:
    return (date(year, month, 1) - date(1970, 1, 1)).days
