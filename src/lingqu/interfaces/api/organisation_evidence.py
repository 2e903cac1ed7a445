"""Operations on the evidence of an organisation: listed, brought, fetched, attached to facts, withdrawn.

Its one law: a file is judged by its bytes as on the pages, and whoever fetches one is recorded with what was fetched.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from ninja import File, Form, Path, Query, Router, Status
from ninja.files import UploadedFile

from lingqu.books.accounts.permissions import may
from lingqu.books.accounts.tokens import Scope
from lingqu.books.registers import evidence, facts
from lingqu.books.registers.evidence import UnableToOpen, UnableToWithdraw, of_evidence
from lingqu.books.registers.evidence_files import ENDINGS
from lingqu.books.registers.fact_permissions import EVIDENCE_KEEP, EVIDENCE_SEE, FACTS_STATE
from lingqu.books.registers.models import Evidence, EvidenceLink
from lingqu.interfaces.api import evidence_shapes as shapes
from lingqu.interfaces.api.admission import LARGEST_BODY
from lingqu.interfaces.api.asker import act_of, asker_of
from lingqu.interfaces.api.declaring import JSON, operation
from lingqu.interfaces.api.fact_shapes import FactStands
from lingqu.interfaces.api.own_facts import FactKey, OrganisationKey, organisation_at, own_fact, record_of
from lingqu.interfaces.api.problems import problem
from lingqu.interfaces.api.repeating import FORM
from lingqu.law.inquiries.refusals import CallFault, UnableToAnswer, unknown_name
from lingqu.reports.wording import Words

router = Router()
TAG = "单位的材料 / Evidence of organisations"
ON_A_PAGE = 200
_EvidenceKey = Annotated[UUID, Path(description="材料的标识 / the key of the file")]
_BYTES: dict[str, Any] = {
    "responses": {
        200: {
            "description": "文件 / the file",
            "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in ENDINGS},
        }
    }
}


@operation(
    router, "GET", "/organisations/{key}/evidence", name="organisation_evidence", tag=TAG, permission=EVIDENCE_SEE,
    scope=Scope.READ_EVIDENCE, answers=shapes.EvidenceListed,
    words=Words("一个单位在用的材料", "The files of an organisation that are in use"),
)  # fmt: skip
def listed(
    request: HttpRequest,
    key: OrganisationKey,
    page: Annotated[int, Query(1, ge=1, le=1000, description="每页 200 份 / which page of 200")] = 1,
) -> dict[str, Any]:
    """List the files."""
    organisation = organisation_at(request, key, EVIDENCE_SEE)
    rows = _with_facts(Evidence.objects.filter(organisation=organisation, withdrawn_at=None))
    start = (page - 1) * ON_A_PAGE
    found = list(rows.order_by("-added_at", "key")[start : start + ON_A_PAGE + 1])
    return {
        "evidence": [_record(each) for each in found[:ON_A_PAGE]],
        "page": page,
        "has_more": len(found) > ON_A_PAGE,
    }


@operation(
    router, "POST", "/organisations/{key}/evidence", name="organisation_evidence_keep", tag=TAG,
    permission=EVIDENCE_KEEP, scope=Scope.WRITE_EVIDENCE, status=201, answers=shapes.EvidenceStands, takes=(FORM,),
    refuses=(503, 507), largest=settings.EVIDENCE_LARGEST + LARGEST_BODY,
    words=Words(
        "上传一份材料；按内容辨认类型，同一份文件只收一次",
        "Bring a file; its type is told by its bytes, and the same file is kept once",
    ),
)  # fmt: skip
def kept(
    request: HttpRequest,
    response: HttpResponse,
    key: OrganisationKey,
    given: Annotated[shapes.EvidenceBrought, Form()],
    file: Annotated[UploadedFile, File(description="文件 / the file")],
) -> Status[Any]:
    """Keep a file, and let it prove a fact where one is named."""
    organisation = organisation_at(request, key, EVIDENCE_KEEP)
    _only_what_is_asked(request)
    fact = own_fact(request, key, given.fact) if given.fact is not None else None
    if fact is not None and fact.is_retired:
        raise Http404
    act = act_of(request, party=str(organisation.key))
    row = evidence.keep(
        organisation=organisation.key, chunks=file.chunks(), name=file.name or "", kind=given.kind,
        issued_on=given.issued_on, act=act,
    )  # fmt: skip
    if fact is not None:
        facts.attach(key=fact.key, evidence=[row], act=act)
    response["Location"] = f"/api/v1/organisations/{organisation.key}/evidence/{row.key}"
    return Status(201, _record(_with_facts(Evidence.objects.filter(pk=row.pk)).get()))


@operation(
    router, "GET", "/organisations/{key}/evidence/{file}", name="organisation_evidence_fetch", tag=TAG,
    permission=EVIDENCE_SEE, scope=Scope.READ_EVIDENCE, answers=None, more=_BYTES,
    words=Words("下载一份材料；谁下载了什么有记录", "Fetch a file; who fetched what is recorded"),
)  # fmt: skip
def fetched(request: HttpRequest, key: OrganisationKey, file: _EvidenceKey) -> FileResponse:
    """Give the bytes."""
    row = _evidence_at(request, key, file, EVIDENCE_SEE)
    try:
        opened = evidence.opened(evidence=row, act=act_of(request))
    except UnableToOpen:
        raise Http404 from None
    response = FileResponse(opened, as_attachment=True, filename=row.name, content_type=row.media_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["ETag"] = f'"{row.digest}"'
    return response


@operation(
    router, "POST", "/organisations/{key}/evidence/{file}/withdraw", name="organisation_evidence_withdraw", tag=TAG,
    permission=EVIDENCE_KEEP, scope=Scope.WRITE_EVIDENCE, answers=shapes.EvidenceStands, refuses=(409,),
    words=Words("撤下一份材料；证明着已核定的数的不能撤", "Withdraw a file; one that proves a verified figure stays"),
)  # fmt: skip
def withdrawn(request: HttpRequest, key: OrganisationKey, file: _EvidenceKey) -> Any:
    """Withdraw a file."""
    row = _evidence_at(request, key, file, EVIDENCE_KEEP)
    try:
        row = evidence.withdraw(key=row.key, act=act_of(request))
    except UnableToWithdraw as error:
        return problem(409, asker_of(request).lang, detail=error.words)
    return _record(_with_facts(Evidence.objects.filter(pk=row.pk)).get())


@operation(
    router, "POST", "/organisations/{key}/facts/{fact}/evidence", name="organisation_facts_attach", tag=TAG,
    permission=FACTS_STATE, scope=Scope.WRITE_EVIDENCE, answers=FactStands, takes=(JSON,),
    words=Words("用已上传的材料证明一个事实", "Let files that are kept prove a fact"),
)  # fmt: skip
def attached(request: HttpRequest, key: OrganisationKey, fact: FactKey, given: shapes.EvidenceAttached) -> Any:
    """Attach files."""
    row = own_fact(request, key, fact)
    if row.is_retired:
        raise Http404
    files = {each.key: each for each in Evidence.objects.filter(organisation=key, pk__in=given.evidence)}
    expected = ("这个单位在用的材料", "a file of this organisation that is in use")
    faults = [
        CallFault(f"evidence.{place}", str(each), *expected, "-")
        for place, each in enumerate(given.evidence)
        if each not in files or files[each].withdrawn_at is not None
    ]
    if faults:
        raise UnableToAnswer(faults)
    act = act_of(request, party=str(key))
    return record_of(facts.attach(key=row.key, evidence=[files[each] for each in given.evidence], act=act))


def _evidence_at(request: HttpRequest, key: UUID, file: UUID, permission: str) -> Evidence:
    """The file of an address; who brought it may open it, whatever else they may not see of the organisation."""
    row = Evidence.objects.select_related("organisation__place").filter(organisation=key, pk=file).first()
    if row is None:
        raise Http404
    if not may(asker_of(request).person, permission, of_evidence(row)):
        organisation_at(request, key, permission)
        raise Http404
    return row


def _only_what_is_asked(request: HttpRequest) -> None:
    """Raise `UnableToAnswer` for a part of the form that nobody asked for: it is refused, not passed over."""
    fields, expected = ["kind", "issued_on", "fact"], ("表单的一部分", "a part of the form")
    given: Iterable[str] = [*request.POST, *(name for name in request.FILES if name != "file")]
    faults = [
        unknown_name(name[:60] or '""', name[:60], [*fields, "file"], expected) for name in given if name not in fields
    ]
    if len(request.FILES.getlist("file")) > 1:
        faults.append(
            CallFault("file", str(len(request.FILES.getlist("file"))), "一次一份文件", "one file at a time", "-")
        )
    if faults:
        raise UnableToAnswer(faults)


def _with_facts(rows: Any) -> Any:
    in_use = EvidenceLink.objects.filter(fact__retired_on=None).order_by("key")
    return rows.prefetch_related(Prefetch("links", queryset=in_use, to_attr="in_use"))


def _record(row: Any) -> dict[str, Any]:
    return {
        "key": str(row.key),
        "name": row.name,
        "media_type": row.media_type,
        "size": row.size,
        "digest": row.digest,
        "kind": row.kind,
        "issued_on": row.issued_on.isoformat() if row.issued_on else None,
        "added_at": row.added_at.isoformat(),
        "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
        "facts": [str(link.fact_id) for link in row.in_use],
    }
