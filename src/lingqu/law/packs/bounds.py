"""How large the numbers of a rule can become on the way, for engines that count in 64 bits.

Its one law: with facts inside `limits`, every product and sum that a rule needs stays within LARGEST_PRODUCT, or the
pack is refused. A value is taken as a fraction of two whole numbers, since comparisons are cross-multiplied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from lingqu.law.lang.faults import Fault
from lingqu.law.lang.tree import (
    Amount,
    Bands,
    Compare,
    Condition,
    Day,
    DividedBy,
    EarlierMaximum,
    Fact,
    FactDeclaration,
    FirstTime,
    Flat,
    Greater,
    Increase,
    Lesser,
    Marginal,
    Matching,
    Measure,
    Minus,
    Multiple,
    Override,
    Place,
    Plus,
    PreviousYear,
    Quantity,
    Rate,
    Steps,
    SumOfYears,
    Times,
    Unit,
    Value,
    ValueByReading,
    YearByYear,
)
from lingqu.law.packs.limits import (
    COUNT_LIMIT,
    LARGEST_PRODUCT,
    MONEY_LIMIT_FEN,
    RATIO_DENOMINATOR,
    RATIO_LIMIT_NUMERATOR,
)
from lingqu.law.packs.program import Program, fault_at
from lingqu.law.packs.walk import nodes_of, rules_of_measure


@dataclass(frozen=True, slots=True)
class Size:
    """The largest a value's numerator and denominator can be in size."""

    top: int
    bottom: int = 1


OF_FACT = {
    Unit.MONEY: Size(MONEY_LIMIT_FEN - 1),
    Unit.COUNT: Size(COUNT_LIMIT - 1),
    Unit.RATIO: Size(RATIO_LIMIT_NUMERATOR - 1, RATIO_DENOMINATOR),
}


def numbers_bounded(program: Program) -> Program:
    """Find rules whose numbers could leave 63 bits, and written numbers beyond the limits.

    On a line with another fault nothing is added: of 「占比」÷「设备」 the size is not what is wrong.
    """
    sizes = SizesOf(program.facts_by_name, {measure.id: measure for measure in reversed(program.measures)})
    for policy in program.policies:
        sizes.rule(policy.common)
    for fact in program.facts:
        sizes.rule(fact.derivation)
    for measure in program.measures:
        for rule in rules_of_measure(measure):
            sizes.rule(rule)
        ceiling = measure.award.ceiling if measure.award else None
        if ceiling is not None:
            sizes.written(ceiling, measure.at)
    for relation in program.relations:
        if relation.ceiling is not None:
            sizes.written(relation.ceiling, relation.at)
    told = {(fault.file, fault.line) for fault in program.faults}
    return program.with_faults(fault for fault in sizes.faults if (fault.file, fault.line) not in told)


