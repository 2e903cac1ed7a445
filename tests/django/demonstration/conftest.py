"""The zone loaded once for a module of tests, and rolled back after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker
from tests.django.conftest import MOMENT

from lingqu.demonstration.loading import LoadedZone, load_zone


@pytest.fixture(scope="module")
def zone(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LoadedZone]:
    """The whole zone. Each test that takes `db` as well works in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_zone(at=MOMENT)
        transaction.set_rollback(True)
