"""Evidence: the files of an organisation, a file brought, opened, withdrawn.

Its one law: the permission is asked before a byte of an upload is read, and a download can run nothing in a browser.
"""

from __future__ import annotations

import errno
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from lingqu.books.accounts.permissions import Concern, may
from lingqu.books.registers import evidence, facts
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.evidence import UnableToOpen, UnableToWithdraw, of_evidence
from lingqu.books.registers.evidence_files import UnableToStore, too_large
from lingqu.books.registers.fact_permissions import EVIDENCE_KEEP
from lingqu.books.registers.models import Evidence, Fact, Organisation
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.facts.concerns import organisation_at
from lingqu.interfaces.web.facts.ways import ways_of
from lingqu.interfaces.web.language import lang
from lingqu.reports.wording import Words

_REFUSE_UNREAD = 2
"""Uploads so many times the limit are refused unread; smaller ones are read, so that the browser gets to see why."""
_NO_FILE = Words("没有选文件", "no file was chosen")
_KEPT = Words("已收下", "kept")
_WITHDRAWN = Words("已撤下", "withdrawn")
_DISK_FULL = Words("服务器的磁盘满了，文件没有保存；请告诉管理员", "the server's disk is full; the file was not kept")
_DAY_WRONG = Words("出具日期不是日历上的日期；例 2026-05-01", "the day is not one of the calendar; e.g. 2026-05-01")


def evidence_of(request: HttpRequest, key: UUID) -> HttpResponse:
    """The files of an organisation, and a form to bring one."""
    return _list(request, organisation_at(request, key))


@csrf_exempt
def keep(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Keep a file; what is far too large is refused before it is read, hence the token is checked after that."""
    organisation = organisation_at(request, key)
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > _REFUSE_UNREAD * settings.EVIDENCE_LARGEST:
        return _refused_unread(request, organisation)
    try:
        return _keep(request, organisation)
    except OSError as error:  # the parser of uploads has no room for its temporary file
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        return _list(request, organisation, _DISK_FULL, 507)


def opened(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Give the bytes as a download."""
    found = evidence_at(request, key)
    try:
        file = evidence.opened(evidence=found, act=act_of(request))
    except UnableToOpen:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=found.name, content_type=found.media_type)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Withdraw a file."""
    found = evidence_at(request, key)
    if found.organisation is None:
        raise Http404
    try:
        evidence.withdraw(key=found.key, act=act_of(request))
    except UnableToWithdraw as error:
        return _list(request, found.organisation, error.words, 409)
    messages.success(request, _WITHDRAWN.said(lang()))
    return HttpResponseRedirect(reverse("evidence-of", kwargs={"key": found.organisation.key}))


def evidence_at(request: HttpRequest, key: UUID) -> Evidence:
    """The file of an address; 404 where there is none."""
    kept = request.__dict__.setdefault("lingqu_evidence", {})
    if key not in kept:
        kept[key] = get_object_or_404(Evidence.objects.select_related("organisation__place"), pk=key)
    found: Evidence = kept[key]
    return found


def concerning_evidence(request: HttpRequest, key: UUID, **_: Any) -> Concern:
    """The organisation of a file, and who brought it."""
    return of_evidence(evidence_at(request, key))


@csrf_protect
def _keep(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return _list(request, organisation, _NO_FILE, 422)
    day, fact = request.POST.get("issued_on", ""), _fact_asked(request, organisation)
    try:
        issued_on = date.fromisoformat(day) if day else None
    except ValueError:
        return _list(request, organisation, _DAY_WRONG, 422)
    act = act_of(request, party=str(organisation.key))
    try:
        kept = evidence.keep(
            organisation=organisation.key,
            chunks=file.chunks(),
            name=file.name or "",
            kind=request.POST.get("kind", ""),
            issued_on=issued_on,
            act=act,
        )
    except UnableToStore as error:
        return _list(request, organisation, error.words, error.status)
    messages.success(request, f"{_KEPT.said(lang())}{'：' if lang() == 'zh' else ': '}{kept.name}")
    if fact is None:
        return HttpResponseRedirect(reverse("evidence-of", kwargs={"key": organisation.key}))
    facts.attach(key=fact.key, evidence=[kept], act=act)
    return HttpResponseRedirect(reverse("fact", kwargs={"key": fact.key}))


def _fact_asked(request: HttpRequest, organisation: Organisation) -> Fact | None:
    """The fact that the file is to prove, of this organisation; a forged one is 404."""
    wanted = request.POST.get("fact", "")
    if not wanted:
        return None
    try:
        key = UUID(wanted)
    except ValueError:
        raise Http404 from None
    return get_object_or_404(Fact, pk=key, organisation=organisation, retired_on=None)


def _refused_unread(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    response = render(
        request,
        "evidence/too_large.html",
        {"organisation": organisation, "fault": too_large(settings.EVIDENCE_LARGEST)},
        status=413,
    )
    response.headers["Connection"] = "close"
    return response


def _list(
    request: HttpRequest, organisation: Organisation, fault: Words | None = None, status: int = 200
) -> HttpResponse:
    in_use = Count("links", filter=Q(links__fact__retired_on=None))
    files = Evidence.objects.filter(organisation=organisation, withdrawn_at=None).annotate(facts=in_use)
    # a file refused was to prove a fact; so is the one brought in its stead
    fact = _fact_asked(request, organisation) if fault is not None and status != 507 else None
    person, concern = asking(request), of_organisation(organisation)
    context = {
        "organisation": organisation,
        "ways": ways_of(person, concern, organisation.key),
        "fact": fact.key if fact is not None else "",
        "files": files.order_by("-added_at", "key")[:500],
        "may_keep": may(person, EVIDENCE_KEEP, concern),
        "fault": fault,
        "typed": request.POST if fault is not None and status != 507 else {},
    }
    return render(request, "evidence/evidence.html", context, status=status)
