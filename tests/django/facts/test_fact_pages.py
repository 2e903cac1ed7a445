"""Pages of facts: members state, offices verify in place, nobody sees or changes what is not theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.django.assessments.made import organisation, platform, tell, verified
from tests.django.conftest import ACT

from lingqu.books.accounts import operations as accounts
from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole, person_of
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.registers.models import Completeness, Fact, Organisation
from lingqu.interfaces.web.facts.desk import own_organisations

pytestmark = pytest.mark.django_db
Account = Callable[..., User]
SignedIn = Callable[[User], Client]
OFFICER = HeldRole(Role.DEPARTMENT_OFFICER, Level.REGION, department="kjt")


@pytest.fixture
def owner() -> Organisation:
    """An organisation."""
    return organisation()


@pytest.fixture
def member(account: Account, signed_in: SignedIn, owner: Organisation) -> Client:
    """The browser of a member of it."""
    user = account("member")
    accounts.join(user=user, organisation=owner.key, is_admin=False, since=date(2020, 1, 1), act=ACT)
    return signed_in(user)


@pytest.fixture
def officer(account: Account, signed_in: SignedIn) -> Client:
    """The browser of an officer of the science department."""
    return signed_in(account("officer", OFFICER))


def at(name: str, key: Any) -> str:
    """An address."""
    return reverse(name, kwargs={"key": key})


def state(client: Client, owner: Organisation, **form: str) -> Any:
    """Send the form that states a fact."""
    return client.post(at("fact-state", owner.key), form)


def test_a_member_states_a_figure_and_sees_it_with_what_proves_it(member: Client, owner: Organisation) -> None:
    answer = state(member, owner, code="rd_expenditure_yuan", year="2025", value="2500万", figure_kind="tax")

    row = Fact.objects.get()
    assert (row.declared_value, row.source, row.figure_kind) == ("25000000.00", "declared", "tax")
    page = member.get(answer["Location"]).content.decode()
    assert "2500万元" in page
    assert "研发加计扣除" in page
    assert "2500万元" in member.get(at("facts", owner.key)).content.decode()


def test_a_faulty_form_keeps_what_was_typed_and_says_what_is_expected(member: Client, owner: Organisation) -> None:
    answer = state(member, owner, code="revenue_yuan", year="2025", value="大约<b>一亿")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "大约&lt;b&gt;一亿" in page
    assert "应为金额" in page
    assert not Fact.objects.exists()


def test_a_zero_without_confirmation_is_asked_for_it(member: Client, owner: Organisation) -> None:
    refused = state(member, owner, code="revenue_yuan", year="2025", value="0")
    taken = state(member, owner, code="revenue_yuan", year="2025", value="0", is_confirmed_zero="yes")

    assert refused.status_code == 422
    assert taken.status_code == 302
    assert "确认为零" in member.get(at("facts", owner.key)).content.decode()


def test_a_member_speaks_for_the_applicant_only_whatever_the_form_says(member: Client, owner: Organisation) -> None:
    state(member, owner, code="is_enterprise", value="true", source="authority")
    finding = state(member, owner, code="notable_results_recognised", value="true", source="authority")

    assert Fact.objects.get().source == "declared"
    assert finding.status_code == 422


def test_an_officer_states_a_finding_for_the_authority(officer: Client, owner: Organisation) -> None:
    state(officer, owner, code="notable_results_recognised", value="true", source="authority")

    assert Fact.objects.get().source == "authority"


def test_a_member_cannot_change_what_an_authority_said(member: Client, owner: Organisation) -> None:
    row = tell(owner, "notable_results_recognised", "否", source=Fact.Source.AUTHORITY)

    for name in ("fact-correct", "fact-withdraw", "fact-attach"):
        answer = member.post(at(name, row.key), {"version": "1", "value": "true", "reason": "x"})
        assert answer.status_code == 403
    assert member.post(at("fact-verify", row.key), {"version": "1", "value": "true"}).status_code == 404


def test_an_officer_verifies_in_place_and_both_figures_are_shown(officer: Client, owner: Organisation) -> None:
    row = tell(owner, "revenue_yuan", "4000万", 2025)
    form = {"version": "1", "value": "3950万"}

    without = officer.post(at("fact-verify", row.key), form)
    taken = officer.post(at("fact-verify", row.key), {**form, "reason": "剔除关联交易"})

    row.refresh_from_db()
    assert (without.status_code, taken.status_code) == (422, 302)
    assert (row.verified_value, row.vouched_for) == ("39500000.00", "kjt")
    page = officer.get(at("facts", owner.key)).content.decode()
    assert "4000万元" in page
    assert "3950万元" in page
    assert "剔除关联交易" in officer.get(at("fact", row.key)).content.decode()


def test_an_office_corrects_what_was_declared_only_from_an_empty_form_and_with_a_reason(
    officer: Client, member: Client, owner: Organisation
) -> None:
    row = tell(owner, "revenue_yuan", "4000万", 2025)

    page, own = (each.get(at("fact", row.key)).content.decode() for each in (officer, member))
    silent = officer.post(at("fact-correct", row.key), {"version": "1", "value": "3000万"})
    row.refresh_from_db()
    said = officer.post(at("fact-correct", row.key), {"version": "1", "value": "3000万", "reason": "多写一个零"})
    verifying = officer.post(at("fact-verify", row.key), {"version": "2", "value": "2900万"}).content.decode()

    verify, correct = page.index('id="verified"'), page.index('id="declared"')
    assert verify < page.index("<details", verify) < correct
    assert 'value=""' in page[correct : page.index(">", correct)]
    assert f"“{owner.name}”自己填报的数" in page
    assert 'value="40000000.00"' in own
    assert 'id="correct-reason"' not in own
    assert (silent.status_code, row.declared_value) == (422, "40000000.00")
    assert "须写明原因" in silent.content.decode()
    assert said.status_code == 302
    declared = verifying.index('id="declared"')
    assert 'value=""' in verifying[declared : verifying.index(">", declared)]


def test_a_verified_figure_is_closed_to_the_member_with_a_clear_word(member: Client, owner: Organisation) -> None:
    row = verified(tell(owner, "revenue_yuan", "4000万", 2025), "3950万")

    answer = member.post(at("fact-correct", row.key), {"version": str(row.version), "value": "1"})

    assert answer.status_code == 409
    assert "先撤回核定" in answer.content.decode()


def test_the_second_of_two_sees_the_conflict_and_keeps_what_was_typed(member: Client, owner: Organisation) -> None:
    row = tell(owner, "revenue_yuan", "1", 2025)
    member.post(at("fact-correct", row.key), {"version": "1", "value": "222"})

    answer = member.post(at("fact-correct", row.key), {"version": "1", "value": "333"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "222" in page
    assert 'value="333"' in page
    row.refresh_from_db()
    assert row.declared_value == "222.00"


def test_a_contradiction_is_shown_with_the_precedence(member: Client, owner: Organisation) -> None:
    tell(owner, "revenue_yuan", "4000万", 2025)
    tell(owner, "revenue_yuan", "3800万", 2025, source=Fact.Source.REGISTER)

    page = member.get(at("facts", owner.key)).content.decode()

    assert "有 1 项说法不一致" in page
    assert "按次序取登记的" in page


def test_unknown_is_shown_as_unknown_and_derived_as_derived(member: Client, owner: Organisation) -> None:
    page = member.get(at("facts", owner.key)).content.decode()

    assert "未知" in page
    assert "单位类别为企业" in page


def test_each_subject_has_its_own_facts(member: Client, owner: Organisation) -> None:
    row = platform(owner, "pilot_platform", name="中试线")

    page = member.get(f"{at('facts', owner.key)}?subject=platform:{row.key}").content.decode()
    forged = member.get(f"{at('facts', owner.key)}?subject=platform:{owner.key}")
    state(member, owner, subject=f"platform:{row.key}", code="serves_external_users", value="true")

    assert "服务收入到账" in page
    assert forged.status_code == 404
    assert Fact.objects.get().subject_key == row.key


@pytest.mark.parametrize("name", ["facts", "fact-state", "answers", "evidence-of"])
def test_a_foreign_organisation_is_not_there_and_the_public_signs_in(name: str, member: Client, client: Client) -> None:
    other = organisation("别家")

    assert member.get(at(name, other.key)).status_code == 404
    assert client.get(at(name, other.key))["Location"].startswith("/account/login/")


def test_a_foreign_fact_is_not_there(member: Client) -> None:
    row = tell(organisation("别家"), "revenue_yuan", "1", 2025)

    assert member.get(at("fact", row.key)).status_code == 404
    assert member.post(at("fact-correct", row.key), {"version": "1", "value": "2"}).status_code == 404


def test_a_county_office_reaches_its_own_county_alone(
    account: Account, signed_in: SignedIn, owner: Organisation
) -> None:
    county = HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region="450305")
    client = signed_in(account("county", county))

    assert client.get(at("facts", owner.key)).status_code == 200
    assert client.get(at("facts", organisation("远处", region="450321").key)).status_code == 404


def test_an_officer_states_a_register_complete(officer: Client, member: Client, owner: Organisation) -> None:
    form = {"register": "awards", "reason": "核对台账"}

    assert member.post(at("facts-complete", owner.key), form).status_code == 404
    assert officer.post(at("facts-complete", owner.key), {"register": "x"}).status_code == 404
    assert officer.post(at("facts-complete", owner.key), form).status_code == 302
    assert Completeness.objects.get().reason == "核对台账"


def test_the_page_speaks_english_where_asked(member: Client, owner: Organisation) -> None:
    tell(owner, "revenue_yuan", "4000万", 2025)
    member.cookies["lingqu_language"] = "en"

    page = member.get(at("facts", owner.key)).content.decode()

    assert "Operating revenue" in page
    assert "40 million yuan" in page
    assert "未知" not in page


def test_the_queries_of_the_page_do_not_grow_with_the_facts(member: Client, owner: Organisation) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            member.get(at("facts", owner.key))
        return len(asked)

    queries()  # what is kept for the process or the session is read once
    few = queries()
    for year in range(2015, 2026):
        for code in ("revenue_yuan", "main_business_revenue_yuan"):
            tell(owner, code, str(year), year)
    for number in range(4):
        platform(owner, "pilot_platform", name=str(number))

    assert queries() == few


def test_the_desk_lists_the_organisations_of_a_member(account: Account, owner: Organisation) -> None:
    user = account("somebody")
    accounts.join(user=user, organisation=owner.key, is_admin=True, since=date(2020, 1, 1), act=ACT)

    found = own_organisations(person_of(user, on=date(2026, 11, 24)))

    assert [(each.key, each.name, each.is_admin) for each in found] == [(owner.key, owner.name, True)]


def test_only_the_last_year_over_and_years_with_something_kept_have_a_column(
    member: Client, owner: Organisation
) -> None:
    tell(owner, "revenue_yuan", "4000万", 2023)

    page = member.get(at("facts", owner.key)).content.decode()

    assert "2025 年</th>" in page
    assert "2023 年</th>" in page
    assert "2024 年</th>" not in page
    assert "2022" not in page


def test_each_reckoning_of_a_figure_has_its_own_line_and_the_dispute_is_told_once(
    member: Client, owner: Organisation
) -> None:
    for year in (2024, 2025):
        for kind, typed in (("accounting", "2500万"), ("tax", "2000万"), ("recognition", "1234567.89")):
            tell(owner, "rd_expenditure_yuan", typed, year, figure_kind=kind)

    page = member.get(at("facts", owner.key)).content.decode()

    assert page.count('class="of-kind"') == 3
    assert page.count("用哪一种口径还没有定") == 1
    assert "有 1 项说法不一致" in page
    assert "1,234,567.89元" in page


def test_declared_and_verified_stand_in_columns_of_their_own(member: Client, owner: Organisation) -> None:
    verified(tell(owner, "revenue_yuan", "4000万", 2025), "3950万")
    tell(owner, "main_business_revenue_yuan", "3000万", 2025)

    page = member.get(at("facts", owner.key)).content.decode()

    assert page.index("申报数</th>") < page.index("核定数</th>")
    assert "与申报不同" in page
    assert "未核定" in page


def test_what_is_missing_is_told_with_the_measures_that_wait(member: Client, owner: Organisation) -> None:
    there = at("facts", owner.key)
    tell(owner, "revenue_yuan", "4000万", 2025)

    whole, waiting = (member.get(there + query).content.decode() for query in ("", "?only=waiting"))

    assert "等着它的措施" in whole
    assert "高研发投入企业支持" in whole
    assert 'scope="row">营业收入' in whole
    assert 'scope="row">营业收入' not in waiting
    assert 'scope="row">研发投入' in waiting
    assert member.get(there + "?only=nonsense").status_code == 200


def test_a_second_figure_leads_to_the_one_that_stands(member: Client, owner: Organisation) -> None:
    row = tell(owner, "revenue_yuan", "4000万", 2025)

    answer = state(member, owner, code="revenue_yuan", year="2025", value="5000万")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="{at("fact", row.key)}">4000万元</a>' in page


def test_many_facts_of_a_year_are_stated_in_one_go(member: Client, owner: Organisation) -> None:
    there = at("facts-together", owner.key)
    row = tell(owner, "revenue_yuan", "4000万", 2025)

    page = member.get(there + "?year=2025").content.decode()
    answer = member.post(
        there,
        {
            "year": "2025",
            "main_business_revenue_yuan": "3000万",
            "rd_expenditure_yuan.tax": "2,000,000",
            "rd_expenditure_yuan.accounting": "",
            "horizontal_income_yuan.zero": "yes",
            "is_ai_enterprise": "false",
        },
    )

    assert 'name="revenue_yuan"' not in page
    assert at("fact", row.key) in page
    assert answer.status_code == 302
    kept = {(each.code, each.figure_kind): each for each in Fact.objects.exclude(pk=row.pk)}
    assert kept["rd_expenditure_yuan", "tax"].declared_value == "2000000.00"
    assert {each.source for each in kept.values()} == {"declared"}
    assert ("rd_expenditure_yuan", "accounting") not in kept
    assert kept["is_ai_enterprise", ""].year is None


def test_one_fault_among_many_keeps_nothing_and_marks_its_field(member: Client, owner: Organisation) -> None:
    form = {"year": "2025", "revenue_yuan": "4000万", "main_business_revenue_yuan": "很多<b>"}

    answer = member.post(at("facts-together", owner.key), form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Fact.objects.exists()
    assert 'value="4000万"' in page
    assert "很多&lt;b&gt;" in page
    assert "应为金额" in page


def test_a_form_left_blank_says_that_nothing_was_saved(member: Client, owner: Organisation) -> None:
    answer = member.post(at("facts-together", owner.key), {"year": "2025", "revenue_yuan": " "})

    assert answer.status_code == 422
    assert "一项也没有填" in answer.content.decode()


def test_what_is_asked_of_a_recognition_can_be_stated_of_the_platform_that_is_one(
    member: Client, owner: Organisation
) -> None:
    row = platform(owner, "industry_service", name="公共服务平台")
    subject = f"platform:{row.key}"
    pages = [member.get(at(name, owner.key) + f"?subject={subject}").content.decode() for name in ("facts-together",)]
    names = set(re.findall(r'id="field-([a-z_]+)"', pages[0]))

    answers = [state(member, owner, subject=subject, code=name, value="true") for name in sorted(names)]

    assert names
    assert not [each for each in answers if "不属于这类主体" in each.content.decode()]
