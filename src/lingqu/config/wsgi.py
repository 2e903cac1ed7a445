"""The entrance for the server that speaks WSGI: granian in front, Django behind.

What every page needs once in a process (rules, routes, templates) is made before the first reader asks for it, and kept
out of the collector's sight: walking all rules again and again made one answer in twenty wait a fifth of a second.
"""

from __future__ import annotations

import gc
import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lingqu.config.settings")

os.environ["LINGQU_SERVING"] = "yes"  # read by the settings, which are loaded here

application = get_wsgi_application()


def _warm() -> None:
    """Show the public pages to nobody. A page that breaks here breaks for its reader too, who gets a fault page."""
    from django.conf import settings
    from django.test import RequestFactory
    from django.urls import resolve
    from django.utils import timezone

    from lingqu.processes.assessments.packs import POLICY, pack_of_day, program_of

    program_of(pack_of_day(POLICY, timezone.localdate()))
    host = next((host for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    for address in ("/measures/", "/plan/", "/assess/"):
        request = RequestFactory(headers={"host": host}).get(address)
        view = resolve(address)
        try:
            view.func(request, *view.args, **view.kwargs)
        except Exception:
            logging.getLogger("lingqu.start").exception("%s could not be made ready", address)


_warm()
gc.collect()
gc.freeze()
