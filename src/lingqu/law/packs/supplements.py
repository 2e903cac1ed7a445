"""A second policy's conditions switched on in a first one: what a call may ask beside what the plan says.

Its one law: the joined pack asks everything either asks; a name that means two things in the two is refused, never
guessed. What was switched on is no longer listed as unchecked. It does not know who switches it on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from lingqu.law.lang.tree import And, Condition, FactDeclaration
from lingqu.law.packs.pack import Pack


class UnableToSupplement(Exception):
    """Two policies that cannot be asked together; `clashes` names everything that means two things."""

    def __init__(self, policy: str, supplement: str, clashes: tuple[str, ...]) -> None:
        super().__init__(f"{policy} + {supplement}: {', '.join(clashes)}")
        self.policy = policy
        self.supplement = supplement
        self.clashes = clashes


def with_supplement(pack: Pack, supplement: Pack) -> Pack:
    """Join the conditions of all measures of `supplement` to the common condition of `pack`.

    Raises `UnableToSupplement` where the policy does not name it under 补充, or where a name clashes.
    """
    if supplement.id not in pack.policy.supplements:
        raise UnableToSupplement(pack.id, supplement.id, (supplement.id,))
    clashes = [*_clashing_facts(pack, supplement), *_clashing_readings(pack, supplement)]
    if clashes:
        raise UnableToSupplement(pack.id, supplement.id, tuple(clashes))
    asked = [pack.policy.common, supplement.policy.common]
    for measure in supplement.applicant_measures:
        asked.extend((measure.subject, measure.condition))
    known = {fact.code for fact in pack.facts}
    offices = {department.code for department in pack.departments}
    return replace(
        pack,
        policy=replace(
            pack.policy,
            common=_joined(condition for condition in asked if condition is not None),
            unchecked=tuple(each for each in pack.policy.unchecked if each != supplement.id),
        ),
        facts=(*pack.facts, *(fact for fact in supplement.facts if fact.code not in known)),
        departments=(*pack.departments, *(each for each in supplement.departments if each.code not in offices)),
        readings=(*pack.readings, *supplement.readings),
        digest=sha256(f"{pack.digest}+{supplement.digest}".encode()).hexdigest(),
    )


def _joined(conditions: Iterable[Condition]) -> Condition | None:
    items = tuple(conditions)
    if len(items) < 2:
        return items[0] if items else None
    return And(items)


def _clashing_facts(pack: Pack, supplement: Pack) -> list[str]:
    by_code = {fact.code: fact for fact in pack.facts}
    by_name = {fact.name: fact for fact in pack.facts}
    clashes = []
    for fact in supplement.facts:
        for other in (by_code.get(fact.code), by_name.get(fact.name)):
            if other is not None and _meaning(other) != _meaning(fact):
                clashes.append(fact.code)
                break
    return clashes


def _meaning(fact: FactDeclaration) -> tuple[object, ...]:
    return (fact.code, fact.name, fact.unit, fact.yearly, fact.choices)


def _clashing_readings(pack: Pack, supplement: Pack) -> list[str]:
    known = {reading.id for reading in pack.readings}
    return [reading.id for reading in supplement.readings if reading.id in known]
