"""Who asks, as of today: read once a request."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import ANYONE, Act, Person, person_of

_PLACE = "lingqu_person"


def asking(request: HttpRequest) -> Person:
    """The person behind a request; `ANYONE` where nobody has signed in."""
    found = getattr(request, _PLACE, None)
    if found is None:
        user = getattr(request, "user", None)
        # Django wraps the account until somebody looks at it, so it is asked, not type-checked
        is_known = user is not None and user.is_authenticated
        found = person_of(cast(User, user), on=timezone.localdate()) if is_known else ANYONE
        setattr(request, _PLACE, found)
    return cast(Person, found)


def forget(request: HttpRequest) -> None:
    """Ask anew who is behind a request: the session has just ended."""
    if hasattr(request, _PLACE):
        delattr(request, _PLACE)


def user_of(request: HttpRequest) -> User:
    """The account behind a request that a permission has shown to be signed in."""
    return cast(User, request.user)


def act_of(request: HttpRequest, *, party: str = "", reason: str = "") -> Act:
    """The circumstances of a change asked for by a request: here the clock is read, nowhere below."""
    return Act(asking(request), timezone.now(), party, reason)
