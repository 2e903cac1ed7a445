"""Who asks: by an access token, by the session of a browser, or nobody known.

Its one law: a token that opens nothing is refused, never taken for nobody; what a session writes it writes with the
token against forged forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.utils import check_csrf

from lingqu.books.accounts.models import AccessToken
from lingqu.books.accounts.person import ANYONE, Act, Person, person_of
from lingqu.books.accounts.tokens import Scope, UnableToAcceptToken, accepted
from lingqu.law.inquiries.refusals import CallFault

_PLACE = "lingqu_asker"
_SCHEME = "bearer"


class UnableToIdentify(Exception):
    """A token was shown that opens nothing."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, in which language, and what is wrong with the query whatever is asked."""

    person: Person
    lang: str
    token: AccessToken | None = None
    faults: tuple[CallFault, ...] = ()

    def may_use(self, scope: Scope) -> bool:
        """Whether the token, if it is one, was made for this."""
        return self.token is None or str(scope) in self.token.scopes


def identified(request: HttpRequest) -> tuple[Person, AccessToken | None]:
    """The person behind a request, and the token where it is one. Raises `UnableToIdentify`."""
    shown = request.headers.get("Authorization")
    if shown is not None:
        scheme, _, secret = shown.partition(" ")
        if scheme.lower() != _SCHEME:
            raise UnableToIdentify
        try:
            token = accepted(secret.strip(), at=timezone.now())
        except UnableToAcceptToken:
            raise UnableToIdentify from None
        return person_of(token.user, on=timezone.localdate()), token
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return person_of(request.user, on=timezone.localdate()), None
    return ANYONE, None


def is_forged(request: HttpRequest, token: AccessToken | None) -> bool:
    """Whether a session would write without the token that only a page of ours has."""
    return token is None and check_csrf(request) is not None


def remember(request: HttpRequest, asker: Asker) -> None:
    """Keep who asks beside the request."""
    setattr(request, _PLACE, asker)


def asker_of(request: HttpRequest) -> Asker:
    """Who asks, once admitted (admission.py)."""
    return cast(Asker, getattr(request, _PLACE))


def is_known(request: HttpRequest) -> bool:
    """Whether the request came as far as to be asked who it is."""
    return hasattr(request, _PLACE)


def act_of(request: HttpRequest, *, party: str = "", reason: str = "") -> Act:
    """The circumstances of a change: here the clock is read."""
    return Act(asker_of(request).person, timezone.now(), party=party, reason=reason)
