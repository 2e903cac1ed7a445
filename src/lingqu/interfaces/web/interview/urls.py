"""Addresses of the self-assessment."""

from __future__ import annotations

from lingqu.books.accounts.permissions import SITE_READ
from lingqu.interfaces.web.interview import views
from lingqu.interfaces.web.routes import page

_BOTH = ("GET", "HEAD", "POST")

urlpatterns = [
    page("assess/", views.begin, name="interview", permission=SITE_READ, methods=_BOTH),
    page("assess/<str:token>/", views.step, name="interview_step", permission=SITE_READ, methods=_BOTH),
    page("assess/<str:token>/result/", views.result, name="interview_result", permission=SITE_READ),
    page("assess/<str:token>/result.pdf", views.result_as_pdf, name="interview_pdf", permission=SITE_READ),
    page("assess/<str:token>/answers.json", views.answers_as_json, name="interview_json", permission=SITE_READ),
]
