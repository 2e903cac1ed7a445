"""The tables of an allocation as a screen has room for them: fewer columns, sums in 万元.

Its one law: what is left out here stands in the report and the workbook; the rows are the same.
"""

from __future__ import annotations

from lingqu.interfaces.cli.allocation_tables import (
    CHOSEN,
    DISTRICT,
    GIVEN,
    ID,
    MEASURE,
    REFUSED,
    REQUESTED,
    SCORE,
    by_score,
    reasons_said,
)
from lingqu.interfaces.cli.allocation_words import money
from lingqu.interfaces.cli.bilingual import Words
from lingqu.law.studies.allocation.allocation import Allocation
from lingqu.reports.document import Cell, Column, Table

_WHY = Words("挡住它的限制", "kept out by")
_CUT = Words("{}（申请 {}）", "{} (of {})")


def chosen_in_short(allocation: Allocation, lang: str) -> Table:
    """What is taken, the highest score first."""
    rows: list[tuple[Cell, ...]] = []
    for place in by_score(allocation, allocation.choice):
        item = allocation.programme.items[place]
        each = item.application
        given = allocation.choice.sum_of(item, place)
        told = money(given, lang)
        if given != each.requested:
            told = _CUT.said(lang).format(told, money(each.requested, lang))
        rows.append((each.id, each.measure, each.facet("district"), str(each.score), told))
    return Table(
        CHOSEN.said(lang), tuple(Column(words.said(lang)) for words in (ID, MEASURE, DISTRICT, SCORE, GIVEN)), rows
    )


def refused_in_short(allocation: Allocation, lang: str) -> Table:
    """What is not taken, the highest score first, with the limits that cost it most."""
    items = allocation.programme.items
    order = sorted(allocation.refused, key=lambda each: (-items[each.place].application.score, each.place))
    rows: list[tuple[Cell, ...]] = []
    for refused in order:
        each = items[refused.place].application
        why = reasons_said(refused, lang, 2)
        rows.append((each.id, each.measure, str(each.score), money(each.requested, lang), why))
    return Table(
        REFUSED.said(lang), tuple(Column(words.said(lang)) for words in (ID, MEASURE, SCORE, REQUESTED, _WHY)), rows
    )
