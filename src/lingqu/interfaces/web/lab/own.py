"""The page where somebody brings a register of their own to a draft, sees what could not be read, and removes it.

Its one law: it shows a person what that person brought and nothing else.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from lingqu.books.rulebooks import own_registers
from lingqu.books.rulebooks.models import Draft
from lingqu.books.rulebooks.own_registers import OwnRegister, UnableToBring
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.today import pack_today
from lingqu.reports.wording import Words

_NO_FILE = Words("请先选一个文件", "choose a file first")
_KEPT = Words("已收下：{} 行，{} 列事实。", "Taken: {} rows, {} columns of facts.")
_GONE = Words("已删去，没有留下。", "Removed; nothing of it is left.")


def register(request: HttpRequest, key: UUID) -> HttpResponse:
    """Bring, see or remove a register of one's own."""
    found = get_object_or_404(Draft, pk=key)
    if request.method != "POST":
        return _page(request, found)
    act = act_of(request)
    if request.POST.get("do") == "remove":
        own_registers.remove(draft=key, act=act)
        messages.success(request, _GONE.said(lang()))
        return HttpResponseRedirect(reverse("lab_register", args=[key]))
    file = request.FILES.get("file")
    try:
        if not isinstance(file, UploadedFile):
            raise UnableToBring(_NO_FILE)
        if (file.size or 0) > own_registers.LARGEST:
            most = own_registers.LARGEST >> 20
            raise UnableToBring(Words(f"文件过大，至多 {most} MB", f"the file is too large; at most {most} MB"))
        made = own_registers.bring(draft=key, content=file.read(), name=file.name or "", pack=pack_today(), act=act)
    except UnableToBring as error:
        return _page(request, found, error)
    messages.success(request, _KEPT.said(lang()).format(f"{made.rows:,}", made.facts))
    return HttpResponseRedirect(reverse("lab_register", args=[key]))


def template(request: HttpRequest, key: UUID) -> HttpResponse:
    """The headings that can be filled in, as a file."""
    get_object_or_404(Draft, pk=key)
    content = own_registers.template(pack_today(), timezone.localdate().year - 1)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="lab-register-template.csv"'
    return response


def own_of(request: HttpRequest, key: UUID) -> OwnRegister | None:
    """What the person of a request brought to a draft."""
    return own_registers.own_register(draft=key, pseudonym=asking(request).pseudonym, now=timezone.now())


def _page(request: HttpRequest, found: Draft, refused: UnableToBring | None = None) -> HttpResponse:
    context = {
        "draft": found,
        "own": own_of(request, found.key),
        "refused": refused,
        "most_megabytes": own_registers.LARGEST >> 20,
        "most_rows": f"{own_registers.MOST_ROWS:,}",
        "days": own_registers.KEPT_DAYS,
    }
    return render(request, "lab/register.html", context, status=422 if refused else 200)
