"""People and accounts: a second step, recovery codes, a passkey, sessions, export, erasing, roles, wrong tries."""

from __future__ import annotations

import base64
import hmac
import json
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.journeys.steps import PASSWORD, Check, OpenPage, Picture, SignIn, button, link

from lingqu.books.accounts.models import User
from lingqu.books.accounts.roles import Level, Role
from lingqu.demonstration.loading import LoadedZone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WRONG = "not-the-canal"
DESK = "工作台"


@pytest.fixture(autouse=True)
def _nothing_counted_before() -> Iterator[None]:
    """Limits and codes used once are counted in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person(account: Callable[..., User], transactional_db: None) -> str:
    """The sign-in name of an account with the password of the tests."""
    return account("traveller").username


def entered(page: Page, username: str, password: str = PASSWORD) -> None:
    page.goto("/account/login/")
    page.get_by_label("登录名或邮箱").fill(username)
    page.get_by_label("密码", exact=True).fill(password)
    button(page, "登录").click()


def confirmed(page: Page) -> None:
    """Changes to what guards an account ask for the password once more."""
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    button(page, "确认").click()


def left(page: Page) -> None:
    button(page, "退出").click()
    expect(link(page, "登录")).to_be_visible()


def at_desk(page: Page) -> None:
    expect(page.get_by_role("heading", name=DESK)).to_be_visible()


def digits(secret: str, at: float) -> str:
    """The six digits of RFC 6238 for a moment."""
    key = base64.b32decode(secret)
    mark = hmac.new(key, struct.pack(">Q", int(at) // 30), "sha1").digest()
    start = mark[-1] & 15
    return f"{(struct.unpack('>I', mark[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def code_sent(page: Page, code: str) -> None:
    page.locator("input[name=code]").fill(code)
    page.locator("form", has=page.locator("input[name=code]")).locator("button[type=submit]").first.click()


def test_a_second_step_is_set_up_and_asked_for(
    open_page: OpenPage, person: str, accessible: Check, picture: Picture
) -> None:
    page = open_page()
    entered(page, person)
    at_desk(page)
    page.goto("/account/2fa/")
    accessible(page)
    link(page, "启用").click()
    accessible(page)
    confirmed(page)
    accessible(page)
    picture(page, "second-step")
    secret = page.locator("#authenticator_secret").input_value()
    code_sent(page, digits(secret, time.time()))
    expect(page.locator("input[name=code]")).to_have_count(0)
    page.goto("/account/2fa/recovery-codes/")
    accessible(page)
    recovery = page.locator("textarea").input_value().split()
    assert len(recovery) >= 8

    left(page)
    entered(page, person)
    accessible(page)
    code_sent(page, "000000")
    expect(page.locator("input[name=code]")).to_be_visible()
    code_sent(page, digits(secret, time.time()))
    at_desk(page)
    left(page)
    entered(page, person)
    code_sent(page, recovery[0])
    at_desk(page)


def test_a_passkey_signs_in_without_the_password(open_page: OpenPage, person: str, accessible: Check) -> None:
    page = open_page()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    abilities = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": kind | abilities})
    entered(page, person)
    at_desk(page)
    page.goto("/account/2fa/webauthn/add/")
    confirmed(page)
    accessible(page)
    page.get_by_label("名称，例如：办公室电脑").fill("工位")
    page.get_by_label("可单独用它登录，不用密码").check()
    button(page, "添加").click()
    page.wait_for_url(lambda address: not address.endswith("/webauthn/add/"))
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_text("可单独登录")).to_be_visible()
    accessible(page)

    left(page)
    page.goto("/account/login/")
    button(page, "用通行密钥登录").click()
    at_desk(page)


def test_one_session_ends_the_others(open_page: OpenPage, person: str, accessible: Check) -> None:
    page, other = open_page(), open_page()
    for each in (page, other):
        entered(each, person)
        at_desk(each)
    page.goto("/account/sessions/")
    expect(page.locator("tbody tr")).to_have_count(2)
    accessible(page)
    button(page, "结束其他所有登录").click()
    expect(page.get_by_text("没有别的登录。")).to_be_visible()

    other.goto("/desk/")
    expect(button(other, "登录")).to_be_visible()


def test_what_is_kept_is_exported_and_erased(open_page: OpenPage, person: str, accessible: Check) -> None:
    page = open_page()
    entered(page, person)
    at_desk(page)
    page.goto("/account/profile/")
    page.locator("input[name=phone]").fill("139 0000 1234")
    button(page, "保存").click()
    with page.expect_download() as download:
        link(page, "JSON").click()
    kept = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert "1234" in json.dumps(kept)
    link(page, "可读的").click()
    expect(page.get_by_text(person).first).to_be_visible()
    accessible(page)

    page.goto("/account/profile/erase/")
    confirmed(page)
    page.get_by_label("输入您的登录名以确认").fill("somebody")
    button(page, "永久注销").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    accessible(page)
    page.get_by_label("输入您的登录名以确认").fill(person)
    button(page, "永久注销").click()
    expect(link(page, "登录")).to_be_visible()
    entered(page, person)
    expect(page.get_by_role("alert").first).to_be_visible()


def test_an_administrator_grants_a_role_with_its_reach_and_ends_it(
    small_zone: LoadedZone, open_page: OpenPage, sign_in: SignIn, accessible: Check, picture: Picture
) -> None:
    page = sign_in(open_page(), "admin")
    page.goto("/people/?q=visitor")
    link(page, "visitor").click()
    form = page.locator("form[action$='/grant/']")
    form.locator("[name=role]").select_option(Role.RECOMMENDING_UNIT.value)
    form.locator("[name=level]").select_option(Level.COUNTY.value)
    form.locator("[name=since]").fill(str(timezone.localdate()))
    button(page, "授予").click()
    expect(page.locator(".invalid-feedback, .alert-danger").first).to_be_visible()
    accessible(page)
    form.locator("[name=region]").select_option("450305")
    button(page, "授予").click()
    grants = page.get_by_role("region", name="角色")
    expect(grants).to_contain_text("七星区")
    accessible(page)
    picture(page, "roles")
    visitor = sign_in(open_page(), "visitor")
    visitor.goto("/people/claims/")
    expect(visitor.get_by_role("heading", name="核实认领")).to_be_visible()

    page.once("dialog", lambda dialog: dialog.accept())
    button(page, "终止").click()
    expect(button(page, "终止")).to_have_count(0)


def test_eight_wrong_passwords_pause_signing_in(
    open_page: OpenPage, person: str, accessible: Check, watch: Any
) -> None:
    watch.expected.append("429")
    page = open_page()
    for _ in range(8):
        entered(page, person, WRONG)

    expect(page.get_by_role("heading", name="密码错误次数过多，暂停登录")).to_be_visible()
    accessible(page)
    entered(page, person)
    expect(page.get_by_role("heading", name="密码错误次数过多，暂停登录")).to_be_visible()
