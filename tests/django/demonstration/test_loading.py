"""The demonstration zone loaded: through operations, marked as made, and with much to show."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from tests.django.conftest import MOMENT

from lingqu.books.accounts.models import Installation, PersonalValue, User
from lingqu.books.accounts.person import person_of
from lingqu.books.audit.models import Entry
from lingqu.books.audit.queries import checked_chain
from lingqu.books.registers.declared.all_registers import register, registers
from lingqu.books.registers.models import Claim, Completeness, Evidence, EvidenceLink, Fact, Organisation, Succession
from lingqu.demonstration.accounts import DEMONSTRATION_ACCOUNTS, demonstration_password
from lingqu.demonstration.content import MADE_MARK
from lingqu.demonstration.loading import LoadedZone, UnableToLoad, load_zone
from lingqu.law.engine.judgement import Verdict
from lingqu.processes.assessments.comparison import compared
from lingqu.processes.assessments.judging import assessed
from lingqu.processes.assessments.models import SavedAnswer

DAY = date(2026, 11, 24)
NAMES = sorted(registers())
SETTLED = {"F15", "F19"}
"""Whether these fit follows from the registers alone: for nobody it is left open."""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("zone")]


def test_the_counts_are_those_of_the_content(zone: LoadedZone) -> None:
    counts = (zone.organisations, zone.people, zone.recognitions, zone.platforms, zone.projects, zone.awards)

    assert counts == (310, 130, 191, 129, 200, 28)
    assert Organisation.objects.count() == 310
    assert Fact.objects.count() == zone.facts > 9000


@pytest.mark.parametrize("name", NAMES)
def test_every_register_has_rows_and_each_row_a_history(name: str) -> None:
    model = register(name).model

    assert model._default_manager.count() > 10
    assert model.past.values("key").distinct().count() == model._default_manager.count()


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_made_is_marked_and_what_is_real_is_not(name: str) -> None:
    rows: list[Any] = list(register(name).model._default_manager.all())
    named = [row for row in rows if hasattr(row, "name")]

    assert all(row.name.endswith(MADE_MARK.zh) is row.is_synthetic for row in named)
    if name not in ("organisations", "places"):
        assert all(row.is_synthetic for row in rows)
    assert not Fact.objects.filter(is_synthetic=False).exists()


def test_nothing_is_told_of_a_real_institution() -> None:
    real = Organisation.objects.filter(is_synthetic=False)

    assert real.count() == 10
    for related in ("facts", "projects", "platforms", "recognitions", "teams", "consortia", "awards", "people"):
        assert not real.filter(**{f"{related}__isnull": False}).exists(), related
    for related in ("evidence", "partnerships", "claims", "saved_answers", "complete_lists", "successions_in"):
        assert not real.filter(**{f"{related}__isnull": False}).exists(), related


def test_the_chain_holds_and_tells_batches_in_one_entry() -> None:
    assert checked_chain().holds
    assert Entry.objects.filter(action="facts.take_over").get().facts["rows"] > 9000
    assert Entry.objects.filter(action="organisations.make_all").count() == 2
    assert Entry.objects.count() < 400


def test_no_personal_value_stands_in_history_or_audit() -> None:
    name = PersonalValue.objects.filter(subject_kind="person").values_list("value", flat=True).first()

    assert name is not None
    assert name.endswith(MADE_MARK.zh)
    assert not [entry for entry in Entry.objects.all() if name in str(entry.facts)]


@pytest.mark.parametrize("name", [each.username for each in DEMONSTRATION_ACCOUNTS])
def test_each_account_signs_in_and_holds_what_is_said_of_it(name: str, zone: LoadedZone) -> None:
    said = next(each for each in DEMONSTRATION_ACCOUNTS if each.username == name)

    user = authenticate(RequestFactory().get("/"), username=name, password=demonstration_password())

    assert isinstance(user, User)
    person = person_of(user, on=DAY)
    home = {"enterprise": zone.enterprise.key, "university": zone.university.key}.get(said.member_of)
    assert person.held == said.held
    assert person.member_of == ({home} if home else set())
    assert person.admin_of == ({home} if said.is_admin else set())


def test_the_enterprise_shows_all_verdicts_and_all_states_of_a_fact(zone: LoadedZone) -> None:
    found = assessed(zone.enterprise, day=DAY)
    verdicts = [outcome.verdict for each in found.judged for outcome in each.answer.outcomes]
    facts = Fact.objects.filter(organisation=zone.enterprise)

    assert zone.enterprise.is_synthetic
    assert found.total.certain > 0
    assert verdicts.count(Verdict.ELIGIBLE) >= 2
    assert verdicts.count(Verdict.UNDETERMINED) >= 2
    assert any(each.subject.conflicts for each in found.judged)
    assert any(each.subject.only_declared for each in found.judged)
    assert facts.exclude(verified_value="").exists()
    assert facts.filter(verified_value="").exists()
    assert EvidenceLink.objects.filter(fact__organisation=zone.enterprise).count() >= 2


def test_every_measure_meets_who_fits_who_does_not_and_who_may() -> None:
    found = defaultdict(set)

    for organisation in Organisation.objects.filter(is_synthetic=True):
        for each in assessed(organisation, day=DAY).judged:
            for outcome in each.answer.outcomes:
                found[outcome.measure].add(outcome.verdict)

    for measure in (f"F{number:02}" for number in range(1, 20)):
        wanted = {Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE} | (set() if measure in SETTLED else {Verdict.UNDETERMINED})
        assert found[measure] == wanted, measure


def test_an_answer_was_saved_before_something_was_verified(zone: LoadedZone) -> None:
    saved = SavedAnswer.objects.get(organisation=zone.enterprise)

    assert saved.day == DAY
    assert Fact.objects.filter(organisation=zone.enterprise, version=2).exists()
    assert compared(saved, assessed(zone.enterprise, day=DAY)).changes


def test_organisations_were_renamed_merged_and_split() -> None:
    kinds = sorted(Succession.objects.values_list("kind", flat=True))
    merged = Succession.objects.get(kind="merged")

    assert kinds == ["merged", "renamed", "split"]
    assert merged.predecessor.is_retired
    assert Succession.objects.get(kind="renamed").former_name.endswith(MADE_MARK.zh)


def test_claims_stand_in_every_state_and_the_county_has_some_to_decide() -> None:
    states = Claim.objects.values_list("state", flat=True)
    waiting = Claim.objects.filter(state="open", organisation__region="450305")

    assert {*states} == {"open", "vouched", "refused"}
    assert waiting.count() == 2
    assert Claim.objects.filter(state="open", organisation=None).count() == 1


def test_documents_are_real_files_that_say_what_they_are(zone: LoadedZone) -> None:
    kept = list(Evidence.objects.all())

    assert len(kept) == zone.documents >= 4
    for each in kept:
        assert each.media_type == "application/pdf"
        assert MADE_MARK.zh in each.name


def test_awards_are_complete_for_most_and_open_for_some() -> None:
    made = Organisation.objects.filter(is_synthetic=True)
    complete = made.filter(complete_lists__register=Completeness.Register.AWARDS)

    assert made.count() * 0.8 < complete.count() < made.count()


def test_a_second_load_is_refused_and_changes_nothing() -> None:
    before = Entry.objects.count()

    with pytest.raises(UnableToLoad, match="new one"):
        load_zone(at=MOMENT)

    assert Installation.objects.get().is_demonstration
    assert Entry.objects.count() == before
