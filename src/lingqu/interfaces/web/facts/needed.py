"""What would still be needed: the facts that open outcomes lack, those that most money rests on first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from lingqu.interfaces.web.answers.outcomes import FactView, fact_views
from lingqu.law.engine.judgement import Verdict
from lingqu.processes.assessments.judging import Assessment, Judged
from lingqu.reports.sums_said import weight


@dataclass(frozen=True, slots=True)
class NeededView:
    """A fact that is needed, the measures it bears on, and the subject it is of."""

    fact: FactView
    measures: tuple[str, ...]


def needed_of(
    assessment: Assessment, judged: Judged, lang: str, address_of: Callable[[str], str], *, most: int = 12
) -> tuple[NeededView, ...]:
    """The facts that could still matter for one subject."""
    worth: dict[str, Fraction] = {}
    bears_on: dict[str, list[str]] = {}
    for outcome in judged.answer.outcomes:
        if outcome.verdict is Verdict.NOT_ELIGIBLE:
            continue
        sets = outcome.judgement.missing_sets or ((outcome.sum_missing,) if outcome.sum_missing else ())
        for code in dict.fromkeys(code for each in sets for code in each):
            smallest = min(len(each) for each in sets if code in each)
            worth[code] = worth.get(code, Fraction(0)) + Fraction(weight(outcome) or 1, smallest)
            bears_on.setdefault(code, []).append(outcome.measure)
    order = {fact.code: number for number, fact in enumerate(assessment.pack.facts)}
    codes = sorted(worth, key=lambda code: (-worth[code], order[code]))[:most]
    views = fact_views(assessment.pack, codes, lang, address_of)
    return tuple(NeededView(view, tuple(bears_on[view.code])) for view in views)
