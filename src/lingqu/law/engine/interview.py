"""The interview: which fact to ask next, and how far it has come.

Its one law: it never asks what can no longer matter, and asks first what settles most money. It keeps no state; the
answer so far and the facts that were passed over are all it sees.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from lingqu.law.engine.answers import Answer, Outcome
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program
from lingqu.law.lang.tree import FactDeclaration, Source

# A pool is shared by many and a finding is another body's word: both can wait behind what the person can say now.
_SHARE_OF_POOL = Fraction(1, 10)
_WEIGHT_OF_FINDING = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Question:
    """The fact to ask next, the measures it bears on, and the fen that it helps to settle."""

    fact: FactDeclaration
    measures: tuple[str, ...]
    weight: Fraction
    for_sum_only: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the interview has come."""

    settled: int
    total: int
    eligible: tuple[str, ...]
    not_eligible: tuple[str, ...]
    open: tuple[str, ...]
    questions_left_at_most: int


def next_question(program: Program, answer: Answer, passed_over: Collection[str] = ()) -> Question | None:
    """Choose the fact that helps to settle most money; None when nothing that was not passed over matters any more."""
    weights: dict[str, Fraction] = {}
    bears_on: dict[str, list[str]] = {}
    for outcome in answer.outcomes:
        for code, weight in _weights(outcome).items():
            if code not in passed_over:
                weights[code] = weights.get(code, Fraction(0)) + weight
                bears_on.setdefault(code, []).append(outcome.measure)
    if not weights:
        return None
    facts = {fact.code: (number, fact) for number, fact in enumerate(program.pack.facts)}

    def rank(code: str) -> tuple[Fraction, int]:
        number, fact = facts[code]
        factor = _WEIGHT_OF_FINDING if fact.source is Source.FINDING else 1
        return (-weights[code] * factor, number)

    best = min(weights, key=rank)
    settles = any(best in outcome.missing for outcome in answer.outcomes)
    return Question(facts[best][1], tuple(bears_on[best]), weights[best], not settles)


def progress(answer: Answer, passed_over: Collection[str] = ()) -> Progress:
    """Say what is settled and what is open; at most so many questions can still come."""
    by_verdict: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    askable: set[str] = set()
    for outcome in answer.outcomes:
        by_verdict[outcome.verdict].append(outcome.measure)
        askable.update(_weights(outcome))
    undetermined = by_verdict[Verdict.UNDETERMINED]
    return Progress(
        len(answer.outcomes) - len(undetermined),
        len(answer.outcomes),
        tuple(by_verdict[Verdict.ELIGIBLE]),
        tuple(by_verdict[Verdict.NOT_ELIGIBLE]),
        tuple(undetermined),
        len(askable - set(passed_over)),
    )


def _weights(outcome: Outcome) -> dict[str, Fraction]:
    """How much of an outcome's money each fact helps to settle: the sum over the size of its smallest set."""
    judgement = outcome.judgement
    if judgement.verdict is Verdict.NOT_ELIGIBLE:
        return {}
    if judgement.verdict is Verdict.ELIGIBLE:
        award = outcome.award
        if award is None or not award.missing:
            return {}
        return {code: _money(outcome, award.at_most) / len(award.missing) for code in award.missing}
    money = _money(outcome, outcome.at_most)
    weights: dict[str, Fraction] = {}
    for each in judgement.missing_sets:  # smallest first
        for code in each:
            weights.setdefault(code, Fraction(money) / len(each))
    return weights


def _money(outcome: Outcome, at_most: int | None) -> Fraction:
    award = outcome.compiled.measure.award
    money = Fraction(at_most or 1)
    return money * _SHARE_OF_POOL if award is not None and award.kind == "pool" else money
