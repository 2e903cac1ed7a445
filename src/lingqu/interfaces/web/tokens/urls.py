"""Addresses of access tokens."""

from __future__ import annotations

from lingqu.books.accounts.permissions import SITE_PROFILE
from lingqu.interfaces.web.routes import page
from lingqu.interfaces.web.tokens import views

urlpatterns = [
    page(
        "account/tokens/", views.tokens, name="tokens", permission=SITE_PROFILE, methods=("GET", "HEAD", "POST"),
    ),
    page(
        "account/tokens/<uuid:key>/revoke/", views.revoke, name="token_revoke", permission=SITE_PROFILE,
        methods=("POST",),
    ),
]  # fmt: skip
