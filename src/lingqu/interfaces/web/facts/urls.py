"""Addresses of facts."""

from __future__ import annotations

from lingqu.books.registers.fact_permissions import FACTS_SEE, FACTS_STATE, FACTS_VERIFY
from lingqu.interfaces.web.facts import together_views, views
from lingqu.interfaces.web.facts.concerns import concerning_fact, concerning_organisation
from lingqu.interfaces.web.routes import page

_POST = ("POST",)
_ORGANISATION, _FACT = concerning_organisation, concerning_fact

urlpatterns = [
    page("facts/<uuid:key>/", views.facts_page, name="facts", permission=FACTS_SEE, concerning=_ORGANISATION),
    page(
        "facts/<uuid:key>/state/",
        views.state_page,
        name="fact-state",
        permission=FACTS_STATE,
        concerning=_ORGANISATION,
        methods=("GET", "HEAD", "POST"),
    ),
    page(
        "facts/<uuid:key>/together/",
        together_views.together_page,
        name="facts-together",
        permission=FACTS_STATE,
        concerning=_ORGANISATION,
        methods=("GET", "HEAD", "POST"),
    ),
    page(
        "facts/<uuid:key>/complete/",
        views.complete,
        name="facts-complete",
        permission=FACTS_VERIFY,
        concerning=_ORGANISATION,
        methods=_POST,
    ),
    page("fact/<uuid:key>/", views.fact_page, name="fact", permission=FACTS_SEE, concerning=_FACT),
    page(
        "fact/<uuid:key>/correct/",
        views.correct,
        name="fact-correct",
        permission=FACTS_STATE,
        concerning=_FACT,
        methods=_POST,
    ),
    page(
        "fact/<uuid:key>/verify/",
        views.verify,
        name="fact-verify",
        permission=FACTS_VERIFY,
        concerning=_FACT,
        methods=_POST,
    ),
    page(
        "fact/<uuid:key>/take-back/",
        views.take_back,
        name="fact-take-back",
        permission=FACTS_VERIFY,
        concerning=_FACT,
        methods=_POST,
    ),
    page(
        "fact/<uuid:key>/withdraw/",
        views.withdraw,
        name="fact-withdraw",
        permission=FACTS_STATE,
        concerning=_FACT,
        methods=_POST,
    ),
    page(
        "fact/<uuid:key>/attach/",
        views.attach,
        name="fact-attach",
        permission=FACTS_STATE,
        concerning=_FACT,
        methods=_POST,
    ),
]
