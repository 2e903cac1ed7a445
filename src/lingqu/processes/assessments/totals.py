"""What an organisation could get in all, over its subjects.

Its one law: sums of several subjects add up, except that a ceiling for the organisation holds over all of them and a
relation between clauses binds them all. A pool that many share is told apart and never added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lingqu.law.engine.answers import Answer, Outcome
from lingqu.law.engine.combinations import Combination, best_combination, reading_choices
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program
from lingqu.law.lang.tree import Bond, Quantity, Relation, Unit
from lingqu.processes.assessments.drawn import is_per_organisation

BETWEEN = "@"


@dataclass(frozen=True, slots=True)
class Total:
    """The range in fen: sums due now, the most that may become of everything; and how the most comes about.

    `due` adds up the sums due of all lines as if each were drawn; `certain` is what is left of it under every choice of
    open readings and every ceiling. In `best`, a measure of a subject is named "F17@2": the second subject's F17.
    """

    certain: int
    due: int
    most: int
    best: tuple[Combination, ...]  # one for each choice of open readings between clauses
    capped: tuple[str, ...]  # measures whose ceiling for the organisation cut the sum of several subjects
    pools: tuple[str, ...]
    unbounded: tuple[str, ...]


def total_of(program: Program, answers: Sequence[Answer]) -> Total:
    """Work out the range over all subjects of one organisation."""
    certain: dict[str, int] = {}
    most: dict[str, int] = {}
    pools: dict[str, None] = {}
    unbounded: dict[str, None] = {}
    left: dict[str, int] = {}
    for number, answer in enumerate(answers, start=1):
        for outcome in answer.outcomes:
            kind = _kind(outcome)
            if kind == "pool":
                pools.setdefault(outcome.measure)
            elif kind is not None:
                _count(outcome, f"{outcome.measure}{BETWEEN}{number}", certain, most, unbounded, left)
    relations = [*_spread(program, most), *_ceilings(program, most, left)]
    choices = reading_choices(program)
    lows = [best_combination(relations, certain, choice).total for choice in choices]
    best = tuple(best_combination(relations, most, choice) for choice in choices)
    capped = tuple(dict.fromkeys(id for each in best for id in each.cut_by if id in most_per(program)))
    top = max((each.total for each in best), default=0)
    return Total(min(lows, default=0), sum(certain.values()), top, best, capped, tuple(pools), tuple(unbounded))


def most_per(program: Program) -> frozenset[str]:
    """The measures with one ceiling for the whole organisation."""
    return frozenset(each.id for each in program.pack.applicant_measures if is_per_organisation(each))


def _kind(outcome: Outcome) -> str | None:
    award = outcome.compiled.measure.award
    if outcome.verdict is Verdict.NOT_ELIGIBLE or award is None or award.kind == "none":
        return None
    return award.kind


def _count(
    outcome: Outcome,
    name: str,
    certain: dict[str, int],
    most: dict[str, int],
    unbounded: dict[str, None],
    left: dict[str, int],
) -> None:
    award = outcome.award
    if award is None:
        top = outcome.at_most
    else:
        top = next((each for each in (award.remaining, award.fen, award.at_most) if each is not None), None)
    if top is None:
        unbounded.setdefault(outcome.measure)
    else:
        most[name] = top
    if award is None or award.fen is None:
        return
    if award.remaining is not None:
        # what was paid is held against the organisation's one ceiling as well
        left[outcome.measure] = max(left.get(outcome.measure, 0), award.fen - award.remaining)
    if award.kind == "due":
        certain[name] = award.fen if award.remaining is None else award.remaining


def _spread(program: Program, worth: Mapping[str, int]) -> list[Relation]:
    """The relations of the policy over the measures of all subjects; one clause for two subjects is no clash."""
    found = []
    for relation in program.pack.relations:
        names = tuple(name for name in worth if _measure(name) in relation.measures)
        found.append(_like(relation, names))
    for measure in dict.fromkeys(map(_measure, worth)):
        names = tuple(name for name in worth if _measure(name) == measure)
        if len(names) > 1:
            found.append(Relation(f"{measure}=", Bond.ADDITIVE, names))
    return found


def _like(relation: Relation, names: tuple[str, ...]) -> Relation:
    return Relation(
        relation.id,
        relation.bond,
        names,
        relation.ceiling,
        relation.period,
        relation.years,
        reading=relation.reading,
        alternative=relation.alternative,
    )


def _ceilings(program: Program, worth: Mapping[str, int], paid: Mapping[str, int]) -> list[Relation]:
    """One ceiling over all subjects for each measure that has one for the organisation, less what was paid."""
    found = []
    for measure in program.pack.applicant_measures:
        names = tuple(name for name in worth if _measure(name) == measure.id)
        if len(names) < 2 or not is_per_organisation(measure) or measure.award is None:
            continue
        ceiling = measure.award.ceiling
        if ceiling is not None:
            left = max(0, ceiling.numerator - paid.get(measure.id, 0))
            found.append(Relation(measure.id, Bond.SHARED_CEILING, names, Quantity(Unit.MONEY, left)))
    return found


def _measure(name: str) -> str:
    return name.partition(BETWEEN)[0]
