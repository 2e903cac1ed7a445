"""What each answer tells browsers and caches, beside the policy of content.

Its one law: what was made for somebody who has signed in is kept nowhere on its way. A view that says more exactly how
its answer may be kept is left alone.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

NOT_KEPT = "private, no-store"
_UNUSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
           "midi", "payment", "usb")  # fmt: skip
PERMISSIONS = ", ".join(f"{name}=()" for name in _UNUSED)


class TellingMiddleware:
    """Adds the headers on the way out; it stands outside of whatever makes an answer, pages of faults included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then add."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Django adds it deep inside, which pages of faults raised before that never see
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        # the cookie, not the account: looking at the account would be a query, and may be what has just failed
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers.setdefault("Cache-Control", NOT_KEPT)
        return response
