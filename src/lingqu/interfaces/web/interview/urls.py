"""Addresses of the self-assessment."""

from __future__ import annotations

from lingqu.books.accounts.permissions import SITE_DESK, SITE_READ
from lingqu.books.registers.fact_permissions import FACTS_SEE
from lingqu.interfaces.web.facts.concerns import concerning_organisation
from lingqu.interfaces.web.interview import keeping_views, own_views, views
from lingqu.interfaces.web.routes import page
from lingqu.processes.assessments.permissions import ANSWERS_TAKE_OVER

_BOTH = ("GET", "HEAD", "POST")

urlpatterns = [
    page("assess/", views.begin, name="interview", permission=SITE_READ, methods=_BOTH),
    page("assess/mine/", own_views.choose_organisation, name="interview_mine", permission=SITE_DESK),
    page(
        "assess/of/<uuid:key>/",
        own_views.choose_subject,
        name="interview_of",
        permission=FACTS_SEE,
        concerning=concerning_organisation,
        methods=_BOTH,
    ),
    page("assess/<str:token>/", views.step, name="interview_step", permission=SITE_READ, methods=_BOTH),
    page("assess/<str:token>/result/", views.result, name="interview_result", permission=SITE_READ),
    page("assess/<str:token>/keep/", keeping_views.choose, name="interview_keep", permission=SITE_DESK),
    page(
        "assess/<str:token>/keep/<uuid:key>/",
        keeping_views.keep,
        name="interview_keep_for",
        permission=ANSWERS_TAKE_OVER,
        concerning=concerning_organisation,
        methods=_BOTH,
    ),
    page("assess/<str:token>/result.pdf", views.result_as_pdf, name="interview_pdf", permission=SITE_READ),
    page("assess/<str:token>/answers.json", views.answers_as_json, name="interview_json", permission=SITE_READ),
]
