"""The front page, the switches of language and type size, and the pages for faults."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver, path, reverse
from django.urls.resolvers import URLPattern, URLResolver

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import ANYONE
from lingqu.books.registers.figures import ZoneFigures
from lingqu.interfaces.web.gate import OF_LIBRARIES
from lingqu.interfaces.web.site.front import headlines
from lingqu.interfaces.web.today import pack_today

pytestmark = pytest.mark.django_db


def test_the_front_page_is_chinese_whatever_the_browser_prefers(client: Client) -> None:
    answer = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"})

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "zh-Hans"
    assert '<html lang="zh-Hans"' in answer.text


def test_a_number_leads_only_where_its_rows_can_be_seen() -> None:
    figures = ZoneFigures(organisations=9, platforms=8, projects=7, by_district={})

    addresses = {each.value: each.address for each in headlines(pack_today(), figures, ANYONE)}

    assert (addresses[9], addresses[8], addresses[7]) == ("", "/registers/platforms/", "")


def test_the_language_is_chosen_by_a_switch_and_kept_by_the_browser(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/"}, follow=True)

    assert '<html lang="en"' in answer.text
    assert "What can we get?" in answer.text


def test_the_switch_leads_to_no_other_site(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "https://example.org/"})

    assert answer.headers["Location"] == "/"


def test_a_signed_in_reader_keeps_language_and_type_size_in_the_account(
    account: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    user = account("reader")
    browser = signed_in(user)

    browser.post("/language/", {"language": "en", "next": "/"})
    browser.post("/elder/", {"elder": "1", "next": "/"})

    user.refresh_from_db()
    assert (user.language, user.is_elder) == ("en", True)


def test_the_desk_sends_the_public_to_sign_in_and_back(client: Client) -> None:
    answer = client.get("/desk/")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=%2Fdesk%2F"


def test_the_foot_of_a_page_holds_nothing_but_its_two_ends(client: Client) -> None:
    foot = client.get("/account/login/").text.partition("<footer")[2].partition("</footer>")[0]

    assert 'href="/api/"' in foot
    assert "<form" not in foot


def test_a_page_that_does_not_exist_is_a_page_of_ours(client: Client) -> None:
    answer = client.get("/no/such/page/")

    assert answer.status_code == 404
    assert "没有这一页" in answer.text


@pytest.mark.parametrize(
    ("before", "leads_back"),
    [
        ("http://testserver/measures/?words=x", True),
        ("http://testserver/no/such/page/", False),  # the page itself
        ("https://elsewhere.example/", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_a_page_that_does_not_exist_offers_ways_on(client: Client, before: str, leads_back: bool) -> None:
    answer = client.get("/no/such/page/", headers={"referer": before})

    assert ("回上一页" in answer.text) is leads_back
    assert (f'href="{before}"' in answer.text) is leads_back
    assert f'href="{reverse("desk")}"' in answer.text
    assert f'action="{reverse("measures")}"' in answer.text


def patterns(resolver: URLResolver) -> list[URLPattern]:
    """Every route under a resolver."""
    found: list[URLPattern] = []
    for each in resolver.url_patterns:
        found += patterns(each) if isinstance(each, URLResolver) else [each]
    return found


def test_every_route_carries_a_permission() -> None:
    without = [
        pattern.name
        for pattern in patterns(get_resolver())
        if getattr(pattern.callback, "permission", None) is None and pattern.name not in OF_LIBRARIES
    ]

    # refused by the gate: pages of libraries that the product does not offer
    assert set(without) <= NOT_OFFERED


NOT_OFFERED = {None, "account_confirm_login_code", "account_signup_by_passkey", "mfa_signup_webauthn"}


def test_a_route_without_a_permission_is_refused(client: Client, settings: object) -> None:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]

    answer = client.get("/open/")

    assert answer.status_code == 403


urlpatterns = [path("open/", lambda request: 1 / 0, name="open")]
handler403 = "lingqu.interfaces.web.faults.not_permitted"
