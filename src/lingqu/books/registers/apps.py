"""The registers as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Named `registers` in the database."""

    name = "lingqu.books.registers"
    label = "registers"
    verbose_name = "登记册"