class SizesOf:
    """Tells the size of each value of a folder and keeps the faults met on the way."""

    def __init__(self, facts: Mapping[str, FactDeclaration], measures: Mapping[str, Measure]) -> None:
        self.facts = facts
        self.measures = measures
        self.faults: list[Fault] = []

    def rule(self, rule: Value | Condition | Amount | None) -> None:
        """Bound every comparison and amount inside a rule, and the rule itself where it is a value."""
        for node in nodes_of(rule):
            if isinstance(node, Quantity):
                self.written(node, node.at)
            elif isinstance(node, Compare):
                self._compared(self.value(node.left), self.value(node.right), node.at)
            elif isinstance(node, FirstTime):
                self.written(node.threshold, node.at)
        if isinstance(rule, Value):
            self.value(rule)
        elif isinstance(rule, Amount):
            self.amount(rule, ())

    def written(self, number: Quantity, at: Place) -> None:
        """Complain about a written number beyond what a fact of its unit can be."""
        most = OF_FACT.get(number.unit)
        if most is not None and abs(number.numerator) * most.bottom > most.top * number.denominator:
            self.faults.append(
                fault_at(
                    number.at if number.at.line else at,
                    number.written or str(number.numerator),
                    (
                        "金额小于 1万亿元，数量小于 10亿，比例小于 1000",
                        "money below 10^12 yuan, counts below 10^9, ratios below 1000",
                    ),
                    ("改小", "make it smaller"),
                )
            )

    def value(self, value: Value) -> Size | None:
        """Bound a value; None where it is no number or was told to be too large already."""
        if isinstance(value, Quantity):
            return Size(abs(value.numerator), value.denominator)
        if isinstance(value, Day):
            return None
        if isinstance(value, Fact | PreviousYear | EarlierMaximum | SumOfYears | Increase):
            declared = self.facts.get(value.name)
            size = OF_FACT.get(declared.unit) if declared else None
            times = value.years if isinstance(value, SumOfYears) else 2 if isinstance(value, Increase) else 1
            return size and self._checked(Size(size.top * times, size.bottom), value.at)
        if isinstance(value, Lesser | Greater | ValueByReading):
            items = [item for _, item in value.alternatives] if isinstance(value, ValueByReading) else value.items
            sizes = [self.value(item) for item in items]
            if not isinstance(value, ValueByReading):
                reduce(lambda left, right: self._compared(left, right, value.at), sizes)
            known = [size for size in sizes if size is not None]
            if not known:
                return None
            return Size(max(size.top for size in known), max(size.bottom for size in known))
        left, right = self.value(value.left), self.value(value.right)
        if left is None or right is None:
            return None
        if isinstance(value, Plus | Minus):
            return self._checked(
                Size(left.top * right.bottom + right.top * left.bottom, left.bottom * right.bottom), value.at
            )
        if isinstance(value, DividedBy):
            return self._checked(Size(left.top * right.bottom, left.bottom * right.top), value.at)
        return self._times(left, value, right)

    def amount(self, amount: Amount, above: tuple[str, ...]) -> Size | None:
        """Bound a sum in fen; None where the text gives no sum of its own."""
        if isinstance(amount, Flat):
            return self.value(amount.sum)
        if isinstance(amount, Rate | Matching):
            return self._at_rate(self.value(amount.base), amount.ratio, amount.at)
        if isinstance(amount, Bands):
            base = self.value(amount.base)
            fixed = [abs(row.amount.numerator) for row in amount.rows if row.amount.unit is Unit.MONEY]
            rates = [self._at_rate(base, row.amount, amount.at) for row in amount.rows if row.amount.unit is Unit.RATIO]
            for row in amount.rows:
                for bound in (row.lower, row.upper):
                    if bound is not None:
                        self.written(bound.number, amount.at)
                        self._compared(base, self.value(bound.number), amount.at)
            return Size(max([*fixed, *(size.top for size in rates if size is not None), 0]))
        if isinstance(amount, Marginal):
            base = self.value(amount.base)
            shares = [self._at_rate(base, ratio, amount.at) for _, ratio in amount.rows]
            return self._checked(Size(sum(size.top for size in shares if size is not None)), amount.at)
        if isinstance(amount, Steps):
            base = self.value(amount.base)
            if base is None or amount.step.numerator <= 0:
                return None
            return self._checked(Size(base.top // amount.step.numerator * abs(amount.each.numerator)), amount.at)
        if isinstance(amount, Multiple | Override):
            return self._on_another(amount, above)
        if isinstance(amount, YearByYear):
            sizes = [self.amount(part, above) for _, part in amount.rows]
            return Size(max([size.top for size in sizes if size is not None], default=0))
        return None

    def _on_another(self, amount: Multiple | Override, above: tuple[str, ...]) -> Size | None:
        other = self.measures.get(amount.measure)
        if other is None or other.award is None or other.award.amount is None or other.id in above:
            return None
        quiet = SizesOf(self.facts, self.measures)  # what is wrong inside the other is told where it stands
        if isinstance(amount, Multiple):
            return self._at_rate(quiet.amount(other.award.amount, (*above, other.id)), amount.ratio, amount.at)
        if isinstance(other.award.amount, Rate):
            return self._at_rate(quiet.value(other.award.amount.base), amount.ratio, amount.at)
        return None

    def _times(self, left: Size, value: Times, right: Size) -> Size | None:
        product = self._checked(Size(left.top * right.top, left.bottom * right.bottom), value.at)
        if product is None or left.bottom != 1:
            return product
        return Size(product.top // product.bottom + 1)  # whole things are cut down to whole things

    def _at_rate(self, base: Size | None, ratio: Quantity, at: Place) -> Size | None:
        if base is None:
            return None
        product = self._checked(Size(base.top * abs(ratio.numerator), ratio.denominator), at)
        return product and Size(product.top // product.bottom + 1)

    def _compared(self, left: Size | None, right: Size | None, at: Place) -> Size | None:
        if left is None or right is None:
            return left or right
        self._checked(Size(max(left.top * right.bottom, right.top * left.bottom)), at)
        return Size(max(left.top, right.top), max(left.bottom, right.bottom))

    def _checked(self, size: Size, at: Place) -> Size | None:
        if max(size.top, size.bottom) <= LARGEST_PRODUCT:
            return size
        self.faults.append(
            fault_at(
                at,
                f"中间数可达 {max(size.top, size.bottom):.1e}".replace("e+", "×10^"),
                ("运算的中间数小于 2^63（以分计）", "every number on the way below 2^63, in fen"),
                (
                    "用更简单的比例（例如 5%），或少乘除一次",
                    "write a simpler ratio (5%, say), or multiply and divide once less",
                ),
            )
        )
        return None
