"""Whoever signs in or up from a page comes back to it, and to no page of somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lingqu.books.accounts.models import User
from lingqu.interfaces.web.interview.state import State
from lingqu.interfaces.web.interview.tokens import token_of

pytestmark = pytest.mark.django_db
PASSWORD = "canal-of-214-bc"
ANSWERED = State(date(2026, 11, 24), "enterprise", facts={"is_enterprise": True})
Account = Callable[..., User]


@pytest.fixture(autouse=True)
def _no_counters() -> None:
    """Rate limits are counted in the cache, which outlives a test."""
    cache.clear()


def link(client: Client, there: str, words: str) -> str:
    """The address of a link on a page, by its words."""
    page = client.get(there).content.decode()
    found = re.search(rf'href="([^"]*)"[^>]*>\s*{words}</a>', page)
    assert found is not None, words
    return unescape(found[1])


def hidden_next(client: Client, there: str) -> str:
    """Where the form of a page leads afterwards."""
    found = re.search(r'name="next"[^>]*value="([^"]*)"', client.get(there).content.decode().partition("<main")[2])
    return unescape(found[1]) if found else ""


def test_who_signs_in_from_a_result_comes_back_to_it(client: Client, account: Account) -> None:
    account("reader")
    result = reverse("interview_result", args=[token_of(ANSWERED)])

    sign_in = link(client, result, "登录")
    wrong = client.post(sign_in, {"login": "reader", "password": "x", "next": hidden_next(client, sign_in)})
    answer = client.post("/account/login/", {"login": "reader", "password": PASSWORD, "next": result})

    assert parse_qs(urlsplit(sign_in).query)["next"] == [result]
    assert hidden_next(client.__class__(), sign_in) == result
    assert result in unescape(wrong.content.decode())  # a wrong password loses nothing
    assert answer["Location"] == result
    assert client.get(result).status_code == 200


def test_who_registers_from_a_result_comes_back_to_it(client: Client) -> None:
    result = reverse("interview_result", args=[token_of(ANSWERED)])
    sign_up = link(client, link(client, result, "登录"), "注册一个")

    there = hidden_next(client, sign_up)
    form = {"username": "newcomer", "email": "n@example.org", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/account/signup/", {**form, "next": there})

    assert there == result
    assert answer["Location"] == result
    assert link(Client(), sign_up, "登录") == link(Client(), result, "登录")  # back from signing up: nothing is lost


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(client: Client, account: Account, there: str) -> None:
    account("reader")

    offered = link(client, f"/account/login/?next={there}", "登录")
    answer = client.post("/account/login/", {"login": "reader", "password": PASSWORD, "next": there})

    assert "next" not in offered
    assert answer["Location"] == reverse("desk")


def test_from_the_front_page_one_comes_to_the_desk(client: Client) -> None:
    assert link(client, "/", "登录") == "/account/login/"


def test_a_page_that_was_sent_as_a_form_is_not_come_back_to(client: Client) -> None:
    page = client.post("/assess/", {"kind": "enterprise", "day": "2026-02-30"}).content.decode()

    assert 'href="/account/login/"' in page
