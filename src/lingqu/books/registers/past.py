"""What a row was like before: its changes one by one, and how it stood on a day.

Its one law: history knows a pseudonym; here it becomes an office's role or a short mark, never a name. Of a personal
value it tells that it changed, never what it was; of joined rows which were added and removed, as the audit knows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from lingqu.books.accounts.models import Grant, User
from lingqu.books.accounts.person import Person
from lingqu.books.accounts.roles import ROLE_WORDS, Role
from lingqu.books.registers.aside import stands_aside
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.declared.all_registers import register as register_named
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.past_beside import Beside
from lingqu.books.registers.queries import fields_seen
from lingqu.books.registers.showing import titles
from lingqu.books.registers.spelling import said_value
from lingqu.reports.wording import Words

MOST_CHANGES = 100
_SYSTEM = Words("系统", "the system")
_YOU = Words("您", "you")
_NOT_SHOWN = Words("（不显示）", "(not shown)")
_EXPIRED = Words("个人信息到期删除", "personal values past their day erased")
_MADE = Words("登记", "entered")
_CHANGED = Words("修改", "changed")
_RETIRED = Words("停用", "taken out of use")
_RESTORED = Words("恢复使用", "taken into use again")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, as texts in both languages; `is_hidden`: that it changed is all there is to tell."""

    words: Words
    before: Words
    after: Words
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what was done, when, by whom, why, and which fields differ."""

    version: int  # 0: the row itself did not change
    at: datetime
    done: Words
    who: Words
    reason: str
    fields: tuple[FieldChange, ...]


def changes_of(register: Register, row: RegisterRow, person: Person) -> list[Change]:
    """The changes of a row, the latest first, the fields that the person sees."""
    past: Any = register.model.past
    states = list(past.filter(key=row.key).order_by("-history_date", "-history_id")[: MOST_CHANGES + 1])
    seen = fields_seen(register, person, register.concern(row))
    fields = [field for field in seen if not stands_aside(field)]
    beside = Beside(register, row, [field for field in seen if stands_aside(field)])
    named = _rows_named(fields, states)
    actors = actor_words(person, {state.history_user_id for state in states} | beside.actors)
    found = []
    for state, before in zip(states[:MOST_CHANGES], [*states[1:], None], strict=False):
        found.append(
            Change(
                state.version,
                state.history_date,
                _done(state, before),
                actors[state.history_user_id],
                state.history_change_reason or "",
                (*_differences(fields, before, state, named), *_beside(beside, state.version))
                if before is not None
                else (),
            )
        )
    for gone in beside.expired:
        change = Change(0, gone.at, _EXPIRED, actors[gone.actor], "", _hidden(gone.fields))
        found.append(change)
    return sorted(found, key=lambda each: each.at, reverse=True) if beside.expired else found


def as_of(register: Register, row: RegisterRow, day: date) -> RegisterRow | None:
    """The row as it stood at the end of a day; None where it was not yet entered."""
    past: Any = register.model.past
    end = timezone.make_aware(datetime.combine(day, datetime.max.time()))
    state = past.filter(key=row.key, history_date__lte=end).order_by("-history_date", "-history_id").first()
    return state.instance if state is not None else None


def actor_words(person: Person, pseudonyms: set[str]) -> dict[str, Words]:
    """What pseudonyms are called for a reader: an office by role and short mark, others by the mark. Two queries."""
    known: dict[str, Words] = {"": _SYSTEM, "system": _SYSTEM, person.pseudonym or "-": _YOU}
    keys = [key for each in pseudonyms - set(known) if (key := _uuid(each)) is not None]
    accounts = {user.pk: str(user.pseudonym) for user in User.objects.filter(pseudonym__in=keys)} if keys else {}
    for user, role in Grant.objects.filter(user__in=list(accounts)).values_list("user", "role") if accounts else ():
        pseudonym = accounts[user]
        words = ROLE_WORDS[Role(role)]
        known.setdefault(pseudonym, Words(f"{words.zh} {pseudonym[:6]}", f"{words.en} {pseudonym[:6]}"))
    return {each: known.get(each, Words(f"#{each[:6]}", f"#{each[:6]}")) for each in pseudonyms}


def _beside(beside: Beside, version: int) -> Iterable[FieldChange]:
    """What changed beside the row: personal values hidden, joined rows by what came and went."""
    change = beside.changes.get(version)
    if change is None:
        return
    yield from _hidden(change.hidden)
    for joined in change.joined:
        added, removed = ("、".join(each) for each in (joined.added, joined.removed))
        yield FieldChange(
            joined.field.words,
            Words(f"移出：{removed or '无'}", f"removed: {removed or 'none'}"),
            Words(f"加入：{added or '无'}", f"added: {added or 'none'}"),
        )


def _hidden(fields: Iterable[Field]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(field.words, _NOT_SHOWN, _NOT_SHOWN, is_hidden=True) for field in fields)


def _done(state: Any, before: Any) -> Words:
    if before is None or state.history_type == "+":
        return _MADE
    if state.retired_on is not None and before.retired_on is None:
        return _RETIRED
    if state.retired_on is None and before.retired_on is not None:
        return _RESTORED
    return _CHANGED


def _differences(
    fields: Iterable[Field], before: Any, after: Any, named: dict[tuple[str, UUID], str]
) -> Iterable[FieldChange]:
    for field in fields:
        name = f"{field.name}_id" if field.kind is Kind.ROW else field.name
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield FieldChange(field.words, _said(field, old, named), _said(field, new, named))


def _said(field: Field, value: Any, named: dict[tuple[str, UUID], str]) -> Words:
    if value in (None, "", []):
        return Words("（空）", "(empty)")
    if field.kind is Kind.ROW:
        title = named.get((field.of, value), str(value))
        return Words(title, title)
    return Words(said_value(field, value, "zh"), said_value(field, value, "en"))


def _rows_named(fields: Iterable[Field], states: list[Any]) -> dict[tuple[str, UUID], str]:
    """Titles of the rows that some state names: one query a register, and none where nothing ever differed."""
    wanted: dict[str, set[UUID]] = {}
    for field in fields:
        if field.kind is Kind.ROW:
            keys = {getattr(state, f"{field.name}_id") for state in states}
            if len(keys) > 1:
                wanted.setdefault(field.of, set()).update(keys - {None})
    found = {}
    for name, keys in wanted.items():
        of = register_named(name)
        rows = list(of.model._default_manager.filter(pk__in=keys))
        found.update({(name, key): title for key, title in titles(of, rows).items()})
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
