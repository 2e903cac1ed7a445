"""Operations on the facts of an organisation, and its assessment by them.

Its one law: what belongs to an organisation out of reach is not there; facts change through the book of facts alone,
and an assessment is read, never kept.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router, Status

from lingqu.books.accounts.permissions import may
from lingqu.books.accounts.tokens import Scope
from lingqu.books.registers import facts
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.fact_permissions import FACTS_SEE, FACTS_STATE, FACTS_VERIFY
from lingqu.books.registers.facts import FactSubject, Statement, UnableToChangeVerified
from lingqu.books.registers.models import Fact, Organisation
from lingqu.books.registers.operations import UnableToOverwrite
from lingqu.interfaces.api import fact_shapes as shapes
from lingqu.interfaces.api.admission import UnableToAdmit
from lingqu.interfaces.api.asker import act_of, asker_of
from lingqu.interfaces.api.declaring import JSON, operation
from lingqu.interfaces.api.problems import problem
from lingqu.interfaces.api.register_shapes import Ended
from lingqu.interfaces.api.versions import IfMatch, version_read
from lingqu.law.engine.wire import answer_record, yuan
from lingqu.law.inquiries.refusals import CallFault, UnableToAnswer, faults_of_policy
from lingqu.law.packs.folders import UnableToLoadPack
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.versions import UnableToChooseVersion
from lingqu.processes.assessments.judging import assessed
from lingqu.processes.assessments.packs import POLICY, pack_of_day
from lingqu.processes.assessments.permissions import ANSWERS_SEE
from lingqu.processes.assessments.subjects import subjects_of
from lingqu.reports.wording import Words

router = Router()
TAG = "单位的事实 / Facts of organisations"
ON_A_PAGE = 200
_NOT_YOURS = Words("您可以看这个单位的事实，不能改", "you may see the facts of this organisation, not change them")
_NOT_SPOKEN_FOR = Words(
    "登记和认定的数只有核实的部门能填", "only an office that vouches states what a register or an authority says"
)
_Key = Annotated[UUID, Path(description="单位的标识 / the key of the organisation")]
_Fact = Annotated[UUID, Path(description="事实的标识 / the key of the fact")]


@operation(
    router, "GET", "/organisations/{key}/facts", name="organisation_facts", tag=TAG, permission=FACTS_SEE,
    scope=Scope.READ_FACTS, answers=shapes.FactsStand,
    words=Words("一个单位的事实，申报数与核定数并列", "The facts of an organisation, declared beside verified"),
)  # fmt: skip
def listed(
    request: HttpRequest,
    key: _Key,
    code: Annotated[str | None, Query(None, max_length=80, description="事实 / the fact")] = None,
    year: Annotated[int | None, Query(None, ge=1900, le=2200, description="年份 / the year")] = None,
    page: Annotated[int, Query(1, ge=1, le=1000, description="每页 200 个 / which page of 200")] = 1,
) -> dict[str, Any]:
    """List the facts in use."""
    organisation = _organisation(request, key, FACTS_SEE)
    rows = Fact.objects.filter(organisation=organisation, retired_on=None).order_by("code", "-year", "source", "key")
    rows = rows.filter(code=code) if code else rows
    rows = rows.filter(year=year) if year else rows
    start = (page - 1) * ON_A_PAGE
    found = list(rows[start : start + ON_A_PAGE + 1])
    return {
        "facts": [_record(each) for each in found[:ON_A_PAGE]],
        "page": page,
        "has_more": len(found) > ON_A_PAGE,
    }


@operation(
    router, "POST", "/organisations/{key}/facts", name="organisation_facts_state", tag=TAG, permission=FACTS_STATE,
    scope=Scope.WRITE_FACTS, status=201, answers=shapes.FactStands, takes=(JSON,),
    words=Words("填报一个事实；同样的话说两遍只算一次", "State a fact; said twice in the same words it stands once"),
)  # fmt: skip
def stated(request: HttpRequest, key: _Key, given: shapes.FactStated) -> Status[Any]:
    """State a fact."""
    organisation = _organisation(request, key, FACTS_STATE)
    pack = _pack()
    statement = Statement(
        code=given.code,
        typed=_typed(given.value),
        year=given.year,
        figure_kind=given.figure_kind,
        source=_source(request, organisation, Fact.Source(given.source)),
        is_confirmed_zero=given.is_confirmed_zero,
    )
    subject = _subject(organisation, given.subject, pack)
    row = facts.declare(pack=pack, subject=subject, statement=statement, act=act_of(request))
    return Status(201, _record(row))


@operation(
    router, "PATCH", "/organisations/{key}/facts/{fact}", name="organisation_facts_correct", tag=TAG,
    permission=FACTS_STATE, scope=Scope.WRITE_FACTS, answers=shapes.FactStands, takes=(JSON,),
    problems={409: shapes.FactConflict},
    words=Words("更正申报数；已核定的不能改", "Correct the declared value; what is verified cannot be changed"),
)  # fmt: skip
def corrected(
    request: HttpRequest, key: _Key, fact: _Fact, given: shapes.FactCorrected, if_match: IfMatch = None
) -> Any:
    """Correct a fact."""
    row = _own_fact(request, key, fact)
    version = version_read(given.version, if_match)
    try:
        return _record(
            facts.correct(
                pack=_pack(), key=row.key, version=version, typed=_typed(given.value),
                is_confirmed_zero=given.is_confirmed_zero, act=act_of(request, reason=given.reason),
            )
        )  # fmt: skip
    except UnableToOverwrite:
        return _conflict(request, fact)
    except UnableToChangeVerified as error:
        return _conflict(request, fact, error.words)


@operation(
    router, "POST", "/organisations/{key}/facts/{fact}/withdraw", name="organisation_facts_withdraw", tag=TAG,
    permission=FACTS_STATE, scope=Scope.WRITE_FACTS, answers=shapes.FactStands, takes=(JSON,),
    problems={409: shapes.FactConflict},
    words=Words("撤回一个事实，须写原因；此后又是未知", "Withdraw a fact, with the reason: it is unknown again"),
)  # fmt: skip
def withdrawn(request: HttpRequest, key: _Key, fact: _Fact, given: Ended, if_match: IfMatch = None) -> Any:
    """Withdraw a fact."""
    row = _own_fact(request, key, fact)
    version, act = version_read(given.version, if_match), act_of(request, reason=given.reason)
    try:
        return _record(facts.withdraw(key=row.key, version=version, on=timezone.localdate(), act=act))
    except UnableToOverwrite:
        return _conflict(request, fact)
    except UnableToChangeVerified as error:
        return _conflict(request, fact, error.words)


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
    key: _Key,
    as_of: Annotated[date | None, Query(None, description="按哪一天判断；不写为今天 / the day; else today")] = None,
) -> dict[str, Any]:
    """Assess an organisation."""
    organisation = _organisation(request, key, ANSWERS_SEE)
    lang = asker_of(request).lang
    found = assessed(organisation, day=as_of or timezone.localdate(), pack=_pack(as_of))
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


def _organisation(request: HttpRequest, key: UUID, permission: str) -> Organisation:
    """The organisation of an address: not there where it may not be seen, refused where it may only be seen."""
    organisation = Organisation.objects.select_related("place").filter(pk=key).first()
    person = asker_of(request).person
    if organisation is None:
        raise Http404
    concern = of_organisation(organisation)
    if may(person, permission, concern):
        return organisation
    if permission == FACTS_STATE and may(person, FACTS_SEE, concern):
        raise UnableToAdmit(403, _NOT_YOURS)
    raise Http404


def _own_fact(request: HttpRequest, key: UUID, fact: UUID) -> Fact:
    """The fact of an address, where this person may change it: members what they declared, offices the rest as well."""
    organisation = _organisation(request, key, FACTS_STATE)
    row = Fact.objects.filter(organisation=organisation, pk=fact).first()
    if row is None:
        raise Http404
    _source(request, organisation, Fact.Source(row.source))
    return row


def _source(request: HttpRequest, organisation: Organisation, source: Fact.Source) -> Fact.Source:
    if source != Fact.Source.DECLARED and not may(
        asker_of(request).person, FACTS_VERIFY, of_organisation(organisation)
    ):
        raise UnableToAdmit(403, _NOT_SPOKEN_FOR)
    return source


def _subject(organisation: Organisation, wanted: str | None, pack: Pack) -> FactSubject:
    subjects = subjects_of(organisation, on=timezone.localdate(), pack=pack)
    found = next((each for each in subjects if each.id == wanted), None) if wanted else subjects[0]
    if found is None:
        expected = ("这个单位的主体", "a subject of this organisation")
        raise UnableToAnswer([CallFault("subject", str(wanted)[:60], *expected, subjects[0].id)])
    return FactSubject(organisation.key, Fact.SubjectKind(str(found.kind)), found.key)


def _pack(day: date | None = None) -> Pack:
    try:
        return pack_of_day(POLICY, day or timezone.localdate())
    except UnableToLoadPack as error:
        raise UnableToAnswer(faults_of_policy(error.faults)) from None
    except UnableToChooseVersion as error:
        raise UnableToAnswer(faults_of_policy([error.fault])) from None


def _typed(value: bool | int | str) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _record(row: Fact) -> dict[str, Any]:
    return {
        "key": str(row.key),
        "version": row.version,
        "code": row.code,
        "year": row.year,
        "figure_kind": str(row.figure_kind),
        "source": str(row.source),
        "subject_kind": str(row.subject_kind),
        "subject_key": str(row.subject_key),
        "declared_value": row.declared_value or None,
        "verified_value": row.verified_value or None,
        "is_confirmed_zero": row.is_confirmed_zero,
        "verified_reason": row.verified_reason,
        "vouched_for": row.vouched_for,
        "vouched_at": row.vouched_at.isoformat() if row.vouched_at else None,
        "retired_on": row.retired_on.isoformat() if row.retired_on else None,
        "is_synthetic": row.is_synthetic,
    }


def _conflict(request: HttpRequest, fact: UUID, detail: Words | None = None) -> HttpResponse:
    row = Fact.objects.get(pk=fact)
    changed = Words(f"已被他人修改：现为第 {row.version} 版", f"changed meanwhile: it is version {row.version} now")
    return problem(409, asker_of(request).lang, detail=detail or changed, more={"row": _record(row)})
