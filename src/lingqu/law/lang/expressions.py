"""Expressions: the shape of a condition or value as nodes of the tree.

Its one law: the grammar lets a condition and a value stand in the same places, here each place gets what it asks for or
a fault. It does not know units, nor whether a name is declared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingqu.law.lang.terms import Misfit, Terms, tokens, trees
from lingqu.law.lang.tree import (
    Among,
    And,
    AtLeastOf,
    ByReading,
    Compare,
    Condition,
    DividedBy,
    EarlierMaximum,
    Fact,
    FirstTime,
    Greater,
    Holds,
    Increase,
    Lesser,
    Minus,
    Not,
    Or,
    Plus,
    PreviousYear,
    Quantity,
    SumOfYears,
    Times,
    Value,
    ValueByReading,
    Within,
)

if TYPE_CHECKING:
    from lark import Token

    from lingqu.law.lang.terms import Shape

_OF_YEARS: dict[str, type[PreviousYear | EarlierMaximum | Increase]] = {
    "previous": PreviousYear,
    "earlier": EarlierMaximum,
    "increase": Increase,
}
_CONDITION_EXPECTED = ("条件（是或否）", "a condition, something that is so or not")
_VALUE_EXPECTED = ("数值", "a value")


class Expressions(Terms):
    """Builds conditions and values."""

    def condition(self, shape: Shape) -> Condition:
        """Build a condition."""
        at = self.place(shape)
        parts = trees(shape)
        match shape.data:
            case "condition" | "paren":
                return self.condition(parts[0])
            case "fact":
                return Holds(self.name(tokens(shape)[0]), at)
            case "expr":
                return Or(tuple(self.condition(part) for part in parts), at)
            case "all_of":
                return And(tuple(self.condition(part) for part in parts), at)
            case "not_":
                return Not(self.condition(parts[0]), str(tokens(shape)[0]), at)
            case "compare":
                return Compare(self.value(parts[0]), str(tokens(shape)[0]), self.value(parts[1]), at)
            case "compare_behind":
                word = self.behind(tokens(shape)[0])
                return Compare(self.value(parts[0]), word, self.quantity(parts[1]), at)
            case "is_choice":
                return Among(self._fact_name(parts[0]), (self.choice(parts[1]),), "为", at)
            case "among":
                return Among(self._fact_name(parts[0]), tuple(self.choice(part) for part in parts[1:]), "属于", at)
            case "first_time":
                word = str(tokens(shape)[0])
                return FirstTime(self._fact_name(parts[0]), word, self.quantity(parts[1]), at)
            case "within":
                period = tokens(shape)[0]
                unit = next(unit for unit in ("个工作日", "个月", "年", "日") if unit in period)
                return Within(self.start_day(parts[0]), self.number(period), unit, at)
            case "at_least_of":
                return AtLeastOf(self.number(tokens(shape)[0]), tuple(self.condition(part) for part in parts), at)
            case "by_reading":
                rows = tuple((self.called(tokens(row)[0]), self.condition(trees(row)[0])) for row in parts)
                return ByReading(self.called(tokens(shape)[0]), rows, at=at)
        raise self._wrong_kind(shape, _CONDITION_EXPECTED, "「营业收入」高于 5万元")

    def value(self, shape: Shape) -> Value:
        """Build a value."""
        at = self.place(shape)
        parts = trees(shape)
        match shape.data:
            case "value" | "paren":
                return self.value(parts[0])
            case "fact":
                return Fact(self.name(tokens(shape)[0]), at)
            case "date":
                return self.day(tokens(shape)[0])
            case "quantity" | "negative":
                return self.quantity(shape)
            case "previous" | "earlier" | "increase":
                return _OF_YEARS[shape.data](self.name(tokens(shape)[1]), at)
            case "sum_of_years":
                recent, name = tokens(shape)
                return SumOfYears(self.name(name), self.number(recent), at)
            case "plus":
                return Plus(self.value(parts[0]), self.value(parts[1]), at)
            case "minus":
                return Minus(self.value(parts[0]), self.value(parts[1]), at)
            case "times":
                return self._times(shape)
            case "divided":
                return DividedBy(self.value(parts[0]), self.value(parts[1]), at)
            case "lesser":
                return Lesser(tuple(self.value(part) for part in parts), at)
            case "greater":
                return Greater(tuple(self.value(part) for part in parts), at)
            case "by_reading":
                rows = tuple((self.called(tokens(row)[0]), self.value(trees(row)[0])) for row in parts)
                return ValueByReading(self.called(tokens(shape)[0]), rows, at=at)
        raise self._wrong_kind(shape, _VALUE_EXPECTED, "「营业收入」")

    def behind(self, token: Token) -> str:
        """Give a word that stands behind its number; 左右 is never a hard test."""
        if token == "左右":  # nosec B105  # a word of the rule language
            raise self.misfit(
                token,
                code="vague-bound",
                expected=("以上、以下或以内（“左右”只用于指标）", "以上, 以下 or 以内 (左右 only in a target)"),
                example="500万元以上",
            )
        return str(token)

    def _times(self, shape: Shape) -> Times:
        left, right = (self.value(part) for part in trees(shape))
        if not isinstance(right, Quantity):
            left, right = right, left
        if not isinstance(right, Quantity):
            raise self.misfit(
                trees(shape)[1],
                code="product-of-facts",
                expected=("写明的比例或数量（两个事实不能相乘）", "a written ratio or count, not two facts"),
                example="「营业收入」× 25%",
            )
        return Times(left, right, self.place(shape))

    def _fact_name(self, shape: Shape) -> str:
        if shape.data != "fact":
            raise self.misfit(shape, code="not-a-name", expected=("「…」里的事实名称", "the name of a fact in 「…」"))
        return self.name(tokens(shape)[0])

    def _wrong_kind(self, shape: Shape, expected: tuple[str, str], example: str) -> Misfit:
        return self.misfit(shape, code="wrong-kind", expected=expected, example=example)
