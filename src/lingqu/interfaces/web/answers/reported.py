"""The assessment of an organisation as a report, for paper: sums, the measures of each subject, what changes.

Its one law: it says what the page says, and what it was made from: the rules' digest and the day.
"""

from __future__ import annotations

from collections.abc import Sequence

from lingqu.interfaces.web.answers.organisations import ChangeView, SubjectView
from lingqu.interfaces.web.answers.outcomes import OutcomeView
from lingqu.processes.assessments.judging import Assessment
from lingqu.reports.document import Column, Figure, Report, Section, Table
from lingqu.reports.wording import Words

TITLE = Words("能得到什么", "What can we get")
_LEAD = Words(
    "{}：按登记和填报的事实逐条对照得出，不是审批结论。",
    "{}: worked out from the facts in the registers and as stated; it is no decision.",
)
MADE_FROM = (
    Words("方案", "Plan"),
    Words("版本", "Version"),
    Words("规则校验码", "Digest of the rules"),
    Words("判断日", "Day judged"),
)
IN_ALL = Words("合计", "In all")
_CERTAIN = Words("已经确定应得", "Certain, due now")
_MOST = Words("连同上限和待定，最多", "With ceilings and open verdicts, at most")
_NONE = Words("目前没有符合或可能符合的条款。", "No clause fits now.")
_DECLARED = Words("只有申报、还没有人核定的：{}。", "Only declared, verified by nobody yet: {}.")
_MISSING = Words("还缺：{}", "missing: {}")
_COLUMNS = (
    Words("条", "No."), Words("措施", "Measure"), Words("结论", "Verdict"), Words("金额", "Sum"),
    Words("为什么", "Why"), Words("依据", "By"),
)  # fmt: skip
_WIDTHS = (5, 18, 8, 16, 34, 12)
_NEXT = Words("明年会怎样（{}）", "What changes next year ({})")
_NO_CHANGE = Words("没有变化。", "Nothing changes.")
_UNCHECKED = Words("没有查的：{}", "Not checked: {}")


def reported(
    assessment: Assessment,
    subjects: Sequence[SubjectView],
    later: Assessment,
    next_year: Sequence[ChangeView],
    unchecked: Sequence[str],
    lang: str,
) -> Report:
    """Make the report of an assessment."""
    pack = assessment.pack
    policy = pack.policy.english if lang == "en" and pack.policy.english else pack.policy.title
    values = (policy, pack.policy.version or "—", pack.digest, assessment.day.isoformat())
    return Report(
        title=TITLE.said(lang),
        lead=_LEAD.said(lang).format(assessment.organisation.name),
        lang=lang,
        facts=tuple((words.said(lang), value) for words, value in zip(MADE_FROM, values, strict=True)),
        sections=(
            Section(
                IN_ALL.said(lang),
                figures=(
                    Figure(_CERTAIN.said(lang), assessment.total.certain, "money"),
                    Figure(_MOST.said(lang), assessment.total.most, "money"),
                ),
            ),
            *(_subject(each, lang) for each in subjects),
            _later(later, next_year, lang),
        ),
        warnings=tuple(_UNCHECKED.said(lang).format(each) for each in unchecked),
    )


def file_name(assessment: Assessment, lang: str) -> str:
    """What the report is called as a file."""
    return f"{TITLE.said(lang)}-{assessment.organisation.name}-{assessment.day.isoformat()}.pdf"


def _subject(view: SubjectView, lang: str) -> Section:
    columns = tuple(Column(words.said(lang), width=width) for words, width in zip(_COLUMNS, _WIDTHS, strict=True))
    rows = [_row(each, lang) for each in (*view.open, *view.refused)]
    told = [] if view.open else [_NONE.said(lang)]
    if view.only_declared:
        told.append(_DECLARED.said(lang).format(("、" if lang == "zh" else ", ").join(view.only_declared)))
    title = f"{view.title}（{view.note}）" if lang == "zh" else f"{view.title} ({view.note})"
    return Section(title, paragraphs=tuple(told), tables=(Table(title, columns, rows),) if rows else ())


def _row(outcome: OutcomeView, lang: str) -> tuple[str, ...]:
    why = outcome.because
    if outcome.missing and outcome.verdict == "undetermined":
        names = ("、" if lang == "zh" else ", ").join(each.name for each in outcome.missing)
        why = f"{why} {_MISSING.said(lang).format(names)}"
    return (outcome.measure, outcome.title, outcome.verdict_said, outcome.sum or "—", why, outcome.cites)


def _later(later: Assessment, changes: Sequence[ChangeView], lang: str) -> Section:
    told = tuple(f"{each.measure} {each.title} {each.name} {each.before} → {each.now}" for each in changes)
    return Section(_NEXT.said(lang).format(later.day.isoformat()), paragraphs=told or (_NO_CHANGE.said(lang),))
