"""The entrance for the server that speaks WSGI: granian in front, Django behind.

What every page needs once in a process (rules, routes, templates) is made before the first reader asks for it.
"""

from __future__ import annotations

import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lingqu.config.settings")

application = get_wsgi_application()


def _warm() -> None:
    """Show the public pages to nobody. A page that breaks here breaks for its reader too, who gets a fault page."""
    from django.conf import settings
    from django.test import RequestFactory
    from django.urls import resolve

    host = next((host for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    for address in ("/measures/", "/plan/", "/assess/"):
        request = RequestFactory(headers={"host": host}).get(address)
        view = resolve(address)
        try:
            view.func(request, *view.args, **view.kwargs)
        except Exception:
            logging.getLogger("lingqu.start").exception("%s could not be made ready", address)


_warm()
