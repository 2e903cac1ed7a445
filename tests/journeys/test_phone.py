"""At the width of a phone, by the keyboard alone: nothing pressed loses the focus, and tables can be read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.steps import Check, OpenPage, Reach, SignIn, button, link

from lingqu.books.registers import listing
from lingqu.demonstration.loading import LoadedZone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALLEST = 24  # px, of what is touched
# links that stand by themselves, not in a sentence
SMALL = """least => [...document.querySelectorAll(".trail a, main td > a, main th > a, .site-foot a")]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().width > 0)
  .filter(each => each.getBoundingClientRect().height < least)
  .map(each => each.textContent.trim())"""


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A phone with a keyboard."""
    return open_page("phone", has_touch=True, device_scale_factor=2, reduced_motion="reduce")


def test_escape_closes_the_menu_and_goes_back_to_its_button(small_zone: LoadedZone, phone: Page, reach: Reach) -> None:
    phone.goto("/measures/")
    reach(phone, button(phone, "菜单"))
    phone.keyboard.press("Enter")
    phone.locator("#site-menu.collapse.show").wait_for()
    phone.keyboard.press("Tab")

    phone.keyboard.press("Escape")

    expect(phone.locator("#site-menu")).to_be_hidden()
    expect(button(phone, "菜单")).to_be_focused()


def test_who_sorts_and_turns_pages_keeps_a_place(
    small_zone: LoadedZone, phone: Page, sign_in: SignIn, reach: Reach
) -> None:
    sign_in(phone, "officer").goto("/registers/organisations/")
    heading = phone.locator("#sort-credit_code")
    reach(phone, heading)

    phone.keyboard.press("Enter")

    expect(phone.locator("th[aria-sort=ascending] #sort-credit_code")).to_be_focused()


def test_the_next_page_is_read_from_its_beginning(
    small_zone: LoadedZone, phone: Page, sign_in: SignIn, reach: Reach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "ON_A_PAGE", 12)
    sign_in(phone, "officer").goto("/registers/organisations/")
    reach(phone, link(phone, "下一页"))

    phone.keyboard.press("Enter")

    expect(phone.get_by_text("第 2 页")).to_be_attached()
    expect(phone.locator("#rows .table-scroll")).to_be_focused()
    assert phone.locator("#rows").evaluate("each => Math.abs(each.getBoundingClientRect().top)") < 5


@pytest.mark.parametrize("address", ["/registers/organisations/", "/plan/", "/facts-of-the-plan/"])
def test_rows_are_cards_whose_values_have_their_headings(
    address: str, small_zone: LoadedZone, phone: Page, sign_in: SignIn
) -> None:
    sign_in(phone, "officer").goto(address)
    table = phone.locator("table.stacked").first
    table.locator("td[data-label]").first.wait_for(state="attached")

    unlabelled = table.locator("tbody td:not([data-label])").count()
    told = table.locator("tbody td").last.evaluate("each => getComputedStyle(each, '::before').content")
    wide = table.evaluate("each => each.scrollWidth - each.parentElement.clientWidth")

    assert unlabelled == 0
    assert told not in ("none", '""')
    assert wide <= 0


def test_without_scripts_rows_stay_a_table(small_zone: LoadedZone, open_page: OpenPage) -> None:
    page = open_page("phone", java_script_enabled=False)

    page.goto("/registers/places/")

    assert page.locator("table.stacked").evaluate("each => getComputedStyle(each).display") == "table"


@pytest.mark.parametrize("address", ["/registers/places/", "/facts-of-the-plan/", "/measures/F01/"])
def test_links_by_themselves_can_be_touched(address: str, small_zone: LoadedZone, phone: Page) -> None:
    phone.goto(address)

    small = phone.evaluate(SMALL, SMALLEST)

    assert small == []


def test_eight_figures_in_a_row_are_a_day_of_this_century(small_zone: LoadedZone, phone: Page, reach: Reach) -> None:
    phone.goto("/registers/places/")
    phone.locator("main tbody a").first.click()
    day = phone.get_by_label("看某一天日终时的样子")
    reach(phone, day)

    phone.keyboard.type("06302027")  # this Chromium writes months first

    expect(day).to_have_value("2027-06-30")
    assert day.get_attribute("max") == "9999-12-31"


def test_districts_are_reached_row_by_row(small_zone: LoadedZone, phone: Page, sign_in: SignIn) -> None:
    sign_in(phone, "officer").goto("/")

    tiles = phone.locator("a.map-tile:visible").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(each => [each.top, each.left].map(Math.round))"
    )

    assert len(tiles) > 10
    assert tiles == sorted(tiles)


def test_yearly_facts_are_read_without_pushing_the_table_sideways(
    small_zone: LoadedZone, phone: Page, sign_in: SignIn, accessible: Check
) -> None:
    sign_in(phone, "enterprise").goto("/desk/")
    phone.get_by_role("link", name="事实与数字").first.click()
    table = phone.locator("table.yearly")

    wide = table.evaluate("each => each.parentElement.scrollWidth - each.parentElement.clientWidth")
    told = table.locator("tbody td.fact-said").first.evaluate("each => getComputedStyle(each, '::before').content")

    assert wide <= 0
    assert told.endswith('年"')
    accessible(phone)


def test_what_came_of_a_form_has_the_focus_after_a_whole_page(
    small_zone: LoadedZone, phone: Page, sign_in: SignIn
) -> None:
    sign_in(phone, "policy").goto("/lab/")
    phone.get_by_label("新草稿的名称").fill("改过的名称")
    phone.keyboard.press("Enter")
    phone.get_by_text("改名、归档").press("Enter")

    phone.get_by_role("button", name="改名", exact=True).press("Enter")

    expect(phone.locator("main .notes")).to_have_text("已改名。")
    expect(phone.locator("main .notes")).to_be_focused()


def test_large_type_leaves_the_button_beside_its_field(small_zone: LoadedZone, phone: Page, sign_in: SignIn) -> None:
    sign_in(phone, "officer").goto("/registers/organisations/")
    phone.context.add_cookies([{"name": "lingqu_elder", "value": "1", "url": phone.url}])
    phone.reload()

    field, pressed = phone.locator("#q").bounding_box(), button(phone, "查找").bounding_box()

    assert field
    assert pressed
    assert pressed["y"] < field["y"] + field["height"]
