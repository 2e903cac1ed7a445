"""The API as a Django app; it owns one page with its styles and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Named `api`."""

    name = "lingqu.interfaces.api"
    label = "api"
