"""What an award comes to over columns: the amount as an exact fraction, then the ceiling.

Its one law: a sum is exact until its end and then cut down to whole fen; an unknown base gives no sum, never zero. One
handler for each form of amount; a form without one is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import lcm
from typing import Any

import narwhals as nw

from lingqu.law.bulk.days import Days
from lingqu.law.bulk.numbers import (
    UNKNOWN_NUMBER,
    Number,
    compared,
    cut,
    either,
    extreme,
    held,
    plus,
    quotient,
    same_bottom,
    times,
)
from lingqu.law.bulk.stages import Stages
from lingqu.law.bulk.ternary import Ternary, all_of, whole
from lingqu.law.bulk.values import Values
from lingqu.law.engine.values import UnableToCompile
from lingqu.law.lang import tree
from lingqu.law.lang.tree import Unit
from lingqu.law.lang.truth import NO, UNKNOWN, Truth
from lingqu.law.packs.limits import LARGEST_PRODUCT
from lingqu.law.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class Sum:
    """An award in fen. `fen`: null where not computable; `most`: null without ceiling and base. None: null for all."""

    fen: nw.Expr | None
    most: nw.Expr | None


class Sums:
    """Reads awards under one choice of readings."""

    def __init__(self, pack: Pack, values: Values, days: Days, stages: Stages, *, divides_by_floats: bool) -> None:
        self._pack = pack
        self._stages = stages
        self._values = values
        self._days = days
        self._divides_by_floats = divides_by_floats

    def of(self, award: tree.Award) -> Sum:
        """What the award comes to."""
        ceiling = award.ceiling.numerator if award.ceiling else None
        amount = award.amount
        if isinstance(amount, tree.Between):
            ceiling = amount.high.numerator if ceiling is None else min(amount.high.numerator, ceiling)
        if amount is None or isinstance(amount, tree.WithoutSum | tree.Between | tree.Considering):
            most = None if ceiling is None else whole(ceiling)
            return Sum(most, most)
        raw = self._amount(amount)
        unknown = None if ceiling is None else whole(ceiling)
        # a maximum rate without its base leaves the ceiling, a rate that is due leaves no sum
        left = unknown if award.kind != "due" else None
        if raw.top is None:
            return Sum(left, unknown)
        # where a base must be above zero a verdict refuses all others, and nobody sees their sum
        may_be_negative = base_of(self._pack, amount) is None or isinstance(amount, tree.Bands | tree.Multiple)
        fen = self._stages.question(self._capped(raw, ceiling, may_be_negative=may_be_negative))
        return Sum(
            fen if left is None else nw.coalesce(fen, left), fen if unknown is None else nw.coalesce(fen, unknown)
        )

    def _capped(self, raw: Number, ceiling: int | None, *, may_be_negative: bool) -> nw.Expr:
        """Cut down to fen, not below zero, not above the ceiling; null where the amount is."""
        top = whole(raw.top) if isinstance(raw.top, int) else raw.top
        assert top is not None
        if may_be_negative:
            top = either(top, 0, highest=True)
        raw = replace(raw, top=top, size=raw.bound)
        fen = cut(raw, spark=self._divides_by_floats)
        if ceiling is None:
            return fen
        if isinstance(raw.bottom, int) and max(raw.bound * raw.factor, ceiling * raw.bottom) <= LARGEST_PRODUCT:
            # asked before the division, which costs most and would be done twice
            past = top * raw.factor > ceiling * raw.bottom
            return nw.when(past).then(whole(ceiling)).otherwise(fen)
        return either(fen, ceiling, highest=False)

    def _amount(self, amount: tree.Amount) -> Number:
        handler = _HANDLERS.get(type(amount))
        if handler is None:
            raise UnableToCompile(f"no column form of the amount {type(amount).__name__}")
        return handler(self, amount)

    def _flat(self, amount: tree.Flat) -> Number:
        return Number(amount.sum.numerator)

    def _rate(self, amount: tree.Rate | tree.Matching) -> Number:
        return times(self._values.number(amount.base), amount.ratio.numerator, amount.ratio.denominator)

    def _bands(self, amount: tree.Bands) -> Number:
        base = self._values.number(amount.base)
        choices = [(_inside(base, band), _given(base, band.amount)) for band in amount.rows]
        return self._first_of(choices, otherwise=_zero_where_known(base))

    def _marginal(self, amount: tree.Marginal) -> Number:
        base = self._values.number(amount.base)
        if base.top is None:
            return UNKNOWN_NUMBER
        total = Number(0)
        for number, (line, rate) in enumerate(amount.rows):
            upper = base
            if number + 1 < len(amount.rows):
                following = amount.rows[number + 1][0]
                upper = extreme([base, Number(following.numerator, following.denominator)], highest=False)
            part = extreme([plus(upper, Number(line.numerator, line.denominator), -1), Number(0)], highest=True)
            total = plus(total, times(part, rate.numerator, rate.denominator))
        return total

    def _steps(self, amount: tree.Steps) -> Number:
        base = self._values.number(amount.base)
        if base.top is None:
            return UNKNOWN_NUMBER
        one, step = same_bottom(base, Number(amount.step.numerator, amount.step.denominator))
        each = amount.each.numerator
        if isinstance(one.top, int) and isinstance(step.top, int):
            return Number(max(one.top, 0) // step.top * each)
        assert isinstance(step.top, int | nw.Expr)
        full = quotient(either(one.top, 0, highest=True), step.top, spark=self._divides_by_floats)
        least = amount.step.numerator if isinstance(step.top, int) else 1
        return Number(full * each, size=held(one.bound // least * each))

    def _multiple(self, amount: tree.Multiple) -> Number:
        other = self._pack.measure(amount.measure).award
        if other is None or other.amount is None:
            fixed = other.ceiling.numerator if other and other.ceiling else 0
            return times(Number(fixed), amount.ratio.numerator, amount.ratio.denominator)
        return times(self._amount(other.amount), amount.ratio.numerator, amount.ratio.denominator)

    def _override(self, amount: tree.Override) -> Number:
        other = self._pack.measure(amount.measure).award
        base = base_of(self._pack, other.amount) if other and other.amount else None
        if base is None:
            raise UnableToCompile(f"{amount.measure} has no base that another rate could be applied to")
        return times(self._values.number(base), amount.ratio.numerator, amount.ratio.denominator)

    def _year_by_year(self, amount: tree.YearByYear) -> Number:
        start = self._values.plain(amount.start)
        choices = [(self._days.running(start, year), self._amount(each)) for year, each in amount.rows]
        if any(inside is UNKNOWN for inside, _ in choices):
            return UNKNOWN_NUMBER
        known = [inside for inside, _ in choices if isinstance(inside, nw.Expr)]
        # nothing before the first year and after the last, unless the day or the start is unknown
        otherwise = Number(0) if not known else Number(nw.when(~known[0].is_null()).then(whole(0)))
        return self._first_of(choices, otherwise=otherwise)

    def _first_of(self, choices: list[tuple[Ternary, Number]], *, otherwise: Number) -> Number:
        """The amount of the first choice that holds, all over one bottom."""
        bottom, size = 1, 0
        numbers = [number.multiplied for _, number in choices]
        for number in (*numbers, otherwise):
            if not isinstance(number.bottom, int):
                raise UnableToCompile("a band over a quotient of two facts")
            bottom = lcm(bottom, number.bottom)
        chosen = _over(otherwise, bottom)
        for (holds, _), number in zip(reversed(choices), reversed(numbers), strict=True):
            if holds is NO or holds is UNKNOWN:
                continue
            given = _over(number, bottom)
            if number.top is not None:
                size = max(size, held(number.bound * bottom))
            chosen = given if isinstance(holds, Truth) else nw.when(holds).then(given).otherwise(chosen)
        return Number(chosen, bottom, size=size)


def base_of(pack: Pack, amount: tree.Amount) -> tree.Value | None:
    """The base that another rate can be applied to."""
    if isinstance(amount, tree.Rate | tree.Marginal | tree.Steps | tree.Matching | tree.Considering | tree.Bands):
        return amount.base
    if isinstance(amount, tree.Override | tree.Multiple):
        other = pack.measure(amount.measure).award
        return base_of(pack, other.amount) if other and other.amount else None
    return None


def _over(number: Number, bottom: int) -> nw.Expr:
    if number.top is None:
        return nw.lit(None, nw.Int64)
    assert isinstance(number.bottom, int)
    top = number.top * (bottom // number.bottom)
    return whole(top) if isinstance(top, int) else top


def _given(base: Number, given: tree.Quantity) -> Number:
    if given.unit is Unit.MONEY:
        return Number(given.numerator)
    return times(base, given.numerator, given.denominator)


def _zero_where_known(base: Number) -> Number:
    if base.top is None or isinstance(base.top, int):
        return UNKNOWN_NUMBER if base.top is None else Number(0)
    return Number(nw.when(~base.top.is_null()).then(whole(0)))


def _inside(base: Number, band: tree.Band) -> Ternary:
    parts: list[Ternary] = []
    if band.lower is not None:
        line = Number(band.lower.number.numerator, band.lower.number.denominator)
        parts.append(compared(base, ">=" if band.lower.inclusive else ">", line))
    if band.upper is not None:
        line = Number(band.upper.number.numerator, band.upper.number.denominator)
        parts.append(compared(base, "<=" if band.upper.inclusive else "<", line))
    return all_of(parts)


_HANDLERS: dict[type, Callable[[Sums, Any], Number]] = {
    tree.Flat: Sums._flat,
    tree.Rate: Sums._rate,
    tree.Bands: Sums._bands,
    tree.Marginal: Sums._marginal,
    tree.Steps: Sums._steps,
    tree.Multiple: Sums._multiple,
    tree.Override: Sums._override,
    tree.YearByYear: Sums._year_by_year,
    tree.Matching: Sums._rate,
}
