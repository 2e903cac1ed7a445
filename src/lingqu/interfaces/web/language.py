"""Which language a page speaks: the reader's choice, else Chinese.

Its one law: a browser's own preference is not followed; most browsers in a Chinese office say English by mistake.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

CHINESE, ENGLISH = "zh-hans", "en"
ELDER_COOKIE = "lingqu_elder"
SESSION_LANGUAGE = "lingqu_language"
SESSION_ELDER = "lingqu_elder"


class LanguageMiddleware:
    """Turns the language on for a request and says so in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The cookie of this browser first, then what the account keeps (copied into the session at sign-in)."""
        language = language_chosen(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", "zh-Hans" if language == CHINESE else "en")
        return response


def language_chosen(request: HttpRequest) -> str:
    """The language of a request."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in (CHINESE, ENGLISH):
        return chosen
    # an anonymous reader has no session cookie; asking for the session then would be a query for nothing
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        kept = request.session.get(SESSION_LANGUAGE)
        if kept in (CHINESE, ENGLISH):
            return str(kept)
    return CHINESE


def is_elder_mode(request: HttpRequest) -> bool:
    """Whether the reader wants large type and few things at once."""
    chosen = request.COOKIES.get(ELDER_COOKIE)
    if chosen is not None:
        return chosen == "1"
    return settings.SESSION_COOKIE_NAME in request.COOKIES and bool(request.session.get(SESSION_ELDER))


def lang() -> str:
    """The language being spoken, "zh" or "en", as `Words.said` takes it."""
    return "en" if (translation.get_language() or "").startswith("en") else "zh"
