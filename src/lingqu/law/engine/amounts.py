"""What an award comes to for one subject: the amount before the ceiling, then the ceiling.

Its one law: a sum is exact until its end and then cut down to whole fen; an unknown base gives no sum, never zero. It
does not know whether the subject is eligible.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from lingqu.law.engine.periods import add_months
from lingqu.law.engine.slots import AtLeast, Layout, Values
from lingqu.law.engine.values import Compiled, Getter, UnableToCompile, ValueCompiler, constant, cut
from lingqu.law.lang import tree
from lingqu.law.lang.tree import Period, Unit
from lingqu.law.packs.pack import Pack

# Which earlier payments a ceiling counts: those of the year, those of all years, or none.
PAID_IN_YEAR, PAID_IN_TOTAL, PAID_NEVER_ASKED = "year", "total", ""


@dataclass(frozen=True, slots=True)
class Sum:
    """An award in fen. `due` None: not computable yet; `at_most` None: no ceiling and no base."""

    fen: int | None
    at_most: int | None
    lacking: int  # bits of the slots that the sum still needs
    computed: bool = False  # from values of the subject, and not merely from which of them are known


@dataclass(slots=True)
class CompiledAward:
    """An award ready to be computed."""

    kind: str
    raw: Getter | None  # the amount before the ceiling; None where the ceiling is all there is
    facts: int
    ceiling: int | None
    paid: str
    base: tree.Value | None
    ceiling_is_sum: bool  # an unknown base leaves the ceiling as the sum (up_to), or leaves no sum (due)
    needs: Callable[[Values], int] | None = None  # the slots that matter for the values at hand; None: all of `facts`
    ratios: tuple[int, ...] = ()  # numbers of the ratio checks in it

    def sum_for(self, v: Values, unknown: int) -> Sum:
        """Compute the award from the subject's values; `unknown` is the mask of slots without a value."""
        if self.raw is None:
            return Sum(self.ceiling, self.ceiling, self.facts & unknown)
        raw = self.raw(v)
        if raw is None:
            needed = self.facts if self.needs is None else self.needs(v)
            # which slots matter may hang on values, and then the sum is not one for all subjects of a pattern
            by_values = self.needs is not None
            return Sum(self.ceiling if self.ceiling_is_sum else None, self.ceiling, needed & unknown, by_values)
        fen = cut(raw) if raw > 0 else 0
        if self.ceiling is not None and fen > self.ceiling:
            fen = self.ceiling
        return Sum(fen, fen, 0, computed=True)


