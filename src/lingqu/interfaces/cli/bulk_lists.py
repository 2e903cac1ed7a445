"""Who gets what, and of whom something is missing, as sections of a report: a row for each subject and measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lingqu.law.bulk.listing import Listed, Listing
from lingqu.law.packs.pack import Pack
from lingqu.reports.document import Cell, Column, Section, Table
from lingqu.reports.wording import Words

SHOWN = ("name", "district", "industry", "size")
"""The carried columns that a list shows, known by name."""

_CARRIED = {
    "name": Column("名称", width=30),
    "district": Column("县区", width=12),
    "industry": Column("行业", width=24),
    "size": Column("规模", width=10),
}
_CARRIED_ENGLISH = {"name": "Name", "district": "District", "industry": "Industry", "size": "Size"}
_WHO = Words("谁能得什么", "Who gets what")
_WHO_NOTE = Words("符合的，逐个主体逐条措施", "the eligible, by subject and measure")
_MISSING = Words("待定：还缺什么", "Undetermined: what is missing")
_MISSING_NOTE = Words(
    "待定不是否：补上所缺的事实，才知道符不符合", "undetermined is not a no: the missing facts would settle it"
)
_CUT = Words("每张表至多列 {} 行；全部的行用 --out 写出", "each table lists at most {} rows; --out writes all of them")
_MOST_MISSING = Words("缺得最多的事实", "Facts missing most")
_FACT = Words("事实", "Fact")
_SUBJECTS = Words("主体数", "Subjects")
_MEASURES = Words("措施", "Measures")
_ID = Words("编号", "Id")
_MEASURE = Words("措施", "Measure")
_TITLE = Words("措施名称", "Title")
_KIND = Words("性质", "Kind")
_SUM = Words("金额", "Sum")
_LEFT = Words("剩余", "Remaining")
_MOST = Words("最多可达", "At most")
_FACTS = Words("还缺的事实", "Missing facts")
_NO_FACT = Words("不缺事实，取决于口径", "no fact; it rests on a reading")
_KINDS = {
    "due": Words("应得", "due"),
    "up_to": Words("最高", "up to"),
    "competitive": Words("择优最高", "competitive, up to"),
    "pool": Words("资金池", "a share of a pool"),
    "none": Words("不涉金额", "no money"),
}


def fact_names(pack: Pack, day: date | None, lang: str) -> dict[str, str]:
    """How facts are named where they are missing: a yearly one with the year that is looked at."""
    year = "" if day is None else f" ({day.year - 1})" if lang == "en" else f"（{day.year - 1}年）"
    return {
        fact.code: (fact.english if lang == "en" else fact.name) + (year if fact.yearly else "") for fact in pack.facts
    }


def missing_section(pack: Pack, rows: Listing, day: date | None, lang: str) -> Section:
    """Which facts are missing most: for how many subjects, and for which measures."""
    names = fact_names(pack, day, lang)
    subjects: dict[str, set[str]] = {}
    measures: dict[str, dict[str, None]] = {}
    for row in rows.undetermined:
        for code in row.missing:
            subjects.setdefault(code, set()).add(row.id)
            measures.setdefault(code, {})[row.measure] = None
    most = sorted(subjects, key=lambda code: (-len(subjects[code]), pack.fact_order(pack.fact_coded(code).name)))
    columns = (
        Column(_FACT.said(lang), width=30),
        Column(_SUBJECTS.said(lang), "count", 10),
        Column(_MEASURES.said(lang), width=40),
    )
    between = ", " if lang == "en" else "、"
    cells = tuple((names[code], len(subjects[code]), between.join(measures[code])) for code in most)
    return Section(_MOST_MISSING.said(lang), tables=(Table(_MOST_MISSING.said(lang), columns, cells, shown=30),))


def list_sections(
    pack: Pack, rows: Listing, carried: Sequence[str], titles: Mapping[str, str], day: date | None, lang: str
) -> tuple[Section, ...]:
    """Both lists; a note where they were cut."""
    names = fact_names(pack, day, lang)
    most = max(len(rows.eligible), len(rows.undetermined))
    note = _CUT.said(lang).format(f"{most:,}") if rows.cut else ""
    return (
        _section(_WHO, _WHO_NOTE, _eligible(rows.eligible, carried, titles, lang), note, lang),
        _section(_MISSING, _MISSING_NOTE, _undetermined(rows.undetermined, carried, titles, names, lang), note, lang),
    )


def _section(
    title: Words, lead: Words, table: tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]], note: str, lang: str
) -> Section:
    columns, rows = table
    made = Table(title.said(lang), columns, rows, shown=200, note=note)
    return Section(title.said(lang), paragraphs=(lead.said(lang),), tables=(made,))


def _first_columns(carried: Sequence[str], lang: str) -> tuple[Column, ...]:
    said = (
        Column(_CARRIED_ENGLISH[name], width=_CARRIED[name].width) if lang == "en" else _CARRIED[name]
        for name in carried
    )
    return (
        Column(_ID.said(lang), width=22),
        *said,
        Column(_MEASURE.said(lang), width=8),
        Column(_TITLE.said(lang), width=30),
    )


def _eligible(
    rows: Sequence[Listed], carried: Sequence[str], titles: Mapping[str, str], lang: str
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    columns = (
        *_first_columns(carried, lang),
        Column(_KIND.said(lang), width=12),
        Column(_SUM.said(lang), "money", 18),
        Column(_LEFT.said(lang), "money", 18),
    )
    made = tuple(
        (
            row.id,
            *row.carried,
            row.measure,
            titles[row.measure],
            _KINDS[row.kind].said(lang),
            row.fen,
            row.left,
        )
        for row in rows
    )
    return columns, made


def _undetermined(
    rows: Sequence[Listed],
    carried: Sequence[str],
    titles: Mapping[str, str],
    names: Mapping[str, str],
    lang: str,
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    between = ", " if lang == "en" else "、"
    columns = (
        *_first_columns(carried, lang),
        Column(_MOST.said(lang), "money", 18),
        Column(_FACTS.said(lang), width=50),
    )
    made = tuple(
        (
            row.id,
            *row.carried,
            row.measure,
            titles[row.measure],
            row.most,
            between.join(names[code] for code in row.missing) or _NO_FACT.said(lang),
        )
        for row in rows
    )
    return columns, made
