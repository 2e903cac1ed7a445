"""Made projects, teams and consortia: industrial and major projects, proof of concept, what firms and teams lead.

Its one law: investment follows size. What only an authority can find is mostly left open by the sheet.
"""

from __future__ import annotations

import numpy as np

from lingqu.law.synthetic.draws import WAN, Generator, likely, money
from lingqu.law.synthetic.kinds import Kind
from lingqu.law.synthetic.roster import Roster
from lingqu.law.synthetic.sheet import Sheet

STATUS_OF = {
    "is_industrial_project": Kind.INDUSTRIAL_PROJECT,
    "is_major_industrial_project": Kind.MAJOR_PROJECT,
    "is_university_staff_student_team": Kind.UNIVERSITY_TEAM,
    "is_enterprise_led_project": Kind.LED_PROJECT,
    "is_innovation_consortium": Kind.CONSORTIUM,
    "is_proof_of_concept_project": Kind.CONCEPT_PROJECT,
}
SHARES = {
    Kind.INDUSTRIAL_PROJECT: {"enclave_result_landed": 0.35},
    Kind.MAJOR_PROJECT: {"fills_domestic_technology_gap": 0.35, "expected_ten_billion_cluster": 0.35},
    Kind.UNIVERSITY_TEAM: {
        "converts_research_result": 0.75,
        "starts_business": 0.65,
        "in_national_university_science_park": 0.5,
    },
    Kind.LED_PROJECT: {
        "is_regional_key_core_technology_industrialisation_project": 0.6,
        "meets_programme_conditions": 0.65,
    },
    Kind.CONSORTIUM: {"consortium_led_by_enterprise": 0.7, "works_on_key_core_technology": 0.65},
}
"""How often each further fact of a kind is so."""

EQUIPMENT_BY_SIZE = np.array([6e5, 1.8e6, 5e6, 2.5e7])
INVESTMENT_BY_SIZE = {
    Kind.MAJOR_PROJECT: np.array([1e8, 4e8, 9e8, 1.5e9]),
    Kind.LED_PROJECT: np.array([8e6, 3e7, 9e7, 3e8]),
}


def put_projects(sheet: Sheet, roster: Roster, generator: Generator) -> None:
    """Put what the rows are as projects, teams and consortia."""
    for code, kind in STATUS_OF.items():
        sheet.yes(code, roster.is_of(kind) | (roster.is_of(Kind.MAJOR_PROJECT) & (code == "is_industrial_project")))
    for kind, shares in SHARES.items():
        where = roster.of(kind)
        for code, share in shares.items():
            sheet.yes(code, likely(generator, share, len(where)), where)
    where = roster.of(Kind.INDUSTRIAL_PROJECT)
    equipment = money(generator, EQUIPMENT_BY_SIZE[roster.size[where]], 0.9, len(where), 100)
    sheet.money("production_equipment_investment_in_year_yuan", equipment, where)
    where = roster.of(*INVESTMENT_BY_SIZE)
    median = np.zeros(len(where))
    for kind, by_size in INVESTMENT_BY_SIZE.items():
        here = roster.kind[where] == kind
        median[here] = by_size[roster.size[where][here]]
    sheet.money("fixed_asset_investment_yuan", money(generator, median, 0.7, len(where), WAN), where)
