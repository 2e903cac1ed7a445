"""The tables of an allocation as a screen has room for them: fewer columns, names cut, sums in 万元.

Its one law: what is left out here stands in the report and the workbook; the rows are the same.
"""

from __future__ import annotations

from lingqu.interfaces.cli.allocation_reasons import ALL_STAND, LEAST_MEANS, is_cut, reasons_said
from lingqu.interfaces.cli.allocation_tables import (
    CHOSEN,
    DISTRICT,
    GIVEN,
    ID,
    MEASURE,
    NAME,
    REFUSED,
    REQUESTED,
    SCORE,
    by_score,
    refused_by_score,
    scores_told,
)
from lingqu.interfaces.cli.allocation_words import money
from lingqu.interfaces.cli.wrapping import cells
from lingqu.law.studies.allocation.allocation import Allocation
from lingqu.reports.document import Cell, Column, Table
from lingqu.reports.wording import Words

_WHY = Words("挡住它的限制", "kept out by")
_CUT = Words("{}（申请 {}）", "{} (of {})")
_SHORTEST, _LONGEST = 16, 40  # cells of a name
_BROAD = 110
"""Screens of so many columns have room for the two dearest limits of each application; others for one."""


def chosen_in_short(allocation: Allocation, lang: str, width: int) -> Table:
    """What is taken, the highest score first."""
    scores = scores_told(allocation)
    rows: list[tuple[Cell, ...]] = []
    for place in by_score(allocation, allocation.choice):
        item = allocation.programme.items[place]
        each = item.application
        given = allocation.choice.sum_of(item, place)
        told = money(given, lang)
        if given != each.requested:
            told = _CUT.said(lang).format(told, money(each.requested, lang))
        rows.append((each.id, _name(each.name, width), each.measure, each.facet("district"), scores[place], told))
    texts = (Column(words.said(lang)) for words in (ID, NAME, MEASURE, DISTRICT))
    columns = (*texts, Column(SCORE.said(lang), "number"), Column(GIVEN.said(lang)))
    return Table(CHOSEN.said(lang), columns, rows)


def refused_in_short(allocation: Allocation, lang: str, width: int) -> Table:
    """What is not taken, the highest score first, with the limits that cost it most."""
    items = allocation.programme.items
    scores = scores_told(allocation)
    most = 2 if width >= _BROAD else 1
    rows: list[tuple[Cell, ...]] = []
    for refused in refused_by_score(allocation):
        each = items[refused.place].application
        why = reasons_said(allocation, refused, lang, most=most)
        asked = money(each.requested, lang)
        rows.append((each.id, _name(each.name, width), each.measure, scores[refused.place], asked, why))
    texts = (Column(words.said(lang)) for words in (ID, NAME, MEASURE))
    columns = (*texts, Column(SCORE.said(lang), "number"), Column(REQUESTED.said(lang)), Column(_WHY.said(lang)))
    notes = [LEAST_MEANS.said(lang)] if is_cut(allocation) else []
    if any(len(each.hindrances) > most for each in allocation.refused):
        notes.append(ALL_STAND.said(lang))
    return Table(REFUSED.said(lang), columns, rows, note=("" if lang == "zh" else " ").join(notes))


def _name(name: str, width: int) -> str:
    return shortened(name, max(_SHORTEST, min(width // 5, _LONGEST)))


def shortened(text: str, width: int) -> str:
    """The text, or as much of it as fits with a mark that it goes on.

    >>> shortened("合成禾苑技术转移", 9), shortened("合成", 4)
    ('合成禾苑…', '合成')
    """
    if cells(text) <= width:
        return text
    kept = text
    while cells(kept) >= width:
        kept = kept[:-1]
    return f"{kept}…"
