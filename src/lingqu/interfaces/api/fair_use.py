"""How much one asker may ask in a minute: by token, else by person, else by address.

Its one law: a count belongs to the minute of the clock, so that it holds for all processes that share the cache and
needs no memory of single requests.
"""

from __future__ import annotations

import hashlib
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from lingqu.books.accounts.models import AccessToken
from lingqu.books.accounts.person import Person

MINUTE = 60
RATES = dict(zip(("token", "person", "address"), (600, 300, 120), strict=True))
"""Requests a minute; the setting LINGQU_API_RATES overrides single ones."""


class FairUse(BaseThrottle):
    """Counts what one asker asks within the minute of the clock."""

    def __init__(self, kind: str, name: str) -> None:
        self._most = int({**RATES, **getattr(settings, "LINGQU_API_RATES", {})}[kind])
        digest = hashlib.sha256(name.encode()).hexdigest()[:32]
        self._key = f"api-use:{kind}:{digest}"

    def allow_request(self, request: HttpRequest) -> bool:
        """Count one request and say whether it is still within what is fair."""
        key = f"{self._key}:{int(time.time()) // MINUTE}"
        cache.add(key, 0, 2 * MINUTE)
        try:
            return int(cache.incr(key)) <= self._most
        except ValueError:  # the entry was dropped between the two steps
            return True

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return MINUTE - time.time() % MINUTE


def fair_use_of(request: HttpRequest, person: Person, token: AccessToken | None) -> FairUse:
    """The count that a request goes to."""
    if token is not None:
        return FairUse("token", str(token.key))
    if person.is_signed_in:
        return FairUse("person", person.pseudonym)
    return FairUse("address", address_of(request))


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind the proxy of a production installation, what that proxy saw.

    Only the last entry was written by the proxy: those before it are whatever the client likes.
    """
    forwarded = request.headers.get("X-Forwarded-For", "")
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
