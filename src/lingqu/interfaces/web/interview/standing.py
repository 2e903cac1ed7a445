"""Where an interview stands: how far it is, what is certain already, what is ruled out, and all answers given.

Its one law: a ceiling or an open verdict counts towards the most, never towards what is certain.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.interfaces.web.interview.hearing import Hearing
from lingqu.interfaces.web.interview.questions import Touched, name_of, title_of, value_said
from lingqu.interfaces.web.interview.totals import certain_said
from lingqu.law.engine.combinations import prospect
from lingqu.law.engine.judgement import Verdict
from lingqu.reports.sums_said import money_said, sum_said, weight
from lingqu.reports.wording import Words

_TOLD = Words(
    "已定 {} 条，共 {} 条；符合 {} 条；已确定应得：{}；最多：{}。",
    "{} of {} settled; eligible for {}; certain: {}; at most: {}.",
)
_LEFT = Words("还要不超过 {} 问", "questions left: {} at most")
_NONE_LEFT = Words("没有要问的了", "nothing is left to ask")
_FEW = 12  # the count is a bound; far from the end most of it is never asked, and it would only frighten


@dataclass(frozen=True, slots=True)
class Given:
    """One answer given."""

    code: str
    name: str
    said: str
    is_passed_over: bool


@dataclass(frozen=True, slots=True)
class StandingView:
    """What stands beside the question."""

    settled: int
    total: int
    left: str  # empty: too many to be told
    certain: str
    most: str
    eligible: tuple[Touched, ...]
    refused: tuple[Touched, ...]
    open: int
    told: str


def standing_view(hearing: Hearing, lang: str) -> StandingView:
    """Say where it stands."""
    come = hearing.progress()
    found = prospect(hearing.program, hearing.answer)
    ranked = sorted(hearing.answer.outcomes, key=lambda each: -weight(each))

    def those(verdict: Verdict) -> tuple[Touched, ...]:
        return tuple(
            Touched(each.measure, title_of(each.compiled.measure, lang), sum_said(each, lang))
            for each in ranked
            if each.verdict is verdict
        )

    certain, most = certain_said(found.certain, lang), money_said(found.most, lang)
    left = _left_said(come.questions_left_at_most, lang)
    told = _TOLD.said(lang).format(come.settled, come.total, len(come.eligible), certain, most)
    eligible, refused = those(Verdict.ELIGIBLE), those(Verdict.NOT_ELIGIBLE)
    return StandingView(come.settled, come.total, left, certain, most, eligible, refused, len(come.open), told)


def _left_said(left: int, lang: str) -> str:
    if left > _FEW:
        return ""
    return _LEFT.said(lang).format(left) if left else _NONE_LEFT.said(lang)


def given_views(hearing: Hearing, lang: str) -> tuple[Given, ...]:
    """All answers in the order they were given."""
    pack = hearing.pack
    return tuple(
        Given(code, name_of(fact, lang), value_said(fact, wire, lang), wire is None)
        for code, wire in hearing.state.facts.items()
        for fact in (pack.fact_coded(code),)
    )
