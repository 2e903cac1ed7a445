"""Which unknown facts could settle a verdict: minimal sets over the atoms of a formula.

Its one law: a set is told only if no smaller one inside it would do. Sets are bit masks over the program's slots. An
atom that is unknown for another reason than a missing fact (an undefined ratio) can be settled by nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from lingqu.law.engine.formula import Agreed, AllOf, Atom, Formula, Opposite, Several
from lingqu.law.lang.truth import NO, YES, Truth

# A rule with more minimal sets than this is told with the smallest of them; no rule of a real plan comes near.
MOST_SETS = 512


def sets_to_reach(goal: Truth, formula: Formula, truths: Mapping[int, Truth], lacking: Mapping[int, int]) -> list[int]:
    """List the minimal masks of unknown facts able to bring the formula to `goal`; [] when nothing can, [0] when it is.

    `lacking` gives, for each unknown atom, the mask of its unknown facts; 0 means that no fact can settle it.
    """
    if isinstance(formula, Atom):
        truth = truths[formula.index]
        if truth is goal:
            return [0]
        mask = lacking.get(formula.index, 0)
        return [mask] if mask else []
    if isinstance(formula, Opposite):
        return sets_to_reach(YES if goal is NO else NO, formula.item, truths, lacking)
    parts = [sets_to_reach(goal, item, truths, lacking) for item in formula.items]
    if isinstance(formula, Several):
        # "at least n" fails when so many fail that n can no longer hold
        number = formula.number if goal is YES else len(parts) - formula.number + 1
        return _reach_some(number, parts)
    every_part = isinstance(formula, Agreed) or isinstance(formula, AllOf) is (goal is YES)
    return _reach_every(parts) if every_part else minimal([mask for part in parts for mask in part])


def _reach_every(parts: Sequence[list[int]]) -> list[int]:
    reached = [0]
    for part in parts:
        reached = minimal([left | right for left in reached for right in part])
        if not reached:
            return []
    return reached


def _reach_some(number: int, parts: Sequence[list[int]]) -> list[int]:
    if number <= 0:
        return [0]
    return minimal([mask for chosen in combinations(parts, number) for mask in _reach_every(chosen)])


def minimal(masks: list[int]) -> list[int]:
    """Keep the masks that contain no other one, smallest first.

    >>> minimal([0b11, 0b01, 0b110])
    [1, 6]
    """
    kept: list[int] = []
    for mask in sorted(set(masks), key=lambda each: (each.bit_count(), each)):
        if not any(small & mask == small for small in kept):
            kept.append(mask)
            if len(kept) == MOST_SETS:
                break
    return kept
