"""Addresses of evidence."""

from __future__ import annotations

from lingqu.books.registers.fact_permissions import EVIDENCE_KEEP, EVIDENCE_SEE
from lingqu.interfaces.web.evidence import views
from lingqu.interfaces.web.facts.concerns import concerning_organisation
from lingqu.interfaces.web.routes import page

urlpatterns = [
    page(
        "evidence/of/<uuid:key>/",
        views.evidence_of,
        name="evidence-of",
        permission=EVIDENCE_SEE,
        concerning=concerning_organisation,
    ),
    page(
        "evidence/of/<uuid:key>/keep/",
        views.keep,
        name="evidence-keep",
        permission=EVIDENCE_KEEP,
        concerning=concerning_organisation,
        methods=("POST",),
    ),
    page(
        "evidence/<uuid:key>/",
        views.opened,
        name="evidence",
        permission=EVIDENCE_SEE,
        concerning=views.concerning_evidence,
        methods=("GET",),
    ),
    page(
        "evidence/<uuid:key>/withdraw/",
        views.withdraw,
        name="evidence-withdraw",
        permission=EVIDENCE_KEEP,
        concerning=views.concerning_evidence,
        methods=("POST",),
    ),
]
