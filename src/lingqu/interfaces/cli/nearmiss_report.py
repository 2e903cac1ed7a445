"""The report of near misses: figures first, then line by line who is short of it, in lists of their own where unknown.

Its one law: who is short of this line alone never stands in one list with those of whom something is unknown. What was
found is laid out here, nothing is worked out but counts and sums of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from lingqu.interfaces.cli.bunching_report import bunching_sections
from lingqu.interfaces.cli.nearmiss_cells import Lister, head_of, kind_of
from lingqu.law.engine.program import Program
from lingqu.law.lang.tree import Unit
from lingqu.law.studies.nearness.bunching import Bunch
from lingqu.law.studies.nearness.ladder import Ladder
from lingqu.law.studies.nearness.lines import Line
from lingqu.law.studies.nearness.misses import ONLY, WITH_UNKNOWNS, NearLine, NearMisses
from lingqu.law.studies.nearness.standings import ROW
from lingqu.reports.document import Column, Figure, Kind, Report, Section, Table
from lingqu.reports.numbers import cell_text
from lingqu.reports.studies.citations import anchors_said, title_of
from lingqu.reports.studies.report_facts import RegisterTold, register_facts
from lingqu.reports.wording import Words

if TYPE_CHECKING:
    from lingqu.interfaces.cli.nearmiss import Wish

_TITLE = Words("差一点就到的主体（培育清单）", "Near misses: a list of whom to help over a line")
_LADDER_TITLE = Words("培育清单：{}", "Whom to help up: {}")
_LEAD = Words(
    "{} 个主体里，{} 个离某条界线不超过 {}；其中 {} 个只差这一条，其余的还有未知的事实或未定的口径。",
    "Of {} subjects {} are within {} of a line; {} of them are short of that line alone, of the others a fact is "
    "unknown or a reading open.",
)
_FACTS = {
    "within": Words("范围", "Within"),
    "sort": Words("排序", "Order"),
    "confirmed": Words("界线由谁确认", "Lines confirmed by"),
}
_SORTS = {
    "gap": Words("差得少的在前", "the smallest distance first"),
    "gain": Words("每差一元所得多的在前", "the most money for each yuan of the gap first"),
}
_NO_DAY = Words(
    "没有判断日：没有 --as-of，登记册也没有申请日一列；每年的事实都当作未知，请用 --as-of 给出日期。",
    "There is no day judged: neither --as-of nor a column with the day. Facts of each year count as unknown.",
)
_EXAMPLE = Words(
    "阶梯文件没有写谁确认了界线（confirmed_by）：其中的数只是示例，名单不能当作依据。",
    "The ladder file does not say who confirmed its lines (confirmed_by): its numbers are examples only.",
)
_OVERVIEW = Words("各条界线", "The lines")
_LINE_COLUMNS = (
    Words("措施", "measure"),
    Words("界线", "line"),
    Words("只差这一条", "this line alone"),
    Words("还有未知", "with unknowns"),
    Words("只差这一条的：到线后合计（上限合计）", "this line alone: sum (or ceilings) then"),
)
_NOBODY = Words("另有 {} 条界线，近处没有人。", "Near {} more lines there is nobody.")
_NEAR = Words("离线不远的主体", "subjects near a line")
_ALONE = Words("只差这一条的主体", "short of one line alone")
_ENTRIES = Words("名单条目", "entries in the lists")
_ENTRIES_NOTE = Words("一个主体可以离几条界线都不远", "one subject may be near several lines")
_DUE = Words("只差这一条、到线即应得的合计", "short of one line alone: due then")
_DUE_NOTE = Words("上限、竞争和资金池的数不计在内", "ceilings, competitions and pools are not added in")
_CITES = Words("依据：{}。", "Rests on: {}.")
_SOURCE = Words("出处：{}。", "From: {}.")
_STRICT = Words("正好等于界线不算到线。", "A value on the line itself does not count.")
_LOOSE = Words("正好等于界线就算到线。", "A value on the line itself counts.")
_STEP = Words("差额是能算到线的最小变动：{}。", "The gap is the least change that counts: {}.")
_STEPS = {
    Unit.MONEY: Words("精确到分", "to the fen"),
    Unit.RATIO: Words("精确到百万分之一", "to the millionth"),
    Unit.COUNT: Words("整数", "whole numbers"),
    Unit.DATE: Words(
        "以天计；日期已成事实，列出供核对", "in days; a day that has passed cannot be moved and is listed to be checked"
    ),
}
_ON_PAGE = 60  # rows of one list; the workbook has all
_ONLY_LIST = Words("只差这一条", "this line alone")
_UNKNOWN_LIST = Words("差这一条，还有未知", "with unknowns")
_GROUPED = Words("按{}", "by {}")
_LEFT_OUT = Words("没有查的比较", "Comparisons not looked at")
_LEFT_COLUMNS = (Words("措施", "measure"), Words("比较", "comparison"), Words("为什么", "why"))
_NOT_GIVEN = Words("（未填）", "(not given)")


@dataclass(frozen=True, slots=True)
class Made:
    """What was asked and found."""

    program: Program
    near: NearMisses
    bunches: tuple[Bunch, ...] | None
    wish: Wish
    ladder: Ladder | None
    carried: tuple[str, ...]
    register: RegisterTold

    @property
    def called(self) -> tuple[str, ...]:
        """By what a subject is called where there is little room."""
        return ("name",) if "name" in self.carried else ("id",)

    def sheet(self, line: Line, what: str, lang: str) -> str:
        """The title of a table, which is the name of a sheet too: the measure, which of its lines, what is told."""
        of_measure = [each.line.key for each in self.near.lines if each.line.measure == line.measure]
        number = f"-{of_measure.index(line.key) + 1}" if len(of_measure) > 1 else ""
        name = title_of(self.program.pack.measure(line.measure), lang) if self.ladder else line.measure
        return f"{name}{number} {what}"

    def ordered(self, near: NearLine) -> pl.DataFrame:
        """The list of a line in the order asked for."""
        if self.wish.sort == "gap":
            return near.frame
        gain = pl.col("gain").cast(pl.Int128) * 1_000_000 // pl.max_horizontal(pl.col("gap").cast(pl.Int128).abs(), 1)
        return near.frame.sort(gain, -pl.col("gap").abs(), descending=True, nulls_last=True, maintain_order=True)


def title_of_line(made: Made, line: Line, lang: str) -> str:
    """A line with its measure, or its stage."""
    measure = made.program.pack.measure(line.measure)
    name = title_of(measure, lang) if made.ladder else line.measure
    return f"{name} · {Words(*line.said).said(lang)}"


def nearmiss_report(made: Made, lang: str, *, brief: bool = False) -> Report:
    """Lay out what was found; `brief` is for a screen."""
    frames = [each.frame for each in made.near.lines]
    subjects = _rows(frames)
    alone = _rows([frame.filter(pl.col("standing") == ONLY) for frame in frames])
    within = cell_text(made.near.within, "share")
    title = (
        _TITLE.said(lang)
        if made.ladder is None
        else _LADDER_TITLE.said(lang).format(Words(*made.ladder.title).said(lang))
    )
    return Report(
        title,
        _LEAD.said(lang).format(f"{made.near.rows:,}", f"{subjects:,}", within, f"{alone:,}"),
        lang,
        tuple(_facts(made, within, lang)),
        (
            _overview(made, subjects, alone, lang),
            *(_section(made, each, lang, brief=brief) for each in made.near.lines if len(each.frame)),
            *bunching_sections(made, lang, brief=brief),
            *_left_out(made, lang),
        ),
        tuple(_warnings(made, lang)),
    )


def _rows(frames: list[pl.DataFrame]) -> int:
    return pl.concat([frame.select(ROW) for frame in frames])[ROW].n_unique() if frames else 0


def _facts(made: Made, within: str, lang: str) -> Iterator[tuple[str, str]]:
    days = () if made.wish.day is None else (made.wish.day,)
    yield from register_facts(made.program.pack, made.register, days, made.program.chosen, lang)
    yield _FACTS["within"].said(lang), f"≤ {within}"
    yield _FACTS["sort"].said(lang), _SORTS[made.wish.sort].said(lang)
    if made.ladder is not None and not made.ladder.is_example:
        yield _FACTS["confirmed"].said(lang), made.ladder.confirmed_by


def _warnings(made: Made, lang: str) -> Iterator[str]:
    if made.ladder is not None and made.ladder.is_example:
        yield _EXAMPLE.said(lang)
    if made.wish.day is None and not made.register.has_days:
        yield _NO_DAY.said(lang)


def _overview(made: Made, subjects: int, alone: int, lang: str) -> Section:
    due = sum(
        int(each.frame.filter(pl.col("standing") == ONLY)["gain"].sum())
        for each in made.near.lines
        if each.kind == "due"
    )
    figures = [Figure(_NEAR.said(lang), subjects), Figure(_ALONE.said(lang), alone)]
    entries = sum(len(each.frame) for each in made.near.lines)
    figures.append(Figure(_ENTRIES.said(lang), entries, note=_ENTRIES_NOTE.said(lang)))
    if made.ladder is None:
        figures.append(Figure(_DUE.said(lang), due, "money", _DUE_NOTE.said(lang)))
    kinds: tuple[Kind, ...] = ("text", "text", "count", "count", "money")
    widths = (16, 40, 16, 16, 24)
    columns = tuple(
        Column(words.said(lang), kind, width) for words, kind, width in zip(_LINE_COLUMNS, kinds, widths, strict=True)
    )[: 4 if made.ladder else 5]
    rows = [_line_row(made, each, lang)[: len(columns)] for each in made.near.lines if len(each.frame)]
    others = len(made.near.lines) - len(rows)
    note = _NOBODY.said(lang).format(others) if others else ""
    return Section(
        _OVERVIEW.said(lang), figures=tuple(figures), tables=(Table(_OVERVIEW.said(lang), columns, rows, note=note),)
    )


def _line_row(made: Made, near: NearLine, lang: str) -> tuple[str, str, int, int, int | None]:
    only = near.frame.filter(pl.col("standing") == ONLY)
    name = title_of(made.program.pack.measure(near.line.measure), lang) if made.ladder else near.line.measure
    gain = int(only["gain"].sum()) if near.kind not in ("pool", "none") and only["gain"].null_count() == 0 else None
    return name, Words(*near.line.said).said(lang), len(only), len(near.frame) - len(only), gain


def _section(made: Made, near: NearLine, lang: str, *, brief: bool) -> Section:
    lister = Lister(made.program, near, made.called if brief else made.carried, lang, brief)
    frame = made.ordered(near)
    tables = []
    for standing, words in ((ONLY, _ONLY_LIST), (WITH_UNKNOWNS, _UNKNOWN_LIST)):
        part = frame.filter(pl.col("standing") == standing)
        if len(part):
            missing = standing == WITH_UNKNOWNS
            title = made.sheet(near.line, words.said(lang), lang)
            columns, rows = lister.columns(missing=missing), lister.rows(part, missing=missing)
            tables.append(Table(title, columns, rows, shown=_ON_PAGE))
    if made.wish.by is not None:
        tables.insert(0, _grouped(made, near, made.wish.by, lang))
    return Section(title_of_line(made, near.line, lang), (_explained(made, near.line, lang),), tables=tuple(tables))


def _explained(made: Made, line: Line, lang: str) -> str:
    texts = []
    measure = made.program.pack.measure(line.measure)
    if made.ladder is None:
        texts.append(_CITES.said(lang).format(anchors_said(measure.cites, lang)))
    else:
        texts.append(_SOURCE.said(lang).format(dict(made.ladder.sources)[line.measure]))
    if line.period is None:
        texts.append((_STRICT if line.is_strict else _LOOSE).said(lang))
    texts.append(_STEP.said(lang).format(_STEPS[line.changed.unit].said(lang)))
    return ("" if lang == "zh" else " ").join(texts)


def _grouped(made: Made, near: NearLine, by: str, lang: str) -> Table:
    only = pl.col("standing") == ONLY
    summed = (
        [pl.col("gap").filter(only).sum().alias("gap")] if near.line.over is None and near.line.period is None else []
    )
    groups = (
        near.frame.group_by(pl.col(by).alias("group"))
        .agg(
            only.sum().alias("only"),
            (~only).sum().alias("unknown"),
            *summed,
            pl.col("gain").filter(only).sum().alias("gain"),
        )
        .sort("only", "unknown", "group", descending=[True, True, False])
    )
    title = head_of(by, lang)
    columns = [Column(title, "text", 24), *(Column(words.said(lang), "count") for words in _LINE_COLUMNS[2:4])]
    cells = [
        [_NOT_GIVEN.said(lang) if each is None else str(each) for each in groups["group"].to_list()],
        groups["only"].to_list(),
        groups["unknown"].to_list(),
    ]
    if summed:
        columns.append(Column(_GAPS.said(lang), kind_of(near.line)))
        cells.append(groups["gap"].to_list())
    if near.kind not in ("none", "pool"):
        columns.append(Column(_LINE_COLUMNS[4].said(lang), "money"))
        cells.append(groups["gain"].to_list())
    heading = made.sheet(near.line, _GROUPED.said(lang).format(title), lang)
    return Table(heading, tuple(columns), list(zip(*cells, strict=True)))


_GAPS = Words("只差这一条的：差额合计", "this line alone: gaps together")


def _left_out(made: Made, lang: str) -> Iterator[Section]:
    if not made.near.left_out:
        return
    columns = tuple(Column(words.said(lang), "text", 40) for words in _LEFT_COLUMNS)
    rows = [(each.measure, Words(*each.said).said(lang), Words(*each.why).said(lang)) for each in made.near.left_out]
    yield Section(_LEFT_OUT.said(lang), tables=(Table(_LEFT_OUT.said(lang), columns, rows),))
