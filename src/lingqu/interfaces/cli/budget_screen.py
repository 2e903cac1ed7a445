"""A budget on the screen: the sentence, the pools year by year, the measures in all, the assumptions.

Its one law: what is shortened says so: sums stand in ten thousand yuan, cut down, and files hold them to the fen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lingqu.interfaces.cli.budget_assumptions_said import assumptions_said
from lingqu.interfaces.cli.budget_made import Made
from lingqu.interfaces.cli.budget_measures_told import MOST_SINGLE_ROWS
from lingqu.interfaces.cli.budget_words import (
    ADD_UP,
    SHOCKS,
    in_parts_said,
    level_said,
    part_said,
    percent,
    pool_said,
    pool_title,
    recurs_said,
)
from lingqu.interfaces.cli.columns import table
from lingqu.interfaces.cli.screen import BLANK, Line, Part, flowed, paragraph
from lingqu.law.studies.budget.assumptions import OUTSIDE
from lingqu.law.studies.budget.budget import Budget
from lingqu.law.studies.budget.ground import Ground
from lingqu.law.studies.budget.shortage import LEVELS, Figures, PoolCourse
from lingqu.reports.document import Report
from lingqu.reports.studies.citations import listed, title_of
from lingqu.reports.sums_said import money_said
from lingqu.reports.wording import Words

_TEN_THOUSAND = 1_000_000  # fen

_UNIT = Words(
    "万元，零头舍去；精确到分的在 --report、--excel、--json",
    "10,000 yuan, cut down; --report, --excel and --json hold the fen",
)
_YEAR, _CHANCE, _SHORT = Words("年", "year"), Words("不够的可能", "chance short"), Words("P50 缺", "short, P50")
_POOL = Words("{}（每年 {}）", "{} ({} a year)")
_MEASURES, _PAYER = Words("各条措施，各年合计", "Measures, all years together"), Words("支付", "payer")
_OFTEN, _TOTAL = Words("几次", "how often"), Words("合计", "total")
_OUTSIDE = Words("池外", "outside")
_SINGLES = Words("单笔可能超过资金池", "Single awards that may be above their pool")
_SINGLE = Words("{} {} {}：{} 年至多 {} 万元，池 {}", "{} {} {}: in {} at most {} yuan, pool {}")
_MORE = Words("还有 {} 笔", "{} more")
_ASSUMED = Words(
    "假设（不是事实；改动写进 --assumptions 的文件）",
    "Assumptions (no facts; put changes into the file of --assumptions)",
)
_POOL_RESTS = Words(
    "各年合计的 P50 之中 {}（{}）来自待定", "of P50 over all years {} ({}) rests on undetermined subjects"
)
_POOL_ASSUMED = Words("，其中 {}（{}）只是假设", ", {} ({}) on mere assumption")
_GROUP = Words(
    "{}：{} 笔，其中待定 {} 笔，{} 年，单笔至多 {}，池 {}",
    "{}: {} awards, {} undetermined, in {}, each at most {}, pool {}",
)
_ALL_OPEN = Words("主体全部待定，没有一笔是已知要付的。", "All are of undetermined subjects; none is known to be due.")
_SHOWN = 5


def budget_lines(made: Made, report: Report, width: int, lang: str) -> Iterator[Line]:
    """Lay the budget out; title, lead, warnings and grounds are those of the report."""
    yield from flowed([Part(report.title, "head")], width)
    yield from flowed([Part(report.lead)], width)
    for text in report.warnings:
        yield from flowed([Part(text, "open")], width)
    for label, value in report.facts:
        yield from paragraph(label, value, width, indent=0)
    yield BLANK
    yield from flowed([Part(_UNIT.said(lang), "quiet")], width)
    for course in made.budget.pools:
        yield from _pool_lines(course, width, lang)
        yield from _resting_lines(made.budget.pool_grounds[course.pool.id].ground, width, lang)
    odd = in_parts_said(made.budget, lang)
    if odd:
        yield BLANK
        yield from flowed([Part(odd, "quiet")], width)
    yield BLANK
    yield from _measure_lines(made, width, lang)
    yield from _single_lines(made, width, lang)
    yield BLANK
    yield from _assumption_lines(made, width, lang)


def _pool_lines(course: PoolCourse, width: int, lang: str) -> Iterator[Line]:
    yield BLANK
    yield from flowed([Part(_POOL.said(lang).format(pool_title(course, lang), _short(course.pool.fen)), "head")], width)
    head = [_YEAR.said(lang), *(level_said(level, lang) for level in LEVELS), _SHORT.said(lang), _CHANCE.said(lang)]
    rows = [
        [str(each.year), *_sums(each.asked), _short(each.short["p50"]), percent(each.probability)]
        for each in course.years
    ]
    yield from table(head, rows, width, right=range(1, len(head)))


def _resting_lines(ground: Ground, width: int, lang: str) -> Iterator[Line]:
    if not ground.undetermined:
        return
    said = _POOL_RESTS.said(lang).format(_short(ground.undetermined), part_said(ground.undetermined, ground.p50))
    if ground.assumed:
        said += _POOL_ASSUMED.said(lang).format(_short(ground.assumed), part_said(ground.assumed, ground.p50))
    yield from flowed([Part(said, "open" if ground.is_assumed else "quiet")], width)


def _measure_lines(made: Made, width: int, lang: str) -> Iterator[Line]:
    yield from flowed([Part(_MEASURES.said(lang), "head")], width)
    head = ["", _PAYER.said(lang), _OFTEN.said(lang), *(level_said(level, lang) for level in LEVELS)]
    rows = []
    for each in made.budget.measures:
        payer = _OUTSIDE.said(lang) if each.payer == OUTSIDE else each.payer
        name = f"{each.drawing.id} {title_of(each.drawing.measure, lang)}"
        rows.append([name, payer, recurs_said(each.drawing.recurrence, lang), *_sums(each.total)])
    rows.append([_TOTAL.said(lang), "", "", *_sums(made.budget.total)])
    yield from table(head, rows, width, right=range(3, len(head)))
    yield from flowed([Part(ADD_UP.said(lang), "quiet")], width)


def _single_lines(made: Made, width: int, lang: str) -> Iterator[Line]:
    budget = made.budget
    if not budget.single_count:
        return
    yield BLANK
    yield from flowed([Part(_SINGLES.said(lang), "head")], width)
    if budget.singles_undetermined == budget.single_count:
        yield from flowed([Part(_ALL_OPEN.said(lang), "open")], width)
    pools = {each.pool.id: pool_said(each.pool, lang) for each in budget.pools}
    if budget.single_count > MOST_SINGLE_ROWS:
        yield from _group_lines(budget, pools, width, lang)
        return
    for each in budget.singles[:_SHOWN]:
        most = f"{each.fen // 100:,}" if lang == "en" else _short(each.fen)
        said = _SINGLE.said(lang).format(each.measure, each.subject, each.name, each.year, most, pools[each.pool])
        yield from flowed([Part(said)], width, hanging=2)
    if budget.single_count > _SHOWN:
        yield from flowed([Part(_MORE.said(lang).format(f"{budget.single_count - _SHOWN:,}"), "quiet")], width)


def _group_lines(budget: Budget, pools: Mapping[str, str], width: int, lang: str) -> Iterator[Line]:
    for each in budget.single_groups:
        years = listed([str(year) for year in each.years], lang)
        counts = (f"{each.count:,}", f"{each.undetermined:,}")
        said = _GROUP.said(lang).format(each.measure, *counts, years, money_said(each.fen, lang), pools[each.pool])
        yield from flowed([Part(said)], width, hanging=2)


def _assumption_lines(made: Made, width: int, lang: str) -> Iterator[Line]:
    yield from flowed([Part(_ASSUMED.said(lang), "head")], width)
    yield from flowed([Part(SHOCKS[made.question.assumptions.common_shock].said(lang), "quiet")], width)
    for each in assumptions_said(made, lang):
        meaning = " · ".join(part for part in (each.meaning, each.source, each.note) if part)
        key = f" ({each.key})" if lang == "en" else f"（{each.key}）"
        line = [Part(f"{each.name}{key} {each.scope} = {each.value}  "), Part(meaning, "quiet")]
        yield from flowed(line, width, hanging=2)


def _sums(figures: Figures) -> list[str]:
    return [_short(fen) for fen in figures.by_level.values()]


def _short(fen: int) -> str:
    return f"{fen // _TEN_THOUSAND:,}"
