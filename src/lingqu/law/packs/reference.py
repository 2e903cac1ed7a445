"""All that is to be shown of one measure: its rule, its words, its readings, facts, relations and sentences.

Its one law: everything comes from the tree; nothing is written a second time. It does not know how it is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.law.lang.measures_said import say_measure, say_relation
from lingqu.law.lang.printer import print_block
from lingqu.law.lang.tree import (
    Alternative,
    Department,
    Example,
    FactDeclaration,
    Given,
    Measure,
    Policy,
    Reading,
    Relation,
    SentenceRow,
)
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import facts_asked_by, facts_behind, readings_branched_in, rules_of_measure


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """A reading that a measure rests on: whether its rule branches by it, and the alternative adopted, if any."""

    reading: Reading
    branched: bool
    adopted: Alternative | None


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact that a measure asks: by its own rule, or only through the derivation of another."""

    fact: FactDeclaration
    asked: bool


@dataclass(frozen=True, slots=True)
class RelationShown:
    """A bond with other measures, said in both languages."""

    relation: Relation
    words: str
    words_english: str


@dataclass(frozen=True, slots=True)
class MeasureReport:
    """One measure, ready to be laid out."""

    policy: Policy
    measure: Measure
    source: str  # the block as the formatter writes it
    words: str
    words_english: str
    common_source: str  # the whole header of the policy, whose 共同条件 the measure shares; empty where it shares none
    departments: tuple[Department, ...]
    readings: tuple[ReadingShown, ...]  # its own, in the order declared, then those its rule branches by
    common_readings: tuple[ReadingShown, ...]
    facts: tuple[FactShown, ...]  # in declared order
    relations: tuple[RelationShown, ...]
    sentences: tuple[SentenceRow, ...]  # the rows of the sentences it cites
    premise: tuple[Given, ...]
    examples: tuple[Example, ...]


def measure_report(pack: Pack, id: str) -> MeasureReport:
    """Gather all that is to be shown of a measure. Raises UnableToFind."""
    measure = pack.measure(id)
    shares_common = measure.to_applicant and pack.policy.common is not None
    cites = {str(anchor) for anchor in measure.cites}
    whole = {anchor.section for anchor in measure.cites if anchor.sentence == 0}
    return MeasureReport(
        policy=pack.policy,
        measure=measure,
        source=print_block(measure),
        words=say_measure(measure, pack, "zh"),
        words_english=say_measure(measure, pack, "en"),
        common_source=print_block(pack.policy) if shares_common else "",
        departments=tuple(pack.department(code) for code in measure.departments),
        readings=_readings_of(pack, measure),
        common_readings=tuple(_shown(pack, reading, frozenset()) for reading in pack.policy.common_readings),
        facts=_facts_of(pack, measure),
        relations=tuple(
            RelationShown(relation, say_relation(relation, pack, "zh"), say_relation(relation, pack, "en"))
            for relation in pack.relations
            if measure.id in relation.measures
        ),
        sentences=tuple(row for row in pack.sentences if str(row.anchor) in cites or row.anchor.section in whole),
        premise=measure.premise,
        examples=measure.examples,
    )


def _readings_of(pack: Pack, measure: Measure) -> tuple[ReadingShown, ...]:
    branched = [node.reading for rule in rules_of_measure(measure) for node in readings_branched_in(rule)]
    ids = dict.fromkeys((*measure.readings, *branched))
    return tuple(_shown(pack, reading, frozenset(branched)) for reading in ids)


def _shown(pack: Pack, id: str, branched: frozenset[str]) -> ReadingShown:
    reading = pack.reading(id)
    adopted = next(
        (each for each in reading.alternatives if reading.adopted and each.code == reading.adopted.alternative), None
    )
    return ReadingShown(reading, id in branched, adopted)


def _facts_of(pack: Pack, measure: Measure) -> tuple[FactShown, ...]:
    """List the facts that the measure and the common condition ask, and those they derive from."""
    rules = [*rules_of_measure(measure)]
    if measure.to_applicant and pack.policy.common is not None:
        rules.append(pack.policy.common)
    asked = facts_asked_by(rules, pack.facts)
    declared = {fact.name: fact for fact in pack.facts}
    behind = {source for name in asked for source in facts_behind(name, declared)}
    return tuple(FactShown(fact, fact.name in asked) for fact in pack.facts if fact.name in behind)
