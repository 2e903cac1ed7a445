"""Readings called by their titles, and alternatives by their names: settled to ids and codes before anything looks.

Its one law: past this pass only ids and codes are left, so that two spellings of one rule are one pack; a title that
nothing bears stays as it is, for `names` to tell. It does not know what a reading decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from lingqu.law.lang.source import one_spelling
from lingqu.law.lang.tree import (
    Award,
    ByReading,
    Example,
    FactDeclaration,
    Measure,
    Policy,
    Reading,
    Relation,
    Target,
    ValueByReading,
)
from lingqu.law.packs.program import Program
from lingqu.law.packs.walk import Node, Part, readings_branched_in, rebuilt


@dataclass(frozen=True, slots=True)
class Titles:
    """What readings and alternatives are called by, the first where a title stands twice."""

    readings: Mapping[str, str]
    alternatives: Mapping[str, Mapping[str, str]]

    def id_of(self, called: str) -> str:
        """Give the id of a reading called by id or title; what nothing is called stays."""
        return called if called in self.alternatives else self.readings.get(one_spelling(called), called)

    def ids_of(self, called: Iterable[str]) -> tuple[str, ...]:
        """Give the ids of readings."""
        return tuple(map(self.id_of, called))

    def chosen(self, called: str, alternative: str) -> tuple[str, str]:
        """Give the id of a reading and the code of one of its alternatives."""
        reading = self.id_of(called)
        codes = self.alternatives.get(reading, {})
        known = alternative in codes.values()
        return reading, alternative if known else codes.get(one_spelling(alternative), alternative)


def titles_of(readings: Iterable[Reading]) -> Titles:
    """Gather what the readings of a folder are called by."""
    kept = list(readings)[::-1]
    return Titles(
        {one_spelling(reading.title): reading.id for reading in kept},
        {
            reading.id: {one_spelling(each.name): each.code for each in reversed(reading.alternatives)}
            for reading in kept
        },
    )


def titles_settled(program: Program) -> Program:
    """Settle titles of readings and names of alternatives to ids and codes, wherever a reading may be named."""
    titles = titles_of(program.readings)
    return replace(
        program,
        policies=tuple(_policy(policy, titles) for policy in program.policies),
        facts=tuple(_fact(fact, titles) for fact in program.facts),
        measures=tuple(_measure(measure, titles) for measure in program.measures),
        relations=tuple(_relation(relation, titles) for relation in program.relations),
        targets=tuple(_target(target, titles) for target in program.targets),
    )


def _policy(policy: Policy, titles: Titles) -> Policy:
    common = None if policy.common is None else _rule(policy.common, titles)
    return replace(policy, common=common, common_readings=titles.ids_of(policy.common_readings))


def _fact(fact: FactDeclaration, titles: Titles) -> FactDeclaration:
    derivation = None if fact.derivation is None else _rule(fact.derivation, titles)
    return replace(fact, derivation=derivation, readings=titles.ids_of(fact.readings))


def _measure(measure: Measure, titles: Titles) -> Measure:
    return replace(
        measure,
        subject=None if measure.subject is None else _rule(measure.subject, titles),
        condition=None if measure.condition is None else _rule(measure.condition, titles),
        award=None if measure.award is None else _award(measure.award, titles),
        readings=titles.ids_of(measure.readings),
        examples=tuple(_example(example, titles) for example in measure.examples),
    )


def _award(award: Award, titles: Titles) -> Award:
    return award if award.amount is None else replace(award, amount=_rule(award.amount, titles))


def _example(example: Example, titles: Titles) -> Example:
    chosen = tuple(titles.chosen(*each) for each in example.chosen)
    named = example.expected.readings
    expected = example.expected if not named else replace(example.expected, readings=titles.ids_of(named))
    return replace(example, chosen=chosen, expected=expected)


def _relation(relation: Relation, titles: Titles) -> Relation:
    reading, alternative = titles.chosen(relation.reading, relation.alternative)
    return replace(relation, reading=reading, alternative=alternative)


def _target(target: Target, titles: Titles) -> Target:
    return replace(target, baseline=titles.id_of(target.baseline))


def _rule(rule: Part, titles: Titles) -> Part:
    return rebuilt(rule, partial(_branching, titles)) if any(readings_branched_in(rule)) else rule


def _branching(titles: Titles, node: Node) -> Node:
    if not isinstance(node, ByReading | ValueByReading):
        return node
    written = (node.reading, *(code for code, _ in node.alternatives))
    reading = titles.id_of(node.reading)
    rows = tuple((titles.chosen(reading, code)[1], item) for code, item in node.alternatives)
    settled = (reading, *(code for code, _ in rows))
    if settled == written:
        return node
    return replace(node, reading=reading, alternatives=rows, written=written)  # type: ignore[arg-type]
