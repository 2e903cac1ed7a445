"""Two versions of a policy beside each other: what they share as one vocabulary, and where they differ as changes.

Its one law: only what can change an answer is a change; wording, examples and departments are none. Facts that mean
different things under one name cannot be compared and are told, all at once.
"""

from __future__ import annotations

from dataclasses import replace

from lingqu.law.lang.tree import FactDeclaration, Measure, Policy, Reading
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.changes import HEADER, TakeOver, fact_part, measure_part, reading_part


class UnableToCompare(Exception):
    """Policies whose facts do not mean the same; `clashes` are the names in question."""

    def __init__(self, clashes: tuple[str, ...]) -> None:
        super().__init__(", ".join(clashes))
        self.clashes = clashes


def shared_vocabulary(pack: Pack, other: Pack) -> Pack:
    """The pack with what only the other declares: facts, choices, readings and their alternatives.

    Nobody asks them before a change does. Raises `UnableToCompare`.
    """
    clashes = _clashes(pack, other)
    if clashes:
        raise UnableToCompare(clashes)
    facts = {fact.name: fact for fact in pack.facts}
    readings = {reading.id: reading for reading in pack.readings}
    return replace(
        pack,
        facts=(
            *(_with_choices(fact, other) for fact in pack.facts),
            *(fact for fact in other.facts if fact.name not in facts),
        ),
        readings=(
            *(_with_alternatives(reading, other) for reading in pack.readings),
            *(reading for reading in other.readings if reading.id not in readings),
        ),
        departments=tuple({each.code: each for each in (*other.departments, *pack.departments)}.values()),
    )


def differences(pack: Pack, other: Pack) -> tuple[TakeOver, ...]:
    """What has to be taken over from the other for the pack to answer like it. Raises `UnableToCompare`."""
    shared = shared_vocabulary(pack, other)
    changes = [TakeOver(HEADER, other.policy)] if _of_header(pack.policy) != _of_header(other.policy) else []
    facts = {fact.name: fact for fact in shared_vocabulary(other, pack).facts}
    changes += [
        TakeOver(fact_part(fact.name), facts[fact.name])
        for fact in shared.facts
        if _of_fact(fact) != _of_fact(facts[fact.name])
    ]
    readings = {reading.id: reading for reading in other.readings}
    changes += [
        TakeOver(reading_part(reading.id), readings[reading.id].adopted)
        for reading in pack.readings
        if reading.id in readings and _adopted(reading) != _adopted(readings[reading.id])
    ]
    ours = {measure.id: measure for measure in pack.measures}
    theirs = {measure.id: measure for measure in other.measures}
    for id in dict.fromkeys((*ours, *theirs)):
        one, another = ours.get(id), theirs.get(id)
        if one is None or another is None or essence(one) != essence(another):
            changes.append(TakeOver(measure_part(id), another))
    return tuple(changes)


def essence(measure: Measure) -> tuple[object, ...]:
    """All of a measure that an answer rests on."""
    return (measure.subject, measure.condition, measure.award, measure.since, measure.until, measure.to_applicant)


def _clashes(pack: Pack, other: Pack) -> tuple[str, ...]:
    by_name = {fact.name: fact for fact in other.facts}
    by_code = {fact.code: fact for fact in other.facts}
    found = []
    for fact in pack.facts:
        named, coded = by_name.get(fact.name), by_code.get(fact.code)
        if (named and (named.code, named.unit) != (fact.code, fact.unit)) or (coded and coded.name != fact.name):
            found.append(fact.name)
    if pack.policy.day_fact != other.policy.day_fact:
        found.append(pack.policy.day_fact)
    return tuple(dict.fromkeys(found))


def _with_choices(fact: FactDeclaration, other: Pack) -> FactDeclaration:
    same = next((each for each in other.facts if each.name == fact.name), None)
    if same is None:
        return fact
    choices = dict(fact.choices)
    more = tuple((name, code) for name, code in same.choices if name not in choices)
    return replace(fact, choices=(*fact.choices, *more), yearly=fact.yearly or same.yearly)


def _with_alternatives(reading: Reading, other: Pack) -> Reading:
    same = next((each for each in other.readings if each.id == reading.id), None)
    if same is None:
        return reading
    known = {each.code for each in reading.alternatives}
    more = tuple(each for each in same.alternatives if each.code not in known)
    return replace(reading, alternatives=(*reading.alternatives, *more))


def _of_header(policy: Policy) -> tuple[object, ...]:
    return (policy.since, policy.until, policy.common)


def _of_fact(fact: FactDeclaration) -> tuple[object, ...]:
    return (fact.derivation, fact.role)


def _adopted(reading: Reading) -> str | None:
    return reading.adopted.alternative if reading.adopted else None
