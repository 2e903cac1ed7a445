"""Comments on a draft: said by one policy officer, dealt with by another or the same."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lingqu.books.rulebooks import comments
from lingqu.books.rulebooks.drafts import UnableToChangeDraft
from lingqu.books.rulebooks.models import Draft, DraftComment
from lingqu.interfaces.web.asking import act_of
from lingqu.interfaces.web.lab.forms import number_in
from lingqu.interfaces.web.language import lang
from lingqu.reports.wording import Words

_SAID = Words("意见已记下。", "The comment is kept.")
_SETTLED = Words("已记为处理完。", "Marked as dealt with.")


def remark(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say something about a draft."""
    get_object_or_404(Draft, pk=key)
    try:
        comments.say(
            draft=key,
            number=number_in(request.POST, "number"),
            text=str(request.POST.get("text", "")),
            file=str(request.POST.get("file", "")),
            line=number_in(request.POST, "line"),
            act=act_of(request),
        )
    except UnableToChangeDraft as error:
        messages.error(request, error.words.said(lang()))
    else:
        messages.success(request, _SAID.said(lang()))
    return _back(key)


def settle(request: HttpRequest, key: UUID, comment: UUID) -> HttpResponse:
    """Mark a comment of a draft as dealt with."""
    if not DraftComment.objects.filter(pk=comment, draft=key).exists():
        raise Http404
    comments.settle(key=comment, act=act_of(request))
    messages.success(request, _SETTLED.said(lang()))
    return _back(key)


def _back(key: UUID) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('lab_draft', args=[key])}#comments")
