"""The site as anybody meets it: languages, large type, faults, paper, no script, a phone, the keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.steps import Check, OpenPage, Picture, SignIn, button, link, menu_opened

from lingqu.demonstration.loading import LoadedZone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_front_page_asks_one_question(
    page: Page, small_zone: LoadedZone, accessible: Check, picture: Picture
) -> None:
    page.goto("/")

    expect(page.get_by_role("heading", name="我们能得到什么？")).to_be_visible()
    accessible(page)
    picture(page, "front")


def test_the_language_chosen_stays(page: Page, small_zone: LoadedZone, accessible: Check) -> None:
    page.goto("/")
    menu_opened(page)
    button(page, "English").click()
    expect(page.get_by_role("heading", name="What can we get?")).to_be_visible()
    accessible(page)
    page.goto("/measures/?words=pilot")

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title("Measures · Lingqu")
    page.goto("/")
    if button(page, "Menu").is_visible():
        button(page, "Menu").click()
    button(page, "中文").click()
    expect(page.get_by_role("heading", name="我们能得到什么？")).to_be_visible()


def test_large_type_stays_and_fits(page: Page, small_zone: LoadedZone, accessible: Check) -> None:
    page.goto("/")
    size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    menu_opened(page)
    button(page, "大字版").click()
    expect(page.locator("html")).to_have_class("elder")
    page.goto("/measures/F11/")

    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > size
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    accessible(page)


def test_a_page_that_is_not_there_and_one_that_is_not_for_you(
    page: Page, small_zone: LoadedZone, sign_in: SignIn, accessible: Check, watch: Any
) -> None:
    watch.expected += ["404", "403"]
    page.goto("/nowhere/")
    expect(page.get_by_role("heading", name="没有这一页")).to_be_visible()
    accessible(page)
    sign_in(page, "visitor").goto("/audit/")

    expect(page.get_by_role("heading", name="您的角色不能打开这一页")).to_be_visible()
    accessible(page)


def test_on_paper_a_measure_is_its_text_alone(open_page: OpenPage, small_zone: LoadedZone, picture: Picture) -> None:
    page = open_page()
    page.goto("/measures/F11/")
    page.emulate_media(media="print")

    expect(page.locator(".site-head")).to_be_hidden()
    expect(page.locator(".site-foot")).to_be_hidden()
    expect(page.get_by_role("link", name="按这一条评一评")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    picture(page, "measure-print")
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_without_script_from_the_front_to_a_result(open_page: OpenPage, small_zone: LoadedZone, screen: str) -> None:
    page = open_page(screen, java_script_enabled=False)
    page.goto("/")
    expect(button(page, "English")).to_be_visible()
    page.locator("main").get_by_role("link", name="看全部措施").click()
    page.locator('a[href="/measures/F11/"]').first.click()
    link(page, "按这一条评一评").click()
    page.get_by_label("是", exact=True).check()
    page.locator("input[name=kind][value=enterprise]").check()
    button(page, "开始").click()
    for typed in ("600万", "1亿"):
        page.fill("#question-value", typed)
        button(page, "下一问").click()
    link(page, "看结果").click()

    expect(page.get_by_role("heading", name="自评结果")).to_be_visible()


def test_registers_can_be_read_at_phone_width(
    open_page: OpenPage, small_zone: LoadedZone, sign_in: SignIn, accessible: Check, picture: Picture
) -> None:
    page = sign_in(open_page("phone"), "officer")
    page.goto("/registers/")
    accessible(page)
    page.locator("main").get_by_role("link", name="单位", exact=True).click()
    picture(page, "register-list")
    page.locator(".register-table tbody a").first.click()
    expect(page.get_by_role("heading", name="过去的样子")).to_be_visible()
    picture(page, "register-row")

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    accessible(page)


def test_the_keyboard_can_skip_to_the_text_and_goes_in_the_order_of_the_page(
    page: Page, small_zone: LoadedZone
) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(link(page, "跳到正文")).to_be_focused()
    expect(link(page, "跳到正文")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")

    page.goto("/")
    passed = []
    for _ in range(12):
        page.keyboard.press("Tab")
        passed.append(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert passed == sorted(set(passed))
