"""Every form and operation that writes, sent fields nobody offered; every operation, asked without its scope."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from tests.django.api.conftest import Program
from tests.django.api.test_matrix import BODIES, PARTS
from tests.django.matrix_world import World, made_world, sample_of
from tests.django.security.test_sent_twice import _OURS, FORMS
from tests.django.test_permission_matrix import browser_of, routes

from lingqu.books.accounts.models import AccessToken, User
from lingqu.books.accounts.person import Act, Person
from lingqu.books.accounts.tokens import Scope, make_token
from lingqu.books.registers.models import Fact, Organisation
from lingqu.config.data_folder import DataFolder
from lingqu.interfaces.api.declaring import Declared, declared

pytestmark = pytest.mark.django_db
EXTRA = {
    "is_staff": "true", "is_superuser": "true", "is_active": "false", "verified": "true", "verified_by": "forged",
    "verified_value": "987654321.00", "verified_at": "2000-01-01T00:00:00Z", "state": "published",
    "department": "forged", "basis": "facts", "owner": "forged", "made_by": "forged", "granted_by": "forged",
    "ended_by": "forged", "claimant": "forged", "vouched_by": "forged", "is_synthetic": "true", "pseudonym": "forged",
    "retired_because": "forged", "proposed_by": "forged", "decided_by": "forged", "author": "forged",
}  # fmt: skip
"""Columns that no form offers."""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(configured, "DATA", DataFolder(tmp_path).made())
    cache.clear()


@pytest.mark.parametrize("name", FORMS)
def test_a_form_takes_no_field_that_it_does_not_offer(name: str) -> None:
    world = made_world()
    who, made = FORMS[name]
    route = next(each for each in routes() if each.short == name)
    sample = sample_of(name)
    sampled = {**route.parts, **(sample(world) if sample is not None else {})}
    address = reverse(route.name, kwargs={part: sampled[part] for part in route.parts})
    browser, sent = browser_of(world, who), made(world)
    started = {key: value for key, value in EXTRA.items() if key not in sent}

    answer = browser.post(address, {**started, **sent})

    assert answer.status_code < 500
    _nothing_forged(but_verified=name == "fact-verify", but_closed=name == "user_switch")


WRITING = ("POST", "PATCH", "PUT", "DELETE")


def test_an_operation_takes_no_field_that_it_does_not_offer(settings: Any) -> None:
    settings.LINGQU_API_RATES = {"token": 10**6, "address": 10**6}
    world = made_world()
    for who in ("本单位管理员", "部门", "系统管理员"):
        program = _program(world, who)
        for each in declared().values():
            if each.method not in WRITING:
                continue
            body = _body(each)
            if each.name == "organisation_evidence_keep":
                answer = program.bring(_address(each, world), b"%PDF-1.4\n%%EOF", **EXTRA)
            elif isinstance(body, dict):
                values = {**body["values"], **EXTRA} if "values" in body else None
                answer = program.ask(
                    each.method, _address(each, world), {**body, **EXTRA, **({"values": values} if values else {})}
                )
            else:
                continue
            assert answer.status_code < 500, (each.name, answer.content)
            _nothing_forged()


@pytest.mark.parametrize("kind", ["without its scope", "expired", "revoked"])
def test_every_operation_refuses_such_a_token(kind: str, settings: Any) -> None:
    settings.LINGQU_API_RATES = {"token": 10**6, "address": 10**6}
    world = made_world()
    for each in declared().values():
        if not each.scope:
            continue
        scopes = [scope for scope in Scope if scope != each.scope] if kind == "without its scope" else [*Scope]
        program = _program(world, "部门", *scopes)
        if kind == "expired":
            AccessToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        if kind == "revoked":
            AccessToken.objects.update(revoked_at=timezone.now())

        answer = program.ask(each.method, _address(each, world), _body(each))

        assert answer.status_code == (403 if kind == "without its scope" else 401), (each.name, answer.content)
        AccessToken.objects.all().delete()


def _nothing_forged(*, but_verified: bool = False, but_closed: bool = False) -> None:
    assert but_closed or not User.objects.filter(is_active=False).exists()
    assert but_verified or not Fact.objects.exclude(verified_value="").exists()
    assert not Fact.objects.filter(verified_value="987654321.00").exists()
    assert not Organisation.objects.exclude(is_synthetic=False).exists()
    for model in (model for each in _OURS for model in apps.get_app_config(each).get_models()):
        for row in model._base_manager.values():
            assert "forged" not in map(str, row.values()), (model._meta.label, row)


def _program(world: World, name: str, *scopes: Scope) -> Program:
    user = world.users[name]
    act = Act(Person(pseudonym=str(user.pseudonym)), timezone.now())
    return Program(make_token(user=user, name="t", scopes=scopes or [*Scope], days=1, act=act).secret)


def _body(each: Declared) -> Any:
    return BODIES.get(each.name, BODIES.get(each.name.rsplit("_", 1)[-1], BODIES.get(each.method)))


def _address(each: Declared, world: World) -> str:
    register = next((name for name in world.rows if each.path.startswith(f"/registers/{name}")), "organisations")
    address = each.path.replace("{key}", str(world.rows[register].key)).replace("{fact}", str(world.fact.key))
    address = address.replace("{file}", str(world.evidence.key))
    for part in ("{code}", "{name}"):
        address = address.replace(part, PARTS.get(each.name, ""))
    return address
