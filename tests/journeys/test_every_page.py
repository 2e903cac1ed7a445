"""Every page that links lead to, as each of the people: no violation by axe or of the content policy, none too wide.

One address stands for each route.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import Resolver404, resolve
from django.utils import timezone
from playwright.sync_api import Error, Page
from pytest_django.live_server_helper import LiveServer

from lingqu.books.accounts.models import User
from lingqu.demonstration.loading import load_small_zone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# links to these do something or hand out a file instead of showing a page
NO_PAGES = (".pdf", ".json", ".csv", ".xlsx", ".docx", ".zip")
MOST_PAGES = 120


def sign_in(page: Page, server: LiveServer, username: str) -> None:
    """Give a browser the session of an account."""
    user = User.objects.get(username=username)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": server.url}])


def walked(page: Page, server: LiveServer, looked_at: Callable[[Page], None]) -> list[str]:
    """Follow links from the front page; look at one page of each route; give the routes in the order found."""
    waiting, seen, found = ["/", "/desk/"], set[str](), list[str]()
    while waiting and len(found) < MOST_PAGES:
        address = waiting.pop(0)
        route = route_of(address)
        if route is None or route in seen:
            continue
        seen.add(route)
        try:
            answer = page.goto(address)
        except Error as error:
            if "Download is starting" in str(error):
                continue
            raise
        assert answer is not None
        assert answer.status < 400, f"a link leads to {answer.status}: {address}"
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        found.append(route)
        looked_at(page)
        links = page.eval_on_selector_all("a[href]", "all => all.map(each => each.getAttribute('href'))")
        whole = [urldefrag(urljoin(page.url, link)).url for link in links]
        waiting += [link.removeprefix(server.url) for link in whole if link.startswith(server.url)]
    return found


def route_of(address: str) -> str | None:
    """The route of an address, whatever its keys; None for what is no page."""
    path = urlsplit(address).path
    if path.endswith(NO_PAGES) or "export" in path or "download" in path:
        return None
    try:
        return resolve(path).route
    except Resolver404:
        return None


def not_too_wide(page: Page) -> None:
    """A page is no wider than the screen: nobody scrolls sideways but inside a table."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"


@pytest.mark.parametrize("screen", ["desktop", "phone"])
@pytest.mark.parametrize(
    "username", ["", "visitor", "enterprise", "county", "officer", "supervisor", "policy", "admin"]
)
def test_every_page_found_by_links_is_accessible_and_fits(
    username: str,
    screen: str,
    open_page: Callable[..., Page],
    live_server: LiveServer,
    accessible: Callable[[Page], None],
) -> None:
    load_small_zone(timezone.now())
    page = open_page(screen)
    if username:
        sign_in(page, live_server, username)
    faults: list[str] = []

    def looked_at(page: Page) -> None:
        for check in (accessible, not_too_wide):
            try:
                check(page)
            except AssertionError as fault:
                faults.append(str(fault).split("\nassert")[0])

    routes = walked(page, live_server, looked_at)

    assert faults == [], "\n\n".join(faults)
    assert len(routes) >= 8
