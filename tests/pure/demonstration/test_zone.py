"""The demonstration zone: one seed makes one zone, what is made says so, and every measure meets all three verdicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from lingqu.demonstration.content import MADE_MARK, FactRow, ZoneContent
from lingqu.demonstration.institutions import INSTITUTIONS
from lingqu.demonstration.trades import CLASSES_OF_TRADES
from lingqu.demonstration.zone import zone_content
from lingqu.law.codes.credit_codes import check_credit_code
from lingqu.law.codes.industries import industry
from lingqu.law.codes.lists import code_list
from lingqu.law.codes.organisations import LADDER_STAGES
from lingqu.law.codes.regions import GUILIN, guilin_districts, region_list
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import compile_program
from lingqu.law.packs.folders import load_pack
from lingqu.law.synthetic.industries import INDUSTRIES, Industry
from pure.demonstration.zone_answers import Answered, answers

DAY = date(2026, 11, 24)
SEED = 2026
MEASURES = [f"F{number:02}" for number in range(1, 20)]


def made(seed: int = SEED) -> ZoneContent:
    return zone_content(np.random.default_rng(seed), DAY)


@pytest.fixture(scope="module")
def content() -> ZoneContent:
    return made()


@pytest.fixture(scope="module")
def answered(content: ZoneContent) -> dict[str, list[Answered]]:
    return answers(content, compile_program(load_pack("guilin2026", examples=False)), DAY)


def test_one_seed_makes_one_zone_and_another_another(content: ZoneContent) -> None:
    assert made() == content
    assert made(7).organisations != content.organisations


def test_the_zone_has_the_numbers_it_promises(content: ZoneContent) -> None:
    counts = {field.name: len(getattr(content, field.name)) for field in fields(content)}

    assert sum(row.is_made for row in content.organisations) == 300
    assert counts["projects"] == 200
    assert 110 <= counts["platforms"] <= 140
    assert {row.region for row in content.organisations if row.is_made} == {each.code for each in guilin_districts()}


def test_the_page_tells_the_numbers_of_the_zone(content: ZoneContent, root: Path) -> None:
    page = (root / "docs" / "zone.md").read_text(encoding="utf-8").replace("\n", "")

    for count, word in (
        (len(content.people), "人"),
        (len(content.platforms), "个平台"),
        (len(content.recognitions), "项认定"),
        (len(content.teams), "个团队"),
        (len(content.consortia), "个联合体"),
        (len(content.awards), "笔过去的奖补"),
    ):
        assert f"{count} {word}" in page


def test_a_made_name_and_its_industry_agree(content: ZoneContent) -> None:
    disagreeing = []
    for row in content.organisations:
        named = [classes for trade, classes in CLASSES_OF_TRADES.items() if trade in row.name.zh]
        if row.is_made and named and not any(row.industry in classes for classes in named):
            disagreeing.append((row.name.zh, industry(row.industry).title.zh))

    assert not disagreeing
    assert {row.industry for row in content.organisations if row.is_made and row.kind == "university"} == {"8341"}


@pytest.mark.parametrize("each", INDUSTRIES, ids=lambda each: each.code)
def test_every_trade_that_is_drawn_has_classes_of_its_division(each: Industry) -> None:
    drawn = each.trades if max(each.factory, each.digital, each.science) else ()

    for trade in drawn:
        assert {industry(code).code[:2] for code in CLASSES_OF_TRADES[trade]} == {each.code}


def test_whatever_is_made_says_so_in_both_languages(content: ZoneContent) -> None:
    made_rows = [
        *(row for row in content.organisations if row.is_made),
        *(row for row in content.places if row.is_made),
        *content.people, *content.platforms, *content.projects, *content.teams, *content.consortia,
    ]  # fmt: skip

    for row in made_rows:
        assert row.name.zh.endswith(MADE_MARK.zh), row.name
        assert row.name.en.endswith(MADE_MARK.en), row.name
    assert len({row.name.zh for row in content.organisations}) == len(content.organisations)


def test_nothing_is_made_up_about_a_real_body(content: ZoneContent) -> None:
    real = {row.key for row in INSTITUTIONS}

    assert all(not row.credit_code and not row.size and not row.stage for row in INSTITUTIONS)
    for rows in (content.facts, content.platforms, content.projects, content.recognitions, content.awards):
        assert not real & {row.organisation for row in rows}
    assert not real & {partner.organisation for row in content.projects for partner in row.partners}
    assert not real & {person.organisation for person in content.people}


def test_every_credit_code_is_right_once_and_in_the_series_that_is_not_used(content: ZoneContent) -> None:
    rows = [row for row in content.organisations if row.is_made]
    kinds = {
        "enterprise_legal_person": "enterprise",
        "public_institution": "public_institution",
        "private_non_enterprise": "private_non_enterprise",
        "association": "association",
    }

    for row in rows:
        code = check_credit_code(row.credit_code)
        assert code.body.startswith("HC")
        assert (code.division, code.kind.code) == (row.region, kinds[row.legal_kind])
    assert len({row.credit_code for row in rows}) == 300


@pytest.mark.parametrize(
    ("register", "column", "codes"),
    [
        ("organisations", "kind", "organisation_kinds"),
        ("organisations", "legal_kind", "legal_kinds"),
        ("organisations", "size", "company_sizes"),
        ("organisations", "stage", "ladder_stages"),
        ("organisations", "region", "regions"),
        ("places", "kind", "place_kinds"),
        ("places", "region", "regions"),
        ("platforms", "kind", "platform_kinds"),
        ("platforms", "level", "levels"),
        ("platforms", "pilot_industry", "pilot_industries"),
        ("platforms", "standing", "standings"),
        ("projects", "kind", "project_kinds"),
        ("projects", "standing", "project_standings"),
        ("recognitions", "kind", "recognition_kinds"),
        ("facts", "source", "fact_sources"),
        ("facts", "figure", "rd_figures"),
    ],
)
def test_every_code_stands_on_its_list(content: ZoneContent, register: str, column: str, codes: str) -> None:
    found = {getattr(row, column) for row in getattr(content, register)} - {""}

    assert found
    assert [code for code in sorted(found) if code not in code_list(codes)] == []


def test_rows_name_only_rows_that_are_there(content: ZoneContent) -> None:
    organisations = {row.key for row in content.organisations}
    places = {row.key for row in content.places} | {""}
    people = {row.key for row in content.people}
    subjects = {
        "organisation": organisations,
        "project": {row.key for row in content.projects},
        "platform": {row.key for row in content.platforms},
        "recognition": {row.key for row in content.recognitions},
        "team": {row.key for row in content.teams},
        "consortium": {row.key for row in content.consortia},
    }

    for row in (*content.organisations, *content.platforms, *content.projects, *content.teams):
        assert row.place in places
    for led in (*content.projects, *content.teams):
        assert led.leader in people
    for fact in content.facts:
        assert fact.organisation in organisations
        assert fact.subject in subjects[fact.subject_kind]
    for group in content.consortia:
        assert {group.organisation, *group.members} <= organisations
        assert group.organisation not in group.members
    for award in content.awards:
        assert award.subject == "" or award.subject in subjects[award.subject_kind]
    assert all(industry(row.industry).level == 4 for row in content.organisations if row.is_made)
    assert len(set().union(*subjects.values())) == sum(map(len, subjects.values()))


def test_real_places_belong_to_tasks_and_lie_where_the_code_says(content: ZoneContent) -> None:
    kinds = Counter(row.kind for row in content.places)

    assert kinds["district"] == 17
    assert (kinds["smart_valley"], kinds["development_zone"], kinds["cooperation_centre"]) == (4, 2, 3)
    assert {row.task for row in content.places} == {1, 4, 8, 12}
    for row in content.places:
        if row.kind in ("smart_valley", "development_zone"):
            assert region_list().is_within(row.region, GUILIN)
            assert row.region != GUILIN


def test_one_source_says_a_fact_once_and_four_years_are_told(content: ZoneContent) -> None:
    said = Counter((row.subject, row.code, row.year, row.figure, row.source) for row in content.facts)

    assert max(said.values()) == 1
    assert {row.year for row in content.facts if row.code == "revenue_yuan"} == {2023, 2024, 2025, 2026}
    assert all(row.declared or row.verified for row in content.facts)
    assert not [row for row in content.facts if row.year == 2026 and row.verified]  # the year still runs


def test_life_is_in_the_facts(content: ZoneContent) -> None:
    """Unknown, confirmed zero, cut down, contradicted, and four reckonings of R&D that differ."""
    sources: dict[tuple[str, str, int | None], list[FactRow]] = defaultdict(list)
    reckonings: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    for row in content.facts:
        if row.figure:
            reckonings[row.subject, row.year].add(row.declared)
        else:
            sources[row.subject, row.code, row.year].append(row)
    firms = {row.key for row in content.organisations if row.legal_kind == "enterprise_legal_person"}
    told = {row.subject for row in content.facts if row.code == "rd_expenditure_yuan" and row.year == 2025}

    assert len(firms - told) > 20  # unknown
    assert sum(row.is_confirmed_zero for row in content.facts) > 50
    cut = [row for row in content.facts if row.declared and row.verified and row.declared != row.verified]
    assert len(cut) > 40
    assert all(row.reason.zh and row.reason.en and row.vouched_for for row in cut)
    assert sum(len({row.verified or row.declared for row in rows}) > 1 for rows in sources.values()) > 40
    assert sum(len(values) > 2 for values in reckonings.values()) > 30
    assert {row.figure for row in content.facts if row.figure} == {"accounting", "tax", "statistics", "recognition"}


def test_main_business_revenue_is_never_declared_above_revenue(content: ZoneContent) -> None:
    declared = {(row.subject, row.year, row.code): float(row.declared) for row in content.facts if row.declared
                and row.code in ("revenue_yuan", "main_business_revenue_yuan")}  # fmt: skip

    for (subject, year, code), amount in declared.items():
        if code == "main_business_revenue_yuan":
            assert amount <= declared.get((subject, year, "revenue_yuan"), amount)


def test_every_stage_has_a_certificate_with_a_day(content: ZoneContent) -> None:
    held = {row.organisation: row for row in content.recognitions if row.kind in LADDER_STAGES}

    for row in content.organisations:
        if row.stage:
            assert held[row.key].kind == row.stage
            assert held[row.key].certificate.startswith("YS-")
            assert held[row.key].valid_to is not None
    assert len({row.stage for row in content.organisations}) >= 6


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure_meets_all_three_verdicts(answered: dict[str, list[Answered]], measure: str) -> None:
    verdicts = Counter(each.outcome.verdict for each in answered[measure])

    assert set(verdicts) == set(Verdict), verdicts


@pytest.mark.parametrize("seed", [1, 99])
def test_another_seed_meets_all_three_verdicts_too(seed: int) -> None:
    program = compile_program(load_pack("guilin2026", examples=False))

    for measure, rows in answers(made(seed), program, DAY).items():
        assert {each.outcome.verdict for each in rows} == set(Verdict), measure


def test_nobody_can_apply_to_the_budgets(answered: dict[str, list[Answered]]) -> None:
    assert sorted(answered) == MEASURES


def test_no_award_passes_the_ceiling_and_those_of_f14_are_told(content: ZoneContent) -> None:
    ceilings = {"F01": 50, "F03": 100, "F06": 500, "F09": 1000, "F11": 500, "F14": 50, "F16": 100, "F17": 100,
                "F19": 1000}  # fmt: skip
    drawn = {row.subject for row in content.facts if row.code == "previously_received_f14" and row.verified == "true"}

    assert all(0 < row.fen <= ceilings[row.measure] * 1_000_000 for row in content.awards)
    assert all(row.paid_on is None or row.granted_on < row.paid_on <= DAY for row in content.awards)
    assert {row.subject for row in content.awards if row.measure == "F14"} == drawn
    assert any(row.paid_on is None for row in content.awards)


def test_no_person_has_a_name_that_could_be_somebodys(content: ZoneContent) -> None:
    assert all(row.name.zh.removesuffix(MADE_MARK.zh)[-2:].isdigit() for row in content.people)
    assert {kind for row in content.people for kind in row.kinds} <= {e.code for e in code_list("people_kinds")}


def test_a_zone_of_another_year_moves_with_the_year() -> None:
    later = zone_content(np.random.default_rng(SEED), date(2028, 2, 29))

    assert {row.year for row in later.facts if row.code == "revenue_yuan"} == {2025, 2026, 2027, 2028}
    assert max(row.paid_on for row in later.awards if row.paid_on) <= date(2028, 2, 29)
