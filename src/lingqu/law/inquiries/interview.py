"""The tool that asks: facts so far and what was passed over give the next question and how far it has come.

Its one law: it keeps no state; the same facts give the same question. A fact given as null was passed over.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lingqu.law.engine import interview
from lingqu.law.engine.answers import Answer, Outcome
from lingqu.law.engine.combinations import prospect
from lingqu.law.engine.program import Program
from lingqu.law.engine.wire import yuan
from lingqu.law.inquiries.answer_shapes import NextQuestion, Progress, Question, Touched
from lingqu.law.inquiries.arguments import Codes, Day, Facts, Policy, Readings, Supplements
from lingqu.law.inquiries.hearing import hear
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.inquiries.vocabulary import fact_listed, values_like


@dataclass(frozen=True, slots=True)
class InterviewTools:
    """The interview over the policies on a shelf."""

    shelf: Shelf

    def next_question(
        self,
        facts: Facts,
        passed_over: Codes = None,
        policy: Policy = None,
        as_of: Day = None,
        readings: Readings = None,
        supplements: Supplements = None,
    ) -> NextQuestion:
        """Say which fact to ask next, and how far it has come."""
        hearing = hear(
            self.shelf, subjects={"id": "-", "facts": facts}, policy=policy, as_of=as_of, readings=readings,
            supplements=supplements, passed_over=passed_over or (), only_one="facts",
        )  # fmt: skip
        program, answer = hearing.program, hearing.answers()[0]
        skipped = {*(passed_over or ()), *(code for code, value in facts.items() if value is None)}
        question = interview.next_question(program, answer, skipped)
        return NextQuestion(
            question=_question(program, answer, question) if question else None,
            progress=_progress(program, answer, skipped),
        )


def _question(program: Program, answer: Answer, question: interview.Question) -> Question:
    fact = question.fact
    listed = fact_listed(fact)
    choices: dict[str, Any] = {code: name for name, code in fact.choices}
    return Question(
        fact=fact.code,
        name=fact.name,
        english=fact.english,
        meaning=fact.meaning,
        meaning_english=fact.meaning_english,
        unit=listed.unit,
        year=answer.as_of.year - 1 if fact.yearly and answer.as_of else None,
        choices=choices,
        source=listed.source,
        evidence=fact.evidence,
        evidence_english=fact.evidence_english,
        answer_like=values_like(program.pack, fact),
        bears_on=[_touched(each) for each in answer.outcomes if each.measure in question.measures],
        for_sum_only=question.for_sum_only,
    )


def _touched(outcome: Outcome) -> Touched:
    measure = outcome.compiled.measure
    most = outcome.at_most if outcome.award is None else outcome.award.at_most
    return Touched(measure=measure.id, title=measure.title, english=measure.english, at_most_yuan=yuan(most))


def _progress(program: Program, answer: Answer, skipped: Collection[str]) -> Progress:
    come = interview.progress(answer, skipped)
    found = prospect(program, answer)
    return Progress(
        settled=come.settled,
        total=come.total,
        eligible=list(come.eligible),
        not_eligible=list(come.not_eligible),
        open=list(come.open),
        questions_left_at_most=come.questions_left_at_most,
        certain_yuan=str(yuan(found.certain)),
        most_yuan=str(yuan(found.most)),
    )
