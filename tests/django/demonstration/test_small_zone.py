"""The small zone: the same accounts and changes over some thirty organisations, quickly."""

from __future__ import annotations

import pytest
from tests.django.conftest import ACT, MOMENT

from lingqu.books.accounts.models import Installation, User
from lingqu.books.audit.queries import checked_chain
from lingqu.books.registers.declared.all_registers import registers
from lingqu.books.registers.declared.organisations import ORGANISATIONS
from lingqu.books.registers.models import Fact, Succession
from lingqu.books.registers.operations import make
from lingqu.demonstration import loading
from lingqu.demonstration.accounts import DEMONSTRATION_ACCOUNTS
from lingqu.demonstration.loading import UnableToLoad, load_small_zone


@pytest.mark.django_db
def test_it_holds_some_thirty_organisations_and_every_account() -> None:
    zone = load_small_zone(MOMENT)

    assert 25 <= zone.organisations <= 35
    assert User.objects.count() == len(DEMONSTRATION_ACCOUNTS)
    assert Succession.objects.count() == 3
    assert checked_chain().holds
    assert all(each.model._default_manager.exists() for each in registers().values())


@pytest.mark.django_db
def test_beside_real_rows_nothing_is_loaded() -> None:
    make(register=ORGANISATIONS, values={"name": "漓江传感有限公司", "kind": "enterprise"}, act=ACT)

    with pytest.raises(UnableToLoad):
        load_small_zone(MOMENT)

    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_load_that_breaks_off_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(loading, "leave_claims", broken)

    with pytest.raises(RuntimeError):
        load_small_zone(MOMENT)

    assert not Fact.objects.exists()
    assert not User.objects.exists()
    assert not Installation.objects.exists()
