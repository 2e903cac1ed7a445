"""The measures of a budget in a report: by year, in all, single awards above a pool, and what no pool pays.

Its one law: every measure of the study stands in its tables, also where nobody draws it.
"""

from __future__ import annotations

from collections.abc import Mapping

from lingqu.interfaces.cli.budget_made import Made
from lingqu.interfaces.cli.budget_words import ADD_UP, in_parts_said, level_said, pool_title
from lingqu.law.studies.budget.assumptions import OUTSIDE, RECURS
from lingqu.law.studies.budget.budget import MeasureCourse
from lingqu.law.studies.budget.shortage import LEVELS
from lingqu.reports.document import Cell, Chart, Column, Section, Series, Table
from lingqu.reports.studies.citations import listed, title_of
from lingqu.reports.sums_said import money_said
from lingqu.reports.wording import Words

_MOST_PILED = 8
MOST_SINGLE_ROWS = 20

_YEAR, _SUPPLY, _PROBABILITY = Words("年", "year"), Words("资金池", "pool"), Words("不够的可能", "chance of short")
_MEASURES = Words("逐条逐年", "By measure and year")
_PILE = Words("各条措施抽样的平均", "Mean drawn by measure")
_MEAN = Words("平均", "mean")
_REST = Words("其余 {} 条", "the other {}")
_NOT_LISTED = Words("没有列出的措施和年份，没有人能领。", "Nobody can draw a measure in a year that is not listed.")
_BY_MEASURE = Words("措施逐年", "Measures by year")
_MEASURE, _PAYER = Words("措施", "measure"), Words("支付", "payer")
_ELIGIBLE, _OPEN = Words("符合", "eligible"), Words("待定", "undetermined")
_DUE, _CEILINGS, _PERHAPS = Words("应得", "due"), Words("上限", "ceilings"), Words("待定至多", "undetermined, at most")
_TOGETHER = Words("各年各条合计", "All measures by year")
_MEASURE_TOTALS = Words("各条合计", "Measures over all years")
_RECURS = Words("领几次", "how often")
_AFTER = Words("末年以后 P50", "after the last year, P50")
_SINGLES = Words("单笔超过资金池", "Single awards above their pool")
_SINGLES_BY_MEASURE = Words("单笔超过资金池，按措施", "Single awards above their pool, by measure")
_SINGLES_TEXT = Words("{} 按条文单笔至多 {}，超过资金池 {}。", "{}: one award may come to {}, more than the pool {}.")
_NO_SINGLE = Words(
    "登记册里没有一笔可能超过支付它的资金池。", "No single award of the register can be above the pool that pays it."
)
_COUNT = Words("登记册里有 {} 笔可能超过。", "{} awards of the register may be above it.")
_ALL_OPEN = Words("主体全部待定：没有一笔是已知要付的。", "All are of undetermined subjects: none is known to be due.")
_GROUPED = Words("多于 {} 笔，按措施合并；逐笔在 --json。", "More than {}, put together by measure; --json holds each.")
_AWARDS = Words("笔数", "awards")
_OF_OPEN = Words("其中待定", "of these undetermined")
_OPEN_PART = Words("P50 之中来自待定", "of P50, undetermined")
_KNOWS, _NO_FACTS = Words("登记册", "register"), Words("没有能判断的事实", "no facts to settle it")
_SUBJECT, _NAME, _SUM = Words("编号", "id"), Words("名称", "name"), Words("至多", "at most")
_SURE = Words("结论", "verdict")
_OUTSIDE = Words("资金池以外支付的", "Paid outside any pool")
_NOTHING_OUTSIDE = Words("没有。", "None.")
_OUTSIDE_SAID = Words("{}：不由任何资金池支付。", "{}: paid by no pool.")


