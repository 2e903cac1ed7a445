"""What a rule is made of: its parts, and the facts, readings and measures that it names.

Its one law: every node of the tree has its row here, and a node without one is refused by name, so that a new
operation cannot slip past a check unseen. It does not know what the nodes mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from lingqu.law.lang.tree import (
    Among,
    Amount,
    And,
    AtLeastOf,
    Bands,
    Between,
    ByReading,
    Compare,
    Condition,
    Considering,
    Day,
    DividedBy,
    EarlierMaximum,
    Fact,
    FactDeclaration,
    FirstTime,
    Flat,
    Greater,
    Holds,
    Increase,
    Lesser,
    Marginal,
    Matching,
    Measure,
    Minus,
    Multiple,
    Not,
    Or,
    Override,
    Place,
    Plus,
    PreviousYear,
    Quantity,
    Rate,
    Steps,
    SumOfYears,
    Times,
    Value,
    ValueByReading,
    Within,
    WithoutSum,
    YearByYear,
)

Node = Value | Condition | Amount
Part = TypeVar("Part", bound=Node)

NAMING = (Fact, PreviousYear, EarlierMaximum, SumOfYears, Increase, Holds, Among, FirstTime)
"""The nodes that call a fact by its name; all of them have `name` and `at`."""

OF_A_SERIES = (PreviousYear, EarlierMaximum, SumOfYears, Increase, FirstTime)
"""The nodes that look at several years of a fact."""

_LEAVES = (
    Quantity,
    Day,
    Fact,
    PreviousYear,
    EarlierMaximum,
    SumOfYears,
    Increase,
    Holds,
    Among,
    FirstTime,
    Flat,
    Multiple,
    Override,
    Between,
    WithoutSum,
)


def parts_of(node: Node) -> tuple[Node, ...]:
    """List the nodes directly inside a node, in written order."""
    if isinstance(node, _LEAVES):
        return ()
    if isinstance(node, Plus | Minus | DividedBy | Compare | Times):
        return (node.left, node.right)
    if isinstance(node, Lesser | Greater | And | Or | AtLeastOf):
        return tuple(node.items)
    if isinstance(node, ByReading | ValueByReading):
        return tuple(item for _, item in node.alternatives)
    if isinstance(node, Not):
        return (node.item,)
    if isinstance(node, Within):
        return (node.start,)
    if isinstance(node, Rate | Bands | Marginal | Steps | Matching | Considering):
        return (node.base,)
    if isinstance(node, YearByYear):
        return (node.start, *(amount for _, amount in node.rows))
    raise TypeError(f"no parts are known of {type(node).__name__}")


def nodes_of(root: Node | None) -> Iterator[Node]:
    """Walk a rule from its root down, each node before its parts, in written order; without recursion."""
    stack: list[Node] = [] if root is None else [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(parts_of(node)))


def rebuilt(root: Part, change: Callable[[Node], Node]) -> Part:
    """Change each node of a rule, its parts before itself."""
    whole: Part = _rebuilt(root, change)
    return whole


def _rebuilt(part: Any, change: Callable[[Node], Node]) -> Any:
    if isinstance(part, tuple):
        return tuple(_rebuilt(item, change) for item in part)
    if not is_dataclass(part) or isinstance(part, Place | type):
        return part
    before = {field.name: getattr(part, field.name) for field in fields(part)}
    after = {name: _rebuilt(value, change) for name, value in before.items()}
    changed = {name: value for name, value in after.items() if value is not before[name] and value != ()}
    whole: Any = replace(part, **changed) if changed else part
    return change(whole) if isinstance(whole, Node) else whole


def rules_of_measure(measure: Measure) -> tuple[Node, ...]:
    """List the rules a measure is made of: subject, condition, amount."""
    rules = (measure.subject, measure.condition, measure.award.amount if measure.award else None)
    return tuple(rule for rule in rules if rule is not None)


def facts_named_in(root: Node | None) -> Iterator[tuple[str, Place]]:
    """List the facts a rule asks by Chinese name, each time with the place; a name may come several times."""
    for node in nodes_of(root):
        if isinstance(node, NAMING):
            yield node.name, node.at


def facts_asked_by(rules: Iterable[Node | None], facts: Iterable[FactDeclaration]) -> frozenset[str]:
    """List the facts that rules ask, also those derived by the very look at a series that a rule takes.

    「x」首次突破 t looks at 往年最高「x」: it asks a fact derived as 往年最高「x」, which outranks the series.
    """
    asked: set[str] = set()
    looks: set[Node] = set()
    for rule in rules:
        for node in nodes_of(rule):
            if isinstance(node, NAMING):
                asked.add(node.name)
            if isinstance(node, FirstTime):
                looks.add(EarlierMaximum(node.name))
            elif isinstance(node, OF_A_SERIES):
                looks.add(node)
    return frozenset(asked | {fact.name for fact in facts if fact.derivation in looks})


def readings_branched_in(root: Node | None) -> Iterator[ByReading | ValueByReading]:
    """List the branchings by a reading inside a rule."""
    for node in nodes_of(root):
        if isinstance(node, ByReading | ValueByReading):
            yield node


def facts_behind(name: str, facts: dict[str, FactDeclaration]) -> Iterator[str]:
    """List a fact and all facts its derivation rests on, nearest first, each once; circles end where they close."""
    seen = {name}
    queue = [name]
    while queue:
        current = queue.pop(0)
        yield current
        declaration = facts.get(current)
        if declaration is None:
            continue
        for source, _ in facts_named_in(declaration.derivation):
            if source not in seen:
                seen.add(source)
                queue.append(source)
