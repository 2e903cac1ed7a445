"""Pages of the plan: every measure in both languages, filters, fragments, links."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lingqu.interfaces.web.plan.catalogue import Asked, find, rows_of
from lingqu.interfaces.web.plan.highlighted import highlighted
from lingqu.law.lang.printer import print_block
from lingqu.law.packs.folders import load_pack
from lingqu.processes.assessments.packs import POLICY, pack_of_day

pytestmark = pytest.mark.django_db

PACK = load_pack("guilin2026")
OFFICIAL = Path(__file__).parents[4] / "shared" / "plan" / "guilin-2026.txt"
LANGUAGES = ("zh-hans", "en")


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_has_a_page_in_both_languages(client: Client, language: str) -> None:
    client.cookies["lingqu_language"] = language

    for measure in PACK.measures:
        response = client.get(f"/measures/{measure.id}/")

        assert response.status_code == 200, measure.id
        page = text_of(response)
        assert (measure.english if language == "en" else measure.title) in page
        assert (f"/assess/?measure={measure.id}" in page) == measure.to_applicant
        assert ("differs</strong>" in page) is False
        assert "不符</strong>" not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["/plan/", "/measures/", "/facts-of-the-plan/", "/readings/", "/readings/?open=1"])
def test_every_page_answers_in_both_languages_without_inline_style(client: Client, place: str, language: str) -> None:
    client.cookies["lingqu_language"] = language

    response = client.get(place)

    assert response.status_code == 200
    assert b" style=" not in response.content
    assert b"<script>" not in response.content


@pytest.mark.parametrize("place", ["/plan/", "/measures/", "/measures/F11/", "/facts-of-the-plan/"])
def test_an_english_page_leaves_no_chinese_without_its_language(client: Client, place: str) -> None:
    client.cookies["lingqu_language"] = "en"

    found = ChineseOutside()
    found.feed(client.get(place).content.decode())

    assert not found.texts


class ChineseOutside(HTMLParser):
    """Gathers Chinese text that stands in no element marked as Chinese."""

    VOID = frozenset({"meta", "link", "img", "br", "input", "use", "rect", "path"})

    def __init__(self) -> None:
        super().__init__()
        self.languages = [""]
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.languages.append(dict(attrs).get("lang") or self.languages[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self.languages.pop()

    def handle_data(self, data: str) -> None:
        if any("\u4e00" <= each <= "\u9fff" for each in data) and not self.languages[-1].startswith("zh"):
            self.texts.append(data)


def test_an_unknown_measure_is_404_and_small_letters_lead_to_the_right_one(client: Client) -> None:
    assert client.get("/measures/F99/").status_code == 404
    assert client.get("/measures/f11/")["Location"] == "/measures/F11/"


def test_queries_do_not_grow_with_rows(client: Client, django_assert_num_queries: Any) -> None:
    client.get("/measures/")

    for place, queries in (("/plan/", 2), ("/measures/F11/", 2), ("/measures/", 0), ("/facts-of-the-plan/", 0)):
        with django_assert_num_queries(queries):
            client.get(place)


def test_a_ceiling_is_said_as_up_to_and_a_formula_as_due(client: Client) -> None:
    client.cookies["lingqu_language"] = "en"

    assert 'sum-up_to">up to</span> <strong class="money">5 million yuan' in text_of(client.get("/measures/F11/"))
    assert 'sum-due">due</span> <strong class="money">at most 500,000 yuan' in text_of(client.get("/measures/F01/"))
    assert 'sum-competitive">by competition' in text_of(client.get("/measures/F13/"))


FILTERS = (
    (Asked(), 23),
    (Asked(only_open=True), 19),
    (Asked(who="kind:team"), 1),
    (Asked(who="kind:nonsense"), 0),
    (Asked(who="is:is_incubator"), 1),
    (Asked(field="ai"), 1),
    (Asked(field="nonsense"), 0),
    (Asked(least=2_000_000_000), 3),
    (Asked(most=50_000_000), 2),
    (Asked(words="pilot-scale"), 2),
    (Asked(words="没有这样的词"), 0),
)


@pytest.mark.parametrize(("asked", "count"), FILTERS)
def test_measures_are_found_by_recipient_field_sum_and_words(asked: Asked, count: int) -> None:
    rows = rows_of(pack_of_day(POLICY, date(2026, 11, 24)))

    assert len(find(rows, asked)) == count


def test_an_enterprise_finds_also_what_special_enterprises_get(client: Client) -> None:
    page = text_of(client.get("/measures/?who=is:is_enterprise"))

    assert "/measures/F03/" in page
    assert "/measures/F11/" in page
    assert "/measures/F08/" not in page


def test_measures_without_a_sum_stand_behind_when_sorted_by_sum(client: Client) -> None:
    for order in ("sum", "least"):
        page = text_of(client.get(f"/measures/?order={order}"))

        assert page.index("/measures/F21/") > page.index("/measures/F07/")
    assert page.index("/measures/F01/") < page.index("/measures/F20/")


@pytest.mark.parametrize(
    "query", ["least=x", "most=-1", "least=9&most=3", "least=1e99", "least=NaN", "most=" + "9" * 90]
)
def test_a_sum_that_is_none_is_told_and_kept_as_typed(client: Client, query: str) -> None:
    response = client.get(f"/measures/?{query}")

    assert response.status_code == 200
    assert 'role="alert"' in text_of(response)
    assert f'value="{query.split("=")[-1]}"' in text_of(response)


def test_nothing_found_is_said_with_a_way_out(client: Client) -> None:
    page = text_of(client.get("/measures/", {"words": "<script>x"}))

    assert "empty-state" in page
    assert "&lt;script&gt;x" in client.get("/measures/", {"words": "<script>x"}).content.decode()


@pytest.mark.parametrize(
    ("place", "target", "whole"),
    [
        ("/measures/?who=kind:team", "measures", "<html"),
        ("/plan/?department=jyt", "tasks", "<html"),
        ("/facts-of-the-plan/?words=研发", "facts", "<html"),
    ],
)
def test_htmx_gets_the_part_and_history_the_whole(client: Client, place: str, target: str, whole: str) -> None:
    part = client.get(place, headers={"HX-Request": "true", "HX-Target": target})
    restored = client.get(
        place, headers={"HX-Request": "true", "HX-Target": target, "HX-History-Restore-Request": "true"}
    )

    assert whole not in text_of(part)
    assert whole in text_of(restored)


def test_tasks_are_filtered_by_department_and_words(client: Client) -> None:
    page = text_of(client.get("/plan/?department=jyt&words=概念验证"))

    assert 'id="task-13"' in page
    assert 'id="task-1"' not in page
    assert "empty-state" in text_of(client.get("/plan/?department=nobody"))


def test_every_link_within_the_plan_leads_somewhere(client: Client) -> None:
    page = text_of(client.get("/plan/"))
    for task in PACK.tasks:
        assert f'id="task-{task.number}"' in page
        for duty in task.duties:
            assert f'id="duty-{duty.id.replace(".", "-")}"' in page
    for target in PACK.targets:
        assert f'id="target-{target.id}"' in page
    assert 'id="s-10-1"' in page
    assert "/measures/F11/" in page


def test_without_a_document_the_page_says_so_and_how(client: Client, officer: Client) -> None:
    for place in ("/plan/", "/measures/F11/"):
        assert "lingqu plan coverage FILE" in text_of(client.get(place))
        assert 'href="/plan/import/"' not in text_of(client.get(place))
        assert 'href="/plan/import/"' in text_of(officer.get(place))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_department_stands_there_as_a_bare_code(client: Client, language: str) -> None:
    client.cookies["lingqu_language"] = language
    codes = "|".join(each.code for each in PACK.departments)
    places = ["/plan/", "/plan/?department=kjt", "/measures/", "/readings/", "/facts-of-the-plan/"]

    for place in (*places, *(f"/measures/{measure.id}/" for measure in PACK.measures)):
        found = UnnamedText()
        found.feed(client.get(place).content.decode())

        assert re.findall(rf"(?<![a-z_])(?:{codes})(?![a-z_])", " ".join(found.texts)) == [], place


class UnnamedText(HTMLParser):
    """Gathers the text that is seen, but for codes beside which a name is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.is_named = False
        self.texts: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_named = bool(dict(attrs).get("data-zh") and dict(attrs).get("data-en"))

    def handle_endtag(self, _tag: str) -> None:
        self.is_named = False

    def handle_data(self, data: str) -> None:
        if not self.is_named:
            self.texts.append(data)


