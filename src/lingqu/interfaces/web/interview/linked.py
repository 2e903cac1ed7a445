"""A link read and heard before a page of it is made; one that cannot be read gets the page that says so.

Its one law: answers are kept out of caches, indexes, logs and referrers, whatever the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lingqu.interfaces.web.interview.hearing import heard
from lingqu.interfaces.web.interview.tokens import UnableToReadToken, read_token
from lingqu.law.packs.folders import UnableToLoadPack
from lingqu.law.packs.versions import UnableToChooseVersion


def with_hearing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Call `view(request, hearing, is whole, **other parts of the address)`."""

    @wraps(view)
    def reading(request: HttpRequest, token: str, **parts: Any) -> HttpResponse:
        try:
            read = read_token(token)
            hearing = heard(read.state)
        except (UnableToReadToken, UnableToLoadPack, UnableToChooseVersion):
            response = render(request, "interview/broken.html", status=404)
        else:
            response = view(request, hearing, read.is_whole, **parts)
        # Django would log the address of whatever is refused, and the address holds the answers
        response._has_been_logged = True  # type: ignore[attr-defined]
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "same-origin"  # the link holds the answers
        return response

    return reading
