"""The front page, the desk, and the switches of language and type size."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from lingqu.books.rulebooks.versions import coming_versions
from lingqu.interfaces.web.asking import asking, user_of
from lingqu.interfaces.web.language import CHINESE, ELDER_COOKIE, ENGLISH, lang
from lingqu.interfaces.web.site.desk import desk_of
from lingqu.interfaces.web.site.front import BEGINNINGS, figures_kept, headlines, map_of_the_zone
from lingqu.interfaces.web.today import pack_today
from lingqu.reports.map_style import MAP_STYLE
from lingqu.reports.wording import Words

_MAP_STYLE = SafeString(MAP_STYLE)  # nosec B703  # our own style sheet
_YEAR = 365 * 24 * 3600


def front(request: HttpRequest) -> HttpResponse:
    """What the zone is and what one can ask here."""
    person, pack, figures = asking(request), pack_today(), figures_kept()
    drawn, table = map_of_the_zone(figures, person, lang())
    title, english = pack.policy.title, pack.policy.english
    return render(
        request,
        "site/front.html",
        {
            "plan_name": Words(title, english or title),
            "beginnings": BEGINNINGS,
            "coming": coming_versions(pack.id, timezone.localdate()),
            "headlines": headlines(pack, figures, person),
            "map": drawn,
            "map_table": table,
            "map_style": _MAP_STYLE,
            "interview": reverse("interview"),
        },
    )


def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the person who has signed in."""
    found = desk_of(asking(request), now=timezone.now())
    return render(request, "site/desk.html", {"desk": found, "own_organisations": found.organisations})


def speak(request: HttpRequest) -> HttpResponse:
    """Choose the language, for this browser and, signed in, for the account."""
    chosen = ENGLISH if request.POST.get("language") == ENGLISH else CHINESE
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    if asking(request).is_signed_in:
        user = user_of(request)
        user.language = chosen
        user.save(update_fields=["language"])
    return response


def enlarge(request: HttpRequest) -> HttpResponse:
    """Turn the elder mode on or off."""
    is_elder = request.POST.get("elder") == "1"
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        ELDER_COOKIE, "1" if is_elder else "0", max_age=_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    if asking(request).is_signed_in:
        user = user_of(request)
        user.is_elder = is_elder
        user.save(update_fields=["is_elder"])
    return response


def _back(request: HttpRequest) -> str:
    there = request.POST.get("next", "/")
    return there if url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}) else "/"
