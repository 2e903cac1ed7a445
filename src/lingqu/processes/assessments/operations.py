"""Save an assessment as it was given.

Its one law: what is saved holds the facts and the digest of the rules it rests on; the same answer is saved once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.registers.facts import FactSubject, Statement, declare_together
from lingqu.books.registers.models import Fact, Organisation
from lingqu.law.engine.answers import Answer
from lingqu.law.engine.program import Program
from lingqu.law.engine.reasons import because
from lingqu.law.engine.wire import answer_record
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.judging import Assessment
from lingqu.processes.assessments.models import SavedAnswer
from lingqu.processes.assessments.subjects import Subject
from lingqu.processes.assessments.totals import total_of

_RESTS_ON = ("day", "pack_digest", "facts_digest", "readings")


def saved(*, assessment: Assessment, act: Act) -> SavedAnswer:
    """Keep an assessment; asked twice in a row with nothing changed, the first one is given back."""
    subjects = [_subject(assessment, number) for number in range(len(assessment.judged))]
    answer = SavedAnswer(
        organisation=assessment.organisation,
        day=assessment.day,
        policy=assessment.pack.id,
        pack_digest=assessment.pack.digest,
        readings=dict(assessment.asked),
        facts_digest=digest_of(subjects),
        subjects=subjects,
        answers=[_answer(assessment.program, each.answer) for each in assessment.judged],
        certain_fen=assessment.total.certain,
        most_fen=assessment.total.most,
    )
    return _kept(answer, act)


def saved_as_answered(
    *, organisation: Organisation, subject: Subject, day: date, program: Program, facts: Mapping[str, Any],
    answer: Answer, act: Act,
) -> SavedAnswer:  # fmt: skip
    """Keep what a self-assessment came to for one subject, with the answers it rests on; none becomes a fact by it.

    Sent twice in a row by one person with the same answers, the first one is given back.
    """
    record = {"id": subject.id, "name": subject.name, "facts": dict(facts)}
    subjects = [{**record, "kind": str(subject.kind), "only_declared": sorted(facts)}]
    total = total_of(program, [answer])
    told = SavedAnswer(
        organisation=organisation,
        day=day,
        policy=program.pack.id,
        pack_digest=program.pack.digest,
        facts_digest=digest_of(subjects),
        subjects=subjects,
        answers=[{**_answer(program, answer), "id": subject.id}],
        basis=SavedAnswer.Basis.ANSWERS,
        certain_fen=total.certain,
        most_fen=total.most,
    )
    return _kept(told, act)


def taken_over(*, pack: Pack, statements: Iterable[tuple[FactSubject, Statement]], act: Act) -> list[Fact]:
    """State what was answered in a self-assessment as declared facts. All or none; raises `UnableToKeepAll`."""
    of_each: dict[FactSubject, list[Statement]] = {}
    for subject, statement in statements:
        of_each.setdefault(subject, []).append(statement)
    with transaction.atomic():
        return [
            row
            for subject, stated in of_each.items()
            for row in declare_together(pack=pack, subject=subject, statements=stated, act=act)
        ]


def digest_of(subjects: list[dict[str, Any]]) -> str:
    """The SHA-256 over the facts of all subjects, in canonical JSON."""
    text = json.dumps(subjects, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _subject(assessment: Assessment, number: int) -> dict[str, Any]:
    subject = assessment.judged[number].subject
    record = subject.record(assessment.pack)
    return {**record, "kind": str(subject.kind), "only_declared": list(subject.only_declared)}


def _answer(program: Program, answer: Answer) -> dict[str, Any]:
    """What `lingqu assess` would print, with the reasons in English beside the Chinese ones."""
    record = answer_record(program, answer)
    for told, outcome in zip(record["outcomes"], answer.outcomes, strict=True):
        told["because_english"] = because(program, answer, outcome, "en")
    return record


def _kept(answer: SavedAnswer, act: Act) -> SavedAnswer:
    """Save an answer and record it, unless the last of its kind says the same: then that one."""
    answer.made_by, answer.made_at = act.person.pseudonym, act.at
    with transaction.atomic():
        # whoever saves at the same moment stands in line behind the organisation's row
        Organisation.objects.select_for_update().get(pk=answer.organisation_id)
        before = SavedAnswer.objects.filter(organisation=answer.organisation_id, basis=answer.basis)
        if answer.basis == SavedAnswer.Basis.ANSWERS:
            before = before.filter(made_by=answer.made_by)  # what others answered is theirs
        last = before.order_by("-made_at").first()
        if last is not None and all(getattr(last, name) == getattr(answer, name) for name in _RESTS_ON):
            return last
        answer.save(force_insert=True)
        record_act(
            act,
            action="answers.save",
            object_kind="answers",
            object_key=str(answer.key),
            facts={
                "organisation": str(answer.organisation_id),
                "day": answer.day.isoformat(),
                "pack": answer.pack_digest,
                "facts": answer.facts_digest,
                "basis": str(answer.basis),
            },
        )
    return answer
