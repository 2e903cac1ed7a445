"""Tools about measures: those of a policy, filtered, and one of them in full with all that it rests on.

Its one law: the rule stands first and unchanged; all beside it is made from the same tree. The most a measure may come
to is what the engine says of a subject nothing is known of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from lingqu.law.engine.answers import assess
from lingqu.law.engine.examples import KIND_WORDS, VERDICT_WORDS, facts_of
from lingqu.law.engine.inputs import UnableToReadValue, read_money
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.engine.wire import cite_record, yuan
from lingqu.law.inquiries.arguments import Measure as MeasureId
from lingqu.law.inquiries.arguments import Policy, VersionDay, Words
from lingqu.law.inquiries.policy_shapes import (
    Bond,
    Example,
    FactAsked,
    Kind,
    MeasureExplained,
    MeasureListed,
    Measures,
    Named,
    Sentence,
)
from lingqu.law.inquiries.refusals import UnableToAnswer, fault_of_value, unknown_name
from lingqu.law.inquiries.searching import holds_all
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.inquiries.vocabulary import fact_listed, reading_shown
from lingqu.law.lang.measures_said import say_award, say_measure
from lingqu.law.lang.tree import Anchor, Flat, Measure
from lingqu.law.lang.tree import Example as RuleExample
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.reference import MeasureReport, measure_report
from lingqu.law.plans import Plan

KINDS: Mapping[str, Kind] = {
    "组织": "organisation",
    "项目": "project",
    "平台": "platform",
    "认定": "recognition",
    "团队": "team",
    "联合体": "consortium",
}
_AtLeast = Annotated[
    Any,
    WithJsonSchema(
        {
            "type": ["integer", "string", "null"],
            "description": "只列最高数不低于此的（元）；未写数额的照列 / only those that may come to so many yuan or "
            "more; those whose text names no sum stay",
            "examples": [1000000],
        }
    ),
]
_OfKind = Annotated[
    Kind | None,
    Field(description="对象：组织、项目、平台、认定、团队、联合体 / the kind of subject", examples=["platform"]),
]
_OfTask = Annotated[
    int | None, Field(description="只列这一条任务下的 / only those under this task", examples=[10], ge=1)
]
_ToApplicants = Annotated[
    bool, Field(description="只列可以申请的 / only those that can be applied for", examples=[True])
]


@dataclass(frozen=True, slots=True)
class MeasureTools:
    """The measures of the policies on a shelf."""

    shelf: Shelf

    def list_measures(
        self,
        policy: Policy = None,
        kind: _OfKind = None,
        task: _OfTask = None,
        words: Words = None,
        at_least_yuan: _AtLeast = None,
        only_for_applicants: _ToApplicants = False,
        as_of: VersionDay = None,
    ) -> Measures:
        """List the measures that pass every filter."""
        pack = self.shelf.pack(policy, as_of)
        least = _least(at_least_yuan)
        most = _most_of(self.shelf, pack)
        listed = [
            _listed(pack, measure, most)
            for measure in pack.measures
            if (kind is None or KINDS.get(measure.kind) == kind)
            and (task is None or any(cite_record(anchor)["task"] == task for anchor in measure.cites))
            and (not only_for_applicants or measure.to_applicant)
            and (least is None or _may_reach(measure, most.get(measure.id), least))
            and (words is None or holds_all(words, _texts(pack, measure)))
        ]
        return Measures(policy=pack.id, policy_digest=pack.digest, measures=listed)

    def explain_measure(self, measure: MeasureId, policy: Policy = None, as_of: VersionDay = None) -> MeasureExplained:
        """Explain one measure in full."""
        pack = self.shelf.pack(policy, as_of)
        report = measure_report(pack, measure_named(pack, measure))
        return MeasureExplained(
            **_listed(pack, report.measure, _most_of(self.shelf, pack)).model_dump(),
            rule=report.source,
            words=report.words,
            words_english=report.words_english,
            sentences=[_sentence(report, anchor, self.shelf.plan) for anchor in report.measure.cites],
            readings_shown=[reading_shown(each.reading, each.branched) for each in report.readings],
            common_readings=[reading_shown(each.reading, each.branched) for each in report.common_readings],
            facts=_facts(report),
            relations=[
                Bond(
                    relation=each.relation.id,
                    measures=list(each.relation.measures),
                    words=each.words,
                    words_english=each.words_english,
                )
                for each in report.relations
            ],
            examples=[_example(pack, report.measure, each) for each in report.examples],
            note=report.measure.note,
        )


def measure_named(pack: Pack, given: str) -> str:
    """The id of a measure, however its letters are written. Raises `UnableToAnswer` with the nearest."""
    known = [measure.id for measure in pack.measures]
    found = next((each for each in known if each.lower() == given.lower()), None)
    if found is None:
        expected = ("政策里的措施", "a measure of the policy")
        raise UnableToAnswer([unknown_name("measure", given, known, expected)])
    return found


def departments_named(pack: Pack, codes: Iterable[str]) -> list[Named]:
    """The departments behind their codes."""
    found = [pack.department(code) for code in codes]
    return [Named(code=each.code, name=each.name, english=each.english) for each in found]


def _least(given: object) -> int | None:
    if given is None:
        return None
    try:
        return read_money(given)
    except UnableToReadValue as error:
        raise UnableToAnswer([fault_of_value("at_least_yuan", error)]) from None


def _most_of(shelf: Shelf, pack: Pack) -> dict[str, int | None]:
    """The most that each measure may come to, in fen, for one nothing is known of; a budget comes to what it holds."""
    program = shelf.program(pack, {})
    nobody = SubjectReader(program).read({"id": "-", "facts": {}})
    most = {outcome.measure: outcome.at_most for outcome in assess(program, nobody).outcomes}
    for measure in pack.measures:
        award = measure.award
        if measure.id not in most and award is not None:
            holds = award.ceiling or (award.amount.sum if isinstance(award.amount, Flat) else None)
            most[measure.id] = holds.numerator if holds else None
    return most


def _may_reach(measure: Measure, most: int | None, least: int) -> bool:
    """Whether a measure may come to a sum: a text that names none is no promise of less, one without money is."""
    if most is None:
        return measure.award is not None and measure.award.kind != "none"
    return most >= least


def _texts(pack: Pack, measure: Measure) -> tuple[str, ...]:
    return (
        measure.id, measure.title, measure.english, measure.purpose, measure.instrument,
        say_measure(measure, pack, "zh"), say_measure(measure, pack, "en"),
    )  # fmt: skip


def _listed(pack: Pack, measure: Measure, most: Mapping[str, int | None]) -> MeasureListed:
    award = measure.award
    return MeasureListed.model_validate(
        {
            "measure": measure.id,
            "title": measure.title,
            "english": measure.english,
            "kind": KINDS.get(measure.kind, measure.kind),
            "cites": [str(anchor) for anchor in measure.cites],
            "award_to_applicant": measure.to_applicant,
            "award_kind": award.kind if award else None,
            "award": say_award(award, pack, "zh") if award else None,
            "award_english": say_award(award, pack, "en") if award else None,
            "at_most_yuan": yuan(most.get(measure.id)),
            "departments": departments_named(pack, measure.departments),
            "readings": list(measure.readings),
        }
    )


def _sentence(report: MeasureReport, anchor: Anchor, plan: Plan | None) -> Sentence:
    """A sentence cited; its words only where the operator's document has them."""
    row = next((each for each in report.sentences if each.anchor == anchor), None)
    found = plan.sentence(str(anchor)) if plan else None
    same = None if found is None or row is None else found.digest == row.digest
    return Sentence(
        **cite_record(anchor),
        anchor=str(anchor),
        digest=row.digest if row else None,
        text=found.text if found else None,
        text_is_the_one_recorded=same,
    )


def _facts(report: MeasureReport) -> list[FactAsked]:
    return [
        FactAsked(
            **fact_listed(each.fact).model_dump(),
            asked_by_the_rule=each.asked,
            evidence=each.fact.evidence,
            evidence_english=each.fact.evidence_english,
        )
        for each in report.facts
    ]


def _example(pack: Pack, measure: Measure, example: RuleExample) -> Example:
    expected = example.expected
    return Example.model_validate(
        {
            "facts": facts_of(pack, (*measure.premise, *example.given)),
            "readings": dict(example.chosen),
            "verdict": VERDICT_WORDS[expected.verdict].value,
            "award_kind": KIND_WORDS[expected.kind] if expected.kind else None,
            "yuan": yuan(expected.sum.numerator) if expected.sum else None,
            "note": example.note,
        }
    )
