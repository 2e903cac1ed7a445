"""Cells of near misses: values in the unit of their fact, and the columns of one list.

Its one law: a value is shown whole, money to the fen; a ratio that does not end is cut down, with its terms beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from lingqu.law.engine.program import Program
from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.law.studies.nearness.lines import Line
from lingqu.law.studies.nearness.misses import NearLine
from lingqu.reports.document import Cell, Column, Kind
from lingqu.reports.studies.citations import fact_said, facts_said
from lingqu.reports.wording import Words

KINDS: dict[Unit, Kind] = {Unit.MONEY: "money", Unit.RATIO: "share", Unit.COUNT: "count", Unit.DATE: "day"}
MILLION = 1_000_000
Laid = Iterator[tuple[Column, list[Cell]]]

_HEADS = {
    "id": Words("编号", "id"),
    "name": Words("名称", "name"),
    "district": Words("县区", "district"),
    "industry": Words("行业", "industry"),
    "size": Words("规模", "size"),
}
_HAS = Words("{}现有", "{}: has")
_NEEDS = Words("{}要到", "{}: needs")
_GAP = Words("差额", "gap")
_DAYS = Words("差几天", "days")
_SHARE = Words("差百分之几", "distance")
_DIVISOR = Words("{}现有", "{}: has")
_DIVISOR_GAP = Words("或{}变动", "or {} by")
_RATIO = Words("现有比值", "ratio now")
_GAIN = {
    "due": Words("到线应得", "due then"),
    "up_to": Words("到线最高", "up to then"),
    "competitive": Words("到线可竞争，最高", "may compete for up to"),
    "pool": Words("到线可从资金池得，最高", "from the pool, up to"),
}
_AT_MOST = Words("到线至多", "at most then")
_YEAR = Words("所依年度", "year")
_HAD = Words("上年增幅", "growth had")
_NEEDED = Words("所需增幅", "growth needed")
_STEP = Words("照上年增幅能到", "in step")
_MISSING = Words("还缺", "missing")
_READINGS = Words("口径未定", "open readings")
YES_NO = {True: Words("能", "yes"), False: Words("不能", "no")}


def head_of(name: str, lang: str) -> str:
    """The heading of a carried column."""
    return _HEADS[name].said(lang) if name in _HEADS else name


def label(fact: FactDeclaration, lang: str) -> str:
    """The name of a fact as a heading."""
    return fact_said(fact, lang).strip("「」“”")


def kind_of(line: Line) -> Kind:
    """The kind of the values of a line's changed fact."""
    return KINDS[line.changed.unit]


def day_of(number: int | None) -> str | None:
    """A day counted from 1970 as ISO text."""
    return None if number is None else (date(1970, 1, 1) + timedelta(days=number)).isoformat()


@dataclass(frozen=True, slots=True)
class Lister:
    """Lays out the list of one line; the same columns for all its lists."""

    program: Program
    near: NearLine
    carried: tuple[str, ...]
    lang: str
    brief: bool = False  # what a screen has room for

    def columns(self, *, missing: bool) -> tuple[Column, ...]:
        """The headings."""
        return tuple(column for column, _ in self._laid_out(self.near.frame.head(0), missing=missing))

    def rows(self, frame: pl.DataFrame, *, missing: bool) -> list[tuple[Cell, ...]]:
        """The rows of a part of the list."""
        return list(zip(*(values for _, values in self._laid_out(frame, missing=missing)), strict=True))

    def _laid_out(self, frame: pl.DataFrame, *, missing: bool) -> Laid:
        line, lang = self.near.line, self.lang
        called = [name for name in self.carried if name in ("id", "name")]
        yield from self._carried(frame, called)
        yield from self._of_values(frame)
        if self.near.kind in _GAIN:
            # what is due cannot be said while something is unknown, only how much it could be
            words = _AT_MOST if missing and self.near.kind == "due" else _GAIN[self.near.kind]
            yield Column(words.said(lang), "money"), frame["gain"].to_list()
        if missing:
            yield Column(_MISSING.said(lang), "text", 30), self._lacking(frame)
        if not self.brief:
            yield from self._of_divisor(frame)
            yield from self._of_years(frame) if line.changed.yearly else ()
            yield from self._carried(frame, [name for name in self.carried if name not in called])

    def _carried(self, frame: pl.DataFrame, names: list[str]) -> Laid:
        for name in names:
            yield Column(head_of(name, self.lang), "text", 20), frame[name].to_list()

    def _of_values(self, frame: pl.DataFrame) -> Laid:
        line = self.near.line
        fact, kind = label(line.changed, self.lang), kind_of(line)
        # a written line is the same for all and stands in the title
        is_same = line.over is None and line.written is not None
        for words, name in ((_HAS, "has"), (_NEEDS, "needs"))[: 1 if self.brief or is_same else 2]:
            values: list[Cell] = frame[name].to_list()
            shown: list[Cell] = [day_of(each) for each in frame[name].to_list()] if kind == "day" else values
            yield Column(words.said(self.lang).format(fact), kind, 18), shown
        gap = Column(_DAYS.said(self.lang), "count") if kind == "day" else Column(_GAP.said(self.lang), kind)
        yield gap, frame["gap"].to_list()
        yield Column(_SHARE.said(self.lang), "share", 10), frame["share"].to_list()

    def _of_divisor(self, frame: pl.DataFrame) -> Laid:
        line = self.near.line
        if line.over is None:
            return
        from lingqu.law.engine.phrases import unit_of
        from lingqu.law.lang.words import say_value

        divisor = say_value(line.over, self.program.pack, self.lang)
        unit = unit_of(self.program, line.over)
        yield Column(_DIVISOR.said(self.lang).format(divisor), KINDS[unit], 18), frame["divisor"].to_list()
        if unit is line.changed.unit:
            yield Column(_RATIO.said(self.lang), "share", 10), ratios(frame)
        yield Column(_DIVISOR_GAP.said(self.lang).format(divisor), KINDS[unit], 18), frame["divisor_gap"].to_list()

    def _of_years(self, frame: pl.DataFrame) -> Laid:
        years: list[Cell] = [None if each is None else str(each) for each in frame["year"].to_list()]
        yield Column(_YEAR.said(self.lang), "text", 9), years
        yield Column(_HAD.said(self.lang), "share", 10), frame["growth_had"].to_list()
        yield Column(_NEEDED.said(self.lang), "share", 10), frame["growth_needed"].to_list()
        steps: list[Cell] = [
            None if each is None else YES_NO[each].said(self.lang) for each in frame["in_step"].to_list()
        ]
        yield Column(_STEP.said(self.lang), "text", 10), steps

    def _lacking(self, frame: pl.DataFrame) -> list[Cell]:
        masks = frame["missing"].to_list()
        said = {mask: self._facts(mask) for mask in set(masks)}
        return [said[mask] for mask in masks]

    def _facts(self, mask: int | None) -> str:
        codes = self.near.facts_of(mask or 0)
        return facts_said(self.program.pack, codes, self.lang) if codes else _READINGS.said(self.lang)


def ratios(frame: pl.DataFrame) -> list[Cell]:
    """The ratios of a list in millionths, cut down."""
    ratio = pl.col("has").cast(pl.Int128) * MILLION // pl.col("divisor").cast(pl.Int128)
    return frame.select(ratio.cast(pl.Int64)).to_series().to_list()
