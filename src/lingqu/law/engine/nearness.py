"""What was nearly reached: the one line that keeps a measure out of reach, how far it is, and what lies beyond it.

Its one law: a gap is told only where closing that one gap would turn the condition, and only for what can still change
(an earlier year's maximum cannot). It proposes no other change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from lingqu.law.engine.answers import Answer, Outcome, assess
from lingqu.law.engine.conditions import comparison_of
from lingqu.law.engine.formula import Agreed, AllOf, AnyOf, Atom, Formula, Several, truth_of_formula
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program
from lingqu.law.engine.subjects import Subject
from lingqu.law.engine.values import ValueCompiler, resolved
from lingqu.law.lang import tree
from lingqu.law.lang.tree import Unit
from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth

# How much of the line must be reached already for it to be told as nearly reached.
NEARLY = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One line not reached. Amounts are in the fact's unit (fen for money); `award_at_line` is fen."""

    measure: str
    fact: str  # code of the fact that would have to change
    unit: Unit
    has: int | Fraction
    needs: int | Fraction  # the smallest (or largest) value on the right side of the line
    gap: int | Fraction
    upwards: bool
    award_at_line: int | None
    then: Verdict  # what the verdict would be at the line
    reached: Fraction


def near_misses(program: Program, answer: Answer, *, nearly: Fraction = NEARLY) -> tuple[NearMiss, ...]:
    """List the near misses of all outcomes that are not eligible yet, the nearest first."""
    found = []
    for outcome in answer.outcomes:
        if outcome.verdict is not Verdict.ELIGIBLE:
            found.extend(_of_outcome(program, answer, outcome, nearly))
    order = {compiled.measure.id: compiled.number for compiled in program.measures}
    return tuple(sorted(found, key=lambda each: (-each.reached, order[each.measure], each.fact)))


def _of_outcome(program: Program, answer: Answer, outcome: Outcome, nearly: Fraction) -> list[NearMiss]:
    found: dict[tuple[str, str], NearMiss] = {}
    truths = dict(outcome.judgement.truths)
    for variant, before in zip(outcome.compiled.variants, outcome.judgement.by_variant, strict=True):
        for atom in _standing_atoms(variant.formula):
            if truths[atom.index] is not NO or not isinstance(atom.source, tree.Compare):
                continue
            after = truth_of_formula(variant.formula, {**truths, atom.index: YES})
            if not _is_better(before, after):
                continue
            line = _line(program, answer, atom.source, dict(variant.choice))
            if line is None or line.reached < nearly:
                continue
            # one way to read it may be satisfied at the line and another not: the verdict there is judged, not guessed
            there = _at_line(program, answer.subject, outcome, line)
            if there.verdict is Verdict.NOT_ELIGIBLE:
                continue
            fact = program.pack.facts[program.layout.facts[line.slot]]
            miss = NearMiss(
                outcome.measure, fact.code, fact.unit, line.has, line.needs, _distance(line),
                line.upwards, _sum_of(there), there.verdict, line.reached,
            )  # fmt: skip
            key = (outcome.measure, fact.code)
            if key not in found or (found[key].then is not Verdict.ELIGIBLE and miss.then is Verdict.ELIGIBLE):
                found[key] = miss
    return list(found.values())


def _distance(line: _Line) -> int | Fraction:
    return line.needs - line.has if line.upwards else line.has - line.needs


def _at_line(program: Program, subject: Subject, outcome: Outcome, line: _Line) -> Outcome:
    values = list(subject.values)
    values[line.slot] = line.needs
    return assess(program, replace(subject, values=values), (outcome.compiled,)).outcomes[0]


def _sum_of(outcome: Outcome) -> int | None:
    award = outcome.award
    if award is None:
        return outcome.at_most
    return award.at_most if award.fen is None else award.fen


def _is_better(before: Truth, after: Truth) -> bool:
    return (before is NO and after is not NO) or (before is UNKNOWN and after is YES)


def _standing_atoms(formula: Formula) -> list[Atom]:
    """The atoms that are not under a negation: turning one of them from NO to YES can only help."""
    if isinstance(formula, Atom):
        return [formula]
    if isinstance(formula, AllOf | AnyOf | Several | Agreed):
        return [atom for item in formula.items for atom in _standing_atoms(item)]
    return []


@dataclass(frozen=True, slots=True)
class _Line:
    slot: int
    has: int | Fraction
    needs: int | Fraction
    upwards: bool
    reached: Fraction


def _line(program: Program, answer: Answer, node: tree.Compare, choice: dict[str, str]) -> _Line | None:
    """Find the one slot that would have to change, and the value it needs."""
    values = answer.subject.values
    compiler = ValueCompiler(program.layout, choice, [])
    sign = comparison_of(node.word)
    left = resolved(node.left, choice)
    right = compiler.compile(node.right).get(values)
    if isinstance(left, tree.DividedBy) and isinstance(left.left, tree.Fact):
        denominator = compiler.compile(left.right).get(values)
        if denominator is None or right is None:
            return None
        right = right * denominator
        left = left.left
    if not isinstance(left, tree.Fact) or right is None:
        return None
    slot = program.layout.of_fact[left.name]
    if slot in program.layout.may_be_floor:
        return None
    has: int | Fraction | None = values[slot]
    if has is None:
        return None
    needs = _needed(sign, Fraction(right), program.pack.facts[slot].unit)
    if needs is None:
        return None
    upwards = needs > has
    smaller, larger = (has, needs) if upwards else (needs, has)
    if smaller <= 0 or larger <= 0:
        return None
    return _Line(slot, has, needs, upwards, Fraction(smaller) / Fraction(larger))


def _needed(sign: str, line: Fraction, unit: Unit) -> int | Fraction | None:
    """The value nearest to the line on its right side: whole fen and whole counts, the line itself for a ratio."""
    if unit is Unit.RATIO:
        return line if sign in (">=", "<=", "==") else None
    if sign == ">":
        return floor(line) + 1
    if sign == ">=":
        return ceil(line)
    if sign == "<":
        return ceil(line) - 1
    return floor(line) if sign == "<=" or line.denominator == 1 else None
