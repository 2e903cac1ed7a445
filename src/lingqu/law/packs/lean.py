"""A pack in its leanest plain form: without examples, and without the places where things were written.

Its one law: nothing that an answer needs is left out, and only classes of the tree are ever rebuilt. Whoever needs
places or examples takes the whole form of `lang.plain`, which takes three times as long to load.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import fields, replace
from enum import Enum
from typing import Any

from lingqu.law.lang import tree
from lingqu.law.lang.plain import Plain, to_plain
from lingqu.law.packs.pack import Pack


def _tuple(*items: Any) -> tuple[Any, ...]:
    return items


_CLASSES = {name: each for name, each in vars(tree).items() if isinstance(each, type)}
_MAKERS: dict[str, Callable[..., Any]] = {
    "": _tuple,
    **{name: each for name, each in _CLASSES.items() if dataclasses.is_dataclass(each)},
    **{
        name: {member.value: member for member in each}.__getitem__
        for name, each in _CLASSES.items()
        if issubclass(each, Enum)
    },
}


def without_examples(pack: Pack) -> Pack:
    """Leave the examples out, which are two thirds of a pack and which only `check` and `show` look at."""
    return replace(pack, measures=tuple(replace(measure, premise=(), examples=()) for measure in pack.measures))


def lean_plain(pack: Pack) -> list[Plain]:
    """Turn a pack into nested lists, in the order of its fields."""
    bare = without_examples(pack)
    return [_placeless(to_plain(getattr(bare, field.name))) for field in fields(bare)]


def from_lean(plain: list[Any]) -> Pack:
    """Rebuild a pack; data of any other form leads to some exception."""
    return Pack(*[_rebuilt(part) if part.__class__ is list else part for part in plain])


def _placeless(plain: Plain) -> Plain:
    """Drop each place: it is the last field of its node and has a default."""
    if not isinstance(plain, list):
        return plain
    last = plain[-1] if len(plain) > 1 else None
    if isinstance(last, list) and last[:1] == ["Place"]:
        plain = plain[:-1]
    return [_placeless(item) for item in plain]


def _rebuilt(plain: list[Any]) -> Any:
    return _MAKERS[plain[0]](*[item if item.__class__ is not list else _rebuilt(item) for item in plain[1:]])
