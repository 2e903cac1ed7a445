"""The written numbers of a measure: each with its address, what it is today and where in the tree it stands.

Its one law: every number, day and length that can change an answer has exactly one address, by the codes of facts, and
one alias in Chinese; what would be named twice is numbered (#1, #2) in written order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lingqu.law.lang import tree
from lingqu.law.lang.tree import Measure, Period, Quantity
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import nodes_of, rules_of_measure
from lingqu.law.studies.whatif.naming import Naming, folded
from lingqu.law.studies.whatif.quantities import Setting, Span

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of a rule. `paths` lead to it from the measure: to both ends where two bands meet."""

    address: str
    alias: str
    also: tuple[str, ...]
    measure: Measure
    today: Setting
    paths: tuple[Path, ...]
    clause: tree.Condition | tree.Value | None  # what it stands in, where that says more than its name
    group: str  # folded address without its number

    @property
    def names(self) -> tuple[str, ...]:
        """All that it can be called by."""
        return (self.address, self.alias, *self.also)


@dataclass(frozen=True, slots=True)
class _Found:
    """A number met on the way, not yet told from its like. `owner`: the value it is compared with; `role`: its part."""

    today: Setting
    paths: tuple[Path, ...]
    owner: tree.Value | str | None
    role: tuple[str, str] = ("", "")
    clause: tree.Condition | tree.Value | None = None


def parameters_of(pack: Pack, measure: Measure) -> tuple[Parameter, ...]:
    """List the parameters of a measure, as they are written."""
    found = [*_found_in(measure)]
    ways = max((len(each.alternatives) for each in _by_reading(measure)), default=1)
    namings = [(Naming(pack, chinese=False, way=way), Naming(pack, chinese=True, way=way)) for way in range(ways)]
    called = [
        [(_called(measure, each, code, 0), _called(measure, each, name, 1)) for code, name in namings] for each in found
    ]
    counts = Counter(folded(names[0][0]) for names in called)
    met: Counter[str] = Counter()
    made = []
    for each, names in zip(found, called, strict=True):
        group = folded(names[0][0])
        met[group] += 1
        number = f"#{met[group]}" if counts[group] > 1 else ""
        told = [f"{name}{number}" for pair in dict.fromkeys(names) for name in pair]
        made.append(Parameter(told[0], told[1], tuple(told[2:]), measure, each.today, each.paths, each.clause, group))
    return tuple(made)


def all_parameters(pack: Pack) -> tuple[Parameter, ...]:
    """List the parameters of all measures that somebody can apply for."""
    return tuple(each for measure in pack.applicant_measures for each in parameters_of(pack, measure))


def changed_measure(measure: Measure, parameter: Parameter, value: Setting) -> Measure:
    """Put a value where the parameter stands."""
    for path in parameter.paths:
        measure = _put(measure, path, value)
    return measure


def _put(part: Any, path: Path, value: Setting) -> Any:
    if not path:
        return _in_place_of(part, value)
    step, *rest = path
    if isinstance(step, int):
        return tuple(_put(item, tuple(rest), value) if place == step else item for place, item in enumerate(part))
    return replace(part, **{step: _put(getattr(part, step), tuple(rest), value)})


def _in_place_of(part: Any, value: Setting) -> Any:
    if not isinstance(value, Span):
        return value
    if isinstance(part, tree.Within):
        return replace(part, length=value.length, unit=value.unit)
    if isinstance(part, tree.AtLeastOf):
        return replace(part, number=value.length)
    return replace(part, years=value.length)


def _called(measure: Measure, found: _Found, naming: Naming, language: int) -> str:
    owner = found.owner if isinstance(found.owner, str) or found.owner is None else naming.value(found.owner)
    return ".".join(filter(None, (measure.id, owner, found.role[language])))


def _by_reading(measure: Measure) -> Iterator[tree.ValueByReading]:
    for rule in rules_of_measure(measure):
        for node in nodes_of(rule):
            if isinstance(node, tree.ValueByReading):
                yield node


def _found_in(measure: Measure) -> Iterator[_Found]:
    for name in ("subject", "condition"):
        rule = getattr(measure, name)
        if rule is not None:
            yield from _in_condition(rule, (name,))
    if measure.award is not None:
        yield from _in_award(measure.award, ("award",))
    for name, role in (("since", ("since", "起")), ("until", ("until", "止"))):
        day = getattr(measure, name)
        if day is not None:
            yield _Found(day, ((name,),), None, role)


def _in_condition(node: tree.Condition, path: Path) -> Iterator[_Found]:
    if isinstance(node, tree.Compare):
        yield from _in_comparison(node, path)
    elif isinstance(node, tree.FirstTime):
        yield _Found(node.threshold, ((*path, "threshold"),), tree.Fact(node.name), clause=node)
    elif isinstance(node, tree.Within):
        yield from _in_period(node, path)
    elif isinstance(node, tree.Not):
        yield from _in_condition(node.item, (*path, "item"))
    elif isinstance(node, tree.ByReading):
        for place, (_, item) in enumerate(node.alternatives):
            yield from _in_condition(item, (*path, "alternatives", place, 1))
    elif isinstance(node, tree.And | tree.Or | tree.AtLeastOf):
        if isinstance(node, tree.AtLeastOf):
            yield _Found(Span(node.number, "项"), (path,), None, ("at_least", "至少项数"), node)
        for place, item in enumerate(node.items):
            yield from _in_condition(item, (*path, "items", place))


