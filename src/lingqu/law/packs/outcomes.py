"""Which of yes and no a condition can come to at all, whatever its facts are.

Its one law: it says "never" or "always" only when that is proved; where it cannot follow (a value compared with a
value, periods, first times, very large conditions) both stay possible. It does not know unknown: a fact that is not
given proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import prod

from lingqu.law.lang.tree import (
    AT_LEAST,
    AT_MOST,
    STRICTLY_ABOVE,
    STRICTLY_BELOW,
    Among,
    And,
    AtLeastOf,
    ByReading,
    Compare,
    Condition,
    FactDeclaration,
    FirstTime,
    Holds,
    Not,
    Or,
    Quantity,
    Value,
    Within,
)
from lingqu.law.packs.ranges import Range, range_of

LARGEST_TABLE = 20_000
"""More combinations than this are not tried; both outcomes then stay possible."""

BOTH = frozenset({True, False})

Cell = bool | str | Fraction
Variable = tuple[str, object]
"""What can be one thing or another: ("fact", name), ("value", node), ("reading", id), ("atom", node)."""

Facts = Mapping[str, FactDeclaration]


@dataclass(frozen=True, slots=True)
class Line:
    """A comparison brought to the form: value WORD number."""

    value: Value
    word: str
    number: Fraction


_MIRRORED = {
    "高于": "低于", "超过": "低于", "突破": "低于", "大于": "低于",
    "达到": "不超过", "不低于": "不超过", "以上": "不超过",
    "低于": "超过", "不满": "超过",
    "不超过": "不低于", "以下": "不低于", "以内": "不低于",
    "等于": "等于",
}  # fmt: skip


def line_of(node: Compare) -> Line | None:
    """Bring a comparison with a written number to the form value WORD number; None for any other comparison.

    >>> from lingqu.law.lang.tree import Fact, Unit
    >>> line_of(Compare(Quantity(Unit.COUNT, 3), "超过", Fact("x")))
    Line(value=Fact(name='x'), word='低于', number=Fraction(3, 1))
    """
    if isinstance(node.right, Quantity) and not isinstance(node.left, Quantity):
        return Line(node.left, node.word, Fraction(node.right.numerator, node.right.denominator))
    if isinstance(node.left, Quantity) and not isinstance(node.right, Quantity):
        mirrored = _MIRRORED.get(node.word)
        if mirrored is not None:
            return Line(node.right, mirrored, Fraction(node.left.numerator, node.left.denominator))
    return None


def stands(number: Fraction, word: str, line: Fraction) -> bool:
    """Say whether a number stands to a line as the word of law says.

    >>> stands(Fraction(5), "超过", Fraction(5)), stands(Fraction(5), "达到", Fraction(5))
    (False, True)
    """
    if word in STRICTLY_ABOVE:
        return number > line
    if word in AT_LEAST:
        return number >= line
    if word in STRICTLY_BELOW:
        return number < line
    if word in AT_MOST:
        return number <= line
    return number == line


def outcomes_of(condition: Condition, facts: Facts) -> frozenset[bool]:
    """Say which of yes and no a condition can come to."""
    if isinstance(condition, Not):
        return frozenset(not outcome for outcome in outcomes_of(condition.item, facts))
    if isinstance(condition, And | Or):
        groups = _entangled(condition.items)
        if len(groups) > 1:
            return _joined(type(condition), [_together(type(condition), group, facts) for group in groups])
    return _tried(condition, facts)


def _together(kind: type[And] | type[Or], items: Sequence[Condition], facts: Facts) -> frozenset[bool]:
    if len(items) == 1:
        return outcomes_of(items[0], facts)
    return _tried(kind(tuple(items)), facts)


def _joined(kind: type[And] | type[Or], groups: Sequence[frozenset[bool]]) -> frozenset[bool]:
    """Join parts that share nothing: any combination of their outcomes can occur."""
    decisive = kind is Or
    found = set()
    if any(decisive in group for group in groups):
        found.add(decisive)
    if all((not decisive) in group for group in groups):
        found.add(not decisive)
    return frozenset(found)


def _entangled(items: Sequence[Condition]) -> list[list[Condition]]:
    """Group conditions that share a variable, directly or through others."""
    groups: list[tuple[set[Variable], list[Condition]]] = []
    for item in items:
        variables, members = set(_variables_in(item)), [item]
        apart = []
        for other_variables, other_members in groups:
            if variables.isdisjoint(other_variables):
                apart.append((other_variables, other_members))
            else:
                variables |= other_variables
                members = other_members + members
        groups = [*apart, (variables, members)]
    return [members for _, members in groups]


def _tried(condition: Condition, facts: Facts) -> frozenset[bool]:
    """Try every combination of the cells of all variables."""
    variables = dict.fromkeys(_variables_in(condition))
    cells = {variable: _cells_of(variable, condition, facts) for variable in variables}
    if prod(len(each) for each in cells.values()) > LARGEST_TABLE:
        return BOTH
    found: set[bool] = set()
    for combination in product(*cells.values()):
        found.add(_truth(condition, dict(zip(cells, combination, strict=True))))
        if len(found) == 2:
            break
    return frozenset(found)


def _variables_in(condition: Condition) -> Iterator[Variable]:
    if isinstance(condition, Holds | Among):
        yield ("fact", condition.name)
    elif isinstance(condition, Compare):
        line = line_of(condition)
        yield ("value", line.value) if line else ("atom", condition)
    elif isinstance(condition, Within | FirstTime):
        yield ("atom", condition)
    elif isinstance(condition, Not):
        yield from _variables_in(condition.item)
    elif isinstance(condition, ByReading):
        yield ("reading", condition.reading)
        for _, item in condition.alternatives:
            yield from _variables_in(item)
    else:
        for item in condition.items:
            yield from _variables_in(item)


def _cells_of(variable: Variable, condition: Condition, facts: Facts) -> tuple[Cell, ...]:
    kind, what = variable
    if kind == "atom":
        return (True, False)
    if kind == "reading":
        return tuple(dict.fromkeys(code for node in _branchings(condition, what) for code, _ in node.alternatives))
    if kind == "fact":
        declared = facts.get(str(what))
        choices = tuple(name for name, _ in declared.choices) if declared else ()
        return choices or (True, False)
    lines = sorted({line.number for line in _lines(condition) if line.value == what})
    value = next(line.value for line in _lines(condition) if line.value == what)
    return _samples(lines, range_of(value, facts))


def _samples(lines: Sequence[Fraction], within: Range | None) -> tuple[Fraction, ...]:
    """Pick one number on each line and one in each gap beside them, as far as the value can be there."""
    whole = within is not None and within.whole
    samples = [lines[0] - 1, *lines, lines[-1] + 1]
    for lower, upper in pairwise(lines):
        if not whole:
            samples.append((lower + upper) / 2)
        elif lower // 1 + 1 < upper:
            samples.append(Fraction(lower // 1 + 1))
    if within is None:
        return tuple(samples)
    # the ends themselves stand for the gaps outside the lines, where lines[0] - 1 may already lie beyond the range
    samples += [within.low, within.high]
    inside = (each for each in samples if within.low <= each <= within.high)
    return tuple(dict.fromkeys(each for each in inside if not whole or each.denominator == 1))


def _truth(condition: Condition, at: Mapping[Variable, Cell]) -> bool:
    if isinstance(condition, Holds):
        return at[("fact", condition.name)] is True
    if isinstance(condition, Among):
        return at[("fact", condition.name)] in condition.choices
    if isinstance(condition, Compare):
        line = line_of(condition)
        if line is None:
            return at[("atom", condition)] is True
        number = at[("value", line.value)]
        return isinstance(number, Fraction) and stands(number, line.word, line.number)
    if isinstance(condition, Within | FirstTime):
        return at[("atom", condition)] is True
    if isinstance(condition, Not):
        return not _truth(condition.item, at)
    if isinstance(condition, And):
        return all(_truth(item, at) for item in condition.items)
    if isinstance(condition, Or):
        return any(_truth(item, at) for item in condition.items)
    if isinstance(condition, AtLeastOf):
        return sum(_truth(item, at) for item in condition.items) >= condition.number
    chosen = at[("reading", condition.reading)]
    return any(code == chosen and _truth(item, at) for code, item in condition.alternatives)


def _lines(condition: Condition) -> Iterator[Line]:
    for node in _atoms(condition, lambda atom: isinstance(atom, Compare)):
        line = line_of(node) if isinstance(node, Compare) else None
        if line is not None:
            yield line


def _branchings(condition: Condition, reading: object) -> Iterator[ByReading]:
    for node in _atoms(condition, lambda atom: isinstance(atom, ByReading)):
        if isinstance(node, ByReading) and node.reading == reading:
            yield node


def _atoms(condition: Condition, wanted: Callable[[Condition], bool]) -> Iterator[Condition]:
    if wanted(condition):
        yield condition
    if isinstance(condition, Not):
        yield from _atoms(condition.item, wanted)
    elif isinstance(condition, And | Or | AtLeastOf):
        for item in condition.items:
            yield from _atoms(item, wanted)
    elif isinstance(condition, ByReading):
        for _, item in condition.alternatives:
            yield from _atoms(item, wanted)
