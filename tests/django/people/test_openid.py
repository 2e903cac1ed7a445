"""Sign-in by an identity provider, walked against a provider that runs: what is believed, and what is not."""

from __future__ import annotations

import html
import re
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as product
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from tests.django.people.openid_provider import CLIENT, SECRET, Provider, running

from lingqu.books.accounts.models import User
from lingqu.books.audit.models import Entry
from lingqu.interfaces.web.openid.checks import nonce_of

pytestmark = pytest.mark.django_db
LOGIN = "/account/oidc/oidc/login/"
CALLBACK = "/account/oidc/oidc/login/callback/"
Account = Callable[..., User]


def configured(address: str) -> dict[str, Any]:
    """What settings.py makes of the environment."""
    app = {"provider_id": "oidc", "name": "统一身份认证", "client_id": CLIENT, "secret": SECRET}
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [{**app, "settings": {"server_url": address}}]}}


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A provider, and the product set to it."""
    cache.clear()
    with running() as found:
        settings.SOCIALACCOUNT_PROVIDERS = configured(found.address)
        yield found


def at_provider(client: Client, query: str = "") -> str:
    """Begin; the address at the provider."""
    page = client.post(LOGIN + query)
    assert page.status_code == 200, page.text
    found = re.search(r'<a href="(http[^"]+)"', page.text)
    assert found is not None
    return html.unescape(found[1])


def agreed(address: str) -> str:
    """Agree there; where the browser is sent back to."""
    with urllib.request.urlopen(address) as answer:
        found = re.search(r'id="back" href="([^"]+)"', answer.read().decode())
    assert found is not None
    back = urlsplit(html.unescape(found[1]))
    assert back.path == CALLBACK
    return f"{back.path}?{back.query}"


def signed_in_by(client: Client, query: str = "") -> HttpResponse:
    """Walk the whole way."""
    return client.get(agreed(at_provider(client, query)))


def who(client: Client) -> str | None:
    """Who is signed in."""
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key).username if key else None


def test_the_first_sign_in_makes_an_account_and_the_next_finds_it(client: Client, provider: Provider) -> None:
    first = signed_in_by(client)
    name = who(client)
    other = Client()
    again = signed_in_by(other)

    assert (first.status_code, again.status_code) == (302, 302), first.content
    assert name == who(other) == "jane"
    user = User.objects.get()
    assert (user.email, user.has_usable_password(), user.grants.count()) == ("jane@example.org", False, 0)
    assert EmailAddress.objects.get().verified
    chain = list(Entry.objects.order_by("number").values_list("action", flat=True))
    assert chain.count("accounts.sign_up") == 1
    assert chain.count("session.begin") == 2


def test_the_way_has_code_pkce_state_and_nonce(client: Client, provider: Provider) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(at_provider(client)).query).items()}

    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["nonce"] == nonce_of(asked["state"])
    assert asked["redirect_uri"].endswith(CALLBACK)


@pytest.mark.parametrize(
    "lie",
    [
        {"lies": {"iss": "https://evil.example"}},
        {"lies": {"aud": "another"}},
        {"lies": {"aud": ["lingqu", "another"], "azp": "another"}},
        {"lies": {"nonce": "0" * 64}},
        {"lies": {"nonce": None}},
        {"lies": {"exp": 1}},
        {"lies": {"exp": None}},
        {"lies": {"iat": 2**33}},
        {"lies": {"sub": None}},
        {"signature": "other"},
        {"signature": "none"},
        {"signature": "shared"},
        {"signature": "missing"},
        {"particulars": {"sub": "somebody else"}},
        {"description": {"issuer": "https://evil.example"}},
        {"description": {"jwks_uri": None}},
    ],
    ids=str,
)
def test_what_does_not_hold_signs_nobody_in(lie: dict[str, Any], client: Client, provider: Provider) -> None:
    back = agreed(at_provider(client))
    for name, value in lie.items():
        setattr(provider, name, value)

    answer = client.get(back)

    assert answer.status_code == 401
    assert "没有登录成功" in answer.text
    assert who(client) is None
    assert not User.objects.exists()


def test_a_provider_that_is_another_is_told_before_anybody_goes_there(client: Client, provider: Provider) -> None:
    provider.description = {"issuer": "https://evil.example"}

    answer = client.post(LOGIN)

    assert answer.status_code == 401
    assert "没有登录成功" in answer.text


@pytest.mark.parametrize("kind", ["state of nobody", "code of nobody", "sent twice", "of another browser", "bare"])
def test_coming_back_otherwise_than_one_went_signs_nobody_in(kind: str, client: Client, provider: Provider) -> None:
    back = agreed(at_provider(client))
    other = Client()
    match kind:
        case "state of nobody":
            back = re.sub(r"state=[^&]+", "state=x", back)
        case "code of nobody":
            back = re.sub(r"code=[^&]+", "code=x", back)
        case "sent twice":
            assert other.get(back).status_code == 401
            client.get(back)
        case "bare":
            back = CALLBACK
    visitor = other if kind in ("of another browser", "sent twice") else client

    answer = visitor.get(back)

    assert answer.status_code == 401
    assert who(visitor) is None


def test_a_sign_in_that_is_cancelled_ends_on_a_page_that_says_so(client: Client, provider: Provider) -> None:
    provider.cancels = True

    answer = client.get(agreed(at_provider(client)), follow=True)

    assert answer.status_code == 200
    assert "已取消登录" in answer.text
    assert who(client) is None


@pytest.mark.parametrize("gone", ["/", "/token", "/keys", "/userinfo"])
def test_a_provider_that_is_gone_is_told_in_a_page(gone: str, client: Client, provider: Provider) -> None:
    back = agreed(at_provider(client))
    provider.is_gone_after = gone

    answers = [client.get(back)] + ([client.post(LOGIN)] if gone == "/" else [])

    for answer in answers:
        assert answer.status_code == 503
        assert answer["Retry-After"] == "60"
        assert "身份认证系统没有回应" in answer.text
    assert who(client) is None


@pytest.mark.parametrize("is_verified", [True, False])
def test_an_account_is_never_taken_over_for_its_mail(
    is_verified: bool, client: Client, provider: Provider, account: Account
) -> None:
    owner = account("owner")
    User.objects.filter(pk=owner.pk).update(email="Jane@Example.org")
    provider.person["email_verified"] = is_verified

    answer = signed_in_by(client)

    assert answer.status_code == 409
    assert "这个邮箱已有账号" in answer.text
    assert who(client) is None
    assert not SocialAccount.objects.exists()


def test_an_owner_signed_in_by_password_connects_the_two(client: Client, provider: Provider, account: Account) -> None:
    owner = account("owner")
    User.objects.filter(pk=owner.pk).update(email="jane@example.org")
    entered = client.post("/account/login/", {"login": "owner", "password": "canal-of-214-bc"})
    assert entered.status_code == 302, entered.text

    connected = signed_in_by(client, "?process=connect")
    assert not SocialAccount.objects.exists()
    client.post("/account/reauthenticate/", {"password": "canal-of-214-bc"})
    page = client.get("/account/3rdparty/")
    other = Client()
    signed_in_by(other)

    assert connected["Location"] == "/account/reauthenticate/"
    assert SocialAccount.objects.get().user == owner
    assert "248289761001" in page.text
    assert who(other) == "owner"
    told = Entry.objects.filter(action="accounts.key.add", object_key=str(owner.pseudonym))
    assert [each.facts for each in told] == [{"kind": "openid"}]


def test_a_name_that_is_taken_or_none_of_ours_becomes_another(
    client: Client, provider: Provider, account: Account
) -> None:
    account("jane")
    provider.person |= {"preferred_username": "Jane", "email": "other@example.org"}

    signed_in_by(client)
    provider.person |= {"sub": "2", "preferred_username": "张 三/<b>", "email": "third@example.org"}
    signed_in_by(Client())

    names = set(User.objects.values_list("username", flat=True))
    assert len(names) == 3
    assert all(re.fullmatch(r"[\w.\-]{3,40}", name) for name in names), names


def test_without_a_mail_the_visitor_is_asked_for_one(client: Client, provider: Provider) -> None:
    del provider.person["email"]

    page = client.get(agreed(at_provider(client)), follow=True)
    answer = client.post("/account/3rdparty/signup/", {"username": "jane", "email": "jane@example.org"})

    assert "还差一步" in page.text
    assert answer.status_code == 302
    assert User.objects.get().email == "jane@example.org"
    assert not EmailAddress.objects.get().verified


def test_sign_in_is_asked_for_by_a_form_never_by_a_link(client: Client, provider: Provider) -> None:
    page = client.get(LOGIN)

    assert page.status_code == 200
    assert "统一身份认证" in page.text
    assert provider.asked == []
    assert LOGIN in client.get("/account/login/").text


def test_without_a_provider_there_is_no_button_and_no_page(client: Client) -> None:
    assert "oidc" not in client.get("/account/login/").text
    assert client.get(LOGIN).status_code == 404
    assert product.SOCIALACCOUNT_EMAIL_AUTHENTICATION is False
