"""Examples on, just under and just over every line and every cap of a pack, with what must come out.

Its one law: what is expected is worked out here from the word and the number alone, apart from the engine, so that
running the rows through the engine compares two computations. A line that no single set of facts can be put on (a
value compared with a value, a condition on days) has no rows. It does not know how rows are run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from lingqu.law.lang.tree import (
    Bands,
    Compare,
    Condition,
    Day,
    DividedBy,
    Fact,
    FirstTime,
    Given,
    Marginal,
    Matching,
    Measure,
    Place,
    Policy,
    Quantity,
    Rate,
    Steps,
    Unit,
    Value,
)
from lingqu.law.lang.truth import Truth, truth_of
from lingqu.law.packs.outcomes import Line, line_of, stands
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.solving import Chosen, Setting, facts_around_ratio, facts_reaching, variants_of
from lingqu.law.packs.walk import nodes_of

STEPS = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class LineCase:
    """Facts about one line of a condition, and whether that comparison alone must hold."""

    measure: str  # id; empty for the policy's common condition
    comparison: Compare | FirstTime
    given: tuple[Given, ...]
    chosen: Chosen
    expected: Truth

    @property
    def at(self) -> Place:
        """Where the comparison is written."""
        return self.comparison.at


@dataclass(frozen=True, slots=True)
class SumCase:
    """Facts about one line or the cap of an amount, and the sum that must come out, the ceiling applied."""

    measure: str
    given: tuple[Given, ...]
    chosen: Chosen
    base: int  # fen, or a count
    expected_fen: int
    at: Place


@dataclass(frozen=True, slots=True)
class Boundaries:
    """All generated rows of a pack."""

    lines: tuple[LineCase, ...]
    sums: tuple[SumCase, ...]


def boundaries_of(pack: Pack) -> Boundaries:
    """Generate the rows of a pack, in the order of its measures."""
    setting = Setting({fact.name: fact for fact in pack.facts}, _year_relied_on(pack.policy))
    lines = list(_lines_in("", pack.policy.common, pack.policy, setting))
    sums: list[SumCase] = []
    for measure in pack.measures:
        for condition in (measure.subject, measure.condition):
            lines += _lines_in(measure.id, condition, pack.policy, setting)
        sums += _sums_of(measure, pack.policy, setting)
    return Boundaries(tuple(lines), tuple(sums))


def _year_relied_on(policy: Policy) -> int:
    return date.fromisoformat(policy.since.iso).year - 1


def _lines_in(measure: str, condition: Condition | None, policy: Policy, setting: Setting) -> Iterator[LineCase]:
    for node in nodes_of(condition):
        if isinstance(node, FirstTime):
            for given, truth in _first_time(node, policy, setting):
                yield LineCase(measure, node, given, (), truth)
        elif isinstance(node, Compare):
            for given, chosen, truth in _around(node, policy, setting):
                yield LineCase(measure, node, given, chosen, truth)


def _around(node: Compare, policy: Policy, setting: Setting) -> Iterator[tuple[tuple[Given, ...], Chosen, Truth]]:
    line = line_of(node)
    if line is None:
        if isinstance(node.left, Fact) and isinstance(node.right, Day):
            yield from _around_day(node.left, node.word, node.right)
        return
    for chosen, value in variants_of(line.value):
        for step in STEPS:
            given, number = _placed(value, line, step, setting)
            if given is not None:
                yield _judged(given, policy), chosen, truth_of(stands(number, line.word, line.number))


def _judged(given: tuple[Given, ...], policy: Policy) -> tuple[Given, ...]:
    """Add the day judged where a series is given: without it no year is the one relied on."""
    if all(each.year is None for each in given):
        return given
    return (*given, Given(policy.day_fact, policy.since))


def _placed(value: Value, line: Line, step: int, setting: Setting) -> tuple[tuple[Given, ...] | None, Fraction]:
    """Find facts that put the value one step under, on or over its line, and the number it then is."""
    if isinstance(value, DividedBy):
        given = facts_around_ratio(value, line.number.numerator, line.number.denominator, step, setting)
        return given, line.number + Fraction(step, 10**18)  # which side of the line is all that counts
    number = line.number + step
    if number.denominator != 1:
        return None, number
    return facts_reaching(value, number.numerator, setting), number


def _around_day(fact: Fact, word: str, line: Day) -> Iterator[tuple[tuple[Given, ...], Chosen, Truth]]:
    on = date.fromisoformat(line.iso)
    for step in STEPS:
        day = on + timedelta(days=step)
        truth = truth_of(stands(Fraction(day.toordinal()), word, Fraction(on.toordinal())))
        yield (Given(fact.name, Day(day.isoformat())),), (), truth


def _first_time(node: FirstTime, policy: Policy, setting: Setting) -> Iterator[tuple[tuple[Given, ...], Truth]]:
    """Put this year about the line after a year of nothing, then an earlier year about it under a passing year."""
    line = Fraction(node.threshold.numerator, node.threshold.denominator)
    if line.denominator != 1 or node.threshold.unit is Unit.RATIO:
        return
    on = line.numerator
    pairs = [(on + step, 0) for step in STEPS] + [(on + 1, on + step) for step in STEPS]
    for now, before in dict.fromkeys(pairs):
        passes_now, passed = stands(Fraction(now), node.word, line), stands(Fraction(before), node.word, line)
        given = (
            Given(node.name, Quantity(node.threshold.unit, before), setting.year - 1),
            Given(node.name, Quantity(node.threshold.unit, now), setting.year),
            Given(policy.day_fact, policy.since),
        )
        yield given, truth_of(passes_now and not passed)


def _sums_of(measure: Measure, policy: Policy, setting: Setting) -> Iterator[SumCase]:
    award = measure.award
    amount = award.amount if award else None
    if award is None or not isinstance(amount, Rate | Bands | Marginal | Steps | Matching):
        return
    cap = award.ceiling.numerator if award.ceiling else None
    for chosen, base in variants_of(amount.base):
        for number in _numbers_about(amount, cap):
            given = facts_reaching(base, number, setting)
            if given is not None:
                reached = sum_on(amount, number)
                given = _judged(given, policy)
                yield SumCase(
                    measure.id, given, chosen, number, reached if cap is None else min(reached, cap), amount.at
                )


def _numbers_about(amount: Rate | Bands | Marginal | Steps | Matching, cap: int | None) -> tuple[int, ...]:
    """List the bases on and beside every line of an amount and beside the base that first reaches the cap."""
    lines: list[int] = []
    if isinstance(amount, Rate | Matching) and cap is not None and amount.ratio.numerator > 0:
        lines.append(-(-cap * amount.ratio.denominator // amount.ratio.numerator))
    elif isinstance(amount, Bands):
        bounds = [bound for row in amount.rows for bound in (row.lower, row.upper) if bound is not None]
        lines += [bound.number.numerator for bound in bounds if bound.number.denominator == 1]
    elif isinstance(amount, Marginal):
        lines += [line.numerator for line, _ in amount.rows]
    elif isinstance(amount, Steps) and amount.step.denominator == 1:
        lines += [amount.step.numerator, 2 * amount.step.numerator]
        if cap is not None and amount.each.numerator > 0:
            lines.append(-(-cap // amount.each.numerator) * amount.step.numerator)
    return tuple(sorted({line + step for line in lines for step in STEPS if line + step > 0}))


def sum_on(amount: Rate | Bands | Marginal | Steps | Matching, base: int) -> int:
    """Work out an amount on a base above zero, in fen, before any ceiling; cut down to whole fen once, at the end.

    >>> sum_on(Rate(Fact("x"), Quantity(Unit.RATIO, 5, 100)), 1999)
    99
    """
    if isinstance(amount, Rate | Matching):
        return base * amount.ratio.numerator // amount.ratio.denominator
    if isinstance(amount, Steps):
        return base // amount.step.numerator * amount.each.numerator
    if isinstance(amount, Marginal):
        ends = [line.numerator for line, _ in amount.rows[1:]]
        total = Fraction(0)
        for (line, ratio), end in zip(amount.rows, [*ends, max(base, *ends, 0)], strict=True):
            part = max(0, min(base, end) - line.numerator)
            total += Fraction(part * ratio.numerator, ratio.denominator)
        return total.numerator // total.denominator
    for row in amount.rows:
        above = row.lower is None or stands(
            Fraction(base), "达到" if row.lower.inclusive else "超过", _exact(row.lower.number)
        )
        below = row.upper is None or stands(
            Fraction(base), "不超过" if row.upper.inclusive else "低于", _exact(row.upper.number)
        )
        if above and below:
            fixed = row.amount.unit is Unit.MONEY
            return row.amount.numerator if fixed else base * row.amount.numerator // row.amount.denominator
    return 0


def _exact(number: Quantity) -> Fraction:
    return Fraction(number.numerator, number.denominator)
