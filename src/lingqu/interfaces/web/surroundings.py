"""What each page needs around its text: who reads, the ways on, language, mode, whether this is a demonstration."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lingqu import __version__
from lingqu.books.accounts.models import Installation
from lingqu.interfaces.web.asking import asking
from lingqu.interfaces.web.language import is_elder_mode, lang
from lingqu.interfaces.web.navigation import entries_for

_KEPT_SECONDS = 60


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """The context of the layout."""
    return {
        "person": SimpleLazyObject(lambda: asking(request)),
        "navigation": SimpleLazyObject(lambda: entries_for(asking(request))),
        "lang": lang(),
        "is_elder": is_elder_mode(request),
        "is_demonstration": SimpleLazyObject(_is_demonstration),
        "product_version": __version__,
    }


def _is_demonstration() -> bool:
    found = cache.get("is_demonstration")
    if found is None:
        found = Installation.objects.filter(is_demonstration=True).exists()
        cache.set("is_demonstration", found, _KEPT_SECONDS)
    return bool(found)
