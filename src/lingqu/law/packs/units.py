"""Units: what may be added, compared and divided, and what each operator of the language asks of a fact.

Its one law: a unit that cannot be told (an unknown name, a fault inside) is silent above: one slip, one fault.
It does not know amounts (see `amounts`) nor examples (see `givens`).
"""

from __future__ import annotations

from collections.abc import Mapping

from lingqu.law.lang.faults import Fault
from lingqu.law.lang.spelling import print_behind, print_called, print_condition, print_value
from lingqu.law.lang.tree import (
    ByReading,
    Condition,
    Day,
    DividedBy,
    EarlierMaximum,
    Fact,
    FactDeclaration,
    FirstTime,
    Greater,
    Increase,
    Lesser,
    Minus,
    Plus,
    PreviousYear,
    Quantity,
    SumOfYears,
    Times,
    Unit,
    Value,
    ValueByReading,
)
from lingqu.law.packs.program import Said, fault_at

NUMBERS = (Unit.MONEY, Unit.RATIO, Unit.COUNT)
ENGLISH = {
    Unit.MONEY: "money",
    Unit.RATIO: "a ratio",
    Unit.COUNT: "a count",
    Unit.DATE: "a date",
    Unit.YES_NO: "yes or no",
    Unit.CHOICE: "one of a list",
}
SIGNS = {Plus: "+", Minus: "−"}
MOST_YEARS = 10
LONGEST_SHOWN = 40


def named(unit: Unit) -> Said:
    """Say a unit in both languages."""
    return unit.value, ENGLISH[unit]


