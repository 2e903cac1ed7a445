"""How signing in behaves here: what libraries leave to the product, and what the audit chain learns of it.

Its one law: no account gains a role by signing in or signing up; the chain learns pseudonyms and digests, never a name.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from allauth.account import signals as account_signals
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa import signals as mfa_signals
from allauth.socialaccount import signals as provider_signals
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.sites.shortcuts import get_current_site
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from requests import RequestException

from lingqu.books.accounts.models import User
from lingqu.books.accounts.personal import digest_of_person
from lingqu.books.audit import operations as audit
from lingqu.interfaces.web.language import SESSION_ELDER, SESSION_LANGUAGE
from lingqu.interfaces.web.letters import send_later
from lingqu.interfaces.web.openid.checks import CheckedAdapter

_log = logging.getLogger("lingqu.openid")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Open sign-up: an account without a membership sees what the public sees."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Anybody may make an account."""
        return True

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter now and send it behind the answer."""
        request = allauth_context.request
        about = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        send_later(self.render_mail(template_prefix, email, about))


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts from an identity provider are accounts like others."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whoever the provider vouches for may have an account."""
        return True

    def get_provider(self, request: HttpRequest, provider: Any, client_id: str | None = None) -> Any:
        """The provider, which asks and is believed as openid/checks.py says."""
        found = super().get_provider(request, provider, client_id)
        if isinstance(found, OpenIDConnectProvider):
            found.oauth2_adapter_class = CheckedAdapter
        return found

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Never take an account over for its e-mail alone: whoever owns both connects them, signed in by password."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        given = [each.email for each in sociallogin.email_addresses]
        taken = Q()
        for address in given:
            taken |= Q(email__iexact=address) | Q(emailaddress__email__iexact=address)
        if given and User.objects.filter(taken).exists():
            response = render(request, "socialaccount/known_address.html", status=409)
            raise ImmediateHttpResponse(response)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Tell the log why, and the visitor by the page that fits."""
        if isinstance(exception, RequestException):
            _log.error("the identity provider does not answer: %s", type(exception).__name__)
            response = render(request, "socialaccount/provider_gone.html", status=503)
            response.headers["Retry-After"] = "60"
            raise ImmediateHttpResponse(response)
        if error != AuthError.CANCELLED:
            _log.error("sign-in by the identity provider refused: %s", exception or error)


def name_tried(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """The name that somebody tries to sign in with, as axes counts it: in one spelling, whatever the case."""
    given = credentials or {}
    name = given.get("username") or given.get("email") or given.get("login")
    if not name and request is not None:
        name = request.POST.get("login", "")
    return str(name or "").strip().casefold()[:255]


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Say that too many attempts failed, and how long to wait."""
    return render(request, "site/locked_out.html", {"status": 429}, status=429)


def listen() -> None:
    """Join the signals."""
    user_logged_in.connect(_signed_in, dispatch_uid="lingqu.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="lingqu.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="lingqu.failed")
    user_locked_out.connect(_locked, dispatch_uid="lingqu.locked")
    provider_signals.social_account_added.connect(_connected, dispatch_uid="lingqu.connected")
    provider_signals.social_account_removed.connect(_disconnected, dispatch_uid="lingqu.disconnected")
    for signal, action in _OF_ACCOUNTS:
        signal.connect(_telling(action), dispatch_uid=f"lingqu.{action}.{id(signal)}", weak=False)


_OF_ACCOUNTS = (
    (account_signals.user_signed_up, "accounts.sign_up"),
    (account_signals.password_changed, "accounts.password"),
    (account_signals.password_set, "accounts.password"),
    (account_signals.password_reset, "accounts.password"),
    (account_signals.email_changed, "accounts.mail"),
    (account_signals.email_added, "accounts.mail"),
    (account_signals.email_removed, "accounts.mail"),
    (mfa_signals.authenticator_added, "accounts.key.add"),
    (mfa_signals.authenticator_removed, "accounts.key.remove"),
    (mfa_signals.authenticator_reset, "accounts.key.reset"),
    (mfa_signals.authentication_failed, "accounts.key.failed"),
)


def _signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    request.session[SESSION_LANGUAGE] = user.language
    request.session[SESSION_ELDER] = user.is_elder
    _tell("session.begin", str(user.pseudonym))


def _signed_out(sender: Any, request: HttpRequest, user: User | None, **_: Any) -> None:
    # an account just erased is known to its session by the old object; its erasure has been told already
    if user is not None and User.objects.filter(pk=user.pk, erased_at=None).exists():
        _tell("session.end", str(user.pseudonym))


def _connected(sender: Any, request: HttpRequest, sociallogin: Any, **_: Any) -> None:
    _tell("accounts.key.add", str(sociallogin.user.pseudonym), {"kind": "openid"})


def _disconnected(sender: Any, request: HttpRequest, socialaccount: Any, **_: Any) -> None:
    _tell("accounts.key.remove", str(socialaccount.user.pseudonym), {"kind": "openid"})


def _failed(sender: Any, credentials: Mapping[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    _tell_of_name("session.failed", name_tried(request, credentials))


def _locked(sender: Any, request: HttpRequest, username: str = "", **_: Any) -> None:
    _tell_of_name("session.locked", username or name_tried(request, None))


def _telling(action: str) -> Any:
    def tell(sender: Any, user: User, **more: Any) -> None:
        key = more.get("authenticator")
        _tell(action, str(user.pseudonym), {"kind": str(key.type)} if key is not None else None)

    return tell


def _tell_of_name(action: str, name: str) -> None:
    """A name that belongs to an account is told as its pseudonym; another one as a digest, since people mistype."""
    user = User.objects.filter(Q(username__iexact=name) | (Q(email__iexact=name) & ~Q(email=""))).first()
    key = str(user.pseudonym) if user is not None else ""
    facts = {} if user is not None else {"name": digest_of_person(name)}
    audit.record(
        at=timezone.now(), actor="", action=action, object_kind="user" if key else "", object_key=key, facts=facts
    )


def _tell(action: str, key: str, facts: dict[str, object] | None = None) -> None:
    audit.record(at=timezone.now(), actor=key, action=action, object_kind="user", object_key=key, facts=facts)
