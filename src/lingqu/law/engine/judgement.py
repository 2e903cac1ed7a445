"""The verdict of one measure for one pattern of truths, and what could still settle it.

Its one law: a verdict is never surer than the text. Where open readings lead to different verdicts it is undetermined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from lingqu.law.engine.amounts import CompiledAward
from lingqu.law.engine.formula import Formula, atoms_of, truth_of_formula
from lingqu.law.engine.settling import MOST_SETS, minimal, sets_to_reach
from lingqu.law.engine.slots import Layout, bits_of
from lingqu.law.lang.tree import Source
from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth


class Verdict(Enum):
    """What is said of a measure and a subject; the value stands on the wire."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Variant:
    """One measure under one choice of readings."""

    choice: Mapping[str, str]
    formula: Formula
    award: CompiledAward | None


@dataclass(slots=True)
class Judgement:
    """A verdict for a pattern; facts are named by their codes, in the order of the vocabulary.

    `texts` and `outcome` keep what was made of it once, where that holds for every subject of the pattern.
    """

    verdict: Verdict
    truths: Mapping[int, Truth]  # of the measure's atoms, by atom number
    by_variant: tuple[Truth, ...]
    awards: tuple[CompiledAward, ...]  # of the readings under which it is not refused
    missing: tuple[str, ...] = ()
    missing_sets: tuple[tuple[str, ...], ...] = ()
    needs_finding: tuple[str, ...] = ()
    settles: Verdict = Verdict.ELIGIBLE  # what the missing sets could bring about; a no where no fact can bring a yes
    texts: dict[str, Any] = field(default_factory=dict, compare=False)
    outcome: Any = field(default=None, compare=False)


def judge(
    layout: Layout,
    variants: tuple[Variant, ...],
    atoms: tuple[int, ...],
    pattern: tuple[Truth, ...],
    unknown: int,
    pending: int,
    undefined: int,
) -> Judgement:
    """Work out the verdict.

    `unknown` masks slots without a value, `pending` those of them that wait for nothing but the day judged, `undefined`
    ratio checks that failed.
    """
    truths = dict(zip(atoms, pattern, strict=True))
    by_variant = tuple(truth_of_formula(variant.formula, truths) for variant in variants)
    awards = tuple(
        variant.award
        for variant, truth in zip(variants, by_variant, strict=True)
        if truth is not NO and variant.award is not None
    )
    if all(truth is YES for truth in by_variant):
        return Judgement(Verdict.ELIGIBLE, truths, by_variant, awards)
    if all(truth is NO for truth in by_variant):
        return Judgement(Verdict.NOT_ELIGIBLE, truths, by_variant, awards)

    lacking = _lacking(layout, variants, truths, unknown, pending, undefined)
    masks = _settling(YES, variants, truths, lacking)
    settles = Verdict.ELIGIBLE if masks else Verdict.NOT_ELIGIBLE
    masks = masks or _settling(NO, variants, truths, lacking)
    sets = tuple(sorted((bits_of(mask) for mask in masks), key=lambda each: (len(each), each)))
    facts = layout.pack.facts
    numbers = sorted({number for each in sets for number in each})
    return Judgement(
        Verdict.UNDETERMINED,
        truths,
        by_variant,
        awards,
        missing=tuple(facts[number].code for number in numbers),
        missing_sets=tuple(tuple(facts[number].code for number in each) for each in sets),
        needs_finding=tuple(facts[number].code for number in numbers if facts[number].source is Source.FINDING),
        settles=settles,
    )


def _lacking(
    layout: Layout,
    variants: tuple[Variant, ...],
    truths: Mapping[int, Truth],
    unknown: int,
    pending: int,
    undefined: int,
) -> dict[int, int]:
    """For each unknown atom the mask of fact numbers it lacks; none where a ratio in it is undefined."""
    lacking: dict[int, int] = {}
    day = layout.of_fact[layout.pack.policy.day_fact]
    for variant in variants:
        for atom in atoms_of(variant.formula):
            if truths[atom.index] is not UNKNOWN:
                continue
            if any(undefined >> ratio & 1 for ratio in atom.ratios):
                lacking[atom.index] = 0
                continue
            mask = 1 << day if atom.facts & pending else 0
            for slot in bits_of(atom.facts & unknown & ~pending):
                mask |= 1 << layout.facts[slot]
            lacking[atom.index] = mask
    return lacking


def _settling(
    goal: Truth, variants: tuple[Variant, ...], truths: Mapping[int, Truth], lacking: Mapping[int, int]
) -> list[int]:
    """The minimal masks that bring the measure to `goal` under every open reading at once."""
    reached = [0]
    for variant in variants:
        part = sets_to_reach(goal, variant.formula, truths, lacking)
        reached = minimal([left | right for left in reached for right in part])[:MOST_SETS]
    return [mask for mask in reached if mask]