class UnitsOf:
    """Tells the unit of each value of a folder and keeps the faults met on the way."""

    def __init__(self, facts: Mapping[str, FactDeclaration], readings: Mapping[str, tuple[str, ...]]) -> None:
        self.facts = facts
        self.readings = readings
        self.faults: list[Fault] = []

    def value(self, value: Value) -> Unit | None:
        """Tell the unit of a value; None where it has none that can be told."""
        if isinstance(value, Quantity):
            return value.unit
        if isinstance(value, Day):
            return Unit.DATE
        if isinstance(value, Fact):
            return self._fact(value)
        if isinstance(value, PreviousYear | EarlierMaximum | SumOfYears | Increase):
            return self._series(value)
        if isinstance(value, Plus | Minus):
            return self._sum(value)
        if isinstance(value, Times):
            return self._product(value)
        if isinstance(value, DividedBy):
            return self._quotient(value)
        if isinstance(value, Lesser | Greater):
            return self._extreme(value)
        self.alternatives(value)
        return self._common_unit(tuple(item for _, item in value.alternatives), value)

    def wanted(self, value: Value, *units: Unit, what: Said) -> Unit | None:
        """Tell the unit of a value and complain where it is none of the wanted ones."""
        unit = self.value(value)
        if unit is not None and unit not in units:
            zh = "或".join(each.value for each in units)
            en = " or ".join(ENGLISH[each] for each in units)
            self.complain(
                value,
                shown(value, unit.value),
                (f"{zh}（{what[0]}）", f"{en} as {what[1]}"),
                self._way_to_name(value, units),
            )
            return None
        return unit

    def alternatives(self, branching: ByReading | ValueByReading) -> None:
        """Complain where a branching does not name exactly the alternatives of its reading."""
        asked = self.readings.get(branching.reading)
        given = tuple(code for code, _ in branching.alternatives)
        if asked is None:
            return
        twice = [code for code in dict.fromkeys(given) if given.count(code) > 1]
        left_out = [code for code in asked if code not in given]
        if twice or left_out:
            zh = f"缺 {'、'.join(left_out)}" if left_out else f"重复 {'、'.join(twice)}"
            en = f"missing {', '.join(left_out)}" if left_out else f"twice {', '.join(twice)}"
            called, *names = map(print_called, branching.written or (branching.reading, *given))
            self.complain(
                branching,
                f"{print_behind('依口径', called)}（{'；'.join(names)}）",
                (f"口径 {branching.reading} 的每个备选各一次", f"each alternative of {branching.reading} once"),
                (f"{zh}；全部备选：{'、'.join(asked)}", f"{en}; all alternatives: {', '.join(asked)}"),
            )

    def _fact(self, value: Fact) -> Unit | None:
        declared = self.facts.get(value.name)
        if declared is None:
            return None
        if declared.unit is Unit.YES_NO:
            mend = (f"单独写「{value.name}」作条件", f"write 「{value.name}」 alone as a condition")
        elif declared.unit is Unit.CHOICE:
            first = declared.choices[0][0] if declared.choices else "…"
            mend = (f"写「{value.name}」为 {first}", f"write 「{value.name}」为 {first}")
        else:
            return declared.unit
        self.complain(value, f"「{value.name}」（{declared.unit.value}）", ("一个数或日期", "a number or a date"), mend)
        return None

    def _series(self, value: PreviousYear | EarlierMaximum | SumOfYears | Increase) -> Unit | None:
        declared = self.facts.get(value.name)
        if declared is None or not self.yearly(value, declared):
            return None
        if isinstance(value, SumOfYears):
            if not 1 <= value.years <= MOST_YEARS:
                self.complain(
                    value,
                    f"近{value.years}年合计",
                    (f"1 至 {MOST_YEARS} 年", f"1 to {MOST_YEARS} years"),
                    ("近3年合计", "近3年合计"),
                )
            if declared.unit is Unit.RATIO:
                self.complain(
                    value,
                    f"近{value.years}年合计「{value.name}」",
                    ("金额或数量才能合计", "money or counts to be summed"),
                    ("合计分子与分母后再相除", "sum dividend and divisor, then divide"),
                )
                return None
        return declared.unit

    def yearly(
        self, node: PreviousYear | EarlierMaximum | SumOfYears | Increase | FirstTime, fact: FactDeclaration
    ) -> bool:
        """Say whether a fact is yearly, and complain where a series is asked of one that is not."""
        if fact.yearly:
            return True
        self.complain(
            node,
            f"「{node.name}」（{fact.unit.value}）",
            ("逐年的事实", "a yearly fact"),
            (
                f"在事实「{fact.name}」写：类型 {fact.unit.value}，每年",
                f"declare 「{fact.name}」 with: 类型 {fact.unit.value}，每年",
            ),
        )
        return False

    def _sum(self, value: Plus | Minus) -> Unit | None:
        left, right = self.value(value.left), self.value(value.right)
        if left is None or right is None:
            return None
        if left is not right or left not in NUMBERS:
            sign = SIGNS[type(value)]
            mend = (
                ("日期之间的间隔请用：自「…」起N年内", "for a span between days write 自「…」起N年内")
                if Unit.DATE in (left, right)
                else ("两边改为同一单位", "give both sides the same unit")
            )
            self.complain(
                value,
                shown(value, f"{left.value} {sign} {right.value}"),
                ("同为金额、同为比例或同为数量", "money with money, ratio with ratio or count with count"),
                mend,
            )
            return None
        return left

    def _product(self, value: Times) -> Unit | None:
        left = self.wanted(value.left, *NUMBERS, what=("× 左边", "the left of ×"))
        if value.right.unit not in (Unit.RATIO, Unit.COUNT):
            self.complain(
                value.right,
                value.right.written or value.right.unit.value,
                ("× 右边写比例或数量", "a ratio or a count on the right of ×"),
                (
                    "×25%、×3；按件计发请用「每满 1项 给 …」",
                    "×25% or ×3; a sum for each is 每满 1项 给 …",
                ),
            )
            return None
        if left is Unit.COUNT and value.right.unit is Unit.RATIO:
            self.complain(
                value,
                shown(value, "数量 × 比例"),
                ("数量只乘数量", "a count times a count"),
                ("改用金额，或比较「a ÷ b」与比例", "use money, or compare a ÷ b with the ratio"),
            )
            return None
        return left

    def _quotient(self, value: DividedBy) -> Unit | None:
        left = self.wanted(value.left, *NUMBERS, what=("÷ 左边", "the left of ÷"))
        right = self.wanted(value.right, *NUMBERS, what=("÷ 右边", "the right of ÷"))
        if left is None or right is None:
            return None
        if left is not right:
            self.complain(
                value,
                shown(value, f"{left.value} ÷ {right.value}"),
                ("同一单位相除，得比例", "two of one unit, which gives a ratio"),
                ("除以一个数请改写为乘，例如 ×50%", "to divide by a number multiply instead, for example ×50%"),
            )
            return None
        return Unit.RATIO

    def _extreme(self, value: Lesser | Greater) -> Unit | None:
        word = "较小者" if isinstance(value, Lesser) else "较大者"
        if len(value.items) < 2:
            self.complain(
                value,
                word,
                ("至少两项", "two or more"),
                (f"{word}（「甲」，「乙」）", f"{word}（「a」，「b」）"),
            )
        return self._common_unit(value.items, value)

    def _common_unit(self, items: tuple[Value, ...], whole: Value) -> Unit | None:
        units = [self.value(item) for item in items]
        known = dict.fromkeys(unit for unit in units if unit is not None)
        if len(known) == 1 and next(iter(known)) in (*NUMBERS, Unit.DATE):
            return None if None in units else next(iter(known))
        if len(known) > 1:
            self.complain(
                whole,
                shown(whole, "、".join(unit.value for unit in known)),
                ("各项同一单位", "one unit for all"),
                ("改为同一单位", "give all the same unit"),
            )
        return None

    def _way_to_name(self, value: Value, units: tuple[Unit, ...]) -> Said:
        """Say a fact of a wanted unit, where a fact and no number stands there."""
        named_so = [fact.name for fact in self.facts.values() if fact.unit in units and not fact.informative]
        if isinstance(value, Quantity) or not named_so:
            return way_to_write(value, units)
        return (f"「{named_so[0]}」", f"「{named_so[0]}」")

    def complain(self, node: Value | Condition, given: str, expected: Said, mend: Said) -> None:
        """Keep a fault at the place of a node."""
        self.faults.append(fault_at(node.at, given, expected, mend))


def shown(node: Value | Condition, units: str) -> str:
    """Show what stands there as the language spells it, and its units.

    >>> shown(Fact("设备"), "金额")
    '「设备」（金额）'
    """
    text = print_condition(node) if isinstance(node, Condition) else print_value(node)
    return f"{text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + '…'}（{units}）"


def way_to_write(value: Value, units: tuple[Unit, ...]) -> Said:
    """Say how a number of the wanted unit is written, from the number that stands there."""
    number = value.written if isinstance(value, Quantity) and value.unit is Unit.COUNT and value.written else ""
    digits = "".join(each for each in number if each.isdigit() or each == ".") or "5"
    ways = {
        Unit.MONEY: f"{digits}万元",
        Unit.RATIO: f"{digits}%",
        Unit.COUNT: f"{digits}项",
        Unit.DATE: "2026年1月24日",
    }
    examples = [ways[unit] for unit in units if unit in ways]
    zh = "、".join(examples) or "换成所需单位的值"
    return (f"{zh}", f"{', '.join(examples) or 'a value of that unit'}")
