"""The page of one draft: its files in editors, what is wrong with them, saving, and what the editor asks meanwhile.

Its one law: what somebody typed is never lost: a conflict or a fault gives it back on the page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe

from lingqu.books.accounts.permissions import may
from lingqu.books.rulebooks import drafts
from lingqu.books.rulebooks.draft_checks import MEMORY, DraftCheck, checked
from lingqu.books.rulebooks.draft_permissions import LAB_DRAFT
from lingqu.books.rulebooks.drafts import DraftConflict, UnableToChangeDraft
from lingqu.books.rulebooks.models import Draft, PolicyVersion, VersionState
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.lab.forms import files_in, number_in
from lingqu.interfaces.web.lab.own import own_of
from lingqu.interfaces.web.lab.registers import REGISTERS
from lingqu.interfaces.web.lab.shown import compared, names_of
from lingqu.interfaces.web.language import lang
from lingqu.law.editing.wire import ANSWERS, UnableToRead, read_question, to_json
from lingqu.law.editing.workspace import UnableToOpen
from lingqu.reports.style import PARTS
from lingqu.reports.wording import Words

_FIRST = "measures.lq"
_ANNEXES = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"))
_SAVED = Words("已保存为第 {} 次。", "Saved as state {}.")


def draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """The newest state of a draft in its editor."""
    found = get_object_or_404(Draft, pk=key)
    return _page(request, found, drafts.texts_of_state(drafts.state_of(found)))


def save(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save the next state."""
    found = get_object_or_404(Draft, pk=key)
    texts, note = files_in(request.POST), str(request.POST.get("note", ""))
    try:
        state = drafts.save(key=key, upon=number_in(request.POST, "upon"), texts=texts, note=note, act=act_of(request))
    except DraftConflict as conflict:
        latest = drafts.texts_of_state(conflict.latest)
        context = {
            "conflict": conflict.latest,
            "conflict_by": names_of([conflict.latest.author])[conflict.latest.author],
            "conflict_difference": compared(found.policy, latest, texts),
        }
        return _page(request, found, texts, note=note, status=409, more=context)
    except UnableToChangeDraft as error:
        return _page(request, found, texts, note=note, status=422, more={"faults": [error.words]})
    messages.success(request, _SAVED.said(lang()).format(state.number))
    return HttpResponseRedirect(reverse("lab_draft", args=[key]))


def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """Check what stands in the form without keeping it: for browsers without a script."""
    found = get_object_or_404(Draft, pk=key)
    texts = files_in(request.POST)
    try:
        told = checked(found.policy, texts)
    except UnableToOpen as error:
        told = DraftCheck(None, error.reasons, 0, 0, 0)
    more = {"check": told, "upon": number_in(request.POST, "upon") or found.latest}
    return _page(request, found, texts, note=str(request.POST.get("note", "")), more=more)


def ask(request: HttpRequest, key: UUID, word: str) -> HttpResponse:
    """Answer what the editor asks: faults, completions, meanings, layout."""
    answer = ANSWERS.get(word)
    policy = Draft.objects.filter(pk=key).values_list("policy", flat=True).first()
    if answer is None or policy is None:
        raise Http404
    try:
        question = read_question(request.body, folder=policy, memory=MEMORY)
    except UnableToRead as error:
        return JsonResponse({"reasons": error.said(lang())}, status=422)
    return HttpResponse(json.dumps(to_json(answer(question)), ensure_ascii=False), content_type="application/json")


def _page(
    request: HttpRequest,
    found: Draft,
    texts: Mapping[str, str],
    *,
    note: str = "",
    status: int = 200,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    may_write = may(asking(request), LAB_DRAFT)
    proposal = PolicyVersion.objects.filter(source__draft=found, state=VersionState.PROPOSED).first()
    names = [_FIRST, *(each for each in texts if each != _FIRST)] if _FIRST in texts else list(texts)
    context = {
        "draft": found,
        "files": [(name, texts[name], texts[name].count("\n") + 1) for name in names],
        "note": note,
        "upon": found.latest,
        "may_write": may_write and not found.is_archived,
        "may_draft": may_write,
        "proposal": proposal,
        "registers": [(code, words) for code, words in REGISTERS.items()],
        "own": own_of(request, found.key),
        "annexes": _ANNEXES,
        "parts_style": mark_safe(PARTS),  # nosec B308 B703  # our own style sheet
        **(more or {}),
    }
    return render(request, "lab/draft.html", context, status=status)
