"""Accounts as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Named `accounts` in the database."""

    name = "lingqu.books.accounts"
    label = "accounts"
    verbose_name = "账号"
