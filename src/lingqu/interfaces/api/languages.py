"""Which language a request asks its answer in: `?lang`, else its Accept-Language, else Chinese."""

from __future__ import annotations

from django.http import HttpRequest

LANGUAGES = ("zh", "en")


def language_of(request: HttpRequest) -> str:
    """The language asked for; a program says what it wants, so its header counts, unlike that of a browser's page."""
    asked = request.GET.get("lang")
    if asked in LANGUAGES:
        return str(asked)
    best, weight = "zh", 0.0
    for part in request.headers.get("Accept-Language", "")[:200].split(","):
        name, _, quality = part.strip().partition(";q=")
        short = name.split("-")[0].lower()
        found = _weight(quality)
        if short in LANGUAGES and found > weight:
            best, weight = short, found
    return best


def _weight(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
