"""A route of the product: an address, a view, and the permission without which the view is not called.

Its one law: `page` is the only way to a route of ours, so that none is without a permission (gate.py refuses the rest).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from lingqu.books.accounts.permissions import NOTHING, Concern, UnknownPermission, may
from lingqu.interfaces.web.asking import asking
from lingqu.interfaces.web.refusals import to_sign_in

View = Callable[..., HttpResponseBase]
Concerning = Callable[..., Concern]


def page(
    route: str,
    view: View,
    *,
    name: str,
    permission: str,
    concerning: Concerning | None = None,
    methods: tuple[str, ...] = ("GET", "HEAD"),
) -> URLPattern:
    """Declare a route. `concerning(request, **parts of the address)` loads what the permission is asked about.

    Refused: the public is sent to sign in; a person without the role gets 403; a thing that is not theirs is 404, as if
    it did not exist, so that forged keys tell nothing.
    """
    if not rules.perm_exists(permission):
        raise UnknownPermission(f"{name}: {permission}")

    @wraps(view)
    def permitted(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        person = asking(request)
        concern = concerning(request, **parts) if concerning is not None else NOTHING
        if may(person, permission, concern):
            return view(request, **parts)
        if not person.is_signed_in:
            return to_sign_in(request)
        if concerning is not None:
            raise Http404
        raise PermissionDenied

    guarded = require_http_methods(list(methods))(permitted)
    guarded.permission = permission  # type: ignore[attr-defined]  # read by the gate and by the matrix of permissions
    guarded.concerning = concerning  # type: ignore[attr-defined]
    guarded.methods = methods  # type: ignore[attr-defined]
    return path(route, guarded, name=name)
