"""Addresses of the pages that belong to no part."""

from __future__ import annotations

from lingqu.books.accounts.permissions import PEOPLE_VOUCH, SITE_DESK, SITE_READ
from lingqu.interfaces.web.routes import page
from lingqu.interfaces.web.site import queues, views

urlpatterns = [
    page("", views.front, name="front", permission=SITE_READ),
    page("desk/", views.desk, name="desk", permission=SITE_DESK),
    page("desk/facts/", queues.facts_waiting, name="desk_facts", permission=PEOPLE_VOUCH),
    page("desk/expiring/", queues.expiring, name="desk_expiring", permission=SITE_DESK),
    page("language/", views.speak, name="speak", permission=SITE_READ, methods=("POST",)),
    page("elder/", views.enlarge, name="enlarge", permission=SITE_READ, methods=("POST",)),
]
