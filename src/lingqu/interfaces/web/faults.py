"""Pages for what went wrong: they say what happened, that nothing is lost, and where to go.

Its one law: a fault page asks nothing of what may be broken (no query, no session) and shows no inside of the program.
"""

from __future__ import annotations

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from lingqu.interfaces.web.language import lang

_log = logging.getLogger("lingqu.faults")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or none for this reader."""
    return _page(request, "404", 404)


def not_permitted(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the role is missing."""
    return _page(request, "403", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request that no browser of ours makes."""
    return _page(request, "400", 400)


def broken(request: HttpRequest) -> HttpResponse:
    """500: with a number that stands in the log as well, so that whoever is told can find it."""
    number = secrets.token_hex(4)
    _log.error("fault %s at %s", number, request.path)
    return _page(request, "500", 500, number=number)


def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is not of this session."""
    return _page(request, "form_out_of_date", 403)


def _page(request: HttpRequest, name: str, status: int, **more: object) -> HttpResponse:
    context = {"lang": lang(), "is_elder": request.COOKIES.get("lingqu_elder") == "1", "status": status, **more}
    return HttpResponse(render_to_string(f"site/{name}.html", context), status=status)
