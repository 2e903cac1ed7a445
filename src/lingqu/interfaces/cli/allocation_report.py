"""An allocation as a report: what is chosen, what was left out and by what, what each limit is worth, greedy beside it.

Its one law: every number is that of the allocation, every refusal names the limits that keep it out. It does not know
how a report is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from lingqu.interfaces.cli.allocation_answer import question_section
from lingqu.interfaces.cli.allocation_in_short import chosen_in_short, refused_in_short
from lingqu.interfaces.cli.allocation_limits import LIMITS, limit_tables
from lingqu.interfaces.cli.allocation_numbers import in_line, told_value
from lingqu.interfaces.cli.allocation_reasons import LEAST_MEANS, is_cut
from lingqu.interfaces.cli.allocation_tables import (
    CHOSEN,
    ID,
    MEASURE,
    REFUSED,
    SCORE,
    chosen_table,
    has_costs,
    is_exact,
    money_by,
    pools_table,
    refused_table,
    scores_told,
)
from lingqu.interfaces.cli.allocation_words import AIMS, money, standing, ties, unit_of, value_name, worth
from lingqu.law.studies.allocation.allocation import Allocation
from lingqu.law.studies.allocation.programme import Choice
from lingqu.law.studies.allocation.questions import Consequence
from lingqu.reports.document import Cell, Chart, Column, Figure, Report, Section, Series, Table
from lingqu.reports.wording import Words

_Number = TypeVar("_Number", int, Fraction)

_LEAD = Words("{} 项申请里支持 {} 项，合计 {}。{}。", "{} applications, {} taken, {} in all; {}.")
_FILE = Words("申请", "Applications")
_RULES = Words("规则", "Rules")
_AIM = Words("目标", "Aim")
_TIE = Words("同样好时", "Ties")
_YEAR = Words("预算年度", "Budget year")
_BOUND = Words("任何选法都不超过", "No choice exceeds")
_OUT_OF_TIME = Words(
    "时间用完：这是到此为止最好的选法，再算一次可能不同；用 --time-limit 给更多时间",
    "time ran out: this is the best choice so far, and another run may differ; --time-limit gives more",
)
_TIES_OPEN = Words(
    "没有按先后规则比到底：只在证明最优之后才逐项比较；结果仍与申请表的行序无关",
    "the tie rule was not followed to its end: items are compared only once an optimum is proven; "
    "the order of rows still leaves no trace",
)
_TIES_OUT_OF_TIME = Words(
    "已证明最优，但时间用完，没有按先后规则比到底：同样好的选法里再算一次可能选到另一个；用 --time-limit 给更多时间",
    "proven optimal, but time ran out before the tie rule was followed to its end: another run may come to another of "
    "the equally good choices; --time-limit gives more",
)
_RESULT = Words("结果", "Result")
_TAKEN = Words("支持项数", "taken")
_GIVEN = Words("支持金额", "given")
_ASKED = Words("申请金额", "requested")
_EASED_MEANS = Words(
    "放宽一条限制（多 10万元，或多 1 项；下限则是少要求这么多），{}约能多多少。"
    "这是按每一项都可以只支持一部分的简化算法（线性松弛）估的，说明哪条限制最紧；某一项的确切变化用 --why 编号 问。",
    "By how much {}, about, would rise if a limit were eased by 100,000 yuan, or by one. Estimated as if every award "
    "could be taken in part (linear relaxation): it shows which limit is tightest; --why ID tells exactly of one.",
)
_REASONS_MEAN = Words(
    "「挡住它的限制」按现在的选法精确计算：其他都不动，按允许的最低金额放入这一项就会突破的限制。",
    "What keeps it out is exact for this choice: the limits broken if it were added at its lowest sum and nothing "
    "else changed.",
)
_LEAST_COST_MEANS = Words(
    "「放入它至少减少」由同一个简化算法推出：一定成立，但往往比实际的少，因为实际只能整项进出；推不出的空着，不等于没有减少。"
    "确切的数用 --why 编号 问（另行求解）。",
    "The least cost of letting one in follows from the same relaxation. It holds beyond doubt but is often below the "
    "true cost, since awards really move whole; empty means that nothing follows, not that it is free. "
    "--why ID solves anew and gives the exact cost.",
)
_ASKED_MEANS = Words("{} 的数是 --why 求出的确切数。", "That of {} is exact, from --why.")
_GREEDY = Words("与按分数排队相比", "Beside greedy by score")
_GREEDY_MEANS = Words(
    "按分数排队：必选的先进，其余从高分到低分，放得下就放（可部分支持的放到放得下为止），不管下限。",
    "Greedy: mandatory ones first, then down the scores whatever fits (partial awards as far as they fit); "
    "floors are not looked at.",
)
_GREEDY_BREAKS = Words("排队的结果没有满足：{}", "greedy does not keep: {}")
_WAYS = (Words("本结果", "this choice"), Words("按分数排队", "greedy"), Words("差", "difference"))
_WAY = Words("选法", "choice")
_POINTS = Words("总分", "total score")
_VALUE_IN = Words("{}（{}）", "{} ({})")
_ONLY = Words("只在一边的申请", "Only on one side")
_ONLY_HERE = Words("只在本结果", "only here")
_ONLY_GREEDY = Words("只在排队", "only greedy")
_BY = {"measure": Words("按措施", "By measure"), "district": Words("按县区", "By district")}


def allocation_report(
    allocation: Allocation, source: str, answer: Consequence | None, lang: str, *, width: int | None = None
) -> Report:
    """The whole report, or what of it goes onto a screen of a width; the answer to a question about one comes first."""
    programme = allocation.programme
    rules = programme.rules
    taken = sum(allocation.choice.taken)
    said = standing(allocation, lang)
    lead = _LEAD.said(lang).format(len(programme.items), taken, money(allocation.money(), lang), said)
    asked = () if answer is None else (question_section(allocation, answer, lang),)
    if width is not None:
        result = Section(_RESULT.said(lang), tables=(pools_table(allocation, lang),))
        told = (*asked, result, *_short(allocation, lang, width))
    else:
        told = (*asked, _result(allocation, lang), *_rest(allocation, answer, lang))
    return Report(
        title=rules.title,
        lead=lead,
        lang=lang,
        facts=(
            (_FILE.said(lang), source),
            (_RULES.said(lang), rules.file),
            (_YEAR.said(lang), str(rules.year)),
            (_AIM.said(lang), AIMS[rules.objective.aim].said(lang)),
            (_TIE.said(lang), ties(allocation, lang)),
            (_BOUND.said(lang), worth(programme.goal, allocation.bound, lang)),
        ),
        sections=told,
        warnings=tuple(_warnings(allocation, lang)),
    )


def _warnings(allocation: Allocation, lang: str) -> Iterator[str]:
    if allocation.standing == "out_of_time":
        yield _OUT_OF_TIME.said(lang)
    elif not allocation.ties:
        words = _TIES_OUT_OF_TIME if allocation.standing == "optimal" else _TIES_OPEN
        yield words.said(lang)
    for note in allocation.programme.notes:
        yield note.said(lang)


def _result(allocation: Allocation, lang: str) -> Section:
    programme = allocation.programme
    asked = sum(item.application.requested for item in programme.items)
    figures = (
        Figure(_TAKEN.said(lang), sum(allocation.choice.taken), "count", f"/ {len(programme.items)}"),
        Figure(_GIVEN.said(lang), allocation.money(), "money"),
        Figure(_ASKED.said(lang), asked, "money"),
        Figure(
            value_name(allocation, lang),
            worth(programme.goal, allocation.value, lang),
            "text",
            standing(allocation, lang),
        ),
    )
    charts = []
    for column, words in _BY.items():
        sums = money_by(allocation, column)
        if sums:
            names = tuple(name for name, _, _ in sums)
            series = Series(_GIVEN.said(lang), tuple(fen for _, fen, _ in sums))
            charts.append(Chart(words.said(lang), "bars", names, (series,), "money", horizontal=True))
    return Section(_RESULT.said(lang), figures=figures, charts=tuple(charts), tables=(pools_table(allocation, lang),))


def _rest(allocation: Allocation, answer: Consequence | None, lang: str) -> Iterator[Section]:
    yield Section(CHOSEN.said(lang), tables=(chosen_table(allocation, lang),))
    eased = _EASED_MEANS.said(lang).format(value_name(allocation, lang))
    yield Section(LIMITS.said(lang), (eased,), tables=limit_tables(allocation, lang))
    yield _refused(allocation, answer, lang)
    yield greedy_section(allocation, lang)


def _refused(allocation: Allocation, answer: Consequence | None, lang: str) -> Section:
    table = refused_table(allocation, answer, lang)
    texts = [_REASONS_MEAN.said(lang)]
    if is_cut(allocation):
        texts.append(LEAST_MEANS.said(lang))
    if has_costs(table):
        texts.append(_LEAST_COST_MEANS.said(lang))
        if answer is not None and is_exact(answer):
            texts.append(_ASKED_MEANS.said(lang).format(allocation.programme.items[answer.place].id))
    return Section(REFUSED.said(lang), tuple(texts), tables=(table,))


def _short(allocation: Allocation, lang: str, width: int) -> Iterator[Section]:
    yield Section(CHOSEN.said(lang), tables=(chosen_in_short(allocation, lang, width),))
    yield Section(LIMITS.said(lang), tables=limit_tables(allocation, lang, short=True))
    yield Section(REFUSED.said(lang), tables=(refused_in_short(allocation, lang, width),))
    yield greedy_section(allocation, lang, short=True)


def greedy_section(allocation: Allocation, lang: str, *, short: bool = False) -> Section:
    programme = allocation.programme
    broken = [row.label.said(lang) for row in programme.broken(allocation.greedy)]
    texts = [_GREEDY_MEANS.said(lang)]
    if broken:
        texts.append(_GREEDY_BREAKS.said(lang).format("；".join(broken)))
    comparison = Table(_GREEDY.said(lang), *_compared(allocation, lang))
    sides = () if short else (_one_sided(allocation, lang),)
    return Section(_GREEDY.said(lang), tuple(texts), tables=(comparison, *sides))


def _compared(allocation: Allocation, lang: str) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
    """Both choices and what lies between them; the value of the aim only where it is none of the other columns."""
    goal = allocation.programme.goal
    sides = _both(allocation)
    counts = _with_difference([sum(each.taken) for each in sides])
    sums = _with_difference([allocation.money(each) for each in sides])
    points = in_line(_with_difference([_points(allocation, each) for each in sides]))
    columns = (
        Column(_WAY.said(lang)),
        Column(_TAKEN.said(lang), "count"),
        Column(_GIVEN.said(lang), "money", 18),
        Column(_POINTS.said(lang), "number"),
    )
    ways = [way.said(lang) for way in _WAYS]
    if goal.name != "score_times_sum":
        return columns, [*zip(ways, counts, sums, points, strict=True)]
    values = in_line(_with_difference([told_value(goal, goal.value(each)) for each in sides]))
    title = _VALUE_IN.said(lang).format(value_name(allocation, lang), unit_of(allocation, lang))
    return (*columns, Column(title, "number", 20)), [*zip(ways, counts, sums, points, values, strict=True)]


def _with_difference(values: Sequence[_Number]) -> list[_Number]:
    ours, theirs = values
    return [ours, theirs, ours - theirs]


def _both(allocation: Allocation) -> tuple[Choice, Choice]:
    return allocation.choice, allocation.greedy


def _points(allocation: Allocation, choice: Choice) -> Fraction:
    pairs = zip(allocation.programme.items, choice.taken, strict=True)
    return sum((Fraction(item.application.score) for item, taken in pairs if taken), Fraction(0))


def _one_sided(allocation: Allocation, lang: str) -> Table:
    programme = allocation.programme
    sides = (_ONLY_HERE, _ONLY_GREEDY)
    scores = scores_told(allocation)
    rows = []
    for place, item in enumerate(programme.items):
        both = _both(allocation)
        if both[0].taken[place] != both[1].taken[place]:
            side = 0 if both[0].taken[place] else 1
            fen = both[side].sum_of(item, place)
            each = item.application
            rows.append((sides[side].said(lang), item.id, each.measure, scores[place], fen))
    columns = (
        Column(_WAY.said(lang)),
        Column(ID.said(lang)),
        Column(MEASURE.said(lang), width=8),
        Column(SCORE.said(lang), "number", 8),
        Column("金额" if lang == "zh" else "sum", "money", 18),
    )
    return Table(_ONLY.said(lang), columns, rows)
