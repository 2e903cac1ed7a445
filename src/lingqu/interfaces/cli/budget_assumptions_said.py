"""The assumptions of a budget in words: what each is called, for whom it holds, its value, and its note.

Its one law: every row of the study's assumptions comes out as one row, and the key of the file stays beside the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lingqu.interfaces.cli.budget_made import Made
from lingqu.interfaces.cli.budget_words import pool_said, recurs_said, source_said
from lingqu.law.studies.budget.assumptions import OUTSIDE, Payers, Told
from lingqu.law.studies.budget.pools import pools_of
from lingqu.law.studies.budget.spreads import Spread
from lingqu.reports.studies.citations import fact_said
from lingqu.reports.wording import Words

NAMES = {
    "take_up": Words("申报率", "take-up"),
    "becomes_eligible": Words("待定转为符合的比例", "share proving eligible"),
    "share_of_ceiling": Words("批准比例", "share of a ceiling"),
    "selected": Words("入选比例", "share selected"),
    "pool_spent": Words("资金池使用率", "share of a pool spent"),
    "new_entrants": Words("新增主体比例", "new entrants"),
    "common_shock": Words("共同波动", "common shock"),
    "carry_forward": Words("年度数沿用", "figures carried forward"),
    "carry_over": Words("资金池结转", "pools carried over"),
    "totals_in_parts": Words("合计分年", "totals in parts"),
    "growth": Words("每年增长", "yearly growth"),
    "recurrence": Words("领几次", "how often"),
    "pays": Words("由谁支付", "who pays"),
}
_SHOCKS = {
    "none": Words("各主体各自抽", "by each subject"),
    "measure": Words("每条措施抽一次", "once by measure"),
    "measure_year": Words("每条措施每年抽一次", "once by measure and year"),
}
_SWITCHES = {"true": Words("是", "yes"), "false": Words("否", "no")}
_SHAPES = {
    "constant": Words("固定 {}", "constant {}"),
    "triangular": Words("三角分布：最低 {}，最可能 {}，最高 {}", "triangular: lowest {}, likeliest {}, highest {}"),
    "beta": Words("贝塔分布：a {}，b {}", "beta distribution: a {}, b {}"),
}
_ALL = Words("各条措施", "all measures")
_ALL_FACTS = Words("各项事实", "all facts")
_ALL_POOLS = Words("各个资金池", "all pools")
_REST = Words("其余各条措施", "all other measures")
_ALTOGETHER = Words("全部", "the whole study")
_OUTSIDE = Words("资金池以外", "outside any pool")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_OF_POOLS = ("pool_spent", "carry_over")
_OF_ALL = ("common_shock", "carry_forward", "totals_in_parts")


@dataclass(frozen=True, slots=True)
class AssumptionSaid:
    """One assumption in words; `key` is its name on file."""

    name: str
    meaning: str
    scope: str
    value: str
    source: str
    note: str
    key: str


def assumptions_said(made: Made, lang: str) -> Iterator[AssumptionSaid]:
    """Say every assumption that was followed."""
    pools = {each.id: pool_said(each, lang) for each in pools_of(made.program.pack)}
    for each in made.assumptions():
        key = each.name.partition(":")[0]
        yield AssumptionSaid(
            NAMES[key].said(lang),
            each.meaning.said(lang),
            _scope(each, key, made, lang),
            _value(each, key, pools, lang),
            source_said(each.source, lang),
            note_said(each.note, lang),
            key,
        )


def payers_said(payers: Payers, lang: str) -> str:
    """Say which table of payers was followed, with the name that `--pays` takes."""
    title = payers.title.said(lang)
    if not title:
        return payers.name
    return f"{title} ({payers.name})" if lang == "en" else f"{title}（{payers.name}）"


def note_said(note: str, lang: str) -> str:
    """The half of a note in one's language, where it is written as Chinese / English; else all of it.

    >>> note_said("额度小 / small", "zh"), note_said("额度小 / small", "en"), note_said("甲 / 乙", "en")
    ('额度小', 'small', '甲 / 乙')
    """
    chinese, sign, english = note.partition(" / ")
    if not sign or not _CHINESE.search(chinese) or _CHINESE.search(english):
        return note
    return english if lang == "en" else chinese


def spread_said(spread: Spread, lang: str) -> str:
    """Say a share.

    >>> spread_said(Spread("triangular", (0.5, 0.7, 1.0)), "zh")
    '三角分布：最低 0.5，最可能 0.7，最高 1'
    """
    return _SHAPES[spread.shape].said(lang).format(*(f"{number:g}" for number in spread.numbers))


def _scope(told: Told, key: str, made: Made, lang: str) -> str:
    if key == "growth":
        return _ALL_FACTS.said(lang) if told.scope == "*" else fact_said(made.program.pack.fact_coded(told.scope), lang)
    if told.scope != "*":
        return told.scope if lang == "zh" else told.scope.replace("、", ", ")
    if key == "pays":
        return _REST.said(lang)
    words = _ALL_POOLS if key in _OF_POOLS else _ALTOGETHER if key in _OF_ALL else _ALL
    return words.said(lang)


def _value(told: Told, key: str, pools: dict[str, str], lang: str) -> str:
    if told.spread is not None:
        return spread_said(told.spread, lang)
    if key == "pays":
        return _OUTSIDE.said(lang) if told.value == OUTSIDE else pools.get(told.value, told.value)
    if key == "recurrence":
        return recurs_said(told.value, lang)
    words = _SHOCKS.get(told.value) or _SWITCHES.get(told.value)
    return words.said(lang) if words else told.value
