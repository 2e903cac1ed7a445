"""The audit book as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Named `audit` in the database."""

    name = "lingqu.books.audit"
    label = "audit"
    verbose_name = "审计"
