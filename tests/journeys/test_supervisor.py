"""A supervisor looks on: who changed a row, how it stood, whether the chain holds; and can change nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.journeys.steps import Check, OpenPage, Picture, SignIn, button, link

from lingqu.demonstration.loading import LoadedZone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_supervisor_reads_what_was_done_and_checks_the_chain(
    small_zone: LoadedZone, open_page: OpenPage, sign_in: SignIn, accessible: Check, picture: Picture, watch: Any
) -> None:
    row = f"/registers/organisations/{small_zone.enterprise.key}/"
    officer = sign_in(open_page(), "officer")
    officer.goto(f"{row}edit/")
    officer.get_by_label("地址").fill("漓江路 9 号")
    officer.get_by_label("为什么改（可不填）").fill("企业来函")
    button(officer, "保存").click()
    expect(officer.get_by_text("漓江路 9 号").first).to_be_visible()

    page = sign_in(open_page(), "supervisor")
    page.goto("/desk/")
    link(page, "审计").first.click()
    page.get_by_label("单位（名称或信用代码）").fill(small_zone.enterprise.credit_code)
    button(page, "筛选").click()
    entries = page.locator("tbody tr")
    expect(entries.first).to_contain_text("单位")
    accessible(page)
    picture(page, "audit")
    with page.expect_download() as download:
        page.locator("a", has_text="CSV").first.click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) > 1
    assert "漓江路" not in "".join(lines)
    entries.first.get_by_role("link").first.click()
    expect(page.get_by_text("本条摘要")).to_be_visible()
    accessible(page)
    link(page, "审计").click()
    button(page, "核验审计链").click()
    expect(page.get_by_role("heading", name="审计链完好")).to_be_visible()
    accessible(page)
    picture(page, "chain")

    page.goto(row)
    expect(page.get_by_text("因：企业来函")).to_be_visible()
    page.get_by_label("看某一天日终时的样子").fill(str(timezone.localdate()))
    button(page, "看").click()
    expect(page.get_by_text("日终时的样子。")).to_be_visible()
    expect(page.locator(".facts-list").get_by_text("漓江路 9 号")).to_be_visible()
    page.get_by_label("看某一天日终时的样子").fill("2001-01-01")
    button(page, "看").click()
    expect(page.get_by_text("时尚未登记")).to_be_visible()
    picture(page, "as-of")

    page.goto(row)
    expect(link(page, "修改")).to_have_count(0)
    expect(link(page, "停用")).to_have_count(0)
    watch.expected += ["403", "404"]
    answer = page.goto(f"{row}edit/")
    assert answer is not None
    assert answer.status in (403, 404)
    accessible(page)
