"""Readings: the open points of the text, with their alternatives, which is adopted by whom, and what rests on them.

Its one law: what nobody adopted is shown as open; a reading that no rule branches by is told to change no verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lingqu.interfaces.web.plan.naming import both, day_of
from lingqu.law.engine.choices import branched_readings
from lingqu.law.lang.tree import Reading
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import rules_of_measure
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class AlternativeRow:
    """One way to read an open point."""

    code: str
    name: Words
    adopted: bool


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """An open point: its question, its alternatives, by whom, when and why one is adopted."""

    id: str
    title: Words
    question: Words
    alternatives: tuple[AlternativeRow, ...]
    adopted_by: str
    adopted_on: date | None
    why: Words | None
    anchors: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody has adopted an alternative."""
        return self.adopted_on is None


@dataclass(frozen=True, slots=True)
class ReadingUse:
    """A reading in the list: whether it can change a verdict or a sum, and what rests on it."""

    row: ReadingRow
    branches: bool
    is_common: bool
    measures: tuple[str, ...]
    facts: tuple[tuple[str, Words], ...]  # code and name
    targets: tuple[str, ...]


@lru_cache(maxsize=8)
def readings_of(pack: Pack) -> tuple[ReadingUse, ...]:
    """List the readings of a policy with what rests on them."""
    branched = _branching(pack)
    return tuple(
        ReadingUse(
            row=reading_row(pack, reading),
            branches=reading.id in branched,
            is_common=reading.id in pack.policy.common_readings,
            measures=_measures_under(pack, reading.id),
            facts=tuple(
                (fact.code, both(fact.name, fact.english)) for fact in pack.facts if reading.id in fact.readings
            ),
            targets=tuple(target.id for target in pack.targets if target.baseline == reading.id),
        )
        for reading in pack.readings
    )


def reading_row(pack: Pack, reading: Reading) -> ReadingRow:
    """Make the row of a reading."""
    adopted = reading.adopted
    return ReadingRow(
        id=reading.id,
        title=both(reading.title, reading.english),
        question=both(f"{reading.question}？", f"{reading.question_english}?" if reading.question_english else ""),
        alternatives=tuple(
            AlternativeRow(
                each.code, both(each.name, each.english), adopted is not None and each.code == adopted.alternative
            )
            for each in reading.alternatives
        ),
        adopted_by=adopted.by if adopted is not None else "",
        adopted_on=day_of(adopted.on) if adopted is not None else None,
        why=both(adopted.why, adopted.why_english) if adopted is not None else None,
        anchors=tuple(str(anchor) for anchor in reading.cites),
    )


def _branching(pack: Pack) -> frozenset[str]:
    """The readings that can change an answer: a rule, a derivation or a bond between measures branches by them."""
    rules = [
        pack.policy.common,
        *(fact.derivation for fact in pack.facts),
        *(rule for measure in pack.measures for rule in rules_of_measure(measure)),
    ]
    return frozenset((*branched_readings(*rules), *(each.reading for each in pack.relations if each.reading)))


def _measures_under(pack: Pack, reading: str) -> tuple[str, ...]:
    return tuple(
        measure.id
        for measure in pack.measures
        if reading in measure.readings or reading in branched_readings(*rules_of_measure(measure))
    )
