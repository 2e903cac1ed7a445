"""Addresses of answers."""

from __future__ import annotations

from lingqu.interfaces.web.answers import views
from lingqu.interfaces.web.facts.concerns import concerning_organisation
from lingqu.interfaces.web.routes import page
from lingqu.processes.assessments.permissions import ANSWERS_SAVE, ANSWERS_SEE

urlpatterns = [
    page(
        "answers/<uuid:key>/",
        views.answers_page,
        name="answers",
        permission=ANSWERS_SEE,
        concerning=concerning_organisation,
    ),
    page(
        "answers/<uuid:key>/answers.pdf",
        views.as_pdf,
        name="answers-pdf",
        permission=ANSWERS_SEE,
        concerning=concerning_organisation,
    ),
    page(
        "answers/<uuid:key>/save/",
        views.save,
        name="answers-save",
        permission=ANSWERS_SAVE,
        concerning=concerning_organisation,
        methods=("POST",),
    ),
    page(
        "answers/saved/<uuid:key>/",
        views.saved_page,
        name="saved-answer",
        permission=ANSWERS_SEE,
        concerning=views.concerning_saved,
    ),
]
