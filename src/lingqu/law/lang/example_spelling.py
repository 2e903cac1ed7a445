"""Spelling of examples: what is given and what is expected, one way each.

Its one law: what is written here reads back as an equal example. It does not know where an example stands.
"""

from __future__ import annotations

from lingqu.law.lang.quantities import spelled, spelled_day
from lingqu.law.lang.spelling import print_behind, print_called, print_choice
from lingqu.law.lang.tree import Day, Example, Expected, Given, Quantity


def print_given(given: Given) -> str:
    """Write a fact of an example."""
    name = f"「{given.name}」"
    match given.value:
        case None:
            return f"{name}未知"
        case bool():
            return name if given.value else f"{given.word}{name}"
        case Day():
            return name + spelled_day(given.value)
        case Quantity():
            return name + (f"{given.year}年 " if given.year is not None else "") + spelled(given.value)
        case str():
            return name + print_choice(given.value)


def print_example(example: Example) -> tuple[str, str]:
    """Write an example: what is given, and what is expected behind the arrow."""
    givens = [print_given(each) for each in example.given]
    givens += [
        print_behind("口径", f"{print_called(reading)}={print_called(alternative)}")
        for reading, alternative in example.chosen
    ]
    return "，".join(givens), _expected(example.expected)


def _expected(expected: Expected) -> str:
    parts = [expected.verdict]
    if expected.kind == "无金额":
        parts.append("无金额")
    elif expected.kind is not None:
        kind = "择优最高" if expected.kind == "择优" else expected.kind
        parts.append(f"{kind} {spelled(expected.sum) if expected.sum is not None else '未知'}")
    if expected.remaining is not None:
        parts.append(f"余 {spelled(expected.remaining)}")
    if expected.still is not None:
        parts.append(f"金额还缺{_names(expected.still)}")
    if expected.missing is not None:
        parts.append(f"缺{_names(expected.missing)}")
    if expected.readings is not None:
        parts.append(print_behind("系于", "、".join(map(print_called, expected.readings)) or "无"))
    return "，".join(parts)


def _names(names: tuple[str, ...]) -> str:
    return "、".join(f"「{name}」" for name in names) or " 无"
