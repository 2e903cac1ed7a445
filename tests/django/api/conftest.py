"""What the tests of the API stand on: a small zone, and programs that bear a token."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.django.registers.zone import ACT, QIXING, Zone, zone

from lingqu.books.accounts import operations as accounts
from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import Act, HeldRole, Person
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.accounts.tokens import Scope, make_token

PREFIX = "/api/v1"


@pytest.fixture(autouse=True)
def _fresh_counts() -> Iterator[None]:
    """What one test asked does not count against the next."""
    cache.clear()
    yield
    cache.clear()


@dataclass(frozen=True, slots=True)
class Program:
    """A program that asks with a token, or without one."""

    secret: str = ""

    def ask(self, method: str, address: str, body: Any = None, **headers: str) -> HttpResponse:
        """Ask; what is no text is sent as JSON."""
        if self.secret:
            headers["Authorization"] = f"Bearer {self.secret}"
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        content = {"data": text, "content_type": "application/json"} if body is not None else {}
        return Client().generic(method, PREFIX + address, headers=headers, **content)

    def bring(self, address: str, file: bytes | None, name: str = "a.pdf", /, **fields: str) -> HttpResponse:
        """Send a form with a file; fields whose name begins with `header_` are headers."""
        headers = {key[7:].replace("_", "-"): value for key, value in fields.items() if key.startswith("header_")}
        if self.secret:
            headers["Authorization"] = f"Bearer {self.secret}"
        parts: dict[str, Any] = {key: value for key, value in fields.items() if not key.startswith("header_")}
        if file is not None:
            parts["file"] = SimpleUploadedFile(name, file)
        return Client().post(PREFIX + address, parts, headers=headers)


@pytest.fixture
def the_zone(db: None) -> Zone:
    """A small zone."""
    return zone()


@pytest.fixture
def program() -> Callable[..., Program]:
    """A program of an account, with every scope or those named."""

    def make(user: User, *scopes: Scope) -> Program:
        act = Act(Person(pseudonym=str(user.pseudonym)), timezone.now())
        return Program(
            make_token(user=user, name=f"test {uuid4().hex}", scopes=scopes or [*Scope], days=30, act=act).secret
        )

    return make


@pytest.fixture
def programs(the_zone: Zone, account: Callable[..., User], program: Callable[..., Program]) -> dict[str, Program]:
    """A program for each kind of person."""
    held = {
        "city": HeldRole(Role.DEPARTMENT_OFFICER, Level.CITY),
        "county": HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region=QIXING),
        "finance": HeldRole(Role.FINANCE_OFFICER, Level.CITY),
    }
    found = {name: program(account(name, role)) for name, role in held.items()}
    for name, organisation, is_admin in (
        ("member", the_zone.near, False),
        ("admin", the_zone.near, True),
        ("stranger", the_zone.far, True),
    ):
        user = account(name)
        accounts.join(user=user, organisation=organisation.key, is_admin=is_admin, since=date(2020, 1, 1), act=ACT)
        found[name] = program(user)
    return found | {"public": Program()}
