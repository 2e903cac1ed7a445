"""Amounts and awards: what each kind of amount asks, and bands and lines in order without gap or overlap.

Its one law: an award that passes here can be worked out for every base. It does not know how large the result can be
(see `bounds`) nor whether a ceiling makes sense (see `findings`).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from lingqu.law.lang.tree import (
    Amount,
    Award,
    Band,
    Bands,
    Between,
    Considering,
    Fact,
    Flat,
    Marginal,
    Matching,
    Measure,
    Multiple,
    Override,
    Period,
    Place,
    Quantity,
    Rate,
    Steps,
    Unit,
    WithoutSum,
    YearByYear,
)
from lingqu.law.packs.program import Said, fault_at
from lingqu.law.packs.units import ENGLISH, NUMBERS, UnitsOf

WITHOUT_OWN_SUM = (Between, Considering, WithoutSum)
"""Amounts that come to no sum which another measure could multiply."""


def check_award(award: Award, units: UnitsOf, measures: Mapping[str, Measure]) -> None:
    """Complain about everything in an award that could not be worked out."""
    if award.amount is None and award.ceiling is None:
        _say(
            units,
            award.at,
            "支持",
            ("金额或上限", "an amount or a ceiling"),
            ("最高 500万元", "最高 500万元"),
        )
    if award.ceiling is not None:
        _positive(award.ceiling, Unit.MONEY, ("最高", "a ceiling"), award.at, units)
    if isinstance(award.amount, WithoutSum) and award.ceiling is not None:
        _say(
            units,
            award.at,
            "不涉金额，最高 …",
            ("不涉金额的支持没有上限", "no ceiling where there is no sum"),
            ("删去最高，或改写金额", "delete the ceiling or write an amount"),
        )
    if award.period is Period.YEARS and award.years < 2:
        _say(
            units,
            award.at,
            f"{award.years}年合计",
            ("2 年以上合计", "two years or more together"),
            ("一年的上限写「每年」", "write 每年 for a ceiling of one year"),
        )
    if award.amount is not None:
        check_amount(award.amount, units, measures)


def check_amount(amount: Amount, units: UnitsOf, measures: Mapping[str, Measure]) -> None:
    """Complain about everything in an amount that could not be worked out."""
    if isinstance(amount, Flat):
        _positive(amount.sum, Unit.MONEY, ("定额", "a fixed sum"), amount.at, units)
    elif isinstance(amount, Rate | Matching):
        units.wanted(amount.base, Unit.MONEY, what=("比例的基数", "the base of a rate"))
        _positive(amount.ratio, Unit.RATIO, ("比例", "a rate"), amount.at, units)
    elif isinstance(amount, Bands):
        _bands(amount, units)
    elif isinstance(amount, Marginal):
        _marginal(amount, units)
    elif isinstance(amount, Steps):
        unit = units.wanted(amount.base, Unit.MONEY, Unit.COUNT, what=("每满的基数", "the base of steps"))
        _positive(amount.step, unit or amount.step.unit, ("每满", "a step"), amount.at, units)
        _positive(amount.each, Unit.MONEY, ("每满所给", "the sum for a step"), amount.at, units)
    elif isinstance(amount, Multiple | Override):
        _on_another(amount, units, measures)
    elif isinstance(amount, YearByYear):
        _years(amount, units, measures)
    elif isinstance(amount, Between):
        _positive(amount.high, Unit.MONEY, ("核定上限", "the upper end"), amount.at, units)
        if (
            amount.low.unit is Unit.MONEY
            and amount.high.unit is Unit.MONEY
            and _number(amount.low) > _number(amount.high)
        ):
            _say(
                units,
                amount.at,
                f"{amount.low.written} 至 {amount.high.written}",
                ("前小后大", "the smaller first"),
                ("对调两数", "exchange the two"),
            )
    elif isinstance(amount, Considering):
        units.wanted(amount.base, *NUMBERS, what=("所视的情况", "what is looked at"))


def _bands(amount: Bands, units: UnitsOf) -> None:
    unit = units.wanted(amount.base, *NUMBERS, what=("分档的基数", "the base of bands"))
    for row in amount.rows:
        for bound in (row.lower, row.upper):
            if bound is not None and unit is not None and bound.number.unit is not unit:
                _wrong_unit(bound.number, unit, ("档的界限", "the end of a band"), amount.at, units)
        sums = (Unit.MONEY, Unit.RATIO) if unit is Unit.MONEY else (Unit.MONEY,)
        if row.amount.unit not in sums:
            _wrong_unit(row.amount, sums[0], ("每档所给", "what a band gives"), amount.at, units)
    for row in amount.rows:
        if row.lower is not None and row.upper is not None:
            lower, upper = _number(row.lower.number), _number(row.upper.number)
            if lower > upper or (lower == upper and not (row.lower.inclusive and row.upper.inclusive)):
                _say(
                    units,
                    amount.at,
                    band_text(row),
                    ("下限低于上限", "a lower end below the upper end"),
                    ("对调两数", "exchange the two"),
                )
    for lower_row, upper_row in pairwise(amount.rows):
        _meet(lower_row, upper_row, amount.at, units)


def _meet(lower: Band, upper: Band, at: Place, units: UnitsOf) -> None:
    """Complain unless one band ends exactly where the next begins, with the line itself in one of the two."""
    given = f"{band_text(lower)}；{band_text(upper)}"
    if lower.upper is None or upper.lower is None:
        _say(
            units,
            at,
            given,
            (
                "只有首档无下限、末档无上限，且各档由低到高",
                "only the first band without a lower end, only the last without an upper",
            ),
            ("由低到高排列各档", "order the bands from low to high"),
        )
        return
    end, start = _number(lower.upper.number), _number(upper.lower.number)
    line = lower.upper.number.written or str(end)
    if end > start or (end == start and lower.upper.inclusive and upper.lower.inclusive):
        _say(
            units,
            at,
            given,
            ("相邻两档不重叠", "no overlap of bands"),
            (f"{line} 只归一档：一边写「以上」，另一边写「不满」", f"leave {line} to one of the two: 以上 and 不满"),
        )
    elif end < start or not (lower.upper.inclusive or upper.lower.inclusive):
        _say(
            units,
            at,
            given,
            ("相邻两档不留空", "no gap between bands"),
            (f"{line} 须归一档：一边写「以上」，另一边写「不满」", f"give {line} to one of the two: 以上 and 不满"),
        )


def _marginal(amount: Marginal, units: UnitsOf) -> None:
    units.wanted(amount.base, Unit.MONEY, what=("累进的基数", "the base of marginal rates"))
    for line, ratio in amount.rows:
        if line.unit is not Unit.MONEY:
            _wrong_unit(line, Unit.MONEY, ("累进的界线", "a marginal line"), amount.at, units)
        if ratio.unit is not Unit.RATIO or ratio.numerator < 0:
            _wrong_unit(ratio, Unit.RATIO, ("累进的比例", "a marginal rate"), amount.at, units)
    lines = [_number(line) for line, _ in amount.rows]
    if any(lower >= upper for lower, upper in pairwise(lines)):
        _say(
            units,
            amount.at,
            "；".join(f"超过 {line.written}" for line, _ in amount.rows),
            ("界线由低到高，各不相同", "lines from low to high, no two alike"),
            ("按由低到高重排", "order them from low to high"),
        )


def _on_another(amount: Multiple | Override, units: UnitsOf, measures: Mapping[str, Measure]) -> None:
    _positive(amount.ratio, Unit.RATIO, ("比例", "a rate"), amount.at, units)
    other = measures.get(amount.measure)
    if other is None:
        return
    base = other.award.amount if other.award else None
    if isinstance(amount, Override) and not isinstance(base, Rate | Override):
        _say(
            units,
            amount.at,
            f"依 {amount.measure} 改按",
            ("按比例计的一条", "a measure that goes by a rate"),
            (
                f"{amount.measure} 不按比例；改用「按 {amount.measure} 的 150%」",
                f"{amount.measure} has no rate; use 按 … 的 …",
            ),
        )
    elif isinstance(base, Rate) and base.at_most:
        _say(
            units,
            amount.at,
            f"{amount.measure}：按不超过 …",
            ("所依的一条写明应得的金额，不只是最高", "a measure whose sum is due, not only at most"),
            (
                f"另写比例：按不超过 … 的 {amount.ratio.written}",
                f"write a rate of its own: 按不超过 … 的 {amount.ratio.written}",
            ),
        )
    elif isinstance(amount, Multiple) and (base is None or isinstance(base, WITHOUT_OWN_SUM)):
        _say(
            units,
            amount.at,
            f"按 {amount.measure} 的 {amount.ratio.written}",
            ("有可计的金额的一条", "a measure whose amount can be worked out"),
            (f"给 {amount.measure} 写定额或比例", f"give {amount.measure} a fixed sum or a rate"),
        )


def _years(amount: YearByYear, units: UnitsOf, measures: Mapping[str, Measure]) -> None:
    if isinstance(amount.start, Fact):
        units.wanted(amount.start, Unit.DATE, what=("分年的起点", "the first day of the years"))
    numbers = [year for year, _ in amount.rows]
    if numbers != list(range(1, len(numbers) + 1)):
        _say(
            units,
            amount.at,
            "、".join(f"第{year}年" for year in numbers),
            ("自第1年起逐年各一项", "one row for each year from the first"),
            ("按第1年、第2年 … 补齐", "write 第1年, 第2年 and so on"),
        )
    for _, part in amount.rows:
        check_amount(part, units, measures)


def _positive(number: Quantity, unit: Unit, what: Said, at: Place, units: UnitsOf) -> None:
    if number.unit is not unit or number.numerator <= 0:
        _wrong_unit(number, unit, what, at, units)


def _wrong_unit(number: Quantity, unit: Unit, what: Said, at: Place, units: UnitsOf) -> None:
    examples = {Unit.MONEY: "50万元", Unit.RATIO: "15%", Unit.COUNT: "3项"}
    _say(
        units,
        number.at if number.at.line else at,
        number.written or f"{number.numerator}（{number.unit.value}）",
        (f"大于零的{unit.value}（{what[0]}）", f"{ENGLISH[unit]} above zero as {what[1]}"),
        (f"{examples.get(unit, '…')}", f"{examples.get(unit, '…')}"),
    )


def band_text(row: Band) -> str:
    """Say the ends of a band as the language writes them."""
    parts = []
    if row.lower is not None:
        text = row.lower.number.written or str(_number(row.lower.number))
        parts.append(f"{text}以上" if row.lower.inclusive else f"超过 {text}")
    if row.upper is not None:
        text = row.upper.number.written or str(_number(row.upper.number))
        parts.append(f"不超过 {text}" if row.upper.inclusive else f"不满 {text}")
    return "、".join(parts)


def _number(number: Quantity) -> Fraction:
    return Fraction(number.numerator, number.denominator)


def _say(units: UnitsOf, at: Place, given: str, expected: Said, mend: Said) -> None:
    units.faults.append(fault_at(at, given, expected, mend))
