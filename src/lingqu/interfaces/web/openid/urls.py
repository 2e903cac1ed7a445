"""Addresses of sign-in by an identity provider; they stand before those of the library and bear its names."""

from __future__ import annotations

from lingqu.books.accounts.permissions import SITE_READ
from lingqu.interfaces.web.openid import views
from lingqu.interfaces.web.routes import page

urlpatterns = [
    page(
        "account/oidc/<slug:provider_id>/login/",
        views.login,
        name="openid_connect_login",
        permission=SITE_READ,
        methods=("GET", "HEAD", "POST"),
    ),
    page(
        "account/oidc/<slug:provider_id>/login/callback/",
        views.callback,
        name="openid_connect_callback",
        permission=SITE_READ,
        methods=("GET",),
    ),
]
