"""What the operations on an organisation share: the organisation and the fact of an address, a fact as it is spelled.

Its one law: what belongs to an organisation out of reach is not there; what may be seen and not changed is refused.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path

from lingqu.books.accounts.permissions import may
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.fact_permissions import EVIDENCE_KEEP, FACTS_SEE, FACTS_STATE, FACTS_VERIFY
from lingqu.books.registers.models import EvidenceLink, Fact, Organisation
from lingqu.interfaces.api.admission import UnableToAdmit
from lingqu.interfaces.api.asker import asker_of
from lingqu.interfaces.api.problems import problem
from lingqu.law.inquiries.refusals import UnableToAnswer, faults_of_policy
from lingqu.law.packs.folders import UnableToLoadPack
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.versions import UnableToChooseVersion
from lingqu.processes.assessments.packs import POLICY, pack_of_day
from lingqu.reports.wording import Words

TAG = "单位的事实 / Facts of organisations"
OrganisationKey = Annotated[UUID, Path(description="单位的标识 / the key of the organisation")]
FactKey = Annotated[UUID, Path(description="事实的标识 / the key of the fact")]
_CHANGING = (FACTS_STATE, FACTS_VERIFY, EVIDENCE_KEEP)
_NOT_YOURS = Words("您可以看这个单位的事实，不能改", "you may see the facts of this organisation, not change them")
_NOT_SPOKEN_FOR = Words(
    "登记和认定的数只有核实的部门能填", "only an office that vouches states what a register or an authority says"
)


def organisation_at(request: HttpRequest, key: UUID, permission: str) -> Organisation:
    """The organisation of an address: not there where it may not be seen, refused where it may only be seen."""
    organisation = Organisation.objects.select_related("place").filter(pk=key).first()
    person = asker_of(request).person
    if organisation is None:
        raise Http404
    concern = of_organisation(organisation)
    if may(person, permission, concern):
        return organisation
    if permission in _CHANGING and may(person, FACTS_SEE, concern):
        raise UnableToAdmit(403, _NOT_YOURS)
    raise Http404


def fact_at(request: HttpRequest, key: UUID, fact: UUID, permission: str) -> Fact:
    """The fact of an address under its own organisation."""
    organisation = organisation_at(request, key, permission)
    row = Fact.objects.select_related("organisation__place").filter(organisation=organisation, pk=fact).first()
    if row is None:
        raise Http404
    return row


def own_fact(request: HttpRequest, key: UUID, fact: UUID) -> Fact:
    """The fact of an address, where this person may change it: members what they declared, offices the rest as well."""
    row = fact_at(request, key, fact, FACTS_STATE)
    source_allowed(request, row.organisation, Fact.Source(row.source))
    return row


def source_allowed(request: HttpRequest, organisation: Organisation, source: Fact.Source) -> Fact.Source:
    """The source, where this person may speak for it."""
    if source != Fact.Source.DECLARED and not may(
        asker_of(request).person, FACTS_VERIFY, of_organisation(organisation)
    ):
        raise UnableToAdmit(403, _NOT_SPOKEN_FOR)
    return source


def pack_of(day: date | None = None) -> Pack:
    """The rules of a day, else of today. Raises `UnableToAnswer`."""
    try:
        return pack_of_day(POLICY, day or timezone.localdate())
    except UnableToLoadPack as error:
        raise UnableToAnswer(faults_of_policy(error.faults)) from None
    except UnableToChooseVersion as error:
        raise UnableToAnswer(faults_of_policy([error.fault])) from None


def typed(value: bool | int | str) -> str:
    """A value from JSON as a form would hold it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def records_of(rows: list[Fact]) -> list[dict[str, Any]]:
    """Spell facts, with the files that prove them: one query."""
    proving: dict[UUID, list[str]] = {}
    links = EvidenceLink.objects.filter(fact__in=rows, evidence__withdrawn_at=None).order_by(
        "evidence__added_at", "key"
    )
    for fact, evidence in links.values_list("fact_id", "evidence_id"):
        proving.setdefault(fact, []).append(str(evidence))
    return [_record(row, proving.get(row.key, [])) for row in rows]


def record_of(row: Fact) -> dict[str, Any]:
    """Spell one fact."""
    return records_of([row])[0]


def conflict(request: HttpRequest, fact: UUID, detail: Words | None = None) -> HttpResponse:
    """Say that a fact was changed meanwhile, or what else stands against it, with the fact as it stands."""
    row = Fact.objects.get(pk=fact)
    changed = Words(f"已被他人修改：现为第 {row.version} 版", f"changed meanwhile: it is version {row.version} now")
    return problem(409, asker_of(request).lang, detail=detail or changed, more={"row": record_of(row)})


def _record(row: Fact, evidence: list[str]) -> dict[str, Any]:
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
        "evidence": evidence,
        "retired_on": row.retired_on.isoformat() if row.retired_on else None,
        "is_synthetic": row.is_synthetic,
    }
