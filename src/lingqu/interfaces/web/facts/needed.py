"""What would still be needed: the facts that open outcomes lack, those that most money rests on first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lingqu.interfaces.web.answers.outcomes import FactView, fact_views
from lingqu.law.engine.answers import Outcome
from lingqu.law.engine.judgement import Verdict
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.judging import Assessment, Judged
from lingqu.reports.sums_said import weight


@dataclass(frozen=True, slots=True)
class WaitingView:
    """A measure that waits for a fact: its number and title."""

    measure: str
    title: str


@dataclass(frozen=True, slots=True)
class NeededView:
    """A fact that is needed, the measures that wait for it, and the most fen that these may give (None: no sum)."""

    fact: FactView
    waiting: tuple[WaitingView, ...]
    most: int | None
    is_disputed: bool = False  # it has been stated, but several figures disagree


def needed_of(
    assessment: Assessment, judged: Judged, lang: str, address_of: Callable[[str], str]
) -> tuple[NeededView, ...]:
    """The facts that could still matter for one subject."""
    pack = assessment.pack
    worth: dict[str, Fraction] = {}
    waiting: dict[str, dict[str, Outcome]] = {}
    for outcome in judged.answer.outcomes:
        if outcome.verdict is Verdict.NOT_ELIGIBLE:
            continue
        sets = outcome.judgement.missing_sets or ((outcome.sum_missing,) if outcome.sum_missing else ())
        for code in dict.fromkeys(code for each in sets for code in each):
            smallest = min(len(each) for each in sets if code in each)
            worth[code] = worth.get(code, Fraction(0)) + Fraction(weight(outcome) or 1, smallest)
            waiting.setdefault(code, {})[outcome.measure] = outcome
    disputed = {each.code for each in judged.subject.conflicts if each.is_open}
    order = {fact.code: number for number, fact in enumerate(pack.facts)}
    codes = sorted(worth, key=lambda code: (-worth[code], order[code]))
    return tuple(
        NeededView(view, _waiting(pack, waiting[view.code], lang), _most(waiting[view.code]), view.code in disputed)
        for view in fact_views(pack, codes, lang, address_of)
    )


def _waiting(pack: Pack, outcomes: Mapping[str, Outcome], lang: str) -> tuple[WaitingView, ...]:
    measures = (pack.measure(each) for each in outcomes)
    return tuple(WaitingView(each.id, (each.english if lang == "en" else "") or each.title) for each in measures)


def _most(outcomes: Mapping[str, Outcome]) -> int | None:
    """The ceilings of the measures together; pools that many share are no sum of one's own."""
    awards = ((each, each.compiled.measure.award) for each in outcomes.values())
    return (
        sum(weight(each) for each, award in awards if award is not None and award.kind not in ("none", "pool")) or None
    )
