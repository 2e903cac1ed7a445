"""How an operation is declared: method, address, permission, scope, words, what it takes, answers and refuses.

Its one law: `operation` is the only way to an operation of the API, so that none is without a permission.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any

import rules
from django.http import HttpRequest
from ninja import NinjaAPI, Router

from lingqu.books.accounts.permissions import UnknownPermission
from lingqu.books.accounts.tokens import WRITING, Scope
from lingqu.interfaces.api.admission import LARGEST_BODY, Admission
from lingqu.interfaces.api.asker import asker_of
from lingqu.interfaces.api.problems import Problem
from lingqu.interfaces.api.repeating import bears_key, done_once
from lingqu.law.inquiries.refusals import UnableToAnswer
from lingqu.reports.wording import Words

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Declared:
    """An operation as declared, for the table of permissions and the page."""

    name: str
    method: str
    path: str
    permission: str
    scope: Scope
    words: Words
    tag: str


_DECLARED: dict[str, Declared] = {}
_MADE: list[Any] = []  # the operations of ninja


def declared() -> dict[str, Declared]:
    """Every operation by its name."""
    return dict(_DECLARED)


def bind(api: NinjaAPI) -> None:
    """Let operations spell their answers themselves, so that an answer can be kept before it leaves (repeating.py)."""
    for each in _MADE:
        each.api = api


def operation(
    router: Router,
    method: str,
    path: str,
    *,
    name: str,
    tag: str,
    words: Words,
    permission: str,
    scope: Scope,
    answers: Any,
    status: int = 200,
    refuses: tuple[int, ...] = (),
    takes: tuple[str, ...] = (),
    more: dict[str, Any] | None = None,
    problems: dict[int, Any] | None = None,
    largest: int = LARGEST_BODY,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare an operation of the API; `more` goes into its OpenAPI as it is."""
    if not rules.perm_exists(permission):
        raise UnknownPermission(f"{name}: {permission}")
    if name in _DECLARED:
        raise ValueError(f"two operations are called {name}")
    refused = {401, 403, 422, 429, *refuses}
    if "{" in path:
        refused.add(404)
    if takes:
        refused |= {400, 413, 415}
    kept: list[Any] = []  # the operation of ninja, once it is made

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def asked(request: HttpRequest, **parts: Any) -> Any:
            faults = asker_of(request).faults
            if faults:
                raise UnableToAnswer(faults)
            if scope not in WRITING or not bears_key(request):
                return view(request, **parts)
            response = parts.get("response") or kept[0].api.create_temporal_response(request)
            return done_once(request, lambda: kept[0]._result_to_response(request, view(request, **parts), response))

        # ninja would look postponed annotations up in this module, where they are not
        asked.__signature__ = signature(view, eval_str=True)  # type: ignore[attr-defined]
        made = router.api_operation(
            [method],
            path,
            auth=Admission(permission, scope, takes, lambda: _query_of(kept[0]), largest),
            response={status: answers, **dict.fromkeys(sorted(refused), Problem), **(problems or {})},
            operation_id=name,
            url_name=name,
            summary=words.zh,
            description=words.en,
            tags=[tag],
            exclude_unset=True,
            openapi_extra=more,
        )(asked)
        of_ninja: Any = made
        kept.append(of_ninja._ninja_operation)
        _MADE.append(of_ninja._ninja_operation)
        _DECLARED[name] = Declared(name, method, path, permission, scope, words, tag)
        return view

    return declare


def _query_of(made: Any) -> frozenset[str]:
    models = [each for each in made.models if each.__ninja_param_source__ == "query"]
    return frozenset(
        field.alias or name for model in models for name, field in _fields(model)
    )  # fmt: skip


def _fields(model: Any) -> list[tuple[str, Any]]:
    found = []
    for name, field in model.model_fields.items():
        inner = getattr(field.annotation, "model_fields", None)
        found += list(inner.items()) if inner else [(name, field)]
    return found
