"""Where somebody goes who may not go on."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

_ACCOUNT = "/account/"


def sign_in_address(request: HttpRequest) -> str:
    """Where one signs in and comes back to this page; from the front page, and after a form, to the desk."""
    there, sign_in = request.get_full_path(), reverse("account_login")
    if request.path.startswith(_ACCOUNT):
        # signing in and signing up lead to each other: what was asked for first is kept
        there = str(request.POST.get("next", "") or request.GET.get("next", ""))
        if not url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}):
            return sign_in
    elif request.method not in ("GET", "HEAD") or there == "/":
        return sign_in
    return f"{sign_in}?{urlencode({'next': there})}"


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page and back afterwards; a fragment asked for by htmx sends the whole page there."""
    there = reverse("account_login") + "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": there})
    return HttpResponseRedirect(there)
