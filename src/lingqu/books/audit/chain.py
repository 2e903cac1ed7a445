"""How entries hang together: the digest of an entry over its content and its forerunner, and the seal of the head.

Its one law: the same entry gives the same digest everywhere (canonical JSON, UTC). It reads and writes no database.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime

FIRST = "0" * 64


def digest_of(
    *,
    number: int,
    at: datetime,
    actor: str,
    party: str,
    action: str,
    object_kind: str,
    object_key: str,
    facts: Mapping[str, object],
    previous: str,
) -> str:
    """The SHA-256 of an entry, as 64 hex digits."""
    content = {
        "number": number,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "party": party,
        "action": action,
        "object_kind": object_kind,
        "object_key": object_key,
        "facts": facts,
        "previous": previous,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def seal_of(*, count: int, digest: str, key: str) -> str:
    """The HMAC over how long the chain is and how it ends: lost last rows show, which a chain alone cannot tell."""
    return hmac.new(key.encode(), f"{count}:{digest}".encode(), hashlib.sha256).hexdigest()
