"""The API against its own description: requests made up by schemathesis, right ones and wrong ones, with and without a
token. No failure of the server, no answer that is not declared, every answer of its declared shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django.live_server_helper import LiveServer
from schemathesis.core.failures import FailureGroup
from tests.django.registers.zone import Zone, zone

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import Act, HeldRole, Person
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.accounts.tokens import Scope, make_token
from lingqu.interfaces.api.openapi import description

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EXAMPLES = 8
STANDING_FOR_ALL = ("organisations", "people", "projects")
PATIENCE = 60
# of a person who may see a row only the operation decides, not the schema, whether a value can be kept
LEFT_OUT = ("positive_data_acceptance", "ensure_resource_availability", "use_after_free", "object_level_authorization")


@pytest.fixture(autouse=True)
def _unhurried(settings: Any) -> Iterator[None]:
    settings.LINGQU_API_RATES = {"token": 10**9, "person": 10**9, "address": 10**9}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def secret(account: Callable[..., User]) -> str:
    """The token of an officer who may do most."""
    user = account("officer", HeldRole(Role.DEPARTMENT_OFFICER, Level.CITY))
    act = Act(Person(pseudonym=str(user.pseudonym)), timezone.now())
    return make_token(user=user, name="test", scopes=[*Scope], days=1, act=act).secret


@pytest.fixture
def the_zone(transactional_db: None) -> Zone:
    """A small zone."""
    return zone()


def operations() -> list[tuple[str, str]]:
    """Every operation as method and path; registers are alike, and some stand for all."""
    return [
        (method.upper(), path)
        for path, methods in description()["paths"].items()
        for method in methods
        if "/registers/" not in path or path.split("/")[4] in STANDING_FOR_ALL
    ]


@pytest.mark.parametrize("bears_token", [True, False], ids=["token", "nobody"])
def test_every_operation_keeps_to_its_description(
    bears_token: bool, live_server: LiveServer, secret: str, the_zone: Zone
) -> None:
    schema = schemathesis.openapi.from_dict({**description(), "servers": [{"url": live_server.url}]})
    checks = [each for each in schemathesis.checks.CHECKS.get_all() if each.__name__ not in LEFT_OUT]
    headers = {"Authorization": f"Bearer {secret}"} if bears_token else {}
    keys = {
        "organisations": str(the_zone.near.key),
        "people": str(the_zone.person.key),
        "projects": str(the_zone.project.key),
    }
    told: list[str] = []
    for method, path in operations():
        key = next((each for name, each in keys.items() if f"/{name}/" in path), None)
        told += _tried(schema[path][method], checks, headers, key, live_server.url)
    assert told == [], "\n\n".join(told[:20])


def _tried(operation: Any, checks: list[Any], headers: dict[str, str], key: str | None, url: str) -> list[str]:
    """What one operation does against its description, right requests and wrong ones in turn."""
    told: dict[str, str] = {}

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=[*HealthCheck],
        phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
    @given(
        st.one_of(
            operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE).map(lambda case: (case, True)),
            operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE).map(lambda case: (case, False)),
        ),
        st.booleans(),
    )
    def tried(made: tuple[Any, bool], is_of_a_row: bool) -> None:
        case, is_right = made
        if is_right and is_of_a_row and key is not None and "key" in (case.path_parameters or {}):
            case.path_parameters["key"] = key
        try:
            case.call_and_validate(base_url=url, headers=headers, checks=checks, timeout=PATIENCE)
        except (Exception, FailureGroup) as error:
            parts = [str(each) for each in getattr(error, "exceptions", (error,))]
            told.setdefault(type(error).__name__, f"{operation.method} {operation.path}\n{parts}"[:1500])

    tried()
    return [*told.values()]
