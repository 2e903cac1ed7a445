"""A budget as a report: whether the pools are enough, the courses of pools and measures, what all of it rests on.

Its one law: figures first, assumptions in full, and every sum exact. It does not know how a report is drawn.
"""

from __future__ import annotations

from lingqu.interfaces.cli.budget_assumptions_said import payers_said
from lingqu.interfaces.cli.budget_grounds_told import GroundsTold
from lingqu.interfaces.cli.budget_made import Made
from lingqu.interfaces.cli.budget_measures_told import MeasuresTold
from lingqu.interfaces.cli.budget_pools_told import PoolsTold
from lingqu.interfaces.cli.budget_words import TITLE, enough, rests, silent_said
from lingqu.reports.document import Report
from lingqu.reports.studies.citations import fact_said, listed
from lingqu.reports.studies.report_facts import register_facts
from lingqu.reports.wording import Words

_DRAWN = Words("抽样", "Draws")
_DRAWN_SAID = Words("{} 次，种子 {}", "{} draws, seed {}")
_PAYERS = Words("由谁支付", "Who pays")
_CARRIED = Words("没有的年度沿用最近一年", "Later years take over the last")
_RELATIONS = Words("条款之间", "Between clauses")
_RELATIONS_NONE = Words(
    "各条相加；是否只拿最高的一条，是没有采用的口径", "clauses add up; whether only the highest is an open reading"
)
_UNBOUNDED = Words(
    "{} 有 {} 个主体的金额没有上限可算，不在任何一个数里。",
    "{}: for {} subjects no upper bound is known; no figure holds them.",
)
_SINGLES_WARNED = Words("单笔可能超过资金池：{}。", "Single awards may be above a pool: {}.")
_SINGLES_OPEN = Words(
    "单笔可能超过资金池：{}，主体全部待定。", "Single awards may be above a pool: {}, all of undetermined subjects."
)
_ONLY_FIRST = Words("只算了 {}，别的措施没有算进来。", "Only {}; no other measure is counted.")
_ONLY = Words("只算的措施", "Only these measures")


def budget_report(made: Made, lang: str) -> Report:
    """The whole report."""
    return _Writer(made, lang).report()


class _Writer:
    """Puts the report together."""

    def __init__(self, made: Made, lang: str) -> None:
        self._made = made
        self._budget = made.budget
        self._lang = lang

    def _said(self, words: Words, *values: object) -> str:
        return words.said(self._lang).format(*values) if values else words.said(self._lang)

    def report(self) -> Report:
        """Put the sections together."""
        budget = self._budget
        said = [enough(each, budget.pool_grounds[each.pool.id], self._lang) for each in budget.pools]
        only = listed([*self._made.question.measures], self._lang)
        first = self._said(_ONLY_FIRST, only) if only else ""
        lead = " ".join(each for each in (first, *said, rests(budget.ground, self._lang)) if each)
        pack = self._made.program.pack
        title = pack.policy.english if self._lang == "en" else pack.policy.title
        measures, grounds = MeasuresTold(self._made, self._lang), GroundsTold(self._made, self._lang)
        sections = (
            PoolsTold(self._made, self._lang).section(),
            measures.by_year(),
            measures.singles(),
            measures.outside(),
            grounds.assumptions(),
            grounds.readings(),
            grounds.how(),
        )
        return Report(
            f"{self._said(TITLE)} · {title}", lead, self._lang, self._facts(), sections, tuple(self._warnings())
        )

    def _facts(self) -> tuple[tuple[str, str], ...]:
        budget, pack, question = self._budget, self._made.program.pack, self._made.question
        carried = listed([fact_said(pack.fact_coded(code), self._lang) for code, _ in budget.carried], self._lang)
        rows = (
            (_ONLY, listed([*question.measures], self._lang)),
            (_DRAWN, self._said(_DRAWN_SAID, f"{budget.draws:,}", self._made.seed)),
            (_PAYERS, payers_said(question.payers, self._lang)),
            (_RELATIONS, ", ".join(budget.relations) or self._said(_RELATIONS_NONE)),
            (_CARRIED, carried),
        )
        told = register_facts(pack, self._made.register, budget.days, self._made.program.chosen, self._lang)
        return (*told, *((self._said(label), value) for label, value in rows if value))

    def _warnings(self) -> list[str]:
        budget = self._budget
        warned = [each for each in (silent_said(budget, self._lang),) if each]
        warned += [self._said(_UNBOUNDED, name, f"{count:,}") for name, count in budget.unbounded.items()]
        groups = [each.measure for each in budget.single_groups]
        measures = dict.fromkeys([*(each for each, _, _ in budget.texts_above), *groups])
        if measures:
            all_open = budget.single_count and budget.singles_undetermined == budget.single_count
            words = _SINGLES_OPEN if all_open else _SINGLES_WARNED
            warned.append(self._said(words, listed([*measures], self._lang)))
        return warned
