"""How much a request may bring, and what no address holds.

Its one law: what is too much is refused before a byte of it is read, hence before the token of a form is looked for in
it. Views that take large files or programs' calls tell their own bounds (those without a form token).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from lingqu.interfaces.web.faults import address_too_long, bad_request, nul_typed, too_large

_LONGEST_ADDRESS = 16 * 1024  # twice what proxies let through; the longest link of a self-assessment has 5 KiB
_AROUND_A_FILE = 1024 * 1024  # the other fields of a form that brings one


class BoundsMiddleware:
    """Stands before the check of form tokens, which would read the whole body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on to the view; an address longer than any of ours is not even looked up."""
        if len(request.path_info) + len(request.META.get("QUERY_STRING", "")) > _LONGEST_ADDRESS:
            return address_too_long(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _arguments: Any, _keywords: Any
    ) -> HttpResponseBase | None:
        """Refuse a body that is larger than any form of ours: without a session no form brings a file.

        Refuse NUL in a query, which no database keeps and no browser sends.
        """
        if getattr(view, "csrf_exempt", False):
            return None
        if "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        most = settings.EVIDENCE_LARGEST + _AROUND_A_FILE if is_known else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return too_large(request) if _length(request) > most else None


class NulMiddleware:
    """Stands behind the check of form tokens, which has read the form: NUL in a text is refused for every form.

    One database keeps it and shows it nowhere, the other cannot keep it. Views without a form token look themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on to the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _arguments: Any, _keywords: Any
    ) -> HttpResponseBase | None:
        """Look through what was typed."""
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return None
        has_nul = any("\x00" in text for name, texts in request.POST.lists() for text in (name, *texts))
        return nul_typed(request) if has_nul else None


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isascii() and given.isdigit() else 0
