"""Awards: the parts of a 支持 field as one node; bands, marginal rates, steps, years.

Its one law: parts may stand in any order, each at most once. It does not know what an award comes to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingqu.law.lang.expressions import Expressions
from lingqu.law.lang.terms import tokens, trees
from lingqu.law.lang.tree import (
    AT_LEAST,
    AT_MOST,
    STRICTLY_ABOVE,
    STRICTLY_BELOW,
    Amount,
    Award,
    Band,
    Bands,
    Between,
    Bound,
    Considering,
    Flat,
    Marginal,
    Matching,
    Multiple,
    Override,
    Period,
    Quantity,
    Rate,
    Steps,
    WithoutSum,
    YearByYear,
)

if TYPE_CHECKING:
    from lingqu.law.lang.terms import Shape

_PART_NAMES = {
    "pool": "资金池",
    "competitive": "择优",
    "ceiling": "最高",
    "per": "每家、每个 …",
    "period": "每年、一次、几年合计、有效期内合计",
}
_PERIODS = {"EACH_YEAR": Period.YEAR, "ONCE": Period.ONCE, "PLAN_TOGETHER": Period.PLAN, "YEARS_TOGETHER": Period.YEARS}


class Awards(Expressions):
    """Builds awards."""

    def award(self, shape: Shape) -> Award:
        """Build an award from its parts."""
        seen: dict[str, Shape] = {}
        for part in trees(shape):
            kind = part.data if part.data in _PART_NAMES else "amount"
            if kind in seen:
                name = _PART_NAMES.get(kind, "金额的算法")
                expected = (f"“{name}”只写一次", f"{name} once only")
                raise self.misfit(part, code="part-twice", expected=expected, example="最高 500万元，每家")
            seen[kind] = part
        period, years = self.period(seen["period"]) if "period" in seen else (Period.NONE, 0)
        return Award(
            amount=self._amount(seen["amount"]) if "amount" in seen else None,
            ceiling=self.quantity(trees(seen["ceiling"])[0]) if "ceiling" in seen else None,
            per=str(tokens(seen["per"])[0]) if "per" in seen else "",
            period=period,
            years=years,
            competitive="competitive" in seen,
            pool="pool" in seen,
            at=self.place(shape),
        )

    def period(self, shape: Shape) -> tuple[Period, int]:
        """Build the time a ceiling covers, and its number of years."""
        (token,) = tokens(shape)
        period = _PERIODS[token.type]
        return period, self.number(token) if period is Period.YEARS else 0

    def _amount(self, shape: Shape) -> Amount:
        at = self.place(shape)
        parts = trees(shape)
        match shape.data:
            case "flat" | "rate" | "rate_at_most":
                return self._flat_or_rate(shape)
            case "bands":
                return Bands(self.value(parts[0]), tuple(self._band(row) for row in parts[1:]), at)
            case "marginal":
                lines = tuple((self.quantity(trees(row)[0]), self.quantity(trees(row)[1])) for row in parts[1:])
                return Marginal(self.value(parts[0]), lines, at)
            case "steps":
                return Steps(self.value(parts[0]), self.quantity(parts[1]), self.quantity(parts[2]), at)
            case "multiple":
                return Multiple(str(tokens(shape)[0]), self.quantity(parts[0]), at)
            case "override":
                return Override(str(tokens(shape)[0]), self.quantity(parts[0]), at)
            case "year_by_year":
                years = tuple((self.number(tokens(row)[0]), self._flat_or_rate(trees(row)[0])) for row in parts[1:])
                return YearByYear(self.start_day(parts[0]), years, at)
            case "matching":
                return Matching(self.value(parts[0]), self.quantity(parts[1]), at)
            case "between":
                return Between(str(tokens(shape)[0]), self.quantity(parts[0]), self.quantity(parts[1]), at)
            case "considering":
                return Considering(self.value(parts[0]), at)
            case "without_sum":
                return WithoutSum(self.title(tokens(shape)[0]), at=at)
        raise self.misfit(shape, code="no-amount", expected=("金额的算法", "how the sum is computed"))

    def _flat_or_rate(self, shape: Shape) -> Flat | Rate:
        parts = trees(shape)
        if shape.data == "flat":
            return Flat(self.quantity(parts[0]), self.place(shape))
        return Rate(self.value(parts[0]), self.quantity(parts[1]), shape.data == "rate_at_most", self.place(shape))

    def _band(self, shape: Shape) -> Band:
        *bounds, amount = trees(shape)
        lower: Bound | None = None
        upper: Bound | None = None
        for bound in bounds:
            word, number = self._bound(bound)
            if word in STRICTLY_ABOVE or word in AT_LEAST:
                if lower is not None:
                    raise self._twice(bound, "下限", "lower end")
                lower = Bound(number, word in AT_LEAST)
            elif word in STRICTLY_BELOW or word in AT_MOST:
                if upper is not None:
                    raise self._twice(bound, "上限", "upper end")
                upper = Bound(number, word in AT_MOST)
            else:
                raise self.misfit(
                    bound,
                    code="no-bound",
                    expected=("一档的上限或下限", "the lower or upper end of a band"),
                    example="1000万元以上、不满 5000万元：10万元",
                )
        return Band(lower, upper, self.quantity(amount))

    def _bound(self, shape: Shape) -> tuple[str, Quantity]:
        (token,) = tokens(shape)
        word = self.behind(token) if shape.data == "bound_behind" else str(token)
        return word, self.quantity(trees(shape)[0])

    def _twice(self, shape: Shape, zh: str, en: str) -> Exception:
        return self.misfit(
            shape,
            code="bound-twice",
            expected=(f"一档只有一个{zh}", f"one {en} for a band"),
            example="1000万元以上、不满 5000万元：10万元",
        )
