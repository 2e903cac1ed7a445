"""An officer at work: a figure verified, a list with faults brought in, found, sorted, edited by two, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.journeys.steps import Check, OpenPage, Picture, SignIn, button, link

from lingqu.demonstration.loading import LoadedZone
from lingqu.demonstration.made_organisations import newcomer_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST, SECOND = "漓水甲号检验有限公司", "漓水乙号检验有限公司"


def downloaded(page: Page, name: str) -> Path:
    with page.expect_download() as download:
        link(page, name).click()
    return Path(download.value.path())


def rows_of(file: Path) -> list[list[Any]]:
    sheet: Any = load_workbook(file.open("rb"), read_only=True).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def filled(template: Path, kept: Path) -> Path:
    """The template with two rows that are right and two that are not."""
    book = load_workbook(template.open("rb"))
    sheet: Any = book.worksheets[0]
    place = {cell.value: cell.column for cell in sheet[1]}
    right = newcomer_code("450304")
    lines = (
        (FIRST, newcomer_code("450302"), "企业", "450302"),
        (SECOND, right, "企业", "450304"),
        ("校验码错了的公司", right[:-1] + ("1" if right[-1] != "1" else "2"), "企业", "450304"),
        ("类别不对的公司", "", "星际联盟", "450304"),
    )
    for number, line in enumerate(lines, 2):
        for heading, value in zip(("名称", "统一社会信用代码", "类别", "所在地"), line, strict=True):
            sheet.cell(number, place[heading], value)
    book.save(kept)
    return kept


def test_a_figure_is_verified_beside_the_declared_one(
    small_zone: LoadedZone, open_page: OpenPage, sign_in: SignIn, accessible: Check, picture: Picture
) -> None:
    page = sign_in(open_page(), "officer")
    page.goto(f"/facts/{small_zone.enterprise.key}/")
    line = page.locator("tr", has=page.locator("th", has_text="研发投入"))
    line.locator(".fact-vouched a:not(:has(.fact-verified))").first.click()
    declared = page.locator(".side-by-side dd").first.inner_text()
    verified = page.get_by_label("核定数", exact=True)
    verified.fill("1万")
    button(page, "核定").click()
    expect(verified).to_have_value("1万")
    expect(page.locator(".invalid-feedback")).not_to_be_empty()
    accessible(page)
    page.get_by_label("理由（与申报数不同时必填）").fill("专项审计核减")
    button(page, "核定").click()

    expect(page.locator(".side-by-side dd").first).to_have_text(declared)
    expect(page.locator(".side-by-side dd").last).to_have_text("1万元")
    expect(page.get_by_text("理由：专项审计核减")).to_be_visible()
    accessible(page)
    picture(page, "verified")


def test_a_list_with_faults_is_brought_in_worked_with_and_taken_back(
    small_zone: LoadedZone, open_page: OpenPage, sign_in: SignIn, accessible: Check, picture: Picture, tmp_path: Path
) -> None:
    page = sign_in(open_page(), "officer")
    imported(page, tmp_path, accessible, picture)
    found_again(page, accessible, picture)
    edited_by_two(page, sign_in(open_page(), "agency"), accessible, picture)
    retired(page)

    page.goto("/registers/organisations/import/")
    page.once("dialog", lambda dialog: dialog.accept())
    button(page, "撤销").click()
    expect(page.locator(".alert-success")).to_contain_text("已撤销 1 行")
    expect(page.locator(".alert-success")).to_contain_text(FIRST)
    page.goto(f"/registers/organisations/?q={SECOND}")
    expect(page.get_by_role("heading", name="没有符合条件的行")).to_be_visible()


def imported(page: Page, folder: Path, accessible: Check, picture: Picture) -> None:
    page.goto("/registers/organisations/")
    link(page, "导入").click()
    accessible(page)
    page.set_input_files("#file", filled(downloaded(page, "下载模板"), folder / "单位.xlsx"))
    button(page, "预览").click()
    expect(page.locator(".import-faults li")).to_have_count(2)
    accessible(page)
    picture(page, "import-preview")
    faulty = rows_of(downloaded(page, "下载有问题的行"))
    assert [row[1] for row in faulty[1:]] == ["校验码错了的公司", "类别不对的公司"]
    assert all(row[0] for row in faulty[1:])
    button(page, "导入没有问题的 2 行").click()
    expect(page.get_by_text("已导入：新增 2 行，修改 0 行")).to_be_visible()


def found_again(page: Page, accessible: Check, picture: Picture) -> None:
    link(page, "单位").click()
    page.get_by_label("查找").fill("检验有限公司")
    shown = page.locator(".register-table tbody tr")
    expect(shown).to_have_count(2)
    page.locator("summary", has_text="筛选").click()
    page.get_by_role("combobox", name="所在地").fill("450302")
    page.keyboard.press("Enter")
    expect(shown).to_have_count(1)
    page.get_by_role("combobox", name="所在地").fill("")
    page.keyboard.press("Enter")
    expect(shown).to_have_count(2)
    heading = page.get_by_role("columnheader", name="名称")
    for _ in range(2):
        before = heading.get_attribute("aria-sort")
        heading.get_by_role("link").click()
        expect(heading).not_to_have_attribute("aria-sort", before or "")
    page.locator("summary", has_text="选列").click()
    page.get_by_role("checkbox", name="成立日期").check()
    expect(page.get_by_role("columnheader", name="成立日期")).to_be_visible()
    expect(shown).to_have_count(2)
    accessible(page)
    picture(page, "register-list")
    page.get_by_placeholder("给这个视图起名").fill("检验公司")
    button(page, "保存视图").click()
    link(page, "检验公司").click()
    expect(shown).to_have_count(2)
    expect(page.get_by_role("columnheader", name="成立日期")).to_be_visible()
    taken_out = rows_of(downloaded(page, "Excel"))
    assert sum(FIRST in row or SECOND in row for row in taken_out) == 2
    assert "成立日期" in taken_out[0]


def edited_by_two(page: Page, other: Page, accessible: Check, picture: Picture) -> None:
    link(page, FIRST).click()
    address = page.url
    for each in (page, other):
        each.goto(address)
        link(each, "修改").click()
    for each, street in ((other, "甲路 1 号"), (page, "乙路 2 号")):
        each.get_by_label("地址").fill(street)
        button(each, "保存").click()
    expect(other.get_by_text("甲路 1 号").first).to_be_visible()
    expect(page.get_by_role("heading", name="您编辑时，别人改过这一行")).to_be_visible()
    expect(page.get_by_label("地址")).to_have_value("乙路 2 号")
    expect(page.get_by_role("cell", name="甲路 1 号")).to_be_visible()
    accessible(page)
    picture(page, "conflict")
    button(page, "保存").click()
    expect(page.locator(".facts-list").get_by_text("乙路 2 号")).to_be_visible()


def retired(page: Page) -> None:
    link(page, "停用").click()
    page.get_by_label("停用的原因").fill("登记有误")
    button(page, "停用").click()
    expect(page.locator(".page-top")).to_contain_text("停用：登记有误")
