"""One measure made ready for its page: words, rule, money, conditions, facts, readings, relations, examples.

Its one law: everything comes from the pack and is made once; only official sentences, which the operator's document
holds, are added for each request (official_words.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from lingqu.interfaces.web.plan.catalogue import Row, rows_of
from lingqu.interfaces.web.plan.examples_shown import ExampleShown, examples_shown, givens_said
from lingqu.interfaces.web.plan.highlighted import highlighted
from lingqu.interfaces.web.plan.naming import SUPPLIERS, UNCHECKED, UNITS, both
from lingqu.interfaces.web.plan.readings_shown import ReadingRow, reading_row
from lingqu.law.engine.choices import branched_readings
from lingqu.law.lang.tree import ByReading, FactDeclaration, Measure, Relation, ValueByReading
from lingqu.law.lang.words import say_condition, say_quantity
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.reference import MeasureReport, RelationShown, measure_report
from lingqu.law.packs.walk import Node, rebuilt
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact that a rule asks: its name, unit, who supplies it, what proves it; `asked`: by the rule itself."""

    code: str
    name: Words
    unit: Words
    meaning: Words
    supplier: Words
    proof: Words
    asked: bool


@dataclass(frozen=True, slots=True)
class FollowedRow:
    """An adopted reading by which the conditions are said: its id, its title and the way that is followed."""

    id: str
    title: Words
    way: Words


@dataclass(frozen=True, slots=True)
class RelationRow:
    """How the measure stands to others: the bond in words, and the others; `with_all`: every other one applied for."""

    id: str
    words: Words
    others: tuple[Row, ...]
    with_all: bool
    note: str
    reading: str


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """All that the page of a measure shows of the pack."""

    row: Row
    measure: Measure
    policy_title: Words
    words: Words
    condition: Words | None
    followed: tuple[FollowedRow, ...]
    common: Words | None
    instrument: Words | None
    purpose: Words | None
    payee: Words | None
    instalments: tuple[Words, ...]
    rule: SafeString
    facts: tuple[FactRow, ...]
    readings: tuple[ReadingRow, ...]
    common_readings: tuple[ReadingRow, ...]
    relations: tuple[RelationRow, ...]
    neighbours: tuple[Row, ...]  # other measures of the same task
    premise: Words | None
    examples: tuple[ExampleShown, ...]
    anchors: tuple[tuple[str, str], ...]  # sentences it rests on: anchor and recorded digest
    unchecked: tuple[Words, ...]

    @property
    def examples_passed(self) -> int:
        """How many examples came out as they say."""
        return sum(each.passed for each in self.examples)


@lru_cache(maxsize=256)
def measure_shown(pack: Pack, code: str) -> MeasureShown:
    """Make a measure ready. Raises UnableToFind."""
    report = measure_report(pack, code)
    measure = report.measure
    rows = {row.code: row for row in rows_of(pack)}
    row = rows[code]
    common = pack.policy.common if measure.to_applicant else None
    return MeasureShown(
        row=row,
        measure=measure,
        policy_title=both(pack.policy.title, pack.policy.english),
        words=Words(report.words, _capital(report.words_english)),
        condition=_condition(pack, measure),
        followed=_followed(pack, measure),
        common=Words(say_condition(common, pack), say_condition(common, pack, "en")) if common is not None else None,
        instrument=both(measure.instrument, measure.instrument_english) if measure.instrument else None,
        purpose=both(measure.purpose, measure.purpose_english) if measure.purpose else None,
        payee=both(measure.payee, measure.payee_english) if measure.payee else None,
        instalments=tuple(
            Words(f"{when} {say_quantity(share)}", f"{say_quantity(share, 'en')} ({when})")
            for when, share in measure.instalments
        ),
        rule=highlighted(report.source, tuple((each.code, both(each.name, each.english)) for each in pack.departments)),
        facts=tuple(fact_row(each.fact, asked=each.asked) for each in report.facts),
        readings=tuple(reading_row(pack, each.reading) for each in report.readings),
        common_readings=tuple(reading_row(pack, each.reading) for each in report.common_readings),
        relations=tuple(_relation(rows, code, each) for each in report.relations),
        neighbours=tuple(each for each in rows.values() if each.code != code and set(each.tasks) & set(row.tasks)),
        premise=givens_said(pack, report.premise) if report.premise else None,
        examples=examples_shown(pack, code),
        anchors=_anchors(report),
        unchecked=unchecked_of(pack) if measure.to_applicant else (),
    )


def fact_row(fact: FactDeclaration, *, asked: bool = True) -> FactRow:
    """Make the row of a fact."""
    unit = UNITS[fact.unit]
    yearly = Words(f"{unit.zh}，每年", f"{unit.en}, per year") if fact.yearly else unit
    return FactRow(
        code=fact.code,
        name=both(fact.name, fact.english),
        unit=yearly,
        meaning=both(fact.meaning, fact.meaning_english),
        supplier=SUPPLIERS[fact.source],
        proof=both(fact.evidence, fact.evidence_english),
        asked=asked,
    )


def unchecked_of(pack: Pack) -> tuple[Words, ...]:
    """Say what the policy leaves unchecked."""
    return tuple(UNCHECKED.get(each, Words(each, each)) for each in pack.policy.unchecked)


def _condition(pack: Pack, measure: Measure) -> Words | None:
    if measure.condition is None:
        return None
    condition = rebuilt(measure.condition, lambda node: _as_adopted(pack, node))
    said = Words(say_condition(condition, pack), say_condition(condition, pack, "en"))
    return Words(said.zh, _capital(said.en))


def _as_adopted(pack: Pack, node: Node) -> Node:
    """Where a rule branches by a reading that is adopted, the branch that is followed."""
    if not isinstance(node, ByReading | ValueByReading):
        return node
    adopted = pack.reading(node.reading).adopted
    return node if adopted is None else dict(node.alternatives)[adopted.alternative]


def _followed(pack: Pack, measure: Measure) -> tuple[FollowedRow, ...]:
    readings = (pack.reading(id) for id in branched_readings(measure.condition))
    return tuple(
        FollowedRow(each.id, both(each.title, each.english), both(way.name, way.english))
        for each in readings
        if each.adopted is not None
        for way in each.alternatives
        if way.code == each.adopted.alternative
    )


def _relation(rows: dict[str, Row], code: str, shown: RelationShown) -> RelationRow:
    relation: Relation = shown.relation
    # the sentence of the pack names the measures before its colon; the page links them instead
    words = Words(shown.words.partition("：")[2], shown.words_english.partition(": ")[2])
    others = tuple(rows[each] for each in relation.measures if each != code)
    with_all = {each.code for each in others} == {row.code for row in rows.values() if row.to_applicant} - {code}
    return RelationRow(relation.id, words, others, with_all, relation.note, relation.reading)


def _anchors(report: MeasureReport) -> tuple[tuple[str, str], ...]:
    recorded = {str(row.anchor): row.digest for row in report.sentences}
    cited = {str(anchor): recorded.get(str(anchor), "") for anchor in report.measure.cites if anchor.sentence}
    return tuple({**cited, **recorded}.items())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
