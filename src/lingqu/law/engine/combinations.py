"""What a subject could get in all: the best legal combination of its awards, and which rule kept the rest out.

Its one law: clauses add up unless a relation of the policy says otherwise; where that is an open reading, the total is
a range over its alternatives. A pool that many share is told apart and never added to a subject's total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from lingqu.law.engine.answers import Answer, Outcome
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program
from lingqu.law.lang.tree import Bond, Relation


@dataclass(frozen=True, slots=True)
class Excluded:
    """A measure left out, the relation that excluded it, and the measures it would have clashed with."""

    measure: str
    relation: str
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """Measures that may be drawn together, in fen, under one choice of the open readings between clauses."""

    choice: Mapping[str, str]
    chosen: tuple[str, ...]
    total: int
    excluded: tuple[Excluded, ...]
    cut_by: tuple[str, ...]  # relations whose shared ceiling cut the total


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a subject could get in all. `certain` counts sums due now, `most` the best that may become of everything."""

    certain: int
    most: int
    best: tuple[Combination, ...]  # the best combination of the most, one for each choice of open readings
    pools: tuple[str, ...]
    unbounded: tuple[str, ...]  # open measures whose text names no sum


def prospect(program: Program, answer: Answer) -> Prospect:
    """Work out the range of the total and the best legal combinations."""
    certain: dict[str, int] = {}
    most: dict[str, int] = {}
    pools, unbounded = [], []
    for outcome in answer.outcomes:
        if outcome.verdict is Verdict.NOT_ELIGIBLE or outcome.compiled.measure.award is None:
            continue
        kind = outcome.compiled.measure.award.kind
        if kind == "pool":
            pools.append(outcome.measure)
            continue
        if kind == "none":
            continue
        top = _most(outcome)
        if top is None:
            unbounded.append(outcome.measure)
        else:
            most[outcome.measure] = top
        if outcome.award is not None and kind == "due" and outcome.award.fen is not None:
            left = outcome.award.remaining
            certain[outcome.measure] = outcome.award.fen if left is None else left
    choices = reading_choices(program)
    lows = [best_combination(program.pack.relations, certain, choice).total for choice in choices]
    best = tuple(best_combination(program.pack.relations, most, choice) for choice in choices)
    return Prospect(min(lows), max(each.total for each in best), best, tuple(pools), tuple(unbounded))


def _most(outcome: Outcome) -> int | None:
    award = outcome.award
    if award is None:
        return outcome.at_most
    if award.remaining is not None:
        return award.remaining
    return award.at_most if award.fen is None else award.fen


def reading_choices(program: Program) -> list[dict[str, str]]:
    """All choices of the readings that relations rest on; those followed stand fast."""
    readings = dict.fromkeys(relation.reading for relation in program.pack.relations if relation.reading)
    options = [
        [program.chosen[reading]]
        if reading in program.chosen
        else [each.code for each in program.pack.reading(reading).alternatives]
        for reading in readings
    ]
    return [dict(zip(readings, each, strict=True)) for each in product(*options)]


def best_combination(relations: Sequence[Relation], worth: Mapping[str, int], choice: Mapping[str, str]) -> Combination:
    """Choose the measures that together are worth most and that no relation in force forbids together."""
    in_force = [each for each in relations if not each.reading or choice.get(each.reading) == each.alternative]
    permitted = {
        frozenset((one, other))
        for relation in in_force
        if relation.bond is Bond.ADDITIVE
        for one in relation.measures
        for other in relation.measures
        if one != other
    }
    clashes: dict[str, dict[str, str]] = {measure: {} for measure in worth}
    for relation in in_force:
        if relation.bond in (Bond.HIGHER_ONCE, Bond.EXCLUSIVE):
            for one in relation.measures:
                for other in relation.measures:
                    if one != other and one in worth and other in worth and frozenset((one, other)) not in permitted:
                        clashes[one].setdefault(other, relation.id)
    ceilings = [each for each in in_force if each.bond is Bond.SHARED_CEILING and each.ceiling is not None]
    order = sorted(worth, key=lambda measure: (-worth[measure], measure))
    chosen = _search(order, worth, clashes, ceilings)
    total, cut_by = _total(chosen, worth, ceilings)
    excluded = []
    for measure in worth:
        if measure not in chosen:
            beside = tuple(each for each in worth if each in chosen and each in clashes[measure])
            if beside:
                excluded.append(Excluded(measure, clashes[measure][beside[0]], beside))
    kept = tuple(measure for measure in worth if measure in chosen)
    return Combination(dict(choice), kept, total, tuple(excluded), cut_by)


def _search(
    order: Sequence[str],
    worth: Mapping[str, int],
    clashes: Mapping[str, Mapping[str, str]],
    ceilings: Sequence[Relation],
) -> frozenset[str]:
    """Branch and bound over the measures, the dearest first; what clashes with nothing is always taken."""
    free = frozenset(measure for measure in order if not clashes[measure])
    contested = [measure for measure in order if clashes[measure]]
    rest = [0] * (len(contested) + 1)
    for number in range(len(contested) - 1, -1, -1):
        rest[number] = rest[number + 1] + worth[contested[number]]
    best: tuple[int, frozenset[str]] = (_total(free, worth, ceilings)[0], free)

    def go(number: int, taken: frozenset[str]) -> None:
        nonlocal best
        total = _total(taken, worth, ceilings)[0]
        if total > best[0]:
            best = (total, taken)
        if number == len(contested) or total + rest[number] <= best[0]:
            return
        measure = contested[number]
        if not any(other in taken for other in clashes[measure]):
            go(number + 1, taken | {measure})
        go(number + 1, taken)

    go(0, free)
    return best[1]


def _total(
    taken: frozenset[str], worth: Mapping[str, int], ceilings: Sequence[Relation]
) -> tuple[int, tuple[str, ...]]:
    """Add up what is taken under the shared ceilings, the narrowest first, so that no fen is cut off twice."""
    left = {measure: worth[measure] for measure in worth if measure in taken}
    cut_by = []
    for relation in sorted(ceilings, key=lambda each: len(each.measures)):
        within = [measure for measure in relation.measures if measure in left]
        limit = relation.ceiling.numerator if relation.ceiling else 0
        over = sum(left[measure] for measure in within) - limit
        if over <= 0:
            continue
        cut_by.append(relation.id)
        # first from those that stand under most ceilings: what is cut there helps the wider ones as well
        for measure in sorted(within, key=lambda each: -sum(each in other.measures for other in ceilings)):
            cut = min(over, left[measure])
            left[measure] -= cut
            over -= cut
    return sum(left.values()), tuple(each.id for each in ceilings if each.id in cut_by)
