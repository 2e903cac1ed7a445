"""Going to the identity provider and coming back.

Its one law: whatever goes wrong on the way ends on a page that says so and signs nobody in; the log gets the reason.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from lingqu.interfaces.web.openid.checks import CheckedAdapter

_log = logging.getLogger("lingqu.openid")


def _told(view: Callable[[HttpRequest, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    @wraps(view)
    def telling(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            response = view(request, provider_id)
        except SocialApp.DoesNotExist:
            raise Http404 from None
        except RequestException as error:
            _log.error("the identity provider does not answer: %s", type(error).__name__)
            response = render(request, "socialaccount/provider_gone.html", status=503)
            response.headers["Retry-After"] = "60"
        except OAuth2Error as error:
            _log.error("sign-in by the identity provider refused: %s", error)
            response = render(request, "socialaccount/authentication_error.html", status=401)
        response.headers["Cache-Control"] = "no-store"
        return response

    return telling


@_told
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Ask whether to go; sent, go there.

    Not by a redirect: browsers hold the whole way that a form leads to against `form-action` of our policy, and the
    hosts of a provider's way are not ours to list.
    """
    answer: HttpResponse = OAuth2LoginView.adapter_view(CheckedAdapter(request, provider_id))(request)
    if answer.status_code != 302:
        return answer
    return render(request, "socialaccount/onward.html", {"address": answer.headers["Location"]})


@_told
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back, signed in or not."""
    answer: Any = OAuth2CallbackView.adapter_view(CheckedAdapter(request, provider_id))(request)
    return answer  # type: ignore[no-any-return]
