"""The page of answers: range, outcomes with reasons, what is missing and where to enter it, saved and compared."""

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
from tests.django.assessments.made import organisation, platform, project, recognition, tell
from tests.django.conftest import ACT

from lingqu.books.accounts import operations as accounts
from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.registers.models import Organisation
from lingqu.interfaces.web.answers.organisations import a_year_on
from lingqu.processes.assessments.judging import assessed
from lingqu.processes.assessments.models import SavedAnswer
from lingqu.processes.assessments.operations import saved

pytestmark = pytest.mark.django_db
Account = Callable[..., User]
SignedIn = Callable[[User], Client]
DAY = "2026-11-24"


@pytest.fixture
def owner() -> Organisation:
    """An enterprise with some figures."""
    found = organisation()
    tell(found, "rd_expenditure_yuan", "1500万", 2025)
    tell(found, "revenue_yuan", "10亿", 2025)
    return found


@pytest.fixture
def member(account: Account, signed_in: SignedIn, owner: Organisation) -> Client:
    """The browser of a member of it."""
    user = account("member")
    accounts.join(user=user, organisation=owner.key, is_admin=False, since=date(2020, 1, 1), act=ACT)
    return signed_in(user)


def at(name: str, key: Any) -> str:
    """An address."""
    return reverse(name, kwargs={"key": key})


def shown(client: Client, owner: Organisation, day: str = DAY) -> str:
    """The page of answers."""
    answer = client.get(f"{at('answers', owner.key)}?day={day}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_outcomes_are_opened_to_reasons_near_misses_and_what_is_missing(member: Client, owner: Organisation) -> None:
    page = shown(member, owner)

    assert "研发投入为1500万元，不足2000万元" in page
    assert "还差 500万元" in page
    assert f"{at('fact-state', owner.key)}?subject=" in page  # the missing fact leads to where it is entered
    assert "一般申报条件" in page
    assert "只有申报、还没有人核定的" in page


def test_a_supervisor_reads_the_answer_but_is_led_to_no_form(
    account: Account, signed_in: SignedIn, owner: Organisation
) -> None:
    client = signed_in(account("supervisor", HeldRole(Role.SUPERVISOR, Level.REGION)))

    page = shown(client, owner)

    assert at("fact-state", owner.key) not in page
    assert at("answers-save", owner.key) not in page
    assert client.post(at("answers-save", owner.key)).status_code == 404


def test_an_assessment_is_saved_once_compared_and_kept_as_it_was(member: Client, owner: Organisation) -> None:
    for _ in range(2):
        assert member.post(at("answers-save", owner.key), {"day": DAY}).status_code == 302
    tell(owner, "cooperates_with_leading_asean_partner", "否")

    page = shown(member, owner)
    answer = SavedAnswer.objects.get()
    then = member.get(at("saved-answer", answer.key)).content.decode()

    assert "与东盟头部机构合作：未知 → 否" in page
    assert "面向东盟科技合作成效支持" in then
    assert answer.pack_digest[:16] in then


def test_a_foreign_saved_answer_is_not_there(member: Client) -> None:
    answer = saved(assessment=assessed(organisation("别家"), day=date(2026, 11, 24)), act=ACT)

    assert member.get(at("saved-answer", answer.key)).status_code == 404


def test_what_changes_next_year_is_said(member: Client, owner: Organisation) -> None:
    page = shown(member, owner)

    assert "明年会怎样" in page
    assert "按 2027年11月24日 判断" in page


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "0001-01-01", "9999-12-31", "<script>"])
def test_a_day_that_is_none_is_told_and_today_is_judged(member: Client, owner: Organisation, day: str) -> None:
    assert "判断日不是日历上的日期" in shown(member, owner, day)


def test_the_twenty_ninth_of_february_has_a_year_on() -> None:
    assert a_year_on(date(2028, 2, 29)) == date(2029, 2, 28)
    assert a_year_on(date(2027, 2, 28)) == date(2028, 2, 28)


def test_names_are_escaped_and_english_is_whole(member: Client, owner: Organisation) -> None:
    platform(owner, "pilot_platform", name="<script>alert(1)</script>")
    member.cookies["lingqu_language"] = "en"

    page = shown(member, owner)

    assert "<script>alert(1)" not in page
    assert "Pilot-scale platform" in page
    assert "What changes next year" in page
    assert "待定" not in page


def test_the_queries_of_the_page_do_not_grow_with_the_subjects(member: Client, owner: Organisation) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown(member, owner)
        return len(asked)

    queries()  # what is kept for the process or the session is read once
    few = queries()
    for number in range(6):
        tell(platform(owner, "pilot_platform", name=str(number)), "serves_external_users", "是")

    assert queries() == few


def test_what_a_sum_rests_on_stands_beside_it(member: Client, owner: Organisation) -> None:
    for year in (2024, 2025):
        tell(owner, "rd_expenditure_yuan", "900万", year, figure_kind="tax")
        tell(owner, "rd_expenditure_yuan", "800万", year, figure_kind="accounting")

    page = shown(member, owner)
    before_subjects = page[: page.index("subject-head")]

    assert "用这个数以前，先看" in before_subjects
    assert "没有查的：一般申报条件" in before_subjects
    assert "还没有人核定：" in before_subjects
    assert page.count("用哪一种口径还没有定") == 1
    assert "#disputes" in before_subjects


def test_the_best_combination_names_its_measures_and_sums_are_said_in_wan(member: Client, owner: Organisation) -> None:
    tell(owner, "cooperates_with_leading_asean_partner", "是")

    page = shown(member, owner)

    assert "面向东盟科技合作成效支持 F10" in page
    assert re.search(r'最多</dt><dd class="money">[0-9]+万元</dd>', page)


def test_why_less_is_certain_than_the_lines_add_up_to_is_said(member: Client, owner: Organisation) -> None:
    made = [project(owner, "industrial"), platform(owner, "pilot_platform", level="regional")]
    told = (("enclave_result_landed", "是"), ("production_equipment_investment_in_year_yuan", "500万"))
    for code, value in told:
        tell(made[0], code, value)
    before = shown(member, owner)
    tell(made[1], "serves_external_users", "是")
    tell(made[1], "service_income_received_yuan", "400万", 2025)
    tell(made[1], "fiscal_appropriation_in_income_yuan", "0", 2025, is_confirmed_zero=True)

    page = shown(member, owner)

    assert "各条应得相加" not in before
    assert "各条应得相加是 175万元；" in page
    assert "所以能确定的只有 100万元。" in page


def test_subjects_for_which_nothing_fits_are_told_together_at_the_end(member: Client, owner: Organisation) -> None:
    recognition(owner, "little_giant", certificate="第 7 号", level="national")

    page = shown(member, owner)

    assert page.index("第 7 号") > page.index("目前没有符合条款的主体") > page.index("subject-1")


def test_the_assessment_is_given_as_pdf_to_those_who_see_it(
    member: Client, account: Account, signed_in: SignedIn, owner: Organisation
) -> None:
    answer = member.get(at("answers-pdf", owner.key))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert signed_in(account("other")).get(at("answers-pdf", owner.key)).status_code == 404
