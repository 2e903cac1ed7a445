"""A policy's sentence rows held against its document: what each sentence became, and what no longer agrees.

Its one law: a rule rests on a sentence only while the digest it recorded is the sentence's own. Words of an earlier
edition are shown only where the operator has imported that edition too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lingqu.law.packs.pack import Pack
from lingqu.law.packs.plan_coverage import Touched, touched_by
from lingqu.law.plans import Coverage, Plan, Sentence


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A sentence that rules rest on and the document no longer holds there.

    `why`: changed, moved or gone; `text_before` is empty where no earlier edition with these words was imported.
    """

    anchor: str
    why: str
    recorded: str
    text_before: str
    found: Sentence | None
    now_at: tuple[str, ...]
    touched: Touched


def mismatches_of(pack: Pack, plan: Plan, found: Coverage, earlier: Mapping[str, str]) -> tuple[Mismatch, ...]:
    """Tell what no longer agrees; `earlier` gives words by digest, from editions imported before."""
    at = {sentence.anchor: sentence for sentence in plan.sentences}
    return tuple(
        Mismatch(
            stale.mapped.anchor,
            stale.why,
            stale.mapped.digest,
            earlier.get(stale.mapped.digest, ""),
            at.get(stale.mapped.anchor),
            stale.now_at,
            touched_by(pack, [stale.mapped.anchor]),
        )
        for stale in found.stale
    )
