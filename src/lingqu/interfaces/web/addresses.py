"""From which address a request comes: what limits of attempts count by.

Its one law: a header is believed only where a reverse proxy of ours has set it, in production; elsewhere anybody could.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the reader: the last one that the proxy has written, else that of the connection."""
    if settings.PRODUCTION:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))
