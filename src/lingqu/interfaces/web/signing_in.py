"""How signing in behaves here: what libraries leave to the product.

Its one law: no account gains a role by signing in or signing up.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lingqu.books.accounts.models import User
from lingqu.books.audit import operations as audit
from lingqu.interfaces.web.language import SESSION_ELDER, SESSION_LANGUAGE


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Open sign-up: an account without a membership sees what the public sees."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Anybody may make an account."""
        return True


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts from an identity provider are accounts like others."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whoever the provider vouches for may have an account."""
        return True


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Say that too many attempts failed, and how long to wait."""
    return render(request, "site/locked_out.html", status=429)


def listen() -> None:
    """Join the signals."""
    user_logged_in.connect(_signed_in, dispatch_uid="lingqu.signed_in")


def _signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    request.session[SESSION_LANGUAGE] = user.language
    request.session[SESSION_ELDER] = user.is_elder
    key = str(user.pseudonym)
    audit.record(at=timezone.now(), actor=key, action="session.begin", object_kind="user", object_key=key)
