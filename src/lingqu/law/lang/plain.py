"""The tree as plain nested lists, for a cache that loads without Lark and for a digest that does not depend on layout.

Its one law: only the classes of the tree, registered here, are ever rebuilt; nothing is evaluated. A node is
["Name", field, …], a tuple ["", item, …], an enumeration ["Name", value]; all else is text, a whole number, true,
false or null.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from enum import Enum
from typing import Any, TypeAlias

from lingqu.law.lang import tree
from lingqu.law.lang.tree import Block

Plain: TypeAlias = "str | int | bool | list[Plain] | None"

_NODES: dict[str, type[Any]] = {
    name: each
    for name, each in vars(tree).items()
    if isinstance(each, type) and dataclasses.is_dataclass(each) and each.__module__.startswith(tree.__name__)
}
_ENUMS: dict[str, type[Enum]] = {
    name: each
    for name, each in vars(tree).items()
    if isinstance(each, type) and issubclass(each, Enum) and each.__module__.startswith(tree.__name__)
}
_FIELDS = {each: tuple(field.name for field in dataclasses.fields(each)) for each in _NODES.values()}
_COMPARED = {each: tuple(field.name for field in dataclasses.fields(each) if field.compare) for each in _NODES.values()}
_LENGTHS = {name: len(_FIELDS[each]) for name, each in _NODES.items()}
_SCALARS = (str, int, bool, type(None))


class UnableToRebuild(ValueError):
    """Data that is not the plain form of a tree."""


def to_plain(node: Any) -> Plain:
    """Turn a node, or a tuple of nodes, into nested lists.

    >>> to_plain(tree.Holds("企业"))
    ['Holds', '企业', ['Place', '', 0, 0]]
    """
    return _to_plain(node, _FIELDS)


def from_plain(data: Any) -> Any:
    """Rebuild what `to_plain` was given.

    >>> from_plain(["Holds", "企业", ["Place", "", 0, 0]])
    Holds(name='企业')
    """
    try:
        return _rebuilt(data)
    except RecursionError:
        raise UnableToRebuild("nested too deep") from None


def digest_of(blocks: Iterable[Block]) -> str:
    """Give the SHA-256 of blocks in their order: the same for every layout, comment and spelling of a quantity."""
    plain = [_to_plain(block, _COMPARED) for block in blocks]
    # ASCII: a lone surrogate must not keep a digest from being computed
    text = json.dumps(plain, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _to_plain(node: Any, fields: dict[type[Any], tuple[str, ...]]) -> Plain:
    if isinstance(node, Enum):
        return [type(node).__name__, node.value]
    if isinstance(node, _SCALARS):
        return node
    if isinstance(node, tuple):
        return ["", *(_to_plain(item, fields) for item in node)]
    kind = type(node)
    if kind not in fields:
        raise TypeError(f"{kind.__name__} is no node of the tree")
    return [kind.__name__, *(_to_plain(getattr(node, name), fields) for name in fields[kind])]


def _rebuilt(data: Any) -> Any:
    if type(data) is not list:
        if isinstance(data, _SCALARS):
            return data
        raise UnableToRebuild(f"neither text, whole number, truth nor list: {data!r:.40}")
    name = data[0] if data else None
    if name == "":
        return tuple([_rebuilt(item) for item in data[1:]])
    if not isinstance(name, str):
        raise UnableToRebuild(f"a list without a name: {data!r:.40}")
    node = _NODES.get(name)
    if node is not None:
        if len(data) != _LENGTHS[name] + 1:
            raise UnableToRebuild(f"{name} with {len(data) - 1} fields in place of {_LENGTHS[name]}")
        return node(*[_rebuilt(item) for item in data[1:]])
    enumeration = _ENUMS.get(name)
    if enumeration is None or len(data) != 2:
        raise UnableToRebuild(f"no such node: {name:.40}")
    try:
        return enumeration(data[1])
    except ValueError:
        raise UnableToRebuild(f"no such {name}: {data[1]!r:.40}") from None
