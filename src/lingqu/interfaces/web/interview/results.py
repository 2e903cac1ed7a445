"""The result of an interview ready for a page: outcomes by verdict and money, totals, near misses, next year.

Its one law: it shows one hearing; the page, the print and the report are made from it and none works anything out anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.interfaces.web.answers.outcomes import (
    AddressOf,
    NearView,
    OutcomeView,
    near_views,
    outcome_views,
    unchecked_said,
)
from lingqu.interfaces.web.interview.hearing import Hearing
from lingqu.interfaces.web.interview.next_year import NextYear, next_year
from lingqu.interfaces.web.interview.standing import Given, given_views
from lingqu.interfaces.web.interview.totals import Totals, totals
from lingqu.law.engine.judgement import Verdict


@dataclass(frozen=True, slots=True)
class ResultView:
    """A whole result in one language."""

    eligible: tuple[OutcomeView, ...]
    open: tuple[OutcomeView, ...]
    refused: tuple[OutcomeView, ...]
    totals: Totals
    near: tuple[NearView, ...]
    next_year: NextYear
    unchecked: tuple[str, ...]
    offers: tuple[str, ...]  # conditions of other policies that may be switched on
    given: tuple[Given, ...]
    passed_over: tuple[Given, ...]
    policy: str
    version: str
    digest: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing fits and nothing is open."""
        return not self.eligible and not self.open


def result_view(hearing: Hearing, lang: str, *, address_of: AddressOf | None = None) -> ResultView:
    """Make the result ready; `address_of` says where a missing fact can be answered."""
    views = outcome_views(hearing.program, hearing.answer, lang, address_of=address_of)
    policy = hearing.pack.policy
    given = given_views(hearing, lang)
    return ResultView(
        eligible=tuple(each for each in views if each.verdict == Verdict.ELIGIBLE.value),
        open=tuple(each for each in views if each.verdict == Verdict.UNDETERMINED.value),
        refused=tuple(each for each in views if each.verdict == Verdict.NOT_ELIGIBLE.value),
        totals=totals(hearing, lang),
        near=near_views(hearing.program, hearing.answer, lang),
        next_year=next_year(hearing, lang),
        unchecked=unchecked_said(hearing.pack, lang),
        offers=tuple(each for each in policy.supplements if each not in hearing.state.supplements),
        given=given,
        passed_over=tuple(each for each in given if each.is_passed_over),
        policy=policy.english if lang == "en" and policy.english else policy.title,
        version=policy.version,
        digest=hearing.pack.digest,
    )
