"""What journeys do on many pages: the controls by their names, and the kinds of what the fixtures give."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page

Check = Callable[[Page], None]
OpenPage = Callable[..., Page]
Picture = Callable[..., None]
Reach = Callable[[Page, Locator], None]
SignIn = Callable[[Page, str], Page]

PASSWORD = "canal-of-214-bc"
"""Of accounts that tests make."""


def button(page: Page, name: str) -> Locator:
    """The button of this very name."""
    return page.get_by_role("button", name=name, exact=True)


def link(page: Page, name: str) -> Locator:
    """The link of this very name."""
    return page.get_by_role("link", name=name, exact=True)


def menu_opened(page: Page) -> None:
    """At phone width the ways through the site stand behind a button."""
    if button(page, "菜单").is_visible():
        button(page, "菜单").click()
        page.locator("#site-menu.collapse.show").wait_for()
