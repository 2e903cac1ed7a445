"""A plan that was read as plain nested lists and back, so that its document is parsed once and apart.

Its one law: only the classes listed here are ever rebuilt; nothing is evaluated. A node is ["Name", field, …], a tuple
["", item, …], a day ["date", "2026-01-24"]; all else is text, a whole number, true, false or null.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any, TypeAlias, cast

from lingqu.law.plans import (
    AllTasks,
    DepartmentList,
    Group,
    HeadLine,
    Note,
    Part,
    Plan,
    PlanFault,
    Sentence,
    SetAside,
    Span,
    Task,
    Validity,
    Wording,
)

Plain: TypeAlias = "str | int | bool | list[Plain] | None"

_NODES: dict[str, type[Any]] = {
    each.__name__: each
    for each in (
        AllTasks,
        DepartmentList,
        Group,
        HeadLine,
        Note,
        Part,
        Plan,
        PlanFault,
        Sentence,
        SetAside,
        Span,
        Task,
        Validity,
        Wording,
    )
}
_FIELDS = {name: tuple(field.name for field in dataclasses.fields(each)) for name, each in _NODES.items()}
_SCALARS = (str, int, bool, type(None))


class UnableToRebuild(ValueError):
    """Data that is not the plain form of a plan."""


def to_plain(node: Any) -> Plain:
    """Turn a node of a plan into nested lists.

    >>> to_plain(Wording("空", "empty"))
    ['Wording', '空', 'empty']
    """
    if isinstance(node, date):
        return ["date", node.isoformat()]
    if isinstance(node, tuple):
        return ["", *(to_plain(item) for item in node)]
    if isinstance(node, _SCALARS):
        return node
    name = type(node).__name__
    return [name, *(to_plain(getattr(node, field)) for field in _FIELDS[name])]


def plan_from_plain(data: Any) -> Plan:
    """Rebuild a plan. Raises UnableToRebuild."""
    found = _rebuilt(data)
    if not isinstance(found, Plan):
        raise UnableToRebuild(f"no plan: {type(found).__name__}")
    return found


def faults_from_plain(data: Any) -> tuple[PlanFault, ...]:
    """Rebuild the faults of a document that could not be read. Raises UnableToRebuild."""
    found = _rebuilt(data)
    if not isinstance(found, tuple) or not all(isinstance(each, PlanFault) for each in found):
        raise UnableToRebuild("no faults")
    return cast("tuple[PlanFault, ...]", found)


def _rebuilt(data: Any) -> Any:
    if not isinstance(data, list):
        if isinstance(data, _SCALARS):
            return data
        raise UnableToRebuild(f"neither text, whole number, truth nor list: {data!r:.40}")
    name = data[0] if data else None
    if name == "":
        return tuple(_rebuilt(item) for item in data[1:])
    if name == "date":
        try:
            return date.fromisoformat(data[1])
        except (IndexError, TypeError, ValueError):
            raise UnableToRebuild("no day") from None
    if name not in _NODES or len(data) != len(_FIELDS[name]) + 1:
        raise UnableToRebuild(f"no such node: {name!r:.40}")
    return _NODES[name](*(_rebuilt(item) for item in data[1:]))
