"""Tools about facts and readings: what rules ask, who supplies it and what proves it; the open points of the text.

Its one law: all that is told of a fact or a reading comes from the pack; a reading nobody adopted is shown as open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from lingqu.law.engine.choices import branched_readings
from lingqu.law.inquiries.arguments import LONGEST_NAME, Policy, VersionDay, Words
from lingqu.law.inquiries.policy_shapes import (
    Alternative,
    FactDescribed,
    FactListed,
    Facts,
    Readings,
    ReadingShown,
    Source,
    Unit,
)
from lingqu.law.inquiries.refusals import UnableToAnswer, unknown_name
from lingqu.law.inquiries.searching import holds_all
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.lang import tree
from lingqu.law.lang.tree import FactDeclaration, Reading
from lingqu.law.lang.words import say_condition, say_value
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import facts_named_in, rules_of_measure

_SOURCES: dict[tree.Source, Source] = {
    tree.Source.DECLARED: "declared",
    tree.Source.REGISTER: "register",
    tree.Source.FINDING: "finding",
    tree.Source.DERIVED: "derived",
}
UNITS: dict[tree.Unit, Unit] = {
    tree.Unit.MONEY: "money",
    tree.Unit.RATIO: "ratio",
    tree.Unit.COUNT: "count",
    tree.Unit.DATE: "date",
    tree.Unit.YES_NO: "yes_no",
    tree.Unit.CHOICE: "choice",
}
_LIKE: dict[tree.Unit, tuple[Any, ...]] = {
    tree.Unit.MONEY: (2000000, "499999.98"),
    tree.Unit.RATIO: ("5%", "0.05"),
    tree.Unit.COUNT: (3, 0),
    tree.Unit.DATE: ("2027-06-30",),
    tree.Unit.YES_NO: (True, False),
    tree.Unit.CHOICE: (),
}
_NameOfFact = Annotated[
    str,
    Field(
        description="事实的代码、中文名或英文名 / a fact by its code or either name",
        examples=["rd_expenditure_yuan"],
        max_length=LONGEST_NAME,
    ),
]
_FromSource = Annotated[Source | None, Field(description="谁提供 / who supplies it", examples=["finding"])]


@dataclass(frozen=True, slots=True)
class VocabularyTools:
    """The facts and readings of the policies on a shelf."""

    shelf: Shelf

    def list_facts(
        self, policy: Policy = None, words: Words = None, source: _FromSource = None, as_of: VersionDay = None
    ) -> Facts:
        """List the facts that pass every filter."""
        pack = self.shelf.pack(policy, as_of)
        found = [
            fact_listed(fact)
            for fact in pack.facts
            if (source is None or _SOURCES[fact.source] == source)
            and (
                words is None
                or holds_all(words, (fact.name, fact.code, fact.english, fact.meaning, fact.meaning_english))
            )
        ]
        return Facts(policy=pack.id, facts=found)

    def describe_fact(self, fact: _NameOfFact, policy: Policy = None, as_of: VersionDay = None) -> FactDescribed:
        """Tell all about one fact."""
        pack = self.shelf.pack(policy, as_of)
        found = _fact_named(pack, fact)
        return FactDescribed(
            **fact_listed(found).model_dump(),
            meaning=found.meaning,
            meaning_english=found.meaning_english,
            evidence=found.evidence,
            evidence_english=found.evidence_english,
            choices={code: name for name, code in found.choices},
            derivation=_derivation(pack, found, "zh"),
            derivation_english=_derivation(pack, found, "en"),
            measures=_measures_asking(pack, found),
            readings=list(found.readings),
            values_like=values_like(pack, found),
        )

    def list_readings(self, policy: Policy = None, as_of: VersionDay = None) -> Readings:
        """List the readings."""
        pack = self.shelf.pack(policy, as_of)
        rules = [
            pack.policy.common,
            *(fact.derivation for fact in pack.facts),
            *(rule for measure in pack.measures for rule in rules_of_measure(measure)),
        ]
        used = {*branched_readings(*rules), *(each.reading for each in pack.relations)}
        return Readings(policy=pack.id, readings=[reading_shown(each, each.id in used) for each in pack.readings])


def fact_listed(fact: FactDeclaration) -> FactListed:
    """A fact in a list."""
    return FactListed(
        fact=fact.code,
        name=fact.name,
        english=fact.english,
        unit=UNITS[fact.unit],
        yearly=fact.yearly,
        source=_SOURCES[fact.source],
    )


def reading_shown(reading: Reading, branches: bool) -> ReadingShown:
    """A reading with its alternatives and its adoption."""
    adopted = reading.adopted
    return ReadingShown(
        reading=reading.id,
        title=reading.title,
        english=reading.english,
        question=reading.question,
        question_english=reading.question_english,
        cites=[str(anchor) for anchor in reading.cites],
        alternatives=[
            Alternative(code=each.code, name=each.name, english=each.english) for each in reading.alternatives
        ],
        adopted=adopted.alternative if adopted else None,
        adopted_by=adopted.by if adopted else None,
        adopted_on=adopted.on.iso if adopted else None,
        why=adopted.why if adopted else None,
        why_english=adopted.why_english if adopted else None,
        branches=branches,
    )


def values_like(pack: Pack, fact: FactDeclaration) -> list[Any]:
    """Values of a fact as `facts` takes them."""
    values: list[Any] = [*_LIKE[fact.unit], *(code for _, code in fact.choices)]
    if fact.role:
        values.append({pack.applicant_measures[0].id: 300000})
    elif fact.yearly and fact.unit is tree.Unit.MONEY:
        values.append({"2025": 22000000, "2026": 36000000})
    elif fact.yearly and fact.unit is tree.Unit.COUNT:
        values.append({"2025": 3, "2026": 5})
    return values


def _fact_named(pack: Pack, given: str) -> FactDeclaration:
    wanted = given.strip("「」 ")
    found = next((fact for fact in pack.facts if wanted in (fact.name, fact.code, fact.english)), None)
    if found is None:
        names = [name for fact in pack.facts for name in (fact.code, fact.name)]
        expected = ("事实的代码或中文名", "a fact by code or Chinese name")
        raise UnableToAnswer([unknown_name("fact", given, names, expected)])
    return found


def _derivation(pack: Pack, fact: FactDeclaration, lang: str) -> str | None:
    if fact.derivation is None:
        return None
    say = say_condition if fact.unit is tree.Unit.YES_NO else say_value
    return say(fact.derivation, pack, lang)  # type: ignore[arg-type]


def _measures_asking(pack: Pack, fact: FactDeclaration) -> list[str]:
    return [
        measure.id
        for measure in pack.measures
        if any(name == fact.name for rule in rules_of_measure(measure) for name, _ in facts_named_in(rule))
    ]
