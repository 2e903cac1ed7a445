"""What tests of the pages of the plan stand on: a folder of their own, a policy officer, a policy with its text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Role
from lingqu.books.rulebooks import document_files
from lingqu.interfaces.web import today
from lingqu.law.packs.folders import BUILT_IN, load_pack


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA = type(settings.DATA)(tmp_path)
    document_files._plan_in.cache_clear()


@pytest.fixture
def officer(account: Callable[..., User], signed_in: Callable[[User], Client]) -> Client:
    """The browser of a policy officer."""
    return signed_in(account("policy", HeldRole(Role.POLICY_OFFICER)))


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The site shows a policy of the package whose text is made up and lies beside it; that text."""
    pack = load_pack("example_bands")
    monkeypatch.setattr(today, "pack_of_day", lambda *_: pack)
    return (BUILT_IN / "example_bands" / "plan.txt").read_bytes()