class AwardCompiler:
    """Turns awards into functions, under one choice of readings.

    `exact` keeps parts of a fen, for an amount that another one is a multiple of: only the end is cut down.
    """

    def __init__(self, pack: Pack, layout: Layout, values: ValueCompiler, *, exact: bool = False) -> None:
        self._pack = pack
        self._layout = layout
        self._values = values
        self._exact = exact

    def compile(self, award: tree.Award) -> CompiledAward:
        """Compile one award."""
        ceiling = award.ceiling.numerator if award.ceiling else None
        paid = _paid_kind(award)
        amount = award.amount
        if amount is None or isinstance(amount, tree.WithoutSum):
            return CompiledAward(award.kind, None, 0, ceiling, paid, None, True)
        if isinstance(amount, tree.Between):
            high = amount.high.numerator
            return CompiledAward(award.kind, None, 0, high if ceiling is None else min(high, ceiling), paid, None, True)
        if isinstance(amount, tree.Considering):
            base = self._values.compile(amount.base)
            return CompiledAward(award.kind, None, base.facts, ceiling, paid, amount.base, True)
        compiled = self._amount(amount)
        return CompiledAward(
            award.kind,
            compiled.get,
            compiled.facts,
            ceiling,
            paid,
            self.base_of(amount),
            award.kind != "due",
            compiled.needs,
            compiled.ratios,
        )

    def base_of(self, amount: tree.Amount) -> tree.Value | None:
        """The base that must be above zero for anything to be given; None where the amount has none of that kind."""
        if isinstance(amount, tree.Rate | tree.Marginal | tree.Steps | tree.Matching | tree.Considering):
            return amount.base
        if isinstance(amount, tree.Bands):
            # bands of counts and ratios may well reward zero ("no breach of credit"); money of zero buys nothing
            of_money = any(
                end.number.unit is Unit.MONEY for row in amount.rows for end in (row.lower, row.upper) if end
            )
            return amount.base if of_money else None
        if isinstance(amount, tree.Override | tree.Multiple):
            other = self._pack.measure(amount.measure).award
            return self.base_of(other.amount) if other and other.amount else None
        return None

    def _amount(self, amount: tree.Amount) -> Compiled:
        handler = _HANDLERS.get(type(amount))
        if handler is None:
            raise UnableToCompile(f"no handler for the amount {type(amount).__name__}")
        return handler(self, amount)

    def _of_base(self, base: tree.Value, amount_of: Callable[[Any], Any]) -> Compiled:
        compiled = self._values.compile(base)
        get_base = compiled.get

        def get(v: Values) -> Any:
            amount = get_base(v)
            return None if amount is None or amount.__class__ is AtLeast else amount_of(amount)

        return Compiled(get, compiled.facts, compiled.ratios)

    def _flat(self, amount: tree.Flat) -> Compiled:
        fen = amount.sum.numerator
        return Compiled(lambda v: fen)

    def _rate(self, amount: tree.Rate) -> Compiled:
        numerator, denominator = amount.ratio.numerator, amount.ratio.denominator
        if self._exact:
            ratio = Fraction(numerator, denominator)
            return self._of_base(amount.base, lambda base: base * ratio)

        def of(base: Any) -> Any:
            # whole fen at once: the common case, and exact, since the award is cut down to fen anyway
            return base * numerator // denominator if base.__class__ is int else base * numerator / denominator

        return self._of_base(amount.base, of)

    def _bands(self, amount: tree.Bands) -> Compiled:
        rows = [(_band_test(band), band.amount) for band in amount.rows]

        def of(base: Any) -> Any:
            for inside, given in rows:
                if inside(base):
                    return given.numerator if given.unit is Unit.MONEY else base * constant(given)
            return 0

        return self._of_base(amount.base, of)

    def _marginal(self, amount: tree.Marginal) -> Compiled:
        lines = [constant(line) for line, _ in amount.rows]
        rates = [Fraction(rate.numerator, rate.denominator) for _, rate in amount.rows]

        def of(base: Any) -> Any:
            total = Fraction(0)
            for number, (line, rate) in enumerate(zip(lines, rates, strict=True)):
                upper = lines[number + 1] if number + 1 < len(lines) else base
                part = min(base, upper) - line
                if part > 0:
                    total += part * rate
            return total

        return self._of_base(amount.base, of)

    def _steps(self, amount: tree.Steps) -> Compiled:
        step, each = constant(amount.step), amount.each.numerator
        return self._of_base(amount.base, lambda base: max(base, 0) // step * each)

    def _multiple(self, amount: tree.Multiple) -> Compiled:
        ratio = Fraction(amount.ratio.numerator, amount.ratio.denominator)
        other = self._pack.measure(amount.measure).award
        if other is None or other.amount is None:
            fixed = other.ceiling.numerator if other and other.ceiling else 0
            return Compiled(lambda v: fixed * ratio)
        compiled = AwardCompiler(self._pack, self._layout, self._values, exact=True)._amount(other.amount)
        get_other = compiled.get

        def get(v: Values) -> Any:
            raw = get_other(v)
            return None if raw is None else raw * ratio

        return Compiled(get, compiled.facts, compiled.ratios, compiled.needs)

    def _override(self, amount: tree.Override) -> Compiled:
        base = self.base_of(amount)
        if base is None:
            raise UnableToCompile(f"{amount.measure} has no base that another rate could be applied to")
        return self._rate(tree.Rate(base, amount.ratio))

    def _year_by_year(self, amount: tree.YearByYear) -> Compiled:
        day_slot = self._layout.of_fact[self._pack.policy.day_fact]
        start = self._values.compile(amount.start)
        parts = {year: self._amount(each) for year, each in amount.rows}
        facts = start.facts | 1 << day_slot
        for part in parts.values():
            facts |= part.facts
        get_start = start.get

        def get(v: Values) -> Any:
            day, first = v[day_slot], get_start(v)
            if day is None or first is None:
                return None
            part = parts.get(year_running(first, day))
            return 0 if part is None else part.get(v)

        def needs(v: Values) -> int:
            day, first = v[day_slot], get_start(v)
            if day is None or first is None:
                return start.facts | 1 << day_slot
            return parts[year_running(first, day)].facts  # asked only where the running year's part is unknown

        return Compiled(get, facts, needs=needs)

    def _matching(self, amount: tree.Matching) -> Compiled:
        return self._rate(tree.Rate(amount.base, amount.ratio))


def year_running(start: date, day: date) -> int:
    """Number the year that runs on `day`, counted from `start`; 0 before it.

    >>> year_running(date(2026, 6, 30), date(2027, 6, 30)), year_running(date(2026, 6, 30), date(2027, 7, 1))
    (1, 2)
    """
    if day < start:
        return 0
    number = max(day.year - start.year, 1)
    return number if day <= add_months(start, 12 * number) else number + 1


def _paid_kind(award: tree.Award) -> str:
    if award.pool or award.competitive:
        return PAID_NEVER_ASKED
    if award.period is Period.YEAR:
        return PAID_IN_YEAR
    if award.period in (Period.YEARS, Period.PLAN):
        return PAID_IN_TOTAL
    return PAID_NEVER_ASKED


def _band_test(band: tree.Band) -> Callable[[Any], bool]:
    lower, upper = band.lower, band.upper

    def inside(base: Any) -> bool:
        if lower is not None:
            line = constant(lower.number)
            if base < line or (base == line and not lower.inclusive):
                return False
        if upper is not None:
            line = constant(upper.number)
            if base > line or (base == line and not upper.inclusive):
                return False
        return True

    return inside


_HANDLERS: dict[type, Callable[[AwardCompiler, Any], Compiled]] = {
    tree.Flat: AwardCompiler._flat,
    tree.Rate: AwardCompiler._rate,
    tree.Bands: AwardCompiler._bands,
    tree.Marginal: AwardCompiler._marginal,
    tree.Steps: AwardCompiler._steps,
    tree.Multiple: AwardCompiler._multiple,
    tree.Override: AwardCompiler._override,
    tree.YearByYear: AwardCompiler._year_by_year,
    tree.Matching: AwardCompiler._matching,
}
