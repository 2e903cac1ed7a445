"""How a made register is headed and spelled for people: the names of the vocabulary, units in the heading, 是 and 否.

Its one law: spelling changes no value. Without it columns stand under the codes of the machine interface.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from lingqu.law.lang.tree import Unit
from lingqu.law.packs.pack import Pack
from lingqu.law.synthetic.sheet import code_of

CARRIED_TITLES = {
    "id": "统一社会信用代码",
    "name": "名称",
    "district": "县区",
    "industry": "行业",
    "size": "规模",
    "kind": "类别",
}
APPLICATION_TITLES = {
    "id": "编号",
    "name": "项目名称",
    "organisation": "单位",
    "measure": "措施",
    "district": "县区",
    "industry": "行业",
    "score": "评分",
    "requested_yuan": "申请金额（元）",
    "minimum_yuan": "最低金额（元）",
    "mandatory": "必选",
    "excludes": "互斥",
    "filed": "申报日期",
}


@dataclass(frozen=True, slots=True)
class Spelling:
    """Headings by column, and the words of each choice by the code of its fact."""

    titles: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]


APPLICATION_SPELLING = Spelling(APPLICATION_TITLES, {})


def chinese_spelling(pack: Pack, columns: list[str]) -> Spelling:
    """Head the columns by the names that the vocabulary of a policy gives the facts."""
    facts = {fact.code: fact for fact in pack.facts}
    titles = dict(CARRIED_TITLES)
    options = {}
    for column in columns:
        fact = facts.get(code_of(column))
        if fact is None:
            continue
        measure = column.partition(":")[2]
        year = column.removeprefix(fact.code + "_") if column != fact.code and not measure else ""
        unit = "（元）" if fact.unit is Unit.MONEY else ""
        titles[column] = fact.name + (f"{year}年" if year else "") + (f":{measure}" if measure else "") + unit
        if fact.choices:
            options[column] = {code: word for word, code in fact.choices}
    return Spelling(titles, options)


def spelled(frame: pl.DataFrame, spelling: Spelling | None) -> pl.DataFrame:
    """Head and spell the columns; without a spelling the frame as it is."""
    if spelling is None:
        return frame
    return frame.select(_spelled(column, spelling) for column in frame.get_columns())


def _spelled(column: pl.Series, spelling: Spelling) -> pl.Expr:
    cell = pl.col(column.name)
    if column.dtype == pl.Boolean:
        cell = pl.when(cell).then(pl.lit("是")).when(~cell).then(pl.lit("否"))
    elif column.name in spelling.options:
        cell = cell.replace_strict(spelling.options[column.name])
    return cell.alias(spelling.titles.get(column.name, column.name))
