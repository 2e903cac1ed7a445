"""The pages of the interview: they ask no database, keep what was typed, and say what is wrong with a link."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import escape

from lingqu.interfaces.web.interview import official
from lingqu.interfaces.web.interview.state import State, Wire
from lingqu.interfaces.web.interview.tokens import read_token, token_of
from lingqu.interfaces.web.interview.views import address_of_step
from lingqu.processes.assessments.packs import POLICY, pack_of_day

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)
KNOWN: dict[str, Wire] = {
    "located_in_guilin": True,
    "is_enterprise": True,
    "rd_expenditure_yuan": {"2025": 20000000},
    "revenue_yuan": {"2025": 100000000},
}
ANSWERED = State(DAY, "enterprise", facts=KNOWN)


@pytest.fixture(autouse=True)
def _no_demonstration() -> None:
    cache.set("is_demonstration", False)


def state_in(address: str) -> State:
    return read_token(address.split("/assess/")[1].split("/")[0]).state


@pytest.mark.parametrize("kind", ["enterprise", "research_institute", "incubator", "platform", "team", "project"])
def test_the_front_page_begins_with_a_kind(client: Client, kind: str) -> None:
    page = client.get("/assess/", {"kind": kind}).content.decode()

    assert f'value="{kind}" checked' in page


def test_a_beginning_says_where_what_and_when(client: Client) -> None:
    response = client.post("/assess/", {"kind": "enterprise", "located": "yes", "day": "2027-01-05", "measure": "F11"})

    assert response.status_code == 302
    state = state_in(response.headers["Location"])
    assert (state.day, state.kind, state.measures) == (date(2027, 1, 5), "enterprise", ("F11",))
    assert state.facts == {"located_in_guilin": True, "is_enterprise": True}


@pytest.mark.parametrize(
    ("kind", "denied"),
    [
        ("enterprise", 5),
        ("research_institute", 3),
        ("team", 5),
        ("platform", 0),
        ("project", 0),
        ("", 0),
    ],
)
def test_who_is_of_one_kind_alone_is_not_asked_for_the_others(client: Client, kind: str, denied: int) -> None:
    sent = {"kind": kind, "located": "yes", "day": "2027-01-05"}

    plain, alone = (client.post("/assess/", each)["Location"] for each in (sent, {**sent, "nothing_else": "yes"}))

    assert False not in state_in(plain).facts.values()
    assert list(state_in(alone).facts.values()).count(False) == denied
    assert client.get(alone).status_code == 200


def test_how_many_questions_are_left_is_told_only_near_the_end(client: Client) -> None:
    sent = {"kind": "enterprise", "located": "yes", "day": "2027-01-05"}

    many, few = (client.post("/assess/", each, follow=True).text for each in (sent, {**sent, "measure": "F11"}))
    none = client.post("/assess/", {**sent, "located": "no", "measure": "F11"}, follow=True).text

    assert "还要不超过" not in many
    assert re.search("还要不超过 [1-9] 问", few)
    assert "没有要问的了" in none
    assert "0 问" not in none


def test_only_the_measure_asked_for_is_answered(client: Client) -> None:
    page = client.get("/assess/?measure=F11&measure=F99&measure=F11").content.decode()
    result = client.get(address_of_step(State(DAY, measures=("F11",), facts=KNOWN)) + "result/").content.decode()

    assert page.count('name="measure"') == 1
    assert 'id="F11"' in result
    assert 'id="F12"' not in result


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-02-30", "1899-01-01", "20261124123456789012345"])
def test_a_day_that_is_none_is_refused_and_the_rest_stays(client: Client, day: str) -> None:
    response = client.post("/assess/", {"kind": "team", "located": "no", "day": day})
    page = response.content.decode()

    assert response.status_code == 422
    assert 'value="team" checked' in page
    assert 'value="no" checked' in page
    assert "判断日应是" in page


@pytest.mark.parametrize("path", ["", "?ask=platform_level", "?ask=nothing", "result/", "answers.json"])
def test_no_page_asks_the_database(client: Client, path: str, django_assert_num_queries: Callable[..., Any]) -> None:
    address = address_of_step(ANSWERED) + path
    client.get(address)

    with django_assert_num_queries(0):
        assert client.get(address).status_code == 200


def test_the_start_page_asks_no_database(client: Client, django_assert_num_queries: Callable[..., Any]) -> None:
    with django_assert_num_queries(0):
        assert client.get("/assess/?kind=team").status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_fact_has_a_page_that_asks_it(client: Client, language: str) -> None:
    client.cookies["lingqu_language"] = language
    pack = pack_of_day(POLICY, DAY)
    unasked = []
    for fact in pack.facts:
        if fact.informative or fact.code == pack.day_fact.code:
            continue
        page = client.get(address_of_step(State(DAY)), {"ask": fact.code}).content.decode()
        name, meaning = (fact.english, fact.meaning_english) if language == "en" else (fact.name, fact.meaning)
        if escape(name) not in page or escape(meaning) not in page or f'value="{fact.code}"' not in page:
            unasked.append(fact.code)

    assert unasked == []


def test_an_answer_leads_to_the_next_question(client: Client, django_assert_num_queries: Callable[..., Any]) -> None:
    with django_assert_num_queries(0):
        response = client.post(address_of_step(ANSWERED), {"fact": "is_incubator", "value": "no"})

    state = state_in(response.headers["Location"])
    assert response.status_code == 302
    assert state.facts == {**KNOWN, "is_incubator": False}
    assert len(state.digest) == 12


def test_htmx_gets_the_fragment_with_its_side_and_address(client: Client) -> None:
    headers = {"HX-Request": "true"}
    response = client.post(address_of_step(ANSWERED), {"fact": "is_incubator", "act": "skip"}, headers=headers)
    page = response.content.decode()

    assert "<html" not in page
    assert page.lstrip().startswith('<div id="interview-room"')
    assert page.count("hx-swap-oob") == 2
    assert state_in(response.headers["HX-Push-Url"]).passed_over == ("is_incubator",)


def test_going_back_in_history_gets_the_whole_page(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert "<html" in client.get(address_of_step(ANSWERED), headers=headers).content.decode()


@pytest.mark.parametrize(("headers", "status"), [({}, 422), ({"HX-Request": "true"}, 200)])
def test_what_was_not_understood_stays_in_its_field(client: Client, headers: dict[str, str], status: int) -> None:
    sent = {"fact": "main_business_revenue_yuan", "value": "<b>很多", "year_2024": "900万"}
    response = client.post(address_of_step(ANSWERED), sent, headers=headers)
    page = response.content.decode()

    assert response.status_code == status
    assert 'value="&lt;b&gt;很多"' in page
    assert 'value="900万"' in page
    assert "没看懂" in page
    assert 'aria-invalid="true"' in page


CHANGES: list[tuple[dict[str, str], Callable[[State], bool]]] = [
    ({"act": "forget", "fact": "is_enterprise"}, lambda state: "is_enterprise" not in state.facts),
    ({"act": "forget", "fact": "nothing"}, lambda state: len(state.facts) == 5),
    ({"act": "again"}, lambda state: not state.passed_over and len(state.facts) == 4),
    ({"act": "day", "day": "2027-06-30"}, lambda state: state.day == date(2027, 6, 30)),
    ({"act": "day", "day": "never"}, lambda state: state.day == DAY),
    ({"act": "switch", "supplement": "general_conditions"}, lambda state: state.supplements == ("general_conditions",)),
    ({"act": "switch", "supplement": "example_bands"}, lambda state: state.supplements == ()),
    ({"act": "all"}, lambda state: state.measures == ()),
    ({"fact": "no_such_fact", "value": "yes"}, lambda state: len(state.facts) == 5),
    ({"fact": "application_date", "value": "2030-01-01"}, lambda state: state.day == DAY),
]


@pytest.mark.parametrize(("sent", "is_so"), CHANGES)
def test_a_step_changes_what_it_says_and_nothing_else(
    client: Client, sent: dict[str, str], is_so: Callable[[State], bool]
) -> None:
    before = State(DAY, measures=("F11", "F12"), facts={**KNOWN, "is_incubator": None})
    response = client.post(address_of_step(before), sent)

    assert response.status_code == 302
    assert is_so(state_in(response.headers["Location"]))


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_question_asked_from_the_result_leads_back_to_it(client: Client, headers: dict[str, str]) -> None:
    sent = {"fact": "is_incubator", "value": "no", "then": "result"}
    response = client.post(address_of_step(ANSWERED), sent, headers=headers)

    assert (response.headers.get("Location") or response.headers["HX-Redirect"]).endswith("/result/")


@pytest.mark.parametrize("token", ["abc", "1.AAAA", "2.AAAA", "1." + "A" * 5000, "1.%3Cscript%3E"])
@pytest.mark.parametrize("end", ["", "result/", "result.pdf", "answers.json"])
def test_a_link_that_cannot_be_read_gets_a_page_that_says_so(client: Client, token: str, end: str) -> None:
    response = client.get(f"/assess/{token}/{end}")

    assert response.status_code == 404
    assert "读不出来" in response.content.decode()
    assert "<script>" not in response.content.decode()


def test_answers_are_not_logged_when_they_are_refused(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.post(address_of_step(ANSWERED), {"fact": "rd_expenditure_yuan", "value": "很多"})
    client.get("/assess/1.AAAA/")
    client.get("/no-such-page/")

    assert [record.getMessage() for record in caplog.records] == ["Not Found: /no-such-page/"]


def test_a_link_cut_off_goes_on_with_what_can_be_read(client: Client) -> None:
    token = token_of(ANSWERED)
    page = client.get(f"/assess/{token[:-12]}/").content.decode()

    assert "链接不完整" in page


def test_a_link_of_other_rules_says_so_and_is_worked_out_anew(client: Client) -> None:
    old = State(DAY, digest="0123456789ab", facts={**KNOWN, "gone": True})
    page = client.get(address_of_step(old)).content.decode()

    assert "规则在您上次作答之后有了变化" in page
    assert "gone" in page
    assert "规则在您上次作答之后有了变化" not in client.get(address_of_step(ANSWERED)).content.decode()


def test_the_link_is_kept_from_caches_indexes_and_other_sites(client: Client) -> None:
    headers = client.get(address_of_step(ANSWERED)).headers

    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_result_tells_what_why_and_what_was_not_checked(client: Client, language: str) -> None:
    client.cookies["lingqu_language"] = language
    page = client.get(address_of_step(ANSWERED) + "result/").content.decode()
    expected = {
        "zh-hans": (
            "最高 500万元（上限）",
            "逐项理由",
            "一年以后会怎样",
            "没有查的",
            "把一般申报条件也问一遍",
            "待定（",
        ),
        "en": ("up to 5 million yuan (ceiling)", "Reasons", "One year on", "What was not checked", "Undetermined ("),
    }[language]

    for words in expected:
        assert words in page
    assert "?ask=is_incubator&amp;then=result" in page


def test_a_recognition_runs_out_within_the_year(client: Client) -> None:
    facts = {"located_in_guilin": True, "is_most_international_cooperation_base": True, "recognition_is_new": True}
    state = State(DAY, measures=("F09",), facts={**facts, "recognition_date": "2024-03-01"})
    page = client.get(address_of_step(state) + "result/").content.decode()

    assert "由“符合”变为“不符合”" in page


def test_official_words_stand_there_only_where_they_agree(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Text:
        def sentence(self, anchor: str) -> SimpleNamespace:
            return SimpleNamespace(text=f"原文<{anchor}>")

        def mismatch(self, anchor: str) -> str | None:
            return "stale" if anchor == "第11条第4句" else None

    cache.clear()
    monkeypatch.setattr(official, "official_text", lambda pack: Text())
    page = client.get(address_of_step(ANSWERED) + "result/").content.decode()
    cache.clear()

    assert "原文&lt;第10条第1句&gt;" in page
    assert "原文&lt;第11条第4句&gt;" not in page
    assert 'href="/measures/F11/"' in page


def test_the_report_is_a_pdf_with_a_chinese_name(client: Client) -> None:
    response = client.get(address_of_step(ANSWERED) + "result.pdf")

    assert response.content.startswith(b"%PDF")
    assert "自评结果-2026-11-24.pdf" in unquote(response.headers["Content-Disposition"])


def test_the_answers_can_be_taken_away_for_the_command_line(client: Client) -> None:
    record = json.loads(client.get(address_of_step(ANSWERED) + "answers.json").content)

    assert record == {"id": "self-assessment", "facts": {"application_date": "2026-11-24", **KNOWN}}


def test_pages_take_no_method_but_their_own(client: Client) -> None:
    assert client.post(address_of_step(ANSWERED) + "result/").status_code == 405
    assert client.delete(address_of_step(ANSWERED)).status_code == 405
