"""Make and end access tokens.

Its one law: the token itself stands in one answer, the one to the form that made it, and in no session and no log.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from lingqu.books.accounts.tokens import (
    SCOPE_WORDS,
    MadeToken,
    Scope,
    UnableToFindToken,
    UnableToMakeToken,
    is_in_use,
    make_token,
    revoke_token,
    tokens_of,
)
from lingqu.interfaces.web.asking import act_of, user_of
from lingqu.interfaces.web.language import lang
from lingqu.reports.wording import Words

_DAYS = (30, 90, 180, 366)
_MOST_SHOWN = 50
_REVOKED = Words("令牌已停用，立即失效", "The token is revoked and opens nothing any more")


@never_cache
@sensitive_variables("made")
def tokens(request: HttpRequest) -> HttpResponse:
    """Show the tokens; make one."""
    if request.method != "POST":
        return _page(request, {"typed": {"days": 90, "scopes": [str(Scope.READ_PUBLIC)]}})
    days = request.POST.get("days", "")
    typed: dict[str, Any] = {
        "name": request.POST.get("name", "")[:200],
        "scopes": request.POST.getlist("scopes"),
        "days": int(days) if days.isascii() and days.isdigit() and len(days) < 6 else 0,
    }
    try:
        made = make_token(user=user_of(request), act=act_of(request), **typed)
    except UnableToMakeToken as error:
        return _page(request, {"typed": typed, "faults": error.faults}, status=422)
    return _page(request, {"typed": {"days": 90, "scopes": []}}, made=made)


def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """End a token."""
    try:
        revoke_token(user=user_of(request), key=key, act=act_of(request))
    except UnableToFindToken:
        raise Http404 from None
    messages.success(request, _REVOKED.said(lang()))
    return redirect("tokens")


@sensitive_variables("made")
def _page(
    request: HttpRequest, more: dict[str, Any], *, made: MadeToken | None = None, status: int = 200
) -> HttpResponse:
    at = timezone.now()
    rows = [
        {"row": row, "in_use": is_in_use(row, at=at), "scopes": [SCOPE_WORDS[Scope(each)] for each in row.scopes]}
        for row in tokens_of(user_of(request))[:_MOST_SHOWN]
    ]
    scopes = [(str(scope), words) for scope, words in SCOPE_WORDS.items()]
    context = {"tokens": rows, "scopes": scopes, "days": _DAYS, "made": made, "faults": {}, **more}
    return render(request, "tokens/page.html", context, status=status)
