"""What follows from the rows of the registers: a row that is there says yes or no, an absent one says nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.django.assessments.made import (
    DAY,
    award,
    consortium,
    known,
    organisation,
    place,
    platform,
    project,
    recognition,
    succession,
    team,
    tell,
)
from tests.django.conftest import ACT

from lingqu.books.registers.facts import state_complete
from lingqu.books.registers.models import Completeness
from lingqu.processes.assessments.derivations import DERIVATIONS
from lingqu.processes.assessments.known import Origin
from lingqu.processes.assessments.subjects import subjects_of

pytestmark = pytest.mark.django_db

OF_THE_ORGANISATION: list[tuple[dict[str, Any], str, Any]] = [
    ({"region": "450305"}, "located_in_guilin", True),
    ({"region": "450381"}, "located_in_guilin", True),
    ({"region": "450100"}, "located_in_guilin", False),
    ({"region": ""}, "located_in_guilin", None),
    ({"kind": "enterprise"}, "is_enterprise", True),
    ({"kind": "converted_institute"}, "is_enterprise", True),
    ({"kind": "new_type_rd_institution"}, "is_enterprise", None),
    ({"kind": "new_type_rd_institution", "legal_kind": "enterprise_legal_person"}, "is_enterprise", True),
    ({"kind": "enterprise", "legal_kind": "public_institution"}, "is_enterprise", False),
    ({"kind": "university", "credit_code": "12450000498500870U"}, "is_enterprise", False),
    ({"kind": "university", "credit_code": "12450000498500870U"}, "is_public_institution", True),
    ({"kind": "university"}, "is_public_institution", None),
    ({"kind": "enterprise"}, "is_public_institution", False),
    ({"kind": "research_institute"}, "is_research_institute", True),
    ({"kind": "converted_institute"}, "is_research_institute", True),
    ({"kind": "enterprise"}, "is_research_institute", False),
    ({"kind": "new_type_rd_institution"}, "is_research_institute", None),
    ({"kind": "new_type_rd_institution"}, "is_new_type_rd_institution", True),
    ({"kind": "enterprise"}, "is_new_type_rd_institution", None),
    ({"kind": "incubator"}, "is_incubator", True),
    ({"kind": "enterprise"}, "is_incubator", None),
    ({"kind": "enterprise"}, "is_proof_of_concept_centre", None),
    ({"kind": "enterprise"}, "is_ai_enterprise", None),
]

OF_A_TITLE: list[tuple[str, dict[str, Any], str, Any]] = [
    ("industry_service", {}, "itbpsp_recognised", True),
    ("key_laboratory", {}, "itbpsp_recognised", False),
    ("industry_service", {"valid_to": date(2026, 11, 23)}, "itbpsp_recognised", False),
    ("industry_service", {"valid_to": DAY}, "itbpsp_recognised", True),
    ("industry_service", {"standing": "revoked"}, "itbpsp_recognised", False),
    ("industry_service", {"standing": "suspended"}, "itbpsp_recognised", None),
    ("industry_service", {"recognised_on": date(2026, 11, 25)}, "itbpsp_recognised", None),
    ("international_base", {}, "is_most_international_cooperation_base", True),
    ("asean_joint_laboratory", {"level": "regional"}, "is_regional_asean_joint_laboratory", True),
    ("asean_joint_laboratory", {"level": "national"}, "is_regional_asean_joint_laboratory", False),
    ("asean_joint_laboratory", {"level": ""}, "is_regional_asean_joint_laboratory", None),
    ("technology_centre", {"level": "regional"}, "regional_innovation_platform_recognised", True),
    ("key_laboratory", {"level": "regional"}, "regional_innovation_platform_recognised", False),
    ("technology_centre", {"level": ""}, "regional_innovation_platform_recognised", None),
    ("technology_centre", {"level": "regional"}, "is_innovation_platform", True),
    ("pilot_platform", {}, "is_innovation_platform", None),
    ("pilot_platform", {}, "is_pilot_platform", True),
    ("national_pilot_platform", {}, "is_pilot_platform", True),
    ("national_pilot_platform", {}, "on_national_pilot_platform_cultivation_list", None),
    ("key_laboratory", {}, "is_pilot_platform", False),
    ("key_laboratory", {"level": "regional"}, "platform_level", "regional"),
    ("key_laboratory", {"level": ""}, "platform_level", None),
    ("key_laboratory", {"recognised_on": date(2026, 3, 1)}, "recognition_date", "2026-03-01"),
    ("key_laboratory", {}, "recognition_is_new", None),
    ("key_laboratory", {}, "is_enterprise", True),  # what is known of the organisation holds for what belongs to it
    ("key_laboratory", {}, "located_in_guilin", True),
]

OF_A_PROJECT: list[tuple[str, str, Any]] = [
    ("industrial", "is_industrial_project", True),
    ("major_industrial", "is_industrial_project", True),
    ("major_industrial", "is_major_industrial_project", True),
    ("industrial", "is_major_industrial_project", None),
    ("proof_of_concept", "is_proof_of_concept_project", True),
    ("research", "is_industrial_project", None),
    ("core_technology", "is_regional_key_core_technology_industrialisation_project", None),
    ("core_technology", "is_enterprise_led_project", True),
]


@pytest.mark.parametrize(("values", "code", "expected"), OF_THE_ORGANISATION)
def test_what_an_organisation_is_follows_from_its_row(values: dict[str, Any], code: str, expected: Any) -> None:
    owner = organisation(**values)

    found = known(subjects_of(owner, on=DAY), owner.key)

    assert found.get(code) is expected


@pytest.mark.parametrize(("kind", "values", "code", "expected"), OF_A_TITLE)
def test_what_a_platform_is_follows_from_its_kind_level_and_standing(
    kind: str, values: dict[str, Any], code: str, expected: Any
) -> None:
    row = platform(organisation(), kind, **values)

    found = known(subjects_of(row.organisation, on=DAY), row.key)

    assert found.get(code) == expected


@pytest.mark.parametrize(("kind", "code", "expected"), OF_A_PROJECT)
def test_what_a_project_is_follows_from_its_kind_and_its_lead(kind: str, code: str, expected: Any) -> None:
    row = project(organisation(), kind)

    found = known(subjects_of(row.organisation, on=DAY), row.key)

    assert found.get(code) is expected


def test_a_title_on_the_register_makes_its_bearer_what_it_is() -> None:
    owner = organisation()
    platform(owner, "incubator")
    platform(owner, "concept_centre", valid_to=date(2026, 1, 1))

    found = known(subjects_of(owner, on=DAY), owner.key)

    assert found["is_incubator"] is True
    assert "is_proof_of_concept_centre" not in found  # lapsed, and another may stand elsewhere


def test_an_absent_title_means_no_only_where_both_registers_are_stated_complete() -> None:
    owner = organisation()

    state_complete(organisation=owner.key, register="platforms", kind="incubator", upto=DAY, act=ACT)
    halfway = known(subjects_of(owner, on=DAY), owner.key)
    state_complete(organisation=owner.key, register="recognitions", kind="", upto=DAY, act=ACT)
    found = known(subjects_of(owner, on=DAY), owner.key)
    later = known(subjects_of(owner, on=date(2026, 11, 25)), owner.key)

    assert "is_incubator" not in halfway
    assert found["is_incubator"] is False
    assert "is_incubator" not in later
    assert "is_proof_of_concept_centre" not in found


def test_a_renewal_is_neither_new_nor_first() -> None:
    owner = organisation()
    first = recognition(owner, "industry_service", is_new=True)
    renewal = recognition(owner, "industry_service", is_new=False)
    unknown = recognition(owner, "industry_service")

    subjects = subjects_of(owner, on=DAY)

    assert known(subjects, first.key)["recognition_is_new"] is True
    assert "first_recognition" not in known(subjects, first.key)
    assert known(subjects, renewal.key)["recognition_is_new"] is False
    assert known(subjects, renewal.key)["first_recognition"] is False
    assert "recognition_is_new" not in known(subjects, unknown.key)


def test_a_project_elsewhere_of_a_firm_in_guilin_lies_where_its_place_says() -> None:
    owner = organisation(region="440300")
    inside, nowhere = project(owner, "industrial", place=place()), project(owner, "industrial")

    subjects = subjects_of(owner, on=DAY)

    assert known(subjects, owner.key)["located_in_guilin"] is False
    assert known(subjects, inside.key)["located_in_guilin"] is True
    assert "located_in_guilin" not in known(subjects, nowhere.key)


def test_teams_and_consortia_are_known_by_their_unit_and_their_agreement() -> None:
    owner = organisation(kind="university")
    group = team(owner)
    firm = organisation("甲公司")
    agreed, open_ = consortium(firm, agreed_on=DAY), consortium(firm)

    assert known(subjects_of(owner, on=DAY), group.key)["is_university_staff_student_team"] is True
    assert known(subjects_of(firm, on=DAY), agreed.key)["is_innovation_consortium"] is True
    assert known(subjects_of(firm, on=DAY), agreed.key)["consortium_led_by_enterprise"] is True
    assert "is_innovation_consortium" not in known(subjects_of(firm, on=DAY), open_.key)


def test_a_given_fact_outranks_what_follows_and_the_conflict_is_shown() -> None:
    owner = organisation()
    tell(owner, "is_enterprise", "否")

    subject = subjects_of(owner, on=DAY)[0]

    assert [each.value for each in subject.known if each.code == "is_enterprise"] == ["false"]
    assert [each.code for each in subject.conflicts] == ["is_enterprise"]


def test_what_was_paid_comes_from_the_awards_that_arrived() -> None:
    owner = organisation()
    award(owner, "F17", 300_000)
    award(owner, "F17", 200_000, award_year=2025)
    award(owner, "F11", 100_000, paid_on=None)  # granted, not arrived
    award(owner, "F11", 100_000, paid_on=date(2026, 12, 1))  # arrives later than the day judged
    award(owner, "F01", 1, policy="another")

    found = known(subjects_of(owner, on=DAY), owner.key)

    assert found["paid_same_clause_same_year_yuan"] == {"F17": "300000.00"}
    assert found["paid_total_same_clause_yuan"] == {"F17": "500000.00"}
    assert "previously_received_f14" not in found


def test_a_clause_without_awards_counts_as_undrawn_only_where_the_awards_are_stated_complete() -> None:
    owner = organisation()
    row = recognition(owner, "technology_centre", level="regional")
    state_complete(organisation=owner.key, register="awards", kind="", upto=DAY, act=ACT)

    found = known(subjects_of(owner, on=DAY), row.key)

    assert found["previously_received_f14"] is False
    assert found["paid_total_same_clause_yuan"]["F11"] == "0.00"


def test_an_award_of_the_predecessor_counts_against_its_successor() -> None:
    before, after = organisation("旧名"), organisation("新名")
    succession(before, after, "merged", date(2025, 3, 1))
    award(before, "F14", 500_000, award_year=2024, paid_on=date(2024, 9, 1))
    row = recognition(after, "technology_centre", level="regional")

    assert known(subjects_of(after, on=DAY), row.key)["previously_received_f14"] is True


@pytest.mark.parametrize(
    ("kind", "own", "before", "expected"),
    [
        # a renamed organisation is the same one: its figures continue where the new name has none
        ("renamed", {2025: 5}, {2023: 9, 2024: 7}, {"2023": "9.00", "2024": "7.00", "2025": "5.00"}),
        ("renamed", {2024: 5}, {2025: 9}, {"2024": "5.00", "2025": "9.00"}),
        # of a merger only earlier years count, the larger figure of each
        ("merged", {2024: 5, 2025: 6}, {2023: 9, 2024: 7, 2025: 99}, {"2023": "9.00", "2024": "7.00", "2025": "6.00"}),
        ("merged", {2024: 8, 2025: 6}, {2024: 7}, {"2024": "8.00", "2025": "6.00"}),
        ("split", {2025: 6}, {2022: 4}, {"2022": "4.00", "2025": "6.00"}),
    ],
)
def test_earlier_figures_follow_the_succession(
    kind: str, own: dict[int, int], before: dict[int, int], expected: dict[str, str]
) -> None:
    old, new = organisation("旧"), organisation("新")
    succession(old, new, kind, date(2025, 6, 1))
    for row, series in ((new, own), (old, before)):
        for year, yuan in series.items():
            tell(row, "main_business_revenue_yuan", str(yuan), year)

    found = known(subjects_of(new, on=DAY), new.key)

    assert dict(sorted(found["main_business_revenue_yuan"].items())) == expected


def test_a_new_firm_has_an_earlier_maximum_of_zero_only_where_its_succession_is_stated_complete() -> None:
    owner = organisation(founded_on=date(2025, 2, 1))
    tell(owner, "main_business_revenue_yuan", "3600万", 2025)

    before = known(subjects_of(owner, on=DAY), owner.key)
    state_complete(organisation=owner.key, register=Completeness.Register.SUCCESSIONS, kind="", upto=DAY, act=ACT)
    after = known(subjects_of(owner, on=DAY), owner.key)

    assert "max_prior_year_main_business_revenue_yuan" not in before
    assert after["max_prior_year_main_business_revenue_yuan"] == {"2025": "0.00"}


def test_every_derived_value_says_from_what_and_none_is_stored() -> None:
    owner = organisation()
    platform(owner, "pilot_platform", level="regional")

    subjects = subjects_of(owner, on=DAY)

    derived = [each for subject in subjects for each in subject.known if each.origin is Origin.DERIVED]
    assert derived
    assert all(each.ground is not None and each.ground.zh and each.ground.en for each in derived)
    assert not owner.facts.exists()


def test_the_page_of_the_docs_names_every_derivation(root: Path) -> None:
    pages = [(root / "docs" / name).read_text("utf-8") for name in ("facts.md", "facts.en.md")]

    missing = [each.code for each in DERIVATIONS for page in pages if f"`{each.code}`" not in page]

    assert not missing


def test_the_queries_do_not_grow_with_the_rows(django_assert_num_queries: Any) -> None:
    owner = organisation()
    with django_assert_num_queries(9):
        subjects_of(owner, on=DAY)
    for number in range(5):
        row = platform(owner, "pilot_platform")
        tell(row, "serves_external_users", "是")
        project(owner, "industrial")
        award(owner, "F17", number + 1)

    with django_assert_num_queries(9):
        subjects_of(owner, on=DAY)