def test_a_condition_is_said_by_the_reading_that_is_adopted(client: Client) -> None:
    page = text_of(client.get("/measures/F11/"))

    assert "研发投入÷营业收入高于5%，或研发投入在2000万元以上" in page
    assert "按已采用的口径：研发强度的分母取“营业收入”" in page
    assert "依口径" not in text_of(client.get("/measures/F09/")).partition('id="plain"')[2].partition("</dl>")[0]
    assert "依口径“到账要到多少”" in text_of(client.get("/measures/F05/"))  # open: all ways are said


def test_a_bond_with_every_other_measure_is_said_so(client: Client) -> None:
    assert "与其他全部 18 条可申请的措施：" in text_of(client.get("/measures/F11/"))


def test_a_row_of_the_list_says_its_sum_once(client: Client) -> None:
    page = text_of(client.get("/measures/?who=is:is_incubator"))

    assert page.count("50万元") == 1
    assert "按促成融资额的2%，每家，每年" in page


def test_a_rule_marked_up_is_the_rule() -> None:
    for measure in PACK.measures:
        source = print_block(measure)

        found = ChineseText()
        found.feed(highlighted(source))

        assert "".join(found.texts) == source
        assert {"lq-section", "lq-field"} <= found.classes


class ChineseText(HTMLParser):
    """Gathers text and classes."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.classes: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert [name for name, _ in attrs] == ["class"]
        self.classes.add(attrs[0][1] or "")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
