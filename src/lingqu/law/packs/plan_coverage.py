"""A policy's sentence rows held against a plan: what each sentence became, and which rules rest on some sentences.

Its one law: a rule that rests on a task or part as a whole rests on each of its sentences. It shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lingqu.law.lang.tree import Anchor
from lingqu.law.packs.pack import Pack
from lingqu.law.plans import Coverage, Mapped, Plan, coverage


@dataclass(frozen=True, slots=True)
class Touched:
    """What rests on some sentences, by ids."""

    measures: tuple[str, ...]
    targets: tuple[str, ...]
    duties: tuple[str, ...]
    readings: tuple[str, ...]


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
