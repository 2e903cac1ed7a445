"""Addresses of the plan, its measures, facts and readings."""

from __future__ import annotations

from lingqu.books.rulebooks.permissions import PLAN_IMPORT, PLAN_READ
from lingqu.interfaces.web.plan import import_views, views
from lingqu.interfaces.web.routes import page

_BOTH = ("GET", "HEAD", "POST")

urlpatterns = [
    page("plan/", views.plan, name="plan", permission=PLAN_READ),
    page("plan/import/", import_views.bring, name="plan_import", permission=PLAN_IMPORT, methods=_BOTH),
    page("plan/import/<uuid:key>/", import_views.document, name="plan_document", permission=PLAN_IMPORT, methods=_BOTH),
    page("measures/", views.measures, name="measures", permission=PLAN_READ),
    page("measures/<str:code>/", views.measure, name="measure", permission=PLAN_READ),
    page("facts-of-the-plan/", views.facts, name="plan_facts", permission=PLAN_READ),
    page("readings/", views.readings, name="plan_readings", permission=PLAN_READ),
]
