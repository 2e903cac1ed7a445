"""The pools of a budget in a report: whether each is enough, its course by figures, a fan and tables.

Its one law: the sentence comes first, its sums stand below it. It does not know the measures' own.
"""

from __future__ import annotations

from collections.abc import Sequence

from lingqu.interfaces.cli.budget_made import Made
from lingqu.interfaces.cli.budget_words import NEVER, enough, in_parts_said, level_said, part_said, percent, pool_title
from lingqu.law.studies.budget.shortage import LEVELS, PoolCourse
from lingqu.reports.document import Cell, Chart, Column, Figure, Section, Series, Table
from lingqu.reports.wording import Words

_ENOUGH = Words("够不够", "Is it enough")
_SIZE = Words("{} 每年", "{} a year")
_FIRST_SHORT = Words("{} 头一个不够的年份（P50）", "{}: first short year (P50)")
_CHANCE = Words("{} 至少一年不够的可能", "{}: chance of a short year")
_OPEN_P50 = Words("P50 之中来自待定", "of P50, from undetermined")
_OPEN_MOST = Words("至多之中来自待定", "of the most, from undetermined")
_OF_IT = Words("占 {}", "{} of it")
_ASSUMED = Words("P50 有 {} 只是假设", "{} of P50 is mere assumption")
_TOTAL = Words("各年合计 P50", "all years together, P50")
_TOTAL_NOTE = Words("P10 {} 至 P90 {} 元", "P10 {} to P90 {} yuan")
_FAN = Words("{}：每年要用的钱", "{}: what is asked in each year")
_LINE = Words("资金池 {}", "pool {}")
_POOL_TABLE = Words("{}：逐年", "{}: year by year")
_POOL_NOTE = Words("支付：{}", "pays: {}")
_INSIDE = Words("；包含在 {} 里，它付出的也计入那里", "; part of {}, where what it pays counts as well")
_PARTS = Words("。{}", ". {}")
_DRY = Words("头一个不够的年份", "The first year in which a pool is short")
_YEAR, _SUPPLY, _PROBABILITY = Words("年", "year"), Words("资金池", "pool"), Words("不够的可能", "chance of short")
_SHORT_MEAN = Words("平均缺", "mean shortage")
_SHORTAGES = Words("缺口：要用的超过资金池多少", "Shortage: by how much more is asked than the pool holds")
_SHORTAGES_NOTE = Words("没有列出的年份，哪一档都不缺。", "A year that is not listed is short at no level.")


class PoolsTold:
    """Tells of the pools."""

    def __init__(self, made: Made, lang: str) -> None:
        self._made = made
        self._budget = made.budget
        self._lang = lang

    def _said(self, words: Words, *values: object) -> str:
        return words.said(self._lang).format(*values) if values else words.said(self._lang)

    def section(self) -> Section:
        courses = self._budget.pools
        figures = [figure for each in courses for figure in self._pool_figures(each)]
        total = self._budget.total
        ends = [f"{each.fen // 100:,}" for each in (total.p10, total.p90)]
        figures.append(Figure(self._said(_TOTAL), total.p50.fen, "money", self._said(_TOTAL_NOTE, *ends)))
        figures += self._resting_figures()
        charts = tuple(self._fan(each) for each in courses)
        tables = (
            self._dry_table(courses),
            *(self._pool_table(each) for each in courses),
            self._shortage_table(courses),
        )
        grounds = self._budget.pool_grounds
        said = tuple(enough(each, grounds[each.pool.id], self._lang) for each in courses)
        return Section(self._said(_ENOUGH), said, tuple(figures), charts, tables)

    def _resting_figures(self) -> list[Figure]:
        ground = self._budget.ground
        parts = (
            (_OPEN_P50, ground.undetermined, ground.p50),
            (_OPEN_MOST, ground.at_most_undetermined, ground.at_most),
        )
        return [
            Figure(self._said(words), part, "money", self._said(_OF_IT, part_said(part, whole)))
            for words, part, whole in parts
        ]

    def _pool_figures(self, course: PoolCourse) -> list[Figure]:
        name, year = pool_title(course, self._lang), course.dry["p50"]
        ground = self._budget.pool_grounds[course.pool.id].ground
        note = self._said(_ASSUMED, part_said(ground.assumed, ground.p50)) if ground.is_assumed else ""
        return [
            Figure(self._said(_SIZE, name), course.pool.fen, "money"),
            Figure(self._said(_FIRST_SHORT, name), self._said(NEVER) if year is None else str(year), "text", note),
            Figure(self._said(_CHANCE, name), percent(course.ever_short), "text", note),
        ]

    def _fan(self, course: PoolCourse) -> Chart:
        series = [
            Series(level_said(level, self._lang), tuple(each.asked.by_level[level] for each in course.years))
            for level in ("p10", "p50", "p90")
        ]
        title = pool_title(course, self._lang)
        years = tuple(str(each.year) for each in course.years)
        return Chart(
            self._said(_FAN, title),
            "fan",
            years,
            tuple(series),
            "money",
            ((self._said(_LINE, course.pool.id), course.pool.fen),),
        )

    def _dry_table(self, courses: Sequence[PoolCourse]) -> Table:
        columns = [Column(self._said(_SUPPLY), width=28), *(Column(level_said(level, self._lang)) for level in LEVELS)]
        columns.append(Column(self._said(_PROBABILITY)))
        rows: list[tuple[Cell, ...]] = []
        for each in courses:
            years = [each.dry[level] for level in LEVELS]
            told = [self._said(NEVER) if year is None else str(year) for year in years]
            rows.append((pool_title(each, self._lang), *told, percent(each.ever_short)))
        return Table(self._said(_DRY), tuple(columns), rows)

    def _pool_table(self, course: PoolCourse) -> Table:
        columns = (
            Column(self._said(_YEAR)),
            Column(self._said(_SUPPLY), "money"),
            *self._level_columns(),
            Column(self._said(_PROBABILITY), "share"),
        )
        rows: list[tuple[Cell, ...]] = [
            (str(each.year), each.supply, *each.asked.by_level.values(), each.probability) for each in course.years
        ]
        note = self._said(_POOL_NOTE, ", ".join(course.measures) or "-")
        titles = {each.pool.id: pool_title(each, self._lang) for each in self._budget.pools}
        note += self._said(_INSIDE, titles[course.inside]) if course.inside else ""
        note += self._said(_PARTS, parts) if (parts := in_parts_said(self._budget, self._lang)) else ""
        return Table(self._said(_POOL_TABLE, pool_title(course, self._lang)), columns, rows, note=note)

    def _shortage_table(self, courses: Sequence[PoolCourse]) -> Table:
        columns = (
            Column(self._said(_SUPPLY), width=28),
            Column(self._said(_YEAR)),
            *self._level_columns(),
            Column(self._said(_SHORT_MEAN), "money"),
        )
        rows: list[tuple[Cell, ...]] = [
            (pool_title(course, self._lang), str(each.year), *each.short.values(), each.mean_short)
            for course in courses
            for each in course.years
            if any(each.short.values())
        ]
        return Table(self._said(_SHORTAGES), columns, rows, note=self._said(_SHORTAGES_NOTE))

    def _level_columns(self) -> list[Column]:
        return [Column(level_said(level, self._lang), "money") for level in LEVELS]
