"""Too much is refused before it is read; what no database keeps is refused in addresses and taken out of texts."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse

from lingqu.books.accounts.models import User
from lingqu.books.registers.models import SavedView

pytestmark = pytest.mark.django_db
MIB = 1024 * 1024


class Unread(BytesIO):
    """A body that must not be read."""

    def read(self, *_: object) -> bytes:
        """Fail."""
        raise AssertionError("the body was read")


TOO_MUCH = """
/account/login/        ; nobody    ; 5
/account/signup/       ; nobody    ; 120
/language/             ; nobody    ; 5
/language/             ; signed in ; 52
/account/profile/erase/; signed in ; 400
"""


@pytest.mark.parametrize("line", TOO_MUCH.strip().splitlines())
def test_a_body_that_no_form_sends_is_refused_unread(
    account: Callable[..., User], signed_in: Callable[[User], Client], line: str
) -> None:
    address, who, mebibytes = (piece.strip() for piece in line.split(";"))
    browser = signed_in(account("reader")) if who == "signed in" else Client()
    browser.handler.enforce_csrf_checks = True
    unread: Any = {"wsgi.input": Unread()}
    sent: Any = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(int(mebibytes) * MIB)}

    answer = browser.generic("POST", address, **sent, **unread)

    assert answer.status_code == 413
    assert "太大" in answer.text


@pytest.mark.parametrize("address", ["/{}", "/measures/?q={}", "/api/v1/{}"])
def test_an_address_longer_than_any_is_refused(client: Client, address: str) -> None:
    assert client.get(address.format("a/" * 10_000)).status_code == 414


def test_what_fits_is_let_through(client: Client) -> None:
    assert client.post("/account/login/", {"login": "x" * 3 * MIB, "password": "y"}).status_code == 200


@pytest.mark.parametrize("address", ["/measures/?q=%00", "/registers/organisations/?q=a%00b", "/audit/?actor=%00"])
def test_a_nul_in_a_query_is_no_request(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/account/profile/contact/", {"name": "李\x00明"}),
        ("/account/tokens/", {"name": "a\x00", "scopes": "read:public", "days": "30"}),
        ("/registers/places/views/", {"name": "v", "query\x00": "q"}),
        ("/language/", {"language": "en", "next": "/\x00"}),
        ("/account/login/", {"login": "a\x00", "password": "b"}),
    ],
)
def test_a_nul_in_a_form_is_refused_in_words(
    account: Callable[..., User], signed_in: Callable[[User], Client], address: str, sent: dict[str, str]
) -> None:
    browser = signed_in(account("reader"))

    answers = [browser.post(address, sent), browser.post(address, sent, content_type=MULTIPART_CONTENT)]

    assert [each.status_code for each in answers] == [400, 400]
    assert "空字符" in answers[0].text


def test_a_saved_view_holds_no_control_characters_and_leads_back_to_a_sound_address(
    account: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    browser = signed_in(account("reader"))

    for query in ("q=x\x01\r\nSet-Cookie: a=b", "q=" + "x" * 100_000):
        answer = browser.post(reverse("registers-places-views"), {"name": "v\x01\u202eiew", "query": query})

        assert answer.status_code == 302
        assert answer["Location"].startswith("/registers/places/?q=x")
    view = SavedView.objects.get()
    assert view.name == "view"
    assert view.query.isprintable()
