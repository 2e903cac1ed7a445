"""Operations on the facts of an organisation, and its assessment by them.

Its one law: what belongs to an organisation out of reach is not there; facts change through the book of facts alone,
and an assessment is read, never kept.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from lingqu.books.accounts.tokens import Scope
from lingqu.books.registers import facts
from lingqu.books.registers.fact_permissions import FACTS_SEE, FACTS_STATE
from lingqu.books.registers.facts import FactSubject, Statement, UnableToChangeVerified
from lingqu.books.registers.models import Fact, Organisation
from lingqu.books.registers.operations import UnableToOverwrite
from lingqu.interfaces.api import fact_shapes as shapes
from lingqu.interfaces.api.asker import act_of, asker_of
from lingqu.interfaces.api.declaring import JSON, operation
from lingqu.interfaces.api.own_facts import (
    TAG,
    FactKey,
    OrganisationKey,
    conflict,
    organisation_at,
    own_fact,
    pack_of,
    record_of,
    records_of,
    source_allowed,
    typed,
)
from lingqu.interfaces.api.register_shapes import Ended
from lingqu.interfaces.api.versions import IfMatch, version_read
from lingqu.law.engine.wire import answer_record, yuan
from lingqu.law.inquiries.refusals import CallFault, UnableToAnswer
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.judging import assessed
from lingqu.processes.assessments.permissions import ANSWERS_SEE
from lingqu.processes.assessments.subjects import subjects_of
from lingqu.reports.wording import Words

router = Router()
ON_A_PAGE = 200


@operation(
    router, "GET", "/organisations/{key}/facts", name="organisation_facts", tag=TAG, permission=FACTS_SEE,
    scope=Scope.READ_FACTS, answers=shapes.FactsStand,
    words=Words("一个单位的事实，申报数与核定数并列", "The facts of an organisation, declared beside verified"),
)  # fmt: skip
def listed(
    request: HttpRequest,
    key: OrganisationKey,
    code: Annotated[str | None, Query(None, max_length=80, description="事实 / the fact")] = None,
    year: Annotated[int | None, Query(None, ge=1900, le=2200, description="年份 / the year")] = None,
    page: Annotated[int, Query(1, ge=1, le=1000, description="每页 200 个 / which page of 200")] = 1,
) -> dict[str, Any]:
    """List the facts in use."""
    organisation = organisation_at(request, key, FACTS_SEE)
    rows = Fact.objects.filter(organisation=organisation, retired_on=None).order_by("code", "-year", "source", "key")
    rows = rows.filter(code=code) if code else rows
    rows = rows.filter(year=year) if year else rows
    start = (page - 1) * ON_A_PAGE
    found = list(rows[start : start + ON_A_PAGE + 1])
    return {
        "facts": records_of(found[:ON_A_PAGE]),
        "page": page,
        "has_more": len(found) > ON_A_PAGE,
    }


@operation(
    router, "POST", "/organisations/{key}/facts", name="organisation_facts_state", tag=TAG, permission=FACTS_STATE,
    scope=Scope.WRITE_FACTS, status=201, answers=shapes.FactStands, takes=(JSON,),
    words=Words("填报一个事实；同样的话说两遍只算一次", "State a fact; said twice in the same words it stands once"),
)  # fmt: skip
def stated(request: HttpRequest, key: OrganisationKey, given: shapes.FactStated) -> Status[Any]:
    """State a fact."""
    organisation = organisation_at(request, key, FACTS_STATE)
    pack = pack_of()
    statement = Statement(
        code=given.code,
        typed=typed(given.value),
        year=given.year,
        figure_kind=given.figure_kind,
        source=source_allowed(request, organisation, Fact.Source(given.source)),
        is_confirmed_zero=given.is_confirmed_zero,
    )
    subject = _subject(organisation, given.subject, pack)
    row = facts.declare(pack=pack, subject=subject, statement=statement, act=act_of(request, party=str(key)))
    return Status(201, record_of(row))


@operation(
    router, "PATCH", "/organisations/{key}/facts/{fact}", name="organisation_facts_correct", tag=TAG,
    permission=FACTS_STATE, scope=Scope.WRITE_FACTS, answers=shapes.FactStands, takes=(JSON,),
    problems={409: shapes.FactConflict},
    words=Words("更正申报数；已核定的不能改", "Correct the declared value; what is verified cannot be changed"),
)  # fmt: skip
def corrected(
    request: HttpRequest, key: OrganisationKey, fact: FactKey, given: shapes.FactCorrected, if_match: IfMatch = None
) -> Any:
    """Correct a fact."""
    row = own_fact(request, key, fact)
    version = version_read(given.version, if_match)
    try:
        return record_of(
            facts.correct(
                pack=pack_of(), key=row.key, version=version, typed=typed(given.value),
                is_confirmed_zero=given.is_confirmed_zero, act=act_of(request, party=str(key), reason=given.reason),
            )
        )  # fmt: skip
    except UnableToOverwrite:
        return conflict(request, fact)
    except UnableToChangeVerified as error:
        return conflict(request, fact, error.words)


@operation(
    router, "POST", "/organisations/{key}/facts/{fact}/withdraw", name="organisation_facts_withdraw", tag=TAG,
    permission=FACTS_STATE, scope=Scope.WRITE_FACTS, answers=shapes.FactStands, takes=(JSON,),
    problems={409: shapes.FactConflict},
    words=Words("撤回一个事实，须写原因；此后又是未知", "Withdraw a fact, with the reason: it is unknown again"),
)  # fmt: skip
def withdrawn(request: HttpRequest, key: OrganisationKey, fact: FactKey, given: Ended, if_match: IfMatch = None) -> Any:
    """Withdraw a fact."""
    row = own_fact(request, key, fact)
    version, act = version_read(given.version, if_match), act_of(request, party=str(key), reason=given.reason)
    try:
        return record_of(facts.withdraw(key=row.key, version=version, on=timezone.localdate(), act=act))
    except UnableToOverwrite:
        return conflict(request, fact)
    except UnableToChangeVerified as error:
        return conflict(request, fact, error.words)


@operation(
    router, "GET", "/organisations/{key}/assessment", name="organisation_assessment", tag=TAG, permission=ANSWERS_SEE,
    scope=Scope.READ_FACTS, answers=shapes.OrganisationAssessed,
    words=Words(
        "按登记的事实评估一个单位和它的项目、平台、团队；不保存",
        "Assess an organisation with its projects, platforms and teams by the facts on record; nothing is kept",
    ),
)  # fmt: skip
def assessment(
    request: HttpRequest,
    key: OrganisationKey,
    as_of: Annotated[date | None, Query(None, description="按哪一天判断；不写为今天 / the day; else today")] = None,
) -> dict[str, Any]:
    """Assess an organisation."""
    organisation = organisation_at(request, key, ANSWERS_SEE)
    lang = asker_of(request).lang
    found = assessed(organisation, day=as_of or timezone.localdate(), pack=pack_of(as_of))
    return {
        "organisation": organisation.key,
        "as_of": found.day,
        "policy": found.pack.id,
        "policy_digest": found.pack.digest,
        "certain_yuan": yuan(found.total.certain),
        "most_yuan": yuan(found.total.most),
        "pools": list(found.total.pools),
        "unbounded": list(found.total.unbounded),
        "subjects": [
            {
                "kind": str(each.subject.kind),
                "key": each.subject.key,
                "name": each.subject.name,
                "only_declared": list(each.subject.only_declared),
                "answer": answer_record(found.program, each.answer, lang),
            }
            for each in found.judged
        ],
    }


def _subject(organisation: Organisation, wanted: str | None, pack: Pack) -> FactSubject:
    subjects = subjects_of(organisation, on=timezone.localdate(), pack=pack)
    found = next((each for each in subjects if each.id == wanted), None) if wanted else subjects[0]
    if found is None:
        expected = ("这个单位的主体", "a subject of this organisation")
        raise UnableToAnswer([CallFault("subject", str(wanted)[:60], *expected, subjects[0].id)])
    return FactSubject(organisation.key, Fact.SubjectKind(str(found.kind)), found.key)
