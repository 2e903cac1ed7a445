"""The journey through the Policy Lab: a line is changed, its effect seen, and a second person publishes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from tests.django.assessments.made import organisation, project, tell
from tests.django.lab.made import changed, shipped

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role
from lingqu.config.data_folder import DataFolder
from lingqu.interfaces.web.lab import impact, registers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
OpenPage = Callable[..., Page]
SignIn = Callable[[Page, str], Page]
NEAR = "按「当年生产设备投资」的 "


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Published versions and kept registers of one journey alone."""
    settings.DATA = DataFolder(tmp_path / "data").made()
    registers._held.clear()
    impact._kept.clear()
    yield
    registers._held.clear()
    impact._kept.clear()


@pytest.fixture
def officers(account: Callable[..., User]) -> None:
    """Two policy officers, and a project that gets the award in question."""
    for name in ("writer", "publisher"):
        account(name, HeldRole(Role.POLICY_OFFICER, Level.CITY))
    one = project(organisation("漓江装备有限公司", size="small"), "industrial", name="生产线")
    tell(one, "enclave_result_landed", "true")
    tell(one, "production_equipment_investment_in_year_yuan", "4000000.00")


def area(page: Page) -> Locator:
    return page.locator('textarea[data-file="measures.lq"]')


def typed_over(page: Page, old: str, new: str) -> None:
    """Go to what stands behind NEAR and type over it, as somebody would."""
    text = shipped()["measures.lq"]
    before = text[: text.index(NEAR + old) + len(NEAR)]
    place = {"line": before.count("\n"), "column": len(before) - before.rfind("\n") - 1}
    area(page).evaluate("(area, place) => area.dispatchEvent(new CustomEvent('lingqu:goto', {detail: place}))", place)
    for _ in old:
        page.keyboard.press("Delete")
    page.keyboard.type(new)
    page.keyboard.press("Escape")


def test_a_line_is_changed_its_effect_seen_and_a_second_person_publishes(
    page: Page, open_page: OpenPage, sign_in: SignIn, officers: None, accessible: Check, picture: Callable[..., None]
) -> None:
    sign_in(page, "writer")
    page.goto("/lab/")
    accessible(page)
    page.get_by_label("新草稿的名称").fill("设备投资奖励降档")
    page.get_by_role("button", name="开新草稿").click()
    expect(page.locator(".lab-lead")).to_contain_text("没有影响")
    expect(page.locator(".lab-found")).to_contain_text("规则没有错误")

    typed_over(page, "15%", "4%")

    expect(page.locator(".lab-lead")).to_contain_text("0 个受益，1 个受损")
    expect(page.locator(".lab-impact")).to_contain_text("漓江装备有限公司：生产线")
    expect(page.locator(".lab-found .lab-bad")).to_contain_text("8 个不符")
    expect(page.locator(".lq-failed").first).to_be_attached()
    accessible(page)
    picture(page, "lab-impact")

    mended = changed(shipped())["measures.lq"]
    area(page).evaluate("(area, text) => area.dispatchEvent(new CustomEvent('lingqu:set', {detail: {text}}))", mended)
    expect(page.locator(".lab-found .lab-bad")).to_have_count(0)
    page.get_by_label("这次改了什么").fill("降到 4%")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".notes")).to_contain_text("第 2 次")

    page.get_by_role("link", name="历次与对比").click()
    expect(page.locator(".lab-rules")).to_contain_text("15% → 4%")
    accessible(page)
    page.go_back()
    page.get_by_role("link", name="提出发布").click()
    page.get_by_label("文号").fill("试发〔2026〕1号")
    page.get_by_label("文件名称").fill("关于调整设备投资奖励的通知")
    page.get_by_label("施行日").fill(timezone.localdate().isoformat())
    accessible(page)
    page.get_by_role("button", name="提出，交另一人发布").click()
    expect(page.get_by_role("heading", name="等另一人发布")).to_be_visible()
    expect(page.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    accessible(page)
    address = page.url

    other = sign_in(open_page(), "publisher")
    other.goto(address)
    picture(other, "lab-publish")
    other.on("dialog", lambda dialog: dialog.accept())
    other.get_by_role("button", name="发布", exact=True).click()
    expect(other.locator(".lab-state")).to_have_text("已发布")
    other.get_by_role("navigation", name="位置").get_by_role("link", name="版本").click()
    expect(other.locator("table")).to_contain_text("试发〔2026〕1号")
    accessible(other)

    public = open_page()
    public.goto("/measures/F04/")
    expect(public.locator("main")).to_contain_text("4%")
    expect(public.locator("main")).not_to_contain_text("15%")


def test_faults_are_listed_and_lead_to_their_line(open_page: OpenPage, sign_in: SignIn, officers: None) -> None:
    page = sign_in(open_page(), "writer")
    page.goto("/lab/")
    page.get_by_label("新草稿的名称").fill("有错")
    page.get_by_role("button", name="开新草稿").click()
    expect(page.locator(".lab-lead")).to_be_visible()

    typed_over(page, "15%", "许多")

    expect(page.locator(".lab-found")).to_contain_text("1 处错误")
    expect(page.locator("[data-note]")).to_contain_text("改好后")
    expect(page.get_by_role("tab", name=re.compile("measures"))).to_contain_text("✗1")
    page.get_by_role("tab", name="policy.lq").click()
    page.locator(".lab-found li button").first.click()
    expect(page.locator("#panel-1 .cm-editor")).to_be_visible()


def test_by_the_keyboard_alone_a_name_is_found_a_file_added_and_the_text_saved(
    open_page: OpenPage, sign_in: SignIn, officers: None, accessible: Check
) -> None:
    page = sign_in(open_page(), "writer")
    page.goto("/lab/")
    page.get_by_label("新草稿的名称").fill("只用键盘")
    page.keyboard.press("Enter")
    expect(page.locator(".lab-lead")).to_be_visible()

    page.keyboard.press("Control+Shift+F")
    page.keyboard.type("「飞地成果落地」 且")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("F12")
    expect(page.get_by_role("tab", selected=True)).to_contain_text("vocabulary.lq")
    page.keyboard.type(" ")
    page.keyboard.press("Control+s")
    expect(page.locator(".notes")).to_contain_text("第 2 次")

    page.get_by_text("新增、改名、删除文件").press("Enter")
    page.get_by_label("文件名", exact=True).fill("pilot")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", selected=True)).to_contain_text("pilot.lq")
    page.get_by_text("新增、改名、删除文件").press("Enter")
    page.get_by_label("已有的文件").select_option("pilot.lq")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="删除").press("Enter")
    expect(page.locator(".notes")).to_contain_text("第 4 次")
    expect(page.get_by_role("tab", name="pilot.lq")).to_have_count(0)
    accessible(page)


