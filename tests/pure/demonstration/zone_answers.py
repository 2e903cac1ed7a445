"""The made zone answered by the engine: rows of facts merged into records, each subject by the measures of its kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from lingqu.demonstration.content import FactRow, ZoneContent
from lingqu.law.engine.answers import Outcome, assess, select_measures
from lingqu.law.engine.program import Program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.tree import Unit

KIND_OF = {
    "组织": "organisation", "项目": "project", "平台": "platform", "认定": "recognition", "团队": "team",
    "联合体": "consortium",
}  # fmt: skip
INHERITED = ("located_in_guilin", "is_enterprise", "is_public_institution")


@dataclass(frozen=True)
class Answered:
    """The outcome of one measure for one subject."""

    subject: str
    outcome: Outcome


def rank(row: FactRow) -> int:
    """Authority before verified, verified before register, register before declared."""
    if row.source == "declared":
        return 1 if row.verified else 3
    return 0 if row.source == "authority" else 2


def records(content: ZoneContent, program: Program, as_of: date) -> dict[tuple[str, str], dict[str, object]]:
    """The facts of each subject as the machine interface has them, by kind and key."""
    units = {fact.code: fact.unit for fact in program.pack.facts}
    found: dict[tuple[str, str], dict[str, object]] = defaultdict(dict)
    said: dict[tuple[str, str], list[FactRow]] = defaultdict(list)
    owner: dict[tuple[str, str], str] = {}
    for row in content.facts:
        if row.code in units and not row.figure:
            said[row.subject_kind, row.subject].append(row)
            owner[row.subject_kind, row.subject] = row.organisation
    for subject, rows in said.items():
        record = found[subject]
        for row in sorted(rows, key=rank, reverse=True):
            value = wire(row.verified or row.declared, units[row.code])
            if row.year is None:
                record[row.code] = value
            else:
                series = record.setdefault(row.code, {})
                assert isinstance(series, dict)
                series[str(row.year)] = value
        record["application_date"] = as_of.isoformat()
        paid = paid_to(content, subject, as_of)
        if paid:
            record["paid_same_clause_same_year_yuan"] = paid
            record["paid_total_same_clause_yuan"] = paid
    for subject, record in found.items():
        of_owner = found["organisation", owner[subject]]
        for code in INHERITED:
            if code in of_owner:
                record.setdefault(code, of_owner[code])
    return found


def wire(text: str, unit: Unit) -> object:
    """A value as the wire has it."""
    if unit is Unit.YES_NO:
        return text == "true"
    return int(text) if unit is Unit.COUNT else text


def paid_to(content: ZoneContent, subject: tuple[str, str], as_of: date) -> dict[str, str]:
    """What has arrived for a subject, by measure."""
    kind, key = subject
    return {
        row.measure: f"{row.fen // 100}.00"
        for row in content.awards
        if row.paid_on is not None
        and row.paid_on <= as_of
        and row.subject_kind == kind
        and (row.subject or row.organisation) == key
    }


def answers(content: ZoneContent, program: Program, as_of: date) -> dict[str, list[Answered]]:
    """The outcomes by measure, each over the subjects of its kind."""
    reader = SubjectReader(program)
    of_kind: dict[str, list[str]] = defaultdict(list)
    for measure in program.pack.applicant_measures:
        of_kind[KIND_OF[measure.kind]].append(measure.id)
    found: dict[str, list[Answered]] = defaultdict(list)
    for (kind, key), facts in records(content, program, as_of).items():
        subject = reader.read({"id": key, "facts": facts})
        if of_kind[kind]:
            for outcome in assess(program, subject, select_measures(program, of_kind[kind])).outcomes:
                found[outcome.measure].append(Answered(key, outcome))
    return found
