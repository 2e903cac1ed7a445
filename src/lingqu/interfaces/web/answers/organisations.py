"""The assessment of an organisation made ready for a page: the range, each subject's outcomes, what changes.

Its one law: it tells what the process found; only the order and the words are made here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lingqu.books.registers.fact_values import said
from lingqu.interfaces.web.answers.outcomes import VERDICT_WORDS, NearView, OutcomeView, near_views, outcome_views
from lingqu.interfaces.web.facts.disputes import DisputeView, dispute_views
from lingqu.law.engine.judgement import Verdict
from lingqu.law.lang.tree import FactDeclaration
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.comparison import Change, FactChange
from lingqu.processes.assessments.judging import Assessment, Judged, facts_asked
from lingqu.processes.assessments.subjects import Subject
from lingqu.processes.assessments.totals import BETWEEN
from lingqu.reports.sums_said import money_said
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class SubjectView:
    """One subject: what may come of it first, what is refused folded away."""

    subject: Subject
    title: str
    note: str
    open: tuple[OutcomeView, ...]
    refused: tuple[OutcomeView, ...]
    near: tuple[NearView, ...]
    only_declared: tuple[str, ...]
    disputes: tuple[DisputeView, ...]


@dataclass(frozen=True, slots=True)
class CombinationView:
    """The best legal combination under one choice of the readings between clauses."""

    choice: str
    total: int
    parts: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change, in words."""

    name: str
    measure: str
    title: str
    before: str
    now: str
    because: tuple[str, ...]


def subject_views(
    assessment: Assessment, lang: str, address_of: Callable[[Subject], Callable[[str], str]]
) -> tuple[SubjectView, ...]:
    """The subjects: those that are eligible for something first, then by the most money that may come."""
    views = [_subject(assessment, each, lang, address_of(each.subject)) for each in assessment.judged]
    return tuple(sorted(views, key=_rank))


def combination_views(assessment: Assessment, lang: str) -> tuple[CombinationView, ...]:
    """The best combinations; one where all readings agree."""
    best = [each for each in assessment.total.best if each.chosen]
    if len({(each.chosen, each.total) for each in best}) == 1:
        best = best[:1]
    names = [each.subject.name for each in assessment.judged]
    found = []
    for each in best:
        choice = ("；" if lang == "zh" else "; ").join(
            _choice(assessment.pack, reading, code, lang) for reading, code in each.choice.items()
        )
        parts = tuple(_part(assessment.pack, name, names, lang) for name in each.chosen)
        left_out = tuple(_part(assessment.pack, out.measure, names, lang) for out in each.excluded)
        found.append(CombinationView(choice if len(best) > 1 else "", each.total, parts, left_out))
    return tuple(found)


def change_views(assessment: Assessment, changes: Iterable[Change], lang: str) -> tuple[ChangeView, ...]:
    """Changes in words, with the facts that made them."""
    titles = {
        each.id: (each.english if lang == "en" and each.english else each.title) for each in assessment.pack.measures
    }
    return tuple(
        ChangeView(
            each.name,
            each.measure,
            titles.get(each.measure, ""),
            _came_out(each.verdict_before, each.sum_before, lang),
            _came_out(each.verdict_now, each.sum_now, lang),
            tuple(_fact_change(assessment.pack, cause, lang) for cause in each.because),
        )
        for each in changes
    )


def a_year_on(day: date) -> date:
    """The same day of the next year; 28 February after the 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return (day + timedelta(days=1)).replace(year=day.year + 1) - timedelta(days=1)


def _rank(view: SubjectView) -> tuple[bool, bool, int]:
    is_eligible = any(each.verdict == Verdict.ELIGIBLE.value for each in view.open)
    return (not is_eligible, not view.open, -max((each.fen for each in view.open), default=0))


def _subject(assessment: Assessment, judged: Judged, lang: str, address_of: Callable[[str], str]) -> SubjectView:
    views = outcome_views(assessment.program, judged.answer, lang, address_of=address_of)
    refused = Verdict.NOT_ELIGIBLE.value
    subject, pack = judged.subject, assessment.pack
    asked = {code for each in views for code in facts_asked(assessment.program, each.measure)}
    return SubjectView(
        subject,
        subject.name,
        subject.note.said(lang),
        tuple(each for each in views if each.verdict != refused),
        tuple(each for each in views if each.verdict == refused),
        near_views(assessment.program, judged.answer, lang),
        tuple(_name(pack.fact_coded(code), lang) for code in subject.only_declared if code in asked),
        dispute_views(pack, subject.conflicts, lang),
    )


def measures_named(pack: Pack, codes: Iterable[str], lang: str) -> str:
    """Measures by title and number, as a list in a sentence."""
    return ("、" if lang == "zh" else ", ").join(_titled(pack, each, lang) for each in codes)


def _titled(pack: Pack, code: str, lang: str) -> str:
    measure = pack.measure(code)
    return f"{measure.english if lang == 'en' and measure.english else measure.title} {code}"


def _part(pack: Pack, name: str, names: list[str], lang: str) -> str:
    measure, _, number = name.partition(BETWEEN)
    titled = _titled(pack, measure, lang)
    if len(names) == 1:
        return titled
    whose = names[int(number) - 1]
    return f"{titled} ({whose})" if lang == "en" else f"{titled}（{whose}）"


def _choice(pack: Pack, reading: str, code: str, lang: str) -> str:
    found = pack.reading(reading)
    way = next(each for each in found.alternatives if each.code == code)
    if lang == "en":
        return f"{found.english or found.title}: {way.english or way.name}"
    return f"{found.title}：{way.name}"


def _name(fact: FactDeclaration, lang: str) -> str:
    return fact.english if lang == "en" and fact.english else fact.name


_NOT_ASKED = Words("没有问到", "not asked")


def _came_out(verdict: str | None, yuan: str | None, lang: str) -> str:
    if verdict is None:
        return _NOT_ASKED.said(lang)
    words = VERDICT_WORDS[Verdict(verdict)].said(lang)
    if yuan is None:
        return words
    shown = money_said(int(Decimal(yuan) * 100), lang)
    return f"{words}，至多{shown}" if lang == "zh" else f"{words}, at most {shown}"


def _fact_change(pack: Pack, cause: FactChange, lang: str) -> str:
    if not pack.has_fact_coded(cause.code):
        return cause.code
    fact = pack.fact_coded(cause.code)
    arrow = f"{_value(fact, cause.before, lang)} → {_value(fact, cause.now, lang)}"
    return f"{_name(fact, lang)}{'：' if lang == 'zh' else ': '}{arrow}"


def _value(fact: FactDeclaration, value: object, lang: str) -> str:
    if value is None:
        return said(fact, "", lang)
    if isinstance(value, dict):
        return "，".join(f"{key} {_value(fact, each, lang)}" for key, each in value.items())
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    return said(fact, text, lang)
