"""Tools that judge: subjects answered by all measures, and one verdict with the reasons it came from.

Its one law: an answer is the engine's, spelled by `wire` as `lingqu assess` spells it; nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.law.engine import answers, explanations, nearness
from lingqu.law.engine.phrases import say_number, say_percent
from lingqu.law.engine.program import Program
from lingqu.law.engine.wire import answer_record, outcome_record, yuan
from lingqu.law.inquiries.answer_shapes import (
    Answer,
    Answers,
    ExplainedVerdict,
    Ground,
    NearMiss,
    Outcome,
    ReasonTree,
    UnderReading,
)
from lingqu.law.inquiries.arguments import (
    Day,
    Language,
    Measure,
    Measures,
    Policy,
    Readings,
    Subject,
    Subjects,
    Supplements,
)
from lingqu.law.inquiries.hearing import hear
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.lang.measures_said import say_award
from lingqu.law.lang.tree import Unit
from lingqu.law.packs.walk import facts_named_in


@dataclass(frozen=True, slots=True)
class JudgingTools:
    """Subjects judged by the policies on a shelf."""

    shelf: Shelf

    def assess(
        self,
        subjects: Subjects,
        policy: Policy = None,
        as_of: Day = None,
        measures: Measures = None,
        readings: Readings = None,
        supplements: Supplements = None,
        lang: Language = None,
    ) -> Answers:
        """Answer every measure, or those named, for every subject."""
        hearing = hear(
            self.shelf, subjects=subjects, policy=policy, as_of=as_of, measures=measures or (), readings=readings,
            supplements=supplements,
        )  # fmt: skip
        said = lang or self.shelf.lang
        records = [answer_record(hearing.program, answer, said) for answer in hearing.answers()]
        return Answers(answers=[Answer.model_validate(record) for record in records])

    def explain_verdict(
        self,
        subject: Subject,
        measure: Measure,
        policy: Policy = None,
        as_of: Day = None,
        readings: Readings = None,
        supplements: Supplements = None,
        lang: Language = None,
    ) -> ExplainedVerdict:
        """Explain the verdict of one subject on one measure."""
        hearing = hear(
            self.shelf, subjects=subject, policy=policy, as_of=as_of, measures=(measure,), readings=readings,
            supplements=supplements, only_one="subject",
        )  # fmt: skip
        return _explained(hearing.program, hearing.answers()[0], lang or self.shelf.lang)


def _explained(program: Program, answer: answers.Answer, lang: str) -> ExplainedVerdict:
    outcome = answer.outcomes[0]
    found = explanations.explain(program, answer, outcome, lang)
    award = outcome.compiled.measure.award
    return ExplainedVerdict(
        id=answer.subject.id,
        as_of=answer.as_of.isoformat() if answer.as_of else None,
        outcome=Outcome.model_validate(outcome_record(program, answer, outcome, lang)),
        trees=[ReasonTree(under=dict(choice), ground=_ground(each)) for choice, each in found.trees],
        same_under_all_readings=found.same_under_all,
        under_readings=[
            UnderReading(
                reading=each.reading,
                alternative=each.alternative,
                followed=each.followed,
                verdict=each.verdict.value,
            )
            for each in found.under_readings
        ],
        award_in_words=say_award(award, program.pack, lang) if award else None,
        award_looks_at=_looked_at(program, answer, outcome, lang),
        near_misses=[_near(each) for each in nearness.near_misses(program, answer)],
    )


def _ground(ground: explanations.Ground) -> Ground:
    return Ground.model_validate(
        {
            "text": ground.text,
            "truth": ground.truth.name.lower(),
            "children": [_ground(each) for each in ground.children],
        }
    )


def _looked_at(program: Program, answer: answers.Answer, outcome: answers.Outcome, lang: str) -> dict[str, str | None]:
    """The facts that the sum looks at, by code, with their values in words; null where unknown."""
    award = outcome.compiled.measure.award
    looked: dict[str, str | None] = {}
    for name, _ in facts_named_in(award.amount if award else None):
        fact = program.pack.fact_named(name)
        value = answer.subject.values[program.layout.of_fact[name]]
        looked[fact.code] = None if value is None else say_number(value, fact.unit, lang)
    return looked


def _near(miss: nearness.NearMiss) -> NearMiss:
    def spelled(value: object) -> str:
        if miss.unit is Unit.MONEY:
            return str(yuan(int(value)))  # type: ignore[call-overload]
        return say_percent(value) if miss.unit is Unit.RATIO else str(value)  # type: ignore[arg-type]

    return NearMiss(
        fact=miss.fact,
        has=spelled(miss.has),
        needs=spelled(miss.needs),
        gap=spelled(miss.gap),
        upwards=miss.upwards,
        verdict_at_line=miss.then.value,
        award_at_line_yuan=yuan(miss.award_at_line),
    )
