"""A result as a report, for paper: what it comes to, each measure with its reason, the answers, what was not checked.

Its one law: it says what the page says, and what it was made from: the rules' digest, the day, the answers.
"""

from __future__ import annotations

from lingqu.interfaces.web.answers.outcomes import OutcomeView
from lingqu.interfaces.web.answers.reported import IN_ALL, MADE_FROM
from lingqu.interfaces.web.interview.hearing import Hearing
from lingqu.interfaces.web.interview.results import ResultView, result_view
from lingqu.reports.document import Column, Figure, Report, Section, Table
from lingqu.reports.wording import Words

TITLE = Words("自评结果", "Self-assessment")
_LEAD = Words(
    "按填写的事实逐条对照得出，不是审批结论；填写的内容没有经过核实。",
    "Worked out from the facts as they were entered, unverified; it is no decision.",
)
_CERTAIN = Words("已确定应得", "Certain")
_MOST = Words("最多（含上限与待定）", "At most, with ceilings and open verdicts")
_MEASURES = Words("各条结论", "Every measure")
_COLUMNS = (
    Words("条", "No."), Words("措施", "Measure"), Words("结论", "Verdict"), Words("金额", "Sum"), Words("依据", "By"),
)  # fmt: skip
_KINDS = Words("按金额性质", "By kind of sum")
_KIND_COLUMNS = (
    Words("性质", "Kind"), Words("符合", "Eligible"), Words("金额", "Sum"), Words("待定", "Open"),
    Words("至多", "At most"),
)  # fmt: skip
_ELIGIBLE = Words("符合的", "Eligible")
_OPEN = Words("待定的", "Undetermined")
_MISSING = Words("还缺：{}", "Missing: {}")
_READINGS = Words("口径：{}", "Readings: {}")
_NEAR = Words("差一点就到", "Nearly reached")
_NEXT = Words("一年以后（{}）", "One year on ({})")
_NEXT_LEAD = Words(
    "假定年度数与今年相同、其他不变，只有日历往前走一年。",
    "Yearly figures are taken to repeat themselves and all else to stay; only the calendar moves.",
)
_NO_CHANGE = Words("没有变化。", "Nothing changes.")
_GIVEN = Words("填写的答案", "Answers given")
_GIVEN_COLUMNS = (Words("事实", "Fact"), Words("答案", "Answer"))
_UNCHECKED = Words("没有查的：{}", "Not checked: {}")


def reported(hearing: Hearing, lang: str) -> Report:
    """Make the report of a result."""
    result = result_view(hearing, lang)
    values = (result.policy, result.version or "—", result.digest, hearing.state.day.isoformat())
    return Report(
        title=TITLE.said(lang),
        lead=_LEAD.said(lang),
        lang=lang,
        facts=tuple((words.said(lang), value) for words, value in zip(MADE_FROM, values, strict=True)),
        sections=(
            _in_all(result, lang),
            *_outcomes(_ELIGIBLE, result.eligible, lang),
            *_outcomes(_OPEN, result.open, lang),
            _measures(result, lang),
            *_rest(result, lang),
            _given(result, lang),
        ),
        warnings=tuple(_UNCHECKED.said(lang).format(each) for each in result.unchecked),
    )


def _in_all(result: ResultView, lang: str) -> Section:
    columns = tuple(
        Column(words.said(lang), width=width) for words, width in zip(_KIND_COLUMNS, (28, 8, 18, 8, 18), strict=True)
    )
    rows = [
        (each.said, str(each.eligible), each.eligible_sum, str(each.open), each.open_sum) for each in result.totals.rows
    ]
    nothing = "" if result.totals.certain_fen else result.totals.certain
    return Section(
        IN_ALL.said(lang),
        paragraphs=result.totals.combinations,
        figures=(
            Figure(_CERTAIN.said(lang), result.totals.certain_fen or None, "money", note=nothing),
            Figure(_MOST.said(lang), result.totals.most_fen, "money"),
        ),
        tables=(Table(_KINDS.said(lang), columns, rows),) if rows else (),
    )


def _outcomes(words: Words, outcomes: tuple[OutcomeView, ...], lang: str) -> tuple[Section, ...]:
    if not outcomes:
        return ()
    return (Section(words.said(lang), paragraphs=tuple(_told(each, lang) for each in outcomes)),)


def _told(outcome: OutcomeView, lang: str) -> str:
    stop, colon = ("；", "：") if lang == "zh" else ("; ", ": ")
    parts = [f"{outcome.measure} {outcome.title}{colon}{outcome.sum}", outcome.because]
    if outcome.missing:
        names = ("、" if lang == "zh" else ", ").join(each.name for each in outcome.missing)
        parts.append(_MISSING.said(lang).format(names))
    if outcome.readings:
        said = stop.join(f"{each.title}{colon}{each.followed or '—'}" for each in outcome.readings)
        parts.append(_READINGS.said(lang).format(said))
    return " ".join(parts)


def _measures(result: ResultView, lang: str) -> Section:
    widths = (6, 30, 12, 26, 16)
    columns = tuple(Column(words.said(lang), width=width) for words, width in zip(_COLUMNS, widths, strict=True))
    every = (*result.eligible, *result.open, *result.refused)
    rows = [(each.measure, each.title, each.verdict_said, each.sum or "—", each.cites) for each in every]
    return Section(_MEASURES.said(lang), tables=(Table(_MEASURES.said(lang), columns, rows),))


def _rest(result: ResultView, lang: str) -> tuple[Section, ...]:
    near = tuple(f"{each.measure} {each.title}{'：' if lang == 'zh' else ': '}{each.text}" for each in result.near)
    changes = tuple(f"{each.measure} {each.title} {each.text}" for each in result.next_year.changes)
    later = Section(
        _NEXT.said(lang).format(result.next_year.day.isoformat()),
        paragraphs=(_NEXT_LEAD.said(lang), *(changes or (_NO_CHANGE.said(lang),))),
    )
    return ((Section(_NEAR.said(lang), paragraphs=near),) if near else ()) + (later,)


def _given(result: ResultView, lang: str) -> Section:
    columns = tuple(Column(words.said(lang), width=30) for words in _GIVEN_COLUMNS)
    rows = [(each.name, each.said) for each in result.given]
    return Section(_GIVEN.said(lang), tables=(Table(_GIVEN.said(lang), columns, rows),))
