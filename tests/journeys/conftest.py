"""What journeys through the pages stand on: Chromium at two widths, watched, with axe, pictures and the keyboard.

Each journey that takes `page` runs at desktop and at phone width. It fails where the browser reports an error or a
violation of the content policy, whatever else it shows. `pytest -n 0 -m browser tests/journeys`.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from lingqu.books.accounts.models import User
from lingqu.demonstration.loading import LoadedZone, load_small_zone

ROOT = Path(__file__).resolve().parents[2]
SCREENS = {"desktop": ViewportSize(width=1280, height=800), "phone": ViewportSize(width=390, height=844)}
MOST_TABS = 200
PATIENCE = 30_000  # milliseconds; a loaded machine is no fault of the page
expect.set_options(timeout=PATIENCE)

# the persons and the chain that may be flushed are those of the other tests with a database
_spec = importlib.util.spec_from_file_location("lingqu_django_conftest", ROOT / "tests" / "django" / "conftest.py")
assert _spec is not None
assert _spec.loader is not None
_others = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_others)
_flushable_chain = _others._flushable_chain
account = _others.account
signed_in = _others.signed_in


@pytest.fixture(autouse=True, scope="session")
def _database_beside_a_browser(django_db_setup: None) -> Iterator[None]:
    """Playwright runs an event loop in the thread of the tests; Django would refuse them the database.

    The database is set up before the live server starts, or the server would look into another one.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The installed Chromium, not one that Playwright would fetch."""
    found = os.environ.get("LINGQU_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium; LINGQU_CHROMIUM names one")
    return {"executable_path": found, "args": ["--no-sandbox"]}


@dataclass
class Watch:
    """What a browser complained of; `expected` holds words of complaints that a journey brings about itself."""

    complaints: list[str] = field(default_factory=list)
    # a form that comes back with its faults is no complaint
    expected: list[str] = field(default_factory=lambda: ["status of 422", "status of 409"])

    def on(self, page: Page) -> Page:
        """Listen to a page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("response", self._response)
        return page

    @property
    def unexpected(self) -> list[str]:
        """The complaints that no journey asked for."""
        return [each for each in self.complaints if not any(words in each for words in self.expected)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status}: {response.url}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Complaints of the browser; any that was not expected fails the journey."""
    found = Watch()
    yield found
    assert found.unexpected == []


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer, watch: Watch) -> Iterator[OpenPage]:
    """Open a watched browser of its own: `open_page("phone", java_script_enabled=False)`."""
    contexts = []

    def make(screen: str = "desktop", **more: Any) -> Page:
        context = browser.new_context(
            viewport=SCREENS[screen], base_url=live_server.url, locale="zh-CN", accept_downloads=True, **more
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return watch.on(context.new_page())

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(params=list(SCREENS))
def page(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """A browser at each width in turn."""
    return open_page(request.param)


@dataclass(frozen=True, slots=True)
class ZoneKept:
    """The small zone as it was loaded once, and a copy of its database that journeys begin with."""

    loaded: LoadedZone
    copy: sqlite3.Connection

    def put_back(self) -> LoadedZone:
        """Let the database be as it was right after the loading."""
        connection.ensure_connection()
        self.copy.backup(connection.connection)
        return self.loaded


@pytest.fixture(scope="session")
def _zone_kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> ZoneKept | None:
    """Load the small zone once a session; None where the database is no SQLite and cannot be copied so."""
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            return None
        connection.ensure_connection()
        empty, full = (sqlite3.connect(":memory:", check_same_thread=False) for _ in range(2))
        connection.connection.backup(empty)
        loaded = load_small_zone(timezone.now())
        connection.connection.backup(full)
        empty.backup(connection.connection)
        empty.close()
        return ZoneKept(loaded, full)


@pytest.fixture
def small_zone(transactional_db: None, _zone_kept: ZoneKept | None) -> LoadedZone:
    """Some thirty organisations and all accounts of the demonstration zone."""
    return _zone_kept.put_back() if _zone_kept is not None else load_small_zone(timezone.now())


SignIn = Callable[[Page, str], Page]


@pytest.fixture
def sign_in(live_server: LiveServer) -> SignIn:
    """Give a browser the session of an account: `sign_in(open_page(), "officer")`."""

    def give(page: Page, username: str) -> Page:
        user = User.objects.get(username=username)
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
        )
        return page

    return give


@pytest.fixture(scope="session")
def accessible() -> Callable[[Page], None]:
    """Hold a page against axe: no violation at all."""
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page)
        told = [
            f"{each['id']}: {each['help']} — {', '.join(str(node['target']) for node in each['nodes'][:5])}"
            for each in found.response["violations"]
        ]
        assert told == [], f"{page.url}\n" + "\n".join(told)

    return check


@pytest.fixture
def picture(watch: Watch) -> Callable[..., None]:
    """Keep a picture of a page for the documents: `picture(page, "interview")`; only with LINGQU_WRITE_PAGES=1."""

    def take(page: Page, name: str, *, whole: bool = False) -> None:
        if os.environ.get("LINGQU_WRITE_PAGES") != "1":
            return
        size = page.viewport_size
        screen = next(key for key, each in SCREENS.items() if each == size)
        folder = ROOT / "docs" / "images"
        folder.mkdir(parents=True, exist_ok=True)
        page.evaluate("window.scrollTo(0, 0)")
        before = len(watch.complaints)
        page.screenshot(path=folder / f"{name}-{screen}.png", full_page=whole, caret="initial")
        del watch.complaints[before:]  # Playwright's own style for the picture is refused by our policy

    return take


@pytest.fixture
def reach() -> Callable[[Page, Locator], None]:
    """Go to a control by the keyboard alone: Tab until it has the focus."""

    def go(page: Page, control: Locator) -> None:
        control.wait_for()
        for _ in range(MOST_TABS):
            if control.evaluate("each => each === document.activeElement"):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {control}")

    return go
