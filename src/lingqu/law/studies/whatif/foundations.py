"""What a measure's answer rests on in a pack: its own rule, rules it points to, facts derived, readings, the header.

Its one law: two packs in which a measure has the same ground answer it alike; so only measures whose ground differs are
answered again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lingqu.law.engine.choices import branched_readings, followed
from lingqu.law.lang import tree
from lingqu.law.lang.tree import Measure
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import Node, facts_asked_by, facts_behind, nodes_of, rules_of_measure
from lingqu.law.studies.whatif.changes import HEADER, fact_part, measure_part, reading_part
from lingqu.law.studies.whatif.comparison import essence


@dataclass(frozen=True, slots=True)
class Ground:
    """What an answer rests on: `parts` by name, `key` as it stands (equal where the answers are equal)."""

    parts: frozenset[str]
    key: tuple[object, ...]
    measures: tuple[str, ...]  # the measure itself and those it points to


class Grounds:
    """The grounds of all measures of a pack under the readings asked for."""

    def __init__(self, pack: Pack, readings: Mapping[str, str]) -> None:
        self._pack = pack
        self._chosen = followed(pack, readings)
        self._measures = {measure.id: measure for measure in pack.measures}
        self._facts = {fact.name: fact for fact in pack.facts}

    def of(self, id: str) -> Ground | None:
        """The ground of a measure that can be applied for; None where the pack has no such measure."""
        measure = self._measures.get(id)
        if measure is None or not measure.to_applicant:
            return None
        measures = self._pointed_to(measure)
        policy = self._pack.policy
        rules: list[Node | None] = [policy.common, *(rule for each in measures for rule in rules_of_measure(each))]
        asked = facts_asked_by(rules, self._pack.facts) | {policy.day_fact}
        facts = sorted({behind for name in asked for behind in facts_behind(name, self._facts)})
        derived = [self._facts[name] for name in facts if name in self._facts]
        readings = sorted(branched_readings(*rules, *(fact.derivation for fact in derived)))
        return Ground(
            frozenset(
                (
                    HEADER,
                    *(measure_part(each.id) for each in measures),
                    *(fact_part(name) for name in facts),
                    *(reading_part(each) for each in readings),
                )
            ),
            (
                (policy.since, policy.until, policy.common),
                tuple((each.id, *essence(each)) for each in measures),
                tuple((fact.name, fact.derivation, fact.role) for fact in derived),
                tuple((each, self._chosen.get(each)) for each in readings),
            ),
            tuple(each.id for each in measures),
        )

    def _pointed_to(self, measure: Measure) -> tuple[Measure, ...]:
        found = {measure.id: measure}
        waiting = [measure]
        while waiting:
            award = waiting.pop().award
            for node in nodes_of(award.amount if award else None):
                if isinstance(node, tree.Multiple | tree.Override) and node.measure in self._measures:
                    other = self._measures[node.measure]
                    if other.id not in found:
                        found[other.id] = other
                        waiting.append(other)
        return tuple(found.values())
