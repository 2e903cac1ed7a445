"""What the addresses of facts and answers speak of, loaded once for the permission and for the view."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from lingqu.books.accounts.permissions import Concern
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.models import Fact, Organisation

_PLACE = "lingqu_loaded"
Row = TypeVar("Row", bound=Model)


def organisation_at(request: HttpRequest, key: UUID) -> Organisation:
    """The organisation of an address; 404 where there is none."""
    return _loaded(request, Organisation.objects.select_related("place"), key)


def fact_at(request: HttpRequest, key: UUID) -> Fact:
    """The fact of an address; 404 where there is none."""
    return _loaded(request, Fact.objects.select_related("organisation__place"), key)


def concerning_organisation(request: HttpRequest, key: UUID, **_: Any) -> Concern:
    """The organisation."""
    return of_organisation(organisation_at(request, key))


def concerning_fact(request: HttpRequest, key: UUID, **_: Any) -> Concern:
    """The organisation a fact is of."""
    return of_organisation(fact_at(request, key).organisation)


def _loaded(request: HttpRequest, rows: QuerySet[Row], key: UUID) -> Row:
    kept: dict[tuple[type[Any], UUID], Row] = request.__dict__.setdefault(_PLACE, {})
    name = (rows.model, key)
    if name not in kept:
        kept[name] = get_object_or_404(rows, pk=key)
    return kept[name]
