"""The passes that a folder goes through between parsing and use, listed once, in order.

Its one law: PASSES is the whole list; a check that is not in it does not happen. It does not know files or caches.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lingqu.law.lang.tree import Condition, FactDeclaration, Unit
from lingqu.law.packs.amounts import check_award
from lingqu.law.packs.asking import check_condition
from lingqu.law.packs.blocks import blocks_fit
from lingqu.law.packs.bounds import numbers_bounded
from lingqu.law.packs.circles import no_circles
from lingqu.law.packs.givens import examples_fit
from lingqu.law.packs.names import names_known, one_policy, told_once
from lingqu.law.packs.program import Program, fault_at
from lingqu.law.packs.titles import titles_settled
from lingqu.law.packs.units import ENGLISH, UnitsOf
from lingqu.law.packs.walk import facts_named_in, rules_of_measure


def units_agree(program: Program) -> Program:
    """Find values, conditions and awards that use a fact or number as what it is not."""
    units = UnitsOf(
        program.facts_by_name,
        {
            reading.id: tuple(alternative.code for alternative in reading.alternatives)
            for reading in reversed(program.readings)
        },
    )
    measures = {measure.id: measure for measure in reversed(program.measures)}
    for policy in program.policies:
        if policy.common is not None:
            check_condition(policy.common, units)
    for fact in program.facts:
        _check_derivation(fact, units)
    for measure in program.measures:
        for condition in (measure.subject, measure.condition):
            if condition is not None:
                check_condition(condition, units)
        if measure.award is not None:
            check_award(measure.award, units, measures)
    return program.with_faults(units.faults)


def informative_not_asked(program: Program) -> Program:
    """Find rules that ask a fact marked as informative only."""
    informative = {fact.name for fact in program.facts if fact.informative}
    rules = [
        *(policy.common for policy in program.policies),
        *(fact.derivation for fact in program.facts),
        *(rule for measure in program.measures for rule in rules_of_measure(measure)),
    ]
    return program.with_faults(
        fault_at(
            at,
            f"「{name}」",
            ("仅供参考的事实不入规则", "no rule asks a fact marked 仅供参考"),
            ("删去此处，或删去该事实的「仅供参考」", "delete it here, or the mark 仅供参考 from the fact"),
        )
        for rule in rules
        for name, at in facts_named_in(rule)
        if name in informative
    )


PASSES: tuple[Callable[[Program], Program], ...] = (
    one_policy,
    told_once,
    titles_settled,
    names_known,
    no_circles,
    units_agree,
    informative_not_asked,
    blocks_fit,
    examples_fit,
    numbers_bounded,
)


def checked(program: Program) -> Program:
    """Send a program through all passes; each fault bears the name of the pass that found it."""
    for each in PASSES:
        program = each(program)
        code = each.__name__.replace("_", "-")
        program = replace(
            program, faults=tuple(fault if fault.code else replace(fault, code=code) for fault in program.faults)
        )
    return program


def _check_derivation(fact: FactDeclaration, units: UnitsOf) -> None:
    derivation = fact.derivation
    if derivation is None:
        return
    if isinstance(derivation, Condition):
        check_condition(derivation, units)
        unit: Unit | None = Unit.YES_NO
    else:
        unit = units.value(derivation)
    if unit is not None and unit is not fact.unit:
        units.faults.append(
            fault_at(
                derivation.at if derivation.at.line else fact.at,
                f"推算得{unit.value}",
                (f"{fact.unit.value}（「{fact.name}」）", f"{ENGLISH[fact.unit]} for 「{fact.name}」"),
                ("改推算，或改类型", "change the derivation or 类型"),
            )
        )