def _in_comparison(node: tree.Compare, path: Path) -> Iterator[_Found]:
    for side, other in (("left", node.right), ("right", node.left)):
        part = getattr(node, side)
        for way, line in _lines_of(part, (*path, side)):
            yield _Found(line, (way,), other, clause=node)
        if not isinstance(part, Quantity | tree.Day):
            yield from _in_value(part, (*path, side), node, compared=True)


def _lines_of(part: tree.Value, path: Path) -> Iterator[tuple[Path, Quantity | tree.Day]]:
    """The numbers that something is compared with: one, or one for each alternative of a reading."""
    if isinstance(part, Quantity | tree.Day):
        yield path, part
    elif isinstance(part, tree.ValueByReading):
        for place, (_, item) in enumerate(part.alternatives):
            yield from _lines_of(item, (*path, "alternatives", place, 1))


def _in_period(node: tree.Within, path: Path) -> Iterator[_Found]:
    if isinstance(node.start, tree.Day):
        yield _Found(node.start, ((*path, "start"),), None, ("start", "起算日"), node)
        yield _Found(Span(node.length, node.unit), (path,), None, ("start.length", "起算日.期限"), node)
    else:
        yield _Found(Span(node.length, node.unit), (path,), node.start, ("length", "期限"), node)


def _in_value(
    node: tree.Value, path: Path, clause: tree.Condition | tree.Value, *, compared: bool = False
) -> Iterator[_Found]:
    """The numbers inside a value; those it is compared with as a whole are told already where `compared`."""
    if isinstance(node, Quantity | tree.Day):
        yield _Found(node, (path,), None, ("number", "数"), clause)
    elif isinstance(node, tree.SumOfYears):
        yield _Found(Span(node.years, "年合计"), (path,), node, ("years", "年数"), clause)
    elif isinstance(node, tree.Times):
        yield _Found(node.right, ((*path, "right"),), node.left, ("factor", "倍数"), clause)
        yield from _in_value(node.left, (*path, "left"), clause)
    elif isinstance(node, tree.Plus | tree.Minus | tree.DividedBy):
        yield from _in_value(node.left, (*path, "left"), clause)
        yield from _in_value(node.right, (*path, "right"), clause)
    elif isinstance(node, tree.Lesser | tree.Greater):
        for place, item in enumerate(node.items):
            yield from _in_value(item, (*path, "items", place), clause)
    elif isinstance(node, tree.ValueByReading):
        for place, (_, item) in enumerate(node.alternatives):
            if not (compared and isinstance(item, Quantity | tree.Day)):
                yield from _in_value(item, (*path, "alternatives", place, 1), clause, compared=compared)


def _in_award(award: tree.Award, path: Path) -> Iterator[_Found]:
    if award.amount is not None:
        yield from _in_amount(award.amount, (*path, "amount"))
    if award.ceiling is not None:
        yield _Found(award.ceiling, ((*path, "ceiling"),), None, ("ceiling", "上限"))
    if award.period is Period.YEARS:
        yield _Found(Span(award.years, "年合计"), (path,), None, ("period", "合计年数"))


_NUMBERS = {
    tree.Flat: (("sum", "sum", "定额"),),
    tree.Rate: (("ratio", "rate", "比例"),),
    tree.Matching: (("ratio", "rate", "比例"),),
    tree.Multiple: (("ratio", "rate", "比例"),),
    tree.Override: (("ratio", "rate", "比例"),),
    tree.Steps: (("step", "step", "每满"), ("each", "each", "每满给")),
    tree.Between: (("low", "low", "核定下限"), ("high", "high", "核定上限")),
}


def _in_amount(amount: tree.Amount, path: Path, year: int = 0) -> Iterator[_Found]:
    before = (f"year{year}.", f"第{year}年.") if year else ("", "")
    for field, code, name in _NUMBERS.get(type(amount), ()):
        yield _Found(getattr(amount, field), ((*path, field),), None, (f"{before[0]}{code}", f"{before[1]}{name}"))
    if isinstance(amount, tree.Bands):
        yield from _in_bands(amount, path)
    elif isinstance(amount, tree.Marginal):
        for place, (line, ratio) in enumerate(amount.rows):
            number = place + 1
            yield _Found(line, ((*path, "rows", place, 0),), None, (f"line{number}", f"界线{number}"))
            yield _Found(ratio, ((*path, "rows", place, 1),), None, (f"rate{number}", f"比例{number}"))
    elif isinstance(amount, tree.YearByYear):
        if isinstance(amount.start, tree.Day):
            yield _Found(amount.start, ((*path, "start"),), None, ("start", "起算日"))
        for place, (number, row) in enumerate(amount.rows):
            yield from _in_amount(row, (*path, "rows", place, 1), number)
    base = getattr(amount, "base", None)
    if base is not None:
        yield from _in_value(base, (*path, "base"), base)


def _in_bands(amount: tree.Bands, path: Path) -> Iterator[_Found]:
    """The lines between bands, each once though two bands meet there, and what each band gives."""
    ends: list[tuple[Path, Quantity]] = []
    for place, row in enumerate(amount.rows):
        for side in ("lower", "upper"):
            bound = getattr(row, side)
            if bound is not None:
                ends.append(((*path, "rows", place, side, "number"), bound.number))
    lines: list[tuple[list[Path], Quantity]] = []
    for way, number in ends:
        if lines and lines[-1][1] == number:
            lines[-1][0].append(way)
        else:
            lines.append(([way], number))
    for count, (ways, number) in enumerate(lines, 1):
        yield _Found(number, tuple(ways), None, (f"line{count}", f"界线{count}"))
    for place, row in enumerate(amount.rows):
        yield _Found(row.amount, ((*path, "rows", place, "amount"),), None, (f"band{place + 1}", f"第{place + 1}档"))
