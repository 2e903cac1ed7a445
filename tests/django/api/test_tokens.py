"""Access tokens: made by a person, shown once, of a scope and with an end; never kept, never logged."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from lingqu.books.accounts.models import AccessToken, User
from lingqu.books.accounts.operations import switch
from lingqu.books.accounts.person import Act, HeldRole, Person, person_of
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.accounts.tokens import (
    MOST_IN_USE,
    MadeToken,
    Scope,
    UnableToFindToken,
    UnableToMakeToken,
    make_token,
    revoke_token,
)
from lingqu.books.audit.models import Entry

OFFICER = HeldRole(Role.AGENCY, Level.CITY)
LIST = "/api/v1/registers/organisations"


def _act(user: User) -> Act:
    return Act(Person(pseudonym=str(user.pseudonym)), timezone.now())


def made(user: User, *scopes: Scope, days: int = 30) -> MadeToken:
    """A token of a person."""
    return make_token(user=user, name=f"test {uuid4().hex}", scopes=[*scopes], days=days, act=_act(user))


def bearing(secret: str) -> dict[str, Any]:
    """The header that shows a token."""
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def test_a_token_opens_what_its_scope_says_and_nothing_else(client: Client, account: Callable[..., User]) -> None:
    token = made(account("officer", OFFICER), Scope.READ_REGISTERS)

    assert client.get(LIST, **bearing(token.secret)).status_code == 200
    refused = client.post(LIST, {}, content_type="application/json", **bearing(token.secret))
    assert refused.status_code == 403
    assert "write:registers" in refused.json()["detail"]


def test_a_token_may_no_more_than_its_owner(client: Client, account: Callable[..., User]) -> None:
    token = made(account("nobody_yet"), *Scope)

    assert client.get(LIST, **bearing(token.secret)).status_code == 403


@pytest.mark.parametrize("how", ["revoked", "expired", "switched off", "unknown", "no bearer", "longer"])
def test_a_token_that_is_over_opens_nothing_not_even_what_is_public(
    how: str, client: Client, account: Callable[..., User]
) -> None:
    user = account("officer", OFFICER)
    token = made(user, *Scope)
    header = bearing(token.secret)
    if how == "revoked":
        revoke_token(user=user, key=token.row.key, act=_act(user))
    elif how == "expired":
        AccessToken.objects.filter(pk=token.row.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "switched off":
        switch(user=user, is_active=False, act=_act(account("other", HeldRole(Role.ADMINISTRATOR))))
    else:
        spelled = {"unknown": f"Bearer {token.secret[:-1]}_", "no bearer": f"Basic {token.secret}"}
        header = {"HTTP_AUTHORIZATION": spelled.get(how, f"Bearer {token.secret * 9}")}

    for address in (LIST, "/api/v1/policies"):
        answer = client.get(address, **header)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_only_a_digest_is_kept_and_nothing_of_a_token_is_audited_or_logged(
    client: Client, account: Callable[..., User], caplog: pytest.LogCaptureFixture
) -> None:
    token = made(account("officer", OFFICER), Scope.READ_REGISTERS)

    with caplog.at_level(logging.DEBUG):
        client.get(LIST, **bearing(token.secret))
        client.get("/api/v1/registers/nothing", **bearing(token.secret))
        client.post("/api/v1/assess", "{", content_type="application/json", **bearing(token.secret))

    kept = [str(value) for value in AccessToken.objects.values().get(pk=token.row.pk).values()]
    told = [str(each) for each in Entry.objects.values()]
    assert not any(token.secret in text or token.secret[8:] in text for text in (*kept, *told, caplog.text))
    assert AccessToken.objects.get().last_used_at is not None


def test_what_a_token_cannot_be_is_told_all_at_once(account: Callable[..., User]) -> None:
    user = account("officer")

    with pytest.raises(UnableToMakeToken) as refused:
        make_token(user=user, name=" ", scopes=["admin"], days=4000, act=_act(user))
    assert set(refused.value.faults) == {"name", "scopes", "days"}

    for _ in range(MOST_IN_USE):
        made(user, Scope.READ_PUBLIC)
    with pytest.raises(UnableToMakeToken):
        made(user, Scope.READ_PUBLIC)


def test_two_tokens_in_use_have_two_names(account: Callable[..., User]) -> None:
    user = account("officer")
    first = make_token(user=user, name="script", scopes=[Scope.READ_PUBLIC], days=30, act=_act(user))

    with pytest.raises(UnableToMakeToken) as refused:
        make_token(user=user, name=" script", scopes=[Scope.READ_PUBLIC], days=30, act=_act(user))

    assert set(refused.value.faults) == {"name"}
    revoke_token(user=user, key=first.row.key, act=_act(user))
    make_token(user=user, name="script", scopes=[Scope.READ_PUBLIC], days=30, act=_act(user))


def test_nobody_ends_the_token_of_somebody_else(account: Callable[..., User]) -> None:
    token, other = made(account("one"), Scope.READ_PUBLIC), account("another")

    with pytest.raises(UnableToFindToken):
        revoke_token(user=other, key=token.row.key, act=_act(other))


def test_the_page_shows_a_token_once_and_ends_it(
    account: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    user = account("officer", OFFICER)
    browser = signed_in(user)

    answer = browser.post("/account/tokens/", {"name": "script", "scopes": ["read:registers"], "days": "30"})

    row = AccessToken.objects.get(user=user)
    assert 'id="secret"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert 'id="secret"' not in browser.get("/account/tokens/").content.decode()
    assert browser.post(f"/account/tokens/{row.key}/revoke/").status_code == 302
    row.refresh_from_db()
    assert row.revoked_at is not None


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(
    account: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    answer = signed_in(account("officer")).post("/account/tokens/", {"name": "my <b>script", "days": "x"})

    assert answer.status_code == 422
    text = answer.content.decode()
    assert "my &lt;b&gt;script" in text
    assert text.count("<li>") >= 2


def test_roles_count_on_the_day_of_asking(account: Callable[..., User]) -> None:
    user = account("officer", OFFICER)

    assert person_of(user, on=timezone.localdate()).holds(Role.AGENCY)
    assert not person_of(user, on=timezone.localdate().replace(year=2010)).holds(Role.AGENCY)
