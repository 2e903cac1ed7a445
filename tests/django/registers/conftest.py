"""What the tests of the registers stand on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.django.registers.zone import ACT, QIXING, Zone, zone

from lingqu.books.accounts import operations as accounts
from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role


@pytest.fixture
def the_zone(db: None) -> Zone:
    """A small zone."""
    return zone()


@pytest.fixture
def browsers(the_zone: Zone, account: Callable[..., User], signed_in: Callable[[User], Client]) -> dict[str, Client]:
    """A browser for each kind of person."""
    held = {
        "city": HeldRole(Role.DEPARTMENT_OFFICER, Level.CITY),
        "county": HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region=QIXING),
        "other_county": HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region="450303"),
        "park": HeldRole(Role.RECOMMENDING_UNIT, Level.PARK, place="huajiang"),
        "finance": HeldRole(Role.FINANCE_OFFICER, Level.CITY),
        "supervisor": HeldRole(Role.SUPERVISOR, Level.REGION),
        "policy": HeldRole(Role.POLICY_OFFICER),
        "administrator": HeldRole(Role.ADMINISTRATOR),
        "expert": HeldRole(Role.EXPERT),
    }
    found = {name: signed_in(account(name, role)) for name, role in held.items()}
    for name, is_admin in (("member", False), ("admin", True)):
        user = account(name)
        accounts.join(user=user, organisation=the_zone.near.key, is_admin=is_admin, since=date(2020, 1, 1), act=ACT)
        found[name] = signed_in(user)
    return found | {"public": Client()}
