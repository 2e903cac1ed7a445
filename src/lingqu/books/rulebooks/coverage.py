"""A policy's sentence rows held against its document: what each sentence became, and what no longer agrees.

Its one law: a rule rests on a sentence only while the digest it recorded is the sentence's own. Words of an earlier
edition are shown only where the operator has imported that edition too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lingqu.law.lang.tree import Anchor
from lingqu.law.packs.pack import Pack
from lingqu.law.plans import Coverage, Mapped, Plan, Sentence, coverage


@dataclass(frozen=True, slots=True)
class Touched:
    """What rests on some sentences, by ids."""

    measures: tuple[str, ...]
    targets: tuple[str, ...]
    duties: tuple[str, ...]
    readings: tuple[str, ...]


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


def coverage_of(pack: Pack, plan: Plan) -> Coverage:
    """Hold the sentences that a policy maps against a plan."""
    mapping = [
        Mapped(
            str(row.anchor),
            row.digest,
            tuple((each.kind, f"{each.reference} {each.text}".strip()) for each in row.mapped),
        )
        for row in pack.sentences
    ]
    return coverage(plan=plan, mapping=mapping)


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


def touched_by(pack: Pack, anchors: Iterable[str]) -> Touched:
    """Find what rests on sentences, or on the task or part they stand in as a whole."""
    touched = tuple(anchors)
    return Touched(
        measures=tuple(each.id for each in pack.measures if _rests(each.cites, touched)),
        targets=tuple(each.id for each in pack.targets if _rests(each.cites, touched)),
        duties=tuple(
            duty.id
            for task in pack.tasks
            for duty in task.duties
            if _rests((Anchor(f"第{task.number}条", duty.sentence),), touched)
        ),
        readings=tuple(each.id for each in pack.readings if _rests(each.cites, touched)),
    )


def _rests(cites: tuple[Anchor, ...], touched: tuple[str, ...]) -> bool:
    return any(str(cite) in (anchor, anchor.rpartition("第")[0]) for cite in cites for anchor in touched)
