"""An allocation as a report: what is chosen, what was left out and by what, what each limit is worth, greedy beside it.

Its one law: every number is that of the allocation, every refusal names the limits that keep it out. It does not know
how a report is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from lingqu.interfaces.cli.allocation_answer import question_section
from lingqu.interfaces.cli.allocation_in_short import chosen_in_short, refused_in_short
from lingqu.interfaces.cli.allocation_tables import (
    CHOSEN,
    LIMITS,
    REFUSED,
    chosen_table,
    limits_table,
    money_by,
    pools_table,
    refused_table,
)
from lingqu.interfaces.cli.allocation_words import AIMS, money, standing, ties, worth
from lingqu.interfaces.cli.bilingual import Words
from lingqu.law.studies.allocation.allocation import Allocation
from lingqu.law.studies.allocation.programme import Choice
from lingqu.law.studies.allocation.questions import Consequence
from lingqu.reports.document import Chart, Column, Figure, Report, Section, Series, Table

_LEAD = Words("{} 项申请里支持 {} 项，合计 {}。{}。", "{} applications, {} taken, {} in all; {}.")
_FILE = Words("申请", "Applications")
_RULES = Words("规则", "Rules")
_AIM = Words("目标", "Aim")
_TIE = Words("同样好时", "Ties")
_YEAR = Words("预算年度", "Budget year")
_BOUND = Words("上界", "Bound")
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
_VALUE = Words("目标值", "value")
_PRICES_MEAN = Words(
    "价格来自放宽了「整项」要求的同一问题（线性松弛）的对偶值："
    "该限制多 10万元（或多一项）时，松弛问题的目标值约增加多少。"
    "它说明哪条限制最紧，不是整数问题的精确变化；单项的精确答案用 --why 编号。",
    "Prices are duals of the same problem with whole awards relaxed: by how much its value would rise, about, with "
    "100,000 yuan (or one place) more. They show which limit is tightest; the exact answer for one is --why ID.",
)
_AT_LEAST_MEANS = Words(
    "「挡住它的限制」按现在的选法精确计算：其他都不动，按最低金额放入这一项就会突破的限制。「松弛代价」是放入它时松弛问题的损失；"
    "「至少损失」由上界推出，放入它后目标值至少损失这么多（0 表示上界推不出损失）。",
    "What keeps it out is exact for this choice: the limits broken if it were added at its lowest sum and nothing "
    "else changed. Its price is the loss of the relaxed problem; the least loss follows from the bound (0: no proof).",
)
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
_ONLY = Words("只在一边的申请", "Only on one side")
_ONLY_HERE = Words("只在本结果", "only here")
_ONLY_GREEDY = Words("只在排队", "only greedy")
_BY = {"measure": Words("按措施", "By measure"), "district": Words("按县区", "By district")}


def allocation_report(
    allocation: Allocation, source: str, answer: Consequence | None, lang: str, *, short: bool = False
) -> Report:
    """The whole report, or what of it goes onto a screen; the answer to a question about one comes first."""
    programme = allocation.programme
    rules = programme.rules
    taken = sum(allocation.choice.taken)
    said = standing(allocation, lang)
    lead = _LEAD.said(lang).format(len(programme.items), taken, money(allocation.money(), lang), said)
    asked = () if answer is None else (question_section(allocation, answer, lang),)
    if short:
        told = (*asked, Section(_RESULT.said(lang), tables=(pools_table(allocation, lang),)), *_short(allocation, lang))
    else:
        told = (*asked, _result(allocation, lang), *_rest(allocation, lang))
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
        Figure(_VALUE.said(lang), worth(programme.goal, allocation.value, lang), "text", standing(allocation, lang)),
    )
    charts = []
    for column, words in _BY.items():
        sums = money_by(allocation, column)
        if sums:
            names = tuple(name for name, _, _ in sums)
            series = Series(_GIVEN.said(lang), tuple(fen for _, fen, _ in sums))
            charts.append(Chart(words.said(lang), "bars", names, (series,), "money", horizontal=True))
    return Section(_RESULT.said(lang), figures=figures, charts=tuple(charts), tables=(pools_table(allocation, lang),))


def _rest(allocation: Allocation, lang: str) -> Iterator[Section]:
    yield Section(CHOSEN.said(lang), tables=(chosen_table(allocation, lang),))
    yield Section(LIMITS.said(lang), (_PRICES_MEAN.said(lang),), tables=(limits_table(allocation, lang),))
    yield Section(REFUSED.said(lang), (_AT_LEAST_MEANS.said(lang),), tables=(refused_table(allocation, lang),))
    yield greedy_section(allocation, lang)


def _short(allocation: Allocation, lang: str) -> Iterator[Section]:
    yield Section(CHOSEN.said(lang), tables=(chosen_in_short(allocation, lang),))
    yield Section(LIMITS.said(lang), tables=(limits_table(allocation, lang),))
    yield Section(REFUSED.said(lang), tables=(refused_in_short(allocation, lang),))
    yield greedy_section(allocation, lang, short=True)


def greedy_section(allocation: Allocation, lang: str, *, short: bool = False) -> Section:
    programme = allocation.programme
    broken = [row.label.said(lang) for row in programme.broken(allocation.greedy)]
    texts = [_GREEDY_MEANS.said(lang)]
    if broken:
        texts.append(_GREEDY_BREAKS.said(lang).format("；".join(broken)))
    rows = [
        (sum(c.taken), allocation.money(c), _points(allocation, c), programme.goal.value(c)) for c in _both(allocation)
    ]
    ours, theirs = rows
    told = [*rows, tuple(one - other for one, other in zip(ours, theirs, strict=True))]
    columns = (
        Column(_WAY.said(lang)),
        Column(_TAKEN.said(lang), "count"),
        Column(_GIVEN.said(lang), "money", 18),
        Column(_POINTS.said(lang)),
        Column(_VALUE.said(lang), width=20),
    )
    cells = tuple(
        (way.said(lang), count, fen, _plain(points), worth(programme.goal, value, lang))
        for way, (count, fen, points, value) in zip(_WAYS, told, strict=True)
    )
    comparison = Table(_GREEDY.said(lang), columns, cells)
    sides = () if short else (_one_sided(allocation, lang),)
    return Section(_GREEDY.said(lang), tuple(texts), tables=(comparison, *sides))


def _both(allocation: Allocation) -> tuple[Choice, Choice]:
    return allocation.choice, allocation.greedy


def _points(allocation: Allocation, choice: Choice) -> int:
    """The total score in ten-thousandths: scores have at most four decimals."""
    pairs = zip(allocation.programme.items, choice.taken, strict=True)
    return sum(int(item.application.score * 10_000) for item, taken in pairs if taken)


def _plain(points: int) -> str:
    whole, part = divmod(abs(points), 10_000)
    text = f"{whole:,}.{part:04d}".rstrip("0").rstrip(".")
    return f"-{text}" if points < 0 else text


def _one_sided(allocation: Allocation, lang: str) -> Table:
    programme = allocation.programme
    sides = (_ONLY_HERE, _ONLY_GREEDY)
    rows = []
    for place, item in enumerate(programme.items):
        both = _both(allocation)
        if both[0].taken[place] != both[1].taken[place]:
            side = 0 if both[0].taken[place] else 1
            fen = both[side].sum_of(item, place)
            each = item.application
            rows.append((sides[side].said(lang), item.id, each.measure, str(each.score), fen))
    columns = (
        Column(_WAY.said(lang)),
        Column("编号" if lang == "zh" else "id"),
        Column("措施" if lang == "zh" else "measure"),
        Column("评分" if lang == "zh" else "score"),
        Column("金额" if lang == "zh" else "sum", "money", 18),
    )
    return Table(_ONLY.said(lang), columns, rows)
