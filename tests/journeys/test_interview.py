"""Journeys through the self-assessment: by the keyboard to the PDF, back and forth, offline, without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.django.assessments.made import organisation, tell
from tests.django.conftest import ACT

from lingqu.books.accounts import operations
from lingqu.books.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Reach = Callable[[Page, Locator], None]
Picture = Callable[..., None]
OpenPage = Callable[..., Page]


def heading(page: Page) -> Locator:
    return page.locator("#question-heading")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def begun(page: Page, address: str = "/assess/?kind=enterprise") -> None:
    page.goto(address)
    page.get_by_label("是", exact=True).check()
    button(page, "开始").click()
    expect(heading(page)).to_be_visible()


def answered(page: Page, name: str) -> None:
    """Press a button and wait until the next question stands there."""
    before = heading(page).inner_text()
    button(page, name).click()
    expect(heading(page)).not_to_have_text(before)


def test_by_keyboard_alone_from_the_start_to_the_pdf(
    page: Page, reach: Reach, accessible: Check, picture: Picture
) -> None:
    page.goto("/assess/?kind=enterprise&measure=F11")
    accessible(page)
    picture(page, "interview-begin")
    reach(page, page.get_by_label("是", exact=True))
    page.keyboard.press("Space")
    reach(page, button(page, "开始"))
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_visible()

    for typed in ("600万", "1亿"):
        name = heading(page).inner_text()
        accessible(page)
        reach(page, page.locator("#question-value"))
        page.keyboard.type(typed)
        picture(page, "interview-question")
        page.keyboard.press("Enter")
        expect(heading(page)).not_to_have_text(name)
        expect(heading(page)).to_be_focused()
        expect(page.locator("#interview-told")).not_to_be_empty()

    expect(heading(page)).to_have_text("没有还会影响结果的问题了")
    reach(page, page.get_by_role("link", name="看结果", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="自评结果")).to_be_visible()
    reach(page, page.locator("#F11 > summary"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("逐项理由")).to_be_visible()
    accessible(page)
    picture(page, "interview-result")
    reach(page, page.get_by_role("link", name="PDF", exact=True))
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert re.fullmatch(r"自评结果-\d{4}-\d\d-\d\d\.pdf", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_every_answer_can_be_gone_back_to_and_changed(page: Page) -> None:
    begun(page)
    first = heading(page).inner_text()
    answered(page, "否")
    second = heading(page).inner_text()
    button(page, "不知道，以后再说").click()
    expect(heading(page)).not_to_have_text(second)

    page.go_back()
    expect(heading(page)).to_have_text(second)
    page.get_by_role("link", name="上一问").click()
    expect(heading(page)).to_have_text(first)
    expect(button(page, "否")).to_have_attribute("aria-pressed", "true")
    page.locator("#interview-given summary").click()
    expect(page.locator(".interview-answers li")).to_have_count(3)


def test_the_link_goes_on_elsewhere_and_the_language_keeps_the_answers(page: Page, open_page: OpenPage) -> None:
    begun(page)
    answered(page, "否")
    answered(page, "不知道，以后再说")
    question = heading(page).inner_text()
    page.locator("#interview-given summary").click()
    link = page.locator("#interview-link").input_value()
    other = open_page("desktop")
    other.goto(link)

    expect(heading(other)).to_have_text(question)
    if page.get_by_role("button", name="菜单").is_visible():
        page.get_by_role("button", name="菜单").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("#interview-given summary")).to_have_text("4 answered, change any at any time")


def test_what_was_not_understood_is_told_beside_what_was_typed(page: Page, accessible: Check) -> None:
    begun(page, "/assess/?kind=enterprise&measure=F11")
    page.fill("#question-value", "很多")
    button(page, "下一问").click()

    expect(page.locator("#question-fault")).to_contain_text("没看懂")
    expect(page.locator("#question-value")).to_have_value("很多")
    expect(page.locator("#question-value")).to_be_focused()
    accessible(page)


def test_a_lost_connection_loses_nothing(page: Page, watch: Any) -> None:
    watch.expected += ["ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest"]
    begun(page, "/assess/?kind=enterprise&measure=F11")
    name = heading(page).inner_text()
    page.fill("#question-value", "600万")
    page.context.set_offline(True)
    button(page, "下一问").click()

    expect(page.locator("#connection-note")).to_contain_text("连接断了")
    expect(page.locator("#question-value")).to_have_value("600万")
    page.context.set_offline(False)
    button(page, "下一问").click()
    expect(heading(page)).not_to_have_text(name)
    expect(page.locator("#connection-note")).to_have_count(0)


def test_it_works_without_script(open_page: OpenPage) -> None:
    page = open_page("phone", java_script_enabled=False)
    begun(page, "/assess/?kind=enterprise&measure=F11")
    for typed in ("600万", "1亿"):
        page.fill("#question-value", typed)
        button(page, "下一问").click()
    page.get_by_role("link", name="看结果", exact=True).click()
    page.locator("#F11 > summary").click()

    expect(page.get_by_text("逐项理由")).to_be_visible()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_large_type_and_all_measures_stay_accessible(page: Page, accessible: Check, language: str) -> None:
    page.goto("/assess/")
    address = page.evaluate("location.origin")
    page.context.add_cookies(
        [
            {"name": "lingqu_elder", "value": "1", "url": address},
            {"name": "lingqu_language", "value": language, "url": address},
        ]
    )
    page.goto("/assess/?kind=platform")
    accessible(page)
    page.locator("input[name=located][value=yes]").check()
    page.locator(".interview-begin button").click()
    for _ in range(4):
        name = heading(page).inner_text()
        page.locator(".interview-buttons button").first.click()
        expect(heading(page)).not_to_have_text(name)
    page.locator("#interview-given summary").click()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator(".interview-ways a").last.click()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_link_that_cannot_be_read_leads_to_a_new_beginning(page: Page, accessible: Check, watch: Any) -> None:
    watch.expected.append("404")
    page.goto("/assess/1.AAAA/")
    accessible(page)
    page.get_by_role("link", name="重新开始").click()

    expect(page.get_by_role("heading", name="自评：我们能得到什么？")).to_be_visible()


def test_a_member_begins_with_the_facts_of_the_organisation(
    page: Page, accessible: Check, account: Callable[..., User], live_server: LiveServer
) -> None:
    firm = organisation()
    tell(firm, "rd_expenditure_yuan", "600万", 2025, figure_kind="accounting")
    user = account("member")
    operations.join(user=user, organisation=firm.key, is_admin=False, since=date(2020, 1, 1), act=ACT)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )

    page.goto("/assess/")
    page.get_by_role("link", name="按项目、平台、团队评，从已填的事实开始").click()
    accessible(page)
    button(page, "直接看结果").click()
    expect(page.get_by_role("heading", name="与单位已填的事实相比")).to_be_visible()
    expect(page.get_by_text("没有不同")).to_be_visible()
    page.get_by_role("link", name="改：研发投入").click()
    page.fill("#question-value", "700万")
    button(page, "下一问").click()
    expect(page.get_by_role("link", name="去填报：研发投入")).to_be_visible()
    accessible(page)


def test_on_paper_what_was_refused_has_a_line_each_with_why(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/assess/?kind=enterprise&measure=F11")
    page.get_by_label("否", exact=True).check()
    button(page, "开始").click()
    page.get_by_role("link", name="看结果").first.click()
    expect(page.get_by_role("heading", name="自评结果")).to_be_visible()
    refused = page.locator(".refused .outcome").first
    expect(refused).to_be_hidden()

    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    expect(refused).to_be_visible()
    expect(refused.locator(".outcome-because")).to_be_visible()
    assert refused.get_attribute("open") is None
