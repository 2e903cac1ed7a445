"""Two people change one row: what each has changed, and what the second form begins with.

Its one law: what only one of them has changed is taken over; where both have, the second one's text stays in the form
with the other's beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lingqu.books.accounts.person import Person
from lingqu.books.registers.aside import stands_aside
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.showing import Showing
from lingqu.books.registers.values import code_half
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.registers.forms import editable, input_text


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that somebody else has changed: theirs, what was sent (empty where it was not touched)."""

    field: Field
    theirs: str
    yours: str
    is_both: bool


def merged(
    register: Register, row: RegisterRow, version: int, sent: Any, person: Person
) -> tuple[dict[str, Any], list[Conflict], bool]:
    """The texts to go on with, the fields that differ, and whether nothing is left to be saved."""
    fields = editable(register, person, row)
    before = _state(register, row, version)
    now = Showing(register, [row], fields)
    past = Showing(register, [before], fields) if before is not None else None
    texts: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for field in fields:
        yours, theirs = _given(field, sent), input_text(now, row, field)
        base = input_text(past, before, field) if past is not None and before is not None else None
        if stands_aside(field):
            base = theirs  # history does not hold it: what was sent counts as changed by its sender alone
        i_changed, they_changed = not _same(yours, base), not _same(theirs, base)
        texts[field.name] = yours if i_changed else theirs
        if they_changed and not _same(yours, theirs):
            shown = now.said(row, field, lang())
            conflicts.append(Conflict(field, shown, _shown(yours) if i_changed else "", i_changed))
    is_settled = all(_same(texts[field.name], input_text(now, row, field)) for field in fields)
    return texts, conflicts, is_settled and not conflicts


def _state(register: Register, row: RegisterRow, version: int) -> RegisterRow | None:
    past: Any = register.model.past
    state = past.filter(key=row.key, version=version).order_by("-history_id").first()
    return state.instance if state is not None else None


def _given(field: Field, sent: Any) -> Any:
    return sent.getlist(field.name) if field.kind is Kind.CODES else sent.get(field.name, "").strip()


def _same(one: Any, other: Any) -> bool:
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return code_half(" ".join(value.split()))
    return sorted(value) if isinstance(value, list) else value


def _shown(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value)
