"""Tell the audit chain what an act did: who, when and for whom come from the act itself.

Its one law: every operation that changes something calls this within its transaction. It knows no operation.
"""

from __future__ import annotations

from collections.abc import Mapping

from lingqu.books.accounts.person import Act
from lingqu.books.audit import operations as audit


def record_act(
    act: Act,
    *,
    action: str,
    object_kind: str = "",
    object_key: str = "",
    facts: Mapping[str, object] | None = None,
    party: str | None = None,
) -> int:
    """Append an entry for an act; give its number. `party` where it is another than the act's; no personal value."""
    return audit.record(
        at=act.at,
        actor=act.person.pseudonym,
        party=act.party if party is None else party,
        action=action,
        object_kind=object_kind,
        object_key=object_key,
        facts=facts,
    )
