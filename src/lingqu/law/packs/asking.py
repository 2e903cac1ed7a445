"""What each condition of the language asks of the facts it names, and where one asks the wrong kind.

Its one law: as in `units`, one slip is one fault. It does not know whether a condition can ever hold (see `outcomes`).
"""

from __future__ import annotations

from lingqu.law.lang.tree import (
    AT_LEAST,
    STRICTLY_ABOVE,
    Among,
    AtLeastOf,
    ByReading,
    Compare,
    Condition,
    Fact,
    FirstTime,
    Holds,
    Not,
    Quantity,
    Unit,
    Within,
)
from lingqu.law.packs.units import NUMBERS, UnitsOf, shown, way_to_write

PERIOD_UNITS = ("年", "个月", "日", "个工作日")
LONGEST_PERIOD = 100 * 366


def check_condition(condition: Condition, units: UnitsOf) -> None:
    """Complain about every misuse of a unit inside a condition."""
    if isinstance(condition, Holds):
        _holds(condition, units)
    elif isinstance(condition, Compare):
        _compare(condition, units)
    elif isinstance(condition, Among):
        _among(condition, units)
    elif isinstance(condition, Within):
        _within(condition, units)
    elif isinstance(condition, FirstTime):
        _first_time(condition, units)
    elif isinstance(condition, Not):
        check_condition(condition.item, units)
    elif isinstance(condition, ByReading):
        units.alternatives(condition)
        for _, item in condition.alternatives:
            check_condition(item, units)
    else:
        if isinstance(condition, AtLeastOf) and not 1 <= condition.number <= len(condition.items):
            units.complain(
                condition,
                f"至少{condition.number}项，列出 {len(condition.items)} 项",
                (f"1 至 {len(condition.items)}", f"1 to {len(condition.items)}"),
                ("改小项数，或补足各项", "lower the number or list more"),
            )
        for item in condition.items:
            check_condition(item, units)


def _holds(node: Holds, units: UnitsOf) -> None:
    declared = units.facts.get(node.name)
    if declared is None or declared.unit is Unit.YES_NO:
        return
    first = declared.choices[0][0] if declared.choices else "…"
    mends = {
        Unit.CHOICE: f"「{node.name}」为 {first}",
        Unit.DATE: f"自「{node.name}」起3年内",
        Unit.MONEY: f"「{node.name}」高于 100万元",
        Unit.RATIO: f"「{node.name}」高于 5%",
        Unit.COUNT: f"「{node.name}」不低于 3",
    }
    mend = mends[declared.unit]
    units.complain(
        node,
        f"「{node.name}」（{declared.unit.value}）",
        ("是否（单独成条件的事实）", "yes or no as a fact that stands alone"),
        (f"{mend}", f"{mend}"),
    )


def _compare(node: Compare, units: UnitsOf) -> None:
    left, right = units.value(node.left), units.value(node.right)
    if left is None or right is None or (left is right and left in (*NUMBERS, Unit.DATE)):
        return
    units.complain(
        node,
        shown(node, f"{left.value}比{right.value}"),
        ("同一单位相比", "two of one unit to compare"),
        way_to_write(node.right if isinstance(node.right, Quantity) else node.left, (left,)),
    )


def _among(node: Among, units: UnitsOf) -> None:
    declared = units.facts.get(node.name)
    if declared is None:
        return
    if declared.unit is not Unit.CHOICE:
        units.complain(
            node,
            f"「{node.name}」（{declared.unit.value}）",
            (f"选项（「{node.word}」之前）", f"one of a list before {node.word}"),
            ("数用「高于、达到」等比较，是否直接写", "compare numbers with 高于 or 达到; write yes-or-no facts alone"),
        )
    for choice in dict.fromkeys(node.choices):
        if node.choices.count(choice) > 1:
            units.complain(node, choice, ("每个选项一次", "each choice once"), ("删去重复的", "delete the second"))


def _within(node: Within, units: UnitsOf) -> None:
    if isinstance(node.start, Fact):
        declared = units.facts.get(node.start.name)
        if declared is not None and declared.unit is not Unit.DATE:
            units.complain(
                node,
                f"「{node.start.name}」（{declared.unit.value}）",
                ("日期（自…起）", "a date after 自"),
                ("自「认定日」起3年内", "自「认定日」起3年内"),
            )
    if node.length < 1 or node.unit not in PERIOD_UNITS or node.length > LONGEST_PERIOD:
        units.complain(
            node,
            f"{node.length}{node.unit}",
            ("一年以上的整数与 年、个月、日、个工作日 之一", "a whole number of 年, 个月, 日 or 个工作日"),
            ("3年内", "3年内"),
        )


def _first_time(node: FirstTime, units: UnitsOf) -> None:
    declared = units.facts.get(node.name)
    if declared is not None and units.yearly(node, declared) and declared.unit is not node.threshold.unit:
        units.complain(
            node.threshold,
            shown(node, f"{declared.unit.value}比{node.threshold.unit.value}"),
            ("同一单位相比", "two of one unit to compare"),
            way_to_write(node.threshold, (declared.unit,)),
        )
    if node.word not in (*STRICTLY_ABOVE, *AT_LEAST):
        units.complain(
            node,
            f"首次{node.word}",
            ("首次之后写 突破、超过 或 达到", "突破, 超过 or 达到 after 首次"),
            (f"「{node.name}」首次突破 …", f"「{node.name}」首次突破 …"),
        )
