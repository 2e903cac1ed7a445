"""Every page that links lead to, as each of the people: no violation by axe or of the content policy, none too wide.

One address stands for each route; a page is held against axe again only where another reader is shown other elements.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page
from pytest_django.live_server_helper import LiveServer

from lingqu.demonstration.loading import LoadedZone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# links to these do something or hand out a file instead of showing a page
NO_PAGES = (".pdf", ".json", ".csv", ".xlsx", ".docx", ".zip")
MOST_PAGES = 120
WIDTHS = ({"width": 1280, "height": 800}, {"width": 390, "height": 844})
# which kinds of elements stand in which: two pages alike in this are alike to axe
MAKE = """
() => [...new Set([...document.querySelectorAll("*")].map(each =>
  [each.parentElement, each].map(one => one && `${one.tagName}.${one.getAttribute("class")}.${one.type || ""}`
    + [...one.attributes].map(a => a.name).join()).join(">")))].sort().join("\\n")
"""


def walked(page: Page, server: LiveServer, looked_at: Callable[[Page, str], None]) -> list[str]:
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
        looked_at(page, route)
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


@pytest.fixture(scope="module")
def makes_seen() -> set[tuple[str, str]]:
    """The makes of pages that were held against axe already."""
    return set()


@pytest.mark.parametrize(
    "username", ["", "visitor", "enterprise", "county", "officer", "supervisor", "policy", "admin"]
)
def test_every_page_found_by_links_is_accessible_and_fits(
    username: str,
    small_zone: LoadedZone,
    open_page: Callable[..., Page],
    sign_in: Callable[[Page, str], Page],
    live_server: LiveServer,
    accessible: Callable[[Page], None],
    makes_seen: set[tuple[str, str]],
) -> None:
    page = open_page()
    if username:
        sign_in(page, username)
    faults: list[str] = []

    def looked_at(page: Page, route: str) -> None:
        made = (route, page.evaluate(MAKE))
        checks = (not_too_wide,) if made in makes_seen else (not_too_wide, accessible)
        makes_seen.add(made)
        for width in WIDTHS:
            page.set_viewport_size(width)
            for check in checks:
                try:
                    check(page)
                except AssertionError as fault:
                    faults.append(f"at {width['width']} px: " + str(fault).split("\nassert")[0])

    routes = walked(page, live_server, looked_at)

    assert faults == [], "\n\n".join(faults)
    assert len(routes) >= 8
