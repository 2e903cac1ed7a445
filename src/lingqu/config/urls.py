"""All addresses: the pages, and what goes wrong with them."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("lingqu.interfaces.api.urls")),
    path("", include("lingqu.interfaces.web.urls")),
]

handler400 = "lingqu.interfaces.web.faults.bad_request"
handler403 = "lingqu.interfaces.web.faults.not_permitted"
handler404 = "lingqu.interfaces.web.faults.not_found"
handler500 = "lingqu.interfaces.web.faults.broken"
