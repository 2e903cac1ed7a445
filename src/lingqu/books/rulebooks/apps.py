"""The rulebooks as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RulebooksConfig(AppConfig):
    """Named `rulebooks` in the database."""

    name = "lingqu.books.rulebooks"
    label = "rulebooks"
    verbose_name = "规则库"
