"""What the same answers would give one year on.

Its one law: only the calendar moves. A yearly figure is taken to repeat itself, what was paid this year is not carried
over, all else stays; the page says so. It is no forecast.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from lingqu.interfaces.web.answers.outcomes import VERDICT_WORDS
from lingqu.interfaces.web.interview.hearing import Hearing, heard
from lingqu.interfaces.web.interview.questions import title_of
from lingqu.interfaces.web.interview.state import State, Wire
from lingqu.law.engine.reasons import because
from lingqu.reports.sums_said import sum_said
from lingqu.reports.wording import Words

_VERDICT = Words("由“{}”变为“{}”。{}", 'from "{}" to "{}". {}')
_SUM = Words("由“{}”变为“{}”。", 'from "{}" to "{}".')


@dataclass(frozen=True, slots=True)
class Change:
    """One measure that would come out otherwise."""

    measure: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class NextYear:
    """The day one year on, and what would be otherwise then."""

    day: date
    changes: tuple[Change, ...]


def next_year(hearing: Hearing, lang: str) -> NextYear:
    """Judge the same answers one year on."""
    later = heard(_moved(hearing))
    now = {each.measure: each for each in hearing.answer.outcomes}
    changes = []
    for outcome in later.answer.outcomes:
        before = now.get(outcome.measure)
        if before is None:
            continue
        if before.verdict is not outcome.verdict:
            words = (VERDICT_WORDS[each.verdict].said(lang) for each in (before, outcome))
            text = _VERDICT.said(lang).format(*words, because(later.program, later.answer, outcome, lang))
        elif sum_said(before, lang) != sum_said(outcome, lang):
            text = _SUM.said(lang).format(sum_said(before, lang), sum_said(outcome, lang))
        else:
            continue
        changes.append(Change(outcome.measure, title_of(outcome.compiled.measure, lang), text))
    return NextYear(later.state.day, tuple(changes))


def _moved(hearing: Hearing) -> State:
    state, pack = hearing.state, hearing.pack
    paid = pack.paid_in_year.code if pack.paid_in_year else ""
    last = state.day.year - 1
    facts: dict[str, Wire] = {}
    for code, wire in state.facts.items():
        if isinstance(wire, dict) and pack.fact_coded(code).yearly and wire.get(str(last)) is not None:
            facts[code] = {**wire, str(last + 1): wire[str(last)]}
        elif code != paid:
            facts[code] = wire
    return replace(state, day=_one_year_on(state.day), facts=facts)


def _one_year_on(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
