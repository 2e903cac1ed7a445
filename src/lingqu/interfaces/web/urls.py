"""Every address of the pages, part by part."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("lingqu.interfaces.web.site.urls")),
    path("", include("lingqu.interfaces.web.plan.urls")),
    path("", include("lingqu.interfaces.web.people.urls")),
    path("", include("lingqu.interfaces.web.interview.urls")),
    path("", include("lingqu.interfaces.web.registers.urls")),
    path("", include("lingqu.interfaces.web.answers.urls")),
    path("", include("lingqu.interfaces.web.evidence.urls")),
    path("", include("lingqu.interfaces.web.facts.urls")),
    path("", include("lingqu.interfaces.web.tokens.urls")),
    path("", include("lingqu.interfaces.web.lab.urls")),
    path("", include("lingqu.interfaces.web.openid.urls")),
    path("account/", include("allauth.urls")),
]
