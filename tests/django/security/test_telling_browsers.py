"""What each answer tells browsers and caches: pages of the signed-in are kept nowhere; no answer is without policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.test import Client
from django.urls import reverse

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Role
from lingqu.interfaces.web.interview.state import State
from lingqu.interfaces.web.interview.tokens import token_of

pytestmark = pytest.mark.django_db
LINK = token_of(State(date(2026, 11, 24), facts={"is_enterprise": True}))

KINDS = """
front page         ; /                                  ; 200
measures           ; /measures/                         ; 200
sign-in            ; /account/login/                    ; 200
interview          ; /assess/{link}/                    ; 200
its result         ; /assess/{link}/result/             ; 200
its PDF            ; /assess/{link}/result.pdf          ; 200
its answers        ; /assess/{link}/answers.json        ; 200
broken link        ; /assess/1.zzz/                     ; 404
page of the API    ; /api/                              ; 200
its description    ; /api/v1/openapi.json               ; 200
problem document   ; /api/v1/nothing                    ; 404
no page            ; /nothing/                          ; 404
refused            ; /people/users/                     ; 404
sent to sign in    ; /people/                           ; 302
no request         ; /measures/?q=%00                   ; 400
wrong method       ; /language/                         ; 405
CSV export         ; /registers/places/export/csv/      ; 200
Excel export       ; /registers/places/export/xlsx/     ; 200
"""


@pytest.mark.parametrize("line", KINDS.strip().splitlines())
def test_every_kind_of_answer_carries_the_policies(client: Client, line: str) -> None:
    _, address, status = (piece.strip() for piece in line.split(";"))

    answer = client.get(address.format(link=LINK))

    assert answer.status_code == int(status)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


PRIVATE = (
    "/desk/ /account/profile/ /account/profile/export.json /account/tokens/ /people/ /audit/ /audit/export.csv "
    "/registers/organisations/ /registers/organisations/export/csv/ / /nothing/ /api/v1/registers/places"
)


@pytest.mark.parametrize("address", PRIVATE.split())
def test_no_answer_to_somebody_signed_in_is_kept_on_its_way(
    account: Callable[..., User], signed_in: Callable[[User], Client], address: str
) -> None:
    browser = signed_in(account("chief", HeldRole(Role.ADMINISTRATOR)))

    assert "no-store" in browser.get(address)["Cache-Control"]


def test_the_page_of_a_link_that_sets_a_new_password_is_kept_nowhere_and_gives_the_link_to_nobody(
    client: Client, account: Callable[..., User]
) -> None:
    user = account("reader")
    there = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )

    sent_on = client.get(there)
    page = client.get(sent_on["Location"])

    assert sent_on.status_code == 302  # to an address without the key
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"


def test_cookies_are_kept_from_scripts_and_from_other_sites(client: Client, account: Callable[..., User]) -> None:
    account("reader")

    client.post(reverse("account_login"), {"login": "reader", "password": "canal-of-214-bc"})

    session = client.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
