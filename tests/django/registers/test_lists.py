"""The list of a register: search, filters, sort, columns, paging, saved views, and what it costs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.django.registers.zone import ACT, Zone, credit_code, made, organisation

from lingqu.books.accounts.person import HeldRole, Person
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.audit.models import Entry
from lingqu.books.registers import operations
from lingqu.books.registers.declared.all_registers import register
from lingqu.books.registers.listing import Listing, rows_of
from lingqu.books.registers.models import SavedView

pytestmark = pytest.mark.django_db

ORGANISATIONS = "/registers/organisations/"

FOUND = {  # query; which of the two organisations are listed
    "": "near far",
    "q=近水": "near",
    "q=科技+近": "near",
    "q=nothing": "",
    f"q={credit_code(2)}": "far",
    f"q={credit_code(2)[:4]}+{credit_code(2)[4:]}": "far",
    "region=450305": "near",
    "region=七星区": "near",
    "region=七星区 · 450305": "near",
    "region=450300": "near far",
    "industry=I": "near",
    "industry=27": "far",
    "size=-": "far",
    "size=small": "near",
    "place=huajiang": "near",
    "kind=university": "",
    "kind=nonsense": "near far",
    "state=retired": "",
    "state=all": "near far",
    "unknown=1&sort=credit_code;drop": "near far",
}


@pytest.mark.parametrize("query", FOUND)
def test_a_list_is_narrowed_by_words_and_filters(query: str, the_zone: Zone, browsers: dict[str, Client]) -> None:
    text = browsers["city"].get(ORGANISATIONS + "?" + query).text

    found = [name for name, row in (("near", the_zone.near), ("far", the_zone.far)) if str(row.key) in text]

    assert " ".join(found) == FOUND[query]


@pytest.mark.postgresql
def test_words_are_found_by_the_index_of_pairs(the_zone: Zone) -> None:
    person = Person(pseudonym="x", held=(HeldRole(Role.DEPARTMENT_OFFICER, Level.REGION),))
    rows = rows_of(register("organisations"), Listing(words="近水"), person)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert list(rows) == [the_zone.near]
    assert "organisation_by_pairs" in rows.order_by().explain()


def test_a_filter_that_is_not_understood_says_so(browsers: dict[str, Client]) -> None:
    text = browsers["city"].get(ORGANISATIONS + "?region=火星").text

    assert "看不懂“火星”" in text


def test_days_are_filtered_by_their_ends(the_zone: Zone, browsers: dict[str, Client]) -> None:
    made("platforms", name="旧线", kind="pilot_platform", organisation=the_zone.far, valid_to="2024-12-31")

    text = browsers["public"].get("/registers/platforms/?valid_to_from=2024-12-31&valid_to_to=2024-12-31").text

    assert "旧线" in text
    assert "近水中试线" not in text


def test_lists_of_codes_are_filtered_by_one_of_them(the_zone: Zone, browsers: dict[str, Client]) -> None:
    made("people", name="李经理", kinds=["technology_manager", "talent"], organisation=the_zone.near, title="高级")

    text = browsers["city"].get("/registers/people/?kinds=talent").text

    assert "李**" in text
    assert "张**" not in text


def test_rows_alike_stand_in_the_registers_order_and_turn_round_with_the_sort(
    the_zone: Zone, browsers: dict[str, Client]
) -> None:
    names = ["Alder works", "Birch works", "Cedar works"]
    for number, name in enumerate(reversed(names), 10):
        organisation(number, name, size="large")

    up = browsers["city"].get(ORGANISATIONS + "?size=large&sort=size").text
    down = browsers["city"].get(ORGANISATIONS + "?size=large&sort=-size").text

    assert sorted(names, key=up.index) == names
    assert sorted(names, key=down.index) == names[::-1]


def test_a_sort_is_turned_round_and_empty_values_stand_last(the_zone: Zone, browsers: dict[str, Client]) -> None:
    up = browsers["city"].get(ORGANISATIONS + "?sort=founded_on").text
    down = browsers["city"].get(ORGANISATIONS + "?sort=-founded_on").text

    assert up.index(str(the_zone.near.key)) < up.index(str(the_zone.far.key))
    assert down.index(str(the_zone.near.key)) < down.index(str(the_zone.far.key))
    assert 'aria-sort="ascending"' in browsers["city"].get(ORGANISATIONS + "?sort=name").text


def test_pages_hold_fifty_rows_and_lose_none(browsers: dict[str, Client]) -> None:
    for number in range(100, 170):
        organisation(number, "同名单位")

    pages = [browsers["city"].get(f"{ORGANISATIONS}?q=同名单位&page={page}").text for page in (1, 2)]
    keys = [set(_keys(page)) for page in pages]

    assert [len(each) for each in keys] == [50, 20]
    assert not keys[0] & keys[1]


def _keys(text: str) -> Iterator[str]:
    for piece in text.split('<td><a href="/registers/organisations/')[1:]:
        yield piece[:36]


def test_a_fragment_holds_rows_only(browsers: dict[str, Client]) -> None:
    text = browsers["city"].get(ORGANISATIONS, headers={"HX-Request": "true", "HX-Target": "rows"}).text

    assert "<table" in text
    assert "<html" not in text


def test_columns_are_chosen(browsers: dict[str, Client]) -> None:
    text = browsers["city"].get(ORGANISATIONS + "?columns=name&columns=address").text
    table = text[text.index("<table") :]

    assert "地址" in table
    assert "行业" not in table


@pytest.mark.parametrize("name", ["organisations", "platforms", "projects", "people", "awards", "recognitions"])
def test_a_list_asks_no_more_of_the_database_for_more_rows(
    name: str, the_zone: Zone, browsers: dict[str, Client]
) -> None:
    _more(name, the_zone, 3)
    _queries(browsers["city"], "/registers/")  # the first page of a session writes its activity
    few = _queries(browsers["city"], f"/registers/{name}/")
    _more(name, the_zone, 12)
    many = _queries(browsers["city"], f"/registers/{name}/")

    assert many == few
    assert few <= 25


def _more(name: str, the_zone: Zone, count: int) -> None:
    start = register(name).model._default_manager.count() + 1000
    for number in range(start, start + count):
        values: dict[str, dict[str, Any]] = {
            "organisations": {"name": f"单位{number}", "kind": "enterprise", "place": the_zone.valley},
            "platforms": {"name": f"平台{number}", "kind": "incubator", "organisation": organisation(number, "依托")},
            "projects": {
                "name": f"项目{number}",
                "kind": "research",
                "organisation": the_zone.far,
                "leader": the_zone.person,
            },
            "people": {"name": "王五", "kinds": ["expert"], "organisation": the_zone.far},
            "awards": {
                "organisation": the_zone.far,
                "policy": "guilin2026",
                "measure": "F1",
                "award_year": 2025,
                "fen": 100,
            },
            "recognitions": {"organisation": the_zone.far, "kind": "high_tech"},
        }
        made(name, **values[name])


def _queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_a_view_is_saved_by_its_owner_and_dropped_by_nobody_else(browsers: dict[str, Client]) -> None:
    browsers["city"].post(ORGANISATIONS + "views/", {"name": "七星区的", "query": "region=450305"})
    view = SavedView.objects.get()

    browsers["policy"].post(f"{ORGANISATIONS}views/{view.key}/drop/")

    assert "七星区的" in browsers["city"].get(ORGANISATIONS).text
    assert "七星区的" not in browsers["policy"].get(ORGANISATIONS).text
    browsers["city"].post(f"{ORGANISATIONS}views/{view.key}/drop/")
    assert not SavedView.objects.exists()


def test_an_export_holds_what_is_filtered_with_titles_and_codes(browsers: dict[str, Client]) -> None:
    answer = browsers["city"].get(ORGANISATIONS + "export/csv/?region=450305")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))

    assert [row["名称"] for row in rows] == ["近水科技"]
    assert (rows[0]["所在地"], rows[0]["所在地代码"], rows[0]["所在园区代码"]) == ("七星区", "450305", "huajiang")
    assert Entry.objects.filter(action="organisations.export").exists()


def test_an_export_begins_no_formula_in_a_spreadsheet(browsers: dict[str, Client]) -> None:
    made("organisations", name='=HYPERLINK("http://x")', kind="enterprise", address="@SUM(A1)")

    text = browsers["city"].get(ORGANISATIONS + "export/csv/").getvalue().decode("utf-8-sig")
    file = io.BytesIO(browsers["city"].get(ORGANISATIONS + "export/xlsx/").getvalue())
    cells = [cell for row in load_workbook(file).active.iter_rows() for cell in row if cell.value is not None]

    for row in csv.reader(io.StringIO(text)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert '\'=HYPERLINK("http://x")' in [cell.value for cell in cells]


def test_an_export_masks_persons_and_reaches_no_further_than_the_list(
    the_zone: Zone, browsers: dict[str, Client]
) -> None:
    made("people", name="王陌生", kinds=["talent"], organisation=the_zone.far)

    text = browsers["county"].get("/registers/people/export/csv/").getvalue().decode("utf-8-sig")

    assert "张**" in text
    assert "张三丰" not in text
    assert "13800001234" not in text
    assert "王**" not in text


def test_text_of_others_is_escaped(browsers: dict[str, Client]) -> None:
    row = made("organisations", name="<script>alert(1)</script>", kind="enterprise")

    for address in (ORGANISATIONS, f"{ORGANISATIONS}{row.key}/", f"{ORGANISATIONS}{row.key}/edit/"):
        assert "<script>alert" not in browsers["city"].get(address).text


def test_retired_rows_leave_the_list(the_zone: Zone, browsers: dict[str, Client]) -> None:
    operations.retire(register=register("organisations"), key=the_zone.far.key, version=1, on=ACT.at.date(), act=ACT)

    assert str(the_zone.far.key) not in browsers["city"].get(ORGANISATIONS).text
    assert str(the_zone.far.key) in browsers["city"].get(ORGANISATIONS + "?state=retired").text


def test_choices_of_a_long_list_are_searched(browsers: dict[str, Client]) -> None:
    text = browsers["city"].get(ORGANISATIONS + "choices/industry/?industry=软件开发").text

    assert "· 651" in text
    assert browsers["city"].get(ORGANISATIONS + "choices/nothing/").status_code == 404


def test_a_workbook_too_large_is_refused_with_a_way_on(
    browsers: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lingqu.books.registers.exporting.MOST_IN_WORKBOOK", 1)

    text = browsers["city"].get(ORGANISATIONS + "export/xlsx/", follow=True).text

    assert "至多导出 1 行" in text
    assert browsers["city"].get(ORGANISATIONS + "export/csv/").status_code == 200
