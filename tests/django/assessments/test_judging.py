"""The assessment of an organisation: what `lingqu assess` would say of each subject, and one total over all of them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.django.assessments.made import (
    DAY,
    award,
    known,
    organisation,
    platform,
    project,
    recognition,
    tell,
    the_pack,
    verified,
)

from lingqu.books.registers.models import Fact, Organisation
from lingqu.law.engine.answers import assess, select_measures
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.engine.wire import answer_record
from lingqu.processes.assessments.judging import Assessment, assessed
from lingqu.processes.assessments.subjects import subjects_of

pytestmark = pytest.mark.django_db


def outcomes(assessment: Assessment, key: Any) -> dict[str, Any]:
    """The outcomes of one subject by measure."""
    judged = next(each for each in assessment.judged if each.subject.key == key)
    return {each.measure: each for each in judged.answer.outcomes}


def pilot(owner: Organisation, income: str, fiscal: str = "") -> Any:
    """A pilot platform that serves others, with its income of 2025."""
    row = platform(owner, "pilot_platform", level="regional")
    tell(row, "serves_external_users", "是")
    tell(row, "service_income_received_yuan", income, 2025)
    zero = not fiscal
    tell(row, "fiscal_appropriation_in_income_yuan", fiscal or "0", 2025, is_confirmed_zero=zero)
    return row


def full(owner: Organisation) -> None:
    """An organisation with something of every kind."""
    for year, yuan in ((2023, "1200万"), (2024, "2200万"), (2025, "3600万")):
        tell(owner, "main_business_revenue_yuan", yuan, year)
    tell(owner, "is_ai_enterprise", "是")
    verified(tell(owner, "rd_expenditure_yuan", "2500万", 2025, figure_kind="tax"), "2100万")
    pilot(owner, "500万", "100万")
    recognition(owner, "technology_centre", level="regional", recognised_on=date(2026, 3, 1), is_new=True)
    row = project(owner, "industrial")
    tell(row, "enclave_result_landed", "是")
    tell(row, "production_equipment_investment_in_year_yuan", "500万")
    award(owner, "F17", 300_000)


def test_every_subject_gets_the_answer_that_the_same_facts_get_as_json() -> None:
    owner = organisation()
    full(owner)

    assessment = assessed(owner, day=DAY)

    pack = the_pack()
    program = compile_program(pack)
    reader = SubjectReader(program, as_of=DAY)
    assert len(assessment.judged) == 4
    for each in assessment.judged:
        as_json = json.loads(json.dumps(each.subject.record(pack)))
        wanted = [outcome.measure for outcome in each.answer.outcomes]
        expected = answer_record(program, assess(program, reader.read(as_json), select_measures(program, wanted)))
        assert answer_record(assessment.program, each.answer) == expected


def test_each_subject_is_asked_the_measures_of_its_kind_alone() -> None:
    owner = organisation()
    full(owner)

    assessment = assessed(owner, day=DAY)

    asked = {each.subject.kind: {one.measure for one in each.answer.outcomes} for each in assessment.judged}
    assert asked[Fact.SubjectKind.PROJECT] == {"F04", "F07", "F12", "F15"}
    assert asked[Fact.SubjectKind.RECOGNITION] == {"F02", "F09", "F14"}
    assert asked[Fact.SubjectKind.PLATFORM] == {"F02", "F05", "F09", "F14", "F17", "F18"}
    assert {"F03", "F11"} <= asked[Fact.SubjectKind.ORGANISATION]


def test_verdicts_and_sums_follow_from_declared_verified_and_derived_facts() -> None:
    owner = organisation()
    full(owner)

    assessment = assessed(owner, day=DAY)

    found = {one.measure: one for each in assessment.judged[:2] for one in each.answer.outcomes}
    assert found["F03"].verdict.value == "eligible"  # 36 million for the first time, by the series
    assert found["F11"].verdict.value == "eligible"  # 21 million verified
    assert found["F04"].award.fen == 75_000_000
    platform_key = next(each.subject.key for each in assessment.judged if each.subject.kind == "platform")
    pilots = outcomes(assessment, platform_key)["F17"]
    assert (pilots.award.fen, pilots.award.remaining) == (100_000_000, 70_000_000)


def test_one_ceiling_holds_over_all_platforms_of_an_organisation() -> None:
    owner = organisation()
    pilot(owner, "300万")
    pilot(owner, "200万")
    before = assessed(owner, day=DAY)

    pilot(owner, "1亿")
    after = assessed(owner, day=DAY)

    assert before.total.certain == 100_000_000  # 750,000 and 500,000, but 1,000,000 at most
    assert after.total.certain == 100_000_000
    assert "F17" in after.total.capped


def test_below_the_ceiling_sums_of_several_subjects_add_up() -> None:
    owner = organisation()
    pilot(owner, "100万")
    pilot(owner, "200万")

    assert assessed(owner, day=DAY).total.certain == 75_000_000


def test_what_was_paid_is_held_once_against_the_ceiling_of_the_organisation() -> None:
    owner = organisation()
    pilot(owner, "300万")
    pilot(owner, "200万")
    award(owner, "F17", 400_000)

    assessment = assessed(owner, day=DAY)

    # 350,000 and 100,000 are left of the two; of the organisation's million 600,000
    assert assessment.total.certain == 45_000_000


def test_a_ceiling_for_each_project_is_no_ceiling_for_the_organisation() -> None:
    owner = organisation()
    for _ in range(3):
        row = project(owner, "industrial")
        tell(row, "enclave_result_landed", "是")
        tell(row, "production_equipment_investment_in_year_yuan", "1000万")

    assert assessed(owner, day=DAY).total.certain == 300_000_000


def test_the_total_is_a_range_over_the_open_reading_between_clauses() -> None:
    owner = organisation()
    pilot(owner, "400万")
    row = project(owner, "industrial")
    tell(row, "enclave_result_landed", "是")
    tell(row, "production_equipment_investment_in_year_yuan", "1000万")

    open_ = assessed(owner, day=DAY)
    both = assessed(owner, day=DAY, readings={"cumulation": "additive"})
    one = assessed(owner, day=DAY, readings={"cumulation": "higher_once"})

    assert both.total.certain == 200_000_000
    assert one.total.certain == open_.total.certain == 100_000_000
    assert {each.total.due for each in (both, one, open_)} == {200_000_000}
    assert open_.total.most == both.total.most


def test_reckonings_that_disagree_leave_the_figure_unknown_until_a_reading_says_which() -> None:
    owner = organisation()
    tell(owner, "rd_expenditure_yuan", "2500万", 2025, figure_kind="accounting")
    tell(owner, "rd_expenditure_yuan", "1500万", 2025, figure_kind="tax")

    open_ = assessed(owner, day=DAY)
    accounting = assessed(owner, day=DAY, readings={"rd_expenditure_measure": "accounting"})
    tax = assessed(owner, day=DAY, readings={"rd_expenditure_measure": "tax"})

    assert [each.is_open for each in open_.judged[0].subject.conflicts] == [True]
    assert "rd_expenditure_yuan" in outcomes(open_, owner.key)["F11"].missing
    assert outcomes(accounting, owner.key)["F11"].verdict.value == "eligible"
    assert known([tax.judged[0].subject], owner.key)["rd_expenditure_yuan"] == {"2025": "15000000.00"}


def test_it_is_told_which_facts_nobody_has_verified() -> None:
    owner = organisation()
    tell(owner, "rd_expenditure_yuan", "2500万", 2025)
    verified(tell(owner, "revenue_yuan", "1亿", 2025), "9000万")
    tell(owner, "notable_results_recognised", "是", source=Fact.Source.AUTHORITY)

    assert subjects_of(owner, on=DAY)[0].only_declared == ("rd_expenditure_yuan",)


def test_a_fact_of_a_year_counts_for_the_year_after_and_one_without_a_year_always() -> None:
    owner = organisation()
    row = project(owner, "industrial")
    code = "production_equipment_investment_in_year_yuan"
    tell(row, code, "100万", 2024)
    assert code not in known(subjects_of(owner, on=DAY), row.key)

    tell(row, code, "300万")
    tell(row, code, "500万", 2025)

    assert known(subjects_of(owner, on=DAY), row.key)[code] == "5000000.00"
    assert known(subjects_of(owner, on=date(2030, 1, 1)), row.key)[code] == "3000000.00"


def test_an_organisation_of_which_nothing_is_known_is_undetermined_and_not_refused() -> None:
    owner = organisation(kind="", region="")

    found = outcomes(assessed(owner, day=DAY), owner.key)

    assert {each.verdict.value for each in found.values()} == {"undetermined"}
