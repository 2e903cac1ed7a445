"""The gate before every view: a route without a permission is refused.

Its one law: deny by default. Routes of ours carry their permission (routes.py); those of libraries stand in a table.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from lingqu.books.accounts.permissions import SITE_PROFILE, SITE_READ, may
from lingqu.books.audit import operations as audit
from lingqu.interfaces.web.asking import asking, forget
from lingqu.interfaces.web.refusals import to_sign_in

_SEEN = "lingqu_seen"
_SEEN_EVERY_SECONDS = 600

OF_LIBRARIES = {
    **dict.fromkeys(
        (
            "account_login",
            "account_logout",
            "account_signup",
            "account_inactive",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
            "account_confirm_email",
            "account_email_verification_sent",
            "account_reauthenticate",
            "mfa_authenticate",
            "mfa_reauthenticate",
            "mfa_login_webauthn",
            "mfa_trust",
            "openid_connect_login",
            "openid_connect_callback",
            "socialaccount_signup",
            "socialaccount_login_error",
            "socialaccount_login_cancelled",
        ),
        SITE_READ,
    ),
    **dict.fromkeys(
        (
            "account_change_password",
            "account_set_password",
            "account_email",
            "mfa_index",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_generate_recovery_codes",
            "mfa_view_recovery_codes",
            "mfa_download_recovery_codes",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "mfa_edit_webauthn",
            "mfa_remove_webauthn",
            "mfa_reauthenticate_webauthn",
            "socialaccount_connections",
            "usersessions_list",
        ),
        SITE_PROFILE,
    ),
}


class GateMiddleware:
    """Refuses what carries no permission."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on to the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _arguments: Any, _keywords: Any
    ) -> HttpResponseBase | None:
        """End what has idled; let pass what carries its permission; ask for it where a library's view cannot."""
        if _has_idled(request):
            return to_sign_in(request)
        if getattr(view, "permission", None) is not None:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        permission = OF_LIBRARIES.get(name)
        if permission is None:
            raise PermissionDenied(name)
        if may(asking(request), permission):
            return None
        return to_sign_in(request)


def _has_idled(request: HttpRequest) -> bool:
    """Whether the session of this request had been left alone for too long; then it is ended here."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not asking(request).is_signed_in:
        return False
    now, seen = int(time.time()), request.session.get(_SEEN)
    if seen is not None and now - seen > settings.SESSION_IDLE_HOURS * 3600:
        key = asking(request).pseudonym
        audit.record(at=timezone.now(), actor=key, action="session.idle", object_kind="user", object_key=key)
        logout(request)
        forget(request)
        return True
    if seen is None or now - seen > _SEEN_EVERY_SECONDS:
        # not at each request: that would be a write for each page
        request.session[_SEEN] = now
        UserSession.objects.create_from_request(request)
    return False
