"""What a subject has drawn before, from the awards on the register.

Its one law: money counts as paid once it arrived; a clause of which the register holds no award stays open, unless an
office has stated that the awards are complete. Awards of predecessors count: rights follow the succession.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from lingqu.books.registers.models import Award, Completeness, Fact
from lingqu.law.lang.tree import Measure
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.holdings import Holdings
from lingqu.processes.assessments.known import Known, Origin
from lingqu.reports.wording import Words

_RECEIVED = re.compile(r"previously_received_(\w+)")
PER_ORGANISATION = ("每家", "每户", "每个单位")
"""What a policy writes where a sum is counted for the organisation, whatever it applied with."""

COMPLETE = Words("奖补登记完整，其中没有", "the awards are complete, and there is none")


def is_per_organisation(measure: Measure) -> bool:
    """Whether the ceiling of a measure is one for the whole organisation."""
    return measure.award is not None and measure.award.per in PER_ORGANISATION


def drawn(pack: Pack, holdings: Holdings, kind: Fact.SubjectKind, key: UUID) -> Iterator[Known]:
    """What was paid under each clause in the year of the day and in all, and whether a clause was ever drawn."""
    complete = holdings.is_complete(Completeness.Register.AWARDS)
    awards = [each for each in holdings.awards if each.policy == pack.id]
    for measure in pack.applicant_measures:
        paid = [
            each
            for each in awards
            if each.measure == measure.id and _counts_against(each, measure, key)
            if each.paid_on is not None and each.paid_on <= holdings.day
        ]
        in_year = [each for each in paid if each.award_year == holdings.day.year]
        for fact, rows in ((pack.paid_in_year, in_year), (pack.paid_in_total, paid)):
            if fact is not None and (rows or complete):
                yield _sum(fact.code, measure.id, rows)
    for fact in pack.facts:
        match = _RECEIVED.fullmatch(fact.code)
        told = any(row.code == fact.code for row in holdings.facts.get(key, ()))
        if match is None or told:
            continue
        found = [each for each in awards if each.measure.casefold() == match[1].casefold()]
        if found:
            words = Words(f"奖补登记里有 {found[0]}", f"the awards hold {found[0]}")
            yield Known(fact.code, "true", Origin.DERIVED, ground=words)
        elif complete:
            yield Known(fact.code, "false", Origin.DERIVED, ground=COMPLETE)


def _counts_against(award: Award, measure: Measure, key: UUID) -> bool:
    """Whether an award is held against a subject: one that names no subject is held against each."""
    return is_per_organisation(measure) or award.subject_key in (None, key)


def _sum(code: str, measure: str, rows: list[Award]) -> Known:
    fen = sum(each.fen for each in rows)
    words = Words(f"奖补登记里已到账 {len(rows)} 笔", f"{len(rows)} awards paid, on the register") if rows else COMPLETE
    return Known(code, f"{fen // 100}.{fen % 100:02d}", Origin.DERIVED, measure=measure, ground=words)
