"""A database of its own with many organisations and facts, and one officer who has signed in."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg

_FACTS = ("main_business_revenue_yuan", "rd_expenditure_yuan")
_YEARS = (2024, 2025)


@dataclass(frozen=True, slots=True)
class Filled:
    """What is asked for: a row in the middle, and the cookie of an officer."""

    key: str
    cookie: str
    interview: str
    token: str = ""  # by which the officer saves facts
    keys: tuple[str, ...] = ()  # of organisations to save them for

    def pages(self) -> list[tuple[str, str, str]]:
        """Name, address and cookie of each page that is timed."""
        organisations = "/registers/organisations/"
        return [
            ("bare", "/bare/", self.cookie),
            ("list", organisations, self.cookie),
            ("search", f"{organisations}?q=%E4%BA%91%E6%B5%8B050", self.cookie),
            ("filter", f"{organisations}?region=450305&size=small", self.cookie),
            ("detail", f"{organisations}{self.key}/", self.cookie),
            ("facts", f"/facts/{self.key}/", self.cookie),
            ("assess", f"/answers/{self.key}/", self.cookie),
            ("interview", self.interview, ""),
            ("measures", "/measures/", ""),
            ("front", "/", ""),
        ]


@contextmanager
def database(address: str) -> Iterator[str]:
    """Make a database beside the one named, and take it away at the end."""
    name = f"lingqu_bench_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def filled(organisations: int) -> Filled:
    """Fill it by plain inserts: history and audit are not what is timed."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from lingqu.books.accounts import operations
    from lingqu.books.accounts.person import SYSTEM, Act, HeldRole, Person
    from lingqu.books.accounts.roles import Level, Role
    from lingqu.books.accounts.tokens import Scope, make_token
    from lingqu.books.registers.models import Fact, Organisation
    from lingqu.law.codes.industries import industries
    from lingqu.law.codes.regions import guilin_districts

    settings.DATA.made()
    call_command("migrate", verbosity=0)
    act = Act(SYSTEM, timezone.now(), reason="bench")
    regions = [each.code for each in guilin_districts()]
    classes = [code for code, each in industries().items() if each.level == 4]
    sizes = ("micro", "small", "medium", "large")
    keys: list[uuid.UUID] = []
    for start in range(0, organisations, 5000):
        rows = [
            Organisation(
                name=f"云测{number:06d}智造股份有限公司", kind="enterprise", region=regions[number % 17],
                industry=classes[number % len(classes)], size=sizes[number % 4], made_at=act.at, changed_at=act.at,
            )
            for number in range(start, min(start + 5000, organisations))
        ]  # fmt: skip
        Organisation.objects.bulk_create(rows)
        keys += [row.key for row in rows]
        Fact.objects.bulk_create(
            [
                Fact(
                    organisation_id=row.key, subject_key=row.key, code=code, year=year, source="declared",
                    declared_value=f"{1_000_000 + 137 * place * year}.00", made_at=act.at, changed_at=act.at,
                )
                for place, row in enumerate(rows)
                for code in _FACTS
                for year in _YEARS
            ],
            batch_size=5000,
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    user = operations.make_account(username="officer", password=None, act=act)
    operations.grant(
        user=user, role=HeldRole(Role.DEPARTMENT_OFFICER, Level.REGION), since=timezone.localdate(), act=act
    )
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    own = Act(Person(pseudonym=str(user.pseudonym)), timezone.now())
    token = make_token(user=user, name="bench", scopes=[Scope.WRITE_FACTS], days=1, act=own).secret
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    chosen = tuple(str(key) for key in keys[:: max(1, len(keys) // 2000)])
    return Filled(str(keys[len(keys) // 2]), cookie, _step(), token, chosen)


def _step() -> str:
    """The address of an interview under way."""
    from django.test import Client

    answer = Client(headers={"host": "127.0.0.1"}).post("/assess/", {"kind": "enterprise", "day": "2026-11-24"})
    return str(answer.headers.get("Location", "/assess/"))
