"""Save an assessment as it was given.

Its one law: what is saved holds the facts and the digest of the rules it rests on; the same answer is saved once.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction

from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.registers.models import Organisation
from lingqu.law.engine.answers import Answer
from lingqu.law.engine.reasons import because
from lingqu.law.engine.wire import answer_record
from lingqu.processes.assessments.judging import Assessment
from lingqu.processes.assessments.models import SavedAnswer


def saved(*, assessment: Assessment, act: Act) -> SavedAnswer:
    """Keep an assessment; asked twice in a row with nothing changed, the first one is given back."""
    subjects = [_subject(assessment, number) for number in range(len(assessment.judged))]
    digest = digest_of(subjects)
    with transaction.atomic():
        # whoever saves at the same moment stands in line behind the organisation's row
        Organisation.objects.select_for_update().get(pk=assessment.organisation.key)
        last = SavedAnswer.objects.filter(organisation=assessment.organisation).order_by("-made_at").first()
        if last is not None and _is_same(last, assessment, digest):
            return last
        answer = SavedAnswer.objects.create(
            organisation=assessment.organisation,
            day=assessment.day,
            policy=assessment.pack.id,
            pack_digest=assessment.pack.digest,
            readings=dict(assessment.asked),
            facts_digest=digest,
            subjects=subjects,
            answers=[_answer(assessment, each.answer) for each in assessment.judged],
            certain_fen=assessment.total.certain,
            most_fen=assessment.total.most,
            made_by=act.person.pseudonym,
            made_at=act.at,
        )
        record_act(
            act,
            action="answers.save",
            object_kind="answers",
            object_key=str(answer.key),
            facts={
                "organisation": str(assessment.organisation.key),
                "day": assessment.day.isoformat(),
                "pack": assessment.pack.digest,
                "facts": digest,
            },
        )
    return answer


def digest_of(subjects: list[dict[str, Any]]) -> str:
    """The SHA-256 over the facts of all subjects, in canonical JSON."""
    text = json.dumps(subjects, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _subject(assessment: Assessment, number: int) -> dict[str, Any]:
    subject = assessment.judged[number].subject
    record = subject.record(assessment.pack)
    return {**record, "kind": str(subject.kind), "only_declared": list(subject.only_declared)}


def _answer(assessment: Assessment, answer: Answer) -> dict[str, Any]:
    """What `lingqu assess` would print, with the reasons in English beside the Chinese ones."""
    record = answer_record(assessment.program, answer)
    for told, outcome in zip(record["outcomes"], answer.outcomes, strict=True):
        told["because_english"] = because(assessment.program, answer, outcome, "en")
    return record


def _is_same(last: SavedAnswer, assessment: Assessment, digest: str) -> bool:
    return (last.day, last.pack_digest, last.facts_digest, last.readings) == (
        assessment.day,
        assessment.pack.digest,
        digest,
        dict(assessment.asked),
    )
