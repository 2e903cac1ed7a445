"""Signing in by an identity provider in Chromium: the whole way there and back, under the content policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.django.people.openid_provider import Provider, running
from tests.django.people.test_openid import configured

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A provider, and the product set to it."""
    with running() as found:
        settings.SOCIALACCOUNT_PROVIDERS = configured(found.address)
        yield found


def test_a_visitor_goes_to_the_provider_and_comes_back_signed_in(
    open_page: Callable[..., Page], provider: Provider
) -> None:
    page = open_page()
    page.goto("/account/login/")

    page.get_by_role("link", name="统一身份认证").click()
    page.get_by_role("button", name="继续").click()
    page.get_by_role("link", name="agree").click()

    page.wait_for_url("**/desk/**")
    page.goto("/account/3rdparty/")
    expect(page.get_by_text("248289761001")).to_be_visible()