class MeasuresTold:
    """Tells of the measures."""

    def __init__(self, made: Made, lang: str) -> None:
        self._made = made
        self._budget = made.budget
        self._lang = lang

    def _said(self, words: Words, *values: object) -> str:
        return words.said(self._lang).format(*values) if values else words.said(self._lang)

    def by_year(self) -> Section:
        return Section(
            self._said(_MEASURES),
            charts=(self._pile(),),
            tables=(self._by_measure_table(), self._totals_table(), self._together_table()),
        )

    def _pile(self) -> Chart:
        """Means, since they alone add up to that of the whole."""
        drawn = [(self._name(each), [year.mean for year in each.years]) for each in self._budget.measures]
        ordered = sorted((each for each in drawn if any(each[1])), key=lambda each: -sum(each[1]))
        piled, rest = ordered[:_MOST_PILED], ordered[_MOST_PILED:]
        if rest:
            piled.append(
                (self._said(_REST, len(rest)), [sum(year) for year in zip(*(sums for _, sums in rest), strict=True)])
            )
        years = tuple(str(year) for year in self._budget.years)
        series = tuple(Series(name, tuple(sums)) for name, sums in piled)
        return Chart(self._said(_PILE), "stacked", years, series, "money")

    def _name(self, course: MeasureCourse) -> str:
        return f"{course.drawing.id} {title_of(course.drawing.measure, self._lang)}"

    def _by_measure_table(self) -> Table:
        columns = (
            Column(self._said(_MEASURE), width=36),
            Column(self._said(_YEAR)),
            Column(self._said(_PAYER), width=24),
            Column(self._said(_ELIGIBLE), "count"),
            Column(self._said(_OPEN), "count"),
            Column(self._said(_CEILINGS), "money"),
            Column(self._said(_PERHAPS), "money"),
            Column(self._said(_MEAN), "money"),
            *self._level_columns(),
        )
        rows: list[tuple[Cell, ...]] = [
            (
                self._name(course), str(each.year), self._payer(course), each.eligible, each.undetermined,
                each.ceilings, each.perhaps, each.mean, *each.figures.by_level.values(),
            )
            for course in self._budget.measures
            for each in course.years
            if each.eligible or each.undetermined or each.figures.at_most
        ]  # fmt: skip
        note = self._said(_NOT_LISTED) + in_parts_said(self._budget, self._lang)
        return Table(self._said(_BY_MEASURE), columns, rows, note=note)

    def _payer(self, course: MeasureCourse) -> str:
        return self._said(_OUTSIDE) if course.payer == OUTSIDE else self._pool(course.payer)

    def _pool(self, name: str) -> str:
        return next((pool_title(each, self._lang) for each in self._budget.pools if each.pool.id == name), name)

    def _totals_table(self) -> Table:
        later = any(course.after for course in self._budget.measures)
        columns = [
            Column(self._said(_MEASURE), width=36),
            Column(self._said(_RECURS), width=24),
            *self._level_columns(),
            Column(self._said(_OPEN_PART), "money"),
            Column(self._said(_KNOWS), width=20),
            *([Column(self._said(_AFTER), "money")] if later else []),
        ]
        rows: list[tuple[Cell, ...]] = [
            (
                self._name(each), RECURS[each.drawing.recurrence].said(self._lang), *each.total.by_level.values(),
                each.ground.undetermined, self._said(_NO_FACTS) if each.is_silent else "",
                *([each.after] if later else []),
            )
            for each in self._budget.measures
        ]  # fmt: skip
        return Table(self._said(_MEASURE_TOTALS), tuple(columns), rows, note=self._said(ADD_UP))

    def _together_table(self) -> Table:
        columns = (Column(self._said(_YEAR)), *self._level_columns())
        years = zip(self._budget.years, self._budget.together, strict=True)
        rows: list[tuple[Cell, ...]] = [(str(year), *each.by_level.values()) for year, each in years]
        total: tuple[Cell, ...] = (self._said(Words("合计", "total")), *self._budget.total.by_level.values())
        return Table(self._said(_TOGETHER), columns, rows, total, note=self._said(ADD_UP))

    def _level_columns(self) -> list[Column]:
        return [Column(level_said(level, self._lang), "money") for level in LEVELS]

    def singles(self) -> Section:
        budget = self._budget
        courses = {each.drawing.id: each for each in budget.measures}
        paragraphs = [
            self._said(_SINGLES_TEXT, self._name(courses[name]), money_said(fen, self._lang), self._pool(pool))
            for name, pool, fen in budget.texts_above
        ]
        paragraphs.append(
            self._said(_COUNT, f"{budget.single_count:,}") if budget.single_count else self._said(_NO_SINGLE)
        )
        if not budget.single_count:
            return Section(self._said(_SINGLES), tuple(paragraphs))
        if budget.singles_undetermined == budget.single_count:
            paragraphs.append(self._said(_ALL_OPEN))
        is_long = budget.single_count > MOST_SINGLE_ROWS
        if is_long:
            paragraphs.append(self._said(_GROUPED, MOST_SINGLE_ROWS))
        table = self._groups_table(courses) if is_long else self._singles_table(courses)
        return Section(self._said(_SINGLES), tuple(paragraphs), tables=(table,))

    def _groups_table(self, courses: Mapping[str, MeasureCourse]) -> Table:
        columns = (
            Column(self._said(_MEASURE), width=28),
            Column(self._said(_SUPPLY), width=24),
            Column(self._said(_AWARDS), "count"),
            Column(self._said(_OF_OPEN), "count"),
            Column(self._said(_YEAR)),
            Column(self._said(_SUM), "money"),
        )
        rows: list[tuple[Cell, ...]] = [
            (
                self._name(courses[each.measure]), self._pool(each.pool), each.count, each.undetermined,
                listed([str(year) for year in each.years], self._lang), each.fen,
            )
            for each in self._budget.single_groups
        ]  # fmt: skip
        return Table(self._said(_SINGLES_BY_MEASURE), columns, rows)

    def _singles_table(self, courses: Mapping[str, MeasureCourse]) -> Table:
        columns = (
            Column(self._said(_MEASURE), width=28),
            Column(self._said(_SUPPLY), width=24),
            Column(self._said(_SUBJECT), width=22),
            Column(self._said(_NAME), width=28),
            Column(self._said(_YEAR)),
            Column(self._said(_SUM), "money"),
            Column(self._said(_SURE)),
        )
        rows: list[tuple[Cell, ...]] = [
            (
                self._name(courses[each.measure]), self._pool(each.pool), each.subject, each.name, str(each.year),
                each.fen, self._said(_ELIGIBLE if each.is_certain else _OPEN),
            )
            for each in self._budget.singles
        ]  # fmt: skip
        return Table(self._said(_SINGLES), columns, rows)

    def outside(self) -> Section:
        outside = [each for each in self._budget.measures if each.payer == OUTSIDE]
        if not outside:
            return Section(self._said(_OUTSIDE), (self._said(_NOTHING_OUTSIDE),))
        names = listed([self._name(each) for each in outside], self._lang)
        columns = (Column(self._said(_YEAR)), *self._level_columns())
        years = zip(self._budget.years, self._budget.outside, strict=True)
        rows: list[tuple[Cell, ...]] = [(str(year), *each.by_level.values()) for year, each in years]
        return Section(
            self._said(_OUTSIDE),
            (self._said(_OUTSIDE_SAID, names),),
            tables=(Table(self._said(_OUTSIDE), columns, rows),),
        )
