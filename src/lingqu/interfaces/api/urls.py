"""The addresses of the API: its operations, their description, and a page for people.

Its one law: every view carries its permission, so that the gate before all views lets nothing else pass.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, re_path

from lingqu.books.accounts.permissions import SITE_READ
from lingqu.interfaces.api.declaring import declared
from lingqu.interfaces.api.openapi import PREFIX, description
from lingqu.interfaces.api.page import page
from lingqu.interfaces.api.service import service


def _described(_request: HttpRequest) -> HttpResponse:
    response = JsonResponse(description(), json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "max-age=300"
    return response


def _nothing(_request: HttpRequest) -> HttpResponse:
    raise Http404


def _apart(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view of its own for each operation: those of one address share one, and could carry one permission only."""

    @wraps(view)
    def carried(request: HttpRequest, **parts: Any) -> Any:
        return view(request, **parts)

    return carried


def _guarded(pattern: URLPattern, permission: str) -> URLPattern:
    pattern.callback.permission = permission  # type: ignore[attr-defined]  # read by the gate
    return pattern


def _operations() -> list[tuple[URLPattern, str]]:
    """The views of ninja; each of its operations asks for its own permission (admission.py)."""
    known = declared()
    found: list[Any] = service.urls[0]
    return [(each, known[each.name].permission) for each in found if each.name in known]


urlpatterns = [
    _guarded(path("api/", page, name="api"), SITE_READ),
    _guarded(path(f"{PREFIX}openapi.json", _described, name="api-description"), SITE_READ),
    *(
        _guarded(path(PREFIX + str(each.pattern), _apart(each.callback), name=f"api-{each.name}"), permission)
        for each, permission in _operations()
    ),
    _guarded(re_path(rf"^{PREFIX}.*$", _nothing, name="api-nothing"), SITE_READ),
]
