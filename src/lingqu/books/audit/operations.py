"""Write to the audit chain.

Its one law: an entry is appended in the same transaction as what it tells, one after another.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lingqu.books.audit.chain import FIRST, digest_of, seal_of
from lingqu.books.audit.models import Entry, Head


def record(
    *,
    at: datetime,
    actor: str,
    action: str,
    party: str = "",
    object_kind: str = "",
    object_key: str = "",
    facts: Mapping[str, object] | None = None,
) -> int:
    """Append one entry; give its number. `facts` hold no personal value: codes, digests, counts, names of fields."""
    with transaction.atomic():
        head = _head()
        number, previous = head.count + 1, head.digest
        content = {
            "number": number,
            "at": at,
            "actor": actor,
            "party": party,
            "action": action,
            "object_kind": object_kind,
            "object_key": object_key,
            "facts": dict(facts or {}),
            "previous": previous,
        }
        digest = digest_of(**content)  # type: ignore[arg-type]  # one dictionary for the digest and for the row
        Entry(**content, digest=digest).save(force_insert=True)
        head.count, head.digest = number, digest
        head.seal = seal_of(count=number, digest=digest, key=settings.LINGQU_SEAL_KEY)
        head.save()
    return number


def _head() -> Head:
    """The head, locked until the transaction ends: two writers stand in line."""
    found = Head.objects.select_for_update().filter(number=1).first()
    if found is not None:
        return found
    seal = seal_of(count=0, digest=FIRST, key=settings.LINGQU_SEAL_KEY)
    Head.objects.get_or_create(number=1, defaults={"count": 0, "digest": FIRST, "seal": seal})
    return Head.objects.select_for_update().get(number=1)
