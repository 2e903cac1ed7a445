"""An organisation comes in: signing up, a claim that an officer vouches for, facts with evidence, an answer kept.

At desktop width, and once at phone width by the keyboard alone.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from tests.journeys.steps import PASSWORD, Check, OpenPage, Picture, Reach, SignIn, button, link

from lingqu.books.registers.models import Organisation
from lingqu.demonstration.loading import LoadedZone
from lingqu.law.codes.credit_codes import ALPHABET

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def report(page: Page) -> FilePayload:
    """A PDF such as an auditor hands out."""
    page.set_content("<h1>审计报告</h1><p>2025</p>")
    return {"name": "审计报告2025.pdf", "mimeType": "application/pdf", "buffer": page.pdf()}


def renamed_program() -> FilePayload:
    """A program that calls itself a PDF."""
    return {"name": "报告.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00" + bytes(200)}


@pytest.fixture
def nobody_s(small_zone: LoadedZone) -> Organisation:
    """An enterprise of the county that nobody belongs to."""
    found = Organisation.objects.filter(region="450305", kind="enterprise", retired_on=None, credit_code__gt="")
    chosen = found.exclude(key=small_zone.enterprise.key).order_by("name").first()
    assert chosen is not None
    return chosen


def with_wrong_end(code: str) -> str:
    """The same code with another last character, which checks the rest."""
    return code[:-1] + next(each for each in ALPHABET if each != code[-1])


def signed_up(page: Page, username: str) -> None:
    page.goto("/")
    link(page, "登录").click()
    link(page, "注册一个").click()
    page.get_by_label("登录名").fill(username)
    page.get_by_label("邮箱").fill(f"{username}@example.org")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输一次密码").fill(PASSWORD)
    button(page, "注册").click()
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()


def claimed(page: Page, organisation: Organisation) -> None:
    """Claim it by its code, mistyped at first."""
    assert organisation.credit_code is not None
    link(page, "认领或登记单位").click()
    wrong = with_wrong_end(organisation.credit_code)
    code = page.get_by_label("统一社会信用代码")
    code.fill(wrong)
    button(page, "下一步").click()
    expect(page.get_by_role("alert")).to_contain_text("18")
    expect(code).to_have_value(wrong)
    code.fill(organisation.credit_code)
    button(page, "下一步").click()
    expect(page.get_by_text(organisation.name)).to_be_visible()
    page.get_by_label("您在单位做什么").fill("科技部负责人，任命文件可查")
    button(page, "提出申请").click()
    expect(page.get_by_text("已提出，等待核实")).to_be_visible()


def vouched(page: Page, organisation: Organisation) -> None:
    page.goto("/desk/")
    link(page, "核实认领").first.click()
    page.locator("tr", has_text="科技部负责人").get_by_role("link").first.click()
    button(page, "确认").click()
    expect(page.get_by_text(organisation.name).first).to_be_visible()


def stated(page: Page, value: str) -> None:
    page.get_by_label("填报数").fill(value)
    button(page, "保存，再附材料").click()


def test_from_signing_up_to_an_answer_kept_and_compared(
    open_page: OpenPage,
    sign_in: SignIn,
    nobody_s: Organisation,
    accessible: Check,
    picture: Picture,
) -> None:
    page = open_page()
    signed_up(page, "newcomer")
    accessible(page)
    claimed(page, nobody_s)
    accessible(page)
    picture(page, "claim")
    vouched(sign_in(open_page(), "county"), nobody_s)

    page.goto("/desk/")
    expect(page.get_by_role("heading", name=nobody_s.name)).to_be_visible()
    picture(page, "desk")
    link(page, "事实与数字").click()
    facts = page.url
    page.goto(f"/facts/{nobody_s.key}/state/?code=rd_expenditure_yuan&year=2020")
    stated(page, "很多")
    expect(page.get_by_label("填报数")).to_have_value("很多")
    expect(page.locator(".invalid-feedback").first).to_be_visible()
    accessible(page)
    picture(page, "fact-fault")
    stated(page, "600万")
    expect(page.get_by_text("还没有核定")).to_be_visible()

    page.set_input_files("#file", renamed_program())
    button(page, "上传").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("link", name="报告.pdf")).to_have_count(0)
    page.set_input_files("#file", report(open_page()))
    button(page, "上传").click()
    expect(page.get_by_text("还没有核定")).to_be_visible()
    expect(link(page, "审计报告2025.pdf")).to_be_visible()
    accessible(page)
    picture(page, "fact", whole=True)
    with page.expect_download() as download:
        link(page, "审计报告2025.pdf").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    page.goto(f"/facts/{nobody_s.key}/state/?code=revenue_yuan&year=2020")
    stated(page, "0")
    expect(page.locator(".invalid-feedback, .alert-danger").first).to_contain_text("零")
    page.get_by_label("确认为零").check()
    button(page, "保存，再附材料").click()
    expect(page.get_by_text("确认为零").first).to_be_visible()
    page.goto(facts)
    expect(page.get_by_text("确认为零").first).to_be_visible()
    picture(page, "facts", whole=True)

    link(page, "能得到什么").click()
    expect(page.get_by_text("只有申报、还没有人核定的").first).to_be_visible()
    opened = page.locator("details.outcome").first
    opened.locator("> summary").click()
    expect(opened.get_by_role("heading", name="逐项理由")).to_be_visible()
    accessible(page)
    picture(page, "answers")
    button(page, "保存这次评估").click()
    expect(page.get_by_role("heading", name="保存过的评估")).to_be_visible()
    expect(page.get_by_text("结论和金额都没有变。")).to_be_visible()

    page.goto(facts)
    page.locator("section.needed a").first.click()
    page.get_by_label("否", exact=True).check()
    button(page, "保存，再附材料").click()
    expect(page.get_by_text("还没有核定")).to_be_visible()
    page.goto(f"/answers/{nobody_s.key}/")
    compared = page.locator("section[aria-labelledby=compared]")
    expect(compared.locator(".changes-list li").first).to_contain_text("→")
    picture(page, "answers-compared", whole=True)


def test_at_phone_width_by_the_keyboard_alone(
    open_page: OpenPage, reach: Reach, sign_in: SignIn, nobody_s: Organisation, accessible: Check
) -> None:
    page = open_page("phone")
    keys = page.keyboard

    def typed(label: str, text: str) -> None:
        reach(page, page.get_by_label(label, exact=True))
        keys.press("ControlOrMeta+A")
        keys.type(text)

    def pressed(control: Locator) -> None:
        reach(page, control)
        keys.press("Enter")

    page.goto("/account/signup/")
    for label, text in (
        ("登录名", "phoner"),
        ("邮箱", "p@example.org"),
        ("密码", PASSWORD),
        ("再输一次密码", PASSWORD),
    ):
        typed(label, text)
    pressed(button(page, "注册"))
    pressed(link(page, "认领或登记单位"))
    assert nobody_s.credit_code is not None
    typed("统一社会信用代码", with_wrong_end(nobody_s.credit_code))
    keys.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    accessible(page)
    typed("统一社会信用代码", nobody_s.credit_code)
    keys.press("Enter")
    typed("您在单位做什么，凭什么代表它", "科技部负责人")
    pressed(button(page, "提出申请"))
    expect(page.get_by_text("已提出，等待核实")).to_be_visible()
    vouched(sign_in(open_page(), "county"), nobody_s)

    page.goto("/desk/")
    pressed(link(page, "事实与数字"))
    pressed(link(page, "只填一项").first)
    pressed(link(page, "研发投入"))
    reach(page, page.get_by_label("哪一年"))
    keys.type("2020")
    typed("填报数", "600万")
    keys.press("Enter")
    expect(page.get_by_text("还没有核定")).to_be_visible()
    pressed(link(page, "回到全部事实"))
    pressed(link(page, "能得到什么"))
    pressed(page.locator("details.outcome > summary").first)
    expect(page.get_by_role("heading", name="逐项理由").first).to_be_visible()
    pressed(button(page, "保存这次评估"))
    expect(page.get_by_role("heading", name="保存过的评估")).to_be_visible()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
