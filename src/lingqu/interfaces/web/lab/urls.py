"""Addresses of the Policy Lab."""

from __future__ import annotations

from lingqu.books.rulebooks.draft_permissions import LAB_DRAFT, LAB_PUBLISH, LAB_READ
from lingqu.interfaces.web.lab import catching, editing, own, publishing, remarks, views
from lingqu.interfaces.web.routes import page

_POST = ("POST",)
_BOTH = ("GET", "HEAD", "POST")

urlpatterns = [
    page("lab/", views.lab, name="lab", permission=LAB_READ),
    page("lab/start/", views.begin, name="lab_start", permission=LAB_DRAFT, methods=_POST),
    page("lab/versions/", publishing.all_versions, name="lab_versions", permission=LAB_READ),
    page("lab/versions/<uuid:key>/", publishing.version, name="lab_version", permission=LAB_READ),
    page(
        "lab/versions/<uuid:key>/decide/", publishing.decide, name="lab_decide", permission=LAB_PUBLISH, methods=_POST
    ),
    page("lab/<uuid:key>/", editing.draft, name="lab_draft", permission=LAB_READ),
    page("lab/<uuid:key>/save/", editing.save, name="lab_save", permission=LAB_DRAFT, methods=_POST),
    page("lab/<uuid:key>/check/", editing.check, name="lab_check", permission=LAB_READ, methods=_POST),
    page("lab/<uuid:key>/ask/<slug:word>/", editing.ask, name="lab_ask", permission=LAB_READ, methods=_POST),
    page("lab/<uuid:key>/impact/", views.impact, name="lab_impact", permission=LAB_READ, methods=_POST),
    page("lab/<uuid:key>/register/", own.register, name="lab_register", permission=LAB_DRAFT, methods=_BOTH),
    page("lab/<uuid:key>/register/template.csv", own.template, name="lab_register_template", permission=LAB_DRAFT),
    page("lab/<uuid:key>/catch-up/", catching.catch_up, name="lab_catch_up", permission=LAB_DRAFT, methods=_BOTH),
    page("lab/<uuid:key>/comment/", remarks.remark, name="lab_comment", permission=LAB_DRAFT, methods=_POST),
    page(
        "lab/<uuid:key>/comment/<uuid:comment>/settle/",
        remarks.settle,
        name="lab_comment_settle",
        permission=LAB_DRAFT,
        methods=_POST,
    ),
    page("lab/<uuid:key>/history/", views.history, name="lab_history", permission=LAB_READ),
    page("lab/<uuid:key>/change/", views.change, name="lab_change", permission=LAB_DRAFT, methods=_POST),
    page("lab/<uuid:key>/propose/", publishing.propose, name="lab_propose", permission=LAB_DRAFT, methods=_BOTH),
    page("lab/<uuid:key>/study.<slug:kind>", views.study, name="lab_study", permission=LAB_READ),
]
