"""The pages as a Django app; it owns templates and static files and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Named `web`."""

    name = "lingqu.interfaces.web"
    label = "web"

    def ready(self) -> None:
        """Listen to sign-ins."""
        from lingqu.interfaces.web import signing_in  # signals can be joined only once the apps are there

        signing_in.listen()
