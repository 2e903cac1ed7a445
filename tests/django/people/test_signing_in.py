"""Signing in: brute force ends in a pause, nothing tells whether an account exists, idle sessions end, all is told."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lingqu.books.accounts.models import User
from lingqu.books.audit.models import Entry
from lingqu.books.audit.queries import checked_chain
from lingqu.interfaces.web.letters import wait_until_sent

pytestmark = pytest.mark.django_db
PASSWORD = "canal-of-214-bc"
Account = Callable[..., User]
SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _no_counters() -> None:
    """Rate limits are counted in the cache, which outlives a test."""
    cache.clear()


def try_to(client: Client, name: str, password: str = "wrong-password", address: str = "192.0.2.1") -> int:
    """Try to sign in; give the status."""
    there = reverse("account_login")
    return client.post(there, {"login": name, "password": password}, REMOTE_ADDR=address).status_code


def actions() -> list[str]:
    """The actions of the chain, without those that make the accounts of the test."""
    return list(Entry.objects.exclude(action="accounts.make").order_by("number").values_list("action", flat=True))


def test_the_eighth_failure_pauses_signing_in_for_this_name_from_this_address(client: Client, account: Account) -> None:
    user = account("reader")
    account("other")

    answers = [try_to(client, "Reader") for _ in range(8)]

    assert answers == [200] * 7 + [429]
    assert try_to(client, "reader", PASSWORD) == 429  # the right password does not help now
    assert try_to(client, "reader", PASSWORD, address="192.0.2.2") == 302  # nobody else is shut out
    assert try_to(Client(), "other", PASSWORD) == 302
    locked = Entry.objects.filter(action="session.locked").first()
    assert locked is not None
    assert locked.object_key == str(user.pseudonym)


def test_success_sets_the_count_back(client: Client, account: Account) -> None:
    account("reader")
    for _ in range(7):
        try_to(client, "reader")

    assert try_to(client, "reader", PASSWORD) == 302
    client.post(reverse("account_logout"))
    assert [try_to(client, "reader") for _ in range(7)] == [200] * 7


def test_a_wrong_password_and_an_unknown_name_look_the_same_and_cost_the_same(client: Client, account: Account) -> None:
    account("reader")
    there, answers = reverse("account_login"), []

    for name in ("reader", "nobody"):
        whole = MD5PasswordHasher.encode
        with mock.patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=whole) as hashed:
            page = client.post(there, {"login": name, "password": "wrong-password"})
        answers.append((page.text.replace(name, "…").split("<main")[1], hashed.call_count > 0))

    assert tokenless(answers[0][0]) == tokenless(answers[1][0])
    assert answers[0][1]
    assert answers[1][1]


def tokenless(page: str) -> str:
    """A page without the tokens of its forms."""
    return "\n".join(line for line in page.split("<input") if "csrfmiddlewaretoken" not in line)


def test_asking_for_a_new_password_says_the_same_of_a_known_and_an_unknown_address(
    client: Client, account: Account
) -> None:
    user = account("reader")
    user.email = "reader@example.org"
    user.save()
    there = reverse("account_reset_password")

    known = client.post(there, {"email": "reader@example.org"})
    unknown = client.post(there, {"email": "nobody@example.org"})

    wait_until_sent()
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [each.to for each in mail.outbox] == [["reader@example.org"]]


def test_new_passwords_are_not_asked_for_without_end(client: Client) -> None:
    there = reverse("account_reset_password")

    answers = [client.post(there, {"email": "nobody@example.org"}).status_code for _ in range(7)]

    assert answers[0] == 302
    assert answers[-1] == 429


def test_accounts_are_not_made_without_end(client: Client) -> None:
    there = reverse("account_signup")

    answers = [client.post(there, {"username": ""}).status_code for _ in range(22)]

    assert answers[0] == 200
    assert answers[-1] == 429


def test_the_session_gets_a_new_key_when_somebody_signs_in(client: Client, account: Account) -> None:
    account("reader")
    client.get(reverse("account_login"))
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key

    try_to(client, "reader", PASSWORD)

    assert client.session.session_key != before


def test_a_session_left_alone_ends(account: Account, signed_in: SignedIn, settings: object) -> None:
    browser = signed_in(account("reader"))
    assert browser.get("/desk/").status_code == 200
    later = time.time() + 9 * 3600

    with mock.patch("lingqu.interfaces.web.gate.time.time", return_value=later):
        answer = browser.get("/desk/")

    assert answer.status_code == 302
    assert browser.get("/desk/").status_code == 302
    assert actions()[-2:] == ["session.idle", "session.end"]


def test_a_session_in_use_goes_on(account: Account, signed_in: SignedIn) -> None:
    browser = signed_in(account("reader"))
    start = time.time()

    for hours in (0, 7, 14, 21):
        with mock.patch("lingqu.interfaces.web.gate.time.time", return_value=start + hours * 3600):
            assert browser.get("/desk/").status_code == 200


def test_the_chain_learns_of_signing_in_out_and_failing_but_no_names(client: Client, account: Account) -> None:
    account("reader")

    try_to(client, "reader")
    try_to(client, "my-secret-typed-in-the-wrong-field")
    try_to(client, "reader", PASSWORD)
    client.post(reverse("account_logout"))

    assert actions() == ["session.failed", "session.failed", "session.begin", "session.end"]
    assert not [entry for entry in Entry.objects.all() if "secret" in str(entry.facts) + entry.object_key]
    assert checked_chain().holds


def test_changing_the_password_is_told_and_ends_the_other_sessions(account: Account, signed_in: SignedIn) -> None:
    user = account("reader")
    here, there = signed_in(user), signed_in(user)
    new = {"oldpassword": PASSWORD, "password1": "lotus-on-the-river", "password2": "lotus-on-the-river"}

    here.post(reverse("account_change_password"), new)

    assert "accounts.password" in actions()
    assert here.get("/desk/").status_code == 200
    assert there.get("/desk/").status_code == 302


def test_adding_and_removing_a_second_step_is_told(
    client: Client, account: Account, django_capture_on_commit_callbacks: Any
) -> None:
    user = account("reader")
    try_to(client, "reader", PASSWORD)
    assert client.get(reverse("mfa_activate_totp")).status_code == 302  # who signed in is asked once more
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    client.post(reverse("mfa_deactivate_totp"))

    assert "accounts.key.add" in actions()
    assert "accounts.key.remove" in actions()
    assert not Authenticator.objects.filter(user=user, type="totp").exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "name",
    [
        "account_login", "account_signup", "account_reset_password", "account_reset_password_done", "account_email",
        "account_change_password", "account_logout", "account_inactive", "account_email_verification_sent",
        "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "usersessions_list",
        "socialaccount_connections", "socialaccount_login_error", "socialaccount_login_cancelled",
        "account_reauthenticate",
    ],
)  # fmt: skip
def test_the_pages_of_the_library_wear_our_looks_and_have_no_inline_script(
    client: Client, account: Account, name: str, language: str
) -> None:
    account("reader")
    if name not in {"account_login", "account_signup"}:
        try_to(client, "reader", PASSWORD)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.cookies["lingqu_language"] = language

    answer = client.get(reverse(name))

    assert answer.status_code == (401 if name == "socialaccount_login_error" else 200), answer.headers.get("Location")
    assert 'class="navbar-brand' in answer.text
    assert ' style="' not in answer.text
    assert " onclick=" not in answer.text
    for script in answer.text.split("<script")[1:]:
        opening = script.split(">")[0]
        assert "src=" in opening or 'type="application/json"' in opening
