"""Importing the document of the plan: bring a file, look at what was read, confirm, withdraw.

Its one law: nothing is in use before somebody has seen what it holds; a file that cannot be read leaves nothing behind.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lingqu.books.rulebooks import operations
from lingqu.books.rulebooks.apart import check_size
from lingqu.books.rulebooks.models import DocumentState, PlanDocument
from lingqu.books.rulebooks.queries import documents_of, text_of
from lingqu.interfaces.web.asking import act_of
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.plan.official_words import coverage_shown, mismatches_shown
from lingqu.interfaces.web.plan.plan_shown import plan_shown
from lingqu.interfaces.web.today import pack_today
from lingqu.law.plans import LARGEST_FILE, UnableToReadPlan
from lingqu.reports.wording import Words

STATES = {
    DocumentState.PROPOSED: Words("待确认", "to be confirmed"),
    DocumentState.IN_USE: Words("使用中", "in use"),
    DocumentState.REPLACED: Words("已被替换", "replaced"),
    DocumentState.WITHDRAWN: Words("已撤下", "withdrawn"),
    DocumentState.DISCARDED: Words("已放弃", "put aside"),
}
_NO_FILE = Words("请选一个文件：txt、docx、pdf 或 html", "choose a file: txt, docx, pdf or html")
_DONE = {
    "use": Words("已启用：官方文句现在显示在规则旁边。", "In use: official sentences stand beside the rules now."),
    "discard": Words("已放弃，文件没有保留。", "Put aside; the file was not kept."),
    "withdraw": Words("已撤下；需要时可以重新启用。", "Withdrawn; it can be taken into use again."),
}


def bring(request: HttpRequest) -> HttpResponse:
    """Take a file; give the documents there are."""
    if request.method != "POST":
        return _listed(request)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.name:
        return _listed(request, faults=[_NO_FILE.said(lang())])
    pack = pack_today()
    try:
        check_size(file.size or 0, file.name)
        document = operations.propose(
            policy=pack.id,
            version=pack.policy.version,
            content=file.read(),
            name=file.name,
            act=act_of(request),
        )
    except UnableToReadPlan as error:
        return _listed(request, faults=[fault.said(lang()) for fault in error.faults])
    return HttpResponseRedirect(reverse("plan_document", args=[document.key]))


def document(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was read of a document; confirm, put aside, withdraw or take into use again."""
    found = _document(key)
    if request.method == "POST":
        return _decided(request, found)
    pack = pack_today()
    held = text_of(pack, found)
    plan = held.plan
    context = {
        "document": found,
        "state": STATES[DocumentState(found.state)],
        "plan": plan,
        "parts": [(part, len(part.tasks), len(part.sentences)) for part in plan.parts] if plan is not None else [],
        "coverage": coverage_shown(plan_shown(pack).sentences, held),
        "mismatches": mismatches_shown(held),
        "steps": [(step, STATES[DocumentState(step.after)]) for step in found.steps.all()],
    }
    return render(request, "plan/document.html", context)


def _decided(request: HttpRequest, found: PlanDocument) -> HttpResponse:
    decision = request.POST.get("decision", "")
    act = act_of(request, reason=request.POST.get("reason", ""))
    try:
        if decision == "use":
            operations.take_into_use(key=found.key, act=act)
        elif decision == "discard":
            operations.discard(key=found.key, act=act)
        elif decision == "withdraw":
            operations.withdraw(key=found.key, act=act)
        else:
            raise Http404
    except operations.UnableToMoveDocument as error:
        messages.error(request, error.words.said(lang()))
        return HttpResponseRedirect(reverse("plan_document", args=[found.key]))
    messages.success(request, _DONE[decision].said(lang()))
    return HttpResponseRedirect(reverse("plan" if decision == "use" else "plan_import"))


def _listed(request: HttpRequest, faults: list[str] | None = None) -> HttpResponse:
    documents = [(each, STATES[DocumentState(each.state)]) for each in documents_of(pack_today())]
    context = {"documents": documents, "faults": faults or [], "most_megabytes": LARGEST_FILE >> 20}
    return render(request, "plan/import.html", context, status=422 if faults else 200)


def _document(key: UUID) -> PlanDocument:
    found = PlanDocument.objects.filter(pk=key, policy=pack_today().id).exclude(state=DocumentState.DISCARDED)
    document = found.first()
    if document is None:
        raise Http404
    return document
