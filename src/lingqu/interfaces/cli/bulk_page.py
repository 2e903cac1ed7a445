"""The totals of a register as a report, and as the JSON of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from lingqu.interfaces.cli.bulk_lists import SHOWN, list_sections, missing_section
from lingqu.law.bulk.listing import Listing
from lingqu.law.bulk.register import Register
from lingqu.law.bulk.totals import Total
from lingqu.law.engine.program import Program
from lingqu.law.engine.wire import yuan
from lingqu.reports.document import Cell, Chart, Column, Figure, Report, Section, Series, Table
from lingqu.reports.studies.report_facts import RegisterTold, register_facts
from lingqu.reports.wording import Words

_TITLE = Words("登记册评估：合计", "A register answered: totals")
_LEAD = Words(
    "登记册里的每个主体逐条措施判断一次。应得是文件定了数的；上限只是最多可以给的，不是欠款；待定的另列，不当作否，也不当作零。",
    "Every subject of the register judged by every measure. What is due is fixed by the text; a ceiling is the most "
    "that may be paid, never owed; the undetermined stand apart, neither refused nor nought.",
)
_VERDICTS = Words("结论", "Verdicts")
_CHART = Words("各条措施：符合与待定的主体", "Subjects eligible and undetermined, by measure")
_SUMS = Words("金额", "Sums")
_DUE = Words("应得合计", "Due in all")
_CEILING = Words("上限合计", "Ceilings in all")
_POOL = Words("资金池", "Pools")
_OPEN = Words("待定的最多", "Undetermined, at most")
_ONCE = Words("每个资金池只算一次", "each pool counts once")
_ELIGIBLE = Words("符合", "eligible")
_NOT = Words("不符合", "not eligible")
_UNDETERMINED = Words("待定", "undetermined")
_MEASURE = Words("措施", "Measure")
_NAME = Words("名称", "Title")
_ALL = Words("合计", "Total")
_NO_DAY = Words(
    "没有判断日：没有一条可以判为符合；请用 --as-of 给出日期",
    "no day to judge by: nothing can be eligible; give one by --as-of",
)
_NONE = Words("没有一个主体符合任何一条", "no subject is eligible for any measure")


def totals_record(found: Sequence[Total]) -> dict[str, Any]:
    """The totals as the contract spells them, money as text of yuan."""
    return {
        each.measure: {
            "eligible": each.eligible,
            "not_eligible": each.not_eligible,
            "undetermined": each.undetermined,
            "due_yuan": yuan(each.due),
            "ceiling_yuan": yuan(each.ceiling),
            "pool_yuan": yuan(each.pool),
            "undetermined_at_most_yuan": yuan(each.undetermined_at_most),
        }
        for each in found
    }


def report_of(
    program: Program,
    register: Register,
    found: Sequence[Total],
    rows: Listing | None = None,
    *,
    is_listed: bool,
    path: str,
    day: date | None,
    lang: str,
) -> Report:
    """The totals as a report, and where asked for who gets what and of whom something is missing."""
    pack = program.pack
    titles = {measure.id: measure.english if lang == "en" else measure.title for measure in pack.applicant_measures}
    told = RegisterTold.of(register, path, pack)
    facts = register_facts(pack, told, () if day is None else (day,), program.chosen, lang)
    carried = tuple(name for name in SHOWN if name in register.carried)
    lists: tuple[Section, ...] = ()
    if rows is not None and rows.undetermined:
        lists += (missing_section(pack, rows, day, lang),)
    if rows is not None and is_listed:
        lists += list_sections(pack, rows, carried, titles, day, lang)
    told_day = day is not None or pack.day_fact.code in register.facts
    nothing = not any(each.eligible for each in found)
    return Report(
        title=_TITLE.said(lang),
        lead=_LEAD.said(lang),
        lang=lang,
        facts=facts,
        sections=(_sums(found, titles, lang), _verdicts(found, titles, lang), *lists),
        warnings=tuple(
            warning for warning, so in ((_NO_DAY.said(lang), not told_day), (_NONE.said(lang), nothing)) if so
        ),
    )


def _sums(found: Sequence[Total], titles: dict[str, str], lang: str) -> Section:
    figures = tuple(
        Figure(label.said(lang), sum(values), "money", note)
        for label, values, note in (
            (_DUE, [each.due for each in found], ""),
            (_CEILING, [each.ceiling for each in found], ""),
            (_POOL, [each.pool for each in found], _ONCE.said(lang)),
            (_OPEN, [each.undetermined_at_most for each in found], ""),
        )
    )
    columns = (
        Column(_MEASURE.said(lang), width=8),
        Column(_NAME.said(lang), width=34, is_spare=True),  # stands beside the verdicts as well
        *(Column(each.said(lang), "money", 20) for each in (_DUE, _CEILING, _POOL, _OPEN)),
    )
    rows = tuple(
        (each.measure, titles[each.measure], each.due, each.ceiling, each.pool, each.undetermined_at_most)
        for each in found
    )
    total: tuple[Cell, ...] = (
        _ALL.said(lang),
        "",
        *(sum(int(row[place] or 0) for row in rows) for place in range(2, 6)),
    )
    return Section(_SUMS.said(lang), figures=figures, tables=(Table(_SUMS.said(lang), columns, rows, total=total),))


def _verdicts(found: Sequence[Total], titles: dict[str, str], lang: str) -> Section:
    chart = Chart(
        _CHART.said(lang),
        "stacked",
        tuple(each.measure for each in found),
        (
            Series(_ELIGIBLE.said(lang), tuple(each.eligible for each in found)),
            Series(_UNDETERMINED.said(lang), tuple(each.undetermined for each in found)),
        ),
    )
    columns = (
        Column(_MEASURE.said(lang), width=8),
        Column(_NAME.said(lang), width=34),
        *(Column(each.said(lang), "count", 14) for each in (_ELIGIBLE, _UNDETERMINED, _NOT)),
    )
    rows = tuple(
        (each.measure, titles[each.measure], each.eligible, each.undetermined, each.not_eligible) for each in found
    )
    return Section(_VERDICTS.said(lang), charts=(chart,), tables=(Table(_VERDICTS.said(lang), columns, rows),))
