"""What changed between a saved answer and now, and because of what.

Its one law: a change is told with its cause: facts that differ among those the measure asks, else the rules, else the
day. Nothing is told that did not change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lingqu.law.engine.wire import answer_record
from lingqu.processes.assessments.judging import Assessment, facts_asked
from lingqu.processes.assessments.models import SavedAnswer


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of a subject before and now, as on the wire; None: unknown."""

    code: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One measure of one subject that came out otherwise; a verdict is None where it was not asked."""

    subject: str
    name: str
    measure: str
    verdict_before: str | None
    verdict_now: str | None
    sum_before: str | None  # yuan
    sum_now: str | None
    because: tuple[FactChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed, and whether rules or day did."""

    changes: tuple[Change, ...]
    rules_changed: bool
    day_changed: bool
    certain_before: int
    most_before: int


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of one subject: its name, facts and outcomes by measure."""

    name: str
    facts: Mapping[str, Any]
    outcomes: Mapping[str, Mapping[str, Any]]


def compared(previous: SavedAnswer, now: Assessment) -> Comparison:
    """Compare what was saved with an assessment of the same organisation."""
    before, after = told_then(previous), told_now(now)
    changes = [
        change
        for id in dict.fromkeys((*before, *after))
        for change in _changes(now, id, before.get(id, _NOTHING), after.get(id, _NOTHING))
    ]
    return Comparison(
        tuple(changes),
        previous.pack_digest != now.pack.digest,
        previous.day != now.day,
        previous.certain_fen,
        previous.most_fen,
    )


def told_then(saved: SavedAnswer) -> dict[str, Told]:
    """What a saved answer told, by subject."""
    answers = {each["id"]: each for each in saved.answers}
    return {each["id"]: Told(each["name"], each["facts"], _by_measure(answers[each["id"]])) for each in saved.subjects}


def told_now(assessment: Assessment) -> dict[str, Told]:
    """What an assessment tells, by subject."""
    return {
        each.subject.id: Told(
            each.subject.name,
            each.subject.record(assessment.pack)["facts"],
            _by_measure(answer_record(assessment.program, each.answer)),
        )
        for each in assessment.judged
    }


def difference(one: Assessment, other: Assessment) -> tuple[Change, ...]:
    """What another assessment of the same organisation tells otherwise: the same day a year on, for one."""
    before, after = told_now(one), told_now(other)
    return tuple(
        change
        for id in dict.fromkeys((*before, *after))
        for change in _changes(other, id, before.get(id, _NOTHING), after.get(id, _NOTHING))
    )


_NOTHING = Told("", {}, {})


def _by_measure(record: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {outcome["measure"]: outcome for outcome in record["outcomes"]}


def _changes(now: Assessment, id: str, before: Told, after: Told) -> Iterator[Change]:
    known = {compiled.measure.id for compiled in now.program.measures}
    for measure in dict.fromkeys((*before.outcomes, *after.outcomes)):
        old, new = before.outcomes.get(measure), after.outcomes.get(measure)
        told = tuple((_verdict(each), _sum(each)) for each in (old, new))
        if told[0] == told[1]:
            continue
        asked = facts_asked(now.program, measure) if measure in known else frozenset()
        because = tuple(
            FactChange(code, before.facts.get(code), after.facts.get(code))
            for code in dict.fromkeys((*before.facts, *after.facts))
            if code in asked and before.facts.get(code) != after.facts.get(code)
        )
        name = after.name or before.name
        yield Change(id, name, measure, told[0][0], told[1][0], told[0][1], told[1][1], because)


def _verdict(outcome: Mapping[str, Any] | None) -> str | None:
    return outcome["verdict"] if outcome is not None else None


def _sum(outcome: Mapping[str, Any] | None) -> str | None:
    """The sum in yuan: what is left of an award, else its sum, else the most it could be."""
    if outcome is None:
        return None
    award = outcome["award"] or {}
    found = (award.get("remaining_yuan"), award.get("yuan"), award.get("at_most_yuan"), outcome["at_most_yuan"])
    return next((each for each in found if each is not None), None)
