"""Lists as somebody likes them, kept under a name.

Its one law: a view belongs to one person, and keeps an address's query, never rows.
"""

from __future__ import annotations

from uuid import UUID

from lingqu.books.accounts.person import Act, Person
from lingqu.books.registers.declaration import Register
from lingqu.books.registers.models import SavedView

MOST_VIEWS = 30


class UnableToSaveView(Exception):
    """A view without a name, or one too many."""


def views_of(register: Register, person: Person) -> list[SavedView]:
    """The views of a person, by name."""
    if not person.is_signed_in:
        return []
    return list(SavedView.objects.filter(owner=person.pseudonym, register=register.name).order_by("name")[:MOST_VIEWS])


def save_view(*, register: Register, name: str, query: str, act: Act) -> SavedView:
    """Keep a view; the same name again replaces it."""
    name, query = (" ".join("".join(filter(str.isprintable, text)).split()) for text in (name, query))
    name = name[:60]
    owned = SavedView.objects.filter(owner=act.person.pseudonym, register=register.name)
    if not name or (owned.count() >= MOST_VIEWS and not owned.filter(name=name).exists()):
        raise UnableToSaveView(
            f"视图须有名称，每个登记册至多 {MOST_VIEWS} 个 / a view has a name; at most {MOST_VIEWS} for a register"
        )
    view, _ = SavedView.objects.update_or_create(
        owner=act.person.pseudonym,
        register=register.name,
        name=name,
        defaults={"query": query[:2000], "made_at": act.at},
    )
    return view


def drop_view(*, register: Register, key: UUID, act: Act) -> None:
    """Forget a view of one's own; somebody else's is not touched."""
    SavedView.objects.filter(owner=act.person.pseudonym, register=register.name, key=key).delete()
