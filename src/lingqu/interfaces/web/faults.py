"""Pages for what went wrong: they say what happened, that nothing is lost, and where to go.

Its one law: a fault page asks nothing of what may be broken (no query, no session) and shows no inside of the program.
"""

from __future__ import annotations

import errno
import logging
import secrets
import sys
from collections.abc import Iterator

from django.db import DatabaseError, DataError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from lingqu.interfaces.web.language import lang

_log = logging.getLogger("lingqu.faults")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or none for this reader."""
    return _page(request, "404", 404, back=_page_before(request))


def not_permitted(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the role is missing."""
    return _page(request, "403", 403, back=_page_before(request))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request that no browser of ours makes."""
    return _page(request, "400", 400)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: refused unread, so the connection ends with the answer."""
    response = _page(request, "413", 413)
    response.headers["Connection"] = "close"
    return response


def nul_typed(request: HttpRequest) -> HttpResponse:
    """400: a character in a form that no database keeps."""
    return _page(request, "nul_typed", 400)


def address_too_long(request: HttpRequest) -> HttpResponse:
    """414: an address longer than any of ours."""
    return _page(request, "400", 414)


def broken(request: HttpRequest) -> HttpResponse:
    """500; 503 without a database, 507 without room, 400 for what no database keeps.

    Its number stands in the log as well, for whoever is told it. Django calls this while it handles what was raised,
    in a view or in any middleware before it.
    """
    number, raised = secrets.token_hex(4), tuple(_causes(sys.exc_info()[1]))
    _log.error("fault %s at %s", number, request.path)
    if any(isinstance(each, OSError) and each.errno in (errno.ENOSPC, errno.EDQUOT) for each in raised):
        return _page(request, "507", 507, number=number)
    if any(_is_of_the_database(each) for each in raised):
        response = _page(request, "503", 503, number=number)
        response.headers["Retry-After"] = "30"
        return response
    if any(isinstance(each, DataError) for each in raised):
        # a text with NUL, a number of fifty digits: what no form of ours sends and no column holds
        return bad_request(request)
    return _page(request, "500", 500, number=number)


def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is not of this session."""
    return _page(request, "form_out_of_date", 403)


def _page_before(request: HttpRequest) -> str:
    """The page of ours that led here; empty where none did, or the same one did."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()}):
        return ""
    return "" if before == request.build_absolute_uri() else before


def _causes(raised: BaseException | None) -> Iterator[BaseException]:
    while raised is not None:
        yield raised
        raised = raised.__cause__


def _is_of_the_database(raised: BaseException) -> bool:
    """Whether the database itself cannot answer; a statement that it refuses is a fault of the program."""
    # a file that is no database is told by the plain class
    return isinstance(raised, OperationalError | InterfaceError | InternalError) or type(raised) is DatabaseError


def _page(request: HttpRequest, name: str, status: int, **more: object) -> HttpResponse:
    context = {"lang": lang(), "is_elder": request.COOKIES.get("lingqu_elder") == "1", "status": status, **more}
    return HttpResponse(render_to_string(f"site/{name}.html", context), status=status)
