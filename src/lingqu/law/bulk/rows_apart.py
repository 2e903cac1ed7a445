"""The rows of a list that are no subjects: totals, and what people write below a list (制表人：…, 备注).

Its one law: a row is set apart by exact words or for want of an id, never by its figures, and each is told; a row
without id that gives facts between subjects is left to be refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from lingqu.law.bulk.cells import given_text
from lingqu.law.bulk.layout import ColumnLayout, Said
from lingqu.law.bulk.tables import ROW, Table
from lingqu.law.bulk.typed_cells import is_text

_TOTALS = ("合计", "总计", "小计", "累计", "共计", "total", "subtotal")
_SIGNED = (
    "制表", "制表人", "填表", "填表人", "填报人", "经办人", "审核", "审核人", "复核", "复核人", "审批", "审批人",
    "负责人", "单位负责人", "联系人", "联系电话", "日期", "填表日期", "制表日期", "填报日期", "制表单位", "填表单位",
    "填报单位", "注", "备注", "附注", "说明", "填表说明",
    "note", "notes", "remark", "remarks", "prepared by", "checked by",
)  # fmt: skip


def _spaced(words: Sequence[str]) -> str:
    return "|".join(r"\s*".join(word.replace(" ", "")) for word in words)


_TOTAL = rf"(?i)^\s*(?:{_spaced(_TOTALS)})\s*$"
_SIGNATURE = rf"(?i)^\s*(?:{_spaced(_SIGNED)})\s*[0-9]*\s*[:：]"  # no id begins so
_NUMBER = r"^\s*[-0-9.,%]+\s*$"
_LIKE_A_TOTAL = re.compile(r"[合总小累共]\s*计|total", re.IGNORECASE)
_ROWS_NAMED, _TEXTS_SHOWN, _LONGEST_SHOWN = 10, 5, 20


@dataclass(frozen=True, slots=True)
class RowsApart:
    """A table without the rows that are no subjects, how many there were, and what is to be said of them."""

    table: Table
    count: int = 0
    told: tuple[Said, ...] = ()


def without_rows_apart(table: Table, layout: ColumnLayout) -> RowsApart:
    """Set apart the rows of a table that are no subjects."""
    total, without_id = _is_total_by_id(table, layout), _has_no_id(layout)
    subject = pl.col(ROW).filter(~total & ~without_id).max().alias("last")
    doubtful, last = table.frame.select((total | without_id).sum(), subject).collect(engine="streaming").row(0)
    if not doubtful:
        return RowsApart(table)
    text = first_text(table)
    is_total = total | (without_id & _matches(text, _TOTAL))
    is_behind = pl.lit(False) if last is None else pl.col(ROW) > last
    # where nobody has an id, the list is refused for that and not taken for a long foot
    is_apart = is_total if last is None else is_total | is_behind | ~_gives_facts(table, layout)
    apart = (
        table.frame.filter(total | without_id)
        .select(
            ROW,
            is_apart.alias("apart"),
            is_total.alias("total"),
            (_gives_facts(table, layout) & ~_matches(text, _SIGNATURE)).alias("facts"),
        )
        .filter("apart")
        .collect(engine="streaming")
    )
    if apart.is_empty():
        return RowsApart(table)
    kept = replace(table, frame=table.frame.filter(~pl.col(ROW).is_in(apart[ROW].implode())))
    return RowsApart(kept, len(apart), (_told(table, apart, text),))


def first_text(table: Table) -> pl.Expr:
    """The first words that stand in a row, numbers passed over."""
    texts = [given_text(pl.col(each).cast(pl.String)) for each, _ in table.sources if is_text(table.schema[each])]
    words = [pl.when(~text.str.contains(_NUMBER)).then(text) for text in texts]
    return pl.coalesce(*words, pl.lit(None, pl.String()))


def like_a_total(text: str) -> bool:
    """Whether words name a total in some way, which is not enough to set their row apart."""
    return _LIKE_A_TOTAL.search(text) is not None


def _matches(text: pl.Expr, pattern: str) -> pl.Expr:
    return text.str.contains(pattern).fill_null(value=False)


def _is_total_by_id(table: Table, layout: ColumnLayout) -> pl.Expr:
    """Whether a total is named by the id, or by the first cell of all where that stands before the id."""
    sources = [source for source, _ in table.sources]
    before = [pl.col(each).cast(pl.String, strict=False) for each in sources[: sources.index(layout.id)]]
    identifier = pl.col(layout.id).cast(pl.String, strict=False)
    return _matches(identifier, _TOTAL) | (_matches(pl.coalesce(before), _TOTAL) if before else pl.lit(False))


def _has_no_id(layout: ColumnLayout) -> pl.Expr:
    identifier = pl.col(layout.id).cast(pl.String, strict=False)
    return given_text(identifier).is_null() | _matches(identifier, _SIGNATURE)


def _gives_facts(table: Table, layout: ColumnLayout) -> pl.Expr:
    sources = [each.source for each in layout.facts] + ([layout.value] if layout.value else [])
    given = [_is_given(pl.col(each), is_words=is_text(table.schema[each])) for each in sources]
    return pl.any_horizontal(given) if given else pl.lit(False)


def _is_given(cell: pl.Expr, *, is_words: bool) -> pl.Expr:
    if not is_words:
        return cell.is_not_null()
    text = cell.cast(pl.String)
    return given_text(text).is_not_null() & ~_matches(text, _SIGNATURE)


def _told(table: Table, apart: pl.DataFrame, text: pl.Expr) -> Said:
    totals = apart.filter("total")[ROW].to_list()
    empty = apart.filter(~pl.col("total") & ~pl.col("facts"))[ROW].to_list()
    filled = apart.filter(~pl.col("total") & pl.col("facts"))[ROW].to_list()
    chinese, english = [], []
    if totals:
        chinese.append(f"第 {_named(totals, '、')} 行是合计行")
        english.append(f"{_rows(totals)} {'is a total' if len(totals) == 1 else 'are totals'}")
    for numbers, more, more_english in (
        (empty, "", ""),
        (filled, "而填了事实，若是主体须补上编号", " and gives facts: give an id if it is a subject"),
    ):
        if numbers:
            shown = _texts(table, numbers, text)
            beside, beside_english = (f"（{'；'.join(shown)}）", f" ({'; '.join(shown)})") if shown else ("", "")
            chinese.append(f"第 {_named(numbers, '、')} 行没有编号{more}{beside}")
            english.append(f"{_rows(numbers)} without id{more_english}{beside_english}")
    every, every_english = ("不是主体", "not a subject") if len(apart) == 1 else ("都不是主体", "not subjects")
    return f"{'，'.join(chinese)}，{every}，未计入", f"{', '.join(english)}: {every_english} and not counted"


def _rows(numbers: Sequence[int]) -> str:
    return f"{'row' if len(numbers) == 1 else 'rows'} {_named(numbers, ', ')}"


def _named(numbers: Sequence[int], between: str) -> str:
    more = f" … {numbers[-1]}" if len(numbers) > _ROWS_NAMED else ""
    return between.join(map(str, numbers[:_ROWS_NAMED])) + more


def _texts(table: Table, numbers: Sequence[int], text: pl.Expr) -> list[str]:
    rows = table.frame.filter(pl.col(ROW).is_in(list(numbers[:_TEXTS_SHOWN]))).select(ROW, text.alias("text"))
    found = rows.collect(engine="streaming").sort(ROW)["text"].drop_nulls()
    return [each if len(each) <= _LONGEST_SHOWN else f"{each[:_LONGEST_SHOWN]}…" for each in found]
