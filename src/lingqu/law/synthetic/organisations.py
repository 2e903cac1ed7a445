"""What made organisations are and have done: statuses of every row, incubators, institutes, centres, work with ASEAN.

Its one law: a status is told of every row, since a register that lists incubators also says who is none.
"""

from __future__ import annotations

import numpy as np

from lingqu.law.synthetic.draws import WAN, Generator, likely, money, part_of
from lingqu.law.synthetic.kinds import Kind
from lingqu.law.synthetic.roster import Roster
from lingqu.law.synthetic.sheet import Sheet

STATUS_OF = {
    "is_incubator": Kind.INCUBATOR,
    "is_ai_enterprise": Kind.AI_ENTERPRISE,
    "is_research_institute": Kind.RESEARCH_INSTITUTE,
    "is_proof_of_concept_centre": Kind.CONCEPT_CENTRE,
    "is_new_type_rd_institution": Kind.NEW_TYPE_INSTITUTION,
}
IN_GUILIN = 0.97
BY_SIZE_SERVICE = np.array([4e5, 2e6, 9e6, 4e7])
WORKS_WITH_ASEAN = {Kind.UNIVERSITY: 0.30, Kind.RESEARCH_INSTITUTE: 0.20, Kind.ASEAN_LABORATORY: 0.95}


def put_organisations(sheet: Sheet, roster: Roster, years: tuple[int, ...], generator: Generator) -> None:
    """Put what the rows are as organisations."""
    sheet.yes("located_in_guilin", likely(generator, IN_GUILIN, roster.rows))
    sheet.yes("is_enterprise", roster.enterprise)
    sheet.yes("is_public_institution", roster.public)
    for code, kind in STATUS_OF.items():
        sheet.yes(code, roster.is_of(kind))
    _incubators(sheet, roster, generator)
    _institutes(sheet, roster, generator)
    _concept_centres(sheet, roster, generator)
    _new_type_institutions(sheet, roster, years, generator)
    _work_with_asean(sheet, roster, generator)


def _incubators(sheet: Sheet, roster: Roster, generator: Generator) -> None:
    where = roster.of(Kind.INCUBATOR)
    brought = likely(generator, 0.6, len(where))
    raised = money(generator, BY_SIZE_SERVICE[roster.size[where]] * 3, 1.0, len(where), WAN)
    sheet.yes("facilitated_venture_investment", brought, where)
    sheet.money("financing_facilitated_in_year_yuan", np.where(brought, raised, 0), where)


def _institutes(sheet: Sheet, roster: Roster, generator: Generator) -> None:
    where = roster.of(Kind.RESEARCH_INSTITUTE, Kind.UNIVERSITY)
    rows = len(where)
    turnover = money(generator, BY_SIZE_SERVICE[roster.size[where]], 1.0, rows, WAN)
    patents = generator.poisson(2 + 3 * roster.size[where]).astype(np.int64)
    # the finding leans on what the register holds, as the authority would
    leading = (turnover > np.median(turnover) if rows else turnover > 0) & (patents >= 4)
    sheet.money("technology_contract_turnover_yuan", turnover, where)
    sheet.count("patents_converted_count", patents, where)
    sheet.yes("notable_results_recognised", likely(generator, np.where(leading, 0.8, 0.3), rows), where)


def _concept_centres(sheet: Sheet, roster: Roster, generator: Generator) -> None:
    where = roster.of(Kind.CONCEPT_CENTRE)
    sheet.yes("project_obtained_external_investment", likely(generator, 0.45, len(where)), where)
    sheet.yes("project_transferred_intellectual_property", likely(generator, 0.4, len(where)), where)


def _new_type_institutions(sheet: Sheet, roster: Roster, years: tuple[int, ...], generator: Generator) -> None:
    where = roster.of(Kind.NEW_TYPE_INSTITUTION)
    income = money(generator, BY_SIZE_SERVICE[roster.size[where]] * 1.5, 0.9, len(where), 100)
    income[likely(generator, 0.06, len(where))] = 0
    for year in years:
        sheet.money(f"horizontal_income_received_yuan_{year}", income, where)
        income = part_of(income, 0.8 + 0.6 * generator.random(len(where))) + part_of(
            income, 0.2 * generator.random(len(where))
        )


def _work_with_asean(sheet: Sheet, roster: Roster, generator: Generator) -> None:
    share = np.where(roster.enterprise, 0.04, np.where(roster.public, 0.12, 0.02))
    for kind, each in WORKS_WITH_ASEAN.items():
        share[roster.is_of(kind)] = each
    works = likely(generator, share, roster.rows)
    where = np.flatnonzero(works)
    sheet.yes("cooperates_with_leading_asean_partner", works)
    sheet.yes("good_economic_social_benefit_recognised", likely(generator, 0.6, len(where)), where)
