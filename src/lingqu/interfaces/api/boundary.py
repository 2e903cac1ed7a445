"""The boundary of the API: whatever leaves from under /api/v1/ as a failure leaves as a problem document.

Its one law: no page of Django, of a proxy's making or of a debugger goes to a program; it stands before everything else
that could answer.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from lingqu.interfaces.api.languages import language_of
from lingqu.interfaces.api.problems import CONTENT_TYPE, problem

UNDER = "/api/v1/"
_KEPT = (
    "Allow",
    "Retry-After",
    "WWW-Authenticate",
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


class BoundaryMiddleware:
    """Turns failures that are no problem documents into such."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and look at what the answer is."""
        response = self.get_response(request)
        if not request.path_info.startswith(UNDER) or response.status_code < 400:
            return response
        if response.headers.get("Content-Type", "").startswith(CONTENT_TYPE):
            return response
        headers = {name: response.headers[name] for name in _KEPT if name in response.headers}
        return problem(response.status_code, language_of(request), headers=headers)
