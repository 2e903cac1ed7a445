"""Where somebody goes who may not go on."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page and back afterwards; a fragment asked for by htmx sends the whole page there."""
    there = reverse("account_login") + "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": there})
    return HttpResponseRedirect(there)