def test_the_measures_of_a_file_are_listed_and_what_fails_leads_to_its_line(
    open_page: OpenPage, sign_in: SignIn, officers: None, accessible: Check
) -> None:
    page = sign_in(open_page("phone"), "writer")
    page.goto("/lab/")
    page.get_by_label("新草稿的名称").fill("目录")
    page.keyboard.press("Enter")
    expect(page.locator(".lab-lead")).to_be_visible()
    expect(page.get_by_role("tab", selected=True)).to_have_text("措施 measures.lq")
    expect(page.locator(".lab-leave")).to_contain_text("先按 Esc，再按 Tab")
    page.get_by_text("本文件目录").press("Enter")
    accessible(page)

    page.get_by_role("button", name="F05 ").press("Enter")
    page.keyboard.type("坏")
    expect(page.locator(".lab-found")).to_contain_text("正在检查")
    expect(page.locator(".lab-found")).not_to_contain_text("没有错误")
    expect(page.locator(".lab-found .lab-bad")).to_contain_text("1 处错误")
    page.keyboard.press("Control+s")
    expect(page.locator(".notes")).to_contain_text("第 2 次")
    page.get_by_role("link", name="提出发布").click()
    page.locator(".lab-wrong a").press("Enter")

    expect(page.locator(".cm-editor:focus-within .cm-activeLine")).to_contain_text("坏措施 F05")


def test_without_a_script_a_draft_is_checked_and_saved(open_page: OpenPage, sign_in: SignIn, officers: None) -> None:
    page = sign_in(open_page("phone", java_script_enabled=False), "writer")
    page.goto("/lab/")
    page.get_by_label("新草稿的名称").fill("没有脚本")
    page.get_by_role("button", name="开新草稿").click()
    area(page).fill(shipped()["measures.lq"].replace(NEAR + "15%", NEAR + "许多"))
    page.get_by_role("button", name="检查").click()
    expect(page.locator("#check")).to_contain_text("1 处错误")

    area(page).fill(changed(shipped())["measures.lq"])
    page.get_by_role("button", name="保存").click()

    expect(page.locator(".notes")).to_contain_text("第 2 次")
