"""The limits of an allocation as two tables, those of money and those of numbers, so that each column has one unit.

Its one law: every row of the programme stands in one of the two, the dearest first, then the fullest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lingqu.interfaces.cli.allocation_numbers import in_line, told_value
from lingqu.interfaces.cli.allocation_words import PRICE_OF_FEN, amount, bound, unit_of
from lingqu.law.studies.allocation.allocation import Allocation
from lingqu.law.studies.allocation.programme import Row
from lingqu.reports.document import Cell, Column, Kind, Table
from lingqu.reports.wording import Words

LIMITS = Words("各项限制，放宽能多多少", "Limits, and what easing them would add")
_TITLES = {True: Words("金额的限制", "Limits of money"), False: Words("项数的限制", "Limits of numbers")}
_EASED = {
    True: Words("放宽 10万元约多（{}）", "eased by 100,000 yuan adds about ({})"),
    False: Words("放宽 1 项约多（{}）", "eased by one adds about ({})"),
}
_LIMIT = Words("限制", "limit")
_SENSE = Words("要求", "asks for")
_SENSES = {"most": Words("至多", "at most"), "least": Words("至少", "at least")}
_BOUND = Words("限额", "limit set")
_USED = Words("已用", "used")
_LEFT = Words("余", "left")
_SPARE = Words(
    "另有 {} 条限制不起作用（有余量，放宽也不会更多），全部在工作簿里",
    "{} more limits do not bind (room left, easing them adds nothing); the workbook has all",
)
_FEW = 40


@dataclass(frozen=True, slots=True)
class _Limit:
    row: Row
    used: int
    left: int
    price: Fraction | None

    @property
    def binds(self) -> bool:
        return bool(self.price) or (self.left == 0 and self.row.kind in ("pool", "ceiling", "floor"))


def limit_tables(allocation: Allocation, lang: str, *, short: bool = False) -> tuple[Table, ...]:
    """The limits of money, then those of numbers; in short with sums in words, as a screen has room for them."""
    return tuple(
        _table(allocation, found, money, lang, short=short)
        for money in (True, False)
        if (found := [each for each in _limits(allocation) if each.row.money == money])
    )


def _limits(allocation: Allocation) -> Iterator[_Limit]:
    prices = allocation.prices
    for number, row in enumerate(allocation.programme.rows):
        used = row.activity(allocation.choice)
        left = row.bound - used if row.sense == "most" else used - row.bound
        price = None if prices is None else prices.price(number) * (PRICE_OF_FEN if row.money else 1)
        yield _Limit(row, used, left, None if price is None else told_value(allocation.programme.goal, price))


def _table(allocation: Allocation, found: list[_Limit], money: bool, lang: str, *, short: bool) -> Table:
    found.sort(key=lambda each: (not each.binds, -(each.price or 0)))  # of equals the first in the file
    prices = in_line([each.price for each in found], 2)
    cells = [_in_words(each, lang) if short else _in_numbers(each, lang) for each in found]
    spare = sum(not each.binds for each in found)
    eased = _EASED[money].said(lang).format(unit_of(allocation, lang))
    kind: Kind = "money" if money else "count"
    columns = (
        (Column(_LIMIT.said(lang)), Column(_SENSE.said(lang)), Column(_USED.said(lang)), Column(_LEFT.said(lang)))
        if short
        else (
            Column(_LIMIT.said(lang), width=34),
            Column(_SENSE.said(lang), width=8),
            *(Column(words.said(lang), kind, 18) for words in (_BOUND, _USED, _LEFT)),
        )
    )
    return Table(
        _TITLES[money].said(lang),
        (*columns, Column(eased, "number", 24)),
        [(*row, price) for row, price in zip(cells, prices, strict=True)],
        shown=min(_FEW, max(1, len(found) - spare)),
        note=_SPARE.said(lang).format(spare) if spare else "",
    )


def _in_words(each: _Limit, lang: str) -> tuple[Cell, ...]:
    row = each.row
    return row.label.said(lang), bound(row, lang), amount(row, each.used, lang), amount(row, each.left, lang)


def _in_numbers(each: _Limit, lang: str) -> tuple[Cell, ...]:
    row = each.row
    return row.label.said(lang), _SENSES[row.sense].said(lang), row.bound, each.used, each.left
