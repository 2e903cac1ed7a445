"""What a budget rests on, in a report: assumptions in full, readings, how it is worked out, the error of the draws.

Its one law: nothing that was assumed is left out, and each row says where it comes from.
"""

from __future__ import annotations

from lingqu.interfaces.cli.budget_assumptions_said import assumptions_said
from lingqu.interfaces.cli.budget_made import Made
from lingqu.interfaces.cli.budget_words import NOTES, SHOCKS, pool_title
from lingqu.law.studies.budget.shortage import Figures
from lingqu.reports.document import Column, Section, Table
from lingqu.reports.studies.citations import title_of
from lingqu.reports.wording import Words

_YEAR, _SUPPLY, _PROBABILITY = Words("年", "year"), Words("资金池", "pool"), Words("不够的可能", "chance of short")
_ASSUMED = Words("假设", "Assumptions")
_ASSUMED_LEAD = Words(
    "下面每一项都是假设，不是事实；改动写在假设文件里，用 --assumptions 给出。",
    "Each of these is an assumption, not a fact; put changes into a file and give it with --assumptions.",
)
_ON_FILE = Words("假设文件里的项", "key of the file")
_KEY, _MEANING, _SCOPE = Words("项", "key"), Words("含义", "meaning"), Words("对谁", "for")
_VALUE, _SOURCE, _NOTE = Words("值", "value"), Words("来源", "source"), Words("说明", "note")
_READINGS, _READING = Words("口径", "Readings"), Words("口径", "reading")
_FOLLOWED, _NOT_ADOPTED = Words("所取的备选", "alternative followed"), Words("没有采用", "none adopted")
_HOW = Words("怎样算的", "How it is worked out")
_ERRORS = Words("抽样误差（95%）", "Error of the draws (95%)")
_LOW, _HIGH, _LEVEL = Words("低", "low"), Words("高", "high"), Words("档", "level")


class GroundsTold:
    """Tells what it rests on."""

    def __init__(self, made: Made, lang: str) -> None:
        self._made = made
        self._budget = made.budget
        self._lang = lang

    def _said(self, words: Words, *values: object) -> str:
        return words.said(self._lang).format(*values) if values else words.said(self._lang)

    def assumptions(self) -> Section:
        columns = (
            Column(self._said(_KEY), width=20),
            Column(self._said(_MEANING), width=36),
            Column(self._said(_SCOPE)),
            Column(self._said(_VALUE), width=30),
            Column(self._said(_SOURCE)),
            Column(self._said(_NOTE), width=30),
            Column(self._said(_ON_FILE), width=20),
        )
        rows = [
            (each.name, each.meaning, each.scope, each.value, each.source, each.note, each.key)
            for each in assumptions_said(self._made, self._lang)
        ]
        shock = SHOCKS[self._made.question.assumptions.common_shock].said(self._lang)
        table = Table(self._said(_ASSUMED), columns, rows)
        return Section(table.title, (self._said(_ASSUMED_LEAD), shock), tables=(table,))

    def readings(self) -> Section:
        columns = (
            Column(self._said(_KEY), width=28),
            Column(self._said(_READING), width=30),
            Column(self._said(_FOLLOWED), width=36),
        )
        rows = []
        for reading, followed in self._made.readings():
            found = next((each for each in reading.alternatives if each.code == followed), None)
            name = self._said(_NOT_ADOPTED)
            if found is not None:
                name = f"{found.code} {found.english if self._lang == 'en' else found.name}"
            rows.append((reading.id, title_of(reading, self._lang), name))
        table = Table(self._said(_READINGS), columns, rows)
        return Section(table.title, tables=(table,))

    def how(self) -> Section:
        columns = (
            Column(self._said(_SUPPLY), width=28),
            Column(self._said(_YEAR)),
            Column(self._said(_LEVEL)),
            Column(self._said(_LOW), "money"),
            Column(self._said(_VALUE), "money"),
            Column(self._said(_HIGH), "money"),
        )
        rows = [
            (pool_title(course, self._lang), str(each.year), level, *ends)
            for course in self._budget.pools
            for each in course.years
            for level, ends in _errors(each.asked)
        ]
        return Section(
            self._said(_HOW),
            tuple(each.said(self._lang) for each in NOTES),
            tables=(Table(self._said(_ERRORS), columns, rows),),
        )


def _errors(figures: Figures) -> list[tuple[str, tuple[int, int, int]]]:
    named = (("P10", figures.p10), ("P50", figures.p50), ("P90", figures.p90))
    return [(name, (each.low, each.fen, each.high)) for name, each in named]
