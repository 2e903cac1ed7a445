"""What the tests of the Lab stand on: a data folder of their own, two policy officers, a draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role
from lingqu.config.data_folder import DataFolder


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> DataFolder:
    """Published versions and kept registers of one test alone."""
    settings.DATA = DataFolder(tmp_path / "data").made()
    return settings.DATA


@pytest.fixture
def first(account: Callable[..., User]) -> User:
    """The officer who writes."""
    return account("first", HeldRole(Role.POLICY_OFFICER, Level.CITY))


@pytest.fixture
def second(account: Callable[..., User]) -> User:
    """The officer who publishes."""
    return account("second", HeldRole(Role.POLICY_OFFICER, Level.CITY))
