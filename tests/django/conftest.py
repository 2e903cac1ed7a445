"""What tests with a database stand on: persons of every role, and a chain that a flush between tests may empty."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase

from lingqu.books.accounts import operations
from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import SYSTEM, Act, HeldRole

MOMENT = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ACT = Act(SYSTEM, MOMENT, reason="test")


@pytest.fixture(autouse=True, scope="session")
def _flushable_chain() -> Iterator[None]:
    """Tests that commit are cleaned up by a flush, which the triggers of the audit chain would rightly refuse."""
    triggers = importlib.import_module("lingqu.books.audit.migrations.0002_append_only")
    original: Callable[..., Any] = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        with connection.schema_editor(atomic=False) as editor:
            triggers.unmake(None, editor)
        try:
            original(self)
        finally:
            with connection.schema_editor(atomic=False) as editor:
                triggers.make(None, editor)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = original  # type: ignore[method-assign]


@pytest.fixture
def account(db: None) -> Callable[..., User]:
    """Make an account that holds a role: `account("officer", HeldRole(Role.AGENCY))`."""

    def make(username: str, *held: HeldRole) -> User:
        user = operations.make_account(username=username, password="canal-of-214-bc", act=ACT)
        for role in held:
            operations.grant(user=user, role=role, since=date(2020, 1, 1), act=ACT)
        return user

    return make


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    """A browser that has signed in."""

    def make(user: User) -> Client:
        other = Client()
        other.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return other

    return make
